# SPDX-License-Identifier: MIT
# What can be asked of a generator, and what it may not do.
def counting(n):
    for i in range(n):
        yield i


g = counting(3)
print(type(g), g.__name__, g.__qualname__, g.gi_running, g.gi_suspended, g.gi_yieldfrom, g.gi_code is counting.__code__)
print(g.gi_frame.f_lineno, next(g), g.gi_frame.f_lineno, g.gi_frame.f_locals, g.gi_suspended)
print(iter(g) is g, list(g), g.gi_frame, g.gi_suspended, repr(g).replace(hex(id(g)), "ID"))
g.__name__ = "renamed"
g.__qualname__ = "very.renamed"
print(g.__name__, repr(g).replace(hex(id(g)), "ID"))
for value in 1, None:
    try:
        g.__name__ = value
    except TypeError as e:
        print(e)
for text in "g.gi_running = 1", "g.other = 1", "del g.__name__":
    try:
        exec(text)
    except (AttributeError, TypeError) as e:
        print(text, "->", type(e).__name__)


def runs_itself():
    print(me.gi_running, me.gi_frame is not None)
    try:
        next(me)
    except ValueError as e:
        print(e)
    try:
        me.close()
    except ValueError as e:
        print(e)
    try:
        me.throw(KeyError)
    except ValueError as e:
        print(e)
    yield "done"


me = runs_itself()
print(next(me))


def handles():
    import sys
    try:
        raise ValueError("own")
    except ValueError:
        yield sys.exc_info()[0]
        yield sys.exc_info()[0]
    yield sys.exc_info()[0]


g = handles()
print(next(g))
try:
    raise KeyError("caller's")
except KeyError:
    import sys
    print(next(g), sys.exc_info()[0])
    print(next(g), sys.exc_info()[0])


def never_started():
    print("not printed")
    yield


never_started()
never_started().close()
print(len([never_started() for _ in range(3)]))


def lambda_generators():
    f = lambda: (yield 1)
    g = f()
    print(next(g), g.gi_code.co_name)


lambda_generators()
pairs = ((x, y) for x in range(3) for y in range(x))
print(pairs.__name__, next(pairs), list(pairs))
for text in "iter(counting)", "next(counting)", "counting()", "len(counting(1))", "counting(1)[0]", "[x for x in counting]":
    try:
        eval(text)
    except TypeError as e:
        print(text, "->", e)
