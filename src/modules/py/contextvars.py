# SPDX-License-Identifier: MIT
# Context variables (PEP 567). A context is a dict that is copied when a new one begins; each thread has its own.
from _thread import get_ident as _get_ident

__all__ = ('Context', 'ContextVar', 'Token', 'copy_context')

_current = {}
_absent = object()


class Context:
    __slots__ = ('_data', '_entered', '__weakref__')

    def __init__(self):
        self._data = {}
        self._entered = None

    def run(self, callable, /, *args, **kwargs):
        if self._entered is not None:
            raise RuntimeError(f'cannot enter context: {self!r} is already entered')
        thread = _get_ident()
        before = _current.get(thread)
        self._entered = thread
        _current[thread] = self
        try:
            return callable(*args, **kwargs)
        finally:
            self._entered = None
            if before is None:
                del _current[thread]
            else:
                _current[thread] = before

    def copy(self):
        new = Context()
        new._data = self._data.copy()
        return new

    def __getitem__(self, var):
        if not isinstance(var, ContextVar):
            raise TypeError(f"a ContextVar key was expected, got {var!r}")
        return self._data[var]

    def __contains__(self, var):
        if not isinstance(var, ContextVar):
            raise TypeError(f"a ContextVar key was expected, got {var!r}")
        return var in self._data

    def get(self, var, default=None, /):
        return self._data.get(var, default)

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)

    def keys(self):
        return self._data.keys()

    def values(self):
        return self._data.values()

    def items(self):
        return self._data.items()

    def __eq__(self, other):
        return self._data == other._data if isinstance(other, Context) else NotImplemented

    __hash__ = None


def _context():
    thread = _get_ident()
    context = _current.get(thread)
    if context is None:
        context = _current[thread] = Context()
    return context


def copy_context():
    return _context().copy()


class Token:
    __slots__ = ('_context', '_var', '_old', '_used')
    MISSING = type('Token.MISSING', (), {'__slots__': (), '__repr__': lambda self: '<Token.MISSING>'})()

    def __init__(self, context, var, old):
        self._context, self._var, self._old, self._used = context, var, old, False

    @property
    def var(self):
        return self._var

    @property
    def old_value(self):
        return self._old

    def __repr__(self):
        return f"<Token{' used' if self._used else ''} var={self._var!r} at {id(self):#x}>"


class ContextVar:
    __slots__ = ('_name', '_default')

    def __init__(self, name, /, *, default=_absent):
        if not isinstance(name, str):
            raise TypeError('context variable name must be a str')
        self._name, self._default = name, default

    @property
    def name(self):
        return self._name

    def get(self, default=_absent, /):
        value = _context()._data.get(self, _absent)
        if value is not _absent:
            return value
        if default is not _absent:
            return default
        if self._default is not _absent:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        context = _context()
        token = Token(context, self, context._data.get(self, Token.MISSING))
        context._data[self] = value
        return token

    def reset(self, token, /):
        if token._used:
            raise RuntimeError(f'{token!r} has already been used once')
        if token._var is not self:
            raise ValueError(f'{token!r} was created by a different ContextVar')
        context = _context()
        if token._context is not context:
            raise ValueError(f'{token!r} was created in a different Context')
        token._used = True
        if token._old is Token.MISSING:
            del context._data[self]
        else:
            context._data[self] = token._old

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)

    def __repr__(self):
        default = '' if self._default is _absent else f' default={self._default!r}'
        return f'<ContextVar name={self._name!r}{default} at {id(self):#x}>'
