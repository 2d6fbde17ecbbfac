# Two threads are given the same number. Mended.
import itertools, threading
ids, given = itertools.count(1), []
def ask(): given.append(next(ids))
threads = [threading.Thread(target=f) for f in (ask, ask,)]
for t in threads: t.start()
for t in threads: t.join()
print(sorted(given))
