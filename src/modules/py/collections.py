# SPDX-License-Identifier: MIT
# Containers beside the built-in ones. deque, defaultdict, OrderedDict and what makes counting quick are in _collections, in C.
from _thread import get_ident as _get_ident
import _collections_abc
import sys as _sys
from _collections import deque, defaultdict, _tuplegetter, _count_elements, OrderedDict
from itertools import chain as _chain, repeat as _repeat, starmap as _starmap
from keyword import iskeyword as _iskeyword
from _operator import itemgetter as _itemgetter

__all__ = ['ChainMap', 'Counter', 'OrderedDict', 'UserDict', 'UserList', 'UserString', 'defaultdict', 'deque', 'namedtuple']

_collections_abc.MutableSequence.register(deque)


def _once(show):
    # SHOW, the __repr__ of a container that may hold itself, but within itself only dots.
    shown = set()

    def inner(self):
        me = id(self), _get_ident()
        if me in shown:
            return '...'
        shown.add(me)
        try:
            return show(self)
        finally:
            shown.discard(me)
    for attribute in ('__name__', '__qualname__', '__module__'):
        setattr(inner, attribute, getattr(show, attribute))
    return inner


# --- OrderedDict: what CPython's, in Python, has for views ------------------------------------------------------------

class _OrderedDictKeysView(_collections_abc.KeysView):
    def __reversed__(self):
        return reversed(self._mapping)


class _OrderedDictItemsView(_collections_abc.ItemsView):
    def __reversed__(self):
        return ((key, self._mapping[key]) for key in reversed(self._mapping))


class _OrderedDictValuesView(_collections_abc.ValuesView):
    def __reversed__(self):
        return map(self._mapping.__getitem__, reversed(self._mapping))


_missing = object()


# --- namedtuple -------------------------------------------------------------------------------------------------------

def _renamed(fields):
    # FIELDS with the number in place of each name that cannot be one.
    taken = set()
    for at, field in enumerate(fields):
        bad = field in taken or field[:1] == '_' or _iskeyword(field) or not field.isidentifier()
        taken.add(field)
        yield f'_{at}' if bad else field


def _check_names(typename, fields, underscores):
    for name in (typename, *fields):
        if type(name) is not str:
            raise TypeError('Type names and field names must be strings')
        for wrong, what in ((not name.isidentifier(), 'must be valid identifiers'), (_iskeyword(name), 'cannot be a keyword')):
            if wrong:
                raise ValueError(f'Type names and field names {what}: {name!r}')
    for at, field in enumerate(fields):
        if field[0] == '_' and not underscores:
            raise ValueError(f'Field names cannot start with an underscore: {field!r}')
        if field in fields[:at]:
            raise ValueError(f'Encountered duplicate field name: {field!r}')


def _named_new(typename, fields, defaults):
    # Its parameters have the fields' names, so it must be compiled.
    params = ', '.join(fields) + ',' * (len(fields) == 1)
    names = {'_tuple_new': tuple.__new__, '__builtins__': {}, '__name__': f'namedtuple_{typename}'}
    new = eval(f'lambda _cls, {params}: _tuple_new(_cls, ({params}))', names)
    new.__name__ = '__new__'
    new.__doc__ = f'Create new instance of {typename}({params})'
    if defaults is not None:
        new.__defaults__ = defaults
    return new


def _named_methods(fields):
    # What they need lies in cells, one for each thing, which the collector counts when the class goes.
    make, size, measure, each, mapping, pairs, plain = tuple.__new__, len(fields), len, map, dict, zip, tuple
    shape = '(' + ', '.join(f'{field}=%r' for field in fields) + ')'

    def _make(cls, iterable):
        made = make(cls, iterable)
        if measure(made) == size:
            return made
        raise TypeError(f'Expected {size} arguments, got {measure(made)}')

    def _replace(self, /, **kwds):
        made = self._make(each(kwds.pop, fields, self))
        if not kwds:
            return made
        raise ValueError(f'Got unexpected field names: {[*kwds]!r}')

    def __repr__(self):
        return self.__class__.__name__ + shape % self

    def _asdict(self):
        return mapping(pairs(self._fields, self))

    def __getnewargs__(self):
        return plain(self)

    return _make, _replace, __repr__, _asdict, __getnewargs__


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(',', ' ').split()
    fields = [str(field) for field in field_names]
    typename = _sys.intern(str(typename))
    if rename:
        fields = list(_renamed(fields))
    _check_names(typename, fields, rename)
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(fields):
            raise TypeError('Got more default values than field names')
    fields = tuple(map(_sys.intern, fields))

    new = _named_new(typename, fields, defaults)
    members = {'__doc__': new.__doc__.removeprefix('Create new instance of '), '__slots__': (), '_fields': fields,
               '_field_defaults': dict(zip(fields[len(fields) - len(defaults or ()):], defaults or ()))}
    for method in (new, *_named_methods(fields)):
        method.__qualname__ = f'{typename}.{method.__name__}'
        members[method.__name__] = classmethod(method) if method.__name__ == '_make' else method
    members['__match_args__'] = fields
    for at, field in enumerate(fields):
        members[field] = _tuplegetter(at, _sys.intern(f'Alias for field number {at}'))
    made = type(typename, (tuple,), members)

    if module is None:
        try:
            module = _sys._getframe(1).f_globals.get('__name__', '__main__')
        except ValueError:
            pass
    if module is not None:
        made.__module__ = module
    return made


