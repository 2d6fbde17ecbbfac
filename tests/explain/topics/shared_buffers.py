# SPDX-License-Identifier: MIT
# memoryviews share one buffer; what itertools, descriptors, context variables and weak methods keep
import contextvars
import functools
import gc
import itertools
import weakref

gc.disable()


class D(bytearray):
    pass


class V:
    def __init__(self, n):
        self.n = n


data = D(b"hello world")
view = memoryview(data)
part = view[2:5]
w = weakref.ref(data)
print(1)  #? count data | alive data | count view | keeps view | keeps part | cut data | size part | size view
del data
print(2)  #? count w() | alive w() | cut w() | died_at w()
del view
print(3)  #? count w() | alive w() | keeps part
part.release()
print(4)  #? dead w
v = V(1)
groups = itertools.groupby([v, v], key=lambda x: x.n)
key, sub = next(groups)
rep = itertools.repeat(v, 3)
acc = itertools.accumulate([v], lambda a, b: a, initial=v)
print(5)  #? count rep | alive v | keeps rep


class Lazy:
    @functools.cached_property
    def value(self):
        return V(2)

    @functools.singledispatchmethod
    def go(self, x):
        return x


lazy = Lazy()
lazy.value
print(6)  #? alive lazy.value | count lazy.value | keeps lazy | size lazy
var = contextvars.ContextVar("var")
token = var.set(V(3))
print(7)  #? count token


class Desc:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, obj, owner):
        return getattr(obj, self.name)

    def __set__(self, obj, value):
        setattr(obj, self.name, value)


class Uses:
    field = Desc()

    def __init__(self, value):
        self.field = value


u = Uses(V(4))
print(8)  #? alive u.field | count u.field | count Uses.__dict__["field"] | alive Uses.__dict__["field"] | keeps u | cut u.field


class Weak:
    def __init__(self, target, log):
        self.ref = weakref.ref(target, self.gone)
        self.log = log

    def gone(self, ref):
        self.log.append(1)  #? count self | alive self | alive ref | count ref


log = []
x = V(5)
weak = Weak(x, log)
print(9)  #? count x | count weak | alive weak | cut weak | keeps weak | died_at x
del x
wk = weakref.ref(weak)
print(10)  #? count weak | keeps weak | collectable weak
weak.ref = None
print(11)  #? count weak
a = V(6)
a.self = a
a.fin = weakref.finalize(a, print, "bye")
print(12)  #? count a | alive a.fin | count a.fin | keeps a
fin = a.fin
del a  #@a
print(13)  #? alive fin | count fin
d = V(7)
