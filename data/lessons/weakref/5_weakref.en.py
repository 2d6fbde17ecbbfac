import weakref
import gc

# A cache of weak references
class Cache:
    def __init__(self):
        # WeakValueDictionary: its keys are held weakly
        self._cache = weakref.WeakValueDictionary()
    
    def get(self, key):
        return self._cache.get(key)
    
    def set(self, key, value):
        self._cache[key] = value
    
    def clear(self):
        self._cache.clear()
    
    def size(self):
        return len(self._cache)

# In use
cache = Cache()

# Objects, and keeping them in the cache
class ExpensiveObject:
    def __init__(self, name):
        self.name = name
        print(f"{name} object made")
    
    def __del__(self):
        print(f"{name} object gone")

# Objects into the cache
obj1 = ExpensiveObject("first")
obj2 = ExpensiveObject("second")

cache.set("obj1", obj1)
cache.set("obj2", obj2)

print(f"size of the cache: {cache.size()}")  # 2

# Take a reference away
del obj1
gc.collect()  # collect garbage

print(f"obj1 제거 후 size of the cache: {cache.size()}")  # 1
print(f"obj2 is still there: {cache.get('obj2')}")

# What weak references are good for
print("\n=== good for ===")
print("1. No leaks: an entry goes when its object does")
print("2. Cycles solved: weak references are not counted")
print("3. Caches: old objects go when memory is short")

# Weak references in use
class Observer:
    def __init__(self, name):
        self.name = name
    
    def update(self, data):
        print(f"{self.name} was told {data}")

class Subject:
    def __init__(self):
        # Holds its observers weakly
        self._observers = weakref.WeakSet()
    
    def add_observer(self, observer):
        self._observers.add(observer)
    
    def notify(self, data):
        # Observers that are gone are not in it any more
        for observer in self._observers:
            observer.update(data)

# In use
subject = Subject()
observer1 = Observer("observer 1")
observer2 = Observer("observer 2")

subject.add_observer(observer1)
subject.add_observer(observer2)

print("=== observers ===")
subject.notify("data 1")

# Take observer1 away
del observer1
gc.collect()

print("without observer1:")
subject.notify("data 2")  # tells observer2 only
