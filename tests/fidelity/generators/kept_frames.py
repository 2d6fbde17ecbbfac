# A traceback that keeps a generator's frame does not keep its caller's.
import gc
import sys
from contextlib import contextmanager

gc.disable()


@contextmanager
def forgiving(held):
    try:
        yield
    except ValueError as error:
        print("forgiven:", error)


def generator(held):
    try:
        yield
    except ValueError:
        pass


def throw(into, error):
    try:
        into.throw(error)
    except StopIteration as end:
        return end is not error


gc.collect()
held = []
with forgiving(held):
    raise ValueError("once")
print(sys.getrefcount(held), gc.collect())
waiting = generator(held)
next(waiting)
try:
    raise ValueError
except ValueError as error:
    print(throw(waiting, error))
    frames, trace = [], error.__traceback__
    while trace:
        frames.append((trace.tb_frame.f_code.co_name, trace.tb_frame.f_back))
        trace = trace.tb_next
    print(frames)
del waiting, frames, trace
print(sys.getrefcount(held), gc.collect())
