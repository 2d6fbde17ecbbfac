# Slices as objects.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    'slice(5), slice(1, 5), slice(1, 5, 2)',
    'slice(5).start, slice(5).stop, slice(5).step',
    'slice(1, 10, 3).indices(5), slice(None, None, -1).indices(5), slice(-3, None).indices(5), slice(2 ** 70).indices(5)',
    'slice(1, 2, 0).indices(5)',
    "slice('a').indices(5)",
    'slice(5).indices(-1)',
    "slice(5).indices('a')",
    'slice(1, 2) == slice(1, 2), slice(1) < slice(2), slice(1) != slice(2)',
    'hash(slice(1))',
    'slice()',
    'slice(1, 2, 3, 4)',
    '[1, 2, 3][slice(0, 2)]',
    "'abc'[slice(None, None, -1)]",
    "repr(slice('a', [], {}))",
]:
    attempt(text)
