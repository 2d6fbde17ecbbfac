# Check, then make: both threads find nothing.
import threading
class Config:
    made = None
    @classmethod
    def get(cls):
        if cls.made is None:
            cls.made = cls()
        return cls.made
got = []
def use(): got.append(Config.get())
threads = [threading.Thread(target=f) for f in (use, use,)]
for t in threads: t.start()
for t in threads: t.join()
print(got[0] is got[1])
