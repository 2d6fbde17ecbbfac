# Cells, closures and what they keep.
import sys


def outer(value):
    def inner():
        return sys.getrefcount(value)
    before = sys.getrefcount(value)
    return inner, before


thing = []
inner, before = outer(thing)
print("in outer", before)
print("kept by the cell", sys.getrefcount(thing), inner())
cell = inner.__closure__[0]
print("cell", sys.getrefcount(cell), cell.cell_contents is thing, inner.__code__.co_freevars)
second, _ = outer(thing)
print("two closures", sys.getrefcount(thing), second.__closure__[0] is cell)
del second
print("one again", sys.getrefcount(thing))
cell.cell_contents = None
print("emptied by hand", sys.getrefcount(thing), inner() > 100)


def counter():
    n = [0]

    def up():
        n[0] += 1
        return n[0]

    def refs():
        return sys.getrefcount(n)
    return up, refs


up, refs = counter()
print(up(), up(), refs(), up.__closure__[0] is refs.__closure__[0], sys.getrefcount(up.__closure__[0]))
del refs
print(sys.getrefcount(up.__closure__[0]))


def shared():
    x = []
    fs = [lambda: x for _ in range(3)]
    return fs, sys.getrefcount(x)


fs, n = shared()
print("three lambdas, one cell", n, len({id(f.__closure__[0]) for f in fs}), sys.getrefcount(fs[0]()))


def late():
    return [lambda: i for i in range(3)]


print("late binding", [f() for f in late()])
print("early binding", [f() for f in [lambda i=i: i for i in range(3)]])


def deleted():
    x = object()

    def inner():
        return x
    del x
    try:
        inner()
    except NameError as error:
        return type(error).__name__, str(error)


print(deleted())


def recursive():
    def fact(n):
        return 1 if n < 2 else n * fact(n - 1)
    return fact


f = recursive()
print(f(5), sys.getrefcount(f), f.__closure__[0].cell_contents is f)


def nonlocal_swap():
    a, b = [], []

    def swap():
        nonlocal a, b
        a, b = b, a
        return sys.getrefcount(a), sys.getrefcount(b)
    return swap(), sys.getrefcount(a)


print(nonlocal_swap())


class HasCell:
    def method(self):
        return __class__


print(HasCell().method() is HasCell, HasCell.method.__closure__[0].cell_contents is HasCell)
