"""A weak proxy passes every operation on."""
import operator
import weakref


class All:
    def __getattr__(self, name):
        return f'attribute {name}'


def method(name):
    return lambda self, *args: (name, *[type(arg).__name__ if isinstance(arg, All) else arg for arg in args])


BINARY = 'add sub mul matmul truediv floordiv mod lshift rshift and xor or'.split()
for name in BINARY:
    setattr(All, f'__{name}__', method(name))
    setattr(All, f'__r{name}__', method('r' + name))
    setattr(All, f'__i{name}__', method('i' + name))
for name in ('divmod', 'rdivmod', 'pow', 'rpow', 'ipow', 'neg', 'pos', 'abs', 'invert', 'getitem', 'lt', 'le', 'eq', 'ne', 'gt', 'ge', 'call'):
    setattr(All, f'__{name}__', method(name))
All.__int__ = lambda self: 7
All.__float__ = lambda self: 1.5
All.__index__ = lambda self: 3
All.__len__ = lambda self: 4
All.__bool__ = lambda self: False
All.__str__ = lambda self: 'str'
All.__bytes__ = lambda self: b'bytes'
All.__contains__ = lambda self, item: item == 1
All.__iter__ = lambda self: iter([1, 2])
All.__next__ = lambda self: 'next'
All.__reversed__ = lambda self: iter([2, 1])
All.__setitem__ = lambda self, key, value: print('setitem', key, value)
All.__delitem__ = lambda self, key: print('delitem', key)
All.__setattr__ = lambda self, name, value: print('setattr', name, value)
All.__delattr__ = lambda self, name: print('delattr', name)


def show(name, work, *args):
    try:
        print(name, work(*args))
    except Exception as error:
        print(name, type(error).__name__, error)


def every(p):
    for name in BINARY:
        function = getattr(operator, name + '_' if name in ('and', 'or') else name)
        show(name, function, p, 1)
        show(name, function, 1, p)
        show(name, function, p, p)
        show('i' + name, getattr(operator, 'i' + name), p, 2)
    for name in ('neg', 'pos', 'abs', 'invert', 'index', 'not_', 'truth'):
        show(name, getattr(operator, name), p)
    for name in ('lt', 'le', 'eq', 'ne', 'gt', 'ge'):
        show(name, getattr(operator, name), p, 1)
        show(name, getattr(operator, name), 1, p)
    for work in (divmod, pow, operator.ipow):
        show(work.__name__, work, p, 2)
        show(work.__name__, work, 2, p)
    show('pow', pow, p, 2, 3)
    show('pow', pow, 2, p, 3)
    show('pow', pow, 2, 3, p)
    for work in (int, float, str, bytes, len, list, next, bool, hash, hex, callable):
        show(work.__name__, work, p)
    show('reversed', lambda: list(reversed(p)))
    show('contains', lambda: (1 in p, 2 in p))
    show('getitem', lambda: (p[1], p[1:2]))
    show('call', lambda: p(1))
    show('attribute', lambda: p.some)

    def changes():
        p[1] = 2
        del p[1]
        p.x = 1
        del p.x
    show('changes', changes)
    show('class', lambda: (p.__class__.__name__, type(p).__name__, isinstance(p, All)))


referent = All()
every(weakref.proxy(referent))
dead = weakref.proxy(All())
every(dead)


class Plain:
    pass


plain = Plain()
proxy = weakref.proxy(plain)
for work in (int, float, len, list, next, hash, lambda p: p(), lambda p: p[0], lambda p: p + 1, lambda p: -p, lambda p: 1 in p, lambda p: p < 1, lambda p: p == p,
             lambda p: p.none, bytes, lambda p: list(reversed(p)), operator.index):
    show('plain', work, proxy)
