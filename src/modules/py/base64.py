# SPDX-License-Identifier: MIT
# Bytes as texts of 64, 32 or 16 signs.

__all__ = ['b64encode', 'b64decode', 'standard_b64encode', 'standard_b64decode', 'urlsafe_b64encode',
           'urlsafe_b64decode',
           'b32encode', 'b32decode', 'b16encode', 'b16decode']

_B64 = b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
_B32 = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'


class Error(ValueError):
    pass


Error.__module__ = 'binascii'


def _bytes(s):
    if isinstance(s, str):
        try:
            return s.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII characters')
    if isinstance(s, (bytes, bytearray, memoryview)):
        return bytes(s)
    raise TypeError("argument should be a bytes-like object or ASCII string, not %r" % s.__class__.__name__)


def b64encode(s, altchars=None):
    if not isinstance(s, (bytes, bytearray, memoryview)):
        raise TypeError(f"a bytes-like object is required, not '{type(s).__name__}'")
    s = bytes(s)
    out = bytearray()
    for i in range(0, len(s), 3):
        part = s[i:i + 3]
        n = int.from_bytes(part + b'\0' * (3 - len(part)), 'big')
        four = bytes(_B64[n >> shift & 63] for shift in (18, 12, 6, 0))
        out += four[:len(part) + 1] + b'=' * (3 - len(part))
    if altchars is not None:
        return bytes(out).translate(bytes.maketrans(b'+/', altchars))
    return bytes(out)


def b64decode(s, altchars=None, validate=False):
    s = _bytes(s)
    if altchars is not None:
        s = s.translate(bytes.maketrans(_bytes(altchars), b'+/'))
    places = {c: i for i, c in enumerate(_B64)}
    if validate and (any(c not in places for c in s.rstrip(b'=')) or len(s) % 4):
        raise Error('Only base64 data is allowed')
    out = bytearray()
    bits = count = 0
    quad = 0
    padding = 0
    for c in s:
        if c == 61:
            padding += 1
            if quad + padding >= 4 and quad >= 2:
                break
            continue
        if c not in places:
            continue
        padding = 0
        bits = bits << 6 | places[c]
        quad += 1
        count += 1
        if quad == 4:
            out += bits.to_bytes(3, 'big')
            bits = quad = 0
    if quad:
        if quad == 1:
            raise Error(f'Invalid base64-encoded string: number of data characters ({count}) cannot be 1 more than a '
                        'multiple of 4')
        if quad + padding < 4:
            raise Error('Incorrect padding')
        out += (bits << 6 * (4 - quad)).to_bytes(3, 'big')[:quad - 1]
    return bytes(out)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, b'-_')


def urlsafe_b64decode(s):
    return b64decode(s, b'-_')


def b32encode(s):
    out = bytearray()
    for i in range(0, len(s), 5):
        part = bytes(s[i:i + 5])
        n = int.from_bytes(part + b'\0' * (5 - len(part)), 'big')
        eight = bytes(_B32[n >> shift & 31] for shift in range(35, -1, -5))
        keep = (len(part) * 8 + 4) // 5
        out += eight[:keep] + b'=' * (8 - keep)
    return bytes(out)


def b32decode(s, casefold=False, map01=None):
    s = _bytes(s)
    if len(s) % 8:
        raise Error('Incorrect padding')
    if casefold:
        s = s.upper()
    out = bytearray()
    places = {c: i for i, c in enumerate(_B32)}
    for i in range(0, len(s), 8):
        part = s[i:i + 8].rstrip(b'=')
        n = 0
        for c in part:
            if c not in places:
                raise Error('Non-base32 digit found')
            n = n << 5 | places[c]
        n <<= 5 * (8 - len(part))
        out += n.to_bytes(5, 'big')[:len(part) * 5 // 8]
    return bytes(out)


def b16encode(s):
    return bytes(s).hex().upper().encode()


def b16decode(s, casefold=False):
    s = _bytes(s)
    if casefold:
        s = s.upper()
    if any(c not in b'0123456789ABCDEF' for c in s):
        raise Error('Non-base16 digit found')
    if len(s) % 2:
        raise Error('Odd-length string')
    return bytes.fromhex(s.decode())


def encodebytes(s):
    return b''.join(b64encode(bytes(s)[i:i + 57]) + b'\n' for i in range(0, len(s), 57))


def decodebytes(s):
    import binascii
    return binascii.a2b_base64(bytes(s))
