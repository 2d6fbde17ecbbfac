# What is put in the place of type variables, and what a hint keeps of a class.
import sys
import typing
from typing import (Annotated, Callable, ClassVar, Concatenate, Generic, List, Literal, NewType, Optional, ParamSpec, Protocol, Tuple, Type,
                    TypedDict, TypeVar, TypeVarTuple, Union, Unpack, get_type_hints)

T = TypeVar('T')
P = ParamSpec('P')
Ts = TypeVarTuple('Ts')


class Z(Generic[T, P]):
    pass


class V(Generic[T, Unpack[Ts]]):
    pass


class Plain(Protocol):
    def m(self): ...


class Does(Plain):
    pass


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


for make in (lambda: Z[int, [str, int]], lambda: Z[T, P][int, [str]], lambda: Z[int], lambda: V[int, str, float], lambda: V[()],
             lambda: V[T, Unpack[Ts]][int, str], lambda: V[Unpack[Tuple[int, ...]]], lambda: Callable[P, T][[int], str],
             lambda: Callable[Concatenate[int, P], T][[str], int], lambda: Callable[int, str], lambda: Callable[[T], T][int],
             lambda: Literal[1] is Literal[1], lambda: Annotated[int, True] is Annotated[int, 1], lambda: isinstance(Does(), Plain),
             lambda: get_type_hints(str.join), lambda: vars(List[int]), lambda: vars(Concatenate[int, P]), lambda: List[int]()):
    show(make)


class M(Generic[T]):
    pass


for hold in (lambda: List[M], lambda: Optional[M], lambda: M[int], lambda: Callable[[M], M], lambda: Tuple[M, ...], lambda: Union[M, int],
             lambda: Annotated[M, 1], lambda: Literal[1, M], lambda: M[T][M], lambda: NewType('X', M), lambda: ClassVar[M], lambda: Type[M]):
    hold()
    print(sys.getrefcount(M), end=' ')
print(sys.getrefcount(Plain), sys.getrefcount(Does))


class First(TypedDict):
    a: M


class Second(First, total=False):
    a: int
    b: M


print(sorted(Second.__required_keys__), sorted(Second.__optional_keys__), sys.getrefcount(M))
