# SPDX-License-Identifier: MIT
# Futures and a pool of threads. There are no processes.
import itertools as _itertools
import queue as _queue
import threading as _threading
import time as _time
import types as _types
import weakref as _weakref

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
        self._result = self._exception = None
        self._callbacks = []

    def __class_getitem__(cls, item):
        return _types.GenericAlias(cls, item)

    def __repr__(self):
        text = f'<{self.__class__.__name__} at {id(self):#x} state={self._state.lower()}'
        if self._state == FINISHED:
            text += f' raised {self._exception.__class__.__name__}' if self._exception else f' returned {self._result.__class__.__name__}'
        return text + '>'

    # Whoever asks for the state and acts on the answer has the lock meanwhile.
    def _settle(self, result, exception):
        with self._condition:
            if self._state in (CANCELLED, FINISHED):
                raise InvalidStateError(f'{self._state}: {self!r}')
            self._result, self._exception, self._state = result, exception, FINISHED
            self._condition.notify_all()
        self._call_back()

    def _call_back(self):
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
            self._state = CANCELLED
            self._condition.notify_all()
        self._call_back()
        return True

    def cancelled(self):
        return self._state == CANCELLED

    def running(self):
        return self._state == RUNNING

    def done(self):
        return self._state in (CANCELLED, FINISHED)

    def add_done_callback(self, fn):
        with self._condition:
            if not self.done():
                self._callbacks.append(fn)
                return
        self._call(fn)

    def _wait(self, timeout):
        with self._condition:
            if not self.done():
                self._condition.wait(timeout)
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
        with self._condition:
            if self._state == CANCELLED:
                return False
            if self._state != PENDING:
                raise RuntimeError('Future in unexpected state')
            self._state = RUNNING
            return True

    def set_result(self, result):
        self._settle(result, None)

    def set_exception(self, exception):
        self._settle(None, exception)


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


class BrokenThreadPool(BrokenExecutor):
    __module__ = 'concurrent.futures.thread'


class _Job:
    # A call that waits for a thread, and where its result goes.
    __slots__ = ('future', 'fn', 'args', 'kwargs')

    def __init__(self, *fields):
        self.future, self.fn, self.args, self.kwargs = fields

    def run(self):
        if self.future.set_running_or_notify_cancel():
            try:
                result = self.fn(*self.args, **self.kwargs)
            except BaseException as exc:
                self.future.set_exception(exc)
                # The traceback holds this frame: the exception must not be found from it again.
                self = None
            else:
                self.future.set_result(result)


_queues = _weakref.WeakKeyDictionary()      # thread: the queue that it serves
_at_exit = False
_at_exit_lock = _threading.Lock()


def _serve(executor_ref, jobs, initializer, initargs):
    # A pool's thread, which does not keep the pool alive: None in its queue says that it may have ended.
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            import logging
            logging.getLogger('concurrent.futures').critical('Exception in initializer:', exc_info=True)
            executor = executor_ref()
            if executor is not None:
                executor._break()
            return
    while True:
        job = jobs.get()
        if job is not None:
            job.run()
            del job
            executor = executor_ref()
            if executor is not None:
                executor._idle_semaphore.release()
            del executor
            continue
        executor = executor_ref()
        if executor is None or executor._shutdown or _at_exit:
            if executor is not None:
                executor._shutdown = True
            jobs.put(None)
            return
        del executor


@_threading._register_atexit
def _end_pools():
    global _at_exit
    with _at_exit_lock:
        _at_exit = True
    serving = list(_queues.items())
    for _, jobs in serving:
        jobs.put(None)
    for thread, _ in serving:
        thread.join()


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
        self._idle_semaphore = _threading.Semaphore(0)
        self._threads = set()
        self._broken = self._shutdown = False
        self._shutdown_lock = _threading.Lock()

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock, _at_exit_lock:
            if self._broken:
                raise BrokenThreadPool(self._broken)
            if self._shutdown or _at_exit:
                raise RuntimeError('cannot schedule new futures after ' + ('shutdown' if self._shutdown else 'interpreter shutdown'))
            future = Future()
            self._work_queue.put(_Job(future, fn, args, kwargs))
            if not self._idle_semaphore.acquire(timeout=0):
                self._grow()
            return future

    def _grow(self):
        number = len(self._threads)
        if number < self._max_workers:
            # Nobody else may hold the pool: its end wakes the threads.
            wake = lambda _, jobs=self._work_queue: jobs.put(None)
            thread = _threading.Thread(name=f'{self._thread_name_prefix or self}_{number}', target=_serve,
                                       args=(_weakref.ref(self, wake), self._work_queue, self._initializer, self._initargs))
            thread.start()
            self._threads.add(thread)
            _queues[thread] = self._work_queue

    def _break(self):
        with self._shutdown_lock:
            self._broken = 'A thread initializer failed, the thread pool is not usable anymore'
            for job in self._take_all():
                job.future.set_exception(BrokenThreadPool(self._broken))

    def _take_all(self):
        while True:
            try:
                job = self._work_queue.get_nowait()
            except _queue.Empty:
                return
            if job is not None:
                yield job

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._shutdown = True
            if cancel_futures:
                for job in self._take_all():
                    job.future.cancel()
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()
