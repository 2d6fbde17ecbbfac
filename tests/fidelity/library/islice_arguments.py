# SPDX-License-Identifier: MIT
"""What islice () takes for start, stop and step, and which of them it complains of."""
from itertools import islice


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        if self.value is KeyError:
            raise KeyError
        return self.value

    def __repr__(self):
        return f'Index({self.value})'


values = [0, 1, 2, -1, -2, None, 2 ** 70, 'a', 1.5, True, Index(1), Index(-1), Index(KeyError)]
cases = [(v,) for v in values] + [(v, 2) for v in values] + [(0, v) for v in values] + [(0, 3, v) for v in values] + [(v, w) for v in (-1, 'a') for w in (-1, -2, None, 'b')]
for case in cases:
    try:
        print(case, list(islice('abcd', *case)))
    except Exception as error:
        print(case, type(error).__name__, error)
