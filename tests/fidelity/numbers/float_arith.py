# Arithmetic of floats.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    '1.5 + 2, 2 - 0.5, 3 * 0.5, 7 / 2',
    '7.0 // 2, -7.0 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, -0.0 % 3',
    'divmod(7.5, 2), divmod(-7.5, 2)',
    '1.0 / 0',
    '1.0 // 0',
    '1.0 % 0',
    'divmod(1.0, 0)',
    '2.0 ** 0.5, 2 ** 0.5, 4 ** -0.5',
    '(-8) ** (1 / 3)',
    '0.0 ** -1',
    '1e200 ** 2',
    "float('inf') - float('inf'), float('inf') * 0",
    '1e308 + 1e308',
    '10 ** 400 * 1.0',
    '10 ** 400 / 10 ** 399, 10 ** 400 / 3 ** 800',
    '10 ** 400 / 3',
    '1 / 10 ** 400, (2 ** 1100 + 1) / 2 ** 1100, 1 / 3, 2 ** 53 / 3, (2 ** 60 + 1) / 7',
    '1e16 + 1 == 1e16',
    "0.0 == -0.0, 1.0 // float('inf'), -1.0 // float('inf'), 5 % float('inf'), -5 % float('inf')",
    'abs(-1.5), -1.5, +1.5, not 0.0',
    "1.5 + 'a'",
    '1.5 @ 2',
    'True + 0.5',
    'pow(2.0, 3, 5)',
    "pow(2, 3.0), 1 ** float('nan'), float('nan') ** 0",
]:
    attempt(text)
