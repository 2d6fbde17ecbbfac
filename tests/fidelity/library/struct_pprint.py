# struct and pprint.
import pprint
import struct
from collections import Counter, OrderedDict, defaultdict, deque
from dataclasses import dataclass
from types import SimpleNamespace


def show(text, call=None):
    try:
        print(text, '->', repr(eval(text)))
    except Exception as error:
        print(text, '->', type(error).__name__ + ':', error)


for text in '''struct.pack('<ihb', 1, -2, 3)
struct.pack('>Qf', 2 ** 64 - 1, 1.5)
struct.pack('bhi', 1, 2, 3), struct.calcsize('bhi'), struct.calcsize('<bhi'), struct.calcsize('bq')
struct.pack('5s3p?c', b'abc', b'xyz', True, b'q')
struct.unpack('<ihb', struct.pack('<ihb', 1, -2, 3))
struct.unpack('>d', struct.pack('>d', 3.14)), struct.unpack('<e', struct.pack('<e', 0.1)), struct.unpack('f', struct.pack('f', 0.1))
struct.unpack('2h2x', b'\\1\\0\\2\\0zz'), struct.unpack_from('<h', b'abcd', 2), list(struct.iter_unpack('<h', b'abcd'))
struct.Struct('<ii').size, struct.Struct('<ii').pack(1, 2), struct.Struct('<i').unpack(b'abcd')
struct.pack('b', 200)
struct.pack('B', -1)
struct.pack('h', 40000)
struct.pack('<i', 2 ** 40)
struct.pack('i')
struct.pack('i', 'a')
struct.pack('f', 'a')
struct.pack('s', 'a')
struct.pack('c', b'ab')
struct.unpack('i', b'abc')
struct.calcsize('z')
struct.pack('3', 1)
struct.unpack_from('i', b'ab')'''.split('\n'):
    show(text)
data = {'name': 'x' * 20, 'list': list(range(30)), 'nested': {'a': [1, 2, {'deep': ('tuple', 'of', 'things')}], 'b': None}, 'set': {3, 1, 2}}
pprint.pprint(data)
pprint.pprint(data, width=40, indent=4)
pprint.pprint(data, compact=True, depth=2)
pprint.pprint(data, sort_dicts=False)
pprint.pprint([1, 2])
pprint.pprint('word ' * 40)
pprint.pprint({'text': 'line one\nline two\n' + 'long ' * 30})
pprint.pprint(OrderedDict((i, 'v' * 20) for i in range(5)))
pprint.pprint(defaultdict(list, {i: ['v' * 20] * 3 for i in range(3)}))
pprint.pprint(Counter({'a' * 30: 3, 'b' * 30: 2, 'c' * 30: 1}))
pprint.pprint(deque(['x' * 30] * 4, maxlen=9))
pprint.pprint(SimpleNamespace(a='x' * 40, b='y' * 40))
pprint.pprint(('x' * 40, 'y' * 40))
pprint.pprint(frozenset(['x' * 40, 'y' * 40]))
pprint.pp({'b': 1, 'a': 2})


@dataclass
class D:
    first: str
    second: list


pprint.pprint(D('x' * 40, ['y' * 20] * 3))
print(pprint.pformat({1: 2, 'a': 3}), pprint.pformat(123456789, underscore_numbers=True), pprint.isreadable([1]), pprint.isrecursive([1]), pprint.saferepr({2: 1, 1: 2}))
show("pprint.pprint(1, width=0)")
