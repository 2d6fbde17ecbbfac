# Ranges.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    'range(5), range(1, 5), range(1, 10, 3), range(5, 0, -2)',
    'list(range(5)), list(range(5, 0, -2)), list(range(0)), list(range(3, 1))',
    'len(range(10, 0, -3)), range(10)[3], range(10)[-1], range(10)[2:5], range(10)[::-1], range(0, 10, 3)[1:]',
    'range(10)[10]',
    "range(10)['a']",
    'range(1, 2, 0)',
    'range(1.5)',
    'range()',
    'range(1, 2, 3, 4)',
    "3 in range(5), 5 in range(5), 4 in range(0, 10, 2), 3.0 in range(5), 'a' in range(5), True in range(3)",
    'range(5).index(3), range(5).count(3), range(5).count(9)',
    'range(5).index(9)',
    "range(5).index('a')",
    'range(0) == range(2, 2), range(0, 3, 2) == range(0, 4, 2), range(3) == [0, 1, 2]',
    'range(10 ** 20)[10 ** 19], len(range(10 ** 18)), 10 ** 19 in range(10 ** 20)',
    'len(range(10 ** 20))',
    'list(range(2 ** 63 - 2, 2 ** 63 + 2))',
    'list(reversed(range(5))), list(reversed(range(0, 10, 3))), list(reversed(range(2 ** 70, 2 ** 70 + 3)))',
    'range(5).start, range(1, 5).stop, range(1, 9, 2).step',
    'bool(range(0)), bool(range(1))',
    'hash(range(3)) == hash(range(0, 3, 1)), {range(3): 1}[range(0, 3)]',
    'type(iter(range(3))).__name__, type(iter(range(2 ** 70))).__name__',
    'range(True, 5), range(5).__reduce__()',
]:
    attempt(text)

it = iter(range(3))
print(it.__length_hint__(), next(it), it.__length_hint__(), list(it), list(it))
