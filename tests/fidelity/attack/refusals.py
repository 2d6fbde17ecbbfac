"""What a slot, a method and an operator say when they are asked for what they cannot do; found by comparing random programs."""
import functools
import re
import types


def t(name, fn, *a):
    try: r = fn(*a)
    except BaseException as x: r = (type(x).__name__, str(x))
    print(re.sub('0x[0-9a-f]+', '0x', f'{name} -> {r}'))
class I:
    def __index__(s): print('index', end=' '); return 1
# 1 slots whose method is gone
class A:
    def __setitem__(s, k, v): pass
class B:
    def __delitem__(s, k): pass
def dl(x): del x[0]
def st(x, i=0): x[i] = 1
def dli(x): del x[I()]
t('del A', dl, A()); t('set B', st, B())
class D:
    def __set__(s, i, v): pass
class C: d = D()
def deld(): del C().d
t('del descr', deld)
try: dl(A())
except AttributeError as e: print(e.args, e.name, e.obj)
for o in (b'', '', (), {1}, frozenset(), range(3), {}.keys(), {}.items(), {}.values(), object(), A, type, 5, None, print, st, functools.partial(print), types.MappingProxyType({}), memoryview(b'abc'), 2.5, E if 0 else 3j, slice(1), iter([]), iter(''), Ellipsis, Exception(), types.SimpleNamespace(), type('T', (), {})(), map(int, []), (i for i in []), range, types.ModuleType('m'), property(), super(A, A()), __import__('re').compile('a'), __import__('weakref').ref(A), __import__('collections').deque(), __import__('itertools').count(), staticmethod(1), dl.__code__, dl.__get__(1), ''.join, str.join, list[int], int | str):
    t('set ' + type(o).__name__, st, o, I()); t('del ' + type(o).__name__, dli, o); t('set2 ' + type(o).__name__, st, o, 'a')
def dls(x): del x['a']
for o in (b'', {1}, 5, A, type('T', (), {})()):
    t('dels', dls, o)
# 4 methods with METH_O and METH_COEXIST
for f, args in ((list.__getitem__, ([],)), (dict.__getitem__, ({},)), (dict.__contains__, ({},)), (set.__contains__, (set(),)), (tuple.__getitem__, ((),)), (str.__getitem__, ('',)), (list.__contains__, ([],)), (frozenset.__contains__, (frozenset(),)), ([].__getitem__, ()), ({}.__getitem__, ()), (list.__setitem__, ([],)), (bytes.__getitem__, (b'',)), ([].__reversed__, (1,)), ({}.__len__, (1,))):
    t(getattr(f, '__qualname__', f) , f, *args); t(getattr(f, '__qualname__', f) , f, *args, 1, 2); print(type(f).__name__)
t('kw', lambda: [].__getitem__(a=1))
# 5
x = [3, 1, 2]
def clear(v): x[:] = []; return v
t('sort', lambda: x.sort(key=clear)); print(x)
def clear(v): x.clear(); return v
t('sort', lambda: x.sort(key=clear)); print(x)
def clear(v): x.sort(); return v
t('sort', lambda: x.sort(key=clear)); print(x)
def clear(v): del x[:]; return v
t('sort', lambda: x.sort(key=clear)); print(x)
def clear(v): x.extend([]); return v
t('sort', lambda: x.sort(key=clear)); print(x)
def clear(v): x.extend(()); x.reverse(); x += []; return v
t('sort', lambda: x.sort(key=clear)); print(x)
def clear(v): x.append(1); x.pop(); return v
t('sort', lambda: x.sort(key=clear)); print(x)
def clear(v): x.__imul__(0); return v
t('sort', lambda: x.sort(key=clear)); print(x)
def clear(v): x.__imul__(2); return v
t('sort', lambda: x.sort(key=clear)); print(x)
def clear(v): x.__init__(); return v
t('sort', lambda: x.sort(key=clear)); print(x)
def clear(v): x.__init__([]); return v
t('sort', lambda: x.sort(key=clear)); print(x)
def clear(v): x[0:0] = []; return v
t('sort', lambda: x.sort(key=clear)); print(x)
def clear(v): x.__iadd__([]); return v
t('sort', lambda: x.sort(key=clear)); print(x)
t('iter', lambda: type(iter(memoryview(b'ab'))).__name__); t('list', lambda: list(iter(memoryview(b'ab'))))
it = iter(memoryview(b'abc')); next(it); print(hasattr(it, '__length_hint__'), hasattr(it, '__reduce__'), hasattr(it, '__setstate__'), it.__sizeof__())
t('idx', lambda: memoryview(b'abc')[()]); t('idx', lambda: memoryview(b'abc')[1, 2]); t('idx', lambda: memoryview(b'abc')['a', 2]); t('idx', lambda: memoryview(b'abc')[1, I()]); t('idx', lambda: memoryview(b'abc')['a', ]); t('idx', lambda: memoryview(b'abc')[1:2, 1]); t('idx', lambda: memoryview(b'abc')[1:2, 1:2]); t('idx', lambda: memoryview(b'abc')[I(),])
def sm(k, v=1):
    m = memoryview(bytearray(b'abc')); m[k] = v
for k in ((), (1, 2), ('a', 2), (1,), ('a',), (slice(1), 1), (slice(1), slice(2)), 'a', slice(0, 1)): t(f'set {k!r:.22}', sm, k)
def sb(v):
    b = bytearray(b'abc'); b[:] = v
    return b
for v in (1, 'a', None, object, 2.5, [1], (1,), {5: 1}, iter([1]), A(), [256], ['a'], I(), memoryview(b'q')): t(f'bytearray {type(v).__name__}', sb, v)
e = ValueError(1); e.a = 1
def sd(v): e.__dict__ = v
for v in ({'b': 2}, 5, None): t('exc dict', sd, v)
print(e.__dict__, e.b)
def dd(): del e.__dict__
t('del', dd)
class E2(Exception): pass
e = E2(); 
t('exc dict', sd, {'q': 1}); print(e.q)
def f(): pass
f.__defaults__ = (1, 2)
t('neg', f, 1)
def f(a): pass
f.__defaults__ = (1, 2)
t('neg', f, 1, 2)
f.__defaults__ = (1,)
t('neg', f, 1, 2)
