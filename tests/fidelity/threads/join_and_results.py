# SPDX-License-Identifier: MIT
"""Threads started and joined: results, names, arguments, liveness, subclasses."""
import threading

results = {}


def work(name, n, *, step=1):
    results[name] = sum(range(0, n, step))


threads = [threading.Thread(target=work, args=(f"t{i}", 10 * i), kwargs={"step": i}, name=f"worker-{i}") for i in range(1, 4)]
print([t.is_alive() for t in threads], [t.name for t in threads], threads[0].ident)
for t in threads:
    t.start()
    t.join()
print(sorted(results.items()), [t.is_alive() for t in threads], threads[0].daemon)


class Adder(threading.Thread):
    def __init__(self, a, b):
        super().__init__(daemon=True)
        self.numbers = a, b
        self.result = None

    def run(self):
        self.result = sum(self.numbers)


adder = Adder(2, 3)
print(adder.result, adder.daemon)
adder.start()
adder.join()
print(adder.result)
for bad in (adder.start, lambda: threading.Thread().join(), lambda: threading.current_thread().join()):
    try:
        bad()
    except RuntimeError as error:
        print(error)
print(threading.current_thread() is threading.main_thread(), threading.current_thread().name, threading.active_count())
seen = []
t = threading.Thread(target=lambda: seen.append(threading.current_thread() is t))
t.start()
t.join()
print(seen, threading.get_ident() == threading.main_thread().ident)
