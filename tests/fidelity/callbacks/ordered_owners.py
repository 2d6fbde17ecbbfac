# What an OrderedDict holds while a key's __eq__ or __hash__, a source of keys or a method of a subclass runs.
from collections import OrderedDict


class Key:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        return isinstance(other, Key) and self.name == other.name

    def __hash__(self):
        return hash(len(self.name))

    def __repr__(self):
        return f'Key({self.name!r})'


def keys(*names):
    for name in names:
        yield Key(name)


one = OrderedDict.fromkeys(keys('a', 'b', 'cc'), 1)
two = OrderedDict.fromkeys(keys('a', 'b', 'cc'), 1)
print(one == two, list(one))
print(one.popitem(), one.popitem(), one == two)


class Own(OrderedDict):
    def __setitem__(self, key, value):
        super().__setitem__(key, [value])

    def __getitem__(self, key):
        return super().__getitem__(key)

    def __delitem__(self, key):
        super().__delitem__(key)

    def items(self):
        return [(key, len(key.name)) for key in self]


own = Own.fromkeys(keys('x', 'yy'))
callable, arguments, state, _, items = own.__reduce__()
print(callable.__name__, arguments, state, list(items))
print(own.popitem(), own.pop(Key('x')), len(own))
for iterator in (iter(two), iter(two.items()), iter(two.values()), reversed(two)):
    next(iterator)
    print(iterator.__reduce__()[1], list(iterator))
