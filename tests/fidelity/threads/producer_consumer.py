# SPDX-License-Identifier: MIT
"""Producer and consumer with a queue; a pipeline ended by None; a condition."""
import queue
import threading

q, out = queue.Queue(maxsize=2), []


def produce(n):
    for i in range(n):
        q.put(i)
    q.put(None)


def consume():
    while (item := q.get()) is not None:
        out.append(item * item)
        q.task_done()
    q.task_done()


threads = [threading.Thread(target=produce, args=(6,)), threading.Thread(target=consume)]
for t in threads:
    t.start()
for t in threads:
    t.join()
q.join()
print(out, q.empty(), q.qsize())
try:
    q.get_nowait()
except queue.Empty as error:
    print("Empty", repr(error))
q.put(1)
q.put(2)
try:
    q.put(3, block=False)
except queue.Full as error:
    print("Full", repr(error), q.full())
condition, ready, log = threading.Condition(), [], []


def waiter():
    with condition:
        condition.wait_for(lambda: ready)
        log.append(("got", ready.pop()))


t = threading.Thread(target=waiter)
t.start()
with condition:
    ready.append("news")
    condition.notify_all()
t.join()
print(log, ready)
p = queue.PriorityQueue()
for item in (3, "c"), (1, "a"), (2, "b"):
    p.put(item)
print([p.get() for _ in range(3)], queue.LifoQueue().empty())
