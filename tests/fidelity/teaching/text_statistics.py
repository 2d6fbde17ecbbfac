# SPDX-License-Identifier: MIT
"""Words counted, a text turned about, ciphers, Korean text."""
text = """the quick brown fox jumps over the lazy dog
the dog sleeps and the fox runs away
파이썬의 메모리 파이썬의 객체"""

counts = {}
for word in text.split():
    counts[word] = counts.get(word, 0) + 1
for word, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:6]:
    print(f"{word:<8}|{n:>3}|{'*' * n}")
lines = text.splitlines()
print([len(line) for line in lines], [line.title() for line in lines[:1]], lines[2].replace("파이썬", "Python"))
letters = {}
for c in text:
    if c.isalpha() and c.isascii():
        letters.setdefault(c, []).append(1)
print("".join(sorted(letters, key=lambda c: (-len(letters[c]), c))), sum(map(len, letters.values())))


def caesar(text, shift):
    def turn(c):
        if not (c.isascii() and c.isalpha()):
            return c
        base = ord("A" if c.isupper() else "a")
        return chr((ord(c) - base + shift) % 26 + base)
    return "".join(map(turn, text))


secret = caesar("Hello, World!", 3)
print(secret, caesar(secret, -3))


def runs(text):
    result, previous, n = [], None, 0
    for c in text + "\0":
        if c != previous:
            if n:
                result.append(f"{n if n > 1 else ''}{previous}")
            previous, n = c, 0
        n += 1
    return "".join(result)


print(runs("aaabccdddd"), runs(""), runs("가가나"))
print([w for w in ("level", "python", "기러기", "Noon") if w.lower() == w.lower()[::-1]])
print(" ".join(word[::-1] for word in lines[0].split()), lines[0].find("fox"), lines[0].count("o"))
print({c: format(ord(c), "#x") for c in "A가😀"}, "가나다".encode(), len("😀".encode("utf-16-le")))
