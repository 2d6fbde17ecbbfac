# SPDX-License-Identifier: MIT
# __slots__: what instances have, what is refused.
class Base:
    __slots__ = ("a", "__hidden", "c")

    def __init__(self):
        self.a = 1
        self.__hidden = 2

    def hidden(self):
        return self.__hidden


def attempt(text, **names):
    try:
        print(text, "->", eval(text, globals(), names))
    except (AttributeError, TypeError, ValueError) as e:
        print(text, "->", type(e).__name__, e)


b = Base()
print(b.a, b.hidden(), b._Base__hidden, Base.__slots__, hasattr(b, "__dict__"), hasattr(b, "__weakref__"))
attempt("b.c")
attempt("setattr(b, 'other', 1)")
attempt("delattr(b, 'c')")
attempt("vars(b)")
attempt("Base.a.__get__(b)")
attempt("Base.a.__set__(b, 10)")
attempt("Base.a.__get__(1)")
print(b.a, type(Base.a), repr(Base.a), Base.a.__name__, Base.a.__objclass__)


class WithDict(Base):
    __slots__ = ("d", "__dict__")


class Open(Base):
    pass


w, o = WithDict(), Open()
w.free, w.d = 1, 2
o.free = 3
print(w.__dict__, o.__dict__, w.d, [n for n in dir(w) if not n.startswith("_")])


class Weak:
    __slots__ = ("__weakref__",)


import weakref
weak = Weak()
print(weakref.ref(weak)() is weak)
attempt("weakref.ref(b)")


def make(**namespace):
    bases = namespace.pop("bases", ())
    try:
        print(type("Made", bases, namespace).__slots__)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


make(__slots__="single")
make(__slots__=["x", "y"])
make(__slots__={"x": "documented"})
make(__slots__=("x",), x=1)
make(__slots__=("1x",))
make(__slots__=(1,))
make(__slots__=("x",), bases=(int,))
make(__slots__=(), bases=(int,))
make(__slots__=("x",), bases=(tuple,))
make(__slots__=("__dict__", "__dict__"))
make(bases=(Base, Weak), __slots__=())
make(bases=(Base, type("Second", (), {"__slots__": ("z",)})), __slots__=())
