# SPDX-License-Identifier: MIT
"""deque, Counter, defaultdict, OrderedDict, ChainMap, namedtuple."""
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple

d = deque([1, 2, 3], maxlen=4)
d.append(4)
d.append(5)
d.appendleft(0)
print(d, d.pop(), d.popleft(), d, d.maxlen)
d.extendleft("ab")
d.rotate(1)
print(list(d), d[0], d[-1], d.count("a"), "a" in d, deque("abc") == deque("abc"))
c = Counter("mississippi")
print(c.most_common(2), c["z"], sum(c.values()), c - Counter("miss"), c & Counter("sip"), sorted(c.elements())[:4])
c.update("zz")
c.subtract("ss")
print(c, +Counter(a=1, b=-1), Counter(a=1) + Counter(a=2, b=1))
g = defaultdict(list)
for word in ["ant", "bee", "ape"]:
    g[word[0]].append(word)
print(dict(g), g.get("z"), "z" in g, g["z"], len(g), g.default_factory)
try:
    defaultdict(None)["x"]
except KeyError as error:
    print("KeyError", error)
o = OrderedDict(a=1, b=2, c=3)
o.move_to_end("a")
o.move_to_end("c", last=False)
print(o, list(o), o.popitem(last=False), o == {"b": 2, "a": 1}, o == OrderedDict(a=1, b=2))
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
m["b"] = 9
print(m["a"], m["b"], m.maps, sorted(m), len(m.new_child()))
Point = namedtuple("Point", "x y", defaults=[0])
p = Point(1)
print(p, p.x, p._replace(y=5), p._asdict(), Point._fields, p == (1, 0), Point._make([7, 8]), *p)
try:
    p.x = 1
except AttributeError as error:
    print(error)
try:
    deque().pop()
except IndexError as error:
    print(error)
