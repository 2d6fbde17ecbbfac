# SPDX-License-Identifier: MIT
"""What the tests in Python print: the Test Anything Protocol. A test collects its cases and tells them at its end:

    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
    import tap

    cases = tap.Cases()
    cases.equal('two and two', 2 + 2, 4)
    cases.tell()
"""


class Cases:
    def __init__(self):
        self._told = []

    def true(self, name, good, why=''):
        """NAME passes if GOOD; WHY says what was found instead, as one text or a list of them."""
        self._told.append((name, bool(good), [why] if isinstance(why, str) else why))

    def equal(self, name, got, wanted):
        """NAME passes if GOT equals WANTED."""
        self.true(name, got == wanted, f'{got}\nnot\n{wanted}')

    def tell(self):
        """Prints the plan, a line for each case, and below one that failed what was found."""
        print(f'1..{len(self._told)}')
        for number, (name, good, why) in enumerate(self._told, 1):
            print(f'{"ok" if good else "not ok"} {number} - {name}')
            if not good:
                for line in '\n'.join(map(str, why)).split('\n'):
                    print('#', line)
