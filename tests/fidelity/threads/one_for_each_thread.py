# What is one for each thread: asyncio's running loop, the repr that is being made, the module that is being filled.
import _thread
import asyncio
import collections
import threading
import time


def twice(body):
    threads = [threading.Thread(target=body, args=(n,)) for n in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


results = []


async def main(n):
    await asyncio.sleep(0.01)
    results.append((n, asyncio.get_running_loop() is loops[n]))

loops = {}


def run(n):
    loops[n] = asyncio.new_event_loop()
    loops[n].run_until_complete(main(n))
    loops[n].close()


twice(run)
print(sorted(results))


def no_loop(n):
    try:
        asyncio.get_event_loop()
    except RuntimeError as error:
        print(error)


t = threading.Thread(target=no_loop, args=(0,), name='asks')
t.start()
t.join()

barrier = threading.Barrier(2)


class Waits:
    def __repr__(self):
        barrier.wait()
        return 'W'


ordered, chain = collections.OrderedDict(a=Waits()), collections.ChainMap({1: Waits()})
texts = []
twice(lambda n: texts.append(repr(ordered)))
twice(lambda n: texts.append(repr(chain)))
print(texts)


def imports(n):
    from decimal import Decimal
    texts.append(str(Decimal(2)))


texts.clear()
twice(imports)
print(texts)

_thread.start_new_thread(lambda: texts.append(threading.current_thread().name[:6]), ())
time.sleep(0.1)
print(texts[-1], threading.active_count() >= 1)
for _ in range(20):
    many = [threading.Thread(target=int) for _ in range(4)]
    for t in many:
        t.start()
    for t in many:
        t.join()
print([t.name for t in threading.enumerate() if t.name.startswith('Thread')])
