# SPDX-License-Identifier: MIT
# Context managers: from generators, for closing, suppressing and redirecting, and stacks of them.
import sys
from abc import ABC, abstractmethod
from functools import wraps
from types import MethodType

GenericAlias = type(list[int])

__all__ = ['asynccontextmanager', 'contextmanager', 'closing', 'nullcontext', 'AbstractContextManager',
           'AbstractAsyncContextManager', 'AsyncExitStack', 'ContextDecorator', 'ExitStack', 'redirect_stdout',
           'redirect_stderr', 'suppress', 'aclosing', 'chdir']


# --- what a context manager is ----------------------------------------------------------------------------------------

def _has_methods(cls, *names):
    # Each name's first meaning along the method resolution order counts; None there says that it is not had.
    for name in names:
        found = next((base.__dict__[name] for base in cls.__mro__ if name in base.__dict__), None)
        if found is None:
            return NotImplemented
    return True


class AbstractContextManager(ABC):
    __class_getitem__ = classmethod(GenericAlias)

    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        pass

    @classmethod
    def __subclasshook__(cls, C):
        return _has_methods(C, '__enter__', '__exit__') if cls is AbstractContextManager else NotImplemented


class AbstractAsyncContextManager(ABC):
    __class_getitem__ = classmethod(GenericAlias)

    async def __aenter__(self):
        return self

    @abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        pass

    @classmethod
    def __subclasshook__(cls, C):
        return _has_methods(C, '__aenter__', '__aexit__') if cls is AbstractAsyncContextManager else NotImplemented


class ContextDecorator(object):
    def __call__(self, func):
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return wraps(func)(inner)

    def _recreate_cm(self):
        return self


class AsyncContextDecorator(object):
    def __call__(self, func):
        async def inner(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)
        return wraps(func)(inner)

    def _recreate_cm(self):
        return self


# --- from generators --------------------------------------------------------------------------------------------------

_NO_YIELD, _NO_STOP = "generator didn't yield", "generator didn't stop"


def _is_the_same(raised, thrown, stops):
    # Whether what a generator raised is what was thrown into it: a stop comes out as the cause of a RuntimeError.
    return raised is thrown or (isinstance(raised, RuntimeError) and isinstance(thrown, stops)
                                and raised.__cause__ is thrown)


class _GeneratorContextManagerBase:
    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        doc = getattr(func, '__doc__', None)
        self.__doc__ = type(self).__doc__ if doc is None else doc

    def _recreate_cm(self):
        return type(self)(self.func, self.args, self.kwds)

class _GeneratorContextManager(_GeneratorContextManagerBase, AbstractContextManager, ContextDecorator):
    def __enter__(self):
        del self.args, self.kwds, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError(_NO_YIELD) from None

    def __exit__(self, typ, value, traceback):
        if value is None and typ is not None:
            value = typ()
        try:
            if typ is None:
                next(self.gen)
            else:
                self.gen.throw(typ, value, traceback)
        except StopIteration as stop:
            return typ is not None and stop is not value
        except BaseException as raised:
            if not _is_the_same(raised, value, StopIteration):
                raise
            value.__traceback__ = traceback
            return False
        try:
            raise RuntimeError(_NO_STOP if typ is None else _NO_STOP + ' after throw()')
        finally:
            self.gen.close()


class _AsyncGeneratorContextManager(_GeneratorContextManagerBase, AbstractAsyncContextManager, AsyncContextDecorator):
    async def __aenter__(self):
        del self.args, self.kwds, self.func
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError(_NO_YIELD) from None

    async def __aexit__(self, typ, value, traceback):
        if value is None and typ is not None:
            value = typ()
        try:
            if typ is None:
                await anext(self.gen)
            else:
                await self.gen.athrow(typ, value, traceback)
        except StopAsyncIteration as stop:
            return typ is not None and stop is not value
        except BaseException as raised:
            if not _is_the_same(raised, value, (StopIteration, StopAsyncIteration)):
                raise
            value.__traceback__ = traceback
            return False
        try:
            raise RuntimeError(_NO_STOP if typ is None else _NO_STOP + ' after athrow()')
        finally:
            await self.gen.aclose()


def contextmanager(func):
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return wraps(func)(helper)


def asynccontextmanager(func):
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)
    return wraps(func)(helper)


# --- ready-made ones --------------------------------------------------------------------------------------------------

class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    async def __aenter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass

    async def __aexit__(self, *excinfo):
        pass


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        return False if exctype is None else issubclass(exctype, self._exceptions)


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __exit__(self, *exc_info):
        self.thing.close()

    def __enter__(self):
        return self.thing


class aclosing(AbstractAsyncContextManager):
    def __init__(self, thing):
        self.thing = thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()

    async def __aenter__(self):
        return self.thing


