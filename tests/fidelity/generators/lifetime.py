# SPDX-License-Identifier: MIT
"""What a suspended generator holds, and when it lets go."""
import gc
import sys
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def holder(thing):
    local = Thing("local")
    yield sys.getrefcount(thing)
    del local
    yield "local gone"
    print("end of", thing.name)


thing = Thing("argument")
g = holder(thing)
print(sys.getrefcount(thing), next(g), sys.getrefcount(thing))
print(next(g))
print(next(g, "over"), sys.getrefcount(thing), g.gi_frame)
g = holder(thing)
next(g)
del g
print("dropped", sys.getrefcount(thing))
ref = weakref.ref(thing)
e = (x for x in [thing])
del thing
print(ref() is not None)
for x in e:
    pass
del x, e
print("after", ref())


def cycle():
    me = yield
    yield me


c = cycle()
next(c)
c.send(c)
w = weakref.ref(c)
del c
print(w() is not None, gc.collect() > 0, w())


def cleanup(name):
    try:
        yield
    finally:
        print("cleanup", name)


a = cleanup("deleted")
next(a)
del a
never = cleanup("never started")
del never
b = cleanup("at exit")
next(b)
print("end")
