import gc
import weakref

gc.disable()


class Child:
    def __init__(self, n):
        self.n = n


class Node:
    pass


def family():
    kept = [Child(1), Child(2)]
    return kept


def ring():
    a = Node()
    b = Node()
    a.other = b
    b.other = a
    return weakref.ref(a)


keep = family()
x = keep[0]
y = x
z = keep[0]
y = z = None
seen = ring()
print(seen() is not None)
gc.collect()
print(seen())
c = Child(3)
address = id(c)
del c
d = Child(4)
print(id(d) == address)
cache = {}


def grow(n):
    for i in range(n):
        cache[i] = Child(i)


grow(3)
before = len(cache)
grow(40)
print(len(cache) - before)
cache.clear()
print("done")
