# Tables of characters.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    "str.maketrans('abc', 'xyz')",
    "str.maketrans('ab', 'xy', 'c')",
    "str.maketrans({'a': 'b', 98: None})",
    "'abcabc'.translate(str.maketrans('ab', 'xy', 'c'))",
    "'abc'.translate({97: 'long', 98: None, 99: 65})",
    "'abc'.translate({})",
    "'abc'.translate(['x'] * 200)",
    "'abc'.translate({97: -1})",
    "'abc'.translate({97: 1.5})",
    "str.maketrans('ab', 'x')",
    "str.maketrans({'ab': 1})",
    'str.maketrans(5)',
]:
    attempt(text)

class Table:
    def __getitem__(self, code):
        if code == ord("b"):
            raise LookupError
        return chr(code).upper() * 2

print("abc".translate(Table()))
