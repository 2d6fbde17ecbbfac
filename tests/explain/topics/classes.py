# SPDX-License-Identifier: MIT
# classes, metaclasses, slots, enums, properties, singletons, registries
import enum
import gc
import weakref


class Meta(type):
    registry = {}

    def __new__(mcls, name, bases, ns):
        cls = super().__new__(mcls, name, bases, ns)
        mcls.registry[name] = cls
        return cls


class Base(metaclass=Meta):
    items = []
    shared = None

    def __init__(self):
        self.items.append(self)


class Child(Base):
    pass


class Slotted:
    __slots__ = ("a", "b", "__weakref__")

    def __init__(self, a):
        self.a = a


class Plain:
    @property
    def twice(self):
        return 2

    @staticmethod
    def st(x):
        return x

    @classmethod
    def cl(cls):
        return cls


class Color(enum.Enum):
    RED = 1
    BLUE = 2


class One:
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance


c = Child()
d = Child()
w = weakref.ref(c)
s = Slotted(Plain())
p = Plain()
p.x = Plain()
p.y = s
print(1)  #? count c | alive c | cut c | holders s.a | alive s.a | size s | size p | keeps s | keeps p | count s | count Base.items
del c
print(2)  #? alive w() | count w() | cut w()
one, two = One(), One()
print(3)  #? same one ;; two | count one | same Color.RED ;; Color(1) | alive Color.RED | cut one | alive one
q = Plain()
q.__dict__["z"] = Plain()
print(4)  #? alive q.z | count q.z | keeps q | size q | alive Meta.registry["Child"]
K = type("K", (), {"attr": Plain()})
k = K()
wk = weakref.ref(K)
print(5)  #? alive K.attr | count K.attr | count k | count K | alive K
del K
print(6)  #? alive wk() | count wk() | reachable wk()
del k
print(7)  #? collectable wk() | count wk()
m = p.cl
print(8)  #? count p | count m.__self__ | alive p.x
p.x.back = p
wp = weakref.ref(p)
del p
print(9)  #? collectable wp() | count wp() | reachable wp()
