import gc

class Node:
    pass

gc.collect()
parent = Node()
child = Node()
parent.child = [child]
child.parent = parent
del parent
del child
found = gc.collect()
print(found)
