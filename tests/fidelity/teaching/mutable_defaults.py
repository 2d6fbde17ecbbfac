# SPDX-License-Identifier: MIT
"""A default value is made once, when def runs, and lives in the function."""
import sys


def collect(item, into=[]):
    into.append(item)
    return into


print(collect(1), collect(2), collect(3, []), collect(4))
print(collect.__defaults__, collect.__defaults__[0] is collect(5))


def careful(item, into=None):
    if into is None:
        into = []
    into.append(item)
    return into


print(careful(1), careful(2), careful(3, [0]), careful.__defaults__)


def stamp(*, made=[len(sys.argv)], names={}):
    names[len(names)] = made
    return len(names)


print(stamp(), stamp(), stamp.__kwdefaults__, stamp(names={}))

n = 5


def late(value=n):
    return value, n


n = 6
print(late(), late(n))

functions = [lambda i=i: i * i for i in range(4)]
print([f() for f in functions])
functions = [lambda: i * i for i in range(4)]
print([f() for f in functions])


class Basket:
    contents = []

    def add(self, item):
        self.contents.append(item)
        return self


print(Basket().add("apple").contents, Basket().add("pear").contents, "contents" in vars(Basket()))
collect.__defaults__ = (["new"],)
print(collect("end"))
thing = object()


def keeps(value=thing):
    pass


print(sys.getrefcount(thing))
del keeps
print(sys.getrefcount(thing))
