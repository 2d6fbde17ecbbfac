# SPDX-License-Identifier: MIT
# Which built-in types refuse keyword arguments: themselves, a plain subclass, one with an __init__ or a __new__ that takes them.
CASES = (
    (int, ('1',)),
    (float, ('1',)),
    (list, ([1],)),
    (tuple, ([1],)),
    (set, ([1],)),
    (frozenset, ([1],)),
    (bytes, (b'1',)),
    (str, ('1',)),
    (dict, ({1: 2},)),
    (complex, (1,)),
    (bytearray, (b'a',)),
    (bool, (1,)),
    (range, (1,)),
    (slice, (1,)),
    (filter, (None, [1])),
    (zip, ([1],)),
    (enumerate, ([1],)),
    (reversed, ([1],)),
    (map, (str, [1])),
    (object, ()),
    (Exception, ('x',)),
    (property, ()),
    (staticmethod, (1,)),
    (super, ()),
    (type, ('x',)),
)


def show(base, work):
    try:
        print(base.__name__, work())
    except Exception as e:
        print(base.__name__, type(e).__name__, e)


def subclasses(base, args):
    class Plain(base):
        pass

    class Init(base):
        def __init__(self, *a, newarg=None):
            self.newarg = newarg

    class New(base):
        def __new__(cls, *a, newarg=None):
            o = base.__new__(cls, *a)
            o.newarg = newarg
            return o

    show(base, lambda: type(Plain(*args, newarg=1)).__name__)
    show(base, lambda: Init(*args, newarg=3).newarg)
    show(base, lambda: New(*args, newarg=3).newarg)


for base, args in CASES:
    show(base, lambda: base(*args, newarg=1))
    try:
        subclasses(base, args)
    except TypeError as e:
        print(e)
