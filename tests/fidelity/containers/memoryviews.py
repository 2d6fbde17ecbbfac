# SPDX-License-Identifier: MIT
# Views of bytes, bytearrays and arrays: formats, casts, assignment, comparison, release.
from array import array

a = array('i', [1, 2, 3, 4])
m = memoryview(a)
print(
    list(m),
    m.itemsize,
    m.format,
    m.nbytes,
    len(m),
    m.shape,
    m.strides,
    m.suboffsets,
    m.readonly,
    m.obj is a,
    m.ndim,
    m.c_contiguous,
    m.contiguous,
)
m[2] = 6
print(a)
print(m[1:-1].tolist(), m[::2].tolist(), m[::-1].tolist(), m[::2].strides, m[::2].contiguous)
for code in 'bBhHiIlLqQfd':
    mm = memoryview(array(code, [1, 2]))
    print(code, mm.itemsize, mm.format, mm.nbytes, mm.tolist(), mm.tobytes(), mm[1])
for v in (1.5, 'x', None, 2**40, -1, True):
    for code in 'bBiIqQfd':
        mm = memoryview(array(code, [1, 2]))
        try:
            mm[0] = v
            print(code, v, mm[0])
        except Exception as e:
            print(code, v, type(e).__name__, e)
b = bytearray(b'abcdefgh')
m = memoryview(b)
c = m.cast('H')
print(c.tolist(), c.format, c.itemsize, len(c), c.shape, c.nbytes, c.strides)
c[0] = 0x4142
print(b)
for f in ('i', 'q', 'd', 'f', 'c', 'b', '?', '@I', 'P', 'n', 'N'):
    try:
        print(f, m.cast(f).tolist(), m.cast(f).format)
    except Exception as e:
        print(f, type(e).__name__, e)
for f in ('<i', 'ii', 'z', '', 3, 'w'):
    try:
        print(f, m.cast(f))
    except Exception as e:
        print(f, type(e).__name__, e)
try:
    m[::2].cast('B')
except TypeError as e:
    print(e)
try:
    m[:3].cast('i')
except TypeError as e:
    print(e)
try:
    c.cast('i')
except TypeError as e:
    print(e)
print(c.cast('B').tolist()[:3])
r = m.toreadonly()
print(r.readonly, r[0], r.tobytes())
try:
    r[0] = 1
except TypeError as e:
    print(e)
print(
    memoryview(b'abc') == b'abc',
    memoryview(array('i', [1, 2])) == memoryview(array('q', [1, 2])),
    memoryview(array('i', [97])) == b'a',
    m == b,
    m != b'x',
    b == m,
    memoryview(array('d', [1.0])) == array('i', [1]),
)
try:
    memoryview(b'ab') < b'ac'
except TypeError as e:
    print(e)
print(hash(memoryview(b'ab')) == hash(b'ab'))
try:
    hash(m)
except ValueError as e:
    print(e)
try:
    hash(memoryview(b'abcd').cast('i'))
except ValueError as e:
    print(e)
m = memoryview(bytearray(b'12345678'))
m[2:4] = b'ab'
print(m.tobytes())
for bad in (b'abc', 'ab', array('h', [1]), 5):
    try:
        m[2:4] = bad
        print(m.tobytes())
    except Exception as e:
        print(type(e).__name__, e)
try:
    m[2:4] = memoryview(b'xyzw')[::2]
    print(m.tobytes())
except Exception as e:
    print(type(e).__name__, e)
try:
    del m[0]
except TypeError as e:
    print(e)
for k in (100, -100, 'a', 1.5, (1,), (0, 0), Ellipsis, ()):
    try:
        print(m[k])
    except Exception as e:
        print(type(e).__name__, str(e).split(' at ')[0])
import weakref

w = weakref.ref(m)
print(w() is m)
with memoryview(bytearray(b'xy')) as q:
    print(q[0], 120 in q, list(reversed(q)))
try:
    q[0]
except ValueError as e:
    print(e)
print(repr(q).split(' at ')[0])
for at in ('obj', 'nbytes', 'format', 'shape', 'tolist', 'c_contiguous'):
    try:
        v = getattr(q, at)
        print(v() if callable(v) else v)
    except ValueError as e:
        print(e)
ba = bytearray(b'abc')
v = memoryview(ba)
for f in (
    lambda: ba.append(1),
    lambda: ba.extend(b'x'),
    lambda: ba.clear(),
    lambda: ba.__setitem__(slice(0, 1), b'xx'),
):
    try:
        f()
        print('ok')
    except BufferError as e:
        print(e)
ba[0] = 65
print(ba, v[0])
v.release()
ba.append(66)
print(ba)
x = array('h', [1, 2])
y = memoryview(x)
for f in (lambda: x.append(3), lambda: x.extend([1]), lambda: x.pop(), lambda: x.__setitem__(0, 9)):
    try:
        f()
        print('ok')
    except BufferError as e:
        print(e)
print(
    x,
    bytes(x),
    bytes(memoryview(x)),
    bytearray(memoryview(x)[1:]),
    b''.join([memoryview(b'ab'), bytearray(b'c')]),
    b'a' + memoryview(b'b'),
    len(memoryview(array('q', [1, 2, 3]))),
)
print(
    memoryview(b'abc').hex(),
    memoryview(b'abc').hex('-'),
    memoryview(array('h', [1])).hex(),
    memoryview(b'abc')[::2].hex(),
)


class BS(bytes):
    pass


print(memoryview(BS(b'q')).obj, memoryview(memoryview(b'ab')[1:]).obj)
for bad in ('abc', 5, [1], None):
    try:
        memoryview(bad)
    except TypeError as e:
        print(e)
try:
    memoryview(b'a').itemsize = 1
except AttributeError as e:
    print(e)
import sys

print(sys.getsizeof(memoryview(b'abc')))
for i, z in zip(range(3), memoryview(array('f', [1.5, 2.5]))):
    print(i, z)
