# enum: Enum, IntEnum, StrEnum, Flag, IntFlag, auto, unique, aliases, the functional form.
import enum
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique, verify


def show(text, call):
    try:
        print(text, '->', call())
    except Exception as error:
        print(text, '->', type(error).__name__ + ':', error)


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def dark(self):
        return 'dark ' + self.name.lower()

    @property
    def twice(self):
        return self.value * 2

    @classmethod
    def first(cls):
        return next(iter(cls))


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color['BLUE'], Color.CRIMSON is Color.RED)
print(list(Color), len(Color), Color.RED in Color, Color.__members__, Color, type(Color.RED), Color.first())
print(Color.RED.dark(), Color.BLUE.twice, Color.RED == 1, Color.RED != Color.BLUE, hash(Color.RED) == hash('RED'))
print(f'{Color.RED}', '%s' % Color.RED, format(Color.RED, '>12'), isinstance(Color.RED, Color), {Color.RED: 1})
print(list(reversed(Color)), bool(Color.RED), Color.RED is Color(1), dir(Color.RED))
show('value', lambda: Color(9))
show('name', lambda: Color['X'])
show('attr', lambda: Color.X)
show('set', lambda: setattr(Color, 'RED', 5))
show('delete', lambda: delattr(Color, 'RED'))
show('value set', lambda: setattr(Color.RED, 'value', 5))
show('order', lambda: Color.RED < Color.BLUE)
show('call', lambda: Color())


def extend():
    class More(Color):
        WHITE = 4


def twice():
    class Twice(Enum):
        A = 1
        A = 2


def repeated():
    @unique
    class U(Enum):
        A = 1
        B = 1


for bad in extend, twice, repeated:
    show(bad.__name__, bad)


class Weekday(IntEnum):
    MON = auto()
    TUE = auto()
    WED = 10
    THU = auto()


print(Weekday.TUE, repr(Weekday.THU), Weekday.MON < Weekday.TUE, Weekday.MON + 1, sorted(Weekday, reverse=True), int(Weekday.WED))
print(f'{Weekday.MON}', '%d' % Weekday.MON, [1, 2, 3][Weekday.MON], Weekday.MON == 1, {1: 'x'}[Weekday.MON], Weekday(10))


class Mode(StrEnum):
    READ = auto()
    WRITE = 'w'


print(Mode.READ, repr(Mode.READ), Mode.WRITE == 'w', Mode.WRITE.upper(), f'{Mode.READ:>6}', Mode('read'))


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(Perm.R | Perm.X, repr(Perm.R | Perm.X), Perm.RW, repr(Perm.RW), Perm.R & Perm.W, repr(Perm(0)), ~Perm.R, Perm.R in Perm.RW)
print(list(Perm), list(Perm.RW), len(Perm.RW), bool(Perm(0)), Perm.R ^ Perm.RW, Perm(5), repr(Perm(7)), Perm.RW.value)
show('flag', lambda: Perm(8))
show('flag', lambda: Perm.R | 1)
show('in', lambda: 1 in Perm.R)


class Bits(IntFlag):
    A = 1
    B = 2
    C = 4


print(Bits.A | Bits.B, repr(Bits.A | Bits.B), Bits.A | 8, repr(Bits.A | 8), repr(~Bits.A), Bits(7), repr(Bits(16)), Bits.A + 1)
print(Bits.B in Bits(3), isinstance(Bits.A | Bits.B, int), Bits.A | Bits.B == 3, list(Bits(5)))
Animal = Enum('Animal', 'CAT DOG')
print(list(Animal), Animal.CAT.value, Animal.__module__, Enum('N', {'A': 5, 'B': 6}).B, Enum('L', ['X', 'Y'], start=5).Y.value)


class Planet(Enum):
    EARTH = (5.976e+24, 6.37814e6)
    MARS = (6.421e+23, 3.3972e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius


print(Planet.EARTH.mass, Planet.MARS.value, Planet((6.421e+23, 3.3972e6)))


class Level(Enum):
    LOW = 'low'

    @classmethod
    def _missing_(cls, value):
        return cls.LOW if value == 'LOW' else None


print(Level('LOW'))
show('missing', lambda: Level('q'))


class Auto(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name * 2
    A = auto()
    B = auto()


print(Auto.A.value, list(Auto))


class Ordered(Enum):
    A = 1
    B = 2

    def __lt__(self, other):
        return self.value < other.value


print(sorted([Ordered.B, Ordered.A]), max(Ordered))


class Coord(bytes, Enum):
    def __new__(cls, value, label):
        obj = bytes.__new__(cls, [value])
        obj._value_ = value
        obj.label = label
        return obj
    PX = (0, 'P.X')
    PY = (1, 'P.Y')


print(Coord.PY, Coord.PY.label, Coord(1).value)


class Empty(Enum):
    pass


show('empty', lambda: Empty(1))
match Color.RED:
    case Color.BLUE:
        print('blue')
    case Color.RED:
        print('red')


@verify(enum.CONTINUOUS, enum.UNIQUE)
class V(Enum):
    A = 1
    B = 2


print(V.B, enum.auto, enum.EnumMeta is enum.EnumType, Color.__doc__, Color.__class__)
import copy
print(copy.copy(Color.RED) is Color.RED, copy.deepcopy([Color.RED])[0] is Color.RED)
