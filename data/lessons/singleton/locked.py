import threading

class Single:
    _instance = None
    _lock = threading.Lock()

    def __new__(cls):
        if cls._instance is None:
            with cls._lock:
                if cls._instance is None:
                    cls._instance = super().__new__(cls)
        return cls._instance

made = []

def make():
    made.append(Single())

threads = [threading.Thread(target=make) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(made[0] is made[1])
