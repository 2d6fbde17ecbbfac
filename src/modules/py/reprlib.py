# SPDX-License-Identifier: MIT
# Short representations of large objects.
import builtins as _builtins
from itertools import islice as _islice

__all__ = ["Repr", "repr", "recursive_repr"]


def recursive_repr(fillvalue='...'):
    def decorate(method):
        busy = set()            # (object, thread) whose representation is being made

        def wrapper(self):
            from _thread import get_ident
            turn = id(self), get_ident()
            if turn in busy:
                return fillvalue
            busy.add(turn)
            try:
                return method(self)
            finally:
                busy.remove(turn)

        for name in ('__module__', '__doc__', '__name__', '__qualname__'):
            setattr(wrapper, name, getattr(method, name))
        wrapper.__annotations__ = getattr(method, '__annotations__', {})
        return wrapper
    return decorate


def _in_order(items):
    try:
        return sorted(items)
    except Exception:
        return list(items)


def _ends(text, limit):
    # The beginning and the end of a text that is cut to LIMIT, three places of which are kept for what stands between.
    room = max(0, limit - 3)
    head = room // 2 if limit > 3 else 0
    return text[:head], text[len(text) - (room - head):]


class Repr:
    """Representations with limits on each kind of object."""

    def __init__(self):
        limits = dict(level=6, tuple=6, list=6, array=5, dict=4, set=6, frozenset=6, deque=6, string=30, long=40, other=30)
        for kind, limit in limits.items():
            setattr(self, 'max' + kind, limit)
        self.fillvalue = '...'

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        method = getattr(self, 'repr_' + type(x).__name__.replace(' ', '_'), self.repr_instance)
        return method(x, level)

    def _within(self, text, limit):
        return text if len(text) <= limit else self.fillvalue.join(_ends(text, limit))

    def _listed(self, parts, n, most, left, right):
        more = [self.fillvalue] if n > most else []
        return left + ', '.join([*parts, *more]) + right

    def _repr_iterable(self, x, level, left, right, maxiter, trail=''):
        n = len(x)
        if n and level <= 0:
            return left + self.fillvalue + right
        parts = [self.repr1(item, level - 1) for item in _islice(x, maxiter)]
        return self._listed(parts, n, maxiter, left, (trail if n == 1 else '') + right)

    def repr_tuple(self, x, level):
        return self._repr_iterable(x, level, '(', ')', self.maxtuple, trail=',')

    def repr_list(self, x, level):
        return self._repr_iterable(x, level, '[', ']', self.maxlist)

    def repr_array(self, x, level):
        head = f"array('{x.typecode}'"
        return self._repr_iterable(x, level, head + ', [', '])', self.maxarray) if len(x) else head + ')'

    def repr_set(self, x, level):
        return self._repr_iterable(_in_order(x), level, '{', '}', self.maxset) if x else 'set()'

    def repr_frozenset(self, x, level):
        return self._repr_iterable(_in_order(x), level, 'frozenset({', '})', self.maxfrozenset) if x else 'frozenset()'

    def repr_deque(self, x, level):
        return self._repr_iterable(x, level, 'deque([', '])', self.maxdeque)

    def repr_dict(self, x, level):
        if x and level <= 0:
            return '{' + self.fillvalue + '}'
        parts = [self.repr1(key, level - 1) + ': ' + self.repr1(x[key], level - 1) for key in _in_order(x)[:self.maxdict]]
        return self._listed(parts, len(x), self.maxdict, '{', '}')

    def repr_str(self, x, level):
        short = _builtins.repr(x[:self.maxstring])
        if len(short) <= self.maxstring:
            return short
        return self.fillvalue.join(_ends(_builtins.repr(''.join(_ends(x, self.maxstring))), self.maxstring))

    def repr_int(self, x, level):
        return self._within(_builtins.repr(x), self.maxlong)

    def repr_instance(self, x, level):
        try:
            text = _builtins.repr(x)
        except Exception:
            return f'<{x.__class__.__name__} instance at {id(x):#x}>'
        return self._within(text, self.maxother)


aRepr = Repr()
repr = aRepr.repr
