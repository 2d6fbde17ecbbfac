# contextlib.
import contextlib
from contextlib import (AbstractContextManager, ContextDecorator, ExitStack, closing, contextmanager, nullcontext,
                        redirect_stdout, suppress)


def show(text, call):
    try:
        print(text, '->', call())
    except Exception as error:
        print(text, '->', type(error).__name__ + ':', error)


@contextmanager
def tag(name):
    print('<%s>' % name)
    try:
        yield name
    except ValueError as error:
        print('caught', error)
    finally:
        print('</%s>' % name)


with tag('a') as x:
    print(x)
with tag('b'):
    raise ValueError('inside')


def other():
    with tag('c'):
        raise KeyError('out')


show('passes', other)


@tag('deco')
def f():
    return 3


print(f(), f())


@contextmanager
def never():
    if False:
        yield


@contextmanager
def twice():
    yield 1
    yield 2


show('never', lambda: never().__enter__())


def use_twice():
    with twice():
        pass


show('twice', use_twice)
with suppress(ZeroDivisionError, KeyError):
    1 / 0
print('suppressed')


class R:
    def close(self):
        print('closed')


with closing(R()) as r:
    print(type(r).__name__)
with nullcontext(5) as n:
    print(n)
with ExitStack() as stack:
    for i in range(3):
        stack.enter_context(tag(i))
    stack.callback(print, 'callback', end='!\n')
    stack.push(lambda *e: print('pushed', e[0]))


def unwinding():
    with ExitStack() as stack:
        stack.enter_context(tag('outer'))
        stack.callback(lambda: 1 / 0)
        raise KeyError('first')


try:
    unwinding()
except ZeroDivisionError as error:
    print(repr(error), repr(error.__context__))
kept = ExitStack()
with ExitStack() as stack:
    stack.enter_context(tag('kept'))
    kept = stack.pop_all()
print('later')
kept.close()


class D(ContextDecorator):
    def __enter__(self):
        print('in')
        return self

    def __exit__(self, *e):
        print('out', e[0])
        return True


@D()
def g():
    raise ValueError


print(g(), issubclass(R, AbstractContextManager), issubclass(D, AbstractContextManager))
show('enter', lambda: ExitStack().enter_context(3))
show('gone', lambda: contextlib.nothing)
