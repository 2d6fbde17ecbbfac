# Two threads are given the same number.
import threading
class Ids:
    last = 0
    def next(self):
        new = self.last + 1
        self.store(new)
        return new
    def store(self, n): self.last = n
ids, given = Ids(), []
def ask(): given.append(ids.next())
threads = [threading.Thread(target=f) for f in (ask, ask,)]
for t in threads: t.start()
for t in threads: t.join()
print(sorted(given))
