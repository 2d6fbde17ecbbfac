# A suspended generator's frame holds its locals; the end, or close, lets go.
import sys


def gen(thing):
    yield sys.getrefcount(thing)
    copy = thing
    yield sys.getrefcount(thing)
    del thing
    yield sys.getrefcount(copy)


a = []
g = gen(a)
print("made", sys.getrefcount(a), sys.getrefcount(g))
print(next(g), sys.getrefcount(a))
print(next(g), sys.getrefcount(a))
print(next(g), sys.getrefcount(a))
print(list(g), sys.getrefcount(a))

g = gen(a)
next(g)
next(g)
print("suspended", sys.getrefcount(a))
g.close()
print("closed", sys.getrefcount(a), g.gi_frame)
g = gen(a)
print("not started", sys.getrefcount(a))
del g
print("dropped", sys.getrefcount(a))


def receiver():
    held = []
    while True:
        got = yield len(held)
        if got is None:
            return held
        held.append(got)


r = receiver()
next(r)
r.send(a)
r.send(a)
print("sent twice", sys.getrefcount(a))
try:
    r.send(None)
except StopIteration as stop:
    print("returned", sys.getrefcount(a), stop.value == [a, a], sys.getrefcount(stop.value))
print("after", sys.getrefcount(a))


def delegate(thing):
    result = yield from gen(thing)
    return thing


d = delegate(a)
print(next(d), sys.getrefcount(a))
d.close()
print(sys.getrefcount(a))

e = (x for x in [a])
print("expression", sys.getrefcount(a))
y = next(e)
print("yielded", sys.getrefcount(a))
del e
print("gone", sys.getrefcount(a))
del y
print(sys.getrefcount(a))


def thrower():
    try:
        yield
    except ValueError as error:
        yield sys.getrefcount(error)


t = thrower()
next(t)
print("thrown", t.throw(ValueError("x")))
t.close()


def loop(things):
    for thing in things:
        yield thing


things = [[i] for i in range(3)]
for thing in loop(things):
    print("through a generator", sys.getrefcount(thing))
it = loop(things)
next(it)
print("list held", sys.getrefcount(things), sys.getrefcount(it.gi_frame))
del it
print("list free", sys.getrefcount(things))
