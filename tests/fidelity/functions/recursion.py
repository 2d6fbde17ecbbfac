# SPDX-License-Identifier: MIT
# Recursion: limits, mutual calls, results that come back from deep below.
import sys


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def endless(n):
    return endless(n + 1)


print(depth(500))
try:
    endless(0)
except RecursionError as e:
    print(type(e).__name__, e)


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


print(is_even(100), is_odd(100))


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def hanoi(n, a, b, c):
    if n == 0:
        return []
    return hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)


def permutations(s):
    if len(s) <= 1:
        return [s]
    return [x + rest for i, x in enumerate(s) for rest in permutations(s[:i] + s[i + 1:])]


def flatten(x):
    return [z for y in x for z in (flatten(y) if isinstance(y, list) else [y])]


def subsets(items):
    if not items:
        return [[]]
    rest = subsets(items[1:])
    return rest + [[items[0]] + s for s in rest]


def gcd(a, b):
    return a if b == 0 else gcd(b, a % b)


def merge_sort(items):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left, right = merge_sort(items[:middle]), merge_sort(items[middle:])
    out = []
    while left and right:
        out.append((left if left[0] <= right[0] else right).pop(0))
    return out + left + right


print(ackermann(2, 3), len(hanoi(5, "A", "B", "C")), hanoi(2, "A", "B", "C"))
print(permutations("abc"), flatten([1, [2, [3, [4, []]]]]), subsets([1, 2, 3]), gcd(48, 36))
print(merge_sort([5, 2, 9, 1, 5, 6, 0]))


class Node:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def __repr__(self):
        return f"Node({self.value!r}, {self.left!r}, {self.right!r})"

    def height(self):
        return 1 + max(n.height() if n else 0 for n in (self.left, self.right))


print(Node(1, Node(2), Node(3, Node(4))), Node(1, Node(2), Node(3, Node(4))).height())
loop = [1]
loop.append(loop)
table = {}
table["self"] = table
print(loop, table, loop[1][1][0])


class Endless:
    def __getattr__(self, name):
        return getattr(self, name + "x")

    def __repr__(self):
        return repr(self)

    def __eq__(self, other):
        return self == other


for attempt in (lambda: Endless().a, lambda: repr(Endless()), lambda: Endless() == 1):
    try:
        attempt()
    except RecursionError as e:
        print(str(e).split(" in ")[0].split(" while ")[0])
limit = sys.getrecursionlimit()
sys.setrecursionlimit(200)
try:
    depth(300)
except RecursionError:
    print("lower limit")
sys.setrecursionlimit(limit)
print(depth(900))
for wrong in 0, -1, "a":
    try:
        sys.setrecursionlimit(wrong)
    except (ValueError, TypeError) as e:
        print(e)
Y = lambda f: (lambda x: x(x))(lambda x: f(lambda *a: x(x)(*a)))
print(Y(lambda self: lambda n: 1 if n == 0 else n * self(n - 1))(20))
