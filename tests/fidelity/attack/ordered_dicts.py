# SPDX-License-Identifier: MIT
"""OrderedDict whose keys change it while it is being worked on: what is asked then, and what is left in the table and in the order."""
import sys
from collections import OrderedDict

LOG = []


class Key:
    """Does something the n-th time that it is hashed, compared or deleted."""

    def __init__(self, name, hashed=None, on_hash=None, on_eq=None, on_del=None):
        self.name, self.hashed = name, hash(name) & 0xffff if hashed is None else hashed
        self.on_hash, self.on_eq, self.on_del = on_hash, on_eq, on_del

    def act(self, what):
        todo = getattr(self, what)
        if todo is not None:
            setattr(self, what, None)
            todo()

    def __hash__(self):
        LOG.append(f'h{self.name}')
        self.act('on_hash')
        return self.hashed

    def __eq__(self, other):
        LOG.append(f'{self.name}={getattr(other, "name", other)}')
        self.act('on_eq')
        return isinstance(other, Key) and self.name == other.name

    def __del__(self):
        LOG.append(f'd{self.name}')
        self.act('on_del')

    def __repr__(self):
        return self.name


def log():
    text = ' '.join(LOG)
    LOG.clear()
    return text


def tell(label, action):
    try:
        result = action()
    except Exception as e:
        result = f'{type(e).__name__}: {e}'
    else:
        result = repr(result)
    print(label, '->', result, '|', log())


ACTIONS = {
    'set': lambda od, key: od.__setitem__(key, 'new'),
    'delete': lambda od, key: od.__delitem__(key),
    'pop': lambda od, key: od.pop(key),
    'pop with default': lambda od, key: od.pop(key, 'none'),
    'setdefault': lambda od, key: od.setdefault(key, 'default'),
    'to the end': lambda od, key: od.move_to_end(key),
    'to the start': lambda od, key: od.move_to_end(key, last=False),
    'get': lambda od, key: od[key],
    'in': lambda od, key: key in od,
    'copy': lambda od, key: od.copy(),
    'repr': lambda od, key: repr(od),
    'list': lambda od, key: list(od),
    'items': lambda od, key: list(od.items()),
    'values': lambda od, key: list(od.values()),
    'backwards': lambda od, key: list(reversed(od)),
    'items backwards': lambda od, key: list(reversed(od.items())),
    'equal': lambda od, key: od == OrderedDict(od),
    'as dict': lambda od, key: dict(od),
    'dict.copy': lambda od, key: dict.copy(od),
    'update': lambda od, key: od.update([(key, 1)]),
    'or': lambda od, key: od | {key: 1},
    'popitem': lambda od, key: od.popitem(),
    'popitem first': lambda od, key: od.popitem(last=False),
    'clear': lambda od, key: od.clear(),
    'sorted': lambda od, key: sorted(od, key=str),
    'reduce': lambda od, key: list(od.__reduce__()[4]),
    'keys and': lambda od, key: sorted(od.keys() & {key}, key=str),
    'items xor': lambda od, key: sorted(od.items() ^ {(key, 1)}, key=str),
    'dict set': lambda od, key: dict.__setitem__(od, key, 'below'),
    'dict delete': lambda od, key: dict.__delitem__(od, key),
}

CHANGES = {
    'nothing': lambda od: None,
    'adds': lambda od: od.__setitem__('added', 1),
    'adds many': lambda od: od.update((f'n{i}', i) for i in range(12)),
    'moves': lambda od: od.move_to_end('s0'),
    'moves to start': lambda od: od.move_to_end('s2', last=False),
    'deletes other': lambda od: od.pop('s1', None),
    'adds and deletes': lambda od: (od.__setitem__('added', 1), od.__delitem__('added')),
    'replaces': lambda od: od.__setitem__('s1', 'again'),
}


def build(where, change, make):
    od = make()
    middle = Key('m', hashed=5)
    od['s0'] = 0
    od[middle] = 'middle'
    od['s1'] = 1
    od[Key('n', hashed=5)] = 'near'
    od['s2'] = 2
    LOG.clear()
    asked = Key('m', hashed=5)
    LOG.clear()
    setattr(asked if where.startswith('asked') else middle, where.split()[1], lambda: CHANGES[change](od))
    return od, asked, middle


class Sub(OrderedDict):
    def __setitem__(self, key, value):
        LOG.append(f'set({key})')
        super().__setitem__(key, value)

    def __getitem__(self, key):
        LOG.append(f'get({key})')
        return super().__getitem__(key)

    def __delitem__(self, key):
        LOG.append(f'del({key})')
        super().__delitem__(key)


def attack(make, where, change, name):
    od, asked, middle = build(where, change, make)
    if where == 'stored on_del':
        middle = None
    print('---', make.__name__, where, change)
    tell(name, lambda: ACTIONS[name](od, asked))
    middle = asked = None
    print('   ', len(od), log(), list(dict.keys(od)), end=' ')
    try:
        print(list(od), sys.getsizeof(od))
    except (KeyError, RuntimeError) as e:
        print(type(e).__name__, e)
    LOG.clear()
    dict.clear(od)
    od.clear()
    del od
    print('   ', log())


PLACES = 'asked on_hash', 'asked on_eq', 'stored on_hash', 'stored on_eq', 'stored on_del'
attacks = [(make, where, change, name) for name in ACTIONS for change in CHANGES for where in PLACES
           for make in (OrderedDict, Sub)]
for number in range(0, len(attacks), 29):
    attack(*attacks[number])
