# How many bytes texts take.
import sys

for text in ("", "a", "abc", "é", "éa", "한", "한글", "😀", "a😀", "a" * 100, "é" * 100, "한" * 100):
    print(ascii(text[:3]), len(text), sys.getsizeof(text))
for data in (b"", b"a", b"abc", b"x" * 100):
    print(data[:3], sys.getsizeof(data))


class Text(str):
    pass


class Slotted(str):
    __slots__ = ()


for cls in (Text, Slotted):
    for text in ("", "abc", "한글"):
        print(cls.__name__, cls(text).__sizeof__())
