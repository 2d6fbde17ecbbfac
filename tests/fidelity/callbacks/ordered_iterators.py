# SPDX-License-Identifier: MIT
"""OrderedDicts that change while they are iterated over, and a bytearray that a search holds."""
import re
from collections import OrderedDict

CHANGES = [lambda d: d.pop(next(iter(d))), lambda d: d.popitem(), lambda d: d.clear(), lambda d: d.update(new=1), lambda d: None]
WAYS = [iter, reversed, lambda d: iter(d.items()), lambda d: iter(d.values()), lambda d: reversed(d.items()), lambda d: reversed(d.values())]
for size in range(4):
    for change in CHANGES:
        for way in WAYS:
            for when in range(size):
                d = OrderedDict(zip('abc'[:size], range(size)))
                seen = []
                iterator = way(d)
                try:
                    for item in iterator:
                        seen.append(item)
                        if len(seen) == when + 1 and size - when != 2:
                            change(d)
                    print(seen, len(d))
                except RuntimeError as error:
                    print(seen, error, len(d))
                    try:
                        print(list(iterator))
                    except RuntimeError as again:
                        print(again)

data = bytearray(b'a1b22c333')
found = re.finditer(rb'\d+', data)
print(next(found).group())
for change in (data.clear, lambda: data.append(1), lambda: data.extend(b'12')):
    try:
        change()
    except BufferError as error:
        print(error)
data[-1:] = b'x'
print([match.group() for match in found])
del found
data.clear()
scanner = re.compile(b'a').scanner(data)
try:
    data.append(97)
except BufferError as error:
    print(error)
del scanner
data.append(97)
print(data)
