# SPDX-License-Identifier: MIT
# Futures and a pool of threads. There are no processes.
import itertools as _itertools
import queue as _queue
import threading as _threading
import time as _time
import types as _types

__all__ = ('FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED', 'CancelledError', 'TimeoutError', 'InvalidStateError', 'BrokenExecutor',
           'Future', 'Executor', 'wait', 'as_completed', 'ThreadPoolExecutor')

FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'
PENDING, RUNNING, CANCELLED, FINISHED = 'PENDING', 'RUNNING', 'CANCELLED', 'FINISHED'
TimeoutError = TimeoutError


class Error(Exception):
    __module__ = 'concurrent.futures._base'


class CancelledError(Error):
    __module__ = 'concurrent.futures._base'


class InvalidStateError(Error):
    __module__ = 'concurrent.futures._base'


class BrokenExecutor(RuntimeError):
    __module__ = 'concurrent.futures._base'


class Future:
    __module__ = 'concurrent.futures._base'

    def __init__(self):
        self._condition = _threading.Condition()
        self._state = PENDING
        self._result = self._exception = self._pool = None
        self._callbacks = []

    def __class_getitem__(cls, item):
        return _types.GenericAlias(cls, item)

    def __repr__(self):
        text = f'<{self.__class__.__name__} at {id(self):#x} state={self._state.lower()}'
        if self._state == FINISHED:
            text += f' raised {self._exception.__class__.__name__}' if self._exception else f' returned {self._result.__class__.__name__}'
        return text + '>'

    def _finish(self, state):
        with self._condition:
            self._state = state
            self._condition.notify_all()
        for callback in self._callbacks:
            self._call(callback)

    def _call(self, callback):
        try:
            callback(self)
        except Exception:
            import logging
            logging.getLogger('concurrent.futures').exception('exception calling callback for %r', self)

    def cancel(self):
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state == CANCELLED:
                return True
        self._finish(CANCELLED)
        return True

    def cancelled(self):
        return self._state == CANCELLED

    def running(self):
        return self._state == RUNNING

    def done(self):
        return self._state in (CANCELLED, FINISHED)

    def add_done_callback(self, fn):
        if not self.done():
            self._callbacks.append(fn)
            return
        self._call(fn)

    def _wait(self, timeout):
        with self._condition:
            if not self.done():
                try:
                    self._condition.wait(timeout)
                except RuntimeError:
                    # Inside a C function a thread cannot wait here: it does the work itself.
                    if self._pool is None:
                        raise
                    self._condition.release()
                    try:
                        self._pool._help(self)
                    finally:
                        self._condition.acquire()
            if self._state == CANCELLED:
                raise CancelledError()
            if self._state != FINISHED:
                raise TimeoutError()

    def result(self, timeout=None):
        try:
            self._wait(timeout)
            if self._exception is not None:
                raise self._exception
            return self._result
        finally:
            self = None

    def exception(self, timeout=None):
        self._wait(timeout)
        return self._exception

    def set_running_or_notify_cancel(self):
        if self._state == CANCELLED:
            return False
        if self._state != PENDING:
            raise RuntimeError('Future in unexpected state')
        self._state = RUNNING
        return True

    def set_result(self, result):
        if self.done():
            raise InvalidStateError(f'{self._state}: {self!r}')
        self._result = result
        self._finish(FINISHED)

    def set_exception(self, exception):
        if self.done():
            raise InvalidStateError(f'{self._state}: {self!r}')
        self._exception = exception
        self._finish(FINISHED)


class _DoneAndNotDone(tuple):
    __slots__ = ()
    __module__ = 'concurrent.futures._base'
    done = property(lambda self: self[0])
    not_done = property(lambda self: self[1])

    def __repr__(self):
        return f'DoneAndNotDoneFutures(done={self[0]!r}, not_done={self[1]!r})'


def _watch(futures):
    # A queue that each future is put into once it is done.
    finished = _queue.SimpleQueue()
    for future in futures:
        future.add_done_callback(finished.put)
    return finished


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)
    end = None if timeout is None else _time.monotonic() + timeout
    finished = _watch(fs)
    done = {f for f in fs if f.done()}

    def enough():
        if return_when == FIRST_COMPLETED and done:
            return True
        if return_when == FIRST_EXCEPTION and any(not f.cancelled() and f._exception is not None for f in done):
            return True
        return len(done) == len(fs)

    while not enough():
        try:
            done.add(finished.get(timeout=None if end is None else max(0, end - _time.monotonic())))
        except _queue.Empty:
            break
    return _DoneAndNotDone((done, fs - done))


def as_completed(fs, timeout=None):
    end = None if timeout is None else _time.monotonic() + timeout
    fs = set(fs)
    total = len(fs)
    finished = _watch(fs)
    for count in range(total):
        try:
            yield finished.get(timeout=None if end is None else max(0, end - _time.monotonic()))
        except _queue.Empty:
            raise TimeoutError(f'{total - count} (of {total}) futures unfinished') from None


class Executor:
    __module__ = 'concurrent.futures._base'

    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        end = None if timeout is None else _time.monotonic() + timeout
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            try:
                futures.reverse()
                while futures:
                    yield futures.pop().result(None if end is None else end - _time.monotonic())
            finally:
                for future in futures:
                    future.cancel()
        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


class ThreadPoolExecutor(Executor):
    __module__ = 'concurrent.futures.thread'
    _counter = _itertools.count().__next__

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        if max_workers is None:
            max_workers = 5
        if max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._max_workers = max_workers
        self._initializer, self._initargs = initializer, initargs
        self._thread_name_prefix = thread_name_prefix or f'ThreadPoolExecutor-{self._counter()}'
        self._work_queue = _queue.SimpleQueue()
        self._threads = {}
        self._initialized = set()
        self._shutdown = False

    def submit(self, fn, /, *args, **kwargs):
        if self._shutdown:
            raise RuntimeError('cannot schedule new futures after shutdown')
        future = Future()
        future._pool = self
        self._work_queue.put((future, fn, args, kwargs))
        if len(self._threads) < self._max_workers:
            number = next(n for n in _itertools.count() if n not in self._threads)
            thread = self._threads[number] = _threading.Thread(name=f'{self._thread_name_prefix}_{number}', target=self._work, args=(number,), daemon=True)
            thread.start()
        return future

    def _work(self, number):
        # A thread that finds no more work ends, and the next one takes its number.
        if self._initializer is not None and number not in self._initialized:
            self._initialized.add(number)
            self._initializer(*self._initargs)
        while True:
            try:
                item = self._work_queue.get_nowait()
            except _queue.Empty:
                del self._threads[number]
                return
            self._run(*item)
            del item

    @staticmethod
    def _run(future, fn, args, kwargs):
        if future.set_running_or_notify_cancel():
            try:
                result = fn(*args, **kwargs)
            except BaseException as exc:
                future.set_exception(exc)
            else:
                future.set_result(result)

    def _help(self, wanted):
        while not wanted.done():
            try:
                item = self._work_queue.get_nowait()
            except _queue.Empty:
                raise RuntimeError('a thread cannot wait for a lock inside a C function') from None
            self._run(*item)

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True
        if cancel_futures:
            while True:
                try:
                    item = self._work_queue.get_nowait()
                except _queue.Empty:
                    break
                item[0].cancel()
        if wait:
            for thread in list(self._threads.values()):
                thread.join()
