class WithDict:
    def __init__(self, x, y):
        self.x = x
        self.y = y

class WithSlots:
    __slots__ = ["x", "y"]
    def __init__(self, x, y):
        self.x = x
        self.y = y

many = [None] * 1000
for i in range(1000):
    many[i] = WithDict(1, 2)
slim = [None] * 1000
for i in range(1000):
    slim[i] = WithSlots(1, 2)
print(len(many), len(slim))
