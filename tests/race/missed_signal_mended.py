# Notified before anybody waits: the signal is lost. Mended.
import threading
condition = threading.Condition()
ready = False
def waiter():
    with condition:
        while not ready: condition.wait()
def signaller():
    global ready
    with condition:
        ready = True
        condition.notify()
threads = [threading.Thread(target=f) for f in (waiter, signaller,)]
for t in threads: t.start()
for t in threads: t.join()
print('met')
