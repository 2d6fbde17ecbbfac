# SPDX-License-Identifier: MIT
# How an object is taken apart for copying: object.__reduce_ex__ and object.__getstate__ call _reduce and _getstate.
__all__ = ["pickle", "constructor", "add_extension", "remove_extension", "clear_extension_cache"]

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    if not callable(object):
        raise TypeError("constructors must be callable")


def pickle_complex(c):
    return complex, (c.real, c.imag)


def pickle_union(obj):
    import functools
    import operator
    return functools.reduce, (operator.or_, obj.__args__)


pickle(complex, pickle_complex, complex)
pickle(type(int | str), pickle_union)


def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    obj = base.__new__(cls, state)
    if base.__init__ != object.__init__:
        base.__init__(obj, state)
    return obj


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _slotnames(cls):
    names = cls.__dict__.get("__slotnames__")
    if names is not None:
        return names
    names = []
    for c in cls.__mro__:
        slots = c.__dict__.get('__slots__', ())
        if isinstance(slots, str):
            slots = (slots,)
        for name in slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith('__') and not name.endswith('__'):
                stripped = c.__name__.lstrip('_')
                names.append('_%s%s' % (stripped, name) if stripped else name)
            else:
                names.append(name)
    try:
        cls.__slotnames__ = names
    except (AttributeError, TypeError):
        pass
    return names


def _tp_name(cls):
    return cls.__name__ if not cls.__flags__ & 256 or cls.__module__ == 'builtins' else f'{cls.__module__}.{cls.__qualname__}'


def _getstate(obj, required=False):
    cls = type(obj)
    names = _slotnames(cls) if hasattr(cls, '__slots__') or any('__slots__' in c.__dict__ for c in cls.__mro__) else ()
    if required:
        # What the instance holds beyond its attributes cannot be seen from here.
        limit = 16 + 8 * len(names)
        if getattr(cls, '__dictoffset__', 0) > 0:
            limit += 8
        if getattr(cls, '__weakrefoffset__', 0) > 0:
            limit += 8
        if cls.__itemsize__ and '__new__' in cls.__dict__:
            raise TypeError(f"cannot pickle {_tp_name(cls)} objects")
        if cls.__basicsize__ > limit:
            raise TypeError(f"cannot pickle '{_tp_name(cls)}' object")
    state = getattr(obj, '__dict__', None) or None
    slots = {}
    for name in names:
        try:
            slots[name] = getattr(obj, name)
        except AttributeError:
            pass
    return (state, slots) if slots else state


def _reduce(obj, protocol, reduce=True):
    cls = type(obj)
    if reduce and cls.__reduce__ is not object.__reduce__:
        return obj.__reduce__()
    if protocol < 2:
        return _reduce_ex(obj, protocol)
    kwargs = args = None
    if hasattr(cls, '__getnewargs_ex__'):
        args, kwargs = obj.__getnewargs_ex__()
    elif hasattr(cls, '__getnewargs__'):
        args = obj.__getnewargs__()
        if not isinstance(args, tuple):
            raise TypeError(f"__getnewargs__ should return a tuple, not '{type(args).__name__}'")
    if cls.__getstate__ is object.__getstate__:
        state = _getstate(obj, args is None and not isinstance(obj, (list, dict)))
    else:
        state = obj.__getstate__()
    listitems = iter(obj) if isinstance(obj, list) else None
    dictitems = iter(obj.items()) if isinstance(obj, dict) else None
    if kwargs:
        return __newobj_ex__, (cls, args, kwargs), state, listitems, dictitems
    return __newobj__, (cls, *(args or ())), state, listitems, dictitems


def _reduce_ex(self, proto):
    cls = self.__class__
    for base in cls.__mro__:
        if not base.__flags__ & 512:
            break
    else:
        base = object
    if base is object:
        state = None
    elif base is cls:
        raise TypeError(f"cannot pickle {cls.__name__!r} object")
    else:
        state = base(self)
    args = (cls, base, state)
    dict = _getstate(self)
    if dict:
        return _reconstructor, args, dict
    return _reconstructor, args


_extension_registry = {}


def add_extension(module, name, code):
    _extension_registry[module, name] = int(code)


def remove_extension(module, name, code):
    del _extension_registry[module, name]


def clear_extension_cache():
    pass
