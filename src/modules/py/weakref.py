# SPDX-License-Identifier: MIT
# The weak containers. What holds what is as in CPython's: a WeakValueDictionary keeps its keys and a KeyedRef to each value.
from _weakref import (getweakrefcount, getweakrefs, ref, proxy, _remove_dead_weakref, CallableProxyType, ProxyType, ReferenceType)
from _weakrefset import WeakSet, _IterationGuard, _settle
import _collections_abc
import itertools as _itertools

ProxyTypes = (ProxyType, CallableProxyType)
__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType", "CallableProxyType",
           "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize"]

_collections_abc.MutableSet.register(WeakSet)


class WeakMethod(ref):
    # A reference to the object, with one to the function beside it. Whichever dies first calls back.
    __slots__ = "_func_ref", "_meth_type", "_alive", "__weakref__"

    def __new__(cls, meth, callback=None):
        try:
            target, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f'argument should be a bound method, not {type(meth)}') from None

        def _cb(arg):
            method = itself()
            if method._alive:
                method._alive = False
                if callback is not None:
                    callback(method)
        made = ref.__new__(cls, target, _cb)
        made._func_ref, made._meth_type, made._alive = ref(function, _cb), type(meth), True
        itself = ref(made)
        return made

    def __call__(self):
        target, function = ref.__call__(self), self._func_ref()
        return None if target is None or function is None else self._meth_type(function, target)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if self._alive and other._alive:
            return ref.__eq__(self, other) and self._func_ref == other._func_ref
        return self is other

    def __ne__(self, other):
        same = WeakMethod.__eq__(self, other)
        return same if same is NotImplemented else not same

    __hash__ = ref.__hash__


class KeyedRef(ref):
    __slots__ = "key",

    def __new__(type, ob, callback, key):
        made = ref.__new__(type, ob, callback)
        made.key = key
        return made

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


# --- dictionaries -----------------------------------------------------------------------------------------------------

def _common(owner):
    # What both dictionaries do alike.
    def __repr__(self):
        return f'<{self.__class__.__name__} at {id(self):#x}>'

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if isinstance(other, _collections_abc.Mapping):
            both = self.copy()
            both.update(other)
            return both
        return NotImplemented

    def __ror__(self, other):
        if isinstance(other, _collections_abc.Mapping):
            both = self.__class__()
            both.update(other)
            both.update(self)
            return both
        return NotImplemented

    methods = {method.__name__: method for method in (__repr__, __ior__, __or__, __ror__)}
    for name, method in methods.items():
        method.__qualname__ = f'{owner}.{name}'
    return methods


class WeakValueDictionary(_collections_abc.MutableMapping):
    def __init__(self, other=(), /, **kw):
        def remove(wr, selfref=ref(self), _atomic_removal=_remove_dead_weakref):
            container = selfref()
            if container is None:
                return
            if container._iterating:
                container._pending_removals.append(wr.key)
            else:
                _atomic_removal(container.data, wr.key)

        self._remove = remove
        self._pending_removals, self._iterating = [], set()
        self.data = {}
        self.update(other, **kw)

    def _commit_removals(self, _atomic_removal=_remove_dead_weakref):
        while self._pending_removals:
            try:
                key = self._pending_removals.pop()
            except IndexError:      # Another thread took it.
                break
            _atomic_removal(self.data, key)

    vars().update(_common('WeakValueDictionary'))

    def __len__(self):
        _settle(self)
        return len(self.data)

    def __getitem__(self, key):
        _settle(self)
        value = self.data[key]()
        if value is not None:
            return value
        raise KeyError(key)

    def __setitem__(self, key, value):
        _settle(self)
        self.data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        _settle(self)
        del self.data[key]

    def __contains__(self, key):
        _settle(self)
        wr = self.data.get(key)
        return wr is not None and wr() is not None

    def get(self, key, default=None):
        _settle(self)
        wr = self.data.get(key)
        value = None if wr is None else wr()
        return default if value is None else value

    def setdefault(self, key, default=None):
        wr = self.data.get(key)
        value = None if wr is None else wr()
        if value is None:
            _settle(self)
            self.data[key] = KeyedRef(default, self._remove, key)
            value = default
        return value

    def pop(self, key, *args):
        _settle(self)
        wr = self.data.pop(key, None)
        value = None if wr is None else wr()
        if value is not None:
            return value
        if not args:
            raise KeyError(key)
        return args[0]

    def popitem(self):
        _settle(self)
        value = None
        while value is None:
            key, wr = self.data.popitem()
            value = wr()
        return key, value

    def copy(self):
        made = WeakValueDictionary()
        with _IterationGuard(self):
            for key, wr in self.data.items():
                if (value := wr()) is not None:
                    made[key] = value
        return made

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        made = self.__class__()
        with _IterationGuard(self):
            for key, wr in self.data.items():
                if (value := wr()) is not None:
                    made[deepcopy(key, memo)] = value
        return made

    def keys(self):
        _settle(self)
        with _IterationGuard(self):
            for key, wr in self.data.items():
                if wr() is not None:
                    yield key

    __iter__ = keys

    def values(self):
        _settle(self)
        with _IterationGuard(self):
            for wr in self.data.values():
                if (value := wr()) is not None:
                    yield value

    def items(self):
        _settle(self)
        with _IterationGuard(self):
            for key, wr in self.data.items():
                if (value := wr()) is not None:
                    yield key, value

    def itervaluerefs(self):
        _settle(self)
        with _IterationGuard(self):
            yield from self.data.values()

    def valuerefs(self):
        _settle(self)
        return list(self.data.values())

    def update(self, other=None, /, **kwargs):
        _settle(self)
        if other is not None:
            other = other if hasattr(other, 'items') else dict(other)
            for key, value in other.items():
                self.data[key] = KeyedRef(value, self._remove, key)
        for key, value in kwargs.items():
            self.data[key] = KeyedRef(value, self._remove, key)


