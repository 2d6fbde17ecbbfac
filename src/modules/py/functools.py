# SPDX-License-Identifier: MIT
# Higher-order functions. partial, reduce, cmp_to_key and lru_cache's wrapper are in _functools, in C.
from _functools import partial, reduce, cmp_to_key, _lru_cache_wrapper
from _thread import RLock

GenericAlias = type(list[int])

__all__ = ['update_wrapper', 'wraps', 'WRAPPER_ASSIGNMENTS', 'WRAPPER_UPDATES', 'total_ordering', 'cache', 'cmp_to_key',
           'lru_cache', 'reduce', 'partial', 'partialmethod', 'singledispatch', 'singledispatchmethod',
           'cached_property']

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__')
WRAPPER_UPDATES = ('__dict__',)
_ABSENT = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        value = getattr(wrapped, name, _ABSENT)
        if value is not _ABSENT:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# A method made of another is abstract where that one is.
_is_abstract = property(lambda self: getattr(self.func, '__isabstractmethod__', False))


# --- total_ordering ---------------------------------------------------------------------------------------------------

# For each comparison that a class may have the functions for the other three, which all classes share. They are made
# from text: functions of the module, with names of their own, as pickle wants them.
_convert = {}
for _root, _mirrored, _kin, _opposite in map(str.split, ('lt gt le ge', 'le ge lt gt', 'gt lt ge le', 'ge le gt lt')):
    _equal, _apart = 'or self == other', 'and self != other'
    if _root in ('le', 'ge'):
        _equal, _apart = _apart, _equal
    _convert[f'__{_root}__'] = _functions = []
    for _made, _answer in (_mirrored, f'not answer {_apart}'), (_kin, f'answer {_equal}'), (_opposite, 'not answer'):
        exec(f'def _{_made}_from_{_root}(self, other):\n'
             f' answer = type(self).__{_root}__(self, other)\n'
             f' return answer if answer is NotImplemented else {_answer}')
        _functions.append((f'__{_made}__', globals()[f'_{_made}_from_{_root}']))
del _root, _mirrored, _kin, _opposite, _equal, _apart, _functions, _made, _answer


def total_ordering(cls):
    own = [name for name in _convert if getattr(cls, name, None) is not getattr(object, name)]
    if not own:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    for name, function in _convert[max(own)]:
        if name not in own:
            function.__name__ = name
            setattr(cls, name, function)
    return cls


# --- partialmethod ----------------------------------------------------------------------------------------------------

class partialmethod(object):
    def __init__(self, func, /, *args, **keywords):
        if isinstance(func, partialmethod):
            func, args, keywords = func.func, func.args + args, func.keywords | keywords
        elif not (callable(func) or hasattr(func, '__get__')):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.func, self.args, self.keywords = func, args, keywords

    def __repr__(self):
        cls = type(self)
        args = ', '.join([repr(arg) for arg in self.args])
        keywords = ', '.join([f'{name}={value!r}' for name, value in self.keywords.items()])
        return f'{cls.__module__}.{cls.__qualname__}({self.func}, {args}, {keywords})'

    def __get__(self, obj, cls=None):
        bind = getattr(self.func, '__get__', None)
        bound = self.func if bind is None else bind(obj, cls)
        if bound is self.func:
            return self._make_unbound_method().__get__(obj, cls)
        made = partial(bound, *self.args, **self.keywords)
        if hasattr(bound, '__self__'):
            made.__self__ = bound.__self__
        return made

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            keywords = self.keywords | keywords
            return self.func(cls_or_self, *self.args, *args, **keywords)
        vars(_method).update(__isabstractmethod__=self.__isabstractmethod__, _partialmethod=self)
        return _method

    __isabstractmethod__ = _is_abstract
    __class_getitem__ = classmethod(GenericAlias)


# --- lru_cache --------------------------------------------------------------------------------------------------------

class _CacheInfo(tuple):
    pass


def _make_cache_info():
    # A named tuple, made when first wanted so that functools does not need collections.
    from collections import namedtuple
    global _CacheInfo
    _CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"], module='functools')
    return _CacheInfo


def _cache_info(*values):
    cls = _CacheInfo if hasattr(_CacheInfo, '_fields') else _make_cache_info()
    return cls(*values)


def lru_cache(maxsize=128, typed=False):
    plain = None
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        plain, maxsize = maxsize, 128
    elif maxsize is not None:
        raise TypeError('Expected first argument to be an integer, a callable, or None')

    def decorating_function(user_function):
        made = _lru_cache_wrapper(user_function, maxsize, typed, _cache_info)
        made.cache_parameters = lambda: dict(maxsize=maxsize, typed=typed)
        return update_wrapper(made, user_function)
    return decorating_function if plain is None else decorating_function(plain)


def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)


# --- singledispatch ---------------------------------------------------------------------------------------------------

