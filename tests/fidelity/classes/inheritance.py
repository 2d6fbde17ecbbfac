# SPDX-License-Identifier: MIT
# Linearisation, super (), and what cannot be inherited from.
class Base:
    def __init__(self, **kwargs):
        self.trail = ["Base"]
        print("Base", kwargs)

    def hello(self):
        return "Base"


class Left(Base):
    def __init__(self, left=0, **kwargs):
        super().__init__(**kwargs)
        self.trail.append("Left")

    def hello(self):
        return "Left " + super().hello()


class Right(Base):
    def __init__(self, right=0, **kwargs):
        super().__init__(**kwargs)
        self.trail.append("Right")

    def hello(self):
        return "Right " + super().hello()


class Bottom(Left, Right):
    def hello(self):
        return "Bottom " + super().hello()


b = Bottom(left=1, right=2)
print(b.hello(), b.trail, [c.__name__ for c in Bottom.__mro__], Bottom.__base__, Bottom.__bases__)
print(super(Left, b).hello(), super(Right, b).hello(), Left.hello(b), super(Bottom, Bottom).hello(b))
s = super(Left, b)
print(s.__thisclass__, s.__self__ is b, s.__self_class__, repr(s).replace(hex(id(b)), "ID"))
print(issubclass(Bottom, Right), issubclass(Left, Right), isinstance(b, (int, Base)), Base.__subclasses__())


def define(name, *bases):
    try:
        print(type(name, bases, {}).__mro__)
    except TypeError as e:
        print(name, "->", e)


class X:
    pass


class Y(X):
    pass


define("Wrong", X, Y)
define("Right", Y, X)
define("Twice", X, X)
define("Mixed", int, str)
define("Boolean", bool)
define("NotAClass", 1)
define("NoneType", type(None))
define("Function", type(define))
define("Deep", Bottom, Y, list)

for text in ("super().x", "super(int, 'a')", "super(1)", "super(X, Y()).nothing", "super(Y, X())"):
    try:
        print(eval(text))
    except (TypeError, RuntimeError, AttributeError) as e:
        print(text, "->", type(e).__name__, e)


class Registry:
    known = {}

    def __init_subclass__(cls, key=None, **kwargs):
        super().__init_subclass__(**kwargs)
        Registry.known[key or cls.__name__] = cls


class One(Registry):
    pass


class Two(Registry, key="second"):
    pass


print(sorted(Registry.known), Registry.known["second"] is Two)
try:
    class Three(One, wrong=1):
        pass
except TypeError as e:
    print(e)
y = Y()
y.__class__ = X
print(type(y))
for target in (int, 3):
    try:
        y.__class__ = target
    except TypeError as e:
        print(e)
