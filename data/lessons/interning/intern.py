import sys

s1 = "hello"
s3 = "".join(["h", "e", "l", "l", "o"])
s4 = sys.intern(s3)
print(s1 is s3, s1 is s4)
a = "ab"[0]
b = "a"
print(a is b)
