# A cache is filled twice. Mended.
import threading
cache, calls = {}, []
lock = threading.Lock()
def slow(n):
    calls.append(n)
    return n * n
def square(n):
    with lock:
        if n not in cache:
            cache[n] = slow(n)
        return cache[n]
def ask(): square(3)
threads = [threading.Thread(target=f) for f in (ask, ask,)]
for t in threads: t.start()
for t in threads: t.join()
print(len(calls))