class WeakKeyDictionary(_collections_abc.MutableMapping):
    def __init__(self, dict=None):
        def remove(k, selfref=ref(self)):
            container = selfref()
            if container is None:
                return
            if container._iterating:
                container._pending_removals.append(k)
            else:
                container.data.pop(k, None)

        self.data = {}
        self._remove = remove
        self._pending_removals, self._iterating = [], set()
        self._dirty_len = False     # Whether keys that wait to be removed may be gone already.
        if dict is not None:
            self.update(dict)

    def _commit_removals(self):
        while self._pending_removals:
            try:
                key = self._pending_removals.pop()
            except IndexError:      # Another thread took it.
                break
            self.data.pop(key, None)

    def _scrub_removals(self):
        self._pending_removals = list(filter(self.data.__contains__, self._pending_removals))
        self._dirty_len = False

    vars().update(_common('WeakKeyDictionary'))

    def __len__(self):
        if self._pending_removals and self._dirty_len:
            self._scrub_removals()
        return len(self.data) - len(self._pending_removals)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        self._dirty_len = True
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            sought = ref(key)
        except TypeError:
            return False
        return sought in self.data

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def pop(self, key, *args):
        self._dirty_len = True
        return self.data.pop(ref(key), *args)

    def popitem(self):
        self._dirty_len = True
        key = None
        while key is None:
            wr, value = self.data.popitem()
            key = wr()
        return key, value

    def copy(self):
        made = WeakKeyDictionary()
        with _IterationGuard(self):
            for wr, value in self.data.items():
                if (key := wr()) is not None:
                    made[key] = value
        return made

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        made = self.__class__()
        with _IterationGuard(self):
            for wr, value in self.data.items():
                if (key := wr()) is not None:
                    made[key] = deepcopy(value, memo)
        return made

    def keys(self):
        with _IterationGuard(self):
            for wr in self.data:
                if (key := wr()) is not None:
                    yield key

    __iter__ = keys

    def values(self):
        with _IterationGuard(self):
            for wr, value in self.data.items():
                if wr() is not None:
                    yield value

    def items(self):
        with _IterationGuard(self):
            for wr, value in self.data.items():
                if (key := wr()) is not None:
                    yield key, value

    def keyrefs(self):
        return [*self.data]

    def update(self, dict=None, /, **kwargs):
        if dict is not None:
            dict = dict if hasattr(dict, 'items') else type({})(dict)
            for key, value in dict.items():
                self.data[ref(key, self._remove)] = value
        if kwargs:
            self.update(kwargs)


# --- finalize ---------------------------------------------------------------------------------------------------------

def _described(info):
    # What is to be done when the object dies, if it has not.
    target = info and info.weakref()
    return None if target is None else (target, info.func, info.args, info.kwargs or {})


class finalize:
    # All that is known of a finalizer lies in the registry: it is alive as long as it is there.
    __slots__ = ()
    _registry = {}
    _shutdown = False
    _index_iter = _itertools.count()
    _dirty = False      # Whether some were made since those for the exit were selected.
    _registered_with_atexit = False

    class _Info:
        __slots__ = ("weakref", "func", "args", "kwargs", "atexit", "index")

    def __init__(self, obj, func, /, *args, **kwargs):
        if not self._registered_with_atexit:
            from atexit import register
            register(self._exitfunc)
            finalize._registered_with_atexit = True
        info = self._Info()
        info.index, info.atexit = next(self._index_iter), True
        info.func, info.args, info.kwargs = func, args, kwargs or None
        info.weakref = ref(obj, self)
        self._registry[self] = info
        finalize._dirty = True

    def __call__(self, _=None):
        info = self._registry.pop(self, None)
        if info is None or self._shutdown:
            return None
        return info.func(*info.args, **(info.kwargs or {}))

    def detach(self):
        found = _described(self._registry.get(self))
        return found if found and self._registry.pop(self, None) else None

    def peek(self):
        return _described(self._registry.get(self))

    @property
    def alive(self):
        return self in self._registry

    @property
    def atexit(self):
        info = self._registry.get(self)
        return info is not None and info.atexit

    @atexit.setter
    def atexit(self, value):
        if info := self._registry.get(self):
            info.atexit = bool(value)

    def __repr__(self):
        found = _described(self._registry.get(self))
        state = f'for {type(found[0]).__name__!r} at {id(found[0]):#x}' if found else 'dead'
        return f'<{type(self).__name__} object at {id(self):#x}; {state}>'

    @classmethod
    def _select_for_exit(cls):
        chosen = [f for f, info in cls._registry.items() if info.atexit]
        return sorted(chosen, key=lambda f: cls._registry[f].index)

    @classmethod
    def _exitfunc(cls):
        import gc
        import sys
        collecting = gc.isenabled()
        gc.disable()
        try:
            finalize._dirty = True
            while True:
                if finalize._dirty:
                    waiting, finalize._dirty = cls._select_for_exit(), False
                if not waiting:
                    break
                try:
                    waiting.pop()()
                except Exception:
                    sys.excepthook(*sys.exc_info())
        finally:
            finalize._shutdown = True
            if collecting:
                gc.enable()
