# dataclasses: every option of the decorator and of field.
import dataclasses
from dataclasses import (KW_ONLY, MISSING, FrozenInstanceError, InitVar, asdict, astuple, dataclass, field, fields,
                         is_dataclass, make_dataclass, replace)
from typing import ClassVar


def show(text, call):
    try:
        print(text, '->', call())
    except Exception as error:
        print(text, '->', type(error).__name__ + ':', error)


@dataclass
class Point:
    x: int
    y: int = 0


p = Point(1, 2)
print(p, p == Point(1, 2), p != Point(2, 1), Point(3))
print(Point.__match_args__, Point.__hash__, Point.__dataclass_params__)
print([f.name for f in fields(p)], is_dataclass(p), is_dataclass(Point), is_dataclass(3))
show('too few', lambda: Point())
show('too many', lambda: Point(1, 2, 3))
show('unknown', lambda: Point(1, z=3))
show('order', lambda: Point(1) < Point(2))
show('hash', lambda: hash(Point(1)))
show('other class', lambda: Point(1) == (1, 0))


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = field(default=0, compare=False)
    tags: tuple = field(default=(), repr=False, hash=False)


a, b = Version(1, 5), Version(2, 1)
print(a < b, a <= b, a > b, a >= b, sorted([b, a]), hash(a) == hash(Version(1, 5)), Version(1, 1) == Version(1, 2))
show('assign', lambda: setattr(a, 'major', 3))
show('delete', lambda: delattr(a, 'major'))
show('new attr', lambda: setattr(a, 'other', 3))
show('compare', lambda: a < 3)
print(issubclass(FrozenInstanceError, AttributeError))


@dataclass(slots=True)
class Slotted:
    name: str
    items: list = field(default_factory=list)


s, t = Slotted('a'), Slotted('b')
s.items.append(1)
print(s, t, Slotted.__slots__, hasattr(s, '__dict__'), s.items is t.items)
show('slot', lambda: setattr(s, 'nothing', 1))


@dataclass
class Circle:
    radius: float
    area: float = field(init=False)
    scale: InitVar[int] = 1
    count: ClassVar[int] = 0

    def __post_init__(self, scale):
        self.area = self.radius ** 2 * 3 * scale


print(Circle(2), Circle(2, 10), [f.name for f in fields(Circle)])
print(replace(Circle(2), radius=3, scale=2))
show('replace', lambda: replace(Circle(2), area=3, scale=1))


@dataclass
class Call:
    name: str
    _: KW_ONLY
    times: int = 1
    fast: bool


print(Call('f', fast=True), Call.__match_args__)
show('kw only', lambda: Call('f', 1, True))
show('missing', lambda: Call('f'))


@dataclass(kw_only=True)
class Options:
    a: int = 1
    b: int


print(Options(b=3))


@dataclass
class Tree:
    value: int
    children: list['Tree'] = field(default_factory=list)
    extra: dict = field(default_factory=dict)


tree = Tree(1, [Tree(2), Tree(3, [Tree(4)])], {'k': (Tree(5),)})
print(tree)
print(asdict(tree))
print(astuple(tree))
print(asdict(Point(1, 2), dict_factory=list))
loop = Tree(1)
loop.children.append(loop)
print(loop)


@dataclass
class Base:
    a: int
    b: int = 2


@dataclass
class Derived(Base):
    c: int = 3
    a: str = 'x'


print(Derived(), [f.name for f in fields(Derived)], Derived.__mro__[1].__name__)


@dataclass(eq=False)
class NoEq:
    a: int


@dataclass(unsafe_hash=True)
class Hashed:
    a: int


@dataclass(repr=False, init=False)
class Bare:
    a: int = 5


print(NoEq(1) == NoEq(1), hash(Hashed(1)) == hash(Hashed(1)), Bare().a)
C = make_dataclass('C', ['x', ('y', int), ('z', int, field(default=5))], bases=(Base,) and (), namespace={'two': lambda self: 2})
print(C(1, 2), C(1, 2).two(), C.__name__)


def bad_default():
    @dataclass
    class Bad:
        items: list = []


def bad_order():
    @dataclass
    class Bad:
        a: int = 1
        b: int


def bad_frozen():
    @dataclass
    class Bad(Version):
        a: int = 1


def bad_compare():
    @dataclass(eq=False, order=True)
    class Bad:
        a: int = 1


def both():
    field(default=1, default_factory=int)


for bad in bad_default, bad_order, bad_frozen, bad_compare, both:
    show(bad.__name__, bad)
show('fields', lambda: fields(3))
show('asdict', lambda: asdict(Point))

match Point(1, 2):
    case Point(1, y):
        print('matched', y)
print(repr(MISSING) == repr(dataclasses.MISSING), Point.__doc__, Slotted.__doc__, Point.__init__.__qualname__)
print(Point.__annotations__)
