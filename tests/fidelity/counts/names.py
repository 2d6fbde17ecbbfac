# Counts of a list as names, containers and attributes come and go.
import sys


def count(thing):
    return sys.getrefcount(thing) - 3


a = []
print("one name", sys.getrefcount(a), count(a))
b = a
print("two names", sys.getrefcount(a))
c = [a, a, a]
print("three items", sys.getrefcount(a))
d = {"x": a, "y": a}
print("two values", sys.getrefcount(a))
t = (a, b)
print("a tuple", sys.getrefcount(a))
del b
print("a name less", sys.getrefcount(a))
c[1] = None
print("an item less", sys.getrefcount(a))
c.clear()
d.pop("x")
print("cleared, popped", sys.getrefcount(a))
d["y"] = 1
t = None
print("alone again", sys.getrefcount(a))


class Box:
    pass


box = Box()
box.content = a
print("an attribute", sys.getrefcount(a), sys.getrefcount(box))
box.again = a
vars(box)["third"] = a
print("by the dict", sys.getrefcount(a), sys.getrefcount(box.__dict__))
del box.content
print("one deleted", sys.getrefcount(a))
del box
print("all gone", sys.getrefcount(a))

a.append(a)
print("holds itself", sys.getrefcount(a))
a.clear()
print("no more", sys.getrefcount(a))

s = {1, 2, 3}
f = frozenset([(1, 2)])
print(sys.getrefcount(s), sys.getrefcount(f))
x = y = z = object()
print("chained", sys.getrefcount(x))
x, y = y, x
print("swapped", sys.getrefcount(x))
y = 0
z = 0
print("alone", sys.getrefcount(x))
print("a temporary", sys.getrefcount(object()), sys.getrefcount([1]), sys.getrefcount([a][0]))
for item in [a, a]:
    print("in a loop", sys.getrefcount(a))
print("after it", sys.getrefcount(a))
del item
print("without the variable", sys.getrefcount(a))
