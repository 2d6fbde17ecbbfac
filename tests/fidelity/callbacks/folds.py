# Built-ins and functools that fold what an iterator yields: what they own when items, results and iterators die.
import functools
import math
import operator
import weakref
from collections import Counter, defaultdict


class Told:
    def __init__(self, name, value=0):
        self.name, self.value = name, value

    def __repr__(self):
        return f'<{self.name}>'

    def __del__(self):
        print('dies:', self.name, end=' ')

    def __add__(self, other):
        return Told(f'{self.name}+{other.name}', self.value + other.value)

    def __radd__(self, other):
        return Told(f'{other}+{self.name}', self.value)

    def __mul__(self, other):
        return Told(f'{self.name}*{other.name}')

    def __rmul__(self, other):
        return Told(f'{other}*{self.name}')

    def __lt__(self, other):
        return Truth(self.value < other.value)

    def __gt__(self, other):
        return Truth(self.value > other.value)

    def __eq__(self, other):
        return Truth(self.value == other.value)

    def __hash__(self):
        return hash(self.value)

    def __float__(self):
        return Real(self.value) + 0.0

    def __index__(self):
        return int(Whole(self.value))

    def __bool__(self):
        return self.value > 0


class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        return self.value

    def __del__(self):
        print('truth', end=' ')


class Whole(int):
    def __del__(self):
        print('int', end=' ')


class Real(float):
    def __del__(self):
        print('float', end=' ')


class Items:
    """Yields new objects, and is told when it dies."""
    def __init__(self, *values, fail=None):
        self.values, self.fail = list(values), fail

    def __iter__(self):
        return self

    def __next__(self):
        if not self.values:
            if self.fail:
                raise self.fail
            raise StopIteration
        value = self.values.pop(0)
        return Told('abcdefgh'[len(self.values)], value)

    def __del__(self):
        print('iterator', end=' ')


def attempt(name, function):
    print(name, end=': ')
    try:
        result = function()
        print('->', result, end=' ')
        del result
    except Exception as error:
        print(type(error).__name__, error, end=' ')
        del error
    print()


def key(told):
    return Told('key ' + told.name, told.value)


one, two, start, p, q = Told('one', 1), Told('two', 2), Told('start'), Told('p', 4), Told('q', 6)
for fail in None, ValueError('no more'):
    attempt('sum', lambda: sum(Items(1, 2, 3, fail=fail)))
    attempt('sum from', lambda: sum(Items(1, 2, fail=fail), start))
    attempt('prod', lambda: math.prod(Items(1, 2, 3, fail=fail)))
    attempt('min', lambda: min(Items(3, 1, 2, fail=fail)))
    attempt('max', lambda: max(Items(1, 3, 3, 2, fail=fail)))
    attempt('min by', lambda: min(Items(3, 1, 2, fail=fail), key=key))
    attempt('max by', lambda: max(Items(1, 3, 2, fail=fail), key=key))
    attempt('max of two', lambda: max(one, two, key=key))
    attempt('any', lambda: any(Items(0, 0, 1, 2, fail=fail)))
    attempt('all', lambda: all(Items(1, 1, fail=fail)))
    attempt('sorted', lambda: sorted(Items(3, 1, 2, fail=fail)))
    attempt('sorted by', lambda: sorted(Items(3, 1, 2, fail=fail), key=float, reverse=True))
    attempt('reduce', lambda: functools.reduce(operator.add, Items(1, 2, 3, fail=fail)))
    attempt('reduce from', lambda: functools.reduce(lambda a, b: a + b, Items(1, 2, 3, fail=fail), start))
    attempt('reduce one', lambda: functools.reduce(operator.add, Items(1, fail=fail)))
    attempt('reduce none', lambda: functools.reduce(operator.add, Items(fail=fail)))
    attempt('countOf', lambda: operator.countOf(Items(1, 2, 1, fail=fail), one))
    attempt('indexOf', lambda: operator.indexOf(Items(3, 2, 1, fail=fail), two))
    attempt('indexOf none', lambda: operator.indexOf(Items(3, fail=fail), two))
    attempt('in', lambda: two in Items(3, 2, 1, fail=fail))
    attempt('fsum', lambda: math.fsum(Items(1, 2, fail=fail)))
    attempt('dist', lambda: math.dist(Items(1, 2, fail=fail), [p, q]))
    attempt('Counter', lambda: len(Counter(Items(1, 2, 1, fail=fail))))
    attempt('dict', lambda: len(dict(zip(Items(1, 2, fail=fail), Items(3, 4)))))
    attempt('fromkeys', lambda: len(dict.fromkeys(Items(1, 2, fail=fail))))
    attempt('list', lambda: len([*Items(1, 2, fail=fail)]))
    attempt('set', lambda: len({*Items(1, 2, 1, fail=fail)}))
a, b, whole = Told('a', 12), Told('b', 5), Whole(9)
for name in 'hypot', 'gcd', 'lcm', 'comb', 'perm', 'atan2', 'copysign', 'fmod', 'pow', 'isclose', 'log', 'remainder':
    attempt(name, lambda: getattr(math, name)(a, b))
for name in 'factorial', 'isqrt', 'sqrt', 'floor', 'ceil', 'trunc', 'frexp', 'log', 'isnan', 'degrees', 'gcd', 'perm':
    attempt(name, lambda: getattr(math, name)(a))
attempt('gcd', lambda: math.gcd(whole, a, b, whole))
attempt('comb', lambda: math.comb(whole, Told('k', -2)))
attempt('ldexp', lambda: math.ldexp(Told('a', 4), 3))
for name in 'bin', 'oct', 'hex', 'chr', 'range', 'abs', 'round', 'divmod', 'pow':
    attempt(name, lambda: eval(name)(a))


# Weak references' callbacks run while something is pending, too.
class Plain:
    def __repr__(self):
        return 'Plain'


def noted():
    plain = Plain()
    noted.refs.append(weakref.ref(plain, lambda ref: print('callback', end=' ')))
    return plain


noted.refs = []
attempt('callback', lambda: sum([1, noted()]))
attempt('callback', lambda: max(x for x in (noted(), noted())))
attempt('callback', lambda: functools.reduce(lambda a, b: 1 / 0, [noted(), noted()]))
attempt('callback', lambda: any(noted() and 1 / 0 for _ in 'ab'))
attempt('callback', lambda: {}[noted()])


# defaultdict: factories that use or change the dict; copies of subclasses.
class Own(defaultdict):
    def __repr__(self):
        return 'Own' + super().__repr__()


d = defaultdict(lambda: d.clear() or Told('made'))
d[1] = Told('old')
attempt('missing', lambda: d[2])
d.default_factory = lambda: setattr(d, 'default_factory', None) or 7
attempt('missing', lambda: d[3])
attempt('missing', lambda: d[4])
d.default_factory = lambda: d[5]
try:
    d[5]
except RecursionError:
    print('RecursionError')
d.clear()
d.default_factory = d.__getitem__
attempt('copy', lambda: d.copy().default_factory == d.default_factory)
class Factory:
    def __call__(self):
        return 0

    def __repr__(self):
        return f'Factory of {own}'


own = Own(Factory(), a=1)
print(own, own | {'b': 2}, {'b': 2} | own, own.copy() == own)
