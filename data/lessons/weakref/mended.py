class ExpensiveObject:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(f"{self.name} is gone")

obj1 = ExpensiveObject("first")
del obj1
print("after del")
