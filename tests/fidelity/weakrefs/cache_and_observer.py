# Two uses of weak references: a cache that keeps nothing alive, and observers that may leave.
import weakref, gc


class Image:
    made = 0

    def __init__(self, name):
        Image.made += 1
        self.name = name


class Cache:
    def __init__(self):
        self._cache = weakref.WeakValueDictionary()
        self.hits = 0

    def get(self, name):
        image = self._cache.get(name)
        if image is None:
            image = self._cache[name] = Image(name)
        else:
            self.hits += 1
        return image

    def __len__(self):
        return len(self._cache)


cache = Cache()
a = cache.get("a")
b = cache.get("a")
print(a is b, cache.hits, Image.made, len(cache))
cache.get("b")
print(len(cache), Image.made)
del a
print(len(cache))
del b
print(len(cache))
a = cache.get("a")
print(Image.made)


class Subject:
    def __init__(self):
        self._observers = []

    def attach(self, observer):
        self._observers.append(weakref.WeakMethod(observer) if hasattr(observer, "__self__") else weakref.ref(observer))

    def notify(self, message):
        dead = []
        for ref in self._observers:
            observer = ref()
            if observer is None:
                dead.append(ref)
            else:
                observer(message)
        for ref in dead:
            self._observers.remove(ref)
        return len(self._observers), len(dead)


class Listener:
    def __init__(self, name):
        self.name = name

    def hear(self, message):
        print(self.name, "hears", message)


def function(message):
    print("function hears", message)


s = Subject()
x, y = Listener("x"), Listener("y")
s.attach(x.hear)
s.attach(y.hear)
s.attach(function)
print(s.notify("one"))
del x
print(s.notify("two"))
del function
print(s.notify("three"))


class Parent:
    def __init__(self):
        self.children = []

    def add(self, child):
        self.children.append(child)
        child.parent = weakref.ref(self)
        return child


class Child:
    parent = None


gc.collect()
p = Parent()
c = p.add(Child())
print(c.parent() is p)
del p
print(c.parent(), gc.collect())
