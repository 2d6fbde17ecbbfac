# SPDX-License-Identifier: MIT
"""What a slot, a method and an operator say when they are asked for what they cannot do; found by comparing random programs."""
import functools
import re
import types


def attempt(name, function, *arguments):
    try:
        result = function(*arguments)
    except BaseException as error:
        result = type(error).__name__, str(error)
    print(re.sub('0x[0-9a-f]+', '0x', f'{name} -> {result}'))


class Index:
    def __index__(self):
        print('index', end=' ')
        return 1


# Slots that have only one of the two methods that they stand for.
class OnlySets:
    def __setitem__(self, key, value):
        pass


class OnlyDeletes:
    def __delitem__(self, key):
        pass


def delete_item(x):
    del x[0]


def set_item(x, i=0):
    x[i] = 1


def delete_at_index(x):
    del x[Index()]


attempt('del OnlySets', delete_item, OnlySets())
attempt('set OnlyDeletes', set_item, OnlyDeletes())


class SetDescriptor:
    def __set__(self, instance, value):
        pass


class C:
    d = SetDescriptor()


def delete_attribute():
    del C().d


attempt('del descr', delete_attribute)
try:
    delete_item(OnlySets())
except AttributeError as e:
    print(e.args, e.name, e.obj)
for o in (
    b'',
    '',
    (),
    {1},
    frozenset(),
    range(3),
    {}.keys(),
    {}.items(),
    {}.values(),
    object(),
    OnlySets,
    type,
    5,
    None,
    print,
    set_item,
    functools.partial(print),
    types.MappingProxyType({}),
    memoryview(b'abc'),
    2.5,
    3j,
    slice(1),
    iter([]),
    iter(''),
    Ellipsis,
    Exception(),
    types.SimpleNamespace(),
    type('T', (), {})(),
    map(int, []),
    (i for i in []),
    range,
    types.ModuleType('m'),
    property(),
    super(OnlySets, OnlySets()),
    __import__('re').compile('a'),
    __import__('weakref').ref(OnlySets),
    __import__('collections').deque(),
    __import__('itertools').count(),
    staticmethod(1),
    delete_item.__code__,
    delete_item.__get__(1),
    ''.join,
    str.join,
    list[int],
    int | str,
):
    attempt('set ' + type(o).__name__, set_item, o, Index())
    attempt('del ' + type(o).__name__, delete_at_index, o)
    attempt('set2 ' + type(o).__name__, set_item, o, 'a')


def delete_key(x):
    del x['a']


for o in (b'', {1}, 5, OnlySets, type('T', (), {})()):
    attempt('dels', delete_key, o)
# Methods of types that take one argument, called with none and with too many.
for f, args in (
    (list.__getitem__, ([],)),
    (dict.__getitem__, ({},)),
    (dict.__contains__, ({},)),
    (set.__contains__, (set(),)),
    (tuple.__getitem__, ((),)),
    (str.__getitem__, ('',)),
    (list.__contains__, ([],)),
    (frozenset.__contains__, (frozenset(),)),
    ([].__getitem__, ()),
    ({}.__getitem__, ()),
    (list.__setitem__, ([],)),
    (bytes.__getitem__, (b'',)),
    ([].__reversed__, (1,)),
    ({}.__len__, (1,)),
):
    attempt(getattr(f, '__qualname__', f), f, *args)
    attempt(getattr(f, '__qualname__', f), f, *args, 1, 2)
    print(type(f).__name__)
attempt('kw', lambda: [].__getitem__(a=1))
# A list that is changed while it is sorted: only a change of its buffer is seen.
x = [3, 1, 2]


def changes_nothing():
    x.extend(())
    x.reverse()
    x.__iadd__([])


def comes_and_goes():
    x.append(1)
    x.pop()


def empties():
    x[:] = []


def empties_by_del():
    del x[:]


def inserts_nothing():
    x[0:0] = []


def sort_while(change):
    def key(value):
        change()
        return value

    attempt('sort while ' + getattr(change, '__name__', 'it changes'), lambda: x.sort(key=key))
    print(x)


for change in (
    empties,
    x.clear,
    x.sort,
    empties_by_del,
    lambda: x.extend([]),
    changes_nothing,
    comes_and_goes,
    lambda: x.__imul__(0),
    lambda: x.__imul__(2),
    lambda: x.__init__(),
    lambda: x.__init__([]),
    inserts_nothing,
    lambda: x.__iadd__([]),
):
    sort_while(change)
# Memoryviews: an iterator of another kind, subscripts that are tuples.
attempt('iter', lambda: type(iter(memoryview(b'ab'))).__name__)
attempt('list', lambda: list(iter(memoryview(b'ab'))))
it = iter(memoryview(b'abc'))
next(it)
print(hasattr(it, '__length_hint__'), hasattr(it, '__reduce__'), hasattr(it, '__setstate__'), it.__sizeof__())
attempt('idx', lambda: memoryview(b'abc')[()])
attempt('idx', lambda: memoryview(b'abc')[1, 2])
attempt('idx', lambda: memoryview(b'abc')['a', 2])
attempt('idx', lambda: memoryview(b'abc')[1, Index()])
attempt('idx', lambda: memoryview(b'abc')['a',])
attempt('idx', lambda: memoryview(b'abc')[1:2, 1])
attempt('idx', lambda: memoryview(b'abc')[1:2, 1:2])
attempt('idx', lambda: memoryview(b'abc')[Index(),])


def set_in_view(k, v=1):
    m = memoryview(bytearray(b'abc'))
    m[k] = v


for k in ((), (1, 2), ('a', 2), (1,), ('a',), (slice(1), 1), (slice(1), slice(2)), 'a', slice(0, 1)):
    attempt(f'set {k!r:.22}', set_in_view, k)


def fill_bytearray(v):
    b = bytearray(b'abc')
    b[:] = v
    return b


for v in (
    1,
    'a',
    None,
    object,
    2.5,
    [1],
    (1,),
    {5: 1},
    iter([1]),
    OnlySets(),
    [256],
    ['a'],
    Index(),
    memoryview(b'q'),
):
    attempt(f'bytearray {type(v).__name__}', fill_bytearray, v)
# The namespace of an exception.
e = ValueError(1)
e.a = 1


def set_dict(v):
    e.__dict__ = v


for v in ({'b': 2}, 5, None):
    attempt('exc dict', set_dict, v)
print(e.__dict__, e.b)


def delete_dict():
    del e.__dict__


attempt('del', delete_dict)


class E2(Exception):
    pass


e = E2()
attempt('exc dict', set_dict, {'q': 1})
print(e.q)


# More defaults than parameters.
def f():
    pass


f.__defaults__ = (1, 2)
attempt('neg', f, 1)


def f(a):
    pass


f.__defaults__ = (1, 2)
attempt('neg', f, 1, 2)
f.__defaults__ = (1,)
attempt('neg', f, 1, 2)
