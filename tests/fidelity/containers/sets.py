# SPDX-License-Identifier: MIT
"""Sets: algebra, comparisons, frozen ones as keys, changes during iteration."""
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, a ^ b, a.isdisjoint({9}), {3} < a, a >= {1, 2}, a == {4, 3, 2, 1})
a |= {10}
a -= {1}
a &= {2, 3, 10, 11}
a ^= {2, 99}
print(sorted(a), len(a), a.pop() in {3, 10, 99}, a.discard(1000))
f = frozenset("ab")
print({f: 1}[frozenset("ba")], f | {"c"} == {"a", "b", "c"}, type(f | {"c"}).__name__, type({"c"} | f).__name__, hash(f) == hash(frozenset("ba")))
for bad in (lambda: {[]}, lambda: a.remove("zz"), lambda: set().pop(), lambda: f.add(1), lambda: a | [1], lambda: a < [1], lambda: set(5)):
    try:
        bad()
    except (TypeError, KeyError, AttributeError) as error:
        print(type(error).__name__, error)
print(a.union([1], (2,)) >= {1, 2}, {1, 2, 3}.intersection([2, 3], {3}), {1, 2}.difference([1]), {1}.symmetric_difference([1, 2]))
s = {1, 2, 3}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as error:
    print(error)
print({x % 3 for x in range(10)}, {*"aab"} == {"a", "b"}, set(), repr(frozenset()), {frozenset({1}), frozenset()} == {frozenset(), frozenset({1})})
t = {1, 2}
u = t.copy()
u.update("x", [5])
t.clear()
print(t, len(u), {1, 2}.issubset([1, 2, 3]), {1}.issuperset([]))
print({1, 1.0, True}, {0, False, 0.0}, {"a"} <= {"a"}, {1} < {1})
