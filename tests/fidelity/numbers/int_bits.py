# Shifts and bits.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    '1 << 100',
    '1 << 0, 5 << 3, -5 << 3',
    '-1 >> 1, -5 >> 1, 5 >> 1, 5 >> 100, -5 >> 100',
    '2 ** 100 >> 90, -(2 ** 100) >> 90, (-(2 ** 100) - 1) >> 100',
    '1 << -1',
    '1 >> -1',
    '0 << 2 ** 70',
    '12 & 10, 12 | 10, 12 ^ 10',
    '-12 & 10, -12 | 10, -12 ^ 10',
    '2 ** 70 & -2 ** 65, 2 ** 70 | -1, 2 ** 70 ^ -1',
    '-2 ** 70 & -2 ** 65, -2 ** 64 | 2 ** 3',
    'True & False, True | False, True ^ True, True & 1',
    '(255).bit_length(), (256).bit_length(), (0).bit_length(), (-8).bit_length(), (2 ** 100).bit_length()',
    '(255).bit_count(), (-255).bit_count(), (2 ** 100 - 1).bit_count()',
    '1.5 & 1',
    "(1024).to_bytes(2, 'big'), (1024).to_bytes(4, 'little'), (-1).to_bytes(3, 'big', signed=True)",
    "(300).to_bytes(1, 'big')",
    "(-1).to_bytes(1, 'big')",
    "(128).to_bytes(1, 'big', signed=True)",
    '(5).to_bytes()',
    "int.from_bytes(b'\\x01\\x00', 'big'), int.from_bytes(b'\\xff\\xfe', 'little', signed=True), int.from_bytes([1, 2])",
    "int.from_bytes(b'\\xff' * 20, 'big') == 2 ** 160 - 1",
    "int.from_bytes('a', 'big')",
    "(3).to_bytes(1, 'middle')",
]:
    attempt(text)
