# SPDX-License-Identifier: MIT
# Unpacking in assignments, calls, displays, loops, with the walrus.
a, b = 1, 2
a, b = b, a
(c, d), [e, *f] = (3, 4), [5, 6, 7]
*g, h = "xyz"
i, *j, k = range(2)
print(a, b, c, d, e, f, g, h, i, j, k)
x = y = z = []
x.append(1)
print(x, y, z is x)
i = 0
i, values = 1, [0, 0]
i, values[i] = 0, "by the new i"
print(i, values)


class Target:
    def __setattr__(self, name, value):
        print("set", name, value)

    def __setitem__(self, key, value):
        print("item", key, value)


t = Target()
t.a, t["k"], *t.rest = range(5)
for t.loop, t["x"] in [(1, 2)]:
    pass
print([*range(3), *"ab"], (*[1], 2), {*[1, 1], 2}, {**{"a": 1}, "b": 2, **{"a": 3}}, [*{}, *()], *[1, 2], sep="|")
print([p for p, *_ in [(1, 2, 3), (4,)]], {k: v for k, v in [("a", 1)]}, [(m, n) for m, n in zip("ab", (1, 2))], sum(q for _, q in [(0, 1), (0, 2)]))


def attempt(text):
    try:
        exec(text, {})
        print(text, "passed")
    except (ValueError, TypeError) as e:
        print(text, "->", type(e).__name__, e)


for text in ("a, b = 1, 2, 3", "a, b = [1]", "a, b, *c = [1]", "*a, b = []", "a, b = 5", "a, b = None", "(a, b), c = (1,), 2", "a, b = {'k': 1}", "[a] = 'ab'",
             "() = ()", "[] = [1]", "a, b = iter([1, 2])", "a, (b, *c) = 1, 'xyz'", "*a, = 'ab'", "for a, b in [1]: pass", "for a, b in [(1,)]: pass",
             "[a for a, b in [(1, 2, 3)]]", "a, b = (x for x in range(3))", "{**[1]}", "{**{1: 2}, **3}", "[*1]", "(*None,)", "{*3}", "print(*3)"):
    attempt(text)
for text in ("*a = 1", "*a, *b = 1", "a, b += 1", "(a, b): int = 1", "f() = 1", "1 = a", "a + b = 1", "None = 1", "[a, 1] = 2", "del f()", "del *a", "x = *1", "(*a)",
             "for 1 in x: pass", "with a as 1: pass", "a := 1", "(a.b := 1)", "(a[0] := 1)", "print(a := 1, b := 2)", "{**a for a in b}", "[*a for a in b]", "f(**)", "(yield) = 1",
             "lambda: (x := 1)", "x = (y := 1)", "def f(x=(y := 1)): pass", "[i := 0 for i in x]", "[j for i in x if (j := i)]", "a, = 1,", "a = b = c += 1"):
    try:
        compile(text, "source", "exec")
        print(text, "compiles")
    except SyntaxError as error:
        print(text, "->", error.msg, error.offset)
if (n := len("walrus")) > 5:
    print(n)
while (value := values.pop() if values else None) is not None:
    print("popped", value)
print([last := v for v in range(3)], last, [w for v in range(4) if (w := v * 2) > 2], w, any((found := v) > 1 for v in [1, 2, 3]), found)
first, second, *others = sorted({"b": 2, "a": 1, "c": 3}.items())
print(first, second, others)
