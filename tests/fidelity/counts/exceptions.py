# Exceptions keep their traceback, the traceback its frames, the frames their locals.
import sys


def fail(thing):
    held = thing
    raise ValueError(thing)


thing = []
try:
    fail(thing)
except ValueError as error:
    print("while handled", sys.getrefcount(thing), sys.getrefcount(error))
    kept = error
print("kept with its traceback", sys.getrefcount(thing), sys.getrefcount(kept))
kept.__traceback__ = None
print("without the traceback", sys.getrefcount(thing))
kept.args = ()
print("without the arguments", sys.getrefcount(thing))
del kept
try:
    error
except NameError as e:
    print(e)
print("alone", sys.getrefcount(thing))

try:
    try:
        fail(thing)
    except ValueError as first:
        raise KeyError("second") from first
except KeyError as second:
    print("a cause", sys.getrefcount(thing), sys.getrefcount(second.__cause__), second.__context__ is second.__cause__)
print("gone", sys.getrefcount(thing))

try:
    try:
        fail(thing)
    finally:
        print("in finally", sys.getrefcount(thing))
except ValueError:
    print("in except", sys.getrefcount(thing))
print("after", sys.getrefcount(thing))


def returns():
    try:
        fail(thing)
    except ValueError:
        return sys.getrefcount(thing)


print(returns(), sys.getrefcount(thing))


def frames(depth):
    local = thing
    if depth:
        frames(depth - 1)
    raise IndexError


try:
    frames(3)
except IndexError as e:
    print("four frames", sys.getrefcount(thing))
    tb = e.__traceback__
    n = 0
    while tb:
        n += 1
        tb = tb.tb_next
    print(n, sys.getrefcount(e.__traceback__.tb_frame) > 1)
del tb
print("after", sys.getrefcount(thing))


class Guard:
    def __enter__(self):
        return thing

    def __exit__(self, kind, value, tb):
        print("exit", kind.__name__, sys.getrefcount(value), sys.getrefcount(thing))
        return True


with Guard() as g:
    raise TypeError(thing)
print("swallowed", sys.getrefcount(g))
del g
print(sys.exc_info(), sys.getrefcount(thing))
e = ValueError(thing)
print("an instance", sys.getrefcount(e), sys.getrefcount(thing), sys.getrefcount(e.args))
try:
    raise e
except ValueError as caught:
    print("raised", sys.getrefcount(e), caught is e)
print("again alone", sys.getrefcount(e), e.__traceback__ is not None)
