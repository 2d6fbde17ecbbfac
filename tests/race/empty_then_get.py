# A queue that is not empty may be so a moment later.
import queue, threading
jobs = queue.SimpleQueue()
jobs.put(1)
def work():
    if not jobs.empty():
        jobs.get()
threads = [threading.Thread(target=f) for f in (work, work,)]
for t in threads: t.start()
for t in threads: t.join()
print('done')
