# Threads that wait where a C function has called Python: in a key function, a __del__, a callback, an iterator, an __eq__, an import of a class body.
import threading
import time
import weakref
from functools import reduce

lock = threading.Lock()
log = []


def hold(seconds):
    with lock:
        time.sleep(seconds)


class Thing:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        hold(0.01)
        log.append(f'gone {self.n}')

    def __eq__(self, other):
        hold(0.01)
        return self.n == other.n

    def __hash__(self):
        hold(0.01)
        return 7

    def __repr__(self):
        hold(0.01)
        return f'Thing({self.n})'

    def __iter__(self):
        for i in range(self.n):
            hold(0.01)
            yield i

    def __index__(self):
        hold(0.01)
        return self.n

    def __bool__(self):
        hold(0.01)
        return True

    def __call__(self, *args):
        hold(0.01)
        return self.n + sum(args)


def use(n):
    mine = []
    mine.append(sorted([2, 3, 1], key=lambda x: (hold(0.01), -x)[1]))
    mine.append({Thing(1): 'a', Thing(2): 'b'}[Thing(2)])
    mine.append([Thing(1), Thing(2)].index(Thing(2)))
    mine.append(repr([Thing(n), {n: Thing(n)}]))
    mine.append((list(Thing(3)), sum(Thing(3)), max(Thing(3)), tuple(map(str, Thing(2)))))
    mine.append([10, 20, 30][Thing(1)])
    mine.append(all([Thing(1), Thing(2)]))
    mine.append(reduce(Thing(1), [1, 2, 3]))
    mine.append('%s|%r|{}'.format(1) % (Thing(1), Thing(2)))
    seen = []
    thing = Thing(5)
    ref = weakref.ref(thing, lambda r: (hold(0.01), seen.append('cleared')))
    del thing
    mine.append((seen, ref() is None))

    class Local:
        hold(0.01)
        value = n * 0 + 1
    mine.append(Local.value)
    return mine


results = {}


def run(n):
    results[n] = use(n)


threads = [threading.Thread(target=run, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
for n in range(3):
    print(results[n])
print(len(log), sorted(set(log)))
