# What a weak reference led to a moment ago is gone. Mended.
import threading, weakref
class Page: text = 'hello'
pages = [Page()]
weak = weakref.ref(pages[0])
def show():
    page = weak()
    if page is not None:
        len(page.text)
def drop(): pages.clear()
threads = [threading.Thread(target=f) for f in (show, drop,)]
for t in threads: t.start()
for t in threads: t.join()
