# Whatever a deque calls may change the deque: comparisons, iterators, indices, finalizers, reprs.
from collections import deque


class Equal:
    """Says RESULT to each comparison, after it has called ACTION."""
    def __init__(self, action, result):
        self.action, self.result = action, result

    def __eq__(self, other):
        self.action()
        return self.result

    def __repr__(self):
        return 'Equal'


class Index:
    def __init__(self, action, value):
        self.action, self.value = action, value

    def __index__(self):
        self.action()
        return self.value


class Three:
    def __init__(self, action):
        self.action, self.n = action, 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration
        self.action()
        return self.n


class Told:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'<{self.name}>'

    def __del__(self):
        print('dies:', self.name, len(d), list(d))


def attempt(function, *args):
    try:
        print(function(*args), end=' ')
    except Exception as error:
        print(type(error).__name__, error, end=' ')
    print(d)


def fresh(maxlen=None):
    global d
    d = deque([1, 2, 3], maxlen)
    return d


for name in 'index', 'remove', 'count', '__contains__':
    for result in False, True:
        for action in 'clear', 'pop', 'rotate', 'reverse':
            fresh()
            print(name, result, action, end=': ')
            attempt(getattr(d, name), Equal(getattr(d, action), result))
        fresh()
        attempt(getattr(d, name), Equal(lambda: d.append(9), result))
    fresh()
    attempt(getattr(d, name), 99)

for name in '__eq__', '__ne__', '__lt__', '__le__', '__gt__', '__ge__':
    fresh()
    attempt(getattr(deque([Equal(d.clear, True), 2, 3]), name), d)
    attempt(getattr(fresh(), name), deque([1, Equal(lambda: d.clear(), False), 3]))
    attempt(getattr(fresh(), name), deque([1, 2]))
    attempt(getattr(fresh(), name), deque([1, 2, 3, 4]))
    attempt(getattr(fresh(), name), deque([1, 2, 4]))

for function in (lambda i: d[i], lambda i: d.__setitem__(i, 5), lambda i: d.__delitem__(i), lambda i: d.insert(i, 4), lambda i: d.rotate(i),
                 lambda i: d.index(2, i), lambda i: d.index(2, 0, i), lambda i: d * i, lambda i: d.__imul__(i), lambda i: deque(d, i),
                 lambda i: d.__init__(d, i)):
    fresh()
    attempt(function, Index(d.clear, 1))
    fresh()
    attempt(function, Index(lambda: d.append(7), 3))

for function in (lambda: d.extend(Three(d.clear)), lambda: d.extendleft(Three(d.clear)), lambda: d.extend(d), lambda: d.extendleft(d),
                 lambda: d.__iadd__(d), lambda: d + d, lambda: d.__iadd__(Three(lambda: d.append(9))), lambda: d.extend(Three(lambda: d.rotate(1))),
                 lambda: d.extendleft(Three(d.pop)), lambda: d.__init__(Three(lambda: d.append(0))), lambda: deque(Three(d.clear), 0)):
    for maxlen in None, 4, 3:
        fresh(maxlen)
        attempt(function)

for make in iter, reversed:
    fresh()
    iterator = make(d)
    next(iterator)
    d.append(1)
    print(iterator.__length_hint__())
    for _ in range(3):
        attempt(next, iterator)
    fresh()
    iterator = make(d)
    list(iterator)
    d.append(1)
    attempt(next, iterator)

fresh()
d.append(type('Shows', (), {'__repr__': lambda self: str(d.clear())})())
attempt(repr, d)

for action in (lambda: d.clear(), lambda: d.__init__([4]), lambda: d.__imul__(0), lambda: d.__setitem__(1, 5), lambda: d.__delitem__(1), lambda: d.append(6),
               lambda: d.appendleft(7), lambda: d.pop(), lambda: d.popleft(), lambda: d.rotate(2), lambda: d.extend([8, 9, 10])):
    d = deque(maxlen=3)
    d.extend([Told('a'), Told('b'), Told('c')])
    attempt(action)
    d.clear()
print(d)

d = deque(range(130))
d[0], d[64], d[129] = Told('first'), Told('middle'), Told('last')
other, d = d, deque()
other.clear()
other = deque([Told('x'), Told('y')])
del other


class Own(deque):
    def __iter__(self):
        return iter([1])


print(Own([1, 2]) + Own([3]), Own([1, 2]).copy(), Own([5, 6]), Own([1, 2]) == Own([3, 4]), list(Own([3])), Own([1, 2]) * 2)
