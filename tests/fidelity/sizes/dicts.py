# A dict's size while it grows and shrinks; keys of strings alone take less.
import sys

size = sys.getsizeof
d = {}
seen = []
for i in range(90):
    d[i] = i
    if not seen or seen[-1][1] != size(d):
        seen.append((len(d), size(d)))
print("int keys", seen)
d = {}
seen = []
for i in range(90):
    d[str(i)] = i
    if not seen or seen[-1][1] != size(d):
        seen.append((len(d), size(d)))
print("str keys", seen)
for i in range(80):
    del d[str(i)]
print("deleting keeps the room", len(d), size(d))
print("a copy", size(d.copy()), size(dict(d)), size({**d}))
d["more"] = 1
print("one more", size(d))
d.clear()
print("cleared", size(d), size({}))
d[1] = 2
print("again", size(d))
print("display", [size(x) for x in ({}, {1: 1}, {"a": 1}, {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}, {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6})])
print("strings", size({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}), size({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6}))
m = {"a": 1}
m[1] = 2
print("mixed", size(m))
print("dict()", size(dict()), size(dict(a=1)), size(dict([(1, 2)])), size(dict([("a", 2)])), size(dict(zip("abcdef", range(6)))))
print("fromkeys", size(dict.fromkeys(range(6))), size(dict.fromkeys("abc")), size(dict.fromkeys([])))
print("comprehension", size({i: i for i in range(6)}), size({str(i): i for i in range(6)}), size({i: 0 for i in range(11)}))
print("pop", end=" ")
p = {i: i for i in range(20)}
for _ in range(19):
    p.popitem()
print(size(p), len(p), size(dict(p)))
u = {}
u.update({i: i for i in range(5)})
print("update", size(u), end=" ")
u.update({i: i for i in range(5, 30)})
print(size(u), end=" ")
u.update(a=1, b=2)
print(size(u))
print("merged", size({1: 1} | {2: 2}), size({"a": 1} | {"b": 2}))
print("views", size({}.keys()), size({1: 1}.values()), size({1: 1}.items()))
from collections import defaultdict, Counter
dd = defaultdict(list)
dd["a"].append(1)
print("defaultdict", size(dd), size(defaultdict(int)), size(Counter("hello")))
print("setdefault", u.setdefault("zz", 1), size(u))
