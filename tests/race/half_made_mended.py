# Double-checked locking that publishes the object before it is ready. Mended.
import threading
class Service:
    lock = threading.Lock()
    it = None
    @classmethod
    def get(cls):
        if cls.it is None:
            with cls.lock:
                if cls.it is None:
                    it = cls()
                    it.connect()
                    cls.it = it
        return cls.it
    def connect(self): self.address = 'here'
def use(): Service.get().address
threads = [threading.Thread(target=f) for f in (use, use,)]
for t in threads: t.start()
for t in threads: t.join()
