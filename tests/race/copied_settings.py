# Copy, change, put back: one of two changes is lost.
import threading
settings = {}
def set_one(name):
    global settings
    new = dict(settings)
    new[name] = True
    settings = dict(new)
def first(): set_one('colour')
def second(): set_one('sound')
threads = [threading.Thread(target=f) for f in (first, second,)]
for t in threads: t.start()
for t in threads: t.join()
print(sorted(settings))
