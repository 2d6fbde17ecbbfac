# Automatic collection: a loop of garbage cycles does not grow, unless the collector is off.
import gc, weakref


class Node:
    alive = 0

    def __init__(self):
        self.me = self
        Node.alive += 1

    def __del__(self):
        Node.alive -= 1


gc.collect()
most = 0
for _ in range(3000):
    Node()
    most = max(most, Node.alive)
print("bounded", most < 1500, most > 100)
gc.collect()
print(Node.alive)
gc.disable()
for _ in range(1000):
    Node()
print("off", Node.alive)
print(gc.collect() >= 1000, Node.alive)
gc.enable()
gc.set_threshold(0)
for _ in range(1000):
    Node()
print("threshold 0", Node.alive)
gc.collect()
gc.set_threshold(10)
most = 0
for _ in range(300):
    Node()
    most = max(most, Node.alive)
print("threshold 10", most < 60)
gc.set_threshold(700, 10, 10)
gc.collect()
starts = []
gc.callbacks.append(lambda phase, info: starts.append(info["generation"]) if phase == "start" else None)
kept = [[] for _ in range(10000)]
gc.callbacks.clear()
print("young ones often, old ones seldom", starts.count(0) > 5 * starts.count(1) > 0)
print(all(isinstance(g, int) for g in gc.get_count()), gc.get_stats()[0]["collections"] > 0)


class Chain:
    def __init__(self, next):
        self.next = next


gc.disable()
head = None
for _ in range(20000):
    head = Chain(head)
del head
print("a long chain is freed without recursion")
nest = []
for _ in range(20000):
    nest = [nest]
del nest
deep = ()
for _ in range(20000):
    deep = (deep,)
del deep
d = {}
for _ in range(20000):
    d = {1: d}
del d
print("and nests")
gc.enable()
