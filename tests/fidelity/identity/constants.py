# Which constants are one object: within a code object, between functions, folded or not.
a = 1000
b = 1000
print("ints of one module", a is b)
print("a float", 1.5 is 1.5, "a tuple", (1, 2) is (1, 2), "bytes", b"ab" is b"ab")
print("folded", 500 + 500 is a, 10 ** 3 is a, -1000 is -1000, 2 * 500 is b)


def f():
    return 1000


def g():
    return 1000


print("in functions", f() is g(), f() is a, f() is f())
print("strings in functions", (lambda: "ab cd")() is (lambda: "ab cd")(), (lambda: "abcd")() is (lambda: "abcd")())
x = "hello"
y = "hello"
z = "hel" + "lo"
w = "".join(["hel", "lo"])
print("names", x is y, x is z, x is w, x == w)
u = "hello world"
v = "hello world"
print("with a space", u is v, u is "hello " + "world")
n = int("1000")
print("made at run time", n is a, n == a)
small = int("100")
print("small", small is 100, int("256") is 256, int("257") is 257, int("-5") is -5, int("-6") is -6)
print("arithmetic", a + 1 is a + 1, 5 + small is 105, 256 + 1 is 257)
t = (1, (2, 3), "x")
s = (1, (2, 3), "x")
print("tuples", t is s, t[1] is s[1], (1, 2.0) is (1, 2), () is ())
print("empty", "" is str(), () is tuple(), frozenset() is frozenset(), b"" is bytes(), [] is [], {} is {})
print("True", (1 < 2) is True, (1 == 2) is False, bool(1) is True, not 0 is True)
print("None", None is None, print.__doc__ is None, f.__doc__ is None)
print("Ellipsis", ... is Ellipsis, NotImplemented is NotImplemented)
print("repeated", "ab" * 2 is "abab", "-" * 10 is "----------", "a" * 5000 is "a" * 5000)
print("slices", "hello"[:] is "hello", x[0:5] is x, x[0] is "h", x[1:2] is "e", (1, 2, 3)[:] is (1, 2, 3))
print("copies", str(x) is x, tuple(t) is t, int(a) is a, float(1.5) is 1.5, list(range(2)) is list(range(2)))
print("chars", chr(97) is "a", "abc"[1] is "b", chr(0xAC00) is "가", "é" is "é"[0])
print("0.0", 0.0 is -0.0, 0.0 == -0.0, 0 is -0)
print("keywords", dict(a=1).keys() == {"a"}, "a" is next(iter(dict(a=1))))
