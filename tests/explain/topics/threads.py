# SPDX-License-Identifier: MIT
# threads, queues, thread locals, asyncio
import asyncio
import gc
import queue
import threading
import weakref

gc.disable()


class V:
    def __init__(self, n):
        self.n = n


def worker(q, out):
    while True:
        item = q.get()
        if item is None:
            break
        out.append(item.n)
        ready.set()
        go.wait()


ready, go = threading.Event(), threading.Event()
q = queue.Queue()
out = []
t = threading.Thread(target=worker, args=(q, out))
t.start()
v = V(1)
w = weakref.ref(v)
q.put(v)
ready.wait()
print(1)  #? alive v | died_at v
del v
print(2)  #? alive w() | alive q | alive out
go.set()
q.put(None)
t.join()
print(3)  #? alive w() | count t | count q
q.put(V(2))
print(4)  #? alive q.queue[0] | count q.queue[0]


async def child(v, ev):
    mine = V(3)
    refs.append(weakref.ref(mine))
    await ev.wait()
    return v


async def main():
    ev = asyncio.Event()
    v = V(4)
    task = asyncio.create_task(child(v, ev))
    await asyncio.sleep(0)
    print(5)  #? count v | alive v | alive refs[0]() | keeps task
    ev.set()
    got = await task
    print(6)  #? count v | alive got | alive refs[0]() | count task
    fut = asyncio.get_running_loop().create_future()
    fut.set_result(V(5))
    print(7)  #? alive fut.result() | count fut.result() | count fut
    return got


refs = []
res = asyncio.run(main())
print(8)  #? count res | alive res | alive refs[0]()
