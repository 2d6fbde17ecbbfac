# SPDX-License-Identifier: MIT
# asyncio's locks and queues. Who must wait puts a future into a row and awaits it; who makes room fulfils the first one that is not done.
import collections as _collections
import heapq as _heapq
import types as _types
from _asynciobase import BrokenBarrierError, CancelledError, QueueEmpty, QueueFull, get_running_loop


# --- locks ------------------------------------------------------------------------------------------------------------------------------

# What belongs to the loop that first waits for it.
class _LoopBound:
    _loop = None

    def _get_loop(self):
        running = get_running_loop()
        self._loop = self._loop or running
        if self._loop is running:
            return running
        raise RuntimeError(f'{self!r} is bound to a different event loop')

    def _text(self, state):
        plain = object.__repr__(self)
        if getattr(self, '_waiters', None):
            state += f', waiters:{len(self._waiters)}'
        return f'<{plain[1:-1]} [{state}]>'


class _Context(_LoopBound):
    async def __aenter__(self):
        await self.acquire()
        return None

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


class Lock(_Context):
    __module__ = 'asyncio.locks'

    def __init__(self):
        self._waiters = None
        self._locked = False

    def __repr__(self):
        return self._text('locked' if self._locked else 'unlocked')

    def locked(self):
        return self._locked

    async def acquire(self):
        # A lock that is free goes to those who wait, before one who comes now.
        if not self._locked and (self._waiters is None or all(w.cancelled() for w in self._waiters)):
            self._locked = True
            return True
        if self._waiters is None:
            self._waiters = _collections.deque()
        future = self._get_loop().create_future()
        self._waiters.append(future)
        try:
            try:
                await future
            finally:
                self._waiters.remove(future)
        except CancelledError:
            # It may have been this one's turn, and is the next one's now.
            if not self._locked:
                self._wake_up_first()
            raise
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError('Lock is not acquired.')
        self._locked = False
        self._wake_up_first()

    def _wake_up_first(self):
        if self._waiters:
            first = next(iter(self._waiters))
            if not first.done():
                first.set_result(True)


class Event(_LoopBound):
    __module__ = 'asyncio.locks'

    def __init__(self):
        self._waiters = _collections.deque()
        self._value = False

    def __repr__(self):
        return self._text('set' if self._value else 'unset')

    def is_set(self):
        return self._value

    def set(self):
        if not self._value:
            self._value = True
            for future in self._waiters:
                if not future.done():
                    future.set_result(True)

    def clear(self):
        self._value = False

    async def wait(self):
        if self._value:
            return True
        future = self._get_loop().create_future()
        self._waiters.append(future)
        try:
            await future
            return True
        finally:
            self._waiters.remove(future)


class Condition(_Context):
    __module__ = 'asyncio.locks'

    def __init__(self, lock=None):
        self._lock = Lock() if lock is None else lock
        self.locked, self.acquire, self.release = self._lock.locked, self._lock.acquire, self._lock.release
        self._waiters = _collections.deque()

    def __repr__(self):
        return self._text('locked' if self.locked() else 'unlocked')

    async def wait(self):
        if not self.locked():
            raise RuntimeError('cannot wait on un-acquired lock')
        self.release()
        try:
            future = self._get_loop().create_future()
            self._waiters.append(future)
            try:
                await future
                return True
            finally:
                self._waiters.remove(future)
        finally:
            await self._acquire_again()

    async def _acquire_again(self):
        # The lock comes back in any case; a cancellation that falls into it is told afterwards.
        cancelled, held = False, False
        while not held:
            try:
                held = await self.acquire()
            except CancelledError:
                cancelled = True
        if cancelled:
            raise CancelledError

    async def wait_for(self, predicate):
        while not (answer := predicate()):
            await self.wait()
        return answer

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError('cannot notify on un-acquired lock')
        woken = 0
        for future in self._waiters:
            if woken >= n:
                break
            if not future.done():
                woken += 1
                future.set_result(False)

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore(_Context):
    __module__ = 'asyncio.locks'

    def __init__(self, value=1):
        if value < 0:
            raise ValueError('Semaphore initial value must be >= 0')
        self._waiters = None
        self._value = value

    def __repr__(self):
        return self._text('locked' if self.locked() else f'unlocked, value:{self._value}')

    def locked(self):
        return self._value == 0 or any(not w.cancelled() for w in (self._waiters or ()))

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        if self._waiters is None:
            self._waiters = _collections.deque()
        future = self._get_loop().create_future()
        self._waiters.append(future)
        try:
            try:
                await future
            finally:
                self._waiters.remove(future)
        except CancelledError:
            # Woken and cancelled at once: what was counted down for it goes to the next.
            if not future.cancelled():
                self._value += 1
                self._wake_up_next()
            raise
        if self._value > 0:
            self._wake_up_next()
        return True

    def release(self):
        self._value += 1
        self._wake_up_next()

    def _wake_up_next(self):
        for future in self._waiters or ():
            if not future.done():
                self._value -= 1
                future.set_result(True)
                return


class BoundedSemaphore(Semaphore):
    __module__ = 'asyncio.locks'

    def __init__(self, value=1):
        self._bound_value = value
        super().__init__(value)

    def release(self):
        if self._value >= self._bound_value:
            raise ValueError('BoundedSemaphore released too many times')
        super().release()


