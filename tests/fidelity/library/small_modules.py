# array, hashlib, base64, uuid, secrets, timeit, platform.
import base64
import hashlib
import platform
import secrets
import timeit
import uuid
from array import array


def show(text, call=None):
    try:
        print(text, '->', repr(eval(text)))
    except Exception as error:
        print(text, '->', type(error).__name__ + ':', error)


a = array('i', [3, 1, 2])
a.append(5)
a.extend([7])
a.insert(1, 9)
for text in '''a, len(a), a[0], a[-1], a[1:3], a.itemsize, a.typecode, list(a), 9 in a
a.pop(), a.index(2), a.count(3), a + array('i', [1]), a * 2, a == array('i', [3, 9, 1, 2, 5]), a < array('i', [4])
array('d', [1.5, 2]), array('f', [0.1])[0], array('u', 'hé'), array('b'), array('B', b'ab'), a.tobytes()[:4], a.tolist()
array('b', [200])
array('B', [-1])
array('h', [40000])
array('i', [2 ** 40])
array('i', ['a'])
array('i', [1.5])
array('z')
array('d', ['a'])
a[10]
a.remove(99)
array('i').pop()
a + [1]
hashlib.md5(b'hello').hexdigest(), hashlib.sha1(b'').hexdigest(), hashlib.sha256(b'abc').digest()[:4], hashlib.new('sha512', b'x').hexdigest()[:10]
hashlib.sha256().digest_size, hashlib.sha256().name, hashlib.sha256().block_size
hashlib.md5('text')
hashlib.new('nothing')
base64.b64encode(b'hello!?>'), base64.b64decode('aGVsbG8='), base64.urlsafe_b64encode(b'\\xff\\xfe\\xfd'), base64.b32encode(b'hi'), base64.b16encode(b'hi')
base64.b32decode('NBUQ===='), base64.b16decode('6869'), base64.b64encode(b''), base64.b64decode(b'YQ==')
base64.b64decode('abc')
base64.b64decode('abcde')
base64.b64encode('x')
uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org'), uuid.uuid3(uuid.NAMESPACE_DNS, 'python.org').version, uuid.UUID(int=5), str(uuid.UUID('12345678123456781234567812345678'))
uuid.UUID('x')
len(str(uuid.uuid4())), uuid.uuid4().version, uuid.uuid4() != uuid.uuid4()
len(secrets.token_hex(8)), 0 <= secrets.randbelow(5) < 5, len(secrets.token_bytes(3)), secrets.compare_digest('a', 'a')
timeit.timeit('x = 1', number=3) > 0, len(timeit.repeat(lambda: None, number=2, repeat=3))
platform.python_version(), platform.python_implementation(), platform.system()'''.split('\n'):
    show(text)
show('hash(a)')
