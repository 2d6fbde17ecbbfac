# When __del__ runs: at the last reference, in which order, and in containers.
class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("  del", self.name)


print("del")
a = Noisy("a")
del a
print("rebound")
a = Noisy("first")
a = Noisy("second")
print("two names")
b = a
del a
print("still")
b = None
print("a temporary")
Noisy("temporary")
Noisy("attribute").name
print("a list")
l = [Noisy(i) for i in range(3)]
del l
print("a dict")
d = {i: Noisy(i) for i in range(3)}
d.clear()
print("a tuple")
t = tuple(Noisy(i) for i in range(3))
t = None
print("replaced items")
l = [Noisy("x"), Noisy("y")]
l[0] = None
l[:] = []
print("attributes")


class Holder:
    def __init__(self):
        self.one = Noisy("one")
        self.two = Noisy("two")

    def __del__(self):
        print("  holder goes first")


h = Holder()
del h
print("locals")


def function():
    x = Noisy("x")
    y = Noisy("y")
    z = Noisy("z")
    print("  returning")
    return "result"


print(function())


def argument(n):
    print("  inside")


argument(Noisy("argument"))
print("a loop variable")
for n in [Noisy("l1"), Noisy("l2")]:
    print("  body", n.name)
print("after the loop")
del n
print("a nested one")
Noisy("outer").inner = Noisy("inner")


class Parent(Noisy):
    def __del__(self):
        super().__del__()
        print("  parent's part")


Parent("child of Noisy")
print("slots")


class Slotted:
    __slots__ = ("a", "b")


s = Slotted()
s.b, s.a = Noisy("slot b"), Noisy("slot a")
del s
print("a swap")
p, q = Noisy("p"), Noisy("q")
p, q = q, None
print("pop")
l = [Noisy("popped"), Noisy("kept")]
l.pop(0)
print("expression", [Noisy("in a list")][0].name)
x = (Noisy("g") for _ in range(2))
next(x)
del x
print("the end: globals go in order of making")
