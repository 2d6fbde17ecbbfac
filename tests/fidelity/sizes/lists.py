# A list's size while it grows and shrinks, and as different makers allocate it.
import sys

size = sys.getsizeof
l = []
seen = []
for i in range(70):
    l.append(i)
    seen.append(size(l))
print("append", seen)
seen = []
while l:
    l.pop()
    seen.append(size(l))
print("pop", seen)
seen = []
for i in range(20):
    l.insert(0, i)
    seen.append(size(l))
print("insert", seen)
seen = []
while l:
    del l[0]
    seen.append(size(l))
print("del", seen)
print("display", [size(x) for x in ([], [1], [1, 2], [1, 2, 3], [1, 2, 3, 4], [1, 2, 3, 4, 5])])
print("list()", [size(list(range(n))) for n in range(12)], [size(list((1,) * n)) for n in range(8)])
print("comprehension", [size([x for x in range(n)]) for n in range(18)])
print("repeat", [size([0] * n) for n in range(8)])
print("slice", [size([1, 2, 3, 4, 5, 6][:n]) for n in range(7)])
print("concat", size([1] + [2, 3]), size([] + []), size([1, 2] * 3))
a = []
a.extend([1, 2, 3])
print("extend", size(a), end=" ")
a.extend((4, 5))
print(size(a), end=" ")
a.extend(x for x in range(10))
print(size(a), end=" ")
a += [1]
print(size(a))
a.clear()
print("clear", size(a))
a[:] = range(5)
print("slice assignment", size(a), end=" ")
a[1:3] = []
print(size(a), end=" ")
a[1:1] = [9] * 10
print(size(a))
print("sorted", size(sorted([3, 1, 2])), size(sorted(range(20))))
print("split", size("a b c".split()), size("a,b,c,d".split(",")), size("x".split()))
print("copy", size([1, 2, 3].copy()), size(list([1, 2, 3])), size([1, 2, 3][:]))
b = [1, 2, 3, 4, 5, 6, 7, 8, 9]
b.remove(5)
print("remove", size(b))
b.reverse()
b.sort()
print("in place", size(b))
print("from generator", size(list(x for x in range(10))), size([*range(10)]), size([*range(3), *range(3)]))
print("from dict, set", size(list({1: 2, 3: 4})), size(list({1, 2, 3})), size(list("hello")), size(list(map(str, range(7)))))
