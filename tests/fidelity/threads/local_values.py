# SPDX-License-Identifier: MIT
"""Values of a thread's own; what a thread's frame keeps alive; exceptions in threads."""
import sys
import threading
import weakref

local = threading.local()
local.x = "main"
seen = []


def look():
    seen.append(hasattr(local, "x"))
    local.x = "thread"
    seen.append(local.x)


t = threading.Thread(target=look)
t.start()
t.join()
print(seen, local.x)


class Thing:
    pass


thing = Thing()
ref = weakref.ref(thing)
go, entered = threading.Event(), threading.Event()


def keep(thing):
    entered.set()
    go.wait()


t = threading.Thread(target=keep, args=(thing,))
t.start()
entered.wait()
del thing
print("kept", ref() is not None)
go.set()
t.join()
print("gone", ref())
caught = []
threading.excepthook = lambda args: caught.append((args.exc_type.__name__, str(args.exc_value), args.thread.name))
t = threading.Thread(target=lambda: 1 / 0, name="faulty")
t.start()
t.join()
print(caught, t.is_alive())
