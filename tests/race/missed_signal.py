# Notified before anybody waits: the signal is lost.
import threading
condition = threading.Condition()
def waiter():
    with condition: condition.wait()
def signaller():
    with condition: condition.notify()
threads = [threading.Thread(target=f) for f in (waiter, signaller,)]
for t in threads: t.start()
for t in threads: t.join()
print('met')
