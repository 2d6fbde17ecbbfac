# SPDX-License-Identifier: MIT
"""Recursion: factorial, Fibonacci with and without memory, towers, permutations, flattening; where it ends, and where it does not."""
import sys


def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


def fibonacci(n, memory={}):
    if n < 2:
        return n
    if n not in memory:
        memory[n] = fibonacci(n - 1) + fibonacci(n - 2)
    return memory[n]


def hanoi(n, source="A", target="C", spare="B"):
    if n:
        yield from hanoi(n - 1, source, spare, target)
        yield f"{source}{target}"
        yield from hanoi(n - 1, spare, target, source)


def permutations(items):
    if not items:
        return [[]]
    return [[item] + rest for i, item in enumerate(items) for rest in permutations(items[:i] + items[i + 1:])]


def flatten(value):
    return [leaf for item in value for leaf in flatten(item)] if isinstance(value, list) else [value]


def depth(n, thing):
    return sys.getrefcount(thing) if n == 0 else depth(n - 1, thing)


def even(n):
    return n == 0 or odd(n - 1)


def odd(n):
    return n != 0 and even(n - 1)


print([factorial(n) for n in range(10)], factorial(30))
print([fibonacci(n) for n in range(15)], fibonacci(90), len(fibonacci.__defaults__[0]))
print(" ".join(hanoi(3)), sum(1 for move in hanoi(6)))
print(permutations([1, 2, 3]))
print(flatten([1, [2, [3, [4, []]], 5], [[[6]]]]))
thing = []
print([depth(n, thing) for n in (0, 1, 5)])
print(even(100), odd(7), even(7))


def endless(n):
    return endless(n + 1)


try:
    endless(0)
except RecursionError as error:
    print(type(error).__name__, error)
