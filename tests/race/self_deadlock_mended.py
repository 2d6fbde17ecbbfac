# A callback comes while the lock is held, by one order of turns only. Mended.
import threading
lock = threading.Lock()
listeners = []
def changed():
    with lock: len(listeners)
def fire():
    with lock: found = list(listeners)
    for f in found: f()
def register(): listeners.append(changed)
threads = [threading.Thread(target=f) for f in (fire, register,)]
for t in threads: t.start()
for t in threads: t.join()
print('fired')
