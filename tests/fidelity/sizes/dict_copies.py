# Copies of dicts: what keeps the table's size, what shares keys, what packs anew.
import sys


class Point:
    pass


p = Point()
p.x, p.y = 1, 2
shared = vars(p).copy()
print(sys.getsizeof(vars(p)), sys.getsizeof(shared), sys.getsizeof(dict(vars(p))), sys.getsizeof({**vars(p)}))
shared["z"] = 3
print(sys.getsizeof(shared), sys.getsizeof(vars(p)))
vars(p).clear()
print(sys.getsizeof(vars(p)), vars(p))
p.q = 1
print(sys.getsizeof(vars(p)), vars(p))
p = Point()
p.x = 1
print(vars(p).popitem(), sys.getsizeof(vars(p)))
p.x = 2
print(sys.getsizeof(vars(p)))
for gone in range(6):
    numbers = {i: i for i in range(10)}
    for i in range(gone):
        del numbers[i]
    copy, packed, merged = numbers.copy(), dict(numbers), numbers | {}
    print(gone, [sys.getsizeof(d) for d in (numbers, copy, packed, merged)], end=" ")
    for d in (numbers, copy, packed, merged):
        d[20] = 1
    print([sys.getsizeof(d) for d in (numbers, copy, packed, merged)])
words = {str(i): i for i in range(10)}
words[1] = 2
del words[1]
print(sys.getsizeof(words), sys.getsizeof(words.copy()), sys.getsizeof(dict(words)))