def _find_impl(cls, registry):
    # The first class of the method resolution order that is registered; abstract classes that CLS is one of come after
    # the concrete class that makes it so, the most derived first.
    mro = list(cls.__mro__)
    abcs = [typ for typ in registry if typ not in mro and hasattr(typ, '__mro__') and not isinstance(typ, GenericAlias)
            and issubclass(cls, typ)]
    position = {}
    for typ in abcs:
        last = max((i for i, base in enumerate(mro) if issubclass(base, typ)), default=0)
        position.setdefault(last, []).append(typ)
    match = None
    for i, base in enumerate(mro):
        if base in registry and base is not object:
            return registry[base]
        candidates = position.get(i, ())
        best = [typ for typ in candidates if not any(o is not typ and issubclass(o, typ) for o in candidates)]
        if len(best) > 1:
            raise RuntimeError("Ambiguous dispatch: {} or {}".format(best[0], best[1]))
        if best:
            return registry[best[0]]
    return registry.get(object, match)


def _registered_for(cls, registry):
    try:
        return registry[cls]
    except KeyError:
        return _find_impl(cls, registry)


def _abc_token():
    from abc import get_cache_token
    return get_cache_token()


def _is_class(obj):
    return isinstance(obj, type) and not isinstance(obj, GenericAlias)


def _members_of_union(obj):
    # The types of Union[...] or of X | Y, or None.
    from types import UnionType
    from typing import Union, get_args, get_origin
    return get_args(obj) if isinstance(obj, UnionType) or get_origin(obj) in (Union, UnionType) else None


def _dispatched_classes(obj):
    # The classes that a function registered for OBJ is for: none where OBJ is neither a class nor a union of them.
    classes = (obj,) if _is_class(obj) else _members_of_union(obj) or ()
    return classes if all([_is_class(cls) for cls in classes]) else ()


def singledispatch(func):
    from types import MappingProxyType
    from weakref import WeakKeyDictionary
    registry, dispatch_cache = {object: func}, WeakKeyDictionary()
    cache_token = None    # of the abstract classes, once one is registered: what they accept can change
    funcname = getattr(func, '__name__', 'singledispatch function')

    def dispatch(cls):
        nonlocal cache_token
        if cache_token is not None and cache_token != _abc_token():
            cache_token = _abc_token()
            dispatch_cache.clear()
        try:
            return dispatch_cache[cls]
        except KeyError:
            impl = dispatch_cache[cls] = _registered_for(cls, registry)
            return impl

    def register(cls, func=None):
        nonlocal cache_token
        classes = _dispatched_classes(cls)
        if func is None and classes:
            return lambda f: register(cls, f)
        if func is None:
            if not getattr(cls, '__annotations__', None):
                raise TypeError(f'Invalid first argument to `register()`: {cls!r}. Use either '
                                '`@register(some_class)` or plain `@register` on an annotated function.')
            from typing import get_type_hints
            func = cls
            argname, cls = next(iter(get_type_hints(func).items()))
            classes = _dispatched_classes(cls)
            if not classes:
                complaint = 'is not a class.' if _members_of_union(cls) is None else 'not all arguments are classes.'
                raise TypeError(f'Invalid annotation for {argname!r}. {cls!r} {complaint}')
        elif not classes:
            raise TypeError(f'Invalid first argument to `register()`. {cls!r} is not a class or union type.')
        for each in classes:
            registry[each] = func
        if cache_token is None and hasattr(cls, '__abstractmethods__'):
            cache_token = _abc_token()
        dispatch_cache.clear()
        return func

    def wrapper(*args, **kw):
        if args:
            return dispatch(args[0].__class__)(*args, **kw)
        raise TypeError(f'{funcname} requires at least 1 positional argument')

    vars(wrapper).update(register=register, dispatch=dispatch, registry=MappingProxyType(registry),
                         _clear_cache=dispatch_cache.clear)
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    def __init__(self, func):
        if not (callable(func) or hasattr(func, '__get__')):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.dispatcher, self.func = singledispatch(func), func

    def __get__(self, obj, cls=None):
        def _method(*args, **kwargs):
            method = self.dispatcher.dispatch(args[0].__class__)
            return method.__get__(obj, cls)(*args, **kwargs)
        vars(_method).update(__isabstractmethod__=self.__isabstractmethod__, register=self.register)
        return update_wrapper(_method, self.func)

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    __isabstractmethod__ = _is_abstract


# --- cached_property --------------------------------------------------------------------------------------------------

class cached_property:
    def __init__(self, func):
        self.func, self.attrname, self.__doc__, self.lock = func, None, func.__doc__, RLock()

    def __set_name__(self, owner, name):
        if self.attrname not in (None, name):
            raise TypeError('Cannot assign the same cached_property to two different names '
                            f'({self.attrname!r} and {name!r}).')
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError('Cannot use cached_property instance without calling __set_name__ on it.')
        try:
            cache = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache {name!r} "
                            'property.') from None
        value = cache.get(name, _ABSENT)
        if value is not _ABSENT:
            return value
        with self.lock:
            value = cache.get(name, _ABSENT)
            if value is _ABSENT:
                value = self.func(instance)
                try:
                    cache[name] = value
                except TypeError:
                    raise TypeError(f"The '__dict__' attribute on {type(instance).__name__!r} instance does not "
                                    f'support item assignment for caching {name!r} property.') from None
            return value

    __class_getitem__ = classmethod(GenericAlias)
