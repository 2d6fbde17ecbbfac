# What gc.collect finds: cycles of every kind, and how many objects.
import functools
import gc

gc.collect()


class Node:
    pass


def report(what):
    print(what, gc.collect())


report("nothing")
a = []
a.append(a)
del a
report("a list in itself")
d = {}
d["self"] = d
del d
report("a dict in itself")
n = Node()
n.me = n
del n
report("an instance in itself")
n, m = Node(), Node()
n.other, m.other = m, n
del n, m
report("two instances")
n = Node()
n.__dict__
n.me = n
del n
report("an instance whose dict was asked for")
t = ([],)
t[0].append(t)
del t
report("a tuple and a list")


def outer():
    def inner():
        return inner
    return inner


f = outer()
del f
report("a function in its own cell")


def gen():
    me = yield
    yield


g = gen()
next(g)
g.send(g)
del g
report("a generator in its own frame")


class Temporary:
    pass


del Temporary
report("a class")


class WithMethods:
    def one(self): pass
    def two(self): pass
    x = property(one)


del WithMethods
report("a class with methods")
try:
    raise ValueError
except ValueError as e:
    kept = e
    kept.me = kept
del kept
report("an exception in itself")
n = Node()
n.method = n.__class__.__init__.__get__(n)
del n
report("a bound method")
ring = [Node() for _ in range(100)]
for i, r in enumerate(ring):
    r.next = ring[i - 1]
del ring, r
report("a ring of a hundred")
n = Node()
n.list = [n]
n.dict = {"n": n}
n.set = {n}
n.tuple = (n,)
del n
report("one in four containers")
o = Node()
o.x = [Node(), Node()]
del o
report("a tree is no garbage")
c = []
c.append(iter(c))
del c
report("an iterator over its list")
p = Node()
p.f = lambda q=p: q
del p
report("a default argument")
h = []
h.append(map(lambda x: x, h))
del h
report("a map")
p = Node()
p.call = functools.partial(print, p)
del p
report("a partial")
p = Node()
p.prop = property(p)
del p
report("a property")


def recursive():
    try:
        1 / 0
    except ZeroDivisionError as e:
        error = e
    return None


recursive()
report("a frame kept by its own exception")
