# functools: lru_cache and partial whose functions, keys and arguments use the cache or the partial meanwhile.
import functools
import gc
import operator
import sys


class Key:
    """Equal by VALUE; EQUALS is called first."""
    equals = hashes = staticmethod(lambda: None)

    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        Key.equals()
        return self.value == other.value

    def __hash__(self):
        Key.hashes()
        return 7

    def __repr__(self):
        return f'Key({self.value})'

    def __del__(self):
        died.append(self.value)


died = []


def attempt(name, function):
    try:
        print(name, function(), end=' ')
    except Exception as error:
        print(name, type(error).__name__, error, end=' ')
    print(sorted(died))
    died.clear()


def guard(action):
    """ACTION, at the first call only."""
    calls = []

    def run():
        calls.append(1)
        if len(calls) == 1:
            action()
    return run


def fail():
    raise ValueError('no answer')


actions = {'clear': lambda: cached.cache_clear(), 'call': lambda: cached(Key(99)), 'call again': lambda: cached(Key(1)), 'fail': fail,
           'fill': lambda: [cached(Key(n)) for n in range(50, 60)], 'info': lambda: cached.cache_info()}
for maxsize in None, 0, 1, 2, 5:
    for typed in False, True:
        for name, action in actions.items():
            for where in 'equals', 'hashes', 'function':
                inside = guard(action if where == 'function' else lambda: None)
                cached = functools.lru_cache(maxsize, typed)(lambda key: (inside() if key.value == 3 else None, [key])[1])
                for value in range(3):
                    attempt('', lambda: len(cached(Key(value))))
                if where != 'function':
                    setattr(Key, where, staticmethod(guard(action)))
                print(maxsize, typed, name, where)
                attempt('new', lambda: cached(Key(3)))
                attempt('known', lambda: cached(Key(1)))
                attempt('new', lambda: cached(Key(4)))
                Key.equals = Key.hashes = staticmethod(lambda: None)
                attempt('after', lambda: cached(Key(2)))
                print(tuple(cached.cache_info()))
                attempt('clear', lambda: cached.cache_clear())
                attempt('drop', lambda: globals().pop('cached') and None)
                gc.collect()
                attempt('left', lambda: None)


# What dies with the cache uses it.
class Last:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print('dies:', self.n, made.cache_info().currsize, made(self.n + 100).n if self.n < 100 else '', end='; ')


@functools.lru_cache(3)
def made(n):
    return Last(n)


for n in range(6):
    made(n)
print(made.cache_info())
made.cache_clear()
print(made.cache_info())
made.cache_clear()
print(made.cache_info())
made.__wrapped__, kept = Last, made
print(sys.getrefcount(kept.__wrapped__) > 1)


class Method:
    @functools.lru_cache
    def of(self, *args, **kwargs):
        return len(args), sorted(kwargs)


m = Method()
print(m.of(1), m.of(1, a=2), m.of(1, a=2), m.of(1.0), Method.of.cache_info(), m.of.__self__ is m)
attempt('unhashable', lambda: m.of([]))
attempt('typed', lambda: functools.lru_cache(typed=True)(lambda *a: a)(1, 1.0, True))


# --- partial
class Shown:
    def __init__(self, name, action=lambda: None):
        self.name, self.action = name, action

    def __repr__(self):
        self.action()
        return self.name

    def __del__(self):
        died.append(self.name)

    def __call__(self, *args, **kwargs):
        self.action()
        return [self.name, *args, *kwargs.items()]

    def __hash__(self):
        self.action()
        return 5

    def __eq__(self, other):
        self.action()
        return self is other

    def __str__(self):
        self.action()
        return self.name


def change():
    p.__setstate__((print, (), {}, {}))


for action in change, fail, lambda: p.keywords.clear(), lambda: None:
    p = functools.partial(Shown('f', action), Shown('a', action), 2, k=Shown('v', action), j=3)
    attempt('repr', lambda: action == change or repr(p))
    p = functools.partial(Shown('f', action), Shown('a', action), 2, k=Shown('v', action), j=3)
    attempt('call', lambda: p(4, j=5, i=6))
    p = functools.partial(Shown('f', action), Shown('a'))
    attempt('call', lambda: p(4))
    p = functools.partial(Shown('f', action))
    attempt('call', lambda: p(**{'x': 1}))
    p = functools.partial(functools.partial(Shown('f', action), 1, a=1), 2, b=2)
    attempt('nested', lambda: (p(3), len(p.args), sorted(p.keywords)))
    p = None
p = functools.partial(print)
p.__setstate__((p, (p,), {'p': p}, {}))
attempt('recursive', lambda: repr(p))
p.__setstate__((len, (), {}, {}))
for state in ((1, (), {}, {}), (len, [], {}, {}), (len, (), [], {}), (len, (), {}), 5, (len, (), None, None), (len, ((),), {}, {'x': 1})):
    attempt('state', lambda: p.__setstate__(state))
    print(p, vars(p) if p.__dict__ else '')


class Own(functools.partial):
    pass


attempt('own', lambda: (Own(int, base=2)('101'), Own(int, '7'), Own(int, '7').__reduce__()[1:]))
attempt('none', lambda: functools.partial())
attempt('not callable', lambda: functools.partial(3))

# --- operator
class Far:
    def __init__(self, name):
        self.name = name

    def __getattr__(self, name):
        if name.startswith('__') or name == 'end':
            raise AttributeError(name)
        return Far(f'{self.name}.{name}')

    def __getitem__(self, key):
        if key == 'end':
            raise KeyError(key)
        return Far(f'{self.name}[{key}]')

    def __call__(self, *args, **kwargs):
        return f'{self.name}{args}{kwargs}'

    def __repr__(self):
        return f'Far {self.name}'

    def __del__(self):
        died.append(self.name)


for getter in (operator.attrgetter('a'), operator.attrgetter('a.b.c'), operator.attrgetter('a.b', 'c.d.e'), operator.attrgetter('a', 'b.end.c'),
               operator.itemgetter(1), operator.itemgetter(1, 'x'), operator.itemgetter(1, 'end'), operator.methodcaller('m'),
               operator.methodcaller('m', 1, k=2), operator.methodcaller('end')):
    attempt(repr(getter), lambda: getter(Far('x')))
for function in (lambda: operator.attrgetter(1), lambda: operator.attrgetter(), lambda: operator.methodcaller(1), lambda: operator.methodcaller(),
                 lambda: operator.itemgetter(), lambda: operator.itemgetter(1)(), lambda: repr(operator.itemgetter(Shown('i', fail))),
                 lambda: repr(operator.methodcaller('m', Shown('i'), k=Shown('j'))), lambda: operator.index(Shown('x')), lambda: operator.length_hint(5)):
    attempt('', function)
