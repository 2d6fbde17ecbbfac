# Counts inside loops and comprehensions.
import sys

things = [[i] for i in range(3)]
for thing in things:
    print("list", sys.getrefcount(thing))
for i, thing in enumerate(things):
    print("enumerate", i, sys.getrefcount(thing))
for a, b in zip(things, things):
    print("zip", sys.getrefcount(a))
for thing in reversed(things):
    print("reversed", sys.getrefcount(thing))
for thing in things[:]:
    print("a copy", sys.getrefcount(thing))
for thing in iter(things):
    print("iter", sys.getrefcount(thing), sys.getrefcount(things))
    break
for key, value in {"k": things[0]}.items():
    print("items", sys.getrefcount(value))
for thing in {(1, 2, 3)}:
    print("set", sys.getrefcount(thing) > 0)
print("comprehension", [sys.getrefcount(x) for x in things])
print("generator", list(sys.getrefcount(x) for x in things))
print("dict", {i: sys.getrefcount(x) for i, x in enumerate(things)})
print("set", {sys.getrefcount(x) for x in things})
print("nested", [[sys.getrefcount(x) for x in things] for _ in range(2)])
print("filter", [sys.getrefcount(x) for x in filter(None, things)])
it = iter(things)
print("iterator", sys.getrefcount(it), sys.getrefcount(things))
first = next(it)
print("next", sys.getrefcount(first))
list(it)
print("exhausted", sys.getrefcount(things))
n = 0
while n < 2:
    held = things[n]
    print("while", sys.getrefcount(held))
    n += 1
else:
    print("else", sys.getrefcount(held))
for thing in [[1, 2]]:
    pass
print("only the variable", sys.getrefcount(thing))
for thing, *rest in [(things, 1, 2)]:
    print("star", sys.getrefcount(thing), sys.getrefcount(rest))


def local_loop(values):
    out = []
    for value in values:
        other = value
        out.append((sys.getrefcount(value), sys.getrefcount(values)))
    return out


print("in a function", local_loop(things))
print("on temporaries", local_loop([[1], [2]]))
x = things[0]
x += [5]
print("in place", sys.getrefcount(x), things[0] is x)
x = x + [6]
print("a new one", sys.getrefcount(x), things[0] is x)
while True:
    popped = things.pop()
    print("popped", sys.getrefcount(popped))
    if not things:
        break
