# SPDX-License-Identifier: MIT
"""Who walks and who is asked in the algebra of sets, and what counts the keys have while they are compared."""
import sys


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 3

    def __eq__(self, other):
        print("  ", self.n, "==", other.n, sys.getrefcount(self), sys.getrefcount(other))
        return self.n == other.n


def numbers(value):
    return value if isinstance(value, bool) else [key.n for key in value]


x = {Key(1), Key(2), Key(4)}
y = {Key(1), Key(7), Key(2), Key(9)}
for operator in ("|", "&", "-", "^", "<=", "==", "<"):
    print(operator, numbers(eval(f"x {operator} y")))
for method in ("union", "intersection", "difference", "symmetric_difference", "issubset", "issuperset", "isdisjoint"):
    for kind in (list, tuple, dict.fromkeys, iter):
        print(method, kind.__name__, numbers(getattr(x, method)(kind(y))))
for method in ("union", "intersection", "difference", "symmetric_difference", "issubset", "issuperset", "isdisjoint", "update",
               "difference_update"):
    for bad in (5, [[1]], [{}]):
        try:
            print(method, getattr({1}, method)(bad))
        except TypeError as error:
            print(method, error)

# Of the deleted entries on its way a new key takes the last.
s = {1, 3}
s.add(9)
s.add(17)
s.discard(1)
s.discard(9)
s.add(25)
print(list(s))
