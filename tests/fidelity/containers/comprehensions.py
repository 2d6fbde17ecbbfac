# SPDX-License-Identifier: MIT
"""Comprehensions: nesting, conditions, scopes, walrus, generators, their errors."""
x = "outer"
print([x for x in range(3)], x)
print([(i, j) for i in range(3) for j in range(i) if (i + j) % 2], [[j for j in range(i)] for i in range(4)])
print({k: v for k, v in zip("abc", range(3)) if v}, {c for c in "hello" if c > "h"} == {"l", "o"})
print([y := 5, y ** 2], [last := n for n in range(4)], last)
print([f(2) for f in [lambda n, k=k: n * k for k in range(3)]], [f() for f in [lambda: k for k in range(3)]])
g = (n * n for n in [1, 2, 3])
print(type(g).__name__, next(g), list(g), list(g))
print(sum(n for n in range(10) if n % 2), any(n > 2 for n in range(4)), max((len(w), w) for w in ["a", "bbb", "cc"]))
try:
    [1 / n for n in (1, 0)]
except ZeroDivisionError as error:
    print(error)
try:
    [undefined for _ in range(1)]
except NameError as error:
    print(error)


class C:
    names = ["a", "b"]
    upper = [n.upper() for n in names]
    try:
        both = [n + m for n in names for m in names]
    except NameError as error:
        print(error)


print(C.upper, hasattr(C, "both"), hasattr(C, "n"))
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [v for row in matrix for v in row if v % 2 == 0])
data = iter(range(5))
print([(a, b) for a, b in zip(data, data)], list(data))
evaluated = []
lazy = (evaluated.append(n) for n in range(3))
print(evaluated, list(lazy), evaluated)
print([n if n % 2 else -n for n in range(5)], [*(n for n in "ab")], dict(((n, n * 2) for n in range(2))))