# --- Counter ----------------------------------------------------------------------------------------------------------

class Counter(dict):
    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def total(self):
        return sum(self.values())

    def most_common(self, n=None):
        if n is None:
            return sorted(self.items(), key=_itemgetter(1), reverse=True)
        from heapq import nlargest
        return nlargest(n, self.items(), key=_itemgetter(1))

    def elements(self):
        return _chain.from_iterable(_starmap(_repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError('Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')

    def update(self, iterable=None, /, **kwds):
        if not isinstance(iterable, _collections_abc.Mapping):
            if iterable is not None:
                _count_elements(self, iterable)
        elif self:
            now = self.get
            for elem, more in iterable.items():
                self[elem] = more + now(elem, 0)
        else:
            super().update(iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        now = self.get
        if isinstance(iterable, _collections_abc.Mapping):
            for elem, less in iterable.items():
                self[elem] = now(elem, 0) - less
        elif iterable is not None:
            for elem in iterable:
                self[elem] = now(elem, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __delitem__(self, elem):
        if elem in self:
            super().__delitem__(elem)

    def __repr__(self):
        name = self.__class__.__name__
        if not self:
            return name + '()'
        try:
            ordered = dict(self.most_common())
        except TypeError:
            ordered = dict(self)
        return f'{name}({ordered!r})'

    def __eq__(self, other):
        if isinstance(other, Counter):
            return all(self[elem] == other[elem] for side in (self, other) for elem in side)
        return NotImplemented

    def __ne__(self, other):
        return not self == other if isinstance(other, Counter) else NotImplemented

    def __le__(self, other):
        if isinstance(other, Counter):
            return all(self[elem] <= other[elem] for side in (self, other) for elem in side)
        return NotImplemented

    def __lt__(self, other):
        return self <= other and self != other if isinstance(other, Counter) else NotImplemented

    def __ge__(self, other):
        if isinstance(other, Counter):
            return all(self[elem] >= other[elem] for side in (self, other) for elem in side)
        return NotImplemented

    def __gt__(self, other):
        return self >= other and self != other if isinstance(other, Counter) else NotImplemented

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        made = Counter()
        for key, n in self.items():
            if (both := n + other[key]) > 0:
                made[key] = both
        for key, n in other.items():
            if key not in self and n > 0:
                made[key] = n
        return made

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        made = Counter()
        for key, n in self.items():
            if (left := n - other[key]) > 0:
                made[key] = left
        for key, n in other.items():
            if key not in self and n < 0:
                made[key] = 0 - n
        return made

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        made = Counter()
        for key, n in self.items():
            if (most := there if n < (there := other[key]) else n) > 0:
                made[key] = most
        for key, n in other.items():
            if key not in self and n > 0:
                made[key] = n
        return made

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        made = Counter()
        for key, n in self.items():
            if (least := n if n < (there := other[key]) else there) > 0:
                made[key] = least
        return made

    def __pos__(self):
        made = Counter()
        for key, n in self.items():
            if n > 0:
                made[key] = n
        return made

    def __neg__(self):
        made = Counter()
        for key, n in self.items():
            if n < 0:
                made[key] = 0 - n
        return made

    def _keep_positive(self):
        for elem in [elem for elem, count in self.items() if not count > 0]:
            del self[elem]
        return self

    def __iadd__(self, other):
        for elem, more in other.items():
            self[elem] += more
        return self._keep_positive()

    def __isub__(self, other):
        for elem, less in other.items():
            self[elem] -= less
        return self._keep_positive()

    def __ior__(self, other):
        for elem, there in other.items():
            if there > (here := self[elem]):
                self[elem] = there
        return self._keep_positive()

    def __iand__(self, other):
        for elem, count in self.items():
            if (there := other[elem]) < count:
                self[elem] = there
        return self._keep_positive()


# --- ChainMap ---------------------------------------------------------------------------------------------------------

class ChainMap(_collections_abc.MutableMapping):
    def __init__(self, *maps):
        self.maps = [*maps] if maps else [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for layer in self.maps:
            try:
                return layer[key]
            except KeyError:
                continue
        return self.__missing__(key)

    def get(self, key, default=None):
        if key in self:
            return self[key]
        return default

    def __len__(self):
        return len(set().union(*self.maps))

    def __iter__(self):
        keys = {}
        for layer in reversed(self.maps):
            keys.update(dict.fromkeys(layer))
        return iter(keys)

    def __contains__(self, key):
        return any(key in layer for layer in self.maps)

    def __bool__(self):
        return any(self.maps)

    @_once
    def __repr__(self):
        return f'{self.__class__.__name__}({", ".join(map(repr, self.maps))})'

    @classmethod
    def fromkeys(cls, iterable, *args):
        return cls(dict.fromkeys(iterable, *args))

    def copy(self):
        first, *others = self.maps
        return self.__class__(first.copy(), *others)

    __copy__ = copy

    def new_child(self, m=None, **kwargs):
        if m is not None and kwargs:
            m.update(kwargs)
        return self.__class__(kwargs if m is None else m, *self.maps)

    @property
    def parents(self):
        return self.__class__(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise _not_in_first(key)

    def popitem(self):
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError('No keys found in the first mapping.')

    def pop(self, key, *args):
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise _not_in_first(key)

    def clear(self):
        self.maps[0].clear()

    def __ior__(self, other):
        self.maps[0].update(other)
        return self

    def __or__(self, other):
        if isinstance(other, _collections_abc.Mapping):
            both = self.copy()
            both.maps[0].update(other)
            return both
        return NotImplemented

    def __ror__(self, other):
        if isinstance(other, _collections_abc.Mapping):
            both = dict(other)
            for layer in reversed(self.maps):
                both.update(layer)
            return self.__class__(both)
        return NotImplemented


def _not_in_first(key):
    return KeyError(f'Key not found in the first mapping: {key!r}')


# --- wrappers, to derive from -----------------------------------------------------------------------------------------

# Most of their methods only ask the same of what is wrapped, self.data. They are made from tables, with a name and parameters of their own.

def _compiled(owner, source):
    made = {}
    exec(compile('\n'.join(source), '<collections>', 'exec'), globals(), made)
    for method in made.values():
        method.__qualname__ = f'{owner}.{method.__name__}'
    return made


def _methods(owner, table):
    # An entry is a name and parameters, with @ before the name where the result is to be wrapped, and ~ before what may come wrapped.
    source = []
    for entry in table.split('|'):
        name, *params = entry.split()
        passed = [param.partition('=')[0] for param in params if param != '/']
        passed = ', '.join(f'_bare({param[1:]}, {owner})' if param[0] == '~' else param for param in passed)
        result = ('self.__class__(self.data.{}({}))' if name[0] == '@' else 'self.data.{}({})').format(name.strip('@'), passed)
        source.append(f'def {name.strip("@")}(self, {", ".join(params).replace("~", "")}): return {result}')
    return _compiled(owner, source)


def _operators(owner, param, order):
    signs = {'lt': '<', 'le': '<=', 'eq': '==', 'gt': '>', 'ge': '>='}
    return _compiled(owner, [f'def __{name}__(self, {param}): return self.data {signs[name]} _bare({param}, {owner})'
                             for name in order.split()])


def _repeats(owner):
    return _compiled(owner, ['def __mul__(self, n): return self.__class__(self.data * n)', '__rmul__ = __mul__'])


def _asks(owner, element, functions):
    source = [f'def __{name}__(self): return {name}(self.data)' for name in functions.split()]
    return _compiled(owner, [*source, f'def __contains__(self, {element}): return _bare({element}, UserString) in self.data'])


def _items(owner, index):
    return _compiled(owner, [f'def __setitem__(self, {index}, item): self.data[{index}] = item',
                             f'def __delitem__(self, {index}): del self.data[{index}]'])


def _bare(other, wrapper):
    return other.data if isinstance(other, wrapper) else other


def _copied(self, data):
    # SELF's like, with DATA and whatever else SELF has.
    made = self.__class__.__new__(self.__class__)
    vars(made).update(vars(self), data=data)
    return made


class UserDict(_collections_abc.MutableMapping):
    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        if dict is not None:
            self.update(dict)
        if kwargs:
            self.update(kwargs)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        missing = getattr(self.__class__, '__missing__', None)
        if missing is None:
            raise KeyError(key)
        return missing(self, key)

    vars().update(_items('UserDict', 'key'))
    vars().update(_asks('UserDict', 'key', 'len iter repr'))

    def __or__(self, other):
        other = _bare(other, UserDict)
        return self.__class__(self.data | other) if isinstance(other, dict) else NotImplemented

    def __ror__(self, other):
        other = _bare(other, UserDict)
        return self.__class__(other | self.data) if isinstance(other, dict) else NotImplemented

    def __ior__(self, other):
        self.data |= _bare(other, UserDict)
        return self

    def __copy__(self):
        return _copied(self, self.data.copy())

    def copy(self):
        kept = self.data
        if self.__class__ is UserDict:
            return UserDict(kept.copy())
        from copy import copy
        self.data = {}      # The copy is filled by its own __setitem__.
        try:
            made = copy(self)
        finally:
            self.data = kept
        made.update(self)
        return made

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made


class UserList(_collections_abc.MutableSequence):
    def __init__(self, initlist=None):
        self.data = []
        if isinstance(initlist, UserList) or type(initlist) is type(self.data):
            self.data[:] = _bare(initlist, UserList)
        elif initlist is not None:
            self.data = list(initlist)

    vars().update(_operators('UserList', 'other', 'lt le eq gt ge'))
    vars().update(_asks('UserList', 'item', 'repr len'))

    def __cast(self, other):
        return _bare(other, UserList)

    def __getitem__(self, i):
        found = self.data[i]
        return self.__class__(found) if isinstance(i, slice) else found

    vars().update(_items('UserList', 'i'))

    def __add__(self, other):
        return self.__class__(self.data + _listed(self, other))

    def __radd__(self, other):
        return self.__class__(_listed(self, other) + self.data)

    def __iadd__(self, other):
        self.data += _listed(self, other)
        return self

    vars().update(_repeats('UserList'))

    def __imul__(self, n):
        self.data *= n
        return self

    def __copy__(self):
        return _copied(self, self.data[:])

    vars().update(_methods('UserList', 'append item | insert i item | pop i=-1 | remove item | clear'))

    def copy(self):
        return self.__class__(self)

    vars().update(_methods('UserList', 'count item | index item *args | reverse | sort / *args **kwds | extend ~other'))


def _listed(self, other):
    other = _bare(other, UserList)
    return other if isinstance(other, type(self.data)) else list(other)


class UserString(_collections_abc.Sequence):
    def __init__(self, seq):
        seq = _bare(seq, UserString)
        self.data = seq if isinstance(seq, str) else str(seq)

    vars().update(_asks('UserString', 'char', 'str repr int float complex hash len'))

    def __getnewargs__(self):
        return self.data[:],

    vars().update(_operators('UserString', 'string', 'eq lt le gt ge'))

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __add__(self, other):
        return self.__class__(self.data + str(_bare(other, UserString)))

    def __radd__(self, other):
        return self.__class__(str(other) + self.data)

    vars().update(_repeats('UserString'))

    def __mod__(self, args):
        return self.__class__(self.data % args)

    def __rmod__(self, template):
        return self.__class__(str(template) % self)

    vars().update(_methods('UserString', '''
        @capitalize | @casefold | @center width *args | count ~sub start=0 end=_sys.maxsize | @removeprefix ~prefix / |
        @removesuffix ~suffix / | encode encoding='utf-8' errors='strict' | endswith suffix start=0 end=_sys.maxsize |
        @expandtabs tabsize=8 | find ~sub start=0 end=_sys.maxsize | format / *args **kwds | format_map mapping |
        index sub start=0 end=_sys.maxsize | isalpha | isalnum | isascii | isdecimal | isdigit | isidentifier | islower |
        isnumeric | isprintable | isspace | istitle | isupper | join seq | @ljust width *args | @lower | @lstrip chars=None |
        maketrans | partition sep | @replace ~old ~new maxsplit=-1 | rfind ~sub start=0 end=_sys.maxsize |
        rindex sub start=0 end=_sys.maxsize | @rjust width *args | rpartition sep | @rstrip chars=None |
        split sep=None maxsplit=-1 | rsplit sep=None maxsplit=-1 | splitlines keepends=False |
        startswith prefix start=0 end=_sys.maxsize | @strip chars=None | @swapcase | @title | @translate *args | @upper | @zfill width'''))
    maketrans = str.maketrans

    def encode(self, encoding='utf-8', errors='strict'):
        return self.data.encode('utf-8' if encoding is None else encoding, 'strict' if errors is None else errors)


def __getattr__(name):
    if name == 'abc':
        import collections.abc
        return _sys.modules['collections.abc']
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
