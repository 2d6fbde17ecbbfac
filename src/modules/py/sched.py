# SPDX-License-Identifier: MIT
# Events that happen in the order of their times.
import heapq as _heapq
import itertools as _itertools
import threading as _threading
from collections import namedtuple as _namedtuple
from time import monotonic as _monotonic

__all__ = ['scheduler']

Event = _namedtuple('Event', 'time, priority, sequence, action, argument, kwargs')
_absent = object()


class scheduler:
    def __init__(self, timefunc=_monotonic, delayfunc=None):
        import time
        self._queue = []
        self._lock = _threading.RLock()
        self.timefunc = timefunc
        self.delayfunc = time.sleep if delayfunc is None else delayfunc
        self._sequence = _itertools.count()

    def enterabs(self, time, priority, action, argument=(), kwargs=_absent):
        event = Event(time, priority, next(self._sequence), action, argument, {} if kwargs is _absent else kwargs)
        _heapq.heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=_absent):
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        self._queue.remove(event)
        _heapq.heapify(self._queue)

    def empty(self):
        return not self._queue

    def run(self, blocking=True):
        while self._queue:
            event = self._queue[0]
            now = self.timefunc()
            if event.time > now:
                if not blocking:
                    return event.time - now
                self.delayfunc(event.time - now)
                continue
            _heapq.heappop(self._queue)
            event.action(*event.argument, **event.kwargs)
            self.delayfunc(0)

    @property
    def queue(self):
        return sorted(self._queue)
