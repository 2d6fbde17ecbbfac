# SPDX-License-Identifier: MIT
"""sys._current_frames, sys._current_exceptions and the hooks of asynchronous generators: what each thread has of its own."""
import sys, threading
main = threading.get_ident()
ready, go = threading.Event(), threading.Event()
hooks = []
def pause(n):
    here = n
    try:
        raise ValueError(n)
    except ValueError:
        hooks.append(sys.get_asyncgen_hooks().firstiter)
        sys.set_asyncgen_hooks(firstiter=pause)
        if n == 2:
            ready.set()
        go.wait()
        hooks.append(sys.get_asyncgen_hooks().firstiter is pause)
sys.set_asyncgen_hooks(finalizer=print)
first = threading.Thread(target=pause, args=(1,)); first.start()
second = threading.Thread(target=pause, args=(2,)); second.start()
ready.wait()
frames = sys._current_frames()
def bottom(frame):
    names = []
    while frame:
        names.append(frame.f_code.co_name); frame = frame.f_back
    return [n for n in names if n in ('pause', '<module>', 'look')], len(names) > 0
def look():
    return sys._current_frames()
names = {main: 'main', first.ident: 'first', second.ident: 'second'}
print([names[k] for k in frames])
print({names[k]: bottom(v) for k, v in frames.items()})
print(bottom(look()[main]))
print({names[k]: v[:2] for k, v in sys._current_exceptions().items()})
try:
    1 / 0
except ZeroDivisionError:
    print({names[k]: v[:2] for k, v in sys._current_exceptions().items()})
f = frames[first.ident]
while f.f_code.co_name != 'pause': f = f.f_back
print(f.f_locals['here'])
go.set()
first.join(); second.join()
print(hooks, sys.get_asyncgen_hooks(), list(sys._current_frames()) == [main])
del f, frames
print(sys._current_frames()[main] is sys._getframe())
