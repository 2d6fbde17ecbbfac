# Two locks taken in opposite order (Coffman and others 1971).
import threading
a, b = threading.Lock(), threading.Lock()
done = []
def one():
    with a:
        done.append(1)
        with b: done.append(2)
def two():
    with b:
        done.append(3)
        with a: done.append(4)
threads = [threading.Thread(target=f) for f in (one, two,)]
for t in threads: t.start()
for t in threads: t.join()
print(len(done))
