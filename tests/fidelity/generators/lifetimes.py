# SPDX-License-Identifier: MIT
# What a suspended generator keeps alive, and when it lets go.
import sys
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


def holds(name):
    thing = Thing(name)
    try:
        yield thing.name
        yield "second"
    finally:
        print("finally in", name)


g = holds("a")
print(next(g))
g.close()
print("closed")
g = holds("b")
next(g)
del g
print("deleted")
g = holds("c")
print(list(g))
print("exhausted")
holds("never started")


def loop():
    for thing in map(Thing, ["x", "y"]):
        yield thing.name
        print("next")


for name in loop():
    print(name)
    if name == "x":
        break
print("after the break")


def delegates():
    yield from holds("inner")


d = delegates()
next(d)
d = None
print("delegate dropped")
x = Thing("argument")


def keeps(argument):
    yield sys.getrefcount(argument)
    del argument
    yield "released"


k = keeps(x)
x = None
print(next(k))
print(next(k))


def cycle():
    me = yield
    yield me


c = cycle()
next(c)
c.send(c)
w = weakref.ref(c, lambda r: print("cycle collected"))
del c
import gc
gc.collect()
print(w())


def ignores():
    try:
        yield 1
    except GeneratorExit:
        print("asked to leave")
        yield 2


i = ignores()
next(i)
del i
print("end")
