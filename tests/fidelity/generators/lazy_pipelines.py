# SPDX-License-Identifier: MIT
"""Generators in a chain: nothing runs before it is asked for."""
import itertools

log = []


def numbers():
    for n in itertools.count(1):
        log.append(n)
        yield n


def only(test, source):
    for item in source:
        if test(item):
            yield item


def take(n, source):
    for _ in range(n):
        try:
            yield next(source)
        except StopIteration:
            return


chain = take(3, only(lambda n: n % 3 == 0, numbers()))
print(log, next(chain), log, list(chain), log[-1])


def windows(source, size):
    window = []
    for item in source:
        window = (window + [item])[-size:]
        if len(window) == size:
            yield tuple(window)


print(list(windows("abcde", 3)), list(windows([], 2)))


def primes():
    found = []
    for n in itertools.count(2):
        if all(n % p for p in found):
            found.append(n)
            yield n


print(list(itertools.islice(primes(), 12)))


def merge(a, b):
    a, b = iter(a), iter(b)
    x, y = next(a, None), next(b, None)
    while x is not None or y is not None:
        if y is None or x is not None and x <= y:
            yield x
            x = next(a, None)
        else:
            yield y
            y = next(b, None)


print(list(merge([1, 4, 6], [2, 3, 5, 9])))
lines = (line.strip() for line in " a=1 \nb=2\n\n c = 3".splitlines())
print(dict(map(str.strip, line.split("=")) for line in lines if line))
first, *rest = (n * n for n in range(4))
print(first, rest, sum(n for n in range(101)), max((w for w in ["x", "yyy", "zz"]), key=len), 9 in (n for n in range(5)))
try:
    list(only(lambda n: 1 / n, [1, 0]))
except ZeroDivisionError as error:
    print(error)
print(list(zip((c for c in "ab"), numbers())), log[-1])
