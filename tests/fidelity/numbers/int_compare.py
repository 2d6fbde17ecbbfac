# Comparison and hash of numbers.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    '1 == 1.0, 1 == True, 1.0 == True, 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53',
    "2 ** 53 + 1 > 2.0 ** 53, 10 ** 400 > 1e308, -10 ** 400 < -1e308, 10 ** 400 < float('inf')",
    "1 < float('nan'), 1 == float('nan'), 1 != float('nan')",
    'hash(1), hash(1.0), hash(True), hash(-1), hash(-2), hash(0)',
    'hash(2 ** 61 - 1), hash(2 ** 61), hash(-2 ** 61), hash(2 ** 100), hash(10 ** 50)',
    "hash(0.5), hash(1.5), hash(-0.0), hash(1e300), hash(float('inf')), hash(float('-inf')), hash(2.0 ** 70) == hash(2 ** 70)",
    'hash(1j), hash(1 + 2j), hash(3 + 0j) == hash(3)',
    "1 < 'a'",
    "1 == 'a', 1 != None",
    'max(1, 1.0), max(1.0, 1)',
    'sorted([3, 1.5, True, -2, 10 ** 20, 1e19])',
    '2 ** 64 < 2 ** 65, -2 ** 64 > -2 ** 65, 2 ** 64 == 2 ** 64',
    "{1: 'a', 1.0: 'b', True: 'c'}",
    '1j == 1j, 1j != 2, (2 + 0j) == 2.0',
    '1j < 2j',
]:
    attempt(text)
