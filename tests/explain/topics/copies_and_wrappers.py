# SPDX-License-Identifier: MIT
# partials, wraps, contextmanagers, frozen, dataclass, copies, tuple growth, string building
import collections
import contextlib
import copy
import dataclasses
import functools
import gc
import operator
import sys
import types
import weakref

gc.disable()
gc.collect()


@dataclasses.dataclass
class P:
    x: object
    y: object = None


class Obs:
    def __init__(self):
        self.cbs = []

    def on(self, f):
        self.cbs.append(f)

    def fire(self):
        for cb in self.cbs:
            cb()


class View:
    def __init__(self, obs):
        obs.on(self.update)
        obs.on(lambda: self)

    def update(self):
        pass  #? count self | alive self


def deco(f):
    @functools.wraps(f)
    def wrapper(*a, **k):
        return f(*a, **k)

    return wrapper


@deco
def hello(x):
    return x  #? count x | alive x


@contextlib.contextmanager
def managed(res):
    yield res
    print("exit")


obs = Obs()  #@o
view = View(obs)
wv = weakref.ref(view)
print(1)  #? count view | keeps view | cut view
del view
print(2)  #? alive wv() | count wv() | cut wv() | died_at wv() | grew View Obs function @o
obs.fire()
obs.cbs.clear()
print(3)  #? dead wv
p = P(P(1, 2), [P(3)])
c1, c2 = copy.copy(p), copy.deepcopy(p)
print(4)  #? same p.x ;; c1.x | same p.x ;; c2.x | count p.x | keeps p | keeps c2 | alive p.y[0] | cut p.y[0]
hello(p)
print(5)  #? count hello.__wrapped__ | alive hello.__wrapped__ | keeps hello
with managed(P(6)) as res:
    print(6)  #? count res | alive res | holders res
ns = types.SimpleNamespace(a=P(7))
mp = types.MappingProxyType({"a": ns})
ig = operator.itemgetter(0)
up = collections.UserDict(z=P(8))
print(7)  #? alive ns.a | count ns | count ns.a | alive up["z"] | keeps up | keeps ns | size ns | size mp
t = (P(9), [P(10)])
u = t[0:1] + t[1:]
print(8)  #? count t[0] | count t[1] | cut t[0] | keeps t | same t[0] ;; u[0] | keeps u
x = [1, 2, 3]
y = x
y += [4]
z = x + []
print(9)  #? same x ;; y | same x ;; z | count x | size x | size z | size y
part = functools.partial(hello, p, k=ns)
print(10)  #? count ns | count p | keeps part | alive part.args[0]
red = functools.reduce(lambda a, b: a, [P(11), P(12)])
print(11)  #? count red | alive red
cnt = collections.Counter("hello")
st = {P}
e = [P(13)] * 3
print(12)  #? count e[0] | holders e[0] | keeps e | size e | cut e[0] | size cnt
fr = sys._getframe()
print(13)  #? count fr | alive fr
del fr
lam = [lambda: p for _ in range(2)]
print(14)  #? count p | keeps lam | size lam


def rec(n):
    mine = P(n)
    if n == 0:
        return n  #? count mine | alive mine
    return rec(n - 1)


rec(2)
pr = weakref.proxy(p)
ws = weakref.WeakSet([obs])
wm = weakref.WeakMethod(obs.fire)
print(15)  #? count p | alive p | count obs
