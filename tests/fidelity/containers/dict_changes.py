# SPDX-License-Identifier: MIT
"""Dicts: order, deletion, views that follow, setdefault, merging, changes during iteration."""
d = {"b": 1, "a": 2}
keys, values, items = d.keys(), d.values(), d.items()
d["c"] = 3
d["b"] = 10
print(d, list(keys), list(values), ("a", 2) in items, keys & {"a", "z"}, keys - {"a"} == {"b", "c"})
del d["b"]
d["b"] = 4
print(d, list(reversed(d)), d.pop("zz", None), d.popitem(), d.setdefault("n", []), d.setdefault("n", 5))
print(d | {"a": 0, "q": 1}, {**d, "n": None}, dict(zip("xy", range(2)), z=3), dict.fromkeys("aba", 0))
d |= [("new", 1)]
d.update({"u": 2}, v=3)
print(d, len(d), d.get("none"), "u" in d)
for bad in (lambda: d["missing"], lambda: {}.popitem(), lambda: d.pop("missing"), lambda: {[]: 1}, lambda: dict([1]), lambda: dict([(1, 2, 3)]),
            lambda: d.update(5), lambda: dict(**{1: 2}), lambda: d < d):
    try:
        bad()
    except (KeyError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    for key in d:
        d[key + "!"] = 1
except RuntimeError as error:
    print(error, len(d))
try:
    for key in d:
        del d[key]
        d["again"] = 1
except RuntimeError as error:
    print(error)
print({1: "int", 1.0: "float", True: "bool"}, {0: 1} == {False: True}, hash(1) == hash(1.0))


class Default(dict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]


m = Default()
print(m["ab"], m, m.get("zz"), type(m.copy()).__name__)
