# SPDX-License-Identifier: MIT
"""Coroutines driven by hand: await, async for, async with, closing."""
import types


@types.coroutine
def pause(value):
    got = yield value
    return got


async def add(a, b):
    x = await pause(("a", a))
    y = await pause(("b", b))
    return x + y


async def main():
    first = await add(1, 2)
    try:
        await pause("throw here")
    except KeyError as error:
        first += len(str(error))
    return first


m = main()
print(m.send(None), m.send(10), m.send(20), m.cr_await is not None)
try:
    m.throw(KeyError("abc"))
except StopIteration as stop:
    print(stop.value)


class Ticks:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return await pause(self.n)


class Room:
    async def __aenter__(self):
        print("in", await pause("entering"))
        return self

    async def __aexit__(self, *error):
        print("out", error[0], await pause("leaving"))
        return True


async def visit():
    async with Room():
        seen = [tick async for tick in Ticks(2)]
        print(seen)
        async for tick in Ticks(1):
            print("tick", tick)
        raise ValueError("inside")
    return "done"


def drive(coroutine, answers):
    value = None
    try:
        while True:
            asked = coroutine.send(value)
            value = answers.pop(0)
            print("asked", asked)
    except StopIteration as stop:
        return stop.value


print(drive(visit(), ["hello", 11, 12, 13, "bye"]))
c = add(1, 2)
c.close()
try:
    c.send(None)
except RuntimeError as error:
    print(error)
d = add(1, 1)
try:
    iter(d)
except TypeError as error:
    print(error)
d.close()
