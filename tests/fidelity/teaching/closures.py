# SPDX-License-Identifier: MIT
"""Closures: cells shared by several functions, counters, late binding, and what keeps an object alive."""
import sys


def counter(start=0):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    def show():
        return count

    return step, show


step, show = counter()
print(step(), step(), step(10), show())
other, look = counter(100)
print(other(), show(), look())
print(step.__closure__[0] is show.__closure__[0], step.__closure__[0].cell_contents, step.__code__.co_freevars, counter.__code__.co_cellvars)


def make():
    result = []
    for i in range(3):
        def f():
            return i
        result.append(f)
    return result


print([f() for f in make()], len({id(f.__closure__[0]) for f in make()}))


def compose(*functions):
    def run(x):
        for f in functions:
            x = f(x)
        return x
    return run


print(compose(lambda x: x + 1, lambda x: x * 2, str)(20))


def hold(thing):
    return lambda: thing


thing = []
held = hold(thing)
print(sys.getrefcount(thing), held() is thing)
del held
print(sys.getrefcount(thing))


def outer():
    x = "outer"

    def middle():
        def inner():
            nonlocal x
            x += " changed"
            return x
        return inner
    return middle()(), x


print(outer())


def unbound():
    def f():
        return later
    try:
        f()
    except NameError as error:
        print(error)
    later = 1
    return f()


print(unbound())
try:
    def shadow():
        print(n)
        n = 1
    shadow()
except UnboundLocalError as error:
    print(error)
