# SPDX-License-Identifier: MIT
# caches: a dict that keeps, a weak one that does not, an lru_cache
import functools
import gc
import weakref


class Page:
    def __init__(self, name):
        self.name = name

    @functools.lru_cache(maxsize=None)
    def render(self):
        return Result(self)


class Result:
    def __init__(self, page):
        self.size = 3


class Box:
    def __init__(self):
        self._cache = {}

    def get(self, key):
        if key not in self._cache:
            self._cache[key] = Page(key)
        return self._cache[key]  #?:2 alive self._cache[key] | count self._cache[key] | count self | count key


weak = weakref.WeakValueDictionary()
keyed = weakref.WeakKeyDictionary()
box = Box()
page = box.get("a")
page = box.get("b")
weak["a"] = box.get("a")
keyed[page] = Result(page)
watch = weakref.ref(weak["a"])
print(len(weak))  #? count watch() | alive watch() | count page | keeps box | alive keyed[page] | count keyed[page] | cut watch() | cut page
res = page.render()
again = page.render()
print(res is again)  #? same res ;; again | count res | count page | alive page | keeps page | cut page | cut res | holders res
del res, again
print(1)  #? alive page.render() | count page.render()
wp = weakref.ref(page)
del page
print(2)  #? alive wp() | count wp() | cut wp()
box._cache.clear()
print(3)  #? alive wp() | count wp() | cut wp() | reachable wp() | collectable wp()


@functools.lru_cache(maxsize=2)
def load(name):
    return Page(name)


one = load("x1")
two = load("x2")
print(4)  #? count one | alive one | cut one | size one | size load
three = load("x3")
print(5)  #? count one | count three | reachable load ;; three
load.cache_clear()
print(6)  #? count three
