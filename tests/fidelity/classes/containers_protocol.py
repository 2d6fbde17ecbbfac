# SPDX-License-Identifier: MIT
# The protocols of containers as classes give them, and their mistakes.
class Deck:
    def __init__(self, cards):
        self.cards = list(cards)

    def __len__(self):
        return len(self.cards)

    def __getitem__(self, i):
        if isinstance(i, slice):
            return Deck(self.cards[i])
        return self.cards[i]

    def __setitem__(self, i, value):
        self.cards[i] = value

    def __delitem__(self, i):
        del self.cards[i]

    def __repr__(self):
        return "Deck(" + "".join(self.cards) + ")"


d = Deck("abcdef")
d[0] = "A"
del d[-1]
print(d, len(d), d[1], d[1:3], d[::-1], "c" in d, "z" in d, list(d), list(reversed(d)), max(d), sorted(d, reverse=True))
a, *rest = d
print(a, rest, [*d], ",".join(d), dict(enumerate(d)), list(zip(d, d[1:])), bool(Deck("")))


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


c = Countdown(4)
print(next(c), 1 in c, list(c), list(c), next(c, "over"))


class Missing(dict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]


m = Missing(a=1)
print(m["a"], m["b"], m.get("c"), m, "c" in m)


class Contains:
    def __contains__(self, x):
        return "truthy" if x == 1 else ""


print(1 in Contains(), 2 in Contains(), 2 not in Contains())


class Wrong:
    def __len__(self):
        return -1

    def __iter__(self):
        return 3

    def __getitem__(self, key):
        raise IndexError("always")

    def __repr__(self):
        return 5

    def __str__(self):
        return None

    def __hash__(self):
        return "x"

    def __index__(self):
        return "one"

    def __bytes__(self):
        return "text"

    def __int__(self):
        return 1.5

    def __float__(self):
        return 1

    def __format__(self, spec):
        return 3

    def __reversed__(self):
        return 3

    def __length_hint__(self):
        return -5

    def __dir__(self):
        return 4


w = Wrong()
for f in len, bool, iter, list, repr, str, hash, bytes, int, float, format, hex, reversed, dir, [1].__getitem__, (1).__add__, w.__getitem__:
    try:
        print(getattr(f, "__name__", f), f(w))
    except (TypeError, ValueError, IndexError) as e:
        print(getattr(f, "__name__", f), "->", type(e).__name__, e)
