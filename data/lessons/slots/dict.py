import sys

class WithDict:
    def __init__(self, x, y):
        self.x = x
        self.y = y

a = WithDict(1, 2)
print(sys.getsizeof(a))
d = a.__dict__
print(sys.getsizeof(a), sys.getsizeof(d))
