import gc
import weakref

gc.disable()
gc.collect()


class Node:
    pass


class Leaf:
    pass


class Told(Node):
    def __del__(self):
        print("finalizer Told")


class Phoenix(Node):
    def __del__(self):
        print("finalizer Phoenix")
        saved.append(self)


def ring(first, second):
    first.other = second
    second.other = first


saved = []
kept, friend = Node(), Node()
ring(kept, friend)
friend = None
told, other = Told(), Told()
ring(told, other)
told.leaf = Leaf()
watch = weakref.ref(told.leaf, lambda reference: print("callback Leaf"))
told = other = None
bird, nest = Phoenix(), Node()
ring(bird, nest)
bird = nest = None
gc.collect()
print("collected")
chain = Leaf()
chain.a = Leaf()
chain.b = [Leaf(), kept]
chain = None
print("end")
