# SPDX-License-Identifier: MIT
# pprint: what is too long for a line, of each kind that it knows.
from pprint import pprint, pformat
from collections import *
import types

words = 'the quick brown fox jumped over a lazy dog'.split()
d = defaultdict(int)
pprint(d)
d.update(zip(words, range(9)))
pprint(d)
c = Counter()
pprint(c)
c = Counter('senselessness')
pprint(c)
pprint(Counter(words * 3))
cm = ChainMap()
pprint(cm)
pprint(ChainMap(dict(zip(words, range(9))), dict(zip(words, range(9)))))
q = deque()
pprint(q)
pprint(deque(maxlen=7))
pprint(deque(zip(words, range(9)), maxlen=7))
pprint(bytes(range(97, 123)) * 3, width=40)
pprint(bytearray(b'abcdefghijklmnopqrstuvwxyz' * 2), width=30)
pprint({'a': b'x' * 60}, width=30)
pprint(types.MappingProxyType(dict(zip(words, range(9)))))
pprint(types.SimpleNamespace(the=0, quick=1, brown=2, fox=3, jumped=4, over=5, a=6, lazy=7, dog=8))
pprint(UserDict(zip(words, range(9))))
pprint(UserList(zip(words, range(9))))
pprint(UserString(' '.join(words * 2)), width=20)
pprint(OrderedDict(zip(words, range(9))))
pprint({i: [i] * 10 for i in range(3)}, compact=True, width=40)
pprint([list(range(30))], compact=True, width=50)


class NS(types.SimpleNamespace):
    pass


pprint(NS(the=0, quick=1, brown=2, fox=3, jumped=4, over=5, a=6, lazy=7, dog=8))
from dataclasses import dataclass


@dataclass
class DC:
    name: str
    items: list


pprint(DC('x' * 30, list(range(30))), width=50)
pprint([DC('a', [1]), DC('b', [2])])
pprint('a long string ' * 10)
pprint({'k': 'a long string ' * 8})
pprint(set(range(30)))
pprint(frozenset({1, 2}))
pprint((1,))
pprint({'b': 1, 'a': 2}, sort_dicts=False)
pprint([1, [2, [3, [4]]]], depth=2)
pprint({1: 'a', 'b': 2})
a = [1]
a.append(a)
pprint(type(pformat(a)).__name__)
pprint(range(3))
pprint(1_000_000, underscore_numbers=True)
pprint(namedtuple('P', 'x y')(1, 2))
pprint({(1, 'a'): None, 2: 3}, indent=4)
