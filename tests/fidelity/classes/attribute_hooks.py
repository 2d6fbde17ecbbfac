# Hooks that go away while they run, names that are no str, other classes for an object.
import sys


class Plain:
    pass


a = Plain()
for f in (lambda: setattr(a, 1, 2), lambda: getattr(a, 1), lambda: delattr(a, 1), lambda: hasattr(a, 1),
          lambda: object.__setattr__(a, 1, 1), lambda: object.__getattribute__(a, 1), lambda: a.__setattr__(1, 2)):
    try:
        print(f())
    except TypeError as e:
        print(e)


class Leaving:
    def __getattr__(self, name):
        return 'hook ' + name

    def __getattribute__(self, name):
        del Leaving.__getattr__
        raise AttributeError(name)


print(Leaving().once)
try:
    Leaving().twice
except AttributeError as e:
    print(repr(e))


class Base:
    def __getattr__(self, name):
        raise AttributeError('base ' + name)


class Derived(Base):
    pass


del Base.__getattr__
try:
    Derived().foo
except AttributeError as e:
    print(e)
Base.__getattr__ = lambda self, name: 'again ' + name
print(Derived().foo)


class Bound:
    count = 0

    def __get__(self, instance, owner=None):
        def getter(name):
            Bound.count += 1
            raise AttributeError(name)
        return getter


bound = Bound()


class X:
    __getattribute__ = bound


class Y:
    __getattr__ = bound


class Z:
    __getattribute__ = bound
    __getattr__ = bound


for cls in X, Y, Z:
    try:
        cls().attr
    except AttributeError as e:
        print(cls.__name__, e, bound.count)


class Counted:
    def __getattr__(self, name):
        return sys.getrefcount(Counted.__dict__['__getattr__'])


print(Counted().x, Counted().y)


class AB:
    __slots__ = ('a', 'b')


class BA:
    __slots__ = ('b', 'a')


class AC:
    __slots__ = ('a', 'c')


j = AB()
j.a = 1
for t in (BA, AB, AC, Plain, int, 5):
    try:
        j.__class__ = t
        print('ok', type(j).__name__, j.a)
    except TypeError as e:
        print(e)
for f in (lambda: setattr(a, '__class__', AB), lambda: delattr(a, '__class__'), lambda: setattr(5, '__class__', Plain)):
    try:
        f()
    except TypeError as e:
        print(e)


class Iterator:
    def __iter__(self):
        return self

    def __next__(self):
        del Iterator.__next__
        return 1


try:
    for i in Iterator():
        print(i)
except TypeError as e:
    print(e)
