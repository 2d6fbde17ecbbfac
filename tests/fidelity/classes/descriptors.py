# SPDX-License-Identifier: MIT
# Data and non-data descriptors: who wins, what they are told.
class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.name, "unset")

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name[1:]} must be {self.kind.__name__}, not {type(value).__name__}")
        setattr(instance, self.name, value)

    def __delete__(self, instance):
        print("delete", self.name)
        delattr(instance, self.name)


class Lazy:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        print("computing", self.function.__name__)
        value = instance.__dict__[self.function.__name__] = self.function(instance)
        return value


class Point:
    x = Typed(int)
    y = Typed(int)

    def __init__(self, x, y):
        self.x, self.y = x, y

    @Lazy
    def length(self):
        return self.x + self.y


p = Point(1, 2)
print(p.x, p.y, sorted(p.__dict__), isinstance(Point.x, Typed), Point.x.name)
print(p.length, p.length, sorted(p.__dict__))
p.__dict__["x"] = "shadowed"
print(p.x, p.__dict__["x"])
p.__dict__["length"] = "own"
print(p.length)
for action in "p.x = 'a'", "Point('a', 'b')", "del p.y; print(p.y); del p.y":
    try:
        exec(action)
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)


class ReadOnly:
    def __get__(self, instance, owner):
        return 42

    def __set__(self, instance, value):
        raise AttributeError("read only")


class R:
    value = ReadOnly()


r = R()
try:
    r.value = 1
except AttributeError as e:
    print(e, r.value)
try:
    del r.value
except AttributeError as e:
    print(e)
R.value = 5
print(r.value, R.__dict__["value"])


class Broken:
    def __set_name__(self, owner, name):
        raise ValueError("in set_name")


try:
    class Fails:
        b = Broken()
except RuntimeError as e:
    print(e, "|", repr(e.__cause__))
