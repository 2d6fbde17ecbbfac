import weakref

class Observer:
    pass

observers = weakref.WeakSet()
observers.add(Observer())
kept = Observer()
observers.add(kept)
print(len(observers))
