# SPDX-License-Identifier: MIT
"""A counter under a lock; a lazy singleton with a double check."""
import threading


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def add(self, times):
        for _ in range(times):
            with self.lock:
                self.value += 1


counter = Counter()
threads = [threading.Thread(target=counter.add, args=(50,)) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter.value, counter.lock.locked())


class Single:
    _instance = None
    _lock = threading.Lock()
    made = 0

    def __new__(cls):
        if cls._instance is None:
            with cls._lock:
                if cls._instance is None:
                    cls.made += 1
                    cls._instance = super().__new__(cls)
        return cls._instance


found = []
threads = [threading.Thread(target=lambda: found.append(Single())) for _ in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(found), len(set(map(id, found))), Single.made, Single() is found[0])
