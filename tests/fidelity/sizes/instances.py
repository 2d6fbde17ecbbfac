# Sizes of instances, with a dict, with slots, and of the dict once it is asked for.
import sys

size = sys.getsizeof


class Plain:
    pass


class Two:
    def __init__(self):
        self.x, self.y = 1, 2


class Slots0:
    __slots__ = ()


class Slots1:
    __slots__ = ("a",)


class Slots3:
    __slots__ = ("a", "b", "c")


class Both:
    __slots__ = ("a", "__dict__")


class Weak:
    __slots__ = ("a", "__weakref__")


class Child(Slots1):
    pass


class Grand(Slots1):
    __slots__ = ("b",)


class L(list):
    pass


class LS(list):
    __slots__ = ()


class D(dict):
    pass


class I(int):
    pass


class S(str):
    pass


class T(tuple):
    pass


class TS(tuple):
    __slots__ = ()


class E(Exception):
    pass


for cls in (Plain, Two, Slots0, Slots1, Slots3, Both, Weak, Child, Grand, L, LS, D, I, S, T, TS, E):
    print(cls.__name__, size(cls()), cls.__basicsize__, cls.__itemsize__, cls().__sizeof__(), hasattr(cls(), "__dict__"), hasattr(cls(), "__weakref__"))
print(size(I(2 ** 100)), size(S("abc")), size(S("가")), size(T((1, 2, 3))), size(TS((1, 2, 3))), size(L([1, 2, 3])))
print("dict of a plain one", size(Plain().__dict__), size(Two().__dict__))
p = Two()
print("before", size(p), end=" ")
p.__dict__
print("after", size(p), size(p.__dict__))
for i in range(40):
    setattr(p, f"n{i}", i)
print("many attributes", size(p), size(p.__dict__))
objects = []
for i in range(8):
    q = Plain()
    for k in range(i):
        setattr(q, "abcdefgh"[k], k)
    objects.append(q)
print("key sharing", [size(q.__dict__) for q in objects])
for i in range(40):
    setattr(objects[0], f"m{i}", i)
print("one goes its own way", size(objects[0].__dict__), size(objects[1].__dict__), size(Plain().__dict__))
r = Two()
del r.x
print("deleted", size(r.__dict__), r.__dict__)
r2 = Two()
r2.__dict__ = {"a": 1}
print("replaced", size(r2.__dict__), size(vars(r2)))
r3 = Two()
r3.__dict__.update(z=1)
print("updated", size(r3.__dict__), list(r3.__dict__))


class Sized:
    def __sizeof__(self):
        return 1000


print("own __sizeof__", size(Sized()), Sized().__sizeof__())


class Bad:
    def __sizeof__(self):
        return "x"


class Negative:
    def __sizeof__(self):
        return -1


for b in (Bad(), Negative()):
    try:
        print(size(b))
    except Exception as e:
        print(type(e).__name__, e)
    print(size(b, 7) if isinstance(b, Bad) else "")
