# Sizes of sets while they grow, and of numbers, strings, tuples, functions and iterators.
import sys

size = sys.getsizeof
s = set()
seen = []
for i in range(400):
    s.add(i)
    if not seen or seen[-1][1] != size(s):
        seen.append((len(s), size(s)))
print("add", seen)
while len(s) > 2:
    s.pop()
print("pop keeps", size(s), size(s.copy()), size(set(s)), size(frozenset(s)))
s.clear()
print("clear", size(s))
print("display", [size(x) for x in ({1}, {1, 2, 3, 4}, {1, 2, 3, 4, 5}, {1, 2, 3, 4, 5, 6})], size(set()), size(frozenset()))
print("from", size(set(range(5))), size(set(range(100))), size(frozenset(range(33))), size({i for i in range(20)}))
print("operations", size({1, 2} | {3}), size(set(range(10)) & set(range(3))), size(set(range(10)) - {1}), size({1} ^ {2}))
u = set()
u.update(range(50))
print("update", size(u), end=" ")
u -= set(range(45))
print(size(u))
print("ints", [size(n) for n in (0, 1, -1, 255, 2 ** 15, 2 ** 30 - 1, 2 ** 30, -2 ** 30, 2 ** 60 - 1, 2 ** 60, 10 ** 20, 10 ** 100)])
print("bool", size(True), size(False), "float", size(1.0), size(float("inf")), "complex", size(1j), "None", size(None), size(...), size(NotImplemented))
print("str", [size(t) for t in ("", "a", "ab", "é", "éé", "가", "가나", "😀", "a" * 100, "a가")])
print("bytes", [size(b) for b in (b"", b"a", b"ab", b"x" * 100)], "bytearray", size(bytearray()), size(bytearray(b"abc")), size(bytearray(10)))
b = bytearray()
seen = []
for i in range(40):
    b.append(i)
    if not seen or seen[-1] != size(b):
        seen.append(size(b))
print("bytearray grows", seen)
print("tuple", [size((0,) * n) for n in range(6)], size(tuple(range(10))))
print("range", size(range(1)), size(range(10 ** 9)), "slice", size(slice(1, 2)))


def f():
    pass


def g(a, b=1, *c, d, **e):
    yield a


class C:
    x = 1

    def m(self):
        pass


print("function", size(f), size(g), size(lambda: 0), "method", size(C().m), size(len), size([].append))
print("generator", size(g(1, d=2)), size(x for x in ()), "iterators", size(iter([])), size(iter(())), size(iter({})), size(iter("")), size(iter(range(3))), size(iter(set())))
print("object", size(object()), "exception", size(Exception()), size(ValueError("x")), size(KeyError()), size(OSError()))
print("wrappers", size(property()), size(staticmethod(f)), size(classmethod(f)), size(super(C, C())))
print("lazy", size(enumerate([])), size(zip()), size(map(f, [])), size(filter(f, [])), size(reversed([])))
print("builtin types", size(int), size(list), size(type), size(object))
import types, weakref
print("others", size(types.SimpleNamespace()), size(C.__dict__), size(weakref.ref(C)), size(types.ModuleType("m")))
print("memory", size(memoryview(b"ab")), size(list[int]), size(int | str))
