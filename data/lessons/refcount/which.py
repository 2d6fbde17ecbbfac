import sys

def count(obj):
    return sys.getrefcount(obj)

x = [1, 2, 3]
y = x
print(sys.getrefcount(x))
print(count(x))
