# Weak references: liveness, equality, hash, sharing, callbacks and their order.
import weakref, sys


class Thing:
    def __init__(self, name="t"):
        self.name = name

    def __eq__(self, other):
        return isinstance(other, Thing) and self.name == other.name

    def __hash__(self):
        return hash(self.name)

    def __del__(self):
        print("del", self.name)


a = Thing("a")
r = weakref.ref(a)
print(r() is a, sys.getrefcount(a), weakref.getweakrefcount(a), r is weakref.ref(a), weakref.getweakrefs(a) == [r])
b = Thing("a")
q = weakref.ref(b)
print("equal while alive", r == q, r is q, hash(r) == hash(a))


def gone(ref):
    print("callback", ref() is None, ref is r2, ref is r3)


r2 = weakref.ref(a, gone)
r3 = weakref.ref(a, gone)
print(weakref.getweakrefcount(a), r2 is r3, r2 == r3, r2.__callback__ is gone, r.__callback__)
del a
print("after", r(), r2(), r2.__callback__, weakref.getweakrefcount(b))
print("unequal when dead", r == q, r == r, r2 == r3)
try:
    print(hash(r) == hash("a"))
    print(hash(r2))
except TypeError as e:
    print(type(e).__name__, e)
del b

print("order of callbacks")
c = Thing("c")
refs = [weakref.ref(c, lambda ref, i=i: print("  ", i)) for i in range(4)]
del c
c = Thing("c")
kept = weakref.ref(c, lambda ref: print("kept"))
weakref.ref(c, lambda ref: print("never: the reference itself is gone"))
del c

print("what can be referenced")


class Slotted:
    __slots__ = ("x",)


class SlottedWeak:
    __slots__ = ("x", "__weakref__")


def f():
    yield


for thing in (Slotted(), SlottedWeak(), 5, "s", [], {}, (), {1}, frozenset(), f, f(), print, Thing, object(), 1.5, None, sys, lambda: 0, Thing.__init__, range(3)):
    try:
        w = weakref.ref(thing)
        print("  yes", type(thing).__name__)
    except TypeError as e:
        print("  no ", e)


class L(list):
    pass


l = L([1])
w = weakref.ref(l)
print(w()[0], w().__class__.__name__)
k = Thing("k")
print("repr", repr(weakref.ref(k)).startswith("<weakref at 0x"), "Thing" in repr(weakref.ref(k)))
w = weakref.ref(k)
del k
print("dead repr", repr(w).endswith("; dead>"))


class Ref(weakref.ref):
    def __init__(self, thing, callback=None, tag=None):
        super().__init__(thing, callback)
        self.tag = tag

    def __new__(cls, thing, callback=None, tag=None):
        return super().__new__(cls, thing, callback)

    def __call__(self):
        return self.tag, super().__call__()


k = Thing("sub")
w = Ref(k, tag=7)
print(w()[0], w()[1] is k, isinstance(w, weakref.ref), weakref.getweakrefcount(k))
del k
print(w())
try:
    weakref.ref(Thing("x"), 1, 2)
except TypeError as e:
    print(e)
