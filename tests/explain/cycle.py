"""A cycle, told by its finalizers; test_whatif.py knows the lines."""
import gc


class Node:
    def __init__(self, name):
        self.name = name
        self.other = None

    def __del__(self):
        print("bye", self.name)


def use(node):
    print("use", node.name)
    return node.other


first = Node("first")
second = Node("second")
first.other = second
second.other = first
shelf = [first]
print("before")
del first
del second
print("middle")
shelf.clear()
gc.collect()
last = Node("last")
use(last)
last = None
print("end")
