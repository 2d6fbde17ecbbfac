# SPDX-License-Identifier: MIT
"""yield from: values, sends, throws and returns pass through."""
def inner():
    total = 0
    while True:
        try:
            got = yield total
        except KeyError as error:
            got = len(error.args)
        if got is None:
            return total
        total += got


def outer(results):
    while True:
        results.append((yield from inner()))


results = []
o = outer(results)
next(o)
print([o.send(n) for n in (1, 2, 3)], o.send(None), results)
print(o.throw(KeyError("a")), o.send(5), o.gi_yieldfrom.__name__)
o.close()
print(results, o.gi_yieldfrom)


def flatten(value):
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from flatten(item)
    else:
        yield value


print(list(flatten([1, (2, [3, [], (4,)]), 5])))


def mixed():
    x = yield from [1, 2]
    y = yield from iter("a")
    z = yield from (lambda: (yield 9))()
    return x, y, z


m = mixed()
print([next(m) for _ in range(4)])
try:
    m.send("last")
except StopIteration as stop:
    print(stop.value)


def fails():
    yield 1
    raise OSError("inner")


def watches():
    try:
        yield from fails()
    except OSError as error:
        yield f"watched {error}"


print(list(watches()))
try:
    list((lambda: (yield from 5))())
except TypeError as error:
    print(error)


def closes():
    try:
        yield
    finally:
        print("inner closed")


def around():
    try:
        yield from closes()
    finally:
        print("outer closed")


a = around()
next(a)
del a
