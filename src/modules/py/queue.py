# SPDX-License-Identifier: MIT
# Queues between threads.
import threading as _threading
from collections import deque as _deque
from heapq import heappop as _heappop, heappush as _heappush
from time import monotonic as _time

__all__ = ['Empty', 'Full', 'Queue', 'PriorityQueue', 'LifoQueue', 'SimpleQueue']


class Empty(Exception):
    pass


Empty.__module__ = '_queue'


class Full(Exception):
    pass


def _await(condition, ready, block, timeout):
    # Waits until READY() is true, which CONDITION tells: False if it is not within TIMEOUT seconds, or without BLOCK not now.
    # READY is a closure: a bound method would be one more reference to the queue that a program can count.
    if block and timeout is not None and timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")
    end = None if timeout is None or not block else _time() + timeout
    while not ready():
        left = None if end is None else end - _time()
        if not block or left is not None and left <= 0:
            return False
        condition.wait(left)
    return True


class Queue:
    # First in, first out; a subclass changes the four methods at the end. One lock guards all, and the conditions are over it.
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.mutex = _threading.Lock()
        for condition in ('not_empty', 'not_full', 'all_tasks_done'):
            setattr(self, condition, _threading.Condition(self.mutex))
        self.unfinished_tasks = 0

    def qsize(self):
        with self.mutex:
            return self._qsize()

    def empty(self):
        with self.mutex:
            return not self._qsize()

    def full(self):
        with self.mutex:
            return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        with self.not_full:
            if self.maxsize > 0 and not _await(self.not_full, lambda: self._qsize() < self.maxsize, block, timeout):
                raise Full
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        with self.not_empty:
            if not _await(self.not_empty, lambda: self._qsize(), block, timeout):
                raise Empty
            item = self._get()
            self.not_full.notify()
            return item

    def put_nowait(self, item):
        return self.put(item, block=False)

    def get_nowait(self):
        return self.get(block=False)

    def task_done(self):
        with self.all_tasks_done:
            if self.unfinished_tasks <= 0:
                raise ValueError('task_done() called too many times')
            if self.unfinished_tasks == 1:
                self.all_tasks_done.notify_all()
            self.unfinished_tasks -= 1

    def join(self):
        with self.all_tasks_done:
            self.all_tasks_done.wait_for(lambda: not self.unfinished_tasks)

    def _init(self, maxsize):
        self.queue = _deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()


class PriorityQueue(Queue):
    # The smallest first: a heap.
    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        _heappush(self.queue, item)

    def _get(self):
        return _heappop(self.queue)


class LifoQueue(Queue):
    # Last in, first out.
    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.pop()


class SimpleQueue:
    # First in, first out, without a bound and without tasks.
    def __init__(self):
        self._queue = _deque()
        self._count = _threading.Semaphore(0)

    def put(self, item, block=True, timeout=None):
        self._queue.append(item)
        self._count.release()

    def get(self, block=True, timeout=None):
        if timeout is None or timeout >= 0:
            if self._count.acquire(block, timeout):
                return self._queue.popleft()
            raise Empty
        raise ValueError("'timeout' must be a non-negative number")

    def put_nowait(self, item):
        return self.put(item, block=False)

    def get_nowait(self):
        return self.get(block=False)

    # The count comes after the item: what it counts can be had.
    def empty(self):
        return not self._count._value

    def qsize(self):
        return self._count._value


SimpleQueue.__module__ = '_queue'
