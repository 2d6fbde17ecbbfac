# SPDX-License-Identifier: MIT
# generators and coroutines keep their frames
import gc
import weakref


class Item:
    def __init__(self, n):
        self.n = n


def gen(item):
    local = Item(2)
    refs.append(weakref.ref(local))
    yield item.n
    yield local.n
    print("end")


def outer(it):
    yield from it
    yield 9


def loop(items):
    for item in items:
        yield item


refs = []
item = Item(1)
g = gen(item)
print(0)  #? count item | alive item
print(next(g))  #? count g | keeps g
print(1)  #? count refs[0]() | alive refs[0]() | keeps g | cut refs[0]() | count item | size g
o = outer(g)
print(next(o))
print(2)  #? count g | alive g | holders g | keeps o
del g
print(3)  #? alive refs[0]() | count refs[0]() | cut refs[0]()
l = loop([Item(3), Item(4)])
first = next(l)
print(4)  #? count first | alive first | keeps l | reachable l ;; first
w = weakref.ref(first)
del first
print(5)  #? count w() | alive w()
next(l)
print(6)  #? count w() | alive w()
l.close()
print(7)  #? alive w()
o.close()
print(8)  #? alive refs[0]() | keeps o


async def co(item):
    keep = Item(7)
    refs.append(weakref.ref(keep))
    await Pause()
    return item


async def top(item):
    await co(item)


class Pause:
    def __await__(self):
        yield self


c = top(item)
p = c.send(None)
print(9)  #? count item | alive refs[1]() | keeps c | count p | alive p | cut refs[1]()
c.close()
print(10)  #? alive refs[1]() | count item


def inner_running():
    x = Item(8)
    for i in [x]:
        yield i
        print("running", i.n)  #? count x | alive x | count i


for y in inner_running():
    print(11)  #? count y | alive y
def cyc():
    me = yield
    yield me
cg = cyc()
next(cg)
cg.send(cg)
print(12)  #? count cg | collectable cg | cut cg
wg = weakref.ref(cg)
del cg
print(13)  #? collectable wg() | reachable wg() | count wg()
