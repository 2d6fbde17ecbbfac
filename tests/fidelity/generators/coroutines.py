# SPDX-License-Identifier: MIT
# Coroutines driven by hand: await, async with, async for, errors.
import types


@types.coroutine
def pause(value):
    answer = yield value
    return answer


def run(coroutine, answers=()):
    answers = iter(answers)
    try:
        step = coroutine.send(None)
        while True:
            print("  paused at", step)
            step = coroutine.send(next(answers, None))
    except StopIteration as e:
        return e.value


class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    async def __aenter__(self):
        print("enter", self.name, await pause("entering"))
        return self

    async def __aexit__(self, kind, value, traceback):
        print("exit", self.name, kind, await pause("leaving"))
        return self.swallow


class Counter:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return await pause(self.n)


class Awaitable:
    def __await__(self):
        got = yield "in __await__"
        return ("awaited", got)


async def add(a, b):
    return await pause(a) + await pause(b)


async def main():
    print(await add("x", "y"))
    print(await Awaitable())
    async with Manager("one") as m, Manager("two", swallow=True):
        print("inside", m.name)
        raise KeyError("swallowed")
    async for i in Counter(2):
        print("item", i)
    else:
        print("no more")
    print([i async for i in Counter(2)], [await add(1, 2) for _ in range(1)])
    return "main's value"


print(run(main(), range(10, 40)))


async def fails():
    try:
        await pause("before")
    except ValueError as e:
        print("caught", e)
        raise LookupError("out") from e


c = fails()
print(type(c), c.__name__, c.cr_running, c.cr_await, c.cr_suspended)
print(c.send(None), c.cr_await.__name__, c.cr_suspended)
try:
    c.throw(ValueError("thrown in"))
except LookupError as e:
    print(repr(e), repr(e.__cause__), c.cr_frame)
for use in c.send, c.throw:
    try:
        use(ValueError("again"))
    except RuntimeError as e:
        print(e)
c = add(1, 2)
c.close()
try:
    c.send(None)
except RuntimeError as e:
    print(e)


async def bad(kind):
    if kind == 0:
        await 3
    elif kind == 1:
        async for _ in [1]:
            pass
    elif kind == 2:
        async with 3:
            pass
    elif kind == 3:
        raise StopIteration("leaks")
    elif kind == 4:
        await pause_plain()


def pause_plain():
    yield


for kind in range(5):
    try:
        bad(kind).send(None)
    except (TypeError, RuntimeError) as e:
        print(type(e).__name__, e, repr(e.__cause__))
w = add(1, 2).__await__()
print(type(w), next(w))
w.close()
