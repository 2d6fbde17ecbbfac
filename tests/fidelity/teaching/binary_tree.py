# SPDX-License-Identifier: MIT
"""A binary search tree: insertion, the three walks by generators, the height, removal."""


class Tree:
    def __init__(self, key):
        self.key = key
        self.left = self.right = None

    def insert(self, key):
        side = "left" if key < self.key else "right"
        child = getattr(self, side)
        if child is None:
            setattr(self, side, Tree(key))
        else:
            child.insert(key)
        return self

    def height(self):
        return 1 + max((child.height() for child in (self.left, self.right) if child), default=0)


def inorder(tree):
    if tree:
        yield from inorder(tree.left)
        yield tree.key
        yield from inorder(tree.right)


def preorder(tree):
    if tree:
        yield tree.key
        yield from preorder(tree.left)
        yield from preorder(tree.right)


def breadth(tree):
    level = [tree]
    while level:
        yield [node.key for node in level]
        level = [child for node in level for child in (node.left, node.right) if child is not None]


def smallest(tree):
    return smallest(tree.left) if tree.left else tree.key


def remove(tree, key):
    if tree is None:
        return None
    if key < tree.key:
        tree.left = remove(tree.left, key)
    elif key > tree.key:
        tree.right = remove(tree.right, key)
    elif tree.left is None:
        return tree.right
    elif tree.right is None:
        return tree.left
    else:
        tree.key = smallest(tree.right)
        tree.right = remove(tree.right, tree.key)
    return tree


root = Tree(50)
for key in (30, 70, 20, 40, 60, 80, 65):
    root.insert(key)
print(list(inorder(root)), root.height())
print(list(preorder(root)))
print(list(breadth(root)))
for key in (20, 70, 50, 99):
    root = remove(root, key)
    print("without", key, list(inorder(root)), root.key, root.height())
while root:
    root = remove(root, root.key)
print(root, list(inorder(root)))
