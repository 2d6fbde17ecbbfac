# SPDX-License-Identifier: MIT
# __new__ and __init__: order, other results, immutable bases, singletons.
class Traced:
    def __new__(cls, *args, **kwargs):
        print("new", cls.__name__, args, kwargs)
        return super().__new__(cls)

    def __init__(self, *args, **kwargs):
        print("init", args, kwargs)


Traced(1, a=2)
Traced.__new__(Traced)


class Elsewhere:
    def __new__(cls, value):
        return value

    def __init__(self, value):
        print("never called")


class Same(Elsewhere):
    def __new__(cls, value):
        return object.__new__(Same)

    def __init__(self, value):
        print("called with", value)


print(Elsewhere(5), Elsewhere("x"), type(Same(3)).__name__)


class Positive(int):
    def __new__(cls, value):
        if value < 0:
            raise ValueError("negative")
        return super().__new__(cls, value)

    def __add__(self, other):
        return Positive(int(self) + other)


class Upper(str):
    def __new__(cls, text):
        return super().__new__(cls, text.upper())


class Pair(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    first = property(lambda self: self[0])


print(Positive(3) + 4, type(Positive(3) + 4).__name__, Upper("abc"), Upper("ab") + "c", Pair(1, 2).first, Pair(1, 2) == (1, 2))
try:
    Positive(-1)
except ValueError as e:
    print(e)


class Singleton:
    instance = None

    def __new__(cls):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
            print("made")
        return cls.instance


print(Singleton() is Singleton())


class ReturnsValue:
    def __init__(self):
        return 1


class Plain:
    pass


class OnlyNew:
    def __new__(cls, a):
        return super().__new__(cls)


class OnlyInit:
    def __init__(self, a):
        self.a = a


print(OnlyNew(1) is not None, OnlyInit(2).a)
for text in ("ReturnsValue()", "Plain(1)", "Plain(a=1)", "OnlyNew()", "OnlyInit()", "object(1)", "object.__new__(1)", "object.__new__(int)",
             "int.__new__(str)", "object.__new__()", "object.__new__(Plain, 1)", "object.__init__(Plain(), 1)", "type()", "type('a', 1, {})",
             "type(1, (), {})", "type('a', (), 1)", "tuple.__new__(list)", "Plain.__new__()"):
    try:
        print(text, type(eval(text)).__name__)
    except TypeError as e:
        print(text, "->", e)
cls = type("Dynamic", (Plain,), {"value": 3, "double": lambda self: self.value * 2})
print(cls, cls().double(), cls.__name__, cls.__module__, cls.__doc__)
