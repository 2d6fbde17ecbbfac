# Floats from text, and hexadecimal.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    "float('1.5'), float(' -1e3 '), float('1_0.5'), float('.5'), float('5.')",
    "float('inf'), float('-Infinity'), float('NaN')",
    "float('1e400'), float('1e-400')",
    "float('')",
    "float('1.5.2')",
    "float('1__0')",
    "float('0x1p3')",
    "float('٣.٥')",
    "float(b'1.5'), float(bytearray(b'2'))",
    'float(None)',
    'float([])',
    "float('a\\0')",
    'float(10 ** 400)',
    'float(5), float(True), float()',
    "(1.5).hex(), (0.1).hex(), (0.0).hex(), (-0.0).hex(), (5e-324).hex(), float('inf').hex()",
    "float.fromhex('0x1.8p1'), float.fromhex('1.8'), float.fromhex(' -0x.8p-3 '), float.fromhex('inf')",
    "float.fromhex('0x1p-1074'), float.fromhex('0x1p-1075'), float.fromhex('0x1.8p-1075')",
    "float.fromhex('zz')",
    "float.fromhex('0x1p1024')",
    "float.fromhex('0x1.fffffffffffff7p1023')",
    'float.fromhex(5)',
]:
    attempt(text)
