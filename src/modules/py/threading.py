# SPDX-License-Identifier: MIT
# Threads and what they wait for, over the locks of _thread.
import _thread
from itertools import count as _count
from _thread import allocate_lock as Lock, RLock, get_ident
from _weakref import ref as _ref
from time import monotonic as _monotonic

TIMEOUT_MAX = 9223372036.0
_active = {}
_counter = _count(1).__next__       # one call, which no other thread can come between
_shutdown_hooks = []
_ending = False


def _newname(template="Thread-%d"):
    return template % _counter()


def _end_of(timeout):
    return None if timeout is None else _monotonic() + timeout


def _left(end):
    return None if end is None else end - _monotonic()


class Condition:
    def __init__(self, lock=None):
        if lock is None:
            lock = RLock()
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release
        # An RLock gives back all of its turns at once, and knows whose they are.
        for name in ('_release_save', '_acquire_restore', '_is_owned'):
            try:
                setattr(self, name, getattr(lock, name))
            except AttributeError:
                pass
        self._waiters = []

    def __repr__(self):
        return "<Condition(%s, %d)>" % (self._lock, len(self._waiters))

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, state):
        self._lock.acquire()

    def _is_owned(self):
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def wait(self, timeout=None):
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = _thread.allocate_lock()
        waiter.acquire()
        self._waiters.append(waiter)
        state = self._release_save()
        gotit = False
        try:
            if timeout is None:
                waiter.acquire()
                gotit = True
            else:
                gotit = waiter.acquire(True, timeout) if timeout > 0 else waiter.acquire(False)
            return gotit
        finally:
            self._acquire_restore(state)
            if not gotit:
                try:
                    self._waiters.remove(waiter)
                except ValueError:
                    pass

    def wait_for(self, predicate, timeout=None):
        end = None
        result = predicate()
        while not result:
            if timeout is not None:
                if end is None:
                    end = _end_of(timeout)
                elif _left(end) <= 0:
                    break
            self.wait(_left(end))
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        waiters = self._waiters
        while waiters and n > 0:
            waiters.pop(0).release()
            n -= 1

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._cond = Condition(Lock())
        self._value = value

    def __repr__(self):
        cls = self.__class__
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}>"

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        end = None
        with self._cond:
            while self._value == 0:
                if not blocking:
                    return False
                if timeout is not None:
                    if end is None:
                        end = _end_of(timeout)
                    elif _left(end) <= 0:
                        return False
                self._cond.wait(_left(end))
            self._value -= 1
        return True

    __enter__ = acquire

    def release(self, n=1):
        if n < 1:
            raise ValueError('n must be one or more')
        with self._cond:
            self._value += n
            self._cond.notify(n)

    def __exit__(self, t, v, tb):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def release(self, n=1):
        if n < 1:
            raise ValueError('n must be one or more')
        with self._cond:
            if self._value + n > self._initial_value:
                raise ValueError("Semaphore released too many times")
            self._value += n
            self._cond.notify(n)


class Event:
    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = False

    def __repr__(self):
        cls = self.__class__
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {'set' if self._flag else 'unset'}>"

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        with self._cond:
            signaled = self._flag
            if not signaled:
                signaled = self._cond.wait(timeout)
            return signaled


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    # It fills until all parties are there, then lets them go; after a reset those who wait leave with an error, and once broken everybody does.
    _FILLING, _LEAVING, _RESET, _BROKEN = range(4)

    def __init__(self, parties, action=None, timeout=None):
        self._parties, self._action, self._timeout = parties, action, timeout
        self._cond = Condition(Lock())
        self._state, self._count = self._FILLING, 0

    def __repr__(self):
        kind = self.__class__
        what = "broken" if self.broken else f"waiters={self.n_waiting}/{self.parties}"
        return f"<{kind.__module__}.{kind.__qualname__} at {id(self):#x}: {what}>"

    def _enter_state(self, state):
        self._state = state
        self._cond.notify_all()

    def wait(self, timeout=None):
        patience = self._timeout if timeout is None else timeout
        with self._cond:
            self._cond.wait_for(lambda: self._state in (self._FILLING, self._BROKEN))
            if self._state == self._BROKEN:
                raise BrokenBarrierError
            place = self._count
            self._count = place + 1
            try:
                if self._count == self._parties:
                    self._let_go()
                else:
                    self._stay(patience)
                if self._state in (self._RESET, self._BROKEN):
                    raise BrokenBarrierError
                return place
            finally:
                self._count -= 1
                if not self._count and self._state in (self._LEAVING, self._RESET):
                    self._enter_state(self._FILLING)

    def _stay(self, patience):
        if not self._cond.wait_for(lambda: self._state != self._FILLING, patience):
            self._enter_state(self._BROKEN)

    def _let_go(self):
        try:
            if self._action is not None:
                self._action()
        except BaseException:
            self._enter_state(self._BROKEN)
            raise
        self._enter_state(self._LEAVING)

    def reset(self):
        with self._cond:
            if not self._count:
                self._enter_state(self._FILLING)
            elif self._state in (self._FILLING, self._BROKEN):
                self._enter_state(self._RESET)

    def abort(self):
        with self._cond:
            self._enter_state(self._BROKEN)

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state == self._FILLING else 0

    @property
    def broken(self):
        return self._state == self._BROKEN


