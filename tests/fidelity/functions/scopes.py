# SPDX-License-Identifier: MIT
# global, class scopes, comprehensions, exec and eval, locals () and globals ().
value = "module"


def reads():
    return value


def hides():
    value = "local"
    return value, globals()["value"]


def changes():
    global value, created
    value = "changed"
    created = "by changes"


def unbound():
    try:
        return value
    except UnboundLocalError as e:
        return str(e)
    value = 1


print(reads(), hides(), unbound())
changes()
print(reads(), created)


class Body:
    value = "class"
    copy = value
    direct = [value for _ in [0]]
    source = [x for x in value]

    def method(self):
        return value

    if True:
        extra = len(value)
    for i in range(2):
        pass
    del i


print(Body.copy, Body.direct, Body.source, Body().method(), Body.extra, hasattr(Body, "i"), [n for n in vars(Body) if not n.startswith("__")])
x = "outside"
inside = [x for x in range(3)]
print(x, inside, [y for y in [x]], {x: x for x in "ab"}, x, list(x for x in "q"), [[x for x in range(i)] for i in range(3)])


def locals_are(a, b=2):
    c = a + b

    def inner():
        return a, sorted(locals())
    before = sorted(locals())
    locals()["c"] = 99
    d = 1
    return before, c, sorted(locals()), inner()


print(locals_are(1))
print(locals() is globals(), "locals_are" in globals(), "x" in locals())
globals()["made"] = 5
print(made)
space = {"a": 1}
exec("b = a + 1\ndef f(): return a + b", space)
print(space["b"], space["f"](), sorted(k for k in space if k != "__builtins__"))
names, local = {"a": 1}, {}
exec("a = 10\nc = a\nclass D: a = a", names, local)
print(names["a"], local["a"], local["c"], local["D"].a)
print(eval("a + b", {"a": 1}, {"b": 2}), eval("[v for v in range(n)]", {"n": 3}), eval(" 1 + 1 "), eval(compile("x * 2", "s", "eval"), {"x": 21}))


def exec_inside():
    y = 1
    exec("y = 2; new = 3")
    return y, "new" in locals(), eval("y + 1")


print(exec_inside())
for text in ("undefined", "del undefined", "def f():\n  print(q)\n  q = 1\nf()", "def f():\n  del q\nf()", "class C:\n  print(q)\n  q = 1",
             "def f():\n  return later\nf()\nlater = 1", "def f():\n  for i in []: pass\n  return i\nf()", "import math as m; m.nothing", "lenn('a')"):
    try:
        exec(text, {})
        print("passed", repr(text))
    except (NameError, AttributeError) as e:
        print(type(e).__name__, e)
print(eval("len('abc')", {"__builtins__": {"len": lambda x: "replaced"}}))
try:
    eval("len('abc')", {"__builtins__": {}})
except NameError as e:
    print(e)


def shadow():
    len = lambda x: "shadow"
    return len([])


print(shadow(), len([]))
import builtins
builtins.everywhere = "in builtins"
print(everywhere)
everywhere = "in the module"
print(everywhere)
del everywhere
print(everywhere)
del builtins.everywhere
