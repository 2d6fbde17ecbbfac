# SPDX-License-Identifier: MIT
"""send, throw, close: what a generator answers, and in which state it is."""
import inspect


def echo():
    got = None
    while True:
        try:
            got = yield got
        except ValueError as error:
            got = f"caught {error}"
        except GeneratorExit:
            print("closing")
            raise


g = echo()
print(inspect.getgeneratorstate(g), next(g), inspect.getgeneratorstate(g), g.send(1), g.send("two"))
print(g.throw(ValueError("v")), g.throw(ValueError), g.gi_running, g.gi_frame is not None)
g.close()
print(inspect.getgeneratorstate(g), g.gi_frame, g.close())
for call in (lambda: next(g), lambda: g.send(1), lambda: g.throw(KeyError("after"))):
    try:
        call()
    except (StopIteration, KeyError) as error:
        print(repr(error))
h = echo()
try:
    h.send(1)
except TypeError as error:
    print(error)
try:
    h.throw(OSError("before the start"))
except OSError as error:
    print(error, inspect.getgeneratorstate(h))


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)


def returns():
    yield
    return 5


r = returns()
next(r)
try:
    next(r)
except StopIteration as stop:
    print(stop.value, stop.args)


def again():
    yield next(me)


me = again()
try:
    next(me)
except ValueError as error:
    print(error)
print(type(g).__name__, g.__name__, g.__qualname__, iter(g) is g)
