# SPDX-License-Identifier: MIT
"""Lists: slices assigned and deleted, growth and sizes, sort's stability, errors."""
import sys

a = list(range(6))
a[1:3] = ["x"]
print(a)
a[::2] = "ABC"
print(a)
del a[1::2]
print(a, a[-1], a[-2:])
a[len(a):] = [1, 2]
a.insert(-100, "first")
a.insert(100, "last")
print(a, a.index("B"), a.count(1))
for bad in (lambda: a.remove("zzz"), lambda: a.index(99), lambda: [].pop(), lambda: a.__setitem__(slice(0, 4, 2), [1]), lambda: a[1.5],
            lambda: a[10], lambda: a + (1,), lambda: a * "x"):
    try:
        bad()
    except (ValueError, IndexError, TypeError) as error:
        print(type(error).__name__, error)
sizes, b = [], []
for i in range(20):
    sizes.append(sys.getsizeof(b))
    b.append(i)
print(sizes)
b.clear()
print(sys.getsizeof(b), sys.getsizeof([1, 2, 3]), sys.getsizeof(list((1, 2, 3))), sys.getsizeof([0] * 5), sys.getsizeof([x for x in "abcde"]))
pairs = [("b", 2), ("a", 2), ("c", 1)]
pairs.sort(key=lambda p: p[1])
print(pairs, [1, 2] < [1, 2, 0], [1, [2]] == [1, [2]], max([[3], [1, 9]]))
for i in a:
    if len(a) > 8:
        break
    a.append(i)
print(a)
