# SPDX-License-Identifier: MIT
"""Iterators as classes, iter with a sentinel, what is exhausted, lengths hinted."""
class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1

    def __length_hint__(self):
        return self.n


c = Countdown(3)
print(list(c), list(c), sum(Countdown(4)), sorted(Countdown(3)), 2 in Countdown(5), [*Countdown(2)])
import operator
print(operator.length_hint(Countdown(7)), operator.length_hint(iter([1, 2])), operator.length_hint(iter({}), 9))
calls = iter([3, 2, 0, 5])
print(list(iter(lambda: next(calls), 0)), next(calls), next(calls, "none left"))
for make in (lambda: iter([1, 2]), lambda: iter((1, 2)), lambda: iter("ab"), lambda: iter({1: 2}), lambda: iter(range(2)), lambda: reversed([1, 2]),
             lambda: enumerate("ab", 5), lambda: zip("ab", [1]), lambda: map(abs, [-1]), lambda: filter(None, [0, 1]), lambda: iter({1}), lambda: iter(b"a")):
    it = make()
    print(type(it).__name__, iter(it) is it, next(it), len(list(it)), next(it, "end"))


class Letters:
    def __getitem__(self, i):
        return "abc"[i]


print(list(Letters()), list(iter(Letters())), "b" in Letters(), dict(enumerate(Letters())))
items = [1, 2, 3]
it = iter(items)
next(it)
items.insert(0, 0)
print(next(it), list(it))
items.append(9)
print(list(it), list(zip(*[iter("abcdef")] * 2)), list(zip([1, 2], strict=True)))
try:
    list(zip([1], [1, 2], strict=True))
except ValueError as error:
    print(error)
a, b = iter(range(4)), iter(range(4))
print(list(zip(a, a)), [x for x in b if next(b, None) is not None])


class Once:
    def __iter__(self):
        yield from (1, 2)


once = Once()
print(list(once), list(once), max(once), tuple(once))
