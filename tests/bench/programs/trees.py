# Trees with links back to the parent: built, walked, dropped, collected.
class Node:
    __slots__ = ('parent', 'left', 'right', 'value')

    def __init__(self, parent, value):
        self.parent = parent
        self.left = self.right = None
        self.value = value


def build(parent, depth, value):
    node = Node(parent, value)
    if depth > 0:
        node.left = build(node, depth - 1, value * 2)
        node.right = build(node, depth - 1, value * 2 + 1)
    return node


def total(node):
    if node is None:
        return 0
    return node.value + total(node.left) + total(node.right)


for turn in range(40):
    tree = build(None, 11, 1)
    print(turn, total(tree))
