"""Every function of operator, given what it takes and what it does not."""
import operator


class Thing:
    def __init__(self, **attributes):
        self.__dict__.update(attributes)

    def m(self, *args, **kwargs):
        return args, kwargs

    def __repr__(self):
        return 'Thing'

    def __length_hint__(self):
        return 5


values = (3, 2.5, 'ab', [1, 2], (1,), {1: 2}, {1, 2}, b'a', None, Thing(a=Thing(b=1)), True)
for name in sorted(dir(operator)):
    function = getattr(operator, name)
    if name.startswith('_') or not callable(function) or isinstance(function, type):
        continue
    for left in values:
        for args in ((), (left,), (left, 2), (left, [3]), (left, 'ab'), (left, 0, 1), (left, slice(0, 1), [9]), (left, 1, 2, 3)):
            try:
                print(name, args, function(*args))
            except Exception as error:
                print(name, args, type(error).__name__, error)
thing = Thing(a=Thing(b=Thing(c=2)), d=3)
for make in (lambda: operator.attrgetter('a.b.c')(thing), lambda: operator.attrgetter('d', 'a.b.c')(thing), lambda: operator.attrgetter('x')(thing),
             lambda: operator.attrgetter(1), lambda: operator.attrgetter(), lambda: operator.attrgetter('a.x.c')(thing), lambda: operator.attrgetter('d')(),
             lambda: operator.itemgetter(1)('ab'), lambda: operator.itemgetter(1, 0)('ab'), lambda: operator.itemgetter(slice(1))('ab'), lambda: operator.itemgetter(),
             lambda: operator.itemgetter(5)('ab'), lambda: operator.itemgetter('k')({'k': 1}), lambda: operator.methodcaller('m', 1, k=2)(thing),
             lambda: operator.methodcaller(), lambda: operator.methodcaller(1), lambda: operator.methodcaller('x')(thing), lambda: operator.methodcaller('m')(1, 2),
             lambda: repr(operator.attrgetter('a.b', 'c')), lambda: repr(operator.itemgetter(1, 'a')), lambda: repr(operator.methodcaller('m', 1, k=2)),
             lambda: operator.length_hint(thing), lambda: operator.length_hint(thing, 'a'), lambda: operator.indexOf([1, 2], 3), lambda: operator.countOf([1, 2, 1], 1),
             lambda: operator.attrgetter('d', x=1), lambda: operator.itemgetter(1)('ab', 2), lambda: operator.call(max, 1, 2)):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)
