# SPDX-License-Identifier: MIT
# Numbers to bytes and back, by the codes of a format.
from operator import index as _index

__all__ = ['calcsize', 'pack', 'pack_into', 'unpack', 'unpack_from', 'iter_unpack', 'Struct', 'error']

_STANDARD = {'x': 1, 'c': 1, 'b': 1, 'B': 1, '?': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 4, 'L': 4, 'q': 8, 'Q': 8,
             'e': 2,
             'f': 4, 'd': 8, 's': 1, 'p': 1}
_NATIVE = {**_STANDARD, 'l': 8, 'L': 8, 'n': 8, 'N': 8, 'P': 8}
_cache = {}


class error(Exception):
    pass


def _parse(format):
    """[(code, count, offset, size)], the total size, the byte order."""
    if isinstance(format, bytes):
        format = format.decode('ascii')
    if not isinstance(format, str):
        raise TypeError(f"Struct() argument 1 must be a str or bytes object, not {type(format).__name__}")
    try:
        return _cache[format]
    except KeyError:
        pass
    order, sizes, align, i = 'little', _NATIVE, True, 0
    if format[:1] in ('<', '>', '!', '=', '@'):
        i = 1
        if format[0] != '@':
            sizes, align = _STANDARD, False
        if format[0] in '>!':
            order = 'big'
    items = []
    offset = 0
    while i < len(format):
        if format[i].isspace():
            i += 1
            continue
        start = i
        while i < len(format) and format[i].isdigit():
            i += 1
        if i == len(format):
            raise error('repeat count given without format specifier')
        count = int(format[start:i]) if i > start else 1
        code = format[i]
        i += 1
        if code not in sizes:
            raise error('bad char in struct format')
        size = sizes[code]
        if align and size > 1:
            offset += -offset % size
        items.append((code, count, offset, size))
        offset += size * count
    result = _cache[format] = items, offset, order
    return result


def _count(items):
    return sum(count if code not in 'sp' else 1 for code, count, _, _ in items if code != 'x')


_RANGES = {'b': 'byte', 'B': 'ubyte', 'h': 'short', 'H': 'ushort'}


def _pack_int(code, size, value, order):
    try:
        value = value.__index__()
    except AttributeError:
        raise error('required argument is not an integer') from None
    signed = code in 'bhilqn'
    try:
        return value.to_bytes(size, order, signed=signed)
    except OverflowError:
        pass
    low, high = (-(1 << size * 8 - 1), (1 << size * 8 - 1) - 1) if signed else (0, (1 << size * 8) - 1)
    if code in _RANGES:
        raise error(f'{_RANGES[code]} format requires {low} <= number <= {high}')
    if size == 8:
        raise error('int too large to convert' if code in 'qQ' else 'argument out of range')
    raise error(f"'{code}' format requires {low} <= number <= {high}")


def _float_bytes(value, size, order):
    import _struct
    return _struct.float_to_bytes(value, size, order == 'little')


def _bytes_of(buffer, written=False):
    """A view of BUFFER's bytes: as long as it lives, their number does not change."""
    try:
        view = memoryview(buffer)
    except TypeError:
        view = None
    if written and (view is None or view.readonly):
        raise TypeError(f'argument must be read-write bytes-like object, not {type(buffer).__name__}')
    if view is None:
        raise TypeError(f"a bytes-like object is required, not '{type(buffer).__name__}'")
    if not view.c_contiguous:
        raise BufferError('memoryview: underlying buffer is not C-contiguous')
    return view.cast('B')


def _check_values(name, items, values):
    expected = _count(items)
    if len(values) != expected:
        raise error(f'{name} expected {expected} items for packing (got {len(values)})')


def pack(format, /, *values):
    items, total, order = _parse(format)
    _check_values('pack', items, values)
    out = bytearray(total)
    _fill(out, 0, items, order, values)
    return bytes(out)


def _fill(out, base, items, order, values):
    at = 0
    for code, count, offset, size in items:
        offset += base
        if code == 'x':
            continue
        if code in 'sp':
            value = values[at]
            at += 1
            if not isinstance(value, (bytes, bytearray)):
                raise error(f"argument for '{code}' must be a bytes object")
            if code == 'p':
                value = bytes([min(len(value), count - 1, 255)]) + value[:count - 1] if count else b''
            value = value[:count]
            out[offset:offset + len(value)] = value
            continue
        for k in range(count):
            value = values[at]
            at += 1
            if code == 'c':
                if not isinstance(value, bytes) or len(value) != 1:
                    raise error('char format requires a bytes object of length 1')
                data = value
            elif code == '?':
                data = b'\1' if value else b'\0'
            elif code in 'efd':
                try:
                    value = float(value) if not isinstance(value, str) else value.__float__
                except (TypeError, AttributeError):
                    raise error('required argument is not a float') from None
                data = _float_bytes(value, size, order)
            else:
                data = _pack_int(code, size, value, order)
            out[offset + k * size:offset + (k + 1) * size] = data


