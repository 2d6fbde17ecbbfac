# SPDX-License-Identifier: MIT
# map, filter, sorted, min, max, reduce, iter with functions of all kinds.
from functools import cmp_to_key, partial, reduce
import operator

words = ["pear", "fig", "banana", "kiwi", "Apple"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len, reverse=True), sorted(words, key=lambda w: (len(w), w)))
print(max(words, key=len), min(words, key=lambda w: w[-1]), max([], default="none"), min(3, 1, 2, key=operator.neg))
print(list(map(len, words)), list(map(pow, [2, 3], [3, 2])), list(map(lambda *a: a, "ab", [1, 2, 3])), list(filter(str.istitle, words)), list(filter(None, [0, 1, "", "a"])))
print(reduce(lambda a, b: a * b, range(1, 6)), reduce(operator.add, ["a", "b"], ">"), reduce(max, [3, 9, 2]))
print(sorted([3, -1, 2], key=abs), sorted("bca", key=cmp_to_key(lambda a, b: (a < b) - (a > b))), sorted([(1, "b"), (1, "a")], key=operator.itemgetter(0)))
print(list(iter(iter([1, 2, 0, 3]).__next__, 0)), any(map(str.isupper, "abC")), all(map(callable, [len, int, lambda: 0])), sum(map(int, "123")))
add = partial(operator.add, 10)
power = partial(pow, exp=2)
print(add(5), power(3), add.func is operator.add, add.args, power.keywords, partial(add)(1), partial(print, "x", sep="-")("y"))


class Key:
    compared = 0

    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        Key.compared += 1
        return self.n < other.n


print([k.n for k in sorted(map(Key, [3, 1, 2]))], Key.compared > 0, max(map(Key, [4, 8]), key=lambda k: k.n).n)


def stable():
    data = [(i % 3, i) for i in range(9)]
    return sorted(data, key=lambda p: p[0]) == sorted(data)


def compose(*functions):
    return reduce(lambda f, g: lambda x: f(g(x)), functions)


print(stable(), compose(str, len, list)("abc"), compose(lambda x: x + 1, lambda x: x * 2)(5))
dispatch = {"add": operator.add, "sub": lambda a, b: a - b, "mul": int.__mul__}
print({name: f(6, 3) for name, f in dispatch.items()})
m = map(lambda x: 1 // x, [1, 0, 2])
print(next(m))
try:
    next(m)
except ZeroDivisionError as e:
    print(e, next(m))


def attempt(text):
    try:
        print(text, "=", eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)


for text in ("map()", "map(len)", "list(map(3, [1]))", "list(map(len, 3))", "list(map(len, [1]))", "filter(None)", "list(filter(3, [1]))", "sorted([1], 2)",
             "sorted([1], key=2)", "sorted([1], cmp=2)", "sorted([1, 'a'])", "sorted([1j, 2j])", "max(1, key=2)", "max(key=len)", "min([1, 'a'])", "max(1, 2, default=3)",
             "reduce(len, [])", "reduce(len, [1])", "reduce(len, [1, 2])", "sum([[1], [2]], [])", "sum('ab', '')", "iter(3, 4)", "next(iter(len, 3))", "partial()",
             "partial(3)", "cmp_to_key(3)(1) < 2", "[].sort(lambda a: a)", "list(zip([1], 2))", "list(enumerate([1], 'a'))", "all(3)", "any(len)"):
    attempt(text)
items = [3, 1, 2]
try:
    items.sort(key=lambda x: items.append(x) or x)
except ValueError as e:
    print(e, len(items))
seen = []
items = [3, 1, 2]
items.sort(key=lambda x: seen.append(len(items)) or x)
print(items, seen)
