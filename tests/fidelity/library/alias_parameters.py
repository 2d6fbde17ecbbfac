# SPDX-License-Identifier: MIT
# Aliases with parameters: which they have, and what stands for them.
import sys
from typing import *

T = TypeVar("T")
K = TypeVar("K")
print(
    list[T].__parameters__,
    dict[str, list[T]].__parameters__,
    dict[K, T].__parameters__,
    list[int].__parameters__,
)
a = dict[K, list[T]]
print(
    a[int, str], a[int, T], a[T, T].__parameters__, list[T][int], dict[T, list[T]][int], Dict[T, list[T]][int]
)
for f in (
    lambda: list[int][str],
    lambda: list[T][int, str],
    lambda: a[int],
    lambda: list[List[T]][int],
    lambda: tuple[Unpack[Tuple[T]]],
    lambda: list[T] | None,
    lambda: Optional[list[T]][int],
    lambda: list["T"].__parameters__,
    lambda: type[T][int],
    lambda: list[Union[T, K]][int, str],
):
    try:
        print(f())
    except TypeError as e:
        print("TypeError", e)
Ts = TypeVarTuple("Ts")
P = ParamSpec("P")
print(tuple[Unpack[Ts]][int, str], tuple[int, Unpack[Ts]][str], tuple[int, Unpack[Ts]].__parameters__)
import collections.abc

print(collections.abc.Callable[P, T][[int, str], bool], collections.abc.Callable[[T], K][int, str])
print(sys.getrefcount(T) > 3)


class B(list[T]):
    pass


print(
    B.__orig_bases__,
    list[T] == list[T],
    hash(list[int]) == hash(list[int]),
    repr(list[...]),
    tuple[()],
    tuple[int, ...],
)
