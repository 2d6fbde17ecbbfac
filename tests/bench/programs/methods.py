# Methods and attributes: a counter, a stack.
class Stack:
    def __init__(self):
        self.items = []
        self.pushed = 0

    def push(self, item):
        self.items.append(item)
        self.pushed += 1

    def pop(self):
        return self.items.pop()

    def size(self):
        return len(self.items)


stack = Stack()
total = 0
for i in range(500000):
    stack.push(i)
    stack.push(i + 1)
    total += stack.pop()
    if stack.size() > 50:
        while stack.size() > 10:
            total -= stack.pop()
print(total, stack.pushed, stack.size())