class _RedirectStream(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._new_target, self._old_targets = new_target, []

    def __enter__(self):
        target, name = self._new_target, self._stream
        self._old_targets.append(getattr(sys, name))
        setattr(sys, name, target)
        return target

    def __exit__(self, exctype, excinst, exctb):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    _stream = 'stdout'


class redirect_stderr(_RedirectStream):
    _stream = 'stderr'


class chdir(AbstractContextManager):
    def __init__(self, path):
        raise OSError('the simulated program has no file system')


# --- stacks -----------------------------------------------------------------------------------------------------------

def _raised(before, outside):
    # The exception that a callback raised, as sys.exc_info tells it. Its chain should end in BEFORE, what the callback
    # was told of, rather than in what is being handled around the stack.
    details = sys.exc_info()
    last, context = details[1], details[1].__context__
    while context is not None and context is not before:
        if context is outside:
            last.__context__ = before
            break
        last, context = context, context.__context__
    return details


class _BaseExitStack:
    def __init__(self):
        from collections import deque
        self._exit_callbacks = deque()

    def pop_all(self):
        moved = type(self)()
        moved._exit_callbacks, self._exit_callbacks = self._exit_callbacks, type(self._exit_callbacks)()
        return moved

    def enter_context(self, cm):
        cls = type(cm)
        try:
            enter, exit = cls.__enter__, cls.__exit__
        except AttributeError:
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the context manager "
                            'protocol') from None
        entered = enter(cm)
        self._push_cm_exit(cm, exit)
        return entered

    def push(self, exit):
        # An object with __exit__, or a function that is one.
        try:
            method = type(exit).__exit__
        except AttributeError:
            self._push_exit_callback(exit)
        else:
            self._push_cm_exit(exit, method)
        return exit

    def callback(self, callback, /, *args, **kwds):
        made = self._create_cb_wrapper(callback, *args, **kwds)
        made.__wrapped__ = callback
        self._push_exit_callback(made)
        return callback

    def _push_cm_exit(self, cm, cm_exit):
        self._push_exit_callback(self._create_exit_wrapper(cm, cm_exit))

    def _push_exit_callback(self, callback, is_sync=True):
        self._exit_callbacks.append((is_sync, callback))

    @staticmethod
    def _create_exit_wrapper(cm, cm_exit):
        return MethodType(cm_exit, cm)

    @staticmethod
    def _create_cb_wrapper(callback, /, *args, **kwds):
        def _exit_wrapper(typ, value, traceback):
            callback(*args, **kwds)
        return _exit_wrapper


class ExitStack(_BaseExitStack, AbstractContextManager):
    def __enter__(self):
        return self

    def __exit__(self, *exc_details):
        received, outside = exc_details[0] is not None, sys.exc_info()[1]
        suppressed = pending = False
        while self._exit_callbacks:
            callback = self._exit_callbacks.pop()[1]
            try:
                if callback(*exc_details):
                    exc_details, suppressed, pending = (None, None, None), True, False
            except BaseException:
                exc_details, pending = _raised(exc_details[1], outside), True
        if pending:
            context = exc_details[1].__context__
            try:
                raise exc_details[1]
            finally:
                exc_details[1].__context__ = context
        return received and suppressed

    def close(self):
        self.__exit__(None, None, None)


class AsyncExitStack(_BaseExitStack, AbstractAsyncContextManager):
    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_details):
        received, outside = exc_details[0] is not None, sys.exc_info()[1]
        suppressed = pending = False
        while self._exit_callbacks:
            is_sync, callback = self._exit_callbacks.pop()
            try:
                answer = callback(*exc_details)
                if answer if is_sync else await answer:
                    exc_details, suppressed, pending = (None, None, None), True, False
            except BaseException:
                exc_details, pending = _raised(exc_details[1], outside), True
        if pending:
            context = exc_details[1].__context__
            try:
                raise exc_details[1]
            finally:
                exc_details[1].__context__ = context
        return received and suppressed

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def enter_async_context(self, cm):
        cls = type(cm)
        try:
            enter, exit = cls.__aenter__, cls.__aexit__
        except AttributeError:
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the asynchronous context "
                            'manager protocol') from None
        entered = await enter(cm)
        self._push_async_cm_exit(cm, exit)
        return entered

    def push_async_exit(self, exit):
        try:
            method = type(exit).__aexit__
        except AttributeError:
            self._push_exit_callback(exit, False)
        else:
            self._push_async_cm_exit(exit, method)
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        made = self._create_async_cb_wrapper(callback, *args, **kwds)
        made.__wrapped__ = callback
        self._push_exit_callback(made, False)
        return callback

    def _push_async_cm_exit(self, cm, cm_exit):
        self._push_exit_callback(self._create_async_exit_wrapper(cm, cm_exit), False)

    @staticmethod
    def _create_async_exit_wrapper(cm, cm_exit):
        return MethodType(cm_exit, cm)

    @staticmethod
    def _create_async_cb_wrapper(callback, /, *args, **kwds):
        async def _exit_wrapper(typ, value, traceback):
            await callback(*args, **kwds)
        return _exit_wrapper
