# SPDX-License-Identifier: MIT
"""Slices of memory that are taken from what changes, empty dicts that ask for no hash, and copies of bytearrays."""


class I:
    def __init__(s, f):
        s.f = f

    def __index__(s):
        s.f()
        return 1


def t(f, *a):
    try:
        print(f(*a))
    except BaseException as e:
        print(type(e).__name__, e)


def a(v, m, k):
    m[k] = v
    return m.tobytes()


v = bytearray(b'xyz')
r = bytearray(b'abcdef')
m = memoryview(r)
t(a, v, m, slice(0, I(v.clear)))
t(a, v, m, slice(0, I(lambda: v.extend(b'q'))))
print(v)
t(a, v, m, slice('a'))
t(a, 5, m, slice('a'))
t(a, b'z', m, slice(0, I(m.release)))
m = memoryview(r)
t(a, b'z', m, slice(0, I(lambda: 0)))
d = {}


class H:
    def __repr__(s):
        return "H"

    def __hash__(s):
        print('hash')
        return 1


t(d.pop, H(), 0)
t(d.pop, H())
t(d.pop, [])
t(d.get, H())
t(d.setdefault, [])
t({}.__contains__, [])
t(set().discard, [])
t(set().remove, [])


class S(str):
    pass


print(type(iter(S('a'))), type(iter('a')), type(iter('é')))
import _thread
import copy

t(copy.copy, memoryview(b''))
t(copy.copy, _thread.allocate_lock())
print(copy.copy(bytearray(b'a')), copy.deepcopy([bytearray(b'a')]))
for p in (0, 1, 2, 3, 4):
    print(bytearray(b'a\xff').__reduce_ex__(p), bytearray().__reduce_ex__(p))
print(bytearray(b'q').__reduce__())


class B(bytearray):
    pass


b = B(b'xy')
b.a = 1
c = copy.copy(b)
print(c, c.a, type(c).__name__, copy.deepcopy(b).a)
import pickle

print(pickle.loads(pickle.dumps(b)).a, pickle.dumps(bytearray(b'ab')))
