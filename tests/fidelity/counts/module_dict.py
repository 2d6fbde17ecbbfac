# SPDX-License-Identifier: MIT
"""Who holds the dict of the module: the frame, its function, the module; and what the collector sees of a UnicodeError."""
import gc
import sys

print(sys.getrefcount(globals()))


def f(): pass


print(sys.getrefcount(globals()))
g = lambda: 1
print(sys.getrefcount(globals()), sys.getrefcount(locals()))


def h(): return sys.getrefcount(globals())


print(h())
keep = [globals()]
print(sys.getrefcount(globals()), len([x for x in gc.get_referrers(globals()) if x is keep]))
for error in UnicodeDecodeError('a', b'b', 1, 2, 'r'), UnicodeEncodeError('a', 'b', 1000, 2000, 'r'), UnicodeTranslateError('b', 1, 2, 'r'):
    print([type(x).__name__ for x in gc.get_referents(error)])
