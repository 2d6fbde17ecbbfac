# How many objects go with a class, or with what refers to itself.
import abc
import collections
import dataclasses
import enum
import functools
import gc
import typing

gc.collect()
gc.disable()


def gone(what):
    print(what, gc.collect())


pair = collections.namedtuple("pair", "left right")
del pair
gone("namedtuple")


@dataclasses.dataclass
class Data:
    field: int = 0


del Data
gone("dataclass")


@dataclasses.dataclass(slots=True)
class Slots:
    field: int = 0


del Slots
gone("dataclass with slots")


class Abstract(abc.ABC):
    pass


del Abstract
gone("abstract class")


class Color(enum.Enum):
    RED = 1


del Color
gone("enum")


class Row(typing.NamedTuple):
    cell: int


del Row
gone("NamedTuple")


@functools.total_ordering
class Ordered:
    def __lt__(self, other):
        return True

    def __eq__(self, other):
        return True


del Ordered
gone("total_ordering")


class Left:
    pass


class Right:
    pass


class Both(Left, Right):
    def up(self):
        return super().up


del Both
gone("two bases")
del Left, Right
gone("the bases")


def outer():
    class Local:
        def me(self):
            return Local

    def inner():
        return inner
    return 1


outer()
gone("local class and function")
