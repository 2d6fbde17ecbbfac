"""bytes, bytearray, memoryview, str, range and slice, changed by what their own operations call."""


def show(name, work):
    try:
        print(name, "->", work())
    except Exception as e:
        print(name, "->", type(e).__name__, e)


class Index:
    def __init__(self, change, value=0):
        self.change, self.value = change, value

    def __index__(self):
        self.change()
        return self.value


def find():
    b = bytearray(b"x" * 4000)
    return b.find(b"y", Index(b.clear))


def find_size():
    b = bytearray(b"x" * 8)
    return b.find(b"", Index(b.clear)), len(b)


def startswith():
    b = bytearray(b"x" * 4000)
    return b.startswith(b"x", Index(b.clear)), b.endswith(b"x", Index(b.clear))


def find_value():
    b = bytearray(b"x" * 4000)
    return bytearray(b"xyz").find(Index(lambda: None, 121)), b.rfind(Index(lambda: None, 120))


def get_item():
    b = bytearray(b"abc")
    return b[Index(b.clear)]


def set_item():
    b = bytearray(b"abc")
    b[Index(b.clear)] = 1


def set_item_value():
    b = bytearray(b"abc")
    b[1] = Index(b.clear, 65)


def get_slice():
    b = bytearray(b"abcdef")
    return b[Index(b.clear):]


def set_slice():
    b = bytearray(b"abcdef")
    b[Index(b.clear):] = b"xy"
    return b


def set_slice_twice():
    calls = []
    b = bytearray(b"abcdef")
    b[Index(lambda: calls.append(1), 2):4] = b"xy"
    b[Index(lambda: calls.append(2), 2):4] = bytearray(b"xy")
    b[Index(lambda: calls.append(3), 2):4] = [65, 66]
    return b, calls


def set_slice_value():
    b = bytearray(b"abcdef")

    def values():
        b.clear()
        yield 65
    b[2:4] = values()
    return b


def set_step():
    b = bytearray(b"abcdefgh")
    b[Index(b.clear):8:2] = b"1234"


def delete_step():
    b = bytearray(b"abcdefgh")
    del b[Index(lambda: b.__delitem__(slice(4, None)))::2]
    c = bytearray(range(20))
    del c[::3]
    d = bytearray(range(20))
    del d[15:2:-4]
    return b, c, d


def pop_insert():
    b = bytearray(b"abc")
    try:
        b.pop(Index(b.clear))
    except IndexError as e:
        print(e)
    b += b"abc"
    b.insert(Index(b.clear, 2), 65)
    b.insert(0, Index(b.clear, 66))
    b.append(Index(b.clear, 67))
    b.remove(Index(lambda: None, 67))
    return b


def extend():
    b = bytearray(b"abc")

    def values():
        b.clear()
        yield 65
        yield Index(b.clear, 66)
    b.extend(values())
    return b


def join():
    b = bytearray(b"--")

    class Parts:
        def __iter__(self):
            b.clear()
            return iter([b"a", b"c"])
    return b.join(Parts())


def repeat():
    b = bytearray(b"ab")
    b *= Index(lambda: b.extend(b"c"), 2)
    return b


def replace():
    b = bytearray(b"abab")
    return b.replace(b"a", b"xx", Index(b.clear, 1))


def split():
    b = bytearray(b"a b c")
    return b.split(b" ", Index(b.clear, 1))


def translate_and_others():
    b = bytearray(b"abc")
    return b.center(Index(b.clear, 10), b"*"), b.ljust(Index(lambda: None, 5)), b.expandtabs(Index(b.clear, 3))


def exported():
    b = bytearray(b"abcdef")
    m = memoryview(b)
    out = []
    for work in (b.clear, lambda: b.append(1), lambda: b.extend(b"xy"), lambda: b.pop(), lambda: b.__delitem__(slice(0, 2)), lambda: b.__setitem__(slice(0, 1), b"abc"),
                 lambda: b.__imul__(2), lambda: b.__delitem__(slice(None, None, 2)), lambda: b.insert(0, 1), lambda: b.remove(97), lambda: b.__iadd__(b"x"),
                 lambda: b.__init__(b"new"), lambda: b.__setitem__(slice(0, 2), b"zz")):
        try:
            out.append(work())
        except Exception as e:
            out.append(str(e))
    return out, bytes(b), bytes(m)


def view_index():
    m = memoryview(bytearray(b"abcdef"))
    return bytes(m[Index(m.release, 2):])


def view_item():
    m = memoryview(bytearray(b"abcdef"))
    return m[Index(m.release)]


def view_set():
    m = memoryview(bytearray(b"abcdef"))
    m[Index(m.release)] = 1


def view_set_value():
    m = memoryview(bytearray(b"abcdef"))
    m[0] = Index(m.release, 65)


def view_set_slice():
    m = memoryview(bytearray(b"abcdef"))
    m[Index(m.release):2] = b"xy"