ThreadError = RuntimeError


class Thread:
    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if kwargs is None:
            kwargs = {}
        if not name:
            name = _newname()
            if target is not None:
                try:
                    name += f" ({target.__name__})"
                except AttributeError:
                    pass
        self._target = target
        self._name = str(name)
        self._args = args
        self._kwargs = kwargs
        self._daemonic = current_thread()._daemonic if daemon is None else daemon
        self._ident = None
        self._started = False
        self._is_stopped = False
        self._done = _thread.allocate_lock()
        self._begun = _thread.allocate_lock()
        self._initialized = True

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        status = "initial" if not self._started else "stopped" if self._is_stopped else "started"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += " %s" % self._ident
        return "<%s(%s, %s)>" % (self.__class__.__name__, self._name, status)

    def start(self):
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._started:
            raise RuntimeError("threads can only be started once")
        self._started = True
        self._done.acquire()
        begun = self._begun
        begun.acquire()
        if not self._daemonic:
            _unjoined.append(self._done)
        try:
            self._ident = _thread.start_new_thread(self._bootstrap, ())
        except BaseException:
            self._started = False
            if not self._daemonic:
                _unjoined.remove(self._done)
            self._done.release()
            begun.release()
            raise
        # The new thread goes first, until it waits or its turn is over.
        begun.acquire()

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        self._bootstrap_inner()

    def _bootstrap_inner(self):
        try:
            self._ident = get_ident()
            _active[self._ident] = self
            self._begun.release()
            try:
                self.run()
            except BaseException as error:
                excepthook(ExceptHookArgs((type(error), error, error.__traceback__, self)))
        finally:
            _active.pop(self._ident, None)
            for table_ref in list(_local_tables):
                if (table := table_ref()) is not None:
                    table.spaces.pop(self._ident, None)
            if self._done in _unjoined:
                _unjoined.remove(self._done)
            # Last of all: join () may go on from here.
            self._is_stopped = True
            self._done.release()

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if not self._started:
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        if self._is_stopped:
            return
        if timeout is None:
            self._done.acquire()
            self._done.release()
        elif self._done.acquire(True, max(timeout, 0)):
            self._done.release()

    @property
    def name(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, "Thread.__init__() not called"
        self._name = str(name)

    @property
    def ident(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._ident

    native_id = ident

    def is_alive(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._started and not self._is_stopped

    @property
    def daemon(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._daemonic

    @daemon.setter
    def daemon(self, value):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if self._started:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = value

    def isDaemon(self):
        return self._daemonic

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def getName(self):
        return self._name

    def setName(self, name):
        self._name = name


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval, self.function = interval, function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        if not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    def __init__(self):
        Thread.__init__(self, name="MainThread", daemon=False)
        self._started = True
        self._done.acquire()
        self._ident = get_ident()
        _active[self._ident] = self


class _Table:
    __slots__ = ('spaces', '__weakref__')


# Of every local, weakly: a thread that ends drops what it kept there.
_local_tables = set()
_forget_table = _local_tables.discard


class _local:
    __module__ = '_thread'
    __slots__ = ('_table', '_key', '_args', '_kwargs', '_dummies', '__weakref__')

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        table = _Table()
        table.spaces = {get_ident(): {}}
        _local_tables.add(_ref(table, _forget_table))
        for name, value in (('_table', table), ('_args', args), ('_kwargs', kwargs)):
            object.__setattr__(self, name, value)
        return self

    def __getattribute__(self, name):
        space = _space_of(self)
        if name == '__dict__':
            return space
        if name in space and not hasattr(type(_of_class(self, name)), '__set__'):
            return space[name]
        try:
            return object.__getattribute__(self, name)
        except AttributeError:
            raise AttributeError(_missing(self, name), name=name, obj=self) from None

    def __setattr__(self, name, value):
        space = _space_of(self)
        if name == '__dict__':
            raise AttributeError(f"'{_type_name(self)}' object attribute '__dict__' is read-only")
        if hasattr(type(_of_class(self, name)), '__set__'):
            object.__setattr__(self, name, value)
        else:
            space[name] = value

    def __delattr__(self, name):
        space = _space_of(self)
        if name == '__dict__':
            raise AttributeError(f"'{_type_name(self)}' object attribute '__dict__' is read-only")
        if hasattr(type(_of_class(self, name)), '__delete__'):
            object.__delattr__(self, name)
        elif name in space:
            del space[name]
        else:
            raise AttributeError(_missing(self, name), name=name, obj=self)


def _of_class(self, name):
    for base in type(self).__mro__:
        if name in base.__dict__:
            return base.__dict__[name]


def _type_name(self):
    return '_thread._local' if type(self) is _local else type(self).__name__


def _missing(self, name):
    return f"'{_type_name(self)}' object has no attribute '{name}'"


def _space_of(self):
    # A thread that comes for the first time gets an empty one, and __init__ is called for it.
    spaces = object.__getattribute__(self, '_table').spaces
    ident = get_ident()
    space = spaces.get(ident)
    if space is None:
        space = spaces[ident] = {}
        cls = type(self)
        if cls.__init__ is not object.__init__:
            cls.__init__(self, *object.__getattribute__(self, '_args'), **object.__getattribute__(self, '_kwargs'))
    return space


local = _local


class ExceptHookArgs(tuple):
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def excepthook(args, /):
    if args.exc_type == SystemExit:
        return
    import sys
    import _traceback
    name = args.thread.name if args.thread is not None else get_ident()
    print("Exception in thread %s:" % name, file=sys.stderr)
    sys.stderr.write(_traceback.format_exception(args.exc_value))


class _DummyThread(Thread):
    # A thread that was not started by this module, or is not known to it yet.
    def __init__(self):
        Thread.__init__(self, name=_newname("Dummy-%d"), daemon=True)
        self._started = True
        self._ident = get_ident()
        _active[self._ident] = self

    def is_alive(self):
        return True

    def join(self, timeout=None):
        raise RuntimeError("cannot join a dummy thread")


def current_thread():
    try:
        return _active[get_ident()]
    except KeyError:
        return _DummyThread()


currentThread = current_thread


def main_thread():
    return _main_thread


def active_count():
    return len(_active)


activeCount = active_count


def enumerate():
    return list(_active.values())


def get_native_id():
    return get_ident()


def _refuse(name, func):
    if func is not None:
        raise NotImplementedError(f'threading.{name}() is not supported by Refscope')


def settrace(func):
    _refuse('settrace', func)


def setprofile(func):
    _refuse('setprofile', func)


def gettrace():
    return None


def getprofile():
    return None


def stack_size(size=0):
    return 0


def __getattr__(name):
    # What the module's own excepthook was, before a program put another in its place.
    if name == '__excepthook__':
        return _excepthook
    raise AttributeError(f"module 'threading' has no attribute '{name}'")


def _register_atexit(func, *args, **kwargs):
    # What the end of the program calls before it waits for threads, the last one first.
    if _ending:
        raise RuntimeError("can't register atexit after shutdown")
    _shutdown_hooks.append(lambda: func(*args, **kwargs))
    return func


def _shutdown():
    global _ending
    _ending = True
    for hook in reversed(_shutdown_hooks):
        hook()
    _main_thread._is_stopped = True
    _main_thread._done.release()
    while waited := _unjoined[:1]:
        waited[0].acquire()
        waited[0].release()


_excepthook = excepthook
_unjoined = []      # the locks of threads that the end of the program waits for
_main_thread = _MainThread()
