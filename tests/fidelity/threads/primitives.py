# Barrier, Semaphore, Condition, Event, Timer, RLock, Queue, local, with what they say when time is over.
import queue
import threading
import time

print(threading.current_thread().name, threading.main_thread() is threading.current_thread(), threading.active_count())
lock = threading.Lock()
print(lock.acquire(timeout=0.01), lock.acquire(timeout=0.01), lock.acquire(False), lock.locked())
lock.release()
for call in (lambda: lock.acquire(True, -2), lambda: lock.acquire(False, 1), lock.release,
             lambda: threading.Thread(target=print).join(), lambda: threading.current_thread().join()):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)

barrier = threading.Barrier(3, action=lambda: print('all there'))
passed = []


def cross():
    passed.append(barrier.wait())


crossing = [threading.Thread(target=cross) for _ in range(3)]
for t in crossing:
    t.start()
for t in crossing:
    t.join()
print(sorted(passed), barrier.n_waiting, barrier.broken)
try:
    threading.Barrier(2).wait(0.01)
except threading.BrokenBarrierError as error:
    print('broken', repr(error))

semaphore, inside, most = threading.BoundedSemaphore(2), 0, 0


def enter():
    global inside, most
    with semaphore:
        inside += 1
        most = max(most, inside)
        time.sleep(0.02)
        inside -= 1


entering = [threading.Thread(target=enter) for _ in range(5)]
for t in entering:
    t.start()
for t in entering:
    t.join()
print('at most', most)
try:
    semaphore.release()
except ValueError as error:
    print(error)

condition, items = threading.Condition(), []


def consume():
    got = []
    with condition:
        while len(got) < 3:
            condition.wait_for(lambda: items)
            got.append(items.pop(0))
    print('got', got)


consumer = threading.Thread(target=consume)
consumer.start()
for n in range(3):
    with condition:
        items.append(n)
        condition.notify()
    time.sleep(0.01)
consumer.join()
with condition:
    print(condition.wait(0.01))
try:
    condition.notify()
except RuntimeError as error:
    print(error)

event = threading.Event()
timer = threading.Timer(0.05, event.set)
timer.start()
print(event.wait(0.01), event.wait(1), event.is_set())
never = threading.Timer(9, print, ['never'])
never.start()
never.cancel()
never.join()
print(never.finished.is_set(), never.is_alive())

rlock = threading.RLock()
with rlock, rlock:
    other = []
    t = threading.Thread(target=lambda: other.append(rlock.acquire(timeout=0.01)))
    t.start()
    t.join()
    print(other)
try:
    rlock.release()
except RuntimeError as error:
    print(error)

q = queue.Queue(maxsize=2)


def produce():
    for n in range(6):
        q.put(n)
    q.put(None)


out = []


def drain():
    while (item := q.get()) is not None:
        time.sleep(0.005)
        out.append(item)
        q.task_done()
    q.task_done()


both = [threading.Thread(target=produce), threading.Thread(target=drain)]
for t in both:
    t.start()
for t in both:
    t.join()
q.join()
print(out, q.empty())
try:
    q.get(timeout=0.01)
except queue.Empty:
    print('empty')

local = threading.local()
local.x = 'main'
seen = []


def look():
    seen.append(hasattr(local, 'x'))
    local.x = 'thread'
    seen.append(local.x)


t = threading.Thread(target=look, name='looker', daemon=True)
print(t.name, t.daemon, t.is_alive(), t.ident)
t.start()
t.join()
print(seen, local.x, t.is_alive())


class Counter(threading.Thread):
    def run(self):
        self.total = sum(range(10))


counter = Counter()
counter.start()
counter.join()
print(counter.total)
try:
    counter.start()
except RuntimeError as error:
    print(error)
