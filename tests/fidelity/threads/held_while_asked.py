# SPDX-License-Identifier: MIT
"""What must not come between two steps of the library: states that are asked and acted upon, names that are counted, an RLock taken twice
and given back at once; a timeout that counts from the beginning; the end of the main thread."""
import threading
import time
from concurrent import futures
from queue import SimpleQueue

# Every callback comes, whenever its job ends.
with futures.ThreadPoolExecutor(3) as pool:
    said = []
    for n in range(40):
        pool.submit(pow, n, 2).add_done_callback(lambda future: said.append(future.result()))
print(sorted(said) == [n * n for n in range(40)])

# A job is either cancelled or run.
ran = []
with futures.ThreadPoolExecutor(2) as pool:
    jobs = [pool.submit(ran.append, n) for n in range(40)]
    cancelled = [job.cancel() for job in jobs]
print(len(ran) + sum(cancelled), all(job.done() for job in jobs), [job.cancelled() for job in jobs] == cancelled)
gate = threading.Event()
pool = futures.ThreadPoolExecutor(1)
first, rest = pool.submit(gate.wait), [pool.submit(len, 'ab') for _ in range(5)]
threading.Timer(0.01, gate.set).start()
pool.shutdown(cancel_futures=True)
print(first.result(), [job.cancelled() for job in rest])

# Names are counted, whoever makes the threads.
names = []
def makes():
    for _ in range(5):
        names.append(threading.Thread().name)
makers = [threading.Thread(target=makes) for _ in range(4)]
for maker in makers:
    maker.start()
for maker in makers:
    maker.join()
print(len(set(names)))

# wait () gives back all turns of an RLock.
condition = threading.Condition()
told = []
def tells():
    with condition:
        told.append('told')
        condition.notify()
with condition, condition:
    teller = threading.Thread(target=tells)
    teller.start()
    print(condition.wait(5), told)
    print(condition._lock._is_owned())
teller.join()
print(condition._lock._is_owned(), condition.acquire(blocking=False))
condition.release()
lock = threading.RLock()
try:
    lock._release_save()
except RuntimeError as error:
    print(error)
lock.acquire()
lock.acquire()
state = lock._release_save()
print(state[0], state[1] == threading.get_ident(), lock._is_owned())
lock._acquire_restore(state)
lock.release()
print(lock._is_owned())
print([hasattr(threading.Lock(), name) for name in ('_is_owned', 'locked')], [hasattr(lock, name) for name in ('_is_owned', 'locked')])

# A timeout counts from the beginning, however often it is disturbed.
stop = False
def disturbs():
    while not stop:
        with condition:
            condition.notify_all()
        time.sleep(0.02)
disturber = threading.Thread(target=disturbs)
disturber.start()
with condition:
    print(condition.wait_for(lambda: False, 0.1))
stop = True
disturber.join()

# Arguments, and what becomes of them.
try:
    threading.Thread(group=1)
except AssertionError as error:
    print(error)
print(threading.Thread(name='').name != '', threading.Thread(daemon=5).daemon, threading.Thread(daemon=[]).daemon)
class Empty(threading.Thread):
    def __len__(self):
        return 0
    def run(self):
        print(type(threading.current_thread()).__name__)
empty = Empty()
empty.start()
empty.join()
try:
    threading.BoundedSemaphore(2).release()
except ValueError as error:
    print(error)
try:
    threading.BoundedSemaphore(2).release(0)
except ValueError as error:
    print(error)
queue = SimpleQueue()
print(queue.empty(), queue.put(1), queue.qsize(), queue.get(), queue.empty())

# The main thread ends, and others see it.
def outlives():
    threading.main_thread().join()
    print('main has ended', threading.main_thread().is_alive(), [t.name for t in threading.enumerate() if t.is_alive()])
threading.Thread(target=outlives, name='outlives').start()
print('main ends', threading.main_thread().is_alive())
