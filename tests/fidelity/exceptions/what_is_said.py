# SPDX-License-Identifier: MIT
"""What the interpreter says: names, attributes, calls, operators, conversions."""
class Thing:
    __slots__ = ("a",)

    def method(self, x, *, key):
        pass


def f(a, b=1, /, c=2, *args, d, **kw):
    pass


def g(a, b):
    pass


lines = """undefined_name
Thing().zzz
Thing().a
Thing().b = 1
Thing().method()
Thing().method(1)
Thing().method(1, 2, key=3)
Thing.method()
f()
f(1)
f(1, d=1, a=2)
g(1)
g(1, 2, 3)
g(1, 2, a=1)
g(1, 2, z=1)
g(b=1)
1 + "a"
"a" + 1
[] + ()
-"a"
1 < "a"
None.x
None[0]
5()
len(5)
int("x")
int("12", 99)
float("a.b")
"%d" % "x"
"{} {}".format(1)
"{a}".format()
"abc"[10]
[1][2]
{}["k"]
{1, 2}[0]
[1, 2, 3].index(9)
1 / 0
1 // 0
1.0 % 0
0 ** -1
1 << -1
"a" * "b"
chr(-1)
ord("ab")
range(1, 2, 0)
iter(5)
next([])
isinstance(1, 5)
import nothing_like_this
from builtins import nothing_like_this
del undefined_name
a, b = 1
a, b = [1]
raise ValueError
assert 1 == 2, "message"
assert []
abs("x")
sum(["a"])
max([])
"".join([1])
bytes([300])
object().x
super().x
type("X", (int, str), {})
[].append()
[].append(1, 2)
{}.get()
print(1, foo=2)
sorted([1, "a"])
hash([])
round("x")
divmod(1, 0)
complex("x")
"abc".encode("nothing")
b"\\xff".decode()
"é".encode("ascii")
f(**{"d": 1, "a": 2})
g(*[1, 2, 3])
lambda: (yield)
eval("1 +")
int("9" * 5000)"""
for line in lines.splitlines():
    try:
        exec(line)
    except BaseException as error:
        print(f"{line:32.32} {type(error).__name__}: {error}")
    else:
        print(f"{line:32.32} fine")