# The states of a barrier: filling until all parties are there, then draining until all have left, which fills it anew; resetting lets go
# those who wait with an error, and ends as draining does; broken is for good.
class Barrier(_LoopBound):
    __module__ = 'asyncio.locks'

    def __init__(self, parties):
        if parties < 1:
            raise ValueError('parties must be > 0')
        self._cond = Condition()
        self._parties = parties
        self._state = 'filling'
        self._count = 0

    def __repr__(self):
        waiters = '' if self.broken else f', waiters:{self.n_waiting}/{self.parties}'
        return f'<{object.__repr__(self)[1:-1]} [{self._state}{waiters}]>'

    parties = property(lambda self: self._parties)
    n_waiting = property(lambda self: self._count if self._state == 'filling' else 0)
    broken = property(lambda self: self._state == 'broken')

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *args):
        pass

    async def wait(self):
        async with self._cond:
            await self._cond.wait_for(lambda: self._state not in ('draining', 'resetting'))
            if self._state == 'broken':
                raise BrokenBarrierError('Barrier aborted')
            try:
                index = self._count
                self._count += 1
                if index + 1 == self._parties:
                    self._state = 'draining'
                    self._cond.notify_all()
                else:
                    await self._cond.wait_for(lambda: self._state != 'filling')
                    if self._state in ('broken', 'resetting'):
                        raise BrokenBarrierError('Abort or reset of barrier')
                return index
            finally:
                self._count -= 1
                if self._count == 0:
                    if self._state in ('resetting', 'draining'):
                        self._state = 'filling'
                    self._cond.notify_all()

    async def reset(self):
        async with self._cond:
            self._state = 'resetting' if self._count > 0 else 'filling'
            self._cond.notify_all()

    async def abort(self):
        async with self._cond:
            self._state = 'broken'
            self._cond.notify_all()


# --- queues -------------------------------------------------------------------------------------------------------------------------------

class Queue(_LoopBound):
    __module__ = 'asyncio.queues'

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters, self._putters = _collections.deque(), _collections.deque()
        self._unfinished_tasks = 0
        self._finished = Event()
        self._finished.set()
        self._init(maxsize)

    def __class_getitem__(cls, item):
        return _types.GenericAlias(cls, item)

    def _init(self, maxsize):
        self._queue = _collections.deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    # WAITERS: the getters or the putters. Those that were cancelled are passed over.
    def _wakeup_next(self, waiters):
        done = True
        while done and waiters:
            first = waiters.popleft()
            if not (done := first.done()):
                first.set_result(None)

    def _text(self):
        text = f'maxsize={self._maxsize!r}'
        if self._queue:
            text += f' _queue={list(self._queue)!r}'
        if self._getters:
            text += f' _getters[{len(self._getters)}]'
        if self._putters:
            text += f' _putters[{len(self._putters)}]'
        if self._unfinished_tasks:
            text += f' tasks={self._unfinished_tasks}'
        return text

    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x} {self._text()}>'

    def __str__(self):
        return f'<{type(self).__name__} {self._text()}>'

    maxsize = property(lambda self: self._maxsize)

    def qsize(self):
        return len(self._queue)

    def empty(self):
        return not self._queue

    def full(self):
        return self._maxsize > 0 and self.qsize() >= self._maxsize

    def _line_up(self, waiters):
        turn = self._get_loop().create_future()
        waiters.append(turn)
        return turn

    def _leave(self, turn, waiters, hindered):
        # Who leaves the row by an exception hands on the turn that it may have got.
        turn.cancel()
        if turn in waiters:
            waiters.remove(turn)
        if not (hindered() or turn.cancelled()):
            self._wakeup_next(waiters)

    # No coroutine stands between these and what they wait for: it would count as one more reference to the queue.
    async def put(self, item):
        while self.full():
            turn = self._line_up(self._putters)
            try:
                await turn
            except BaseException:
                self._leave(turn, self._putters, self.full)
                raise
        self.put_nowait(item)

    async def get(self):
        while self.empty():
            turn = self._line_up(self._getters)
            try:
                await turn
            except BaseException:
                self._leave(turn, self._getters, self.empty)
                raise
        return self.get_nowait()

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self._unfinished_tasks += 1
        self._put(item)
        self._finished.clear()
        self._wakeup_next(self._getters)

    def get_nowait(self):
        if self.empty():
            raise QueueEmpty
        item = self._get()
        self._wakeup_next(self._putters)
        return item

    def task_done(self):
        if self._unfinished_tasks <= 0:
            raise ValueError('task_done() called too many times')
        self._unfinished_tasks -= 1
        if self._unfinished_tasks == 0:
            self._finished.set()

    async def join(self):
        if self._unfinished_tasks > 0:
            await self._finished.wait()


class PriorityQueue(Queue):
    __module__ = 'asyncio.queues'

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        _heapq.heappush(self._queue, item)

    def _get(self):
        return _heapq.heappop(self._queue)


class LifoQueue(Queue):
    __module__ = 'asyncio.queues'

    def _init(self, maxsize):
        self._queue = []

    def _get(self):
        return self._queue.pop()
