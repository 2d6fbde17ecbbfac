# SPDX-License-Identifier: MIT
# send, throw and close, and what a generator may do about them.
def echo():
    received = []
    try:
        while True:
            received.append((yield len(received)))
    except ValueError as e:
        yield "caught " + str(e)
    finally:
        print("cleanup", received)


g = echo()
try:
    g.send("too early")
except TypeError as e:
    print(e)
print(next(g), g.send("a"), g.send("b"), g.throw(ValueError("v")))
print(next(g, "finished"), next(g, "still"))
g = echo()
next(g)
g.close()
g.close()
try:
    g.throw(KeyError("after the end"))
except KeyError as e:
    print(repr(e))


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


def raising():
    try:
        yield 1
    finally:
        raise LookupError("in finally")


for make in stubborn, raising:
    g = make()
    next(g)
    try:
        g.close()
    except (RuntimeError, LookupError) as e:
        print(type(e).__name__, e, "|", repr(e.__context__))


def plain():
    try:
        yield 1
    except TypeError as e:
        print("inside:", e)


class NeedsArgument(Exception):
    def __init__(self, argument):
        super().__init__("got", argument)


class NotReally(Exception):
    def __new__(cls, *args):
        return 5


def attempt(*args):
    g = plain()
    next(g)
    try:
        g.throw(*args)
    except Exception as e:
        print(type(e).__name__, e.args, g.gi_frame is None)


attempt(NeedsArgument)
attempt(NeedsArgument, 1)
attempt(NeedsArgument, (1, 2))
attempt(ValueError, (1, 2))
attempt(ValueError, None)
attempt(ValueError, KeyError("other"))
attempt(LookupError, KeyError("sub"))
attempt(NotReally)
attempt(1)
attempt("text")
attempt(ValueError("x"), 1)
attempt(ValueError, 1, 2)
g = plain()
try:
    g.throw(OSError("before the start"))
except OSError as e:
    print(e, next(g, "over"))
