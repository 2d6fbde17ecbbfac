# How threads end: an exception in one, SystemExit, daemons, those that the end of the program waits for, what atexit sees.
import _thread
import atexit
import sys
import threading
import time


def fails():
    raise ValueError('in a thread')


def quiet():
    sys.exit(3)


threading.excepthook = lambda args: print('hook:', args.exc_type.__name__, args.exc_value, args.thread.name)
for body in (fails, quiet):
    t = threading.Thread(target=body)
    t.start()
    t.join()
threading.excepthook = threading.__excepthook__
sys.unraisablehook = lambda args: print('unraisable:', args.err_msg, args.object.__name__, args.exc_value)
_thread.start_new_thread(fails, ())
time.sleep(0.05)
_thread.start_new_thread(quiet, ())
_thread.start_new_thread(print, ('a built-in body',))
time.sleep(0.05)


class Last:
    def __del__(self):
        print('last object')


def late(n):
    time.sleep(n / 20)
    print('late', n)


def forever():
    while True:
        time.sleep(0.3)
        print('not seen')


keep = Last()
threading.Thread(target=forever, daemon=True).start()
for n in (3, 1, 2):
    threading.Thread(target=late, args=(n,)).start()
atexit.register(lambda: print('atexit', threading.active_count()))
print('main is over')
sys.exit(4)
