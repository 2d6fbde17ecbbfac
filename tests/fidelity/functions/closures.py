# SPDX-License-Identifier: MIT
# Free variables: sharing, late binding, nonlocal, deletion, cells as objects.
def counter(start=0):
    count = start

    def increment(by=1):
        nonlocal count
        count += by
        return count

    def read():
        return count

    return increment, read


up, read = counter()
other, _ = counter(100)
print(up(), up(5), read(), other(), read())
print(up.__closure__[0] is read.__closure__[0], up.__closure__[0].cell_contents, up.__code__.co_freevars, counter.__code__.co_cellvars)
late = [lambda: i for i in range(3)]
early = [lambda i=i: i for i in range(3)]
print([f() for f in late], [f() for f in early], [f() for f in [(lambda j: lambda: j)(i) for i in range(3)]])


def outer():
    x = "outer"

    def middle():
        def inner():
            nonlocal x
            x = "set by inner"
            return x
        return inner(), x
    return middle(), x


print(outer())


def unset():
    def use():
        return value
    try:
        use()
    except NameError as e:
        print(type(e).__name__, e)
    value = 1
    print(use())
    del value
    try:
        use()
    except NameError as e:
        print(type(e).__name__, e)
    try:
        value
    except UnboundLocalError as e:
        print(e)


unset()


def make():
    total = 0
    if total:
        missing = 1

    def f():
        return missing
    return f


f = make()
cell = f.__closure__[0]
try:
    cell.cell_contents
except ValueError as e:
    print(e)
cell.cell_contents = "put there"
print(f(), cell.cell_contents)
print(f.__closure__[0] == cell, type(cell), counter.__closure__)
try:
    f.__closure__ = ()
except AttributeError as e:
    print(e)


class Scope:
    x = "class"
    names = [x for _ in range(1)] if False else ["skipped"]

    def method(self):
        return x

    y = [z for z in x]


x = "global"
print(Scope().method(), Scope.y)


def class_in_function():
    x = "function"

    class C:
        y = x
        x = "class"
        z = x

        def get(self):
            return x, __class__
    return C


C = class_in_function()
print(C.y, C.z, C().get()[0], C().get()[1] is C)


def memoize(f):
    cache = {}

    def wrapper(n):
        if n not in cache:
            cache[n] = f(n)
        return cache[n]
    wrapper.cache = cache
    return wrapper


@memoize
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(60), len(fib.cache), fib.__closure__[1].cell_contents.__name__)
for text in ("nonlocal x", "def f():\n nonlocal nothing", "def f(x):\n nonlocal x", "def f(x):\n global x", "def f():\n x = 1\n global x", "class C:\n nonlocal x"):
    try:
        compile(text, "source", "exec")
    except SyntaxError as e:
        print(e.msg)
