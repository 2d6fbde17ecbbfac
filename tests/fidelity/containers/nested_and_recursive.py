# SPDX-License-Identifier: MIT
"""Containers in containers: representations of what holds itself, equality, copies, counts."""
import copy
import sys

a = [1]
a.append(a)
d = {"me": a}
d["self"] = d
t = (a, d)
print(a, d)
print(t, len(repr(t)))
print(a[1][1] is a, d["self"]["self"]["me"] is a, sys.getrefcount(a), sys.getrefcount(d))
b = copy.deepcopy(a)
print(b, b[1] is b, b is not a)
s = copy.copy(d)
print(s["self"] is d, s is not d)
try:
    c = [1]
    c.append(c)
    print(a == c)
except RecursionError as error:
    print("RecursionError", str(error).split(" in ")[0])
deep = []
for _ in range(50):
    deep = [deep]
print(repr(deep).count("["), deep == [deep[0]])
tree = {"a": {"b": {"c": [1, {"d": 2}]}}}


def paths(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, path + (key,))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from paths(inner, path + (i,))
    else:
        yield path, value


print(list(paths(tree)))
twice = [[]] * 2
print(copy.deepcopy(twice)[0] is copy.deepcopy(twice)[1], end=" ")
again = copy.deepcopy(twice)
print(again[0] is again[1], again[0] is twice[0])
