# What a weak reference led to a moment ago is gone.
import threading, weakref
class Page: text = 'hello'
pages = [Page()]
weak = weakref.ref(pages[0])
def show():
    if weak() is not None:
        len(weak().text)
def drop(): pages.clear()
threads = [threading.Thread(target=f) for f in (show, drop,)]
for t in threads: t.start()
for t in threads: t.join()
