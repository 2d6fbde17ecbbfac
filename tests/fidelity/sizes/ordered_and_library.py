# Sizes of an OrderedDict as it grows, moves and shrinks, and of objects of the library's types.
import datetime
import itertools
import sys
from collections import OrderedDict


class Recent(OrderedDict):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self.limit:
            print("out:", self.popitem(last=False))


keys = [(n, "key") for n in range(30)]
ordered, sizes = OrderedDict(), []
print(sys.getsizeof(ordered), OrderedDict.__basicsize__)
for key in keys:
    ordered[key] = None
    sizes.append(sys.getsizeof(ordered))
print(sizes, sys.getrefcount(keys[0]))
copy, plain = ordered.copy(), dict(ordered)
print(sys.getrefcount(keys[0]), sys.getsizeof(copy), sys.getsizeof(plain))
copy.clear()
print(sys.getrefcount(keys[0]), sys.getsizeof(copy))
del plain
for key in keys[:25]:
    del ordered[key]
ordered.move_to_end(keys[26])
ordered.move_to_end(keys[28], last=False)
print([n for n, _ in ordered], sys.getsizeof(ordered), sys.getrefcount(keys[0]), sys.getrefcount(keys[26]))
ordered[keys[0]] = 1
ordered.setdefault(keys[0], 2)
print(ordered.pop(keys[0]), sys.getrefcount(keys[0]), len(ordered))
recent = Recent(2)
for n in (0, 1, 0, 2):
    recent[keys[n]] = n
print([n for n, _ in recent], sys.getsizeof(recent), sys.getrefcount(keys[0]), sys.getrefcount(keys[1]))
del recent, ordered
print(sys.getrefcount(keys[0]))
day = datetime.datetime(2024, 2, 29)
print([sys.getsizeof(x) for x in (day, day.date(), day.time(), day - day, datetime.timezone.utc)])
print([sys.getsizeof(x) for x in (itertools.combinations("abc", 2), itertools.permutations("abc", 2), itertools.product("ab", "c"),
                                  itertools.combinations_with_replacement("abc", 2))])


def frames(a, b):
    c = a
    return sys._getframe()


print(sys.getsizeof(frames(1, 2)), sys.getsizeof(sys._getframe()))
