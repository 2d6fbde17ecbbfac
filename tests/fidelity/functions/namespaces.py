# SPDX-License-Identifier: MIT
# Namespaces of eval () and exec () that are no dicts, sources and names with nulls, sums, abstract methods that come later.
class M:
    def __getitem__(self, key):
        if key == 'a':
            return 12
        raise KeyError(key)

    def keys(self):
        return list('xyz')


m = M()
g = globals()
print(eval('a', g, m))
try:
    eval('b', g, m)
except NameError as e:
    print(e)
print(eval('dir()', g, m), eval('locals()', g, m) is m, eval('len([1])', g, m))


class D(dict):
    def __missing__(self, k):
        return k * 2


print(eval('foo + bar', {}, D(bar='x')))


class T(dict):
    def __getitem__(s, k):
        print('get', k)
        return dict.__getitem__(s, k)


exec('y = 5\nz = y + 1\nprint(z)', {}, T())
exec('def f(): return q\nq = 3\nprint(f())', {'q': 9}, T())
for src, gl, lo in (('1', 5, None), ('1', None, 5), ('1', [], {}), ('1', {}, 5)):
    try:
        print(eval(src, gl, lo))
    except TypeError as e:
        print(e)
for b in ([bytearray(b'a')], bytearray()), ([[1], [2]], 0), (['a'], ''), ([b'a'], b''), (['a'], 0):
    try:
        print(sum(*b))
    except TypeError as e:
        print(e)


class F2(float):
    def __float__(s):
        return 42.0


print(float(F2()), float(F2(3)), F2(3) + 1, int(F2(7)), round(F2(2.5)))
import math

print(math.floor(F2(3.5)), math.sqrt(F2(16)))
try:
    exec("print('x')", {'__builtins__': {}})
except NameError as e:
    print(e)
try:
    __import__('')
except ValueError as e:
    print(e)
try:
    type('A\x00B', (), {})
except ValueError as e:
    print(e)


class A:
    pass


try:
    A.__name__ = 'A\x00B'
except ValueError as e:
    print(e)
try:
    A.__name__ = 5
except TypeError as e:
    print(e)
try:
    compile('1', 'f', 'bad')
except ValueError as e:
    print(e)
try:
    compile('1\x00', 'f', 'exec')
except (ValueError, SyntaxError) as e:
    print(e)
try:
    eval('1\x00')
except (ValueError, SyntaxError) as e:
    print(e)
print(bool(compile('pass', '', 'exec')))
from abc import ABCMeta, ABC, abstractmethod, update_abstractmethods

kw = {}


class P:
    def __init_subclass__(cls, **k):
        super().__init_subclass__()
        kw.update(k)


class B(P, metaclass=ABCMeta, name='test'):
    pass


print(kw)


class Q(ABC):
    @abstractmethod
    def foo(self):
        pass


class R(Q):
    pass


try:
    R()
except TypeError as e:
    print(e)
R.foo = lambda s: 'foo'
update_abstractmethods(R)
print(R().foo(), R.__abstractmethods__)
Q.bar = abstractmethod(lambda s: 1)
update_abstractmethods(Q)
try:
    R()
    Q()
except TypeError as e:
    print(e)
