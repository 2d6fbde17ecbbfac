# SPDX-License-Identifier: MIT
# The abstract containers. Their names live in module collections.abc.
#
# The program's code runs from the method that it called, with no frame between them and no more names for an object than are needed: the
# program can count its references.
from abc import ABCMeta, abstractmethod

GenericAlias = type(list[int])

__name__ = "collections.abc"
__all__ = ("Awaitable Coroutine AsyncIterable AsyncIterator AsyncGenerator Hashable Iterable Iterator Generator Reversible "
           "Sized Container Callable Collection Set MutableSet Mapping MutableMapping MappingView KeysView ItemsView ValuesView "
           "Sequence MutableSequence ByteString").split()


def _check_methods(C, *methods):
    for method in methods:
        # The first class that has the name decides, and None there says no.
        if next((vars(base)[method] for base in C.__mro__ if method in vars(base)), None) is None:
            return NotImplemented
    return True


def _recognizer(owner, shape):
    # The hook of class OWNER, not of those derived from it: a class with the methods SHAPE counts as derived from OWNER.
    def __subclasshook__(cls, C):
        return _check_methods(C, *shape) if cls is globals()[owner] else NotImplemented
    __subclasshook__.__qualname__ = f'{owner}.__subclasshook__'
    return classmethod(__subclasshook__)


def _interface(name, bases, body, *, abstract='', shape='', alias=None, pattern=0):
    # In place of a metaclass: makes the abstract class NAME whose instances have no dict. ABSTRACT are the methods still to be
    # written, by SHAPE it recognizes a class, ALIAS makes what NAME[...] is, PATTERN says which patterns of match its instances fit.
    members = {'__module__': __name__, '__qualname__': name, '__slots__': ()}
    if pattern:
        members['__abc_tpflags__'] = 1 << pattern
    members.update(body)
    for method in abstract.split():
        members[method] = abstractmethod(members[method])
    if shape:
        members['__subclasshook__'] = _recognizer(name, shape.split())
    if alias:
        members['__class_getitem__'] = classmethod(alias)
    return ABCMeta(name, bases, members)


def _exception(typ, val, tb):
    # What the three arguments of throw() say to raise.
    if tb is None:
        return typ if val is None else val
    return (typ() if val is None else val).with_traceback(tb)


# --- one trick each ---------------------------------------------------------------------------------------------------

class Hashable(metaclass=_interface, abstract='__hash__', shape='__hash__'):
    def __hash__(self):
        return 0


class Awaitable(metaclass=_interface, abstract='__await__', shape='__await__', alias=GenericAlias):
    def __await__(self):
        yield


class Coroutine(Awaitable, metaclass=_interface, abstract='send throw', shape='__await__ send throw close'):
    def send(self, value):
        raise StopIteration

    def throw(self, typ, val=None, tb=None):
        raise _exception(typ, val, tb)

    def close(self):
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            return
        raise RuntimeError('coroutine ignored GeneratorExit')


class AsyncIterable(metaclass=_interface, abstract='__aiter__', shape='__aiter__', alias=GenericAlias):
    def __aiter__(self):
        return AsyncIterator()


class AsyncIterator(AsyncIterable, metaclass=_interface, abstract='__anext__', shape='__anext__ __aiter__'):
    async def __anext__(self):
        raise StopAsyncIteration

    def __aiter__(self):
        return self


class AsyncGenerator(AsyncIterator, metaclass=_interface, abstract='asend athrow', shape='__aiter__ __anext__ asend athrow aclose'):
    async def __anext__(self):
        return await self.asend(None)

    async def asend(self, value):
        raise StopAsyncIteration

    async def athrow(self, typ, val=None, tb=None):
        raise _exception(typ, val, tb)

    async def aclose(self):
        try:
            await self.athrow(GeneratorExit)
        except (GeneratorExit, StopAsyncIteration):
            return
        raise RuntimeError('asynchronous generator ignored GeneratorExit')


class Iterable(metaclass=_interface, abstract='__iter__', shape='__iter__', alias=GenericAlias):
    def __iter__(self):
        yield from ()


class Iterator(Iterable, metaclass=_interface, abstract='__next__', shape='__iter__ __next__'):
    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self


class Reversible(Iterable, metaclass=_interface, abstract='__reversed__', shape='__reversed__ __iter__'):
    def __reversed__(self):
        yield from ()


class Generator(Iterator, metaclass=_interface, abstract='send throw', shape='__iter__ __next__ send throw close'):
    def __next__(self):
        return self.send(None)

    def send(self, value):
        raise StopIteration

    def throw(self, typ, val=None, tb=None):
        raise _exception(typ, val, tb)

    def close(self):
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            return
        raise RuntimeError('generator ignored GeneratorExit')


