"""Functions of the built-in types' C part that own something while Python runs, those that the other programs here do not reach."""
import builtins
import functools
import operator
import re
import sys
import traceback
import types
import weakref


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('dies:', self.name, end=' ')


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        print('index', self.value, end=' ')
        return self.value


class Key:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        print('hash', self.value, end=' ')
        return 1

    def __eq__(self, other):
        print('eq', self.value, end=' ')
        return self.value == getattr(other, 'value', None)

    def __lt__(self, other):
        print('lt', self.value, end=' ')
        return self.value < other.value

    def __repr__(self):
        print('repr', end=' ')
        return f'K{self.value}'


class Truth:
    def __bool__(self):
        print('bool', end=' ')
        return True


class Callable:
    def __init__(self, name):
        self.name = name

    def __call__(self, *args):
        print(self.name, 'called', end=' ')
        return self


def show(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


# numbers
class Trunc:
    def __trunc__(self):
        return Index(3)


class FromText(float):
    def __new__(cls, value):
        print('new', end=' ')
        return super().__new__(cls, value)


class FromBytes(int):
    def __new__(cls, value):
        print('new', end=' ')
        return super().__new__(cls, value)


class FromHex(bytes):
    def __new__(cls, value):
        print('new', end=' ')
        return super().__new__(cls, value)


import warnings
warnings.simplefilter('ignore')
show(lambda: int(Trunc()))
show(lambda: FromText.fromhex('0x1.8p1'))
show(lambda: FromBytes.from_bytes(b'ab', 'big'))
show(lambda: FromHex.fromhex('6162'))
show(lambda: range(Index(1), Index(9), Index(2)))
show(lambda: bytes(i for i in [Index(1), Index(2)]))
show(lambda: bytes([Index(1), Index(2)]))


# isinstance, issubclass
class Like:
    def __init__(self, *bases):
        self.bases = bases

    @property
    def __bases__(self):
        print('bases', end=' ')
        return self.bases


class Claims:
    def __init__(self, cls):
        self.cls = cls

    @property
    def __class__(self):
        return self.cls


root = Like()
show(lambda: issubclass(Like(Like(), Like(Like(root))), root))
show(lambda: isinstance(Claims(Like(root)), root))
show(lambda: isinstance(Claims(Like(Like(), Like(root))), root))


# calls
def takes_none():
    pass


show(lambda: takes_none(Told('a'), Told('b')))
show(lambda: str(*[Told('c')])[:1])
show(lambda: len(*([Told('d')],)))


class Meta(type):
    def __repr__(cls):
        print('repr', end=' ')
        return f'<{cls.__name__}>'


class Wrong(Exception, metaclass=Meta):
    def __new__(cls):
        return 5


class Cause(Exception):
    def __init__(self):
        print('init', end=' ')


def raise_wrong():
    raise Wrong


def raise_from():
    raise ValueError('v') from Cause


show(raise_wrong)
show(raise_from)


class Manager:
    __enter__ = Callable('enter')
    __exit__ = Callable('exit')


class GetsEnter:
    @property
    def __enter__(self):
        print('gets', end=' ')
        return lambda: self

    @property
    def __exit__(self):
        print('gets', end=' ')
        return lambda *args: None


def use(manager):
    with manager:
        return 'in'


show(lambda: use(Manager()))
show(lambda: use(GetsEnter()))


class Formatted(str):
    def __format__(self, spec):
        print('format', end=' ')
        return self.upper() + spec


class Said:
    def __str__(self):
        return Formatted('said')


show(lambda: f'{Said()!s:>9}')
show(lambda: '{0.a[b]}{c}'.format_map(types.MappingProxyType({'c': 1})))


class Map:
    def __getitem__(self, key):
        print('getitem', key, end=' ')
        return key * 2


show(lambda: '{a}{b:>3}'.format_map(Map()))

original = builtins.__import__


def importing(name, *rest):
    print('import', name, end=' ')
    return original(name, *rest)


builtins.__import__ = importing
import keyword
builtins.__import__ = original
print(keyword.iskeyword('if'))


class Namespace(dict):
    def __getitem__(self, key):
        print('get', key, end=' ')
        return super().__getitem__(key)

    def __setitem__(self, key, value):
        print('set', key, end=' ')
        super().__setitem__(key, value)


class Prepared(type):
    @classmethod
    def __prepare__(cls, name, bases):
        return Namespace()


class Annotated(metaclass=Prepared):
    a: int = 1


print()


# exceptions
class Group(ExceptionGroup):
    def derive(self, parts):
        print('derive', end=' ')
        return Group(self.message, parts)


def condition(error):
    print('?', type(error).__name__, end=' ')
    return isinstance(error, ValueError)


show(lambda: Group('g', [ValueError(1), TypeError(2), Group('h', [ValueError(3), OSError(4)])]).subgroup(condition))
show(lambda: Group('g', [ValueError(1), TypeError(2), Group('h', [ValueError(3), OSError(4)])]).split(ValueError))


def star():
    try:
        raise Group('g', [ValueError(1), TypeError(2), OSError(3), KeyError(4)])
    except* ValueError as e:
        print(e, end=' ')
    except* TypeError as e:
        raise
    except* OSError as e:
        raise RuntimeError(5)


show(star)


class Noted(Exception):
    @property
    def __notes__(self):
        print('notes', end=' ')
        return notes


notes = []
show(lambda: Noted().add_note('n'))
print(notes)


class Speaks(Exception):
    def __str__(self):
        print('str', end=' ')
        return 'spoken'


def speak():
    try:
        raise Speaks
    except Speaks:
        return traceback.format_exc().splitlines()[-1]


show(speak)

# containers
show(lambda: ('a', Key(1)) in {'a': Key(1)}.items())
show(lambda: {'a': Key(1)}.values())
show(lambda: {Key(1): Key(2)}.items())
show(lambda: {Key(1): 1} | {Key(1): 2, Key(2): 3})
show(lambda: {Key(1)} in {frozenset([Key(1)])})
show(lambda: {frozenset([Key(1)])}.discard({Key(1)}))
show(lambda: {Key(1), Key(2)}.difference([Key(2)], [Key(1)]))
show(lambda: slice(Key(1), Key(2)) < slice(Key(1), Key(3)))
show(lambda: [Key(1), Key(2)] < [Key(1), Key(3)])
show(lambda: (Key(1), 2, Key(2)) >= (Key(1), 2, Key(3)))


class State(set):
    def __getstate__(self):
        print('state', end=' ')
        return None


show(lambda: State([1]).__reduce__()[1:])
show(lambda: types.SimpleNamespace(a=Key(1), b=Key(2)))


class Contains:
    def __contains__(self, item):
        return Truth()

    def __len__(self):
        return Index(2)

    def __eq__(self, other):
        return Truth()


show(lambda: operator.contains(Contains(), 1))
show(lambda: len(Contains()))
show(lambda: Contains() != Contains())
show(lambda: list(iter(Callable('next'), Key(1)))[:0] if 0 else next(iter(lambda: Key(1), Key(1)), 'end'))


class Iterable:
    def __iter__(self):
        print('iter', end=' ')
        return iter('ab')


show(lambda: list(enumerate(Iterable(), Index(5))))
show(lambda: list(filter(None, Iterable())))
show(lambda: b','.join([b'a', bytearray(b'b')]))


class Text(str):
    def __getitem__(self, key):
        print('slice', end=' ')
        return str(self)[key]


show(lambda: re.match('(?P<x>a)(b)', Text('ab')).groups())
show(lambda: re.match('(?P<x>a)(b)', Text('ab')).groupdict())


# classes
class HashedMeta(type):
    def __hash__(cls):
        print('hash', end=' ')
        return 1

    def __eq__(cls, other):
        print('eq', end=' ')
        return cls is other


class A(metaclass=HashedMeta):
    pass


class B(metaclass=HashedMeta):
    pass


show(lambda: hash(A | B) is None)
show(lambda: (A | B) == (B | A))


class Abstract:
    @property
    def __isabstractmethod__(self):
        print('abstract?', end=' ')
        return Truth()

    @property
    def __doc__(self):
        print('doc', end=' ')
        return 'd'

    def __getattr__(self, name):
        print('getattr', name, end=' ')
        return 'q'

    def __call__(self, *args):
        return 1


show(lambda: staticmethod(Abstract()).__isabstractmethod__)
show(lambda: property(Abstract(), Abstract()).__isabstractmethod__)


class Documented(property):
    pass


show(lambda: Documented(Abstract()).__doc__)
show(lambda: repr(types.MethodType(Abstract(), Key(1))))


class Name(str):
    def __lt__(self, other):
        print('lt', end=' ')
        return str(self) < str(other)

    def __eq__(self, other):
        print('eq', end=' ')
        return str(self) == str(other)

    __hash__ = str.__hash__


class Listed:
    @property
    def __dict__(self):
        print('dict', end=' ')
        return {'one': 1, 'two': 2}


show(lambda: [name for name in dir(Listed()) if not name.startswith('__')])


class Unfinished:
    pass


import abc


class Base(abc.ABC):
    @abc.abstractmethod
    def m(self):
        pass


Base.__abstractmethods__ = [Name('b'), Name('a')]
show(lambda: Base())


class Dies:
    x = Told('x')


Dies.x = 1
del Dies.x
print()


class Order(type):
    def mro(cls):
        print('mro', cls.__name__, end=' ')
        return super().mro()


class Top(metaclass=Order):
    pass


class Other(metaclass=Order):
    pass


class Middle(Top):
    pass


class Low(Middle):
    pass


Middle.__bases__ = (Other,)
print([cls.__name__ for cls in Low.__mro__])


class Slotted:
    __slots__ = (name for name in (Name('b'), Name('a')))


print(sorted(name for name in Slotted.__dict__ if len(name) == 1))


# weak references
class Referent:
    @property
    def __name__(self):
        print('name', end=' ')
        return 'n'

    def __str__(self):
        print('str', end=' ')
        return 's'

    def __bytes__(self):
        print('bytes', end=' ')
        return b'b'

    def __reversed__(self):
        print('reversed', end=' ')
        return iter('ba')

    def __pow__(self, exponent, modulus=None):
        print('pow', end=' ')
        return (exponent, modulus)


referent = Referent()
print(re.sub('0x[0-9a-f]+', '0x', repr(weakref.ref(referent))))
proxy = weakref.proxy(referent)
show(lambda: bytes(proxy))
show(lambda: list(reversed(proxy)))
show(lambda: pow(proxy, 2, 3))


# coroutines that nobody awaits, asynchronous generators that nobody ends
async def never():
    pass


def shown(message, category, *rest):
    print(category.__name__, message)


warnings.simplefilter('always')
warnings.showwarning = shown
never()
warnings.simplefilter('ignore')


async def items():
    yield Told('item')


def finalizer(generator):
    print('finalizer', generator.__name__)


sys.set_asyncgen_hooks(finalizer=finalizer)
generator = items()
try:
    generator.asend(None).send(None)
except StopIteration as stop:
    print(type(stop.value).__name__)
del generator
sys.set_asyncgen_hooks(finalizer=None)



class Matched:
    @property
    def a(self):
        print('a', end=' ')
        return 1

    @property
    def b(self):
        print('b', end=' ')
        return 2


def match(value):
    match value:
        case Matched(a=1, b=x):
            return x


show(lambda: match(Matched()))


class Positional(type):
    @property
    def __match_args__(cls):
        print('match_args', end=' ')
        return ('a', 'b')


class Placed(Matched, metaclass=Positional):
    pass


def match_positional(value):
    match value:
        case Placed(1, x):
            return x


show(lambda: match_positional(Placed()))
show(lambda: ValueError in [type(e) for e in Group('g', [ValueError(1)]).subgroup(lambda error: Truth() if isinstance(error, ValueError) else None).exceptions])
show(lambda: [[Key(1)], [Key(2)]] < [[Key(1)], [Key(3)]])
show(lambda: (list[Key(1)] | list[Key(1)]) == list[Key(1)])


def thinned():
    d = {Key(i): i for i in range(6)}
    for i in range(4):
        d.popitem()
    return len(d.copy())


def thinned_at_the_start():
    d = {Key(i): i for i in range(6)}
    for key in list(d)[:4]:
        del d[key]
    return len(d.copy())


show(thinned)
show(thinned_at_the_start)


class Listing:
    @property
    def __dict__(self):
        return {Name('__init__'): 1}


show(lambda: len(dir(Listing())) > 20)
show(lambda: len(dir(type('Odd', (), {Name('__init__'): 1}))) > 20)


class Setting(property):
    def __setattr__(self, name, value):
        print('sets', name, end=' ')
        super().__setattr__(name, value)


class NotedLater(Exception):
    def __setattr__(self, name, value):
        print('sets', name, end=' ')
        super().__setattr__(name, value)


show(lambda: Setting(show).__doc__)
show(lambda: NotedLater().add_note('n'))


class WithDict:
    pass


def replaced():
    holder = WithDict()
    holder.__dict__['x'] = Told('x')
    holder.__dict__['y'] = Told('y')
    holder.x = 1
    del holder.y
    return sorted(holder.__dict__)


def closing():
    try:
        yield 1
        yield 2
    finally:
        print('closed', end=' ')


class Closing:
    def __iter__(self):
        return closing()


show(lambda: sum(Closing(), []))
show(replaced)
show(lambda: list(map(lambda value: 1 // 0, closing())))

# At the end the names go, of a module that lives on.
sys.keeps = sys.modules['__main__']
one, two = Told('one'), Told('two')
