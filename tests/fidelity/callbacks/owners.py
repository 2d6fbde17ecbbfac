# Functions of the library's C part that own something while Python runs, those that the other programs here do not reach.
import _random
import functools
import itertools
import re
import sys
from collections import defaultdict, deque


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('dies:', self.name, end=' ')

    def __call__(self):
        return self.name


class Key:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return hash(self.value)

    def __eq__(self, other):
        return self.value == other.value

    def __bool__(self):
        return bool(self.value)

    def __del__(self):
        print('key', self.value, end=' ')


class Own(deque):
    def __init__(self, *args):
        super().__init__(*args)

    def __iter__(self):
        return iter(list(super().__iter__()))


own = Own([1, 2, 3], 5)
print(own.copy(), own + own, own * 2, own.__reduce__()[1:3])

# A key dies when its group's value is given out.
for key, group in itertools.groupby([Told('a'), Told('a'), Told('b')], lambda told: Key(told.name)):
    print(key.value, [told.name for told in group])
del key, group
print()


class Counted:
    def __init__(self, *values):
        self.values = iter(values)

    def __iter__(self):
        return self

    def __next__(self):
        for value in self.values:
            return next(chain, 'over') if value == 'again' else value
        raise StopIteration

    def __del__(self):
        print('iterator', end=' ')


chain = itertools.chain(Counted(1, 'again', 2), Counted(3))
print(list(chain))
chain = itertools.chain.from_iterable(Counted(value) for value in ('again', 3, 4))
print(list(chain))
print(list(itertools.takewhile(Key, [2, 1, 0])), list(itertools.filterfalse(Key, [0, 1, 0])), list(itertools.dropwhile(Key, [1, 0])))


try:
    class Wrapper(functools._lru_cache_wrapper):
        pass
except TypeError:
    print('no base')
p = functools.partial(Told('function'), Told('argument'), key=Told('keyword'))
p.__setstate__((Told('other'), (), {}, {'x': Told('attribute')}))
print()
p.__setstate__((len, (), None, None))
print()


class Items(defaultdict):
    def items(self):
        print('items', end=' ')
        return super().items()

    def __setitem__(self, key, value):
        print('sets', key.value, end=' ')
        super().__setitem__(key, value)


d = Items(lambda: Told('made'))
one = Key(1)
print(d[one].name, d.__reduce__()[1:4] == ((d.default_factory,), None, None))
other = {Key(2): 1, Key(1): 2}
print(len(d | other), len(other | d))
d.clear()
other.clear()
print(_random.Random(Key(5)).random() == _random.Random(5).random())


class Stream:
    def __init__(self):
        self.texts = []

    def write(self, text):
        self.texts.append(text)

    def flush(self):
        self.texts.append('flush')


stream, sys.stdout = Stream(), Stream()
shown = sys.stdout
sys.displayhook('shown')
print('a', 2, file=stream, flush=True)
sys.stdout = sys.__stdout__
print(shown.texts, stream.texts)


class Fails:
    def __del__(self):
        raise ValueError('not to be raised')


hook = sys.unraisablehook
sys.unraisablehook = lambda args: print(args.exc_value) or hook(args)
Fails()
sys.unraisablehook = hook
for template in r'\g<a b>', r'\g<nobody>', r'\g<1', r'\9', r'\q', '\\':
    try:
        re.sub('a', template, 'a')
    except (re.error, IndexError) as error:
        print(type(error).__name__, error)
