# SPDX-License-Identifier: MIT
"""struct holds the buffer that it works on, takes an offset as an index, and packs where it stands."""
import struct
class X:
    def __init__(s, n): s.n = n
    def __index__(s): return s.n
def t(f, *a):
    try: print(f.__name__, f(*a))
    except Exception as e: print(f.__name__, type(e).__name__, e)
b = bytearray(b"abcdefgh")
for off in (X(1), X(0), -1, -2, -8, -9, 7, 8, 9, 1.5, "a", None, X(98)):
    t(struct.unpack_from, "2b", b, off)
    t(struct.pack_into, "2b", b, off, 1, 2)
    t(struct.unpack_from, "2b", memoryview(b), off)
print(b)
t(struct.pack_into, "2b", b, 0, 1)
t(struct.pack_into, "2b", b)
t(struct.pack_into, "2b")
t(struct.pack_into, "2b", b"abc", 0, 1, 2)
t(struct.pack_into, "2b", "abc", 0, 1, 2)
t(struct.pack_into, "2b", 5, 0, 1, 2)
t(struct.unpack_from, "2b", "abc")
t(struct.unpack_from, "2b", 5)
t(struct.unpack, "2b", "ab")
t(struct.unpack, "2b", 5)
t(struct.unpack, "2b", memoryview(b)[:2])
t(struct.unpack, "2b", memoryview(b)[::4])
t(struct.iter_unpack, "2b", "ab")
t(list, struct.iter_unpack("2b", b))
t(struct.iter_unpack, "3b", b)
t(struct.iter_unpack, "", b)
class C:
    def __index__(s):
        try: b.clear()
        except BufferError as e: print("held", e)
        return 1
t(struct.pack_into, "2b", b, 0, C(), C())
t(struct.pack_into, "2b", b, C(), 1, 2)
t(struct.unpack_from, "2b", b, C())
print(b)
class D:
    def __index__(s): b.reverse(); return 3
t(struct.pack_into, "2b", b, 0, D(), D()); print(b)
it = struct.iter_unpack("2b", b)
print(next(it))
try: b.append(1)
except BufferError as e: print(e)
print(list(it), type(it).__name__, it.__length_hint__() if hasattr(it, "__length_hint__") else 0)
del it
b.append(1)
s = struct.Struct("<2h"); c = bytearray(8)
print(s.pack_into(c, 2, -1, 7), c, s.unpack_from(c, 2), s.unpack_from(buffer=c, offset=4))
t(s.pack_into, c, 6, 1, 2); t(s.pack_into, c, 0, 1); t(s.unpack_from, c, 6)
t(s.pack, 1); t(s.unpack, b"a"); t(s.pack, 40000, 1)
b = bytearray(b"abcdefgh")
for off in (-1, -2, -3, -8, -9, -10):
    for n in ("2b", "0s", "9b", "b"):
        for f in (lambda: struct.unpack_from(n, b, off), lambda: struct.pack_into(n, bytearray(b), off, *([b"" if n == "0s" else 1] * (1 if n == "0s" else struct.calcsize(n))))):
            try: print(off, n, f())
            except struct.error as e: print(off, n, e)
