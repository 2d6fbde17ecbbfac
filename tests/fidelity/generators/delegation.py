# SPDX-License-Identifier: MIT
# yield from: values, results, exceptions through several levels and into other iterators.
def inner(tag):
    try:
        got = yield tag
        print(tag, "got", got)
        got = yield got
    except ValueError as e:
        print(tag, "caught", e)
        yield tag + " recovered"
    return tag + " result"


def middle():
    first = yield from inner("one")
    print("first", first)
    second = yield from inner("two")
    return [first, second]


def outer():
    result = yield from middle()
    print("result", result)
    return len(result)


g = outer()
print(next(g), g.gi_yieldfrom.__name__)
print(g.send("A"))
print(g.send("B"), g.gi_yieldfrom.gi_yieldfrom.__name__)
print(g.throw(ValueError("thrown")))
try:
    next(g)
except StopIteration as e:
    print("value", e.value)


class Iterator:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration("iterator's value")
        return self.n

    def send(self, value):
        print("send", value)
        return value

    def throw(self, *args):
        print("throw", [getattr(a, "__name__", a) for a in args])
        return "from throw"

    def close(self):
        print("close")


def through():
    print("returned", (yield from Iterator()))


g = through()
print(next(g), g.send("s"), g.throw(KeyError), g.throw(KeyError, "k"), g.throw(7))
g.close()
print(list(through()))


def over_list():
    yield from [1, 2]


g = over_list()
next(g)
try:
    g.send("lists take nothing")
except AttributeError as e:
    print(e)
g = over_list()
next(g)
try:
    g.throw(KeyError("no throw there"))
except KeyError as e:
    print(repr(e), g.gi_frame)


class BadClose(Iterator):
    def close(self):
        raise RuntimeError("close failed")


def over_bad():
    try:
        yield from BadClose()
    except RuntimeError as e:
        print("seen", e, repr(e.__context__))
        raise


g = over_bad()
next(g)
try:
    g.close()
except RuntimeError as e:
    print("out", e)
for bad in 5, None, inner:
    try:
        next((lambda: (yield from bad))())
    except TypeError as e:
        print(e)


def tree(node):
    if node:
        left, value, right = node
        yield from tree(left)
        yield value
        yield from tree(right)


print(list(tree((((None, 1, None), 2, None), 3, (None, 4, None)))))
