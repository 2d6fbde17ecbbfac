# Iterators of itertools that are asked, ended or dropped by what they themselves call.
import gc
import itertools
import operator
import sys

gc.collect()


class Source:
    """Yields VALUES; before each it calls ACTION."""
    def __init__(self, values, action=lambda: None):
        self.values, self.action = iter(values), action

    def __iter__(self):
        return self

    def __next__(self):
        self.action()
        return next(self.values)


class Told:
    def __init__(self, name, action=lambda: None):
        self.name, self.action = name, action

    def __repr__(self):
        return f'<{self.name}>'

    def __del__(self):
        print('dies:', self.name, end=' ')
        self.action()

    def __add__(self, other):
        return Told(f'{self.name}+{other.name}')

    def __bool__(self):
        return self.name in 'ace'


def plain(item):
    """ITEM without the group of a groupby, whose address would show."""
    return item[:1] if isinstance(item, tuple) and hasattr(item[-1], '__next__') else item


depth = 0


def again():
    """Asks the iterator again, once."""
    global depth
    if depth == 0:
        depth = 1
        try:
            print('again:', plain(next(iterator, 'over')), end=' ')
        except Exception as error:
            print('again:', type(error).__name__, error, end=' ')
        depth = 0


def ask(n=6):
    for _ in range(n):
        try:
            print(plain(next(iterator, 'over')), end='; ')
        except Exception as error:
            print(type(error).__name__, error, end='; ')
    print()


def passing(value):
    again()
    return value


def truth(value):
    again()
    return value % 2


for name, make in {
        'cycle': lambda: itertools.cycle(Source([1, 2], again)),
        'chain': lambda: itertools.chain(Source([1, 2], again), Source([3], again), [4]),
        'chain of': lambda: itertools.chain.from_iterable(Source([[1], [2], (), [3, 4]], again)),
        'islice': lambda: itertools.islice(Source(range(9), again), 1, 8, 2),
        'takewhile': lambda: itertools.takewhile(truth, [1, 3, 5, 6, 7]),
        'dropwhile': lambda: itertools.dropwhile(truth, [1, 3, 5, 6, 7]),
        'filterfalse': lambda: itertools.filterfalse(truth, range(9)),
        'starmap': lambda: itertools.starmap(lambda a, b: passing(a * b), [(1, 2), (3, 4), [5, 6], 7]),
        'compress': lambda: itertools.compress(Source('abcdef', again), Source([1, 0, 1, 1, 0, 1])),
        'accumulate': lambda: itertools.accumulate(Source([1, 2, 3, 4], again)),
        'accumulate by': lambda: itertools.accumulate([1, 2, 3, 4, 5], lambda a, b: passing(a + b)),
        'accumulate from': lambda: itertools.accumulate(['b', 'c'], lambda a, b: passing(a + b), initial='a'),
        'pairwise': lambda: itertools.pairwise(Source([1, 2, 3, 4], again)),
        'zip_longest': lambda: itertools.zip_longest(Source([1, 2, 3], again), 'ab', fillvalue=0),
        'zip': lambda: zip(Source([1, 2, 3], again), 'abc'),
        'map': lambda: map(lambda a, b: passing(a + b), [1, 2, 3], [4, 5, 6]),
        'filter': lambda: filter(truth, range(9)),
        'enumerate': lambda: enumerate(Source('abc', again)),
        'repeat': lambda: itertools.repeat(Told('repeated'), 2),
        'product': lambda: itertools.product(Source([1, 2]), Source('ab')),
        'groups': lambda: ((key, list(group)) for key, group in itertools.groupby(Source('aabbc', again))),
        'tee': lambda: itertools.tee(Source([1, 2, 3], again))[0]}.items():
    print(name, end=': ')
    iterator = make()
    ask()

