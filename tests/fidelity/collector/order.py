# Finalizers, weak references and their callbacks while a cycle is collected.
import gc, weakref

gc.collect()


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, hasattr(self, "other") and self.other.name)


a, b = Node("a"), Node("b")
a.other, b.other = b, a
ra = weakref.ref(a, lambda r: print("callback a"))
rb = weakref.ref(b)
del a, b
print("before", ra() is not None, rb() is not None)
print(gc.collect())
print("after", ra(), rb())

a, b, c = Node("1"), Node("2"), Node("3")
a.other, b.other, c.other = b, c, a
tail = c.tail = Node("tail")
tail.other = a
rt = weakref.ref(tail)
del a, b, c, tail
print(gc.collect(), rt())


class Seen:
    def __init__(self):
        self.me = self
        self.ref = weakref.ref(self, self.callback)

    @staticmethod
    def callback(r):
        print("never called: the reference is garbage, too")


s = Seen()
del s
print(gc.collect())


class Outside:
    pass


o = Outside()
o.me = o
called = []
keeper = weakref.ref(o, called.append)
del o
print(gc.collect(), called == [keeper], keeper())


class Look:
    def __init__(self):
        self.me = self
        self.w = weakref.ref(self)

    def __del__(self):
        print("own weak reference in __del__:", self.w() is self)


l = Look()
del l
gc.collect()
l = Look()
outside = weakref.ref(l)
del l
gc.collect()
print(outside())


class Twice:
    count = 0

    def __init__(self):
        self.me = self

    def __del__(self):
        Twice.count += 1
        global saved
        saved = self


t = Twice()
del t
print("resurrected", gc.collect(), Twice.count)
print(saved.me is saved, gc.is_finalized(saved))
del saved
print("for good", gc.collect(), Twice.count)
d = weakref.WeakValueDictionary()
n = Outside()
n.me = n
d["n"] = n
del n
print(len(d), gc.collect(), len(d))
