# SPDX-License-Identifier: MIT
# Codecs by name: those that str.encode () and bytes.decode () know, and a few between bytes and bytes or str and str.
__all__ = ['encode', 'decode', 'lookup', 'getencoder', 'getdecoder', 'CodecInfo', 'BOM', 'BOM_BE', 'BOM_LE', 'BOM_UTF8', 'BOM_UTF16',
           'BOM_UTF16_LE', 'BOM_UTF16_BE', 'BOM_UTF32', 'BOM_UTF32_LE', 'BOM_UTF32_BE']

BOM_UTF8 = b'\xef\xbb\xbf'
BOM = BOM_LE = BOM_UTF16 = BOM_UTF16_LE = b'\xff\xfe'
BOM_BE = BOM_UTF16_BE = b'\xfe\xff'
BOM_UTF32 = BOM_UTF32_LE = b'\xff\xfe\x00\x00'
BOM_UTF32_BE = b'\x00\x00\xfe\xff'


def _rot13(text):
    return ''.join(chr((ord(c) - base + 13) % 26 + base) if (base := 97 if 'a' <= c <= 'z' else 65 if 'A' <= c <= 'Z' else 0) else c for c in text)


def _hex_encode(data):
    import binascii
    return binascii.hexlify(data)


def _hex_decode(data):
    import binascii
    return binascii.unhexlify(data)


def _base64_encode(data):
    import base64
    return base64.encodebytes(data) if hasattr(base64, 'encodebytes') else base64.b64encode(data) + b'\n'


def _base64_decode(data):
    import binascii
    return binascii.a2b_base64(data)


_others = {'rot13': (_rot13, _rot13), 'rot-13': (_rot13, _rot13), 'hex': (_hex_encode, _hex_decode), 'hex-codec': (_hex_encode, _hex_decode),
           'base64': (_base64_encode, _base64_decode), 'base64-codec': (_base64_encode, _base64_decode)}
_names = {'utf8': 'utf-8', 'u8': 'utf-8', 'latin-1': 'iso8859-1', 'latin1': 'iso8859-1', 'iso-8859-1': 'iso8859-1', 'l1': 'iso8859-1',
          'us-ascii': 'ascii', '646': 'ascii', 'utf16': 'utf-16', 'utf32': 'utf-32', 'rot-13': 'rot13', 'hex-codec': 'hex', 'base64-codec': 'base64'}


def _plain(encoding):
    return encoding.lower().replace('_', '-').replace(' ', '-')


def encode(obj, encoding='utf-8', errors='strict'):
    other = _others.get(_plain(encoding))
    return other[0](obj) if other else obj.encode(encoding, errors)


def decode(obj, encoding='utf-8', errors='strict'):
    other = _others.get(_plain(encoding))
    return other[1](obj) if other else bytes(obj).decode(encoding, errors)


class CodecInfo(tuple):
    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, name=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name, self.encode, self.decode = name, encode, decode
        return self

    def __repr__(self):
        return f'<{self.__class__.__module__}.{self.__class__.__qualname__} object for encoding {self.name} at {id(self):#x}>'


def lookup(encoding):
    name = _plain(encoding)
    if name not in _others:
        ''.encode(encoding)
    name = _names.get(name, name)

    def encoder(obj, errors='strict'):
        return encode(obj, encoding, errors), len(obj)

    def decoder(obj, errors='strict'):
        return decode(obj, encoding, errors), len(obj)
    return CodecInfo(encoder, decoder, name=name)


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def register(search_function):
    raise NotImplementedError('codecs.register() is not supported by Refscope')


def register_error(name, handler):
    raise NotImplementedError('codecs.register_error() is not supported by Refscope')
