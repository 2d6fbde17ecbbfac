# A thread that starts goes first; what it was started with is held until it ends; thread-local values end with it.
import gc
import sys
import threading
import time

seen, held = [], []


def body(thing):
    seen.append(("in", sys.getrefcount(thing)))


def slow():
    time.sleep(0.1)
    seen.append("slow")


class Worker(threading.Thread):
    def run(self):
        seen.append(sys.getrefcount(self))


class Local(threading.local):
    shared = "class"

    def __init__(self, first):
        self.first = first
        print("new space", first)


thread = threading.Thread(target=body, args=(held,))
print(sys.getrefcount(held))
thread.start()
seen.append("main")
thread.join()
print(seen, sys.getrefcount(held), sys.getrefcount(thread))
seen.clear()
thread = threading.Thread(target=slow)
thread.start()
seen.append("main")
print(sys.getrefcount(thread), sys.getrefcount(slow))
thread.join()
worker = Worker()
worker.start()
worker.join()
print(seen, sys.getrefcount(thread), sys.getrefcount(slow), sys.getrefcount(worker))
local = Local(held)
local.own = held
print(sys.getrefcount(held), local.__dict__ == {"first": held, "own": held}, sys.getsizeof(local), sys.getsizeof(threading.local()))


def elsewhere():
    print(hasattr(local, "own"), local.first is held, local.shared, sys.getrefcount(held))
    local.own = held


thread = threading.Thread(target=elsewhere)
thread.start()
thread.join()
print(sys.getrefcount(held))
del local.own
try:
    del local.own
except AttributeError as error:
    print(error)
del local
print(sys.getrefcount(held), gc.collect() >= 0)
