# SPDX-License-Identifier: MIT
# Shallow and deep copies. A value is copied by the first of these that it has: an entry in the table for its class; for a class, nothing to do;
# its method __copy__ or __deepcopy__; what copyreg knows of the class; the parts that __reduce_ex__ or __reduce__ takes it into.
#
# No helper stands between a value and the method of its class that is called, so that the method counts no more references than in CPython.
import types
import weakref
from copyreg import dispatch_table
from operator import is_

__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    pass


error = Error


def _own_reduce(x, kind):
    # The bound method that takes x apart, and what it is called with.
    if (method := getattr(x, "__reduce_ex__", None)) is not None:
        return method, (4,)
    if method := getattr(x, "__reduce__", None):
        return method, ()
    raise Error(f"un({kind})copyable object of type {type(x)}")


def _rebuild(x, memo, make, args, state=None, items=None, pairs=None):
    # A new object from the parts of x, which are copied, too, if there is a memo.
    if memo is None:
        y = make(*args)
    else:
        y = make(*(deepcopy(arg, memo) for arg in args))
        memo[id(x)] = y
        state = deepcopy(state, memo)
        items = items and (deepcopy(item, memo) for item in items)
        pairs = pairs and ((deepcopy(key, memo), deepcopy(value, memo)) for key, value in pairs)
    if state is not None:
        if hasattr(y, '__setstate__'):
            y.__setstate__(state)
        else:
            attributes, slots = state if isinstance(state, tuple) and len(state) == 2 else (state, None)
            if attributes is not None:
                y.__dict__.update(attributes)
            for name in slots or ():
                setattr(y, name, slots[name])
    for item in items or ():
        y.append(item)
    for key, value in pairs or ():
        y[key] = value
    return y


# --- shallow ----------------------------------------------------------------------------------------------------------

def _itself(x, memo=None):
    return x


# What cannot change, or is not to be copied.
_ATOMS = (type(None), type(...), type(NotImplemented), bool, int, float, complex, str, bytes, range, type, property, weakref.ref,
          types.FunctionType, types.BuiltinFunctionType, types.CodeType)

_copy_dispatch = {**dict.fromkeys(_ATOMS + (tuple, frozenset, slice), _itself), **{kind: kind.copy for kind in (list, dict, set, bytearray)}}


def copy(x):
    cls = type(x)
    how = _copy_dispatch.get(cls)
    if how is None:
        how = _itself if issubclass(cls, type) else getattr(cls, "__copy__", None)
    if how is not None:
        return how(x)
    if (how := dispatch_table.get(cls)) is not None:
        parts = how(x)
    else:
        how, arguments = _own_reduce(x, 'shallow')
        parts = how(*arguments)
    return x if isinstance(parts, str) else _rebuild(x, None, *parts)


# --- deep -------------------------------------------------------------------------------------------------------------

def deepcopy(x, memo=None, _nil=[]):
    # The memo has the copy of each object met, by its id, and under its own id a list of the originals, which keeps these ids from being used again.
    if memo is None:
        memo = {}
    elif (known := memo.get(id(x), _nil)) is not _nil:
        return known
    cls = type(x)
    how = _deepcopy_dispatch.get(cls)
    if how is None and issubclass(cls, type):
        how = _itself
    if how is not None:
        y = how(x, memo)
    elif (how := getattr(x, "__deepcopy__", None)) is not None:
        y = how(memo)
    else:
        if (how := dispatch_table.get(cls)) is not None:
            parts = how(x)
        else:
            how, arguments = _own_reduce(x, 'deep')
            parts = how(*arguments)
        y = x if isinstance(parts, str) else _rebuild(x, memo, *parts)
    if y is not x:
        memo[id(x)] = y
        memo.setdefault(id(memo), []).append(x)
    return y


def _deep_list(x, memo):
    y = memo[id(x)] = []
    for item in x:
        y.append(deepcopy(item, memo))
    return y


def _deep_tuple(x, memo):
    parts = [deepcopy(item, memo) for item in x]
    # A ring through the tuple has copied it by now.
    if (known := memo.get(id(x), memo)) is not memo:
        return known
    return x if all(map(is_, x, parts)) else tuple(parts)


def _deep_dict(x, memo):
    y = memo[id(x)] = {}
    for key, value in x.items():
        y[deepcopy(key, memo)] = deepcopy(value, memo)
    return y


def _deep_method(x, memo):
    return types.MethodType(x.__func__, deepcopy(x.__self__, memo))


_deepcopy_dispatch = {**dict.fromkeys(_ATOMS, _itself), list: _deep_list, tuple: _deep_tuple, dict: _deep_dict,
                      types.MethodType: _deep_method}
