# Work that comes after the last look at the flag is not done.
import threading
stop, inbox, handled = threading.Event(), [], []
def serve():
    while not stop.is_set():
        while inbox: handled.append(inbox.pop())
def send():
    inbox.append('letter')
    stop.set()
threads = [threading.Thread(target=f) for f in (serve, send,)]
for t in threads: t.start()
for t in threads: t.join()
print(handled)
