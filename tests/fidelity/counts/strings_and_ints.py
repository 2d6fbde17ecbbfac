# Counts of values that the program makes itself: long ints, built strings, floats, tuples.
import sys

n = int("12345678901234567890")
print("int", sys.getrefcount(n))
m = n
print("int", sys.getrefcount(n), sys.getrefcount(m + 1))
text = "".join(["ab", "cd", "!"])
print("str", sys.getrefcount(text))
d = {text: 1}
print("key", sys.getrefcount(text))
l = [text] * 3
print("items", sys.getrefcount(text))
same = str(text)
print("same", same is text, sys.getrefcount(text))
u = text.upper()
print("new", sys.getrefcount(u))
whole = text[:]
print("whole slice", whole is text, sys.getrefcount(text))
i = sys.intern(text)
print("interned", i is text, sys.getrefcount(text))
del d, l, same, whole, i
print("alone", sys.getrefcount(text))
x = float("1.5")
y = x
print("float", sys.getrefcount(x), sys.getrefcount(x + 1.0))
z = complex(x, x)
print("complex", sys.getrefcount(x), sys.getrefcount(z))
t = (x, y)
print("tuple", sys.getrefcount(x), sys.getrefcount(t))
t2 = t + (x,)
print("longer", sys.getrefcount(x), sys.getrefcount(t))
t3 = t[:]
print("same tuple", t3 is t, sys.getrefcount(t))
t4 = tuple(t)
print("same tuple", t4 is t, sys.getrefcount(t))
b = bytes([200, 201, 202])
print("bytes", sys.getrefcount(b), bytes(b) is b)
r = range(n, n + 5)
print("range", sys.getrefcount(n), sys.getrefcount(r))
first = r[0]
print("range item", first == n, first is n)
big = [n + i for i in range(3)]
print("sums", [sys.getrefcount(v) for v in big])
k = {n: n}
print("key and value", sys.getrefcount(n))
k.clear()
print("cleared", sys.getrefcount(n))
a = b = c = n * 2
print("three names", sys.getrefcount(a))
a += 1
print("one left", sys.getrefcount(b), sys.getrefcount(a))
s = text
s += "more"
print("appended", sys.getrefcount(s), sys.getrefcount(text))
f = f"{text}{n}"
print("f-string", sys.getrefcount(f))
for ch in "".join(["h", "é", "글"]):
    print("char", ch, sys.getrefcount(ch) > 2)
v = "글".join(["가", "나"])
print("korean", v, sys.getrefcount(v))
