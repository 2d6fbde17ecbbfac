# SPDX-License-Identifier: MIT
"""Turns taken by events, a barrier, a ring of threads that hand a token on."""
import threading

order = []
events = [threading.Event() for _ in range(4)]


def turn(i):
    events[i].wait()
    order.append(i)
    if i + 1 < len(events):
        events[i + 1].set()


threads = [threading.Thread(target=turn, args=(i,)) for i in reversed(range(4))]
for t in threads:
    t.start()
events[0].set()
for t in threads:
    t.join()
print(order)
barrier = threading.Barrier(3)
passed = []


def meet():
    n = barrier.wait()
    passed.append(n)


threads = [threading.Thread(target=meet) for _ in range(2)]
for t in threads:
    t.start()
meet()
for t in threads:
    t.join()
print(sorted(passed), barrier.parties, barrier.n_waiting, barrier.broken)
token, rounds = [0], []
locks = [threading.Lock() for _ in range(3)]
for lock in locks[1:]:
    lock.acquire()


def ring(i):
    for _ in range(3):
        locks[i].acquire()
        token[0] += 1
        rounds.append((i, token[0]))
        locks[(i + 1) % 3].release()


threads = [threading.Thread(target=ring, args=(i,)) for i in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(rounds)
