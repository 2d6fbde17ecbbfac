import sys

def instance(n):
    class C:
        __slots__ = [f"s{i}" for i in range(n)]
    return C()

zero = instance(0)
one = instance(1)
two = instance(2)
eight = instance(8)
print(sys.getsizeof(zero), sys.getsizeof(one))
print(sys.getsizeof(two), sys.getsizeof(eight))
