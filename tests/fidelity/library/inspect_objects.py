# inspect: kinds, signatures, members, sources.
import functools
import inspect
from inspect import Parameter, signature
from typing import List, Optional


def show(text, call):
    try:
        print(text, '->', call())
    except Exception as error:
        print(text, '->', type(error).__name__ + ':', error)


def f(a, b: int = 2, /, c=3, *args: str, d, e: Optional[int] = None, **kw) -> List[int]:
    """Doc.

    More.
    """
    return [a]


class Base:
    """Base doc."""

    def __init__(self, x, y=1):
        self.x = x

    def method(self, z):
        pass

    @classmethod
    def make(cls, q): ...

    @staticmethod
    def stat(s): ...

    @property
    def prop(self):
        return 1

    def __call__(self, w): ...


class Sub(Base):
    def method(self, z):
        pass


def gen():
    yield 1


async def co():
    pass


print(signature(f), signature(Base), signature(Base.method), signature(Base(1).method), signature(Base.make), signature(Base.stat))
print(signature(Base(1)), signature(functools.partial(f, 1, d=5)), signature(lambda x, *, y=1: 0), signature(object))
s = signature(f)
print([(p.name, p.kind, p.kind.description) for p in s.parameters.values()], s.parameters['b'].default, s.parameters['b'].annotation)
print(repr(s.parameters['b']), s.parameters['a'].default is Parameter.empty, repr(s), s.return_annotation, s == signature(f))
b = s.bind(1, d=4, z=9)
print(b, b.args, b.kwargs, b.arguments)
b.apply_defaults()
print(b.arguments)
for bad in (lambda: s.bind(), lambda: s.bind(1), lambda: signature(Base).bind(1, 2, 3), lambda: signature(Base).bind(1, x=2),
            lambda: signature(Base).bind(1, q=2), lambda: signature(3)):
    show('bind', bad)
print(s.replace(parameters=[Parameter('x', Parameter.KEYWORD_ONLY, default=3)]))
print(inspect.getfullargspec(f))
print(inspect.isfunction(f), inspect.isclass(Base), inspect.ismethod(Base(1).method), inspect.isbuiltin(len), inspect.ismodule(inspect))
print(inspect.isgeneratorfunction(gen), inspect.isgenerator(gen()), inspect.iscoroutinefunction(co), inspect.isroutine(len), inspect.isabstract(Base))
print([n for n, v in inspect.getmembers(Base, inspect.isfunction)], [n for n, v in inspect.getmembers(Base(1)) if n[0] != '_'])
print(inspect.getdoc(f), inspect.getdoc(Sub), inspect.getdoc(Sub.method), inspect.cleandoc('a\n   b\n     c'))
print(inspect.getmro(Sub), inspect.getmodule(f).__name__, inspect.unwrap(f) is f)
print(inspect.getsource(gen), inspect.getsource(Sub), inspect.getsourcelines(co)[1])
print(inspect.currentframe().f_lineno, inspect.stack()[0].function, inspect.getclosurevars(gen).unbound)
g = gen()
print(inspect.getgeneratorstate(g), inspect.getgeneratorstate(g) if next(g) else '')
print(inspect.signature(functools.lru_cache(f)), inspect.getcallargs(Base.method, 1, z=2))
show('builtin', lambda: inspect.getsource(len))
