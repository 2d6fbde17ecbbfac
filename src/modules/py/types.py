# SPDX-License-Identifier: MIT
# Names for the engine's types, and classes made at run time.
from _types import *

_GENERATOR, _COROUTINE, _AWAITABLE_GENERATOR = 0x20, 0x80, 0x100      # flags of code


# --- classes ----------------------------------------------------------------------------------------------------------

def resolve_bases(bases):
    found, replaced = [], False
    for base in bases:
        instead = (base,)
        if not isinstance(base, type) and hasattr(base, '__mro_entries__'):
            instead, replaced = base.__mro_entries__(bases), True
            if not isinstance(instead, tuple):
                raise TypeError('__mro_entries__ must return a tuple')
        found += instead
    return tuple(found) if replaced else bases


def _calculate_meta(meta, bases):
    # The most derived of META and the classes of BASES.
    for other in map(type, bases):
        if not issubclass(meta, other):
            if not issubclass(other, meta):
                raise TypeError('metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the '
                                'metaclasses of all its bases')
            meta = other
    return meta


def prepare_class(name, bases=(), kwds=None):
    options = dict(kwds or ())
    meta = options.pop('metaclass', type(bases[0]) if bases else type)
    if isinstance(meta, type):      # else any callable will do
        meta = _calculate_meta(meta, bases)
    namespace = {}
    if hasattr(meta, '__prepare__'):
        namespace = meta.__prepare__(name, bases, **options)
    return meta, namespace, options


def new_class(name, bases=(), kwds=None, exec_body=None):
    real = resolve_bases(bases)
    meta, body, options = prepare_class(name, real, kwds)
    if exec_body is not None:
        exec_body(body)
    if real is not bases:
        body['__orig_bases__'] = bases
    return meta(name, real, body, **options)


class DynamicClassAttribute:
    # A property of instances that the class does not have: there the metaclass may give something else.
    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.__doc__ = doc or fget.__doc__
        self.overwrite_doc = doc is None
        self.__isabstractmethod__ = bool(getattr(fget, '__isabstractmethod__', False))

    def __get__(self, instance, ownerclass=None):
        if instance is not None and self.fget is not None:
            return self.fget(instance)
        if instance is None and self.__isabstractmethod__:
            return self
        raise AttributeError() if instance is None else AttributeError('unreadable attribute')

    def __set__(self, instance, value):
        store = self.fset
        if store is None:
            raise AttributeError("can't set attribute")
        store(instance, value)

    def __delete__(self, instance):
        remove = self.fdel
        if remove is None:
            raise AttributeError("can't delete attribute")
        remove(instance)

    def getter(self, fget):
        return _changed(self, (fget, self.fset, self.fdel), self.overwrite_doc and fget.__doc__ or self.__doc__)

    def setter(self, fset):
        return _changed(self, (self.fget, fset, self.fdel), self.__doc__)

    def deleter(self, fdel):
        return _changed(self, (self.fget, self.fset, fdel), self.__doc__)


def _changed(attribute, functions, doc):
    other = type(attribute)(*functions, doc)
    other.overwrite_doc = attribute.overwrite_doc
    return other


# --- coroutines from generators ---------------------------------------------------------------------------------------

def _of_wrapped(name):
    return property(lambda self: getattr(self._GeneratorWrapper__wrapped, name))


class _GeneratorWrapper:
    # A generator, or what acts like one, that can be awaited.
    gi_code, gi_frame, gi_running, gi_yieldfrom = map(_of_wrapped, ('gi_code', 'gi_frame', 'gi_running', 'gi_yieldfrom'))
    cr_code, cr_frame, cr_running, cr_await = gi_code, gi_frame, gi_running, gi_yieldfrom

    def __init__(self, gen):
        self.__wrapped, self.__isgen = gen, gen.__class__ is GeneratorType
        for name in ('__name__', '__qualname__'):
            setattr(self, name, getattr(gen, name, None))

    def __iter__(self):
        return self.__wrapped if self.__isgen else self

    __await__ = __iter__

    def __next__(self):
        return next(self.__wrapped)

    def send(self, val):
        return self.__wrapped.send(val)

    def close(self):
        return self.__wrapped.close()

    def throw(self, tp, *rest):
        return self.__wrapped.throw(tp, *rest)


def _can_be_awaited(made):
    return made.__class__ is CoroutineType or made.__class__ is GeneratorType and made.gi_code.co_flags & _AWAITABLE_GENERATOR


def coroutine(func):
    if not callable(func):
        raise TypeError('types.coroutine() expects a callable')
    code = getattr(func, '__code__', None) if func.__class__ is FunctionType else None
    if isinstance(code, CodeType):
        if code.co_flags & (_COROUTINE | _AWAITABLE_GENERATOR):
            return func
        if code.co_flags & _GENERATOR:      # its generators can be awaited from now on
            func.__code__ = code.replace(co_flags=code.co_flags | _AWAITABLE_GENERATOR)
            return func
    import _collections_abc as abc
    import functools

    @functools.wraps(func)
    def wrapped(*args, **kwargs):
        made = func(*args, **kwargs)
        if not _can_be_awaited(made) and isinstance(made, abc.Generator) and not isinstance(made, abc.Coroutine):
            return _GeneratorWrapper(made)
        return made
    return wrapped


__all__ = [n for n in globals() if n[:1] != '_']