def _unpack(items, order, data, base):
    import _struct
    result = []
    for code, count, offset, size in items:
        offset += base
        if code == 'x':
            continue
        if code == 's':
            result.append(bytes(data[offset:offset + count]))
        elif code == 'p':
            n = min(data[offset], count - 1) if count else 0
            result.append(bytes(data[offset + 1:offset + 1 + n]))
        else:
            for k in range(count):
                piece = bytes(data[offset + k * size:offset + (k + 1) * size])
                if code == 'c':
                    result.append(piece)
                elif code == '?':
                    result.append(piece != b'\0')
                elif code in 'efd':
                    result.append(_struct.float_from_bytes(piece, order == 'little'))
                else:
                    result.append(int.from_bytes(piece, order, signed=code in 'bhilqn'))
    return tuple(result)


def unpack(format, buffer, /):
    items, total, order = _parse(format)
    with _bytes_of(buffer) as data:
        if len(data) != total:
            raise error(f'unpack requires a buffer of {total} bytes')
        return _unpack(items, order, data, 0)


def _placed(name, doing, data, total, offset):
    """OFFSET from the beginning of DATA, where TOTAL bytes must have room."""
    offset, size = _index(offset), len(data)
    if offset < 0:
        if offset + total > 0:
            raise error(f'not enough data to unpack {total} bytes at offset {offset}' if doing == 'unpacking' else
                        f'no space to pack {total} bytes at offset {offset}')
        if offset + size < 0:
            raise error(f'offset {offset} out of range for {size}-byte buffer')
        offset += size
    if size - offset < total:
        raise error(f'{name} requires a buffer of at least {offset + total} bytes for {doing} {total} bytes at '
                    f'offset {offset} (actual buffer size is {size})')
    return offset


def unpack_from(format, /, buffer, offset=0):
    items, total, order = _parse(format)
    with _bytes_of(buffer) as data:
        return _unpack(items, order, data, _placed('unpack_from', 'unpacking', data, total, offset))


def pack_into(format, /, *args):
    items, total, order = _parse(format)
    if len(args) < 2:
        raise error(f"pack_into expected {'offset' if args else 'buffer'} argument")
    _check_values('pack_into', items, args[2:])
    with _bytes_of(args[0], written=True) as data:
        offset = _placed('pack_into', 'packing', data, total, args[1])
        data[offset:offset + total] = bytes(total)
        _fill(data, offset, items, order, args[2:])


class unpack_iterator:
    __module__ = '_struct'

    def __init__(self, format, buffer):
        self._parsed = items, total, order = _parse(format)
        if not total:
            raise error('cannot iteratively unpack with a struct of length 0')
        self._data, self._at = _bytes_of(buffer), 0
        if len(self._data) % total:
            self._data = None
            raise error(f'iterative unpacking requires a buffer of a multiple of {total} bytes')

    def __iter__(self):
        return self

    def __next__(self):
        items, total, order = self._parsed
        if self._data is None or self._at >= len(self._data):
            self._data = None
            raise StopIteration
        self._at += total
        return _unpack(items, order, self._data, self._at - total)

    def __length_hint__(self):
        return (len(self._data) - self._at) // self._parsed[1] if self._data is not None else 0


def iter_unpack(format, buffer, /):
    return unpack_iterator(format, buffer)


def calcsize(format, /):
    return _parse(format)[1]


class Struct:
    """A format read once."""

    def __init__(self, format):
        self.size = calcsize(format)
        self.format = format.decode() if isinstance(format, bytes) else format

    def pack(self, *values):
        return pack(self.format, *values)

    def pack_into(self, *args):
        pack_into(self.format, *args)

    def unpack(self, buffer, /):
        return unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)

    def iter_unpack(self, buffer, /):
        return iter_unpack(self.format, buffer)

    def __repr__(self):
        return f'Struct({self.format!r})'


Struct.__module__ = '_struct'
