# Ints from text and to text.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    "int('42'), int(' -42 '), int('+7')",
    "int('1_000'), int('0x1f', 16), int('0b11', 0), int('0o17', 0), int('z', 36)",
    "int('010'), int('00', 0)",
    "int('010', 0)",
    "int('1__0')",
    "int('_1')",
    "int('')",
    "int('  ')",
    "int('4.5')",
    "int('٣٤')",
    "int('5', 37)",
    "int('5', 1)",
    'int(5, 10)',
    "int(b'12'), int(bytearray(b'7'))",
    "int(b'x')",
    'int(None)',
    'int([])',
    'int()',
    "int('12', base=8)",
    'int(base=8)',
    'int(3.99), int(-3.99), int(True)',
    "int(float('inf'))",
    "int(float('nan'))",
    "int('9' * 5000)",
    'len(str(10 ** 4299))',
    'str(10 ** 4300)',
    "int('f' * 5000, 16) > 0",
    'hex(255), oct(8), bin(5), hex(-255)',
    'str(-2 ** 100), repr(2 ** 64), str(0)',
    'int(1e20), int(2.0 ** 70), int(1e300) == 10 ** 300',
]:
    attempt(text)
