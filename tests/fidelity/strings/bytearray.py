# A bytearray grows and shrinks.
import sys

data = bytearray(b"hello")
data.append(33)
data += b" you"
data.extend([49, 50])
print(data, len(data))
data[0] = 72
data[1:3] = b"EEE"
print(data)
del data[::2]
print(data)
data.insert(1, 120)
print(data.pop(), data.pop(0), data)
data.remove(ord("x"))
data.reverse()
print(data, data.upper(), bytes(data))
data *= 2
print(data)
for wrong in (lambda: data.append(256), lambda: data.append("a"), lambda: data.remove(1), lambda: data.__setitem__(0, 300),
              lambda: data.__setitem__(99, 1), lambda: data[99], lambda: hash(data), lambda: bytearray("a"), lambda: bytearray().pop(),
              lambda: data.__setitem__(slice(0, 2), "ab"), lambda: data.__setitem__(slice(0, 4, 2), b"xyz")):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
sizes = []
data = bytearray()
for i in range(40):
    data.append(i)
    sizes.append(sys.getsizeof(data))
print(sizes)
while data:
    del data[0]
    sizes.append(sys.getsizeof(data))
print(sizes[40:])
print([sys.getsizeof(bytearray(n)) for n in range(8)])
