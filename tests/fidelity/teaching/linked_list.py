# SPDX-License-Identifier: MIT
"""A singly linked list: every link is one reference, and moving a link moves a count."""
import sys


class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next


class LinkedList:
    def __init__(self, values=()):
        self.head = None
        self.size = 0
        for value in values:
            self.append(value)

    def append(self, value):
        node = Node(value)
        self.size += 1
        if self.head is None:
            self.head = node
            return
        last = self.head
        while last.next is not None:
            last = last.next
        last.next = node

    def push(self, value):
        self.head = Node(value, self.head)
        self.size += 1

    def reverse(self):
        before, node = None, self.head
        while node:
            node.next, before, node = before, node, node.next
        self.head = before

    def remove(self, value):
        link, node = None, self.head
        while node is not None and node.value != value:
            link, node = node, node.next
        if node is None:
            raise ValueError(f"{value!r} is not in the list")
        if link is None:
            self.head = node.next
        else:
            link.next = node.next
        self.size -= 1

    def __iter__(self):
        node = self.head
        while node:
            yield node.value
            node = node.next

    def __len__(self):
        return self.size

    def __repr__(self):
        return " -> ".join(map(repr, self))


numbers = LinkedList([3, 1, 2])
print(numbers, len(numbers))
numbers.push(9)
numbers.reverse()
print(numbers, len(numbers), list(numbers))
first = numbers.head
print(sys.getrefcount(first), sys.getrefcount(first.next))
numbers.remove(2)
print(numbers, sys.getrefcount(first), first.next.value)
try:
    numbers.remove(2)
except ValueError as error:
    print(error)
second = numbers.head.next
numbers.head = None
print(list(numbers), first.value, sys.getrefcount(first), sys.getrefcount(second))
del first
print(second.value, sys.getrefcount(second))
