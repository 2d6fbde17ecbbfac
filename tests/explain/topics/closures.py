# SPDX-License-Identifier: MIT
# closures, defaults, bound methods, partials
import functools
import gc
import weakref


class Thing:
    def __init__(self, n):
        self.n = n
        self.me = None

    def hello(self):
        return self.n


def make(thing):
    def inner():
        return thing

    def other(x=thing):
        return x

    return inner, other  #? count thing | alive thing | holders thing


thing = Thing(1)
inner, other = make(thing)
w = weakref.ref(thing)
del thing
print(1)  #? count w() | alive w() | cut w() | keeps inner | keeps other | count inner
del inner
print(2)  #? count w() | alive w() | cut w()
del other
t = Thing(2)
bound = t.hello
part = functools.partial(print, t, sep=t)
handlers = {"a": t.hello}
print(3)  #? count t | alive t | keeps bound | cut t | size part | keeps part
w = weakref.ref(t)
del t
print(4)  #? count w() | alive w() | cut w() | reachable bound ;; w() | reachable part ;; w()


def kw(*, thing=w()):
    return lambda: thing


lam = kw()
print(5)  #? count w() | alive w() | keeps lam | holders lam
bound = part = None
handlers.clear()
print(6)  #? count w() | alive w() | cut w()
u = Thing(3)
u.me = u.hello
print(7)  #? count u | keeps u | cut u | collectable u | alive u
wu = weakref.ref(u)
del u  #@u
print(8)  #? collectable wu() | reachable wu() | alive wu() | count wu()


def counter():
    n = [0]

    def step():
        n[0] += 1
        return n  #?:2 count n | alive n

    return step


step = counter()
step()
step()
print(9)  #? keeps step | reachable step ;; step()
fns = [lambda i=i: i for i in (Thing(5), Thing(6))]
print(10)  #? count fns[0]() | alive fns[1]() | keeps fns[0]
