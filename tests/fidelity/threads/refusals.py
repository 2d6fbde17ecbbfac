"""Timeouts that cannot be, threads whose __init__ was never called, a type that is no base."""
import _thread, sys, threading
print(_thread.TIMEOUT_MAX, threading.TIMEOUT_MAX)
try: threading.Lock().acquire(timeout=1e30)
except OverflowError as e: print(e)
try: threading.Lock().acquire(True, -5)
except ValueError as e: print(e)
class Th(threading.Thread):
    def __init__(self): pass
for f in (lambda: Th().start(), lambda: Th().name, lambda: Th().join(), lambda: Th().daemon, lambda: repr(Th()), lambda: Th().is_alive(), lambda: Th().ident):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
import functools
try:
    class L(type(functools.lru_cache(len))): pass
except TypeError as e: print(e)
