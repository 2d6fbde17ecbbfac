import sys

# An ordinary class (has a __dict__)
class WithDict:
    def __init__(self, x, y):
        self.x = x
        self.y = y

# A class with __slots__
class WithSlots:
    __slots__ = ['x', 'y']
    def __init__(self, x, y):
        self.x = x
        self.y = y

# Compare the memory
a = WithDict(1, 2)
b = WithSlots(1, 2)

print(f"WithDict memory: {sys.getsizeof(a)} bytes")    # e.g. 56 bytes
print(f"WithSlots memory: {sys.getsizeof(b)} bytes")   # e.g. 40 bytes
print(f"Memory saved: {sys.getsizeof(a) - sys.getsizeof(b)} bytes")

# What __slots__ gives
# 1. Less memory (no __dict__ in the instance)
# 2. Faster access to attributes
# 3. No attributes added later (an error at run time)
