# A reader sees one of two values that belong together.
import threading
class Interval:
    def __init__(self): self.set(0)
    def set(self, low):
        self.low = low
        self.high = self.width() + low
    def width(self): return 10
interval = Interval()
seen = []
def write(): interval.set(5)
def read(): seen.append(interval.high - interval.low)
threads = [threading.Thread(target=f) for f in (write, read,)]
for t in threads: t.start()
for t in threads: t.join()
print(seen)
