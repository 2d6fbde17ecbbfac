import weakref

class WithSlots:
    __slots__ = ["x", "y"]

class Weak:
    __slots__ = ["x", "y", "__weakref__"]

try:
    weakref.ref(WithSlots())
except TypeError as error:
    print(error)
w = Weak()
r = weakref.ref(w)
print(r() is w)
