# typing: what the forms print, generic classes, NamedTuple, TypedDict, Protocol, TypeVar, overloads.
import typing
from typing import (TYPE_CHECKING, Annotated, Any, Callable, ClassVar, Concatenate, Dict, Final, Generic, Iterable, List,
                    Literal, NamedTuple, NewType, NoReturn, Optional, ParamSpec, Protocol, Sequence, Set, Tuple, Type,
                    TypedDict, TypeVar, Union, cast, final, get_args, get_origin, get_type_hints, overload,
                    runtime_checkable)


def show(text, call):
    try:
        print(text, '->', call())
    except Exception as error:
        print(text, '->', type(error).__name__ + ':', error)


T = TypeVar('T')
K = TypeVar('K', bound=int)
V = TypeVar('V', int, str)
print(T, K.__bound__, V.__constraints__, T.__name__, TypeVar('C', covariant=True))
for form in (List[int], Dict[str, int], Optional[int], Union[int, str], Union[int], Tuple[int, ...], Callable[[int], str],
             Callable[..., Any], Literal[1, 'a'], Annotated[int, 'x'], ClassVar[int], Final[int], Type[int], Any, NoReturn,
             list[int], dict[str, list[int]], int | None, Sequence[T], Iterable[int], Union[int, None, str], Tuple[()],
             Optional[Union[int, str]], List['Node'], Set[int]):
    print(form, get_origin(form), get_args(form))


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)


s = Stack[int]()
s.push(1)
print(Stack[int], s.items, Stack.__parameters__, s.__orig_class__, Stack.__orig_bases__)
print(List[T][int], Dict[K, V][int, str], Stack[T] == Stack[T])


class Employee(NamedTuple):
    name: str
    id: int = 3

    def hello(self):
        return 'hi ' + self.name


e = Employee('Ann')
print(e, e.hello(), e._fields, Employee._field_defaults, Employee.__annotations__, e._asdict(), e[0])
show('missing', lambda: Employee())


class Movie(TypedDict, total=False):
    title: str
    year: int


m = Movie(title='x', year=1)
print(m, type(m), Movie.__annotations__, Movie.__total__, Movie.__optional_keys__ == {'title', 'year'})
show('isinstance', lambda: isinstance({}, Movie))


@runtime_checkable
class Sized(Protocol):
    def size(self) -> int: ...


class Box:
    def size(self):
        return 1


print(isinstance(Box(), Sized), isinstance(3, Sized), issubclass(Box, Sized))
show('protocol', lambda: Sized())


class Unchecked(Protocol):
    x: int


show('unchecked', lambda: isinstance(3, Unchecked))
UserId = NewType('UserId', int)
print(UserId(5), UserId.__name__, cast(str, 5), TYPE_CHECKING, UserId)


def f(a: int, b: 'str' = 'x', *c: Optional[int]) -> List[int]: ...


print(get_type_hints(f), f.__annotations__)


@overload
def g(a: int) -> int: ...
@overload
def g(a: str) -> str: ...
def g(a): return a


@final
class Last:
    pass


print(g(1), Last.__final__)
P = ParamSpec('P')
print(P, Callable[P, T], Callable[Concatenate[int, P], T])
show('instance', lambda: isinstance(1, List[int]))
show('call', lambda: Union())
show('subscript', lambda: List[int, str])
show('generic', lambda: Stack[int, str])
show('union', lambda: Union[()])
show('bad', lambda: Optional[1])
show('any', lambda: Any())
show('typevar', lambda: TypeVar('X', int))
show('list call', lambda: List())
print(List[int].__origin__, isinstance([], List), issubclass(list, Sequence), typing.get_type_hints(Employee))
print(Literal[1] == Literal[1], hash(Union[int, str]) == hash(Union[str, int]), Union[int, str] == Union[str, int])
