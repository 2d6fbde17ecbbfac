# SPDX-License-Identifier: MIT
"""Tuples and unpacking: stars, nesting, swapping, counts and comparisons."""
import sys

t = 1, (2, [3]), "x"
a, (b, c), d = t
print(a, b, c, d, c is t[1][1])
first, *middle, last = range(6)
print(first, middle, last)
*start, end = "abc"
(x, *y), z = "hello", 1
print(start, end, x, y, z)
for i, (j, *k) in enumerate([(1, 2, 3), "ab"]):
    print(i, j, k)
a, b = b, a
a, a = 5, 6
print(a, b, t + (1,), t * 2 == t + t, t[1:], t[::-1], t.index("x"), t.count(1), (1, 2) < (1, 3), () < (0,))
for bad in ("a, b = 1, 2, 3", "a, b = 1", "a, *b, c = 1,", "t[0] = 1", "del t[0]", "a, b = None", "(1, 2)[5]", "hash(([],))", "t.append(1)"):
    try:
        exec(bad)
    except (ValueError, TypeError, IndexError, AttributeError) as error:
        print(bad, "|", type(error).__name__, error)
print((1,), (), ((),), tuple("ab"), tuple([1]), (1, 2) == [1, 2])
thing = []
pair = (thing, thing)
print(sys.getrefcount(thing), sys.getsizeof(pair), sys.getsizeof(()))
del pair
print(sys.getrefcount(thing), (thing,)[0] is thing)
def f(*args, **kw):
    return args, kw
print(f(*[1, 2], *(3,), **{"a": 1}, **{"b": 2}), f(*"ab", x=1), [*range(3), *"xy"], {**{"a": 1}, "a": 2}, (*t, 9))
i = 0
i, m = 1, [10, 20]
i, m[i] = 0, 99
print(i, m)
