# threading: threads, locks, conditions, events, semaphores, barriers, timers, local data.
import threading
import time
from threading import Barrier, Condition, Event, Lock, RLock, Semaphore, BoundedSemaphore, Thread, Timer, local


def show(text, call):
    try:
        print(text, '->', call())
    except Exception as error:
        print(text, '->', type(error).__name__ + ':', error)


total = 0
lock = Lock()


def add(n):
    global total
    for _ in range(n):
        with lock:
            total += 1


threads = [Thread(target=add, args=(100,)) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(total, threads[0].name, threads[0].is_alive(), threads[0].daemon, threading.current_thread().name)
print(threading.active_count(), threading.main_thread().name, lock.locked())
show('again', lambda: threads[0].start())
show('join', lambda: Thread().join())
show('release', lambda: Lock().release())
show('rlock', lambda: RLock().release())
r = RLock()
with r:
    with r:
        print('twice')
print(lock.acquire(), lock.acquire(blocking=False), lock.acquire(timeout=0.01))
lock.release()

event = Event()


def waiter():
    event.wait()
    print('event seen', event.is_set())


t = Thread(target=waiter, name='waiter')
t.start()
time.sleep(0.05)
print('setting')
event.set()
t.join()
print(Event().wait(0.01))

cond = Condition()
items = []


def consumer():
    with cond:
        while not items:
            cond.wait()
        print('got', items.pop())


t = Thread(target=consumer)
t.start()
time.sleep(0.02)
with cond:
    items.append('x')
    cond.notify()
t.join()
show('notify', lambda: cond.notify())

sem = Semaphore(2)
print(sem.acquire(), sem.acquire(), sem.acquire(blocking=False))
sem.release()
b = BoundedSemaphore(1)
show('bounded', lambda: b.release())
show('semaphore', lambda: Semaphore(-1))

data = local()
data.x = 1


def other():
    print(hasattr(data, 'x'))
    data.x = 2


t = Thread(target=other)
t.start()
t.join()
print(data.x)

order = []
barrier = Barrier(2, action=lambda: order.append('both'))


def meet():
    barrier.wait()
    order.append('after')


t = Thread(target=meet)
t.start()
barrier.wait()
t.join()
print(order, barrier.parties, barrier.n_waiting, barrier.broken)
timer = Timer(0.02, print, ['timer'])
timer.start()
timer.join()
never = Timer(5, print, ['never'])
never.start()
never.cancel()
never.join()


class Worker(Thread):
    def __init__(self):
        super().__init__(daemon=True)
        self.result = None

    def run(self):
        self.result = 42


w = Worker()
w.start()
w.join()
print(w.result, w.daemon, w.name)


def hook(args):
    print('hook', args.exc_type.__name__, args.exc_value, args.thread.name)


threading.excepthook = hook
t = Thread(target=lambda: 1 / 0)
t.start()
t.join()
