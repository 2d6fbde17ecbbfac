# Hashes with PYTHONHASHSEED=0.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    "hash('')",
    "hash('a')",
    "hash('abc')",
    "hash('hello world')",
    "hash('abcdefgh')",
    "hash('abcdefghi')",
    "hash('é')",
    "hash('한글')",
    "hash('😀')",
    "hash('a' * 100)",
    "hash(b'')",
    "hash(b'abc')",
    "hash(('a', 'b', 1))",
]:
    attempt(text)