def view_cast():
    b = bytearray(8)
    m = memoryview(b)
    c = m.cast("i")
    out = []
    for work in (m.release, b.clear, lambda: c.tolist(), c.release, m.release, b.clear, lambda: c.tolist(), lambda: len(m)):
        try:
            out.append(work())
        except Exception as e:
            out.append("%s %s" % (type(e).__name__, e))
    return out


def bytes_of():
    class B:
        def __bytes__(self):
            l.clear()
            return b"made"
    l = [B(), 1]
    out = [bytes(l[0])]
    l = [Index(lambda: l.clear(), 65), 66, 67]
    out.append(bytes(l))
    l = [Index(lambda: l.append(68), 65), 66]
    out.append(bytes(l)[:4])
    l = [Index(lambda: l.clear(), 65), 66, 67]
    out.append(bytearray(l))
    return out


def strings():
    s = "abcabc"
    out = [s.find("c", Index(lambda: None, 3)), s[Index(lambda: None, 2):], s * Index(lambda: None, 2), s.center(Index(lambda: None, 10), "-"),
           s.replace("a", "x", Index(lambda: None, 1)), s.split("b", Index(lambda: None, 1)), s.expandtabs(Index(lambda: None, 2))]

    class Table:
        def __getitem__(self, key):
            table.clear()
            return {97: None, 98: "long", 99: 120}[key]
    table = [1]
    out.append(s.translate(Table()))
    parts = ["a", "b"]

    class Words:
        def __iter__(self):
            parts.clear()
            return iter(["x", "y"])
    out.append("-".join(Words()))

    class Format:
        def __format__(self, spec):
            d.clear()
            return "F" + spec

        def __repr__(self):
            d.clear()
            return "R"

        def __str__(self):
            d.clear()
            return "S"
    d = {"a": Format(), "b": 2}
    out.append("{a:>3} {a!r}".format(**d))
    d = {"a": Format(), "b": Format()}
    out.append("%(a)s" % d)
    d = {"a": Format()}
    try:
        out.append("{a} {a}".format_map(d))
    except KeyError as e:
        out.append(repr(e))
    return out


def slices():
    out = [slice(True, 3).indices(5), slice(None, Index(lambda: None, 2)).indices(True), slice(False, True, True).indices(3), slice(True, None).indices(0)]
    calls = []

    class I:
        def __init__(self, n):
            self.n = n

        def __index__(self):
            calls.append(self.n)
            return self.n
    out.append(slice(I(1), I(5), I(2)).indices(I(10)))
    out.append(calls[:])
    calls.clear()
    out.append([1, 2, 3, 4, 5, 6][I(1):I(5):I(2)])
    out.append(calls[:])
    calls.clear()
    out.append("abcdef"[I(1):I(5):I(2)])
    out.append(calls[:])
    for x in out[0]:
        print(type(x).__name__, end=" ")
    print()
    return out


def ranges():
    class E:
        def __eq__(self, other):
            return other == 3
    r = range(5)
    return E() in r, r.index(E()), r.count(E()), range(True, 3), range(Index(lambda: None, 1), 4)[0], list(range(5))[Index(lambda: None, 2)]


def deletions():
    class C:
        pass
    out = []
    for target in (1, None, 2.5, "abc", b"abc", (1, 2), range(3), {1}, frozenset(), C(), C, len, {}.keys(), object(), 1j, memoryview(b"abc"), slice(1), iter([])):
        for key in 0, "k":
            try:
                del target[key]
                out.append("deleted")
            except Exception as e:
                out.append(str(e))
            try:
                target[key] = 1
            except Exception as e:
                out.append(str(e))
    return out


def too_large():
    out = []
    for work in (lambda: ("\t" * 10 ** 6).expandtabs(2 ** 31 - 1), lambda: "x" * (2 ** 62), lambda: [1] * (2 ** 62),
                 lambda: (1,) * 2 ** 62, lambda: b"ab" * 2 ** 62, lambda: bytearray(b"ab") * 2 ** 62, lambda: "%*d" % (2 ** 40, 1), lambda: b"\t\t" .expandtabs(2 ** 40),
                 lambda: "ab".center(2 ** 62), lambda: b"ab".ljust(2 ** 62), lambda: "a".zfill(2 ** 62), lambda: f"{1:{2 ** 62}}", lambda: 1 << 2 ** 62, lambda: 3 ** 2 ** 62 if False else 0,
                 lambda: bytes(2 ** 62), lambda: bytearray(2 ** 62), lambda: [].extend(range(2 ** 62)) if False else 0, lambda: (2 ** 62).to_bytes(2 ** 62, "big")):
        try:
            out.append(len(work()) if work() else 0)
        except Exception as e:
            out.append((type(e).__name__, str(e)))
    for line in out:
        print("  ", line)


for name, work in list(globals().items()):
    if callable(work) and name not in ("show", "Index"):
        show(name, work)
