# SPDX-License-Identifier: MIT
"""A stack, a queue of two stacks, balanced brackets, reverse Polish notation."""


class Empty(Exception):
    pass


class Stack:
    def __init__(self):
        self._items = []

    def push(self, item):
        self._items.append(item)

    def pop(self):
        if not self._items:
            raise Empty("pop from an empty stack")
        return self._items.pop()

    def __bool__(self):
        return bool(self._items)

    def __len__(self):
        return len(self._items)


class Queue:
    def __init__(self):
        self._in, self._out = Stack(), Stack()

    def put(self, item):
        self._in.push(item)

    def get(self):
        if not self._out:
            while self._in:
                self._out.push(self._in.pop())
        return self._out.pop()


def balanced(text):
    closing, open_ones = {")": "(", "]": "[", "}": "{"}, Stack()
    for position, c in enumerate(text):
        if c in closing.values():
            open_ones.push((c, position))
        elif c in closing and (not open_ones or open_ones.pop()[0] != closing[c]):
            return position
    return -1 if not open_ones else open_ones.pop()[1]


def polish(text):
    operators = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b, "**": pow}
    stack = Stack()
    for word in text.split():
        if word in operators:
            b, a = stack.pop(), stack.pop()
            stack.push(operators[word](a, b))
        else:
            stack.push(int(word))
    return stack.pop()


queue = Queue()
for i in range(3):
    queue.put(i)
print(queue.get(), queue.get())
queue.put("x")
print(queue.get(), queue.get())
try:
    queue.get()
except Empty as error:
    print("empty:", error)
for text in ("(a[b]{c})", "(]", "((", "", ")"):
    print(repr(text), balanced(text))
for text in ("3 4 + 2 *", "2 3 ** 1 -", "10 4 /"):
    print(text, "=", polish(text))
try:
    polish("1 +")
except Empty as error:
    print(error)
