# Copy, change, put back: one of two changes is lost. Mended.
import threading
settings = {}
def set_one(name): settings[name] = True
def first(): set_one('colour')
def second(): set_one('sound')
threads = [threading.Thread(target=f) for f in (first, second,)]
for t in threads: t.start()
for t in threads: t.join()
print(sorted(settings))
