# A reader sees one of two values that belong together. Mended.
import threading
class Interval:
    def __init__(self): self.set(0)
    def set(self, low): self.pair = low, self.width() + low
    def width(self): return 10
interval = Interval()
seen = []
def write(): interval.set(5)
def read():
    low, high = interval.pair
    seen.append(high - low)
threads = [threading.Thread(target=f) for f in (write, read,)]
for t in threads: t.start()
for t in threads: t.join()
print(seen)
