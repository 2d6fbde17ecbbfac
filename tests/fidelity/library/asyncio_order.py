# SPDX-License-Identifier: MIT
# asyncio: tasks, gathering, timeouts, queues, locks, groups; contexts; a pool of threads.
import asyncio


async def f(n, d):
    print('start', n)
    await asyncio.sleep(d)
    print('end', n)
    return n * 10


async def main():
    t = asyncio.create_task(f(1, 0.2))
    u = asyncio.create_task(f(2, 0.1), name='two')
    print(t.get_name(), u.get_name(), t.done())
    print(await t, await u)
    print(await asyncio.gather(f(3, 0.3), f(4, 0.1), f(5, 0)))
    try:
        await asyncio.wait_for(f(6, 5), timeout=0.1)
    except asyncio.TimeoutError as e:
        print('timeout', repr(e))
    t = asyncio.create_task(f(7, 5))
    await asyncio.sleep(0)
    t.cancel('msg')
    try:
        await t
    except asyncio.CancelledError as e:
        print('cancelled', repr(e), t.cancelled())

    async def bad():
        await asyncio.sleep(0.01)
        raise ValueError('bad')

    print(await asyncio.gather(bad(), f(8, 0), return_exceptions=True))
    try:
        await asyncio.gather(bad(), f(9, 0.5))
    except ValueError as e:
        print('VE', e)
    done, pending = await asyncio.wait(
        [asyncio.create_task(f(i, i / 10)) for i in (1, 2, 3)], return_when=asyncio.FIRST_COMPLETED
    )
    print(len(done), len(pending), [d.result() for d in done])
    for p in pending:
        p.cancel()
    q = asyncio.Queue(maxsize=2)

    async def producer():
        for i in range(5):
            await q.put(i)
            print('put', i)
        await q.put(None)

    async def consumer():
        while (x := await q.get()) is not None:
            print('got', x)
            await asyncio.sleep(0.01)

    await asyncio.gather(producer(), consumer())
    lock = asyncio.Lock()

    async def locked(n):
        async with lock:
            print('in', n)
            await asyncio.sleep(0.01)
            print('out', n)

    await asyncio.gather(*(locked(i) for i in range(3)))
    ev = asyncio.Event()

    async def waiter(n):
        await ev.wait()
        print('woken', n)

    ws = [asyncio.create_task(waiter(i)) for i in range(2)]
    await asyncio.sleep(0)
    ev.set()
    await asyncio.gather(*ws)
    sem = asyncio.Semaphore(2)

    async def s(n):
        async with sem:
            print('sem', n)
            await asyncio.sleep(0.01)

    await asyncio.gather(*(s(i) for i in range(4)))
    for c in asyncio.as_completed([asyncio.create_task(f(i, d)) for i, d in ((1, 0.3), (2, 0.1), (3, 0.2))]):
        print('done', await c)
    try:
        async with asyncio.timeout(0.05):
            await f(20, 1)
    except TimeoutError as e:
        print('to', repr(e))
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(f(30, 0.1))
            tg.create_task(bad())
    except* ValueError as eg:
        print(eg, eg.exceptions)
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(f(31, 0.1))
        b = tg.create_task(f(32, 0.05))
    print(a.result(), b.result())

    async def agen():
        try:
            for i in range(3):
                yield i
                await asyncio.sleep(0)
        finally:
            print('agen closed')

    async for i in agen():
        print(i)
    print([i async for i in agen() if i], await asyncio.shield(f(40, 0)))
    loop = asyncio.get_running_loop()
    fut = loop.create_future()
    loop.call_later(0.01, fut.set_result, 'x')
    print(await fut, fut)
    loop.call_soon(print, 'soon')
    await asyncio.sleep(0)
    print(
        await asyncio.to_thread(lambda: 'thread'),
        asyncio.iscoroutinefunction(main),
        asyncio.current_task().get_name(),
        len(asyncio.all_tasks()),
    )
    c = asyncio.Condition()

    async def cw(n):
        async with c:
            await c.wait()
            print('cond', n)

    cs = [asyncio.create_task(cw(i)) for i in range(3)]
    await asyncio.sleep(0)
    async with c:
        c.notify(1)
    await asyncio.sleep(0.01)
    async with c:
        c.notify_all()
    await asyncio.gather(*cs)
    try:
        await asyncio.sleep(0.01)
        fut.set_result(3)
    except asyncio.InvalidStateError as e:
        print(repr(e))
    return 'result'


print(asyncio.run(main()))
try:
    asyncio.run(5)
except ValueError as e:
    print(e)
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)
loop = asyncio.new_event_loop()
print(loop.run_until_complete(f(50, 0)))
loop.close()
import contextvars

v = contextvars.ContextVar('v', default=1)


async def ctx(n):
    v.set(n)
    await asyncio.sleep(0)
    return v.get()


async def m2():
    print(await asyncio.gather(ctx(5), ctx(6)), v.get())


asyncio.run(m2())
from concurrent.futures import ThreadPoolExecutor, as_completed, wait

with ThreadPoolExecutor(max_workers=2) as ex:
    print(list(ex.map(lambda x: x * x, range(5))))
    fs = [ex.submit(pow, 2, i) for i in range(4)]
    print([x.result() for x in fs], sorted(x.result() for x in as_completed(fs)))
    e = ex.submit(lambda: 1 / 0)
    print(repr(e.exception()), e.done())
