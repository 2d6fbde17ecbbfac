# SPDX-License-Identifier: MIT
# Weak containers as mappings and sets; OrderedDict beside them.
from collections import OrderedDict
import copy
import weakref


class O(OrderedDict):
    pass


o = O(a=1)
o.x = 5
c = copy.copy(o)
print(c, c.x)
d = copy.deepcopy(o)
print(d, d.x)
print(
    OrderedDict(a=1).pop(key='a'),
    OrderedDict(a=1).pop('z', default=3),
    OrderedDict(a=1).setdefault(key='b', default=9),
)
for f in (
    lambda: OrderedDict().pop('k'),
    lambda: OrderedDict().popitem(),
    lambda: OrderedDict().move_to_end('q'),
):
    try:
        f()
    except KeyError as e:
        print(repr(e))


class K:
    def __init__(s, v):
        s.v = v

    def __repr__(s):
        return f'K{s.v}'


a, b = K(1), K(2)
w = weakref.WeakKeyDictionary({a: 1})
u = {b: 2}
print(dict(w | u), type(w | u).__name__, type(u | w).__name__, dict(u | w))
w |= {b: 3}
print(dict(w))
x = weakref.WeakValueDictionary({1: a})
y = weakref.WeakValueDictionary({2: b})
print(sorted(dict(x | y).items()))
x |= {5: b}
print(dict(x))
try:
    x | 5
except TypeError as e:
    print(e)
s = weakref.WeakSet([a])
s.intersection_update([a])
print(len(s))
s.difference_update([a])
print(len(s))
s.symmetric_difference_update([a, b])
print(len(s))
s ^= [a]
print(len(s))
import collections.abc

print(
    isinstance(s, collections.abc.MutableSet),
    issubclass(weakref.WeakSet, collections.abc.Set),
    isinstance(w, collections.abc.MutableMapping),
)
r = weakref.ref(a)
print(r == weakref.ref(a), r != weakref.ref(b), hash(r) == hash(a))


class E:
    def __eq__(s, o):
        return NotImplemented

    def __ne__(s, o):
        print('ne')
        return False

    __hash__ = None


e1, e2 = E(), E()
r1, r2 = weakref.ref(e1), weakref.ref(e2)
print(r1 == r2, r1 != r2, r1 == 5)
for bad in (
    lambda: weakref.ref(a, callback=None),
    lambda: weakref.ref(),
    lambda: weakref.ref(5),
    lambda: weakref.ref(a, None, 1),
):
    try:
        print(bad())
    except TypeError as e:
        print(e)
