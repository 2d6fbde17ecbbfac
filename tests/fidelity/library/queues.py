# SPDX-License-Identifier: MIT
# queue.
import queue

q = queue.Queue(2)
q.put(1)
q.put(2)
print(q.full(), q.get(), q.qsize())
try:
    queue.Queue().get_nowait()
except queue.Empty as e:
    print(repr(e))
try:
    q.put(1)
    q.put(2, timeout=0.01)
except queue.Full as e:
    print(repr(e))
p = queue.PriorityQueue()
p.put((2, 'b'))
p.put((1, 'a'))
print(p.get(), queue.LifoQueue().empty())
