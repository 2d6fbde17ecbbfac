# SPDX-License-Identifier: MIT
# what the library holds: finalize, atexit, logging, partial, threads, futures
import atexit
import functools
import gc
import logging
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor, Future


class Res:
    def __init__(self, n):
        self.n = n

    def close(self):
        pass


class Handler(logging.Handler):
    def __init__(self, res):
        super().__init__()
        self.res = res

    def emit(self, record):
        self.last = record


def done(res):
    pass


owner = Res(0)
res = Res(1)
fin = weakref.finalize(owner, done, res)
w = weakref.ref(res)
del res
print(1)  #? count w() | alive w() | cut w()
fin.detach()
print(2)  #? alive w()
res = Res(2)
atexit.register(res.close)
atexit.register(done, res)
w = weakref.ref(res)
del res
print(3)  #? count w() | alive w()
atexit.unregister(done)
print(4)  #? count w() | alive w()
log = logging.getLogger("mine")
log.propagate = False
log.addHandler(Handler(Res(3)))
w = weakref.ref(log.handlers[0].res)
print(5)  #? alive w() | count w() | count log | keeps log.handlers[0]
del log
print(6)  #? alive w() | count w()


def work(res, ready, go):
    mine = res
    ready.set()
    go.wait()


res = Res(4)
ready, go = threading.Event(), threading.Event()
thread = threading.Thread(target=work, args=(res, ready, go))
thread.start()
ready.wait()
w = weakref.ref(res)
del res
print(7)  #? alive w()
go.set()
thread.join()
print(8)  #? alive w() | count thread
f = Future()
f.set_result(Res(5))
print(9)  #? alive f.result() | count f.result() | keeps f
local = threading.local()
local.res = Res(6)
print(10)  #? alive local.res | count local.res
