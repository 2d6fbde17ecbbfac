# An address is used again by the next object of its size class: last in, first out.
class Plain:
    pass


print("temporaries", id(object()) == id(object()), id([]) == id([]), id({}) == id({}))
print("instances", id(Plain()) == id(Plain()), id(Plain()) == id(object()))
print("floats", id(float("1.5")) == id(float("2.5")))
print("tuples", id(tuple([1, 2])) == id(tuple([3, 4])), id(tuple([1])) == id(tuple([1, 2])))

a = [1]
first = id(a)
del a
b = [2]
print("a list after a list", id(b) == first)
c = {}
second = id(c)
del c
d = {"x": 1}
print("a dict after a dict", id(d) == second)
x, y = [], []
ix, iy = id(x), id(y)
del x, y
z = []
w = []
print("last in, first out", id(z) == iy, id(w) == ix)

p = Plain()
old = id(p)
p = Plain()
print("made before the old one goes", id(p) == old)
old = id(p)
del p
p = Plain()
print("made after it", id(p) == old)

ids = set()
for _ in range(10):
    o = object()
    ids.add(id(o))
    del o
print("one place for ten", len(ids))
ids = set()
for _ in range(10):
    o = object()
    ids.add(id(o))
print("two places in turn", len(ids))
kept = [object() for _ in range(10)]
print("ten that live", len({id(k) for k in kept}))
print("ten that do not", len({id(object()) for _ in range(10)}))


def local():
    thing = [1, 2, 3]
    return id(thing)


print("a local's place", local() == local())
s = "".join(["ab", "cd"])
i = id(s)
del s
s = "".join(["ef", "gh"])
print("a string's place", id(s) == i)
big = 10 ** 20
i = id(big)
del big
big = 11 ** 20
print("an int's place", id(big) == i)
l = [1, 2, 3]
i = id(l)
l.extend(range(100))
l.sort(reverse=True)
l[:] = []
print("a list stays where it is", id(l) == i)
l += [1]
print("in place", id(l) == i)
l = l + [1]
print("not in place", id(l) == i)
