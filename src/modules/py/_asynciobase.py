# SPDX-License-Identifier: MIT
# The event loop of asyncio over virtual time, its futures and its tasks: what is ready runs in the order of its coming,
# timers when the clock is there. No sockets, no processes. The order of callbacks is CPython's, since it shows in what programs print.
import _thread
import collections as _collections
import contextvars as _contextvars
import heapq as _heapq
import inspect as _inspect
import itertools as _itertools
import reprlib as _reprlib
import sys as _sys
import time as _time
import traceback as _traceback
import types as _types
import weakref as _weakref

_PENDING, _CANCELLED, _FINISHED = 'PENDING', 'CANCELLED', 'FINISHED'


class CancelledError(BaseException):
    __module__ = 'asyncio.exceptions'


class InvalidStateError(Exception):
    __module__ = 'asyncio.exceptions'


class BrokenBarrierError(RuntimeError):
    __module__ = 'asyncio.exceptions'


class QueueEmpty(Exception):
    __module__ = 'asyncio.queues'


class QueueFull(Exception):
    __module__ = 'asyncio.queues'


# --- handles ------------------------------------------------------------------------------------------------------------

class Handle:
    __module__ = 'asyncio.events'
    __slots__ = ('_callback', '_args', '_cancelled', '_loop', '_context', '__weakref__')

    def __init__(self, callback, args, loop, context=None):
        self._context = _contextvars.copy_context() if context is None else context
        self._loop, self._callback, self._args, self._cancelled = loop, callback, args, False

    def cancel(self):
        if not self._cancelled:
            self._cancelled = True
            self._callback = self._args = None

    def cancelled(self):
        return self._cancelled

    def _run(self):
        try:
            self._context.run(self._callback, *self._args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            self._loop.call_exception_handler({'message': f'Exception in callback {self._callback!r}', 'exception': exc, 'handle': self})

    def __repr__(self):
        return f"<{self.__class__.__name__}{' cancelled' if self._cancelled else ' ' + _callback_text(self._callback)}>"


class TimerHandle(Handle):
    __module__ = 'asyncio.events'
    __slots__ = ('_when', '_scheduled')

    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        self._when, self._scheduled = when, False

    def when(self):
        return self._when

    def __lt__(self, other):
        return self._when < other._when

    def __hash__(self):
        return hash(self._when)


def _callback_text(callback):
    return getattr(callback, '__qualname__', None) or repr(callback)


# --- the loop -------------------------------------------------------------------------------------------------------------

class AbstractEventLoop:
    __module__ = 'asyncio.events'


class BaseEventLoop(AbstractEventLoop):
    __module__ = 'asyncio.base_events'

    def __init__(self):
        self._ready = _collections.deque()
        self._scheduled = []
        self._closed = self._stopping = self._running = self._debug = False
        self._exception_handler = self._task_factory = None
        self._default_executor = None
        self._bell = _thread.allocate_lock()       # taken; who gives it back wakes the loop
        self._bell.acquire()
        self._asyncgens = _weakref.WeakSet()

    def time(self):
        return _time.monotonic()

    def call_soon(self, callback, *args, context=None):
        self._check_closed()
        handle = Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = self.call_soon(callback, *args, context=context)
        try:
            self._bell.release()
        except RuntimeError:        # It rings already.
            pass
        return handle

    def call_later(self, delay, callback, *args, context=None):
        if delay is None:
            raise TypeError('delay must not be None')
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        if when is None:
            raise TypeError('when cannot be None')
        self._check_closed()
        timer = TimerHandle(when, callback, args, self, context)
        _heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    def create_future(self):
        return Future(loop=self)

    def create_task(self, coro, *, name=None, context=None):
        self._check_closed()
        if self._task_factory is not None:
            task = self._task_factory(self, coro) if context is None else self._task_factory(self, coro, context=context)
            if name is not None:
                task.set_name(name)
            return task
        return Task(coro, loop=self, name=name, context=context)

    def set_task_factory(self, factory):
        if factory is not None and not callable(factory):
            raise TypeError('task factory must be a callable or None')
        self._task_factory = factory

    def get_task_factory(self):
        return self._task_factory

    def run_in_executor(self, executor, func, *args):
        self._check_closed()
        from asyncio import wrap_future
        if executor is not None:
            return wrap_future(executor.submit(func, *args), loop=self)
        if self._default_executor is None:
            from concurrent.futures import ThreadPoolExecutor
            self._default_executor = ThreadPoolExecutor(thread_name_prefix='asyncio')
        return wrap_future(self._default_executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        self._default_executor = executor

    def run_forever(self):
        self._check_closed()
        if self._running:
            raise RuntimeError('This event loop is already running')
        if _get_running_loop() is not None:
            raise RuntimeError('Cannot run the event loop while another loop is running')
        hooks = _sys.get_asyncgen_hooks()
        self._running = True
        _set_running_loop(self)
        try:
            _sys.set_asyncgen_hooks(firstiter=self._asyncgens.add, finalizer=self._close_asyncgen)
            while True:
                self._run_once()
                if self._stopping:
                    break
        finally:
            self._stopping = self._running = False
            _set_running_loop(None)
            _sys.set_asyncgen_hooks(*hooks)

    def run_until_complete(self, future):
        self._check_closed()
        if self._running:
            raise RuntimeError('This event loop is already running')
        new_task = not isfuture(future)
        future = ensure_future(future, loop=self)
        future.add_done_callback(_stop_loop)
        try:
            self.run_forever()
        except BaseException:
            if new_task and future.done() and not future.cancelled():
                future.exception()
            raise
        finally:
            future.remove_done_callback(_stop_loop)
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')
        return future.result()

    def _run_once(self):
        scheduled = self._scheduled
        while scheduled and scheduled[0]._cancelled:
            _heapq.heappop(scheduled)._scheduled = False
        if not self._ready and not self._stopping:
            # Until the first timer is due, or another thread rings.
            if not scheduled:
                self._bell.acquire()
            elif scheduled[0]._when > self.time():
                self._bell.acquire(timeout=scheduled[0]._when - self.time())
        end = self.time() + 1e-9
        while scheduled and scheduled[0]._when < end:
            timer = _heapq.heappop(scheduled)
            timer._scheduled = False
            self._ready.append(timer)
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if not handle._cancelled:
                handle._run()
        handle = None

    def stop(self):
        self._stopping = True

    def is_running(self):
        return self._running

    def is_closed(self):
        return self._closed

    def close(self):
        if self._running:
            raise RuntimeError('Cannot close a running event loop')
        if self._closed:
            return
        self._closed = True
        self._ready.clear()
        self._scheduled.clear()
        executor, self._default_executor = self._default_executor, None
        if executor is not None:
            executor.shutdown(wait=False)

    def _check_closed(self):
        if self._closed:
            raise RuntimeError('Event loop is closed')

    def _close_asyncgen(self, agen):
        self._asyncgens.discard(agen)
        if not self._closed:
            self.call_soon(self.create_task, agen.aclose())

    async def shutdown_asyncgens(self):
        if not len(self._asyncgens):
            return
        closing = list(self._asyncgens)
        self._asyncgens.clear()
        from asyncio import gather
        results = await gather(*[agen.aclose() for agen in closing], return_exceptions=True)
        for result, agen in zip(results, closing):
            if isinstance(result, Exception):
                self.call_exception_handler({'message': f'an error occurred during closing of asynchronous generator {agen!r}',
                                             'exception': result, 'asyncgen': agen})

    async def shutdown_default_executor(self):
        executor, self._default_executor = self._default_executor, None
        if executor is not None:
            import threading
            done = self.create_future()

            def end():
                executor.shutdown(wait=True)
                self.call_soon_threadsafe(done.set_result, None)
            thread = threading.Thread(target=end)
            thread.start()
            await done
            thread.join()

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled

    def get_exception_handler(self):
        return self._exception_handler

    def set_exception_handler(self, handler):
        if handler is not None and not callable(handler):
            raise TypeError(f'A callable object or None is expected, got {handler!r}')
        self._exception_handler = handler

    def default_exception_handler(self, context):
        lines = [context.get('message') or 'Unhandled exception in event loop']
        for key in sorted(context):
            if key not in ('message', 'exception'):
                lines.append(f'{key}: {context[key]!r}')
        print('\n'.join(lines), file=_sys.stderr)
        exception = context.get('exception')
        if exception is not None:
            _traceback.print_exception(type(exception), exception, exception.__traceback__)

    def call_exception_handler(self, context):
        if self._exception_handler is None:
            self.default_exception_handler(context)
        else:
            self._exception_handler(self, context)

    def __repr__(self):
        return f'<{self.__class__.__name__} running={self._running} closed={self._closed} debug={self._debug}>'


class _UnixSelectorEventLoop(BaseEventLoop):
    __module__ = 'asyncio.unix_events'


SelectorEventLoop = _UnixSelectorEventLoop


def _stop_loop(future):
    if not future.cancelled() and isinstance(future.exception(), (SystemExit, KeyboardInterrupt)):
        return
    future.get_loop().stop()


_running_loops = {}     # by thread
_current_loops = {}     # by thread: what was set there, None too


def _get_running_loop():
    return _running_loops.get(_thread.get_ident())


def _set_running_loop(loop):
    if loop is None:
        _running_loops.pop(_thread.get_ident(), None)
    else:
        _running_loops[_thread.get_ident()] = loop


def get_running_loop():
    loop = _get_running_loop()
    if loop is None:
        raise RuntimeError('no running event loop')
    return loop


def get_event_loop():
    running = _get_running_loop()
    if running is not None:
        return running
    import threading
    me = _thread.get_ident()
    if me not in _current_loops and me == threading.main_thread().ident:
        set_event_loop(new_event_loop())
    if _current_loops.get(me) is None:
        raise RuntimeError(f"There is no current event loop in thread {threading.current_thread().name!r}.")
    return _current_loops[me]


def set_event_loop(loop):
    _current_loops[_thread.get_ident()] = loop


def new_event_loop():
    return _policy.new_event_loop()


class AbstractEventLoopPolicy:
    __module__ = 'asyncio.events'


class DefaultEventLoopPolicy(AbstractEventLoopPolicy):
    def get_event_loop(self):
        return get_event_loop()

    def set_event_loop(self, loop):
        set_event_loop(loop)

    def new_event_loop(self):
        return _UnixSelectorEventLoop()


_policy = DefaultEventLoopPolicy()


def get_event_loop_policy():
    return _policy


def set_event_loop_policy(policy):
    # None brings the default one back, and with it a current loop that is not there yet.
    global _policy
    if policy is None:
        _policy = DefaultEventLoopPolicy()
        _current_loops.clear()
    elif isinstance(policy, DefaultEventLoopPolicy):
        _policy = policy
    else:
        raise NotImplementedError('asyncio: event loop policies of other kinds are not supported by Refscope')


# --- futures ----------------------------------------------------------------------------------------------------------------

def isfuture(obj):
    return hasattr(obj.__class__, '_asyncio_future_blocking') and obj._asyncio_future_blocking is not None


def _callbacks_text(callbacks):
    texts = [_callback_text(callback) + '()' for callback, context in callbacks]
    if len(texts) > 2:
        texts = [texts[0], f'<{len(texts) - 2} more>', texts[-1]]
    return 'cb=[' + ', '.join(texts) + ']'


class Future:
    __module__ = '_asyncio'
    _asyncio_future_blocking = False
    _state = _PENDING
    _result = _exception = _exception_traceback = _cancel_message = _cancelled_exc = None
    _log_traceback = False

    def __init__(self, *, loop=None):
        self._loop = get_event_loop() if loop is None else loop
        self._callbacks = []

    def __class_getitem__(cls, item):
        return _types.GenericAlias(cls, item)

    def __del__(self):
        if self._log_traceback:
            self._loop.call_exception_handler({'message': f'{self.__class__.__name__} exception was never retrieved',
                                               'exception': self._exception, 'future': self})

    def _info(self):
        info = [self._state.lower()]
        if self._state == _FINISHED:
            info.append(f'exception={self._exception!r}' if self._exception is not None else f'result={_reprlib.repr(self._result)}')
        if self._callbacks:
            info.append(_callbacks_text(self._callbacks))
        return info

    def __repr__(self):
        return f"<{self.__class__.__name__} {' '.join(self._info())}>"

    def get_loop(self):
        return self._loop

    def cancel(self, msg=None):
        self._log_traceback = False
        if self._state != _PENDING:
            return False
        self._state = _CANCELLED
        self._cancel_message = msg
        self._schedule_callbacks()
        return True

    def _make_cancelled_error(self):
        if self._cancelled_exc is not None:
            exc, self._cancelled_exc = self._cancelled_exc, None
            return exc
        return CancelledError() if self._cancel_message is None else CancelledError(self._cancel_message)

    def cancelled(self):
        return self._state == _CANCELLED

    def done(self):
        return self._state != _PENDING

    def result(self):
        if self._state == _CANCELLED:
            raise self._make_cancelled_error()
        if self._state != _FINISHED:
            raise InvalidStateError('Result is not set.')
        self._log_traceback = False
        if self._exception is not None:
            raise self._exception.with_traceback(self._exception_traceback)
        return self._result

    def exception(self):
        if self._state == _CANCELLED:
            raise self._make_cancelled_error()
        if self._state != _FINISHED:
            raise InvalidStateError('Exception is not set.')
        self._log_traceback = False
        return self._exception

    def add_done_callback(self, fn, *, context=None):
        if self._state != _PENDING:
            self._loop.call_soon(fn, self, context=context)
        else:
            self._callbacks.append((fn, _contextvars.copy_context() if context is None else context))

    def remove_done_callback(self, fn):
        kept = [(f, context) for f, context in self._callbacks if f != fn]
        removed = len(self._callbacks) - len(kept)
        if removed:
            self._callbacks[:] = kept
        return removed

    def _schedule_callbacks(self):
        callbacks, self._callbacks[:] = self._callbacks[:], []
        for callback, context in callbacks:
            self._loop.call_soon(callback, self, context=context)

    def set_result(self, result):
        if self._state != _PENDING:
            raise InvalidStateError(f'{self._state}: {self!r}' if self._state != _FINISHED else 'invalid state')
        self._result = result
        self._state = _FINISHED
        self._schedule_callbacks()

    def set_exception(self, exception):
        if self._state != _PENDING:
            raise InvalidStateError('invalid state')
        if isinstance(exception, type):
            exception = exception()
        if type(exception) is StopIteration:
            raise TypeError('StopIteration interacts badly with generators and cannot be raised into a Future')
        self._exception = exception
        self._exception_traceback = exception.__traceback__
        self._state = _FINISHED
        self._schedule_callbacks()
        self._log_traceback = True

    def __await__(self):
        if not self.done():
            self._asyncio_future_blocking = True
            yield self
        if not self.done():
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__


# --- tasks ---------------------------------------------------------------------------------------------------------------------

_task_numbers = _itertools.count(1)
_all_tasks = _weakref.WeakSet()
_current_tasks = {}


def _coro_text(coro):
    name = getattr(coro, '__qualname__', None) or repr(coro)
    code = getattr(coro, 'cr_code', None) or getattr(coro, 'gi_code', None)
    frame = getattr(coro, 'cr_frame', None) or getattr(coro, 'gi_frame', None)
    if code is None:
        return f'{name}()'
    if getattr(coro, 'cr_running', False) or getattr(coro, 'gi_running', False):
        return f'{name}() running at {code.co_filename}:{frame.f_lineno}'
    if frame is not None:
        return f'{name}() running at {code.co_filename}:{frame.f_lineno}'
    return f'{name}() done, defined at {code.co_filename}:{code.co_firstlineno}'


class Task(Future):
    __module__ = '_asyncio'
    _log_destroy_pending = True

    def __init__(self, coro, *, loop=None, name=None, context=None):
        super().__init__(loop=loop)
        if not iscoroutine(coro):
            self._log_destroy_pending = False
            raise TypeError(f'a coroutine was expected, got {coro!r}')
        self._name = f'Task-{next(_task_numbers)}' if name is None else str(name)
        self._num_cancels_requested = 0
        self._must_cancel = False
        self._fut_waiter = None
        self._coro = coro
        self._context = _contextvars.copy_context() if context is None else context
        self._loop.call_soon(self._step, context=self._context)
        _all_tasks.add(self)

    def __del__(self):
        if self._state == _PENDING and self._log_destroy_pending:
            self._loop.call_exception_handler({'task': self, 'message': 'Task was destroyed but it is pending!'})
        super().__del__()

    def _info(self):
        info = super()._info()
        if self._must_cancel:
            info[0] = 'cancelling'
        info.insert(1, f'name={self._name!r}')
        info.insert(2, f'coro=<{_coro_text(self._coro)}>')
        if self._fut_waiter is not None:
            info.insert(3, f'wait_for={self._fut_waiter!r}')
        return info

    def get_coro(self):
        return self._coro

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def set_result(self, result):
        raise RuntimeError('Task does not support set_result operation')

    def set_exception(self, exception):
        raise RuntimeError('Task does not support set_exception operation')

    def get_stack(self, *, limit=None):
        frame = getattr(self._coro, 'cr_frame', None)
        return [] if frame is None else [frame]

    def cancel(self, msg=None):
        self._log_traceback = False
        if self.done():
            return False
        self._num_cancels_requested += 1
        if self._fut_waiter is not None and self._fut_waiter.cancel(msg=msg):
            return True
        self._must_cancel = True
        self._cancel_message = msg
        return True

    def cancelling(self):
        return self._num_cancels_requested

    def uncancel(self):
        if self._num_cancels_requested > 0:
            self._num_cancels_requested -= 1
        return self._num_cancels_requested

    def _step(self, exc=None):
        if self.done():
            raise InvalidStateError(f'_step(): already done: {self!r}, {exc!r}')
        if self._must_cancel:
            if not isinstance(exc, CancelledError):
                exc = self._make_cancelled_error()
            self._must_cancel = False
        self._fut_waiter = None
        before = _current_tasks.get(self._loop)
        _current_tasks[self._loop] = self
        try:
            result = self._coro.send(None) if exc is None else self._coro.throw(exc)
        except StopIteration as stop:
            if self._must_cancel:
                self._must_cancel = False
                super().cancel(msg=self._cancel_message)
            else:
                super().set_result(stop.value)
        except CancelledError as cancelled:
            self._cancelled_exc = cancelled
            super().cancel()
        except (KeyboardInterrupt, SystemExit) as error:
            super().set_exception(error)
            raise
        except BaseException as error:
            super().set_exception(error)
        else:
            self._wait_for(result)
        finally:
            if before is None:
                del _current_tasks[self._loop]
            else:
                _current_tasks[self._loop] = before
            self = None

    def _wait_for(self, result):
        # What the coroutine yielded decides when it goes on.
        blocking = getattr(result, '_asyncio_future_blocking', None)
        if blocking is not None:
            if result.get_loop() is not self._loop:
                error = f'Task {self!r} got Future {result!r} attached to a different loop'
            elif not blocking:
                error = f'yield was used instead of yield from in task {self!r} with {result!r}'
            elif result is self:
                error = f'Task cannot await on itself: {self!r}'
            else:
                result._asyncio_future_blocking = False
                result.add_done_callback(self._wakeup, context=self._context)
                self._fut_waiter = result
                if self._must_cancel and result.cancel(msg=self._cancel_message):
                    self._must_cancel = False
                return
        elif result is None:
            self._loop.call_soon(self._step, context=self._context)
            return
        elif _inspect.isgenerator(result):
            error = f'yield was used instead of yield from for generator in task {self!r} with {result!r}'
        else:
            error = f'Task got bad yield: {result!r}'
        self._loop.call_soon(self._step, RuntimeError(error), context=self._context)

    def _wakeup(self, future):
        try:
            future.result()
        except BaseException as exc:
            self._step(exc)
        else:
            self._step()
        self = None


def current_task(loop=None):
    return _current_tasks.get(get_running_loop() if loop is None else loop)


def all_tasks(loop=None):
    if loop is None:
        loop = get_running_loop()
    return {task for task in list(_all_tasks) if task._loop is loop and not task.done()}


def create_task(coro, *, name=None, context=None):
    return get_running_loop().create_task(coro, name=name, context=context)


def iscoroutine(obj):
    return isinstance(obj, (_types.CoroutineType, _collections_abc_coroutine()))


def _collections_abc_coroutine():
    from collections.abc import Coroutine
    return Coroutine


def iscoroutinefunction(func):
    return _inspect.iscoroutinefunction(func)


def ensure_future(coro_or_future, *, loop=None):
    if isfuture(coro_or_future):
        if loop is not None and loop is not coro_or_future.get_loop():
            raise ValueError('The future belongs to a different loop than the one specified as the loop argument')
        return coro_or_future
    called_wrap = False
    if not iscoroutine(coro_or_future):
        if not _inspect.isawaitable(coro_or_future):
            raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')
        coro_or_future = _wrap_awaitable(coro_or_future)
        called_wrap = True
    if loop is None:
        loop = get_event_loop()
    try:
        return loop.create_task(coro_or_future)
    except RuntimeError:
        if not called_wrap:
            coro_or_future.close()
        raise


async def _wrap_awaitable(awaitable):
    return await awaitable


@_types.coroutine
def _yield():
    yield


async def sleep(delay, result=None):
    if delay <= 0:
        await _yield()
        return result
    loop = get_running_loop()
    future = loop.create_future()
    timer = loop.call_later(delay, _set_unless_cancelled, future, result)
    try:
        return await future
    finally:
        timer.cancel()


def _set_unless_cancelled(future, result):
    if not future.cancelled():
        future.set_result(result)
