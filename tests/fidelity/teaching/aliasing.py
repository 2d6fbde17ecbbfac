# SPDX-License-Identifier: MIT
"""Two names, one object: assignment never copies. Lists in lists, slices, copies, in-place operators, arguments."""
import copy

a = [1, 2, 3]
b = a
b.append(4)
print(a, a is b)
b = b + [5]
print(a, b, a is b)
c = a
c += [6]
print(a, c is a)
t = (1, 2)
u = t
u += (3,)
print(t, u, t is u)

grid = [[0] * 3] * 2
grid[0][1] = 7
print(grid, grid[0] is grid[1])
grid = [[0] * 3 for row in range(2)]
grid[0][1] = 7
print(grid, grid[0] is grid[1])

original = {"tags": ["x"], "n": 1}
shallow, deep = original.copy(), copy.deepcopy(original)
original["tags"].append("y")
original["n"] = 2
print(shallow, deep, shallow["tags"] is original["tags"], deep["tags"] is original["tags"])


def change(items, number):
    items.append(number)
    number += 1
    items = [number]
    return items


values, n = [0], 10
print(change(values, n), values, n)

s = a[:]
s[0] = "changed"
print(a, s)
a[:] = [9]
print(a, c, b)
x = y = []
x.append(1)
print(y, x is y)
row = [1]
row.append(row)
print(row, row[1] is row, len(row[1][1]))
pair = ([], [])
try:
    pair[0] += [1]
except TypeError as error:
    print(error, pair)
first, *rest = s
rest.clear()
print(s, first, rest)
