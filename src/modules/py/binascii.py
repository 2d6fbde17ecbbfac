# SPDX-License-Identifier: MIT
# Between bytes and their texts in ASCII: hexadecimal, base 64, quoted-printable is not there. And CRC-32.


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


_ALPHABET = b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'


def _ascii(data):
    if isinstance(data, str):
        try:
            return data.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII characters') from None
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError(f"argument should be bytes, buffer or ASCII string, not {type(data).__name__!r}") from None


def _buffer(data):
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not {type(data).__name__!r}") from None


def hexlify(data, sep=None, bytes_per_sep=1):
    data = _buffer(data)
    text = data.hex() if sep is None else data.hex(sep, bytes_per_sep)
    return text.encode('ascii')


b2a_hex = hexlify


def unhexlify(hexstr, /):
    data = _ascii(hexstr)
    if len(data) % 2:
        raise Error('Odd-length string')
    result = bytearray()
    for i in range(0, len(data), 2):
        try:
            pair = data[i:i + 2].decode('ascii')
            if not pair.isalnum():
                raise ValueError
            result.append(int(pair, 16))
        except ValueError:
            raise Error('Non-hexadecimal digit found') from None
    return bytes(result)


a2b_hex = unhexlify


def b2a_base64(data, /, *, newline=True):
    data = _buffer(data)
    result = bytearray()
    for i in range(0, len(data), 3):
        piece = data[i:i + 3]
        bits = int.from_bytes(piece + bytes(3 - len(piece)), 'big')
        letters = bytes(_ALPHABET[bits >> shift & 63] for shift in (18, 12, 6, 0))
        result += letters[:len(piece) + 1] + b'=' * (3 - len(piece))
    return bytes(result) + (b'\n' if newline else b'')


def a2b_base64(data, /, *, strict_mode=False):
    data = _ascii(data)
    if strict_mode and data[:1] == b'=':
        raise Error('Leading padding not allowed')
    result = bytearray()
    bits = quad = pads = 0
    for i, letter in enumerate(data):
        if letter == 0x3d:
            pads += 1
            if quad >= 2 and quad + pads >= 4:
                if strict_mode and i + 1 < len(data):
                    raise Error('Excess data after padding')
                return bytes(result)
            if strict_mode and quad == 0:
                raise Error('Discontinuous padding not allowed')
            continue
        value = _ALPHABET.find(letter)
        if value < 0:
            if strict_mode:
                raise Error('Only base64 data is allowed')
            continue
        if strict_mode and pads:
            raise Error('Discontinuous padding not allowed')
        pads = 0
        if quad:
            result.append((bits << 6 | value) >> (6 - 2 * quad) & 255)
            bits = value
        else:
            bits = value
        quad = (quad + 1) % 4
    if quad == 1:
        raise Error(f'Invalid base64-encoded string: number of data characters ({len(result) // 3 * 4 + 1}) cannot be 1 more than a multiple of 4')
    if quad:
        raise Error('Incorrect padding')
    return bytes(result)


_table = []


def crc32(data, crc=0, /):
    if not _table:
        for value in range(256):
            for _ in range(8):
                value = value >> 1 ^ (0xedb88320 if value & 1 else 0)
            _table.append(value)
    crc = crc & 0xffffffff ^ 0xffffffff
    for byte in _buffer(data):
        crc = crc >> 8 ^ _table[(crc ^ byte) & 255]
    return crc ^ 0xffffffff


def crc_hqx(data, crc, /):
    crc &= 0xffff
    for byte in _buffer(data):
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ (0x1021 if crc & 0x8000 else 0)) & 0xffff
    return crc
