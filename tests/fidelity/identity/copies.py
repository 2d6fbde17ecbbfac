# What a copy shares with its original, and what it does not.
import copy

inner = [1, 2]
outer = [inner, inner, (inner,), {"k": inner}]
alias = outer
shallow = outer[:]
also = list(outer)
third = copy.copy(outer)
deep = copy.deepcopy(outer)
print("alias", alias is outer)
print("shallow", shallow is outer, shallow == outer, shallow[0] is inner, also[3] is outer[3], third[2] is outer[2])
print("deep", deep is outer, deep == outer, deep[0] is inner, deep[0] is deep[1], deep[2][0] is deep[0], deep[3]["k"] is deep[0])
inner.append(3)
print(outer, shallow, deep)
d = {"a": [1]}
e = d.copy()
f = dict(d)
g = {**d}
print(e is d, e["a"] is d["a"], f["a"] is g["a"])
s = {1, 2}
print(s.copy() is s, frozenset(s).copy() is frozenset(s), set(s) == s)
t = (1, [2])
print(copy.copy(t) is t, copy.deepcopy(t) is t, copy.deepcopy((1, 2)) is (1, 2), tuple(t) is t)
x = (1, 2, (3, 4))
print(copy.deepcopy(x) is x)
loop = []
loop.append(loop)
clone = copy.deepcopy(loop)
print(clone is loop, clone[0] is clone, len(clone))


class Node:
    def __init__(self, value, child=None):
        self.value, self.child = value, child


n = Node([1], Node([2]))
m = copy.copy(n)
k = copy.deepcopy(n)
print(m is n, m.value is n.value, m.child is n.child)
print(k.value is n.value, k.child is n.child, k.child.value == n.child.value)


class Custom:
    def __copy__(self):
        return "copied"

    def __deepcopy__(self, memo):
        return "deeply"


print(copy.copy(Custom()), copy.deepcopy(Custom()), copy.deepcopy([Custom()]))
row = [0] * 3
grid = [row] * 3
grid[0][0] = 1
print(grid, grid[0] is grid[1])
good = [[0] * 3 for _ in range(3)]
good[0][0] = 1
print(good, good[0] is good[1])
a = b = []
a += [1]
print(b, a is b)
a = a + [2]
print(b, a, a is b)


def change(items, other):
    items.append("in")
    other = other + ["out"]
    return other


l, r = [], []
print(change(l, r), l, r)
