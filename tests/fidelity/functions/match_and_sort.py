# SPDX-License-Identifier: MIT
# Which types match sequence and mapping patterns, setdefault () with costly keys, lists touched while sorted.
import collections.abc

print(collections.abc.Mapping, collections.abc is __import__('sys').modules['collections.abc'])
x = collections.defaultdict(int)
match x:
    case {0: 0}:
        print('no')
    case {}:
        print('mapping')
match collections.OrderedDict(a=1), collections.Counter('a'), collections.ChainMap(
    {'q': 1}
), collections.UserDict(a=2), collections.deque([1, 2]), collections.UserList([3]), range(3), memoryview(
    b'ab'
):
    case {'a': a}, {'a': b}, {'q': q}, {'a': c}, [d, e], [f], [g, *h], [i, j]:
        print(a, b, q, c, d, e, f, g, h, i, j)
    case _:
        print('none')
import array

match array.array('b', b'abc'):
    case [a, b, c]:
        print(a, b, c)
    case _:
        print('no array')
for v in (True, 5, 'x', b'x', bytearray(b'y'), 1.5, {1}, frozenset([2]), [1], (1,), {1: 2}):
    match v:
        case bool(z):
            print('bool', z)
        case int(z):
            print('int', z)
        case str(z):
            print('str', z)
        case bytes(z):
            print('bytes', z)
        case bytearray(z):
            print('ba', z)
        case float(z):
            print('float', z)
        case frozenset(z):
            print('fs', z)
        case set(z):
            print('set', z)
        case list(z):
            print('list', z)
        case tuple(z):
            print('tuple', z)
        case dict(z):
            print('dict', z)


class N:
    __class_getitem__ = 'Surprise!'


for f in (
    lambda: N[int],
    lambda: type('Bad', (type('C', (), {'__mro_entries__': lambda s, b: ()})(),), {}),
    lambda: type('n')[3],
    lambda: 5[3],
    lambda: int[3],
):
    try:
        print(f())
    except TypeError as e:
        print(e)


class CN:
    def __class_getitem__(cls, i):
        return None


try:
    CN()[int]
except TypeError as e:
    print(e)


class H:
    n = 0

    def __init__(s):
        s.h = s.e = 0

    def __hash__(s):
        s.h += 1
        return 42

    def __eq__(s, o):
        s.e += 1
        return s is o


a, b = H(), H()
y = {a: 5}
y.setdefault(b, [])
print(a.h, b.h, a.e + b.e)
a, b = H(), H()
y = {a: 5}
y[b] = 1
print(a.h, b.h, a.e + b.e)
y.pop(a)
print(a.h, b.h, a.e + b.e)
b in y
y.get(b)
del y[b]
print(a.h, b.h, a.e + b.e)


def raiser():
    raise ValueError


try:
    raiser()
except ValueError as e:
    tb = e.__traceback__
for f in (
    lambda: setattr(tb, 'tb_next', 'x'),
    lambda: setattr(tb, 'tb_next', tb),
    lambda: setattr(tb.tb_next, 'tb_next', tb),
    lambda: delattr(tb, 'tb_next'),
):
    try:
        f()
        print('ok')
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
tb.tb_next = None
print(tb.tb_next)
import sys
import types

t2 = types.TracebackType(None, sys._getframe(), 4, 2)
print(t2.tb_next, t2.tb_lasti, t2.tb_lineno)
try:
    types.TracebackType('x', sys._getframe(), 1, 2)
except TypeError as e:
    print(e)
try:
    raise ValueError('q').with_traceback(t2)
except ValueError as e:
    print(e.__traceback__.tb_lineno, e.__traceback__.tb_next is t2)
from functools import cmp_to_key


def mc(x, y):
    L.append(3)
    L.pop()
    return (x > y) - (x < y)


L = [1, 2]
try:
    L.sort(key=cmp_to_key(mc))
    print('sorted')
except ValueError as e:
    print(e)
text = 'abcde'
print(
    [
        '%s' % text is text,
        '%.5s' % text is text,
        '%.10s' % text is text,
        '%1s' % text is text,
        '%5s' % text is text,
        '{0}'.format(text) is text,
        '{0:s}'.format(text) is text,
        '{0:.5s}'.format(text) is text,
        '{0:5s}'.format(text) is text,
        f'{text}' is text,
        format(text) is text,
        text[:] is text,
        text.strip() is text,
        str(text) is text,
        ''.join([text]) is text,
        text.replace('z', 'y') is text,
        text * 1 is text,
        text + '' is text,
        text.ljust(3) is text,
        text.expandtabs() is text,
        text.format() is text,
        text % () is text,
        text.zfill(2) is text,
        text.removeprefix('q') is text,
        text.center(2) is text,
        text.translate({}) is text,
        text.lower() is text,
    ]
)
from collections import deque


class X(deque):
    pass


d = X()
X.__new__ = lambda cls, *a, **k: [42]
for f in (lambda: d * 42, lambda: d + deque([1]), lambda: d.copy()):
    try:
        print(f())
    except TypeError as e:
        print(e)


class Kk(tuple):
    pass


print(type(Kk() + (1,)), (1, 2) + (), type(Kk() * 1))
