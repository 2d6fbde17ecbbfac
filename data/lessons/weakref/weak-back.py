import gc
import weakref

class Node:
    pass

gc.collect()
parent = Node()
child = Node()
parent.child = [child]
child.parent = weakref.ref(parent)
r = weakref.ref(child)
del child
del parent
gone = r() is None
found = gc.collect()
print(gone, found)
