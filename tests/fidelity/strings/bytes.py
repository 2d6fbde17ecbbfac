# The methods of bytes.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    "b'abc'[1], b'abc'[1:], b'abc'[::-1]",
    "b'a' + b'b', b'ab' * 2",
    "b'a' + 'b'",
    "b'abc'.find(b'b'), b'abc'.find(98)",
    "b'abc'.find('b')",
    "98 in b'abc', b'bc' in b'abc'",
    "300 in b'abc'",
    "b'a,b'.split(b','), b' a b '.split()",
    "b'Hello'.upper(), b'Hello'.swapcase(), b'hello world'.title()",
    "b'abc'.replace(b'b', b'xx')",
    "b'abc'.hex(), b'abcd'.hex(':', 2), b'abcd'.hex('-', -3)",
    "bytes.fromhex('00 ff 1A')",
    "bytes.fromhex('0x')",
    "bytes(3), bytes([1, 2]), bytes(b'x'), bytes(range(3))",
    'bytes([256])',
    'bytes(-1)',
    "bytes('a')",
    'bytes(1.5)',
    "b'abc'.translate(bytes.maketrans(b'ab', b'xy'), b'c')",
    "b'-5'.zfill(4), b'ab'.center(5, b'*')",
    "b','.join([b'a', bytearray(b'b')])",
    "b','.join([b'a', 'b'])",
    "b'abc'.startswith((b'x', b'a'))",
    "b'%d %s %a' % (5, b'x', 'é')",
    "hash(b'abc') == hash('abc')",
    "b'abc' == 'abc', b'abc' < b'abd', b'a' == bytearray(b'a')",
    "b'' is b'', bytes([97]) is b'a'",
]:
    attempt(text)