class Sized(metaclass=_interface, abstract='__len__', shape='__len__'):
    def __len__(self):
        return 0


class Container(metaclass=_interface, abstract='__contains__', shape='__contains__', alias=GenericAlias):
    def __contains__(self, x):
        return False


class Collection(Sized, Iterable, Container, metaclass=_interface, shape='__len__ __iter__ __contains__'):
    pass


# --- Callable ---------------------------------------------------------------------------------------------------------

def _stands_for_arguments(arg):
    return arg is Ellipsis or type(arg).__name__ in ('ParamSpec', '_ConcatenateGenericAlias')


def _type_repr(obj):
    if isinstance(obj, type) and not isinstance(obj, GenericAlias):
        return obj.__qualname__ if obj.__module__ == 'builtins' else f'{obj.__module__}.{obj.__qualname__}'
    if obj is Ellipsis:
        return '...'
    return not isinstance(obj, GenericAlias) and getattr(obj, '__name__', None) or repr(obj)


class _CallableGenericAlias(GenericAlias):
    __slots__ = ()

    def __new__(cls, origin, args):
        if type(args) is not tuple or len(args) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        takes, result = args
        if isinstance(takes, (list, tuple)):
            return super().__new__(cls, origin, (*takes, result))
        if _stands_for_arguments(takes):
            return super().__new__(cls, origin, args)
        raise TypeError(f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {takes}")

    def __getitem__(self, item):
        *takes, result = super().__getitem__(item if isinstance(item, tuple) else (item,)).__args__
        if takes and isinstance(takes[0], (list, tuple)):       # what stands for a ParamSpec
            takes = takes[0]
        return _CallableGenericAlias(self.__origin__, (takes, result))

    def __repr__(self):
        *takes, result = self.__args__
        if len(takes) == 1 and _stands_for_arguments(takes[0]):
            return super().__repr__()
        return f'collections.abc.Callable[[{", ".join(map(_type_repr, takes))}], {_type_repr(result)}]'


class Callable(metaclass=_interface, abstract='__call__', shape='__call__', alias=_CallableGenericAlias):
    def __call__(self, *args, **kwds):
        return False


# --- sets -------------------------------------------------------------------------------------------------------------

class Set(Collection, metaclass=_interface):
    def __le__(self, other):
        if isinstance(other, Set):
            return len(self) <= len(other) and all(x in other for x in self)
        return NotImplemented

    def __lt__(self, other):
        return len(self) < len(other) and self.__le__(other) if isinstance(other, Set) else NotImplemented

    def __gt__(self, other):
        return len(self) > len(other) and self.__ge__(other) if isinstance(other, Set) else NotImplemented

    def __ge__(self, other):
        if isinstance(other, Set):
            return len(self) >= len(other) and all(x in self for x in other)
        return NotImplemented

    def __eq__(self, other):
        return len(self) == len(other) and self.__le__(other) if isinstance(other, Set) else NotImplemented

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def __and__(self, other):
        if isinstance(other, Iterable):
            return self._from_iterable(x for x in other if x in self)
        return NotImplemented

    __rand__ = __and__

    def isdisjoint(self, other):
        return not any(x in self for x in other)

    def __or__(self, other):
        if isinstance(other, Iterable):
            return self._from_iterable(x for side in (self, other) for x in side)
        return NotImplemented

    __ror__ = __or__

    def __sub__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        other = other if isinstance(other, Set) else self._from_iterable(other)
        return self._from_iterable(x for x in self if x not in other)

    def __rsub__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        other = other if isinstance(other, Set) else self._from_iterable(other)
        return self._from_iterable(x for x in other if x not in self)

    def __xor__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        other = other if isinstance(other, Set) else self._from_iterable(other)
        return (self - other) | (other - self)

    __rxor__ = __xor__

    def _hash(self):
        return hash(frozenset(self))


class MutableSet(Set, metaclass=_interface, abstract='add discard'):
    def add(self, value):
        raise NotImplementedError

    def discard(self, value):
        raise NotImplementedError

    def remove(self, value):
        if value in self:
            self.discard(value)
        else:
            raise KeyError(value)

    def pop(self):
        source = iter(self)
        try:
            first = next(source)
        except StopIteration:
            raise KeyError from None
        self.discard(first)
        return first

    def clear(self):
        while True:
            try:
                self.pop()
            except KeyError:
                return

    def __ior__(self, it):
        for x in it:
            self.add(x)
        return self

    def __iand__(self, it):
        for x in self - it:
            self.discard(x)
        return self

    def __ixor__(self, it):
        if it is self:
            self.clear()
            return self
        it = it if isinstance(it, Set) else self._from_iterable(it)
        for x in it:
            (self.discard if x in self else self.add)(x)
        return self

    def __isub__(self, it):
        if it is self:
            self.clear()
            return self
        for x in it:
            self.discard(x)
        return self


# --- mappings ---------------------------------------------------------------------------------------------------------

class Mapping(Collection, metaclass=_interface, abstract='__getitem__', pattern=6):
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        try:
            default = self[key]
        except KeyError:
            pass
        return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return KeysView(self)

    def items(self):
        return ItemsView(self)

    def values(self):
        return ValuesView(self)

    def __eq__(self, other):
        if isinstance(other, Mapping):
            return dict(self.items()) == dict(other.items())
        return NotImplemented

    __reversed__ = None


class MappingView(Sized, metaclass=_interface, alias=GenericAlias):
    __slots__ = '_mapping',

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return f'{self.__class__.__name__}({self._mapping!r})'


class KeysView(MappingView, Set, metaclass=_interface):
    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        yield from self._mapping


class ItemsView(MappingView, Set, metaclass=_interface):
    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, item):
        key, wanted = item
        try:
            there = self._mapping[key]
        except KeyError:
            return False
        return there is wanted or there == wanted

    def __iter__(self):
        for key in self._mapping:
            yield key, self._mapping[key]


