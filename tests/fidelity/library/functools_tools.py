# functools.
import functools
from functools import (cache, cached_property, cmp_to_key, lru_cache, partial, partialmethod, reduce, singledispatch,
                       singledispatchmethod, total_ordering, update_wrapper, wraps)


def show(text, call):
    try:
        print(text, '->', call())
    except Exception as error:
        print(text, '->', type(error).__name__ + ':', error)


@lru_cache(maxsize=2)
def double(x):
    print('computing', x)
    return x * 2


print(double(1), double(1), double(2), double(3), double(1), double.cache_info(), double.cache_parameters())
double.cache_clear()
print(double.cache_info(), double.__name__, double.__wrapped__(4))
show('unhashable', lambda: double([]))


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@lru_cache
def typed(x):
    return type(x).__name__


print(fib(80), fib.cache_info(), typed(1), typed(1.0))


@lru_cache(typed=True)
def typed2(x, *, k=1):
    return type(x).__name__


print(typed2(1), typed2(1.0), typed2(1, k=2), typed2.cache_info())
p = partial(int, base=2)
print(p('101'), p.func, p.args, p.keywords, p)
q = partial(partial(print, 1), 2, sep='-')
q(3)
print(q.args, q.keywords)
show('partial', lambda: partial())
show('partial', lambda: partial(3))


class Cell:
    def __init__(self):
        self.alive = False

    def set_state(self, state):
        self.alive = state

    set_alive = partialmethod(set_state, True)

    @cached_property
    def slow(self):
        print('slow')
        return 42


c = Cell()
c.set_alive()
print(c.alive, c.slow, c.slow, c.__dict__)
del c.slow
print(c.slow)


@singledispatch
def kind(x):
    return 'object'


@kind.register
def _(x: int):
    return 'int'


@kind.register(list)
@kind.register(tuple)
def _(x):
    return 'sequence'


print(kind(1), kind(True), kind('x'), kind([]), kind(()), kind.dispatch(bool).__name__, sorted(t.__name__ for t in kind.registry))
show('no args', lambda: kind())


class M:
    @singledispatchmethod
    def f(self, x):
        return 'any'

    @f.register
    def _(self, x: str):
        return 'str'


print(M().f(1), M().f('a'))
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], 7))
show('reduce', lambda: reduce(lambda a, b: a, []))


@total_ordering
class T:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        return self.v == o.v

    def __lt__(self, o):
        return self.v < o.v


print(T(1) <= T(1), T(2) > T(1), T(1) >= T(2))
show('none', lambda: total_ordering(type('N', (), {})))


def deco(f):
    @wraps(f)
    def inner(*a):
        """Inner."""
        return f(*a)
    return inner


@deco
def documented(a: int) -> str:
    """Documented."""
    return str(a)


print(documented.__name__, documented.__doc__, documented.__wrapped__(3), documented.__annotations__, documented.__qualname__)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
print(functools.WRAPPER_ASSIGNMENTS, functools.WRAPPER_UPDATES)
