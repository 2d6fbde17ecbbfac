# The % operator of bytes.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    "b'%d %s %b' % (1, b'a', bytearray(b'c'))",
    "b'%5d|%-5d|%05d' % (42, 42, 42)",
    "b'%x %#X %o' % (255, 255, 8)",
    "b'%.2f %e %g' % (1.555, 1234.5, 0.5)",
    "b'%c%c' % (65, b'x')",
    "b'%a %r' % ('é', 'é')",
    "b'%(a)s' % {b'a': b'x'}",
    "b'%%' % ()",
    "b'%s' % 'a'",
    "b'%d' % 'a'",
    "b'%c' % 300",
    "b'%c' % 'a'",
    "b'%y' % 1",
    "b'%s %s' % b'a'",
    "b'%s' % (b'a', b'b')",
    "b'%f' % 'a'",
    "bytearray(b'%d') % 5",
    "b'%5s|%-5s|%.1s' % (b'abc', b'abc', b'abc')",
]:
    attempt(text)

class Data:
    def __bytes__(self):
        return b"data"

print(b"<%s>" % Data(), b"<%b>" % Data())
