# Nothing is printed, but there are two where there should be one. Mended.
import threading
class Pool: pass
pools, kept = {}, []
lock = threading.Lock()
def get(name):
    with lock:
        pool = pools.get(name)
        if pool is None:
            pool = pools[name] = Pool()
    kept.append(pool)
def ask(): get('db')
threads = [threading.Thread(target=f) for f in (ask, ask,)]
for t in threads: t.start()
for t in threads: t.join()