class ValuesView(MappingView, Collection, metaclass=_interface):
    def __contains__(self, value):
        return any((there := self._mapping[key]) is value or there == value for key in self._mapping)

    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]


class MutableMapping(Mapping, metaclass=_interface, abstract='__setitem__ __delitem__'):
    def __setitem__(self, key, value):
        raise KeyError

    def __delitem__(self, key):
        raise KeyError

    __marker = object()

    def pop(self, key, default=__marker):
        try:
            taken = self[key]
        except KeyError:
            if default is not self.__marker:
                return default
            raise
        del self[key]
        return taken

    def popitem(self):
        try:
            first = next(iter(self))
        except StopIteration:
            raise KeyError from None
        taken = self[first]
        del self[first]
        return first, taken

    def clear(self):
        while True:
            try:
                self.popitem()
            except KeyError:
                return

    def update(self, other=(), /, **kwds):
        keyed = isinstance(other, Mapping)
        if keyed or hasattr(other, 'keys'):
            for key in other if keyed else other.keys():
                self[key] = other[key]
        else:
            for key, value in other:
                self[key] = value
        for key, value in kwds.items():
            self[key] = value

    def setdefault(self, key, default=None):
        try:
            default = self[key]
        except KeyError:
            self[key] = default
        return default


# --- sequences --------------------------------------------------------------------------------------------------------

class Sequence(Reversible, Collection, metaclass=_interface, abstract='__getitem__', pattern=5):
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        at = 0
        while True:
            try:
                item = self[at]
                yield item
            except IndexError:
                return
            at += 1

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def __reversed__(self):
        for at in range(len(self) - 1, -1, -1):
            yield self[at]

    def index(self, value, start=0, stop=None):
        if start is not None and start < 0:
            start = max(0, start + len(self))
        if stop is not None and stop < 0:
            stop = stop + len(self)
        while stop is None or start < stop:
            try:
                item = self[start]
            except IndexError:
                break
            if item is value or item == value:
                return start
            start += 1
        raise ValueError

    def count(self, value):
        found = 0
        for item in self:
            if item is value or item == value:
                found += 1
        return found


class ByteString(Sequence, metaclass=_interface):
    pass


class MutableSequence(Sequence, metaclass=_interface, abstract='__setitem__ __delitem__ insert'):
    def __setitem__(self, index, value):
        raise IndexError

    def __delitem__(self, index):
        raise IndexError

    def insert(self, index, value):
        raise IndexError

    def append(self, value):
        self.insert(len(self), value)

    def clear(self):
        while True:
            try:
                self.pop()
            except IndexError:
                return

    def reverse(self):
        low, high = 0, len(self) - 1
        while low < high:
            self[low], self[high] = self[high], self[low]
            low, high = low + 1, high - 1

    def extend(self, values):
        values = list(values) if values is self else values
        for item in values:
            self.append(item)

    def pop(self, index=-1):
        taken = self[index]
        del self[index]
        return taken

    def remove(self, value):
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


# --- who belongs to them ----------------------------------------------------------------------------------------------

def _register():
    members = {Generator: [type((lambda: (yield))())], Sequence: [tuple, str, range, memoryview], ByteString: [bytes, bytearray],
               MutableSequence: [list, bytearray], Set: [frozenset], MutableSet: [set], Mapping: [type(vars(type))], MutableMapping: [dict],
               KeysView: [type({}.keys())], ItemsView: [type({}.items())], ValuesView: [type({}.values())]}
    for interface, classes in members.items():
        for cls in classes:
            interface.register(cls)


_register()
del _register
