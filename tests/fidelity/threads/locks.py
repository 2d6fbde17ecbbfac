# SPDX-License-Identifier: MIT
"""Locks: context managers, acquire without waiting, RLock, errors, reprs without addresses."""
import threading

lock = threading.Lock()
print(lock.locked(), lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(blocking=False))
lock.release()
with lock as entered:
    print(entered, lock.locked())
print(lock.locked())
try:
    lock.release()
except RuntimeError as error:
    print(error)
try:
    with lock:
        raise KeyError("inside")
except KeyError:
    print("released", not lock.locked())
again = threading.RLock()
with again:
    with again:
        print("twice", again.acquire(blocking=False))
        again.release()
try:
    again.release()
except RuntimeError as error:
    print(error)
semaphore = threading.Semaphore(2)
print(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(blocking=False))
semaphore.release()
print(semaphore.acquire(blocking=False))
try:
    threading.BoundedSemaphore(1).release()
except ValueError as error:
    print(error)
event = threading.Event()
print(event.is_set(), event.set(), event.is_set(), event.wait(), event.clear(), event.is_set())
