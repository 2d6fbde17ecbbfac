# WeakValueDictionary, WeakKeyDictionary and WeakSet: entries go with what they name.
import weakref


class Node:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Node({self.name!r})"


values = weakref.WeakValueDictionary()
a, b = Node("a"), Node("b")
values["a"], values["b"] = a, b
values["gone at once"] = Node("x")
print(len(values), sorted(values), sorted(values.keys()), list(values.values()), "a" in values, "gone at once" in values)
print(values["a"], values.get("zzz"), values.get("zzz", 5), dict(values.items()))
del a
print(len(values), list(values))
try:
    values["a"]
except KeyError as e:
    print("KeyError", e)
print(values.pop("b"), len(values))
c = values.setdefault("c", b)
print(c is b, len(values), values.setdefault("c", Node("other")) is b)
values.update({"d": b, "e": b})
print(sorted(values), [r() is b for r in values.valuerefs()])
copy = values.copy()
del b, c
print(len(values), len(copy))
try:
    values["x"] = 5
except TypeError as e:
    print(e)

keys = weakref.WeakKeyDictionary()
k1, k2 = Node("k1"), Node("k2")
keys[k1] = "one"
keys[k2] = "two"
print(len(keys), keys[k1], k2 in keys, sorted(keys.values()), [k.name for k in keys])
k1 = None
print(len(keys), list(keys.items()))
try:
    keys["text"] = 1
except TypeError as e:
    print(e)
try:
    keys[Node("new")]
except KeyError as e:
    print("KeyError")
print(keys.pop(k2), len(keys), keys.get(k2))
keys[k2] = k2
del k2
print("a value that is its own key lives", len(keys))
keys.clear()

members = weakref.WeakSet()
m1, m2 = Node("m1"), Node("m2")
members.add(m1)
members.add(m2)
members.add(m1)
members.add(Node("lost"))
print(len(members), m1 in members, Node("m1") in members, sorted(m.name for m in members))
members.discard(m1)
members.discard(m1)
print(len(members))
try:
    members.remove(m1)
except KeyError:
    print("KeyError")
members |= {m1}
other = weakref.WeakSet([m1])
print(len(members), other <= members, members - other == weakref.WeakSet([m2]), (members & other) == other, members.isdisjoint([]))
print("changed while iterated")
held = [Node(i) for i in range(3)]
big = weakref.WeakSet(held)
for m in big:
    held.clear()
print(len(big))
del m
print(len(big), bool(big))
s = big.copy()
x = Node("x")
s.add(x)
print(s.pop() is x, len(s))
