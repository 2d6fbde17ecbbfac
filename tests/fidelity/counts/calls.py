# What a call adds to the count of its arguments.
import sys


def plain(x):
    return sys.getrefcount(x)


def two(x, y):
    return sys.getrefcount(x), sys.getrefcount(y)


def star(*args):
    return sys.getrefcount(args[0]), sys.getrefcount(args)


def keywords(**kwargs):
    return sys.getrefcount(kwargs["x"]), sys.getrefcount(kwargs)


def default(x, held=[]):
    held.append(x)
    return sys.getrefcount(x), len(held)


def nested(x):
    return plain(x)


def deep(x, n):
    if n == 0:
        return sys.getrefcount(x)
    return deep(x, n - 1)


def rebinding(x):
    before = sys.getrefcount(x)
    y = x
    middle = sys.getrefcount(x)
    del y
    after = sys.getrefcount(x)
    x = None
    return before, middle, after


thing = [1, 2, 3]
print("plain", plain(thing))
print("temporary", plain([1]), plain(object()))
print("by keyword", plain(x=thing))
print("two", two(thing, thing), two(thing, []))
print("star", star(thing), star(*[thing]), star(thing, thing))
print("keywords", keywords(x=thing), keywords(**{"x": thing}))
print("default", default(thing), default(thing), sys.getrefcount(thing))
default.__defaults__[0].clear()
print("cleared", sys.getrefcount(thing))
print("nested", nested(thing))
print("deep", [deep(thing, n) for n in range(4)])
print("rebinding", rebinding(thing))


class Caller:
    def method(self, x):
        return sys.getrefcount(self), sys.getrefcount(x)

    def __call__(self, x):
        return sys.getrefcount(self), sys.getrefcount(x)

    @staticmethod
    def static(x):
        return sys.getrefcount(x)

    @classmethod
    def of_class(cls, x):
        return sys.getrefcount(x)


c = Caller()
print("method", c.method(thing))
bound = c.method
print("bound", bound(thing), sys.getrefcount(c), sys.getrefcount(bound))
print("called", c(thing))
print("static", c.static(thing), Caller.static(thing))
print("class", c.of_class(thing))
print("temporary self", Caller().method(thing))
print("lambda", (lambda x: sys.getrefcount(x))(thing))
print("map", list(map(sys.getrefcount, [thing, thing])), list(map(plain, [thing])))
print("sorted key", sorted([[3], [1]], key=lambda x: (sys.getrefcount(x), x)))
print("after", sys.getrefcount(thing))
