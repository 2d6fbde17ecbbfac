# SPDX-License-Identifier: MIT
# Arrays of numbers of one kind, kept as their bytes.
import struct as _struct

typecodes = 'bBuhHiIlLqQfd'
_SIZES = {'b': 1, 'B': 1, 'u': 4, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 8, 'L': 8, 'q': 8, 'Q': 8, 'f': 4, 'd': 8}
_NAMES = {'b': 'signed char', 'B': 'unsigned byte integer', 'h': 'signed short integer', 'H': 'unsigned short',
          'i': 'signed integer', 'I': 'unsigned int', 'l': 'signed integer', 'L': 'unsigned integer'}


class array:
    """A sequence of numbers of one kind."""

    __slots__ = ('typecode', '_bytes', '__weakref__')

    def __init__(self, typecode, initializer=(), /):
        if not isinstance(typecode, str) or len(typecode) != 1:
            raise TypeError(f"array() argument 1 must be a unicode character, not {type(typecode).__name__}")
        if typecode not in _SIZES:
            raise ValueError("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
        self.typecode = typecode
        self._bytes = bytearray()
        if isinstance(initializer, (bytes, bytearray)):
            self.frombytes(initializer)
        elif isinstance(initializer, array):
            if (typecode == 'u') != (initializer.typecode == 'u'):
                raise TypeError(f"cannot use a unicode array to initialize an array with typecode '{typecode}'")
            for value in initializer:
                self._grow(self._pack(value))
        elif isinstance(initializer, str):
            if typecode != 'u':
                raise TypeError(f"cannot use a str to initialize an array with typecode '{typecode}'")
            self.extend(initializer)
        else:
            self.extend(initializer)

    itemsize = property(lambda self: _SIZES[self.typecode])

    def _pack(self, value):
        code = self.typecode
        if code == 'u':
            if not isinstance(value, str) or len(value) != 1:
                raise TypeError(f"must be a unicode character, not {type(value).__name__}")
            return ord(value).to_bytes(4, 'little')
        if code in 'fd':
            if not isinstance(value, (int, float)) and not hasattr(value, '__float__'):
                raise TypeError(f"must be real number, not {type(value).__name__}")
            return _struct.pack('<' + code, float(value))
        if isinstance(value, float) or not hasattr(value, '__index__'):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        value = value.__index__()
        size, signed = _SIZES[code], code in 'bhilq'
        try:
            return value.to_bytes(size, 'little', signed=signed)
        except OverflowError:
            low = value < 0 if not signed else value < -(1 << size * 8 - 1)
            if code in 'bhHi' or code == 'B':
                raise OverflowError(f"{_NAMES[code]} is {'less than minimum' if low else 'greater than maximum'}") from None
            if not signed and low:
                raise OverflowError("can't convert negative value to unsigned int") from None
            if code == 'I':
                raise OverflowError("unsigned int is greater than maximum") from None
            raise OverflowError("Python int too large to convert to C long" if code in 'lL' else
                                "int too big to convert") from None

    def _get(self, i):
        size = _SIZES[self.typecode]
        piece = self._bytes[i * size:(i + 1) * size]
        if self.typecode == 'u':
            return chr(int.from_bytes(piece, 'little'))
        if self.typecode in 'fd':
            return _struct.unpack('<' + self.typecode, piece)[0]
        return int.from_bytes(piece, 'little', signed=self.typecode in 'bhilq')

    def _new(self, data):
        result = type(self)(self.typecode)
        result._bytes = bytearray(data)
        return result

    def __len__(self):
        return len(self._bytes) // _SIZES[self.typecode]

    def _index(self, i, what):
        try:
            i = i.__index__()
        except AttributeError:
            raise TypeError("array indices must be integers") from None
        n = len(self)
        if i < 0:
            i += n
        if not 0 <= i < n:
            raise IndexError(what + " index out of range")
        return i

    def __getitem__(self, i):
        if isinstance(i, slice):
            size = _SIZES[self.typecode]
            return self._new(b''.join(self._bytes[k * size:(k + 1) * size] for k in range(*i.indices(len(self)))))
        return self._get(self._index(i, "array"))

    def __setitem__(self, i, value):
        size = _SIZES[self.typecode]
        if isinstance(i, slice):
            if not isinstance(value, array):
                raise TypeError(f"can only assign array (not \"{type(value).__name__}\") to array slice")
            items = [bytes(self._bytes[k:k + size]) for k in range(0, len(self._bytes), size)]
            items[i] = [bytes(value._bytes[k:k + size]) for k in range(0, len(value._bytes), size)]
            self._bytes = bytearray(b''.join(items))
            return
        i = self._index(i, "array assignment")
        self._bytes[i * size:(i + 1) * size] = self._pack(value)

    def __delitem__(self, i):
        size = _SIZES[self.typecode]
        if isinstance(i, slice):
            items = [bytes(self._bytes[k:k + size]) for k in range(0, len(self._bytes), size)]
            del items[i]
            self._bytes = bytearray(b''.join(items))
            return
        i = self._index(i, "array assignment")
        del self._bytes[i * size:(i + 1) * size]

    def __iter__(self):
        i = 0
        while i < len(self):
            yield self._get(i)
            i += 1

    def __contains__(self, value):
        return any(x == value for x in self)

    def _grow(self, data):
        try:
            self._bytes += data
        except BufferError:
            raise BufferError("cannot resize an array that is exporting buffers") from None

    def append(self, value, /):
        self._grow(self._pack(value))

    def extend(self, values, /):
        if isinstance(values, array):
            if values.typecode != self.typecode:
                raise TypeError("can only extend with array of same kind")
            self._grow(bytes(values._bytes))
        else:
            for value in values:
                self._grow(self._pack(value))

    fromlist = extend

    def frombytes(self, data, /):
        if len(data) % _SIZES[self.typecode]:
            raise ValueError("bytes length not a multiple of item size")
        self._grow(data)

    def tobytes(self):
        return bytes(self._bytes)

    def tolist(self):
        return list(self)

    def tounicode(self):
        return ''.join(self)

    def fromunicode(self, text, /):
        self.extend(text)

    def insert(self, i, value, /):
        n = len(self)
        i = max(0, i + n) if i < 0 else min(i, n)
        size = _SIZES[self.typecode]
        self._bytes[i * size:i * size] = self._pack(value)

    def pop(self, i=-1, /):
        if not self._bytes:
            raise IndexError("pop from empty array")
        i = self._index(i, "pop")
        value = self._get(i)
        try:
            del self[i]
        except BufferError:
            raise BufferError("cannot resize an array that is exporting buffers") from None
        return value

    def remove(self, value, /):
        for i, x in enumerate(self):
            if x == value:
                del self[i]
                return
        raise ValueError("array.remove(x): x not in array")

    def index(self, value, start=0, stop=None, /):
        n = len(self)
        if start < 0:
            start = max(0, start + n)
        if stop is not None and stop < 0:
            stop += n
        for i, x in enumerate(self):
            if x == value and i >= start and (stop is None or i < stop):
                return i
        raise ValueError("array.index(x): x not in array")

    def count(self, value, /):
        return sum(x == value for x in self)

    def reverse(self):
        self._bytes = self[::-1]._bytes

    def byteswap(self):
        size = _SIZES[self.typecode]
        self._bytes = bytearray(b''.join(self._bytes[k:k + size][::-1] for k in range(0, len(self._bytes), size)))

    def buffer_info(self):
        return id(self._bytes), len(self)

    def __add__(self, other):
        if not isinstance(other, array):
            raise TypeError(f'can only append array (not "{type(other).__name__}") to array')
        if other.typecode != self.typecode:
            raise TypeError("bad argument type for built-in operation")
        return self._new(self._bytes + other._bytes)

    def __iadd__(self, other):
        if not isinstance(other, array):
            raise TypeError(f'can only extend with array (not "{type(other).__name__}")')
        self.extend(other)
        return self

    def __mul__(self, n):
        return self._new(self._bytes * n) if isinstance(n, int) else NotImplemented

    __rmul__ = __mul__

    def __imul__(self, n):
        self._bytes *= n
        return self

    def _compare(self, other, op):
        return op(list(self), list(other)) if isinstance(other, array) else NotImplemented

    def __eq__(self, other):
        return self._compare(other, lambda a, b: a == b)

    def __ne__(self, other):
        return self._compare(other, lambda a, b: a != b)

    def __lt__(self, other):
        return self._compare(other, lambda a, b: a < b)

    def __le__(self, other):
        return self._compare(other, lambda a, b: a <= b)

    def __gt__(self, other):
        return self._compare(other, lambda a, b: a > b)

    def __ge__(self, other):
        return self._compare(other, lambda a, b: a >= b)

    __hash__ = None

    def __copy__(self):
        return self._new(self._bytes)

    def __deepcopy__(self, memo):
        return self._new(self._bytes)

    def __repr__(self):
        if not self._bytes:
            return f"array('{self.typecode}')"
        if self.typecode == 'u':
            return f"array('u', {self.tounicode()!r})"
        return f"array('{self.typecode}', {self.tolist()!r})"

    def __sizeof__(self):
        return 80 + len(self._bytes)

    def __reduce_ex__(self, protocol):
        return type(self), (self.typecode, list(self))


ArrayType = array

from _types import _exporter, _static
import _collections_abc
_collections_abc.MutableSequence.register(array)
_exporter(array)
_static(array)
del _exporter, _static, _collections_abc
