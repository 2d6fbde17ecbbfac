# One item, two consumers; the condition is tested by if, not while (Mesa semantics; Lampson and Redell 1980). Mended.
import threading
condition = threading.Condition()
items = []
def consume():
    with condition:
        while not items: condition.wait()
        items.pop()
def produce():
    with condition:
        items.append(1)
        condition.notify_all()
    with condition:
        items.append(2)
        condition.notify_all()
threads = [threading.Thread(target=f) for f in (consume, consume, produce,)]
for t in threads: t.start()
for t in threads: t.join()
print(items)
