# collections: namedtuple, Counter, OrderedDict, defaultdict, deque, ChainMap, UserDict, UserList, UserString.
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque, namedtuple


def show(text, call):
    try:
        print(text, '->', call())
    except Exception as error:
        print(text, '->', type(error).__name__ + ':', error)


P = namedtuple('P', 'x y', defaults=[5])
p = P(1)
print(p, p._asdict(), p._replace(x=3), P._fields, P._field_defaults, P._make([1, 2]), p.x, p[1], *p)
print(P.__doc__, P.x.__doc__, P.__new__.__name__, p == (1, 5), hash(p) == hash((1, 5)), P.__match_args__)
show('few', lambda: P())
show('many', lambda: P(1, 2, 3))
show('replace', lambda: p._replace(z=1))
show('set', lambda: setattr(p, 'x', 1))
show('make', lambda: P._make([1, 2, 3]))
show('bad', lambda: namedtuple('A', 'a a'))
show('bad', lambda: namedtuple('A', 'a class'))
show('bad', lambda: namedtuple('A', '_a'))
show('bad', lambda: namedtuple('1A', 'a'))
print(namedtuple('R', ['a', 'class', 'a', '_b'], rename=True)._fields)


class Q(P):
    __slots__ = ()

    def total(self):
        return self.x + self.y


print(Q(1, 2), Q(1, 2).total(), Q(1)._replace(y=1))

c = Counter('abracadabra')
print(c, c.most_common(2), c['z'], list(c.elements())[:6], c.total())
c.update('aaa')
c.subtract({'b': 5})
print(c, +c, -c, c + Counter(a=1), c - Counter(a=3), c & Counter(a=2, b=1), c | Counter(z=1))
del c['nothing']
print(Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2), Counter(), Counter(x=2, y=1).most_common())
show('fromkeys', lambda: Counter.fromkeys('ab'))
c += Counter(b=10)
print(c, c.copy() == c, sorted(c))

o = OrderedDict([('a', 1), ('b', 2), ('c', 3)])
o.move_to_end('a')
print(o, o.popitem(), o.popitem(last=False), o)
o['x'] = 1
o.move_to_end('x', last=False)
print(o, list(reversed(o)), o == {'x': 1, 'c': 3}, o == OrderedDict(c=3, x=1), OrderedDict())
show('move', lambda: o.move_to_end('q'))
show('empty', lambda: OrderedDict().popitem())
print(o.pop('x'), o.pop('x', None), o.setdefault('k', 9), o | {'z': 1}, OrderedDict.fromkeys('ab', 0), o.copy())

d = defaultdict(list)
d['a'].append(1)
print(d, d['b'], len(d), d.get('q'), defaultdict(None, {1: 2}), d.copy(), d | {'z': 3})
show('missing', lambda: defaultdict(None)['x'])
show('factory', lambda: defaultdict(3))
n = defaultdict(lambda: defaultdict(int))
n['x']['y'] += 1
print(n['x'])

q = deque([1, 2, 3], maxlen=3)
q.append(4)
q.appendleft(0)
print(q, q.maxlen, q[0], q[-1], 3 in q, q.count(2), q.index(2))
q.rotate(1)
print(q, list(reversed(q)), q.copy(), q + deque([9]), q * 2)
q.extend([7, 8])
q.extendleft([1])
q.remove(7)
q.insert(1, 5)
print(q, q.pop(), q.popleft(), q)
show('pop', lambda: deque().pop())
show('index', lambda: q[10])
show('remove', lambda: q.remove(99))
show('full', lambda: deque([1], 1).insert(0, 2))
show('maxlen', lambda: deque([1], -1))
q.reverse()
del q[0]
q.clear()
print(q, deque('abc') < deque('abd'), deque('abc') == deque('abc'))


def change():
    q = deque([1, 2, 3])
    for x in q:
        q.append(x)


show('mutated', change)

m = ChainMap({'a': 1}, {'a': 2, 'b': 3})
print(m, m['a'], m['b'], list(m), len(m), m.maps, m.parents, m.new_child({'c': 1}), 'b' in m)
m['b'] = 5
print(m)
show('missing', lambda: m['zz'])
show('delete', lambda: m.pop('zz'))


class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


u = Upper(a=1)
u['b'] = 2
print(u, u.data, len(u), 'A' in u, dict(u), u | {'c': 3})
show('missing', lambda: u['a'])
l = UserList([3, 1, 2])
l.sort()
l.append(5)
print(l, l + [1], l[1:], l * 2, l == [1, 2, 3, 5])
s = UserString('hello')
print(s, s.upper(), s + '!', s[1:3], s == 'hello', len(s), isinstance(s.upper(), UserString))
