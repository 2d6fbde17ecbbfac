# A queue that is not empty may be so a moment later. Mended.
import queue, threading
jobs = queue.SimpleQueue()
jobs.put(1)
def work():
    try:
        jobs.get_nowait()
    except queue.Empty:
        pass
threads = [threading.Thread(target=f) for f in (work, work,)]
for t in threads: t.start()
for t in threads: t.join()
print('done')
