import weakref


class Thing:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        if other.n == 3:
            raise ValueError('three')
        return self.n < other.n

    def __add__(self, other):
        if other == 2:
            raise KeyError('two')
        return make(other)

    def __eq__(self, other):
        raise TypeError('no ==')

    __hash__ = None


refs = []


def make(n):
    thing = Thing(n)
    refs.append(weakref.ref(thing, lambda r, n=n: print('gone', n)))
    return thing


def things(stop):
    for n in range(stop):
        yield make(n)


for use in (lambda: max(things(6)), lambda: min(things(6)), lambda: sum([1, 2], make(0)), lambda: sorted(things(5)),
            lambda: [make(1), make(2)].index(5), lambda: {make(1): 1}, lambda: [make(7)] + make(8), lambda: make(9)(make(10)),
            lambda: print(make(11), sep=make(12)), lambda: int(make(13)), lambda: [*things(2), *1]):
    try:
        use()
    except Exception as error:
        print(type(error).__name__, error)
    print('--')
