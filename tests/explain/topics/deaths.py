# SPDX-License-Identifier: MIT
# deaths: at return, by rebinding, in a cascade, by exception, at exit, collected
import gc
import weakref

gc.disable()


class T:
    def __init__(self, n, other=None):
        self.n = n
        self.other = other


def local():
    t = T(1)
    k = T(2, t)
    refs.append(weakref.ref(t))  #? died_at t | died_at k | count k
    return k.n


def give():
    t = T(3)
    return t  #? died_at t


def boom():
    t = T(4)
    raise ValueError(t.n)  #? died_at t


def gen():
    t = T(5)
    yield 1  #? died_at t
    t = None
    yield 2
    u = T(6)
    yield 3  #? died_at u
    print("never")


refs = []
v = local()
x = give()
y = x
z = T(7, x)
print(1)  #? died_at x | died_at z | dead refs[0] | dead refs[0]()
x = None
print(2)  #? died_at y | alive z.other
y = z
z = None
print(3)  #? died_at y | died_at y.other
try:
    boom()
except ValueError:
    print(4)
g = gen()
next(g)
next(g)
next(g)
g.close()  #? died_at g | died_at gc
print(5)
lst = [T(8), T(9), T(10)]
print(6)  #? died_at lst[0] | died_at lst[1] | died_at lst
lst.pop(0)
lst[:] = lst[1:]
print(7)  #? died_at lst[0]
lst = 5
for q in [T(11), T(12)]:
    print(8)  #?:1 died_at q
    q.n  #?:2 died_at q
y = None
a = T(13)
b = T(14, a)
a.other = b  #@ab
print(9)  #? died_at a | died_at b
del a, b
print(10)  #? collectable a @ab
gc.collect()
print(11)  #? dead a @ab | dead b @ab
d = {"k": T(15)}
w = weakref.ref(d["k"])
d["k"] = T(16)  #@d
print(12)  #? dead d["k"] @d | died_at d["k"] | dead w | dead w()
d.update(k=1)
s = T(17)
s.other = [s]  #@s
del s.other
print(13)  #? died_at s
s = T(18)


def outer():
    c = T(19)

    def inner():
        return c.n

    inner()
    return inner  #? died_at c | died_at inner


f = outer()
f()
del f
(T(20), print(14))
m = T(21).n
print(15)
keep = T(22, T(23))
print(16)  #? died_at keep | died_at keep.other | died_at m
end = keep
