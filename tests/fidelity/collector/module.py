# The gc module: referrers, referents, tracking, counts, callbacks, freezing, thresholds.
import gc

gc.collect()


class Node:
    def __init__(self, child=None):
        self.child = child


class Slots:
    __slots__ = ("a", "b")


a = Node()
b = Node(a)
holder = [a]
print("referents", gc.get_referents(holder) == [a], [type(x).__name__ for x in gc.get_referents(b)], gc.get_referents(1, "x", None))
print([type(x).__name__ for x in gc.get_referents({"k": a, 1: 2})], [type(x).__name__ for x in gc.get_referents({"k": 5})])
print(sorted(type(x).__name__ for x in gc.get_referents((1, [2], "x"))), [type(x).__name__ for x in gc.get_referents({1, 2})])
s = Slots()
s.a = holder
print([type(x).__name__ for x in gc.get_referents(s)])
referrers = gc.get_referrers(a)
print("referrers", len(referrers), any(r is holder for r in referrers), sorted(type(r).__name__ for r in referrers))
print(gc.get_referrers(holder, b) != [], gc.get_referrers())
for thing in (1, "x", 1.5, None, (), (1, 2), [1], [], {}, {1: 2}, {"a": []}, set(), {1}, frozenset(), object(), Node(), Slots(), Node, len, lambda: 0, iter([]), range(3), b"x", (x for x in ())):
    print(type(thing).__name__, gc.is_tracked(thing), end="; ")
print()
t = (1, (2, 3))
u = ([], 1)
d = {"a": 1}
e = {"a": []}
f = {}
f["x"] = 5
before = [gc.is_tracked(x) for x in (t, u, d, e, f)]
gc.collect()
print(before, [gc.is_tracked(x) for x in (t, u, d, e, f)])
f["y"] = []
print(gc.is_tracked(f))
print("thresholds", gc.get_threshold())
gc.set_threshold(500, 5)
print(gc.get_threshold())
gc.set_threshold(700, 10, 10)
gc.disable()
print(gc.isenabled(), len(gc.get_count()))
base = gc.get_count()[0]
kept = [[] for _ in range(10)]
print("ten more", gc.get_count()[0] - base in range(10, 14))
gc.enable()
events = []


def callback(phase, info):
    events.append((phase, info["generation"], sorted(info)))


gc.callbacks.append(callback)
gc.collect()
gc.collect(0)
gc.callbacks.remove(callback)
print(events)
try:
    gc.collect(3)
except ValueError as x:
    print(x)
print([sorted(s) for s in gc.get_stats()][0], len(gc.get_stats()))
print("frozen", gc.get_freeze_count())
gc.freeze()
print(gc.get_freeze_count() > 100)
gc.unfreeze()
print(gc.get_freeze_count())
print(gc.get_debug(), gc.DEBUG_SAVEALL, gc.DEBUG_LEAK, gc.DEBUG_STATS)
gc.set_debug(gc.DEBUG_SAVEALL)
c = []
c.append(c)
del c
print(gc.collect(), [type(x).__name__ for x in gc.garbage], gc.garbage[0][0] is gc.garbage[0])
gc.set_debug(0)
gc.garbage.clear()
gc.collect()
print(gc.is_finalized(a), any(o is a for o in gc.get_objects()), any(o is t for o in gc.get_objects()), len(gc.get_objects(0)) >= 0)
