# SPDX-License-Identifier: MIT
"""A container of one's own: __len__, __getitem__, __contains__, __iter__, __reversed__, slices, hashing, and what falls back on what."""
class Range:
    def __init__(self, n):
        self.n = n
        self.asked = []

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(self.n))]
        self.asked.append(i)
        if not -self.n <= i < self.n:
            raise IndexError(i)
        return i * 10


r = Range(4)
print(list(r), r.asked)
r.asked.clear()
print(20 in r, 5 in r, r.asked)
print(list(reversed(r)), r[1:3], r[::-2], r[-1], bool(r), bool(Range(0)), sorted(r, reverse=True), max(r), tuple(zip(r, "ab")))
try:
    r[9]
except IndexError as error:
    print("IndexError", error)


class Names:
    def __init__(self, **names):
        self.__dict__["names"] = names

    def __contains__(self, name):
        return name in self.names

    def __iter__(self):
        return iter(sorted(self.names))

    def __getattr__(self, name):
        try:
            return self.names[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name, value):
        self.names[name] = value

    def __delitem__(self, key):
        del self.names[key]

    def __eq__(self, other):
        return isinstance(other, Names) and self.names == other.names

    __hash__ = None


n = Names(b=1, a=2)
n.c = 3
del n["b"]
print(list(n), n.a, "c" in n, "b" in n, getattr(n, "b", "none"), n == Names(a=2, c=3), n != 5, [*n])
for bad in (lambda: hash(n), lambda: n.zzz, lambda: len(n), lambda: n[0], lambda: iter(5), lambda: 1 in 5, lambda: next(n), lambda: len(Range(-1))):
    try:
        bad()
    except (TypeError, AttributeError, ValueError) as error:
        print(type(error).__name__, error)


class Bad:
    def __iter__(self):
        return 5


try:
    list(Bad())
except TypeError as error:
    print(error)
