# SPDX-License-Identifier: MIT
# Generators that work together: pipelines, schedulers, lazy sequences.
from collections import deque
from itertools import count, islice, takewhile


def numbers():
    yield from count(1)


def squares(source):
    for x in source:
        yield x * x


def running(source):
    total = 0
    for x in source:
        total += x
        yield total


print(list(islice(running(squares(numbers())), 6)))
print(list(takewhile(lambda x: x < 60, squares(x for x in numbers() if x % 2))))


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


print([f for _, f in zip(range(12), fibonacci())])


def primes():
    found = []
    for n in count(2):
        if all(n % p for p in found):
            found.append(n)
            yield n


print(list(islice(primes(), 10)))


def averager():
    total = n = 0
    average = None
    while True:
        value = yield average
        if value is None:
            return f"{n} values, {total}"
        total += value
        n += 1
        average = total / n


a = averager()
next(a)
print(a.send(10), a.send(20), a.send(3))
try:
    a.send(None)
except StopIteration as e:
    print(e.value)


def task(name, steps):
    for i in range(steps):
        print(name, i, end="; ")
        yield
    print(name, "done", end="; ")


queue = deque([task("A", 2), task("B", 1), task("C", 3)])
while queue:
    current = queue.popleft()
    try:
        next(current)
        queue.append(current)
    except StopIteration:
        pass
print()


def permutations(items):
    if not items:
        yield ()
    for i, item in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield (item,) + rest


def flatten(nested):
    for x in nested:
        if isinstance(x, (list, tuple)):
            yield from flatten(x)
        else:
            yield x


def windows(source, size):
    window = deque(maxlen=size)
    for x in source:
        window.append(x)
        if len(window) == size:
            yield tuple(window)


print(["".join(p) for p in permutations("abc")])
print(list(flatten([1, [2, (3, [4, [5]])], [], 6])), list(windows("abcde", 3)))
words = (line.strip() for line in "the cat\n  sat \n\non it".split("\n"))
lengths = {w: len(w) for w in words if w}
print(lengths, sum(n for n in lengths.values()), max(lengths, key=lambda w: lengths[w]))
matrix = [[i * 3 + j for j in range(3)] for i in range(2)]
print([x for row in matrix for x in row if x % 2], list(map(list, zip(*matrix))), [[y for y in r] for r in (tuple(r) for r in matrix)])
