"""Functions, parameters, closures, decorators."""
import os.path as p, sys
from collections import (namedtuple as nt, deque)


def deco(*args, key=None, **kwargs):
    def wrap(f):
        nonlocal key
        key = key or f.__name__
        return lambda *a, **k: f(*a, *args, **k, **kwargs)
    return wrap


@deco(1, 2, key='k')
@deco
def f(a, b: int = 1, /, c=(1, 2), *rest: 'str', d, e: float = 2.5, **kw) -> None:
    """Doc."""
    global counter
    counter += 1
    return a if b else c, [*rest, d], {**kw, 'e': e}


def gen(n):
    x = yield n
    yield from range(n)
    return x


async def coro(x):
    async with x as y, z:
        async for i in y:
            await i
    return [i async for i in x if await i]


def many(x):
    f(1, *x, 2, k=3, **x, m=4)
    x.method(1, 2, a=3)
    x.a.b[1:2, ::3].c = x[...]
    del x.a, x[0], x
    assert x, 'message'
    print('%s and %-5r' % (x, 2), '%d' % x, f'{x!r:>{p}} {x=} {{}}')


counter = 2 ** 10 + 0x10 * -3
big = 2 ** 100, 10 ** 50, 'ab' * 3, (1, 2) + (3,), -1.5e300 * 1e10, 1 + 2j
