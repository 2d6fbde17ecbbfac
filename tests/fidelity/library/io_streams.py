# SPDX-License-Identifier: MIT
# io: StringIO and BytesIO.
import io

s = io.StringIO()
print('a', 'b', file=s)
s.write('xyz')
print(repr(s.getvalue()), s.tell())
s.seek(0)
print(s.readline(), s.read(), list(io.StringIO('a\nb\n')))
s = io.StringIO('hello')
s.seek(2)
s.write('XX')
print(s.getvalue(), s.read(), s.truncate(2), s.getvalue())
b = io.BytesIO(b'abc')
print(b.read(2), b.read(), b.write(b'de'), b.getvalue(), b.seek(0), b.readlines())
with io.StringIO() as z:
    z.write('q')
for e in (
    'z.write("a")',
    's.write(b"a")',
    'b.write("s")',
    'io.StringIO(3)',
    's.seek(-1)',
    's.seek(1, 1)',
    's.fileno()',
):
    try:
        print(e, eval(e))
    except Exception as x:
        print(e, type(x).__name__, x)
