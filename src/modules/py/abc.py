# SPDX-License-Identifier: MIT
# Abstract base classes. A class remembers, by weak references, who was registered with it and what it has answered before.
from _types import _collection
from _weakref import ref as _ref


def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    __isabstractmethod__ = True


class _abc_data:
    __slots__ = ('registry', 'cache', 'negative', 'version')
    __module__ = '_abc'

    def __init__(self):
        self.registry = self.cache = self.negative = None
        self.version = _counter[0]


_counter = [0]


class _Known(set):
    # Weak references to classes. What forgets a dead one knows the set weakly: a set that is dropped is no cycle.
    __slots__ = ('forget',)

    def __init__(self):
        weak = _ref(self)

        def forget(reference):
            known = weak()
            if known is not None:
                known.discard(reference)
        self.forget = forget


def _remember(data, name, cls):
    # Adds a weak reference to CLS to one of the sets, which then forgets it when CLS dies.
    known = getattr(data, name)
    if known is None:
        known = _Known()
        setattr(data, name, known)
    known.add(_ref(cls, known.forget))


def _abstract_names(cls):
    names = {name for name, value in cls.__dict__.items() if getattr(value, '__isabstractmethod__', False)}
    for base in cls.__bases__:
        for name in getattr(base, '__abstractmethods__', ()):
            if getattr(getattr(cls, name, None), '__isabstractmethod__', False):
                names.add(name)
    return frozenset(names)


class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls)
        cls._abc_impl = _abc_data()
        if '__abc_tpflags__' in cls.__dict__:
            _collection(cls, cls.__abc_tpflags__)
            del cls.__abc_tpflags__
        return cls

    def register(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        _remember(cls._abc_impl, 'registry', subclass)
        _counter[0] += 1
        _collection(subclass, cls)
        return subclass

    def __instancecheck__(cls, instance):
        subclass = instance.__class__
        cache = cls._abc_impl.cache
        if cache is not None and _ref(subclass) in cache:
            return True
        subtype = type(instance)
        if subtype is subclass:
            return cls.__subclasscheck__(subclass)
        return any(cls.__subclasscheck__(c) for c in (subclass, subtype))

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError('issubclass() arg 1 must be a class')
        data = cls._abc_impl
        weak = _ref(subclass)
        if data.cache is not None and weak in data.cache:
            return True
        if data.version < _counter[0]:
            data.negative = None
            data.version = _counter[0]
        elif data.negative is not None and weak in data.negative:
            return False
        ok = cls.__subclasshook__(subclass)
        if ok is not NotImplemented:
            _remember(data, 'cache' if ok else 'negative', subclass)
            return ok
        if cls in getattr(subclass, '__mro__', ()):
            _remember(data, 'cache', subclass)
            return True
        if data.registry is not None:
            for r in list(data.registry):
                known = r()
                if known is not None and issubclass(subclass, known):
                    _remember(data, 'cache', subclass)
                    return True
        for known in cls.__subclasses__():
            if issubclass(subclass, known):
                _remember(data, 'cache', subclass)
                return True
        _remember(data, 'negative', subclass)
        return False

    def _dump_registry(cls, file=None):
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Inv. counter: {get_cache_token()}", file=file)
        print(f"_abc_registry: {set(cls._abc_impl.registry or ())!r}", file=file)

    def _abc_registry_clear(cls):
        cls._abc_impl.registry = None

    def _abc_caches_clear(cls):
        cls._abc_impl.cache = cls._abc_impl.negative = None


def get_cache_token():
    return _counter[0]


def update_abstractmethods(cls):
    if not hasattr(cls, '__abstractmethods__'):
        return cls
    cls.__abstractmethods__ = _abstract_names(cls)
    return cls


class ABC(metaclass=ABCMeta):
    __slots__ = ()
