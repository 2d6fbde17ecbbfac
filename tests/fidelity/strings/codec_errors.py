"""Text to bytes and back, with what cannot be, by every way of handling errors."""
CODECS = ('utf-8', 'ascii', 'latin-1', 'utf8', 'UTF_8', 'iso-8859-1', 'us-ascii', 'nonsense')
HANDLERS = ('strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'surrogateescape', 'surrogatepass', 'nonsense')
TEXTS = ('abc', 'é', '한', '\U0001f600x', '\ud800', '\udc80', 'a\ud800\udc00b', '\x80\xff', '')
BYTES = (b'abc', b'\xc3\xa9', b'\xff', b'\xed\xa0\x80', b'\xf0\x9f\x98\x80', b'\xf0\x9f\x98', b'\xe2\x82', b'a\x80b\x81', b'\xc0\xaf', b'\xf5\x80\x80\x80', b'\xe0\x80\x80', b'',
         b'\xf4\x90\x80\x80', b'\xc3(', b'\xe2(\xa1', b'\xf0\x28\x8c\x28', b'\xed\xb2\x80x')


def show(*args, work):
    try:
        print(*args, ascii(work()))
    except Exception as error:
        print(*args, type(error).__name__, ascii(str(error)))


for codec in CODECS:
    for handler in HANDLERS:
        for text in TEXTS:
            show(codec, handler, ascii(text), work=lambda: text.encode(codec, handler))
        for data in BYTES:
            show(codec, handler, data, work=lambda: data.decode(codec, handler))
for args in ((), (5,), ('utf-8', 5), (None,), ('utf-8', 'strict', 1)):
    show(args, work=lambda: 'a'.encode(*args))
    show(args, work=lambda: b'a'.decode(*args))
for args in ((b'a',), (b'a', 'ascii'), (b'\xff', 'ascii', 'ignore'), ('a', 'ascii'), (5, 'ascii'), (bytearray(b'x'), 'utf-8'), (memoryview(b'y'), 'utf-8')):
    show(args[1:], work=lambda: str(*args))
    show(args[1:], work=lambda: bytes(*args))
    show(args[1:], work=lambda: bytearray(*args))
try:
    'é'.encode('ascii')
except UnicodeEncodeError as error:
    print(error.encoding, error.object, error.start, error.end, error.reason, error.args)
try:
    b'a\xff'.decode()
except UnicodeDecodeError as error:
    print(error.encoding, error.object, error.start, error.end, error.reason, error.args)
print(repr('\x00\x07\x08\t\n\r\x1b\x7f\x80\xa0\xad\u200b\u2028\ud800\ue000\U000e0001\U0010ffff\'"\\'), ascii('\x7f\x80é한\U0001f600'), repr("it's"), repr('"'), repr('\'"'))
print(b'\x00\t\n\r\'"\\\x7f\xff', bytearray(b'\'\xff'), b"it's", b'\'"')
