# SPDX-License-Identifier: MIT
"""What compile () warns of goes through the filters of the program."""
import warnings
for s in ["0x1for x in [1]", "1if 2else 3", "0o7or 1", "0b1and 2", "1.5or 2", "1jin [1]", "1e5in [2]", "[0x1for x in (1, 2)]", "1is 1", "0xfor 3", "1not in [2]", "1else", "1i", "0x1g", "'\\d' + ", "'\\d'\nx = (", "b'\\d' 1", "1in [2] +", "0_7or", "5or 1\n $"]:
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter("always")
        try: print(repr(eval(s)))
        except Exception as e: print(repr(s), type(e), e)
        print([str(x.message) for x in w], [x.category.__name__ for x in w], [x.lineno for x in w])
for s in ["1 is 1", "0x1for x in [1]", "'\\d'", "assert (1, 2)"]:
    for action in ["error", "ignore", "default", "always", "once", "module"]:
        with warnings.catch_warnings(record=True) as w:
            warnings.simplefilter(action)
            for _ in range(2):
                try: exec(s)
                except Exception as e: print(action, repr(s), type(e), e)
            print(action, [str(x.message) for x in w])
def show(*a, **k): print("show", a, k); raise KeyError(1)
warnings.showwarning = show
try: eval("1 is 1")
except BaseException as e: print(type(e), e)
