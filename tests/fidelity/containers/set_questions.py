# Which operations of a set ask a key for its hash again, and what the set's count is while they ask.
import sys


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        asked.append(f"hash {self.n} {sys.getrefcount(left)}")
        return self.n % 3

    def __eq__(self, other):
        asked.append(f"{self.n} == {other.n} {sys.getrefcount(left)}")
        return self.n == other.n


asked, left = [], None
left = {Key(1), Key(2), Key(4)}
right = {Key(1), Key(7), Key(2), Key(9)}
for method in ("union", "intersection", "difference", "symmetric_difference", "issubset", "issuperset", "isdisjoint"):
    for kind in (list, dict.fromkeys, frozenset, iter):
        other = kind(right)
        asked = []
        getattr(left, method)(other)
        print(method, kind.__name__, asked)
for method in ("update", "intersection_update", "difference_update", "symmetric_difference_update"):
    for kind in (list, dict.fromkeys, set):
        changed, other = left.copy(), kind(right)
        asked = []
        getattr(changed, method)(other)
        print(method, kind.__name__, asked)
