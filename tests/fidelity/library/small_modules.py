# SPDX-License-Identifier: MIT
# errno, binascii, importlib, graphlib, sched, getopt, shlex.
import binascii
import errno
import getopt
import graphlib
import importlib
import os
import sched
import shlex

print(
    errno.ENOENT,
    errno.EEXIST,
    errno.errorcode[13],
    errno.ENOTSUP,
    errno.EHOSTUNREACH,
    len(errno.errorcode),
    errno.EWOULDBLOCK,
    sorted(n for n in dir(errno) if n.startswith('E'))[:5],
    sum(v for k, v in vars(errno).items() if k.startswith('E')),
)
try:
    raise OSError(errno.ENOENT, 'gone')
except FileNotFoundError as e:
    print(repr(e), e.errno == errno.ENOENT)
print(str(OSError(errno.EIO, 'x')), str(OSError(9999)))
print(
    binascii.hexlify(b'\x00\x7f\xff'),
    binascii.hexlify(b'abcdef', '-', 2),
    binascii.unhexlify('00fF'),
    binascii.crc32(b'hello'),
    binascii.crc32(b'lo', binascii.crc32(b'hel')),
    binascii.crc_hqx(b'abc', 0),
)
for t in (b'', b'a', b'ab', b'abc', bytes(range(20))):
    print(binascii.b2a_base64(t), binascii.a2b_base64(binascii.b2a_base64(t)) == t)
for bad in ('0', 'zz', b'0g', 'é', 5):
    try:
        print(binascii.unhexlify(bad))
    except Exception as e:
        print(type(e), e)
for bad in (b'YQ', b'Y', b'YWJj', b'YQ==', b'YQ=', b'Y!W!Jj', b'YWJjY', b'YQ==YQ==', b'=', b'a==='):
    try:
        print(bad, binascii.a2b_base64(bad))
    except Exception as e:
        print(bad, type(e), e)
m = importlib.import_module('json')
print(m.dumps([1]), importlib.import_module('collections.abc').__name__)
try:
    importlib.import_module('nope')
except ModuleNotFoundError as e:
    print(e)
ts = graphlib.TopologicalSorter({'D': {'B', 'C'}, 'B': ['A'], 'C': ['A']})
o = list(ts.static_order())
print(o[0], sorted(o[1:3]), o[3])
try:
    list(graphlib.TopologicalSorter({1: [2], 2: [3], 3: [1]}).static_order())
except graphlib.CycleError as e:
    print(e, e.args[1])
t = graphlib.TopologicalSorter()
t.add('b', 'a')
t.add('c', 'a')
t.prepare()
while t.is_active():
    r = t.get_ready()
    print(r)
    t.done(*r)
for f in (
    lambda: t.add(1),
    lambda: t.prepare(),
    lambda: t.done('zz'),
    lambda: t.done('a'),
    lambda: graphlib.TopologicalSorter().get_ready(),
):
    try:
        f()
    except ValueError as e:
        print(e)
s = sched.scheduler()
out = []
s.enter(0.2, 1, out.append, ('b',))
s.enter(0.1, 1, out.append, argument=('a',))
s.enter(0.2, 0, out.append, kwargs={}, argument=('c',))
x = s.enter(0.3, 1, print)
s.cancel(x)
s.run()
print(out, s.empty(), x.priority)
print(
    getopt.getopt(['-a', '-b', 'val', '--long', '--opt=3', 'rest', '-x'], 'ab:', ['long', 'opt=']),
    getopt.gnu_getopt(['x', '-a', 'y', '--lo', '--', '-z'], 'a', ['long']),
)
for a in (['-z'], ['-b'], ['--nope'], ['--long=3'], ['--opt']):
    try:
        getopt.getopt(a, 'ab:', ['long', 'opt='])
    except getopt.GetoptError as e:
        print(e, e.opt)
print(
    shlex.split("a 'b c' \"d \\\" e\" f\\ g '' # x"),
    shlex.split('a # b\nc', comments=True),
    shlex.quote("it's"),
    shlex.quote(''),
    shlex.join(['a b', 'c']),
)
for bad in ("'a", '"a', 'a\\'):
    try:
        shlex.split(bad)
    except ValueError as e:
        print(e)
