# SPDX-License-Identifier: MIT
# Asynchronous generators: iteration, asend, athrow, aclose, their awaitables.
import types


@types.coroutine
def pause(value):
    return (yield value)


def run(coroutine):
    try:
        step = coroutine.send(None)
        while True:
            print("  paused at", step)
            step = coroutine.send("answer")
    except StopIteration as e:
        return e.value


async def numbers(n):
    print("start")
    try:
        for i in range(n):
            answer = await pause(i)
            sent = yield i, answer
            if sent is not None:
                print("sent", sent)
    except ValueError as e:
        yield "handled " + str(e)
    finally:
        print("finally")


async def main():
    async for pair in numbers(2):
        print(pair)
    print([i async for i, _ in numbers(2)], {i: a async for i, a in numbers(1)})
    g = numbers(5)
    print(type(g), g.__name__, g.ag_running, g.ag_await, g.ag_frame is not None)
    print(await g.asend(None), await g.asend("hello"), await g.athrow(ValueError("v")))
    try:
        await anext(g)
    except StopAsyncIteration as e:
        print(repr(e), g.ag_frame)
    print(await anext(g, "default"))
    g = numbers(5)
    print(await anext(g), await anext(g, "unused"))
    await g.aclose()
    await g.aclose() if g.ag_frame else print("closed")
    doubled = (i * 2 async for i, _ in numbers(2) if i)
    print(type(doubled), [x async for x in doubled])
    async for pair in numbers(3):
        break
    print("left early")
    del pair
    return "done"


print(run(main()))


async def misbehaves(kind):
    try:
        yield 1
    except GeneratorExit:
        yield 2
    if kind == 1:
        raise StopAsyncIteration
    raise StopIteration


def step(awaitable, *args):
    try:
        print("yielded", awaitable.send(*args or (None,)))
    except (StopIteration, StopAsyncIteration, RuntimeError, TypeError, ValueError) as e:
        print(type(e).__name__, e.args, repr(e.__cause__))


for kind in 1, 2:
    g = misbehaves(kind)
    step(g.asend(None))
    step(g.__anext__())
g = misbehaves(1)
step(g.asend(5))
step(g.asend(None))
a = g.aclose()
print(type(a), type(g.asend(1)), type(g.athrow(KeyError)))
step(a)
step(a)
g = misbehaves(1)
a = g.asend(None)
step(a)
step(a)
try:
    g.asend(None).throw(ValueError, "thrown")
except ValueError as e:
    print(e)
g = misbehaves(1)
a = g.aclose()
step(a)
step(a)
step(g.asend(None))
for text in "aiter(3)", "anext(3)", "iter(misbehaves(1))", "next(misbehaves(1))", "aiter(misbehaves(1)).__name__":
    try:
        print(text, eval(text))
    except TypeError as e:
        print(text, "->", e)
