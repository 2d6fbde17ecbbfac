# A pool: jobs run in threads, results in the order of completion, what a Future keeps.
import gc
import sys
import threading
import time
import weakref
from concurrent.futures import (ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, CancelledError, ThreadPoolExecutor,
                                TimeoutError, as_completed, wait)
from concurrent.futures.thread import BrokenThreadPool


def job(n):
    time.sleep(n / 50)
    return n


with ThreadPoolExecutor(max_workers=3) as pool:
    print([f.result() for f in as_completed([pool.submit(job, n) for n in (6, 2, 4)])])
    print(list(pool.map(job, [3, 1, 2])))
    print(sorted(t.name.rsplit('-', 1)[1] for t in pool._threads), pool._max_workers)
    slow, fast = pool.submit(job, 9), pool.submit(job, 1)
    done, rest = wait([slow, fast], return_when=FIRST_COMPLETED)
    print(len(done), len(rest), fast in done, slow.running(), slow.done())
    try:
        slow.result(timeout=0.01)
    except TimeoutError as error:
        print('too soon', type(error).__name__, str(error) == '')
    print(wait([slow, fast]).not_done)


def fails():
    local = 'kept by the frame'
    raise ValueError('no')


with ThreadPoolExecutor(1) as pool:
    future = pool.submit(fails)
    print(repr(future.exception()), future.done(), future.cancelled())
    try:
        future.result()
    except ValueError as error:
        names = []
        tb = error.__traceback__
        while tb is not None:
            names.append(tb.tb_frame.f_code.co_name)
            tb = tb.tb_next
        print(names[0], names[-1])
    gate = threading.Event()
    busy, queued = pool.submit(gate.wait), pool.submit(job, 1)
    print(queued.cancel(), queued.cancelled(), busy.cancel())
    gate.set()
    try:
        queued.result()
    except CancelledError as error:
        print(type(error).__name__)
    done = []
    callbacks = pool.submit(job, 2)
    callbacks.add_done_callback(lambda f: done.append(f.result()))
    callbacks.result()
    callbacks.add_done_callback(lambda f: done.append('at once'))
    while len(done) < 2:
        time.sleep(0.001)
    print(done)

try:
    pool.submit(job, 1)
except RuntimeError as error:
    print(error)


class Thing:
    pass


def holds(thing):
    return weakref.ref(thing)


with ThreadPoolExecutor(1) as pool:
    thing = Thing()
    future = pool.submit(holds, thing)
    ref = future.result()
    pool.submit(int).result()
    del thing
    print('the pool keeps the argument:', ref() is not None)

executor = ThreadPoolExecutor(2)
executor.submit(job, 1).result()
threads = list(executor._threads)
del executor
for thread in threads:
    thread.join(1)
print('threads end with their pool:', [t.is_alive() for t in threads])


def worker_key(x):
    with lock:
        return -x


lock = threading.Lock()
with ThreadPoolExecutor(2) as pool:
    print(list(pool.map(lambda xs: sorted(xs, key=worker_key), [[1, 3, 2], [5, 4]])))

pool = ThreadPoolExecutor(2)
print(sum(f.result() for f in [pool.submit(pow, 2, n) for n in range(10)]))
pool.shutdown(wait=False, cancel_futures=True)
try:
    pool.submit(int)
except RuntimeError as error:
    print(error)