# The last turn drops what it yields: the items die while the iterator goes on.
for name, make in {
        'islice': lambda: itertools.islice(iter([Told(c, again) for c in 'abcd']), 2, 9, 2),
        'takewhile': lambda: itertools.takewhile(bool, map(Told, 'acbd')),
        'dropwhile': lambda: itertools.dropwhile(bool, (Told(c, again) for c in 'acbd')),
        'filterfalse': lambda: itertools.filterfalse(None, (Told(c, again) for c in 'abcd')),
        'compress': lambda: itertools.compress((Told(c, again) for c in 'abcd'), (Told(c) for c in 'abab')),
        'accumulate': lambda: itertools.accumulate(Told(c, again) for c in 'abcd'),
        'pairwise': lambda: itertools.pairwise(Told(c, again) for c in 'abc'),
        'starmap': lambda: itertools.starmap(lambda a: None, ([Told(c, again)] for c in 'abc')),
        'chain': lambda: itertools.chain.from_iterable([Told(c, again)] for c in 'abc'),
        'zip_longest': lambda: itertools.zip_longest((Told(c, again) for c in 'abc'), 'xyz'),
        'groupby': lambda: itertools.groupby((Told(c) for c in 'aab'), lambda told: told.name)}.items():
    print('dying in', name, end=': ')
    iterator = make()
    try:
        for _ in range(2 if name == 'zip_longest' else 5):
            print(plain(next(iterator)), end='; ')
    except Exception as error:
        print(type(error).__name__, error, end='; ')
    iterator = None
    print()


# Keys of groupby that compare by asking for the next group, or that end it.
class Key:
    def __init__(self, name, action):
        self.name, self.action = name, action

    def __eq__(self, other):
        self.action()
        return self.name == other.name

    def __repr__(self):
        return f'Key({self.name})'


iterator = itertools.groupby('aabbc', lambda c: Key(c, lambda: None))
print([(key, list(group)) for key, group in iterator])
iterator = itertools.groupby('aabbccdd', lambda c: Key(c, again))
ask(4)
iterator = itertools.groupby('aabbcc', lambda c: passing(c))
ask(4)
iterator = itertools.groupby('aabbcc')
key, group = next(iterator)
groups = [group]
for _ in range(3):
    groups.append(next(iterator, (0, []))[1])
print([list(group) for group in groups])
iterator = itertools.groupby([Told('x'), Told('y')], lambda told: 1)
key, group = next(iterator)
print(list(group), end=' ')
del group, iterator
print()


# Numbers that count with methods of Python.
class Number:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value

    def __add__(self, other):
        print('counts', sys.getrefcount(self), end=' ')
        return Number(self.value + other)

    def __repr__(self):
        return f'Number({self.value})'


iterator = itertools.count(Number(5), 2)
print(next(iterator), next(iterator), iterator)
print(list(itertools.islice(range(9), Number(1), Number(7), Number(2))), list(itertools.repeat('x', Number(2))))

# tee: the items that wait, copies, reentry, and what dies with a link.
first, second = itertools.tee(Told(c) for c in 'abc')
print(next(first), next(first))
print(list(second))
del first
del second
print()
first, second = itertools.tee(range(200))
print(sum(first), next(second), sum(second.__copy__()), sum(second))
iterator, other = itertools.tee(Source([1, 2, 3], lambda: again()))
print(next(other))

for make in (lambda: next(itertools.chain(1)), lambda: itertools.cycle(1), lambda: itertools.islice([1], -1), lambda: itertools.islice([1], 1, 2, 0),
             lambda: itertools.product('a', repeat=-1), lambda: itertools.permutations('ab', -1), lambda: itertools.tee([1], -1),
             lambda: itertools.zip_longest([1], 2), lambda: itertools.compress([1], 2), lambda: next(itertools.starmap(pow, [1])),
             lambda: list(itertools.chain([1], 2)), lambda: itertools.accumulate(1), lambda: itertools.groupby(1), lambda: itertools.pairwise(1),
             lambda: itertools.combinations('ab', Number(1)) and 1, lambda: itertools.product([1], repeat=2**62)):
    try:
        print(make())
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
print(gc.collect())
