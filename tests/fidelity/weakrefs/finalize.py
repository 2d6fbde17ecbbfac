# weakref.finalize: called once, by hand, by death, or at exit in the reverse order.
import weakref


class Resource:
    def __init__(self, name):
        self.name = name


def release(name, *, how="quietly"):
    print("release", name, how)
    return name.upper()


r = Resource("a")
f = weakref.finalize(r, release, "a", how="loudly")
print(f.alive, f.peek()[0] is r, f.peek()[2:], f.atexit)
del r
print(f.alive, f.peek(), f())

r = Resource("b")
f = weakref.finalize(r, release, "b")
print(f(), f(), f.alive)
del r
r = Resource("c")
f = weakref.finalize(r, release, "c")
detached = f.detach()
print(detached[0] is r, detached[1] is release, detached[2:], f.alive, f.detach(), f.peek())
del r, detached
print("nothing for c")


def bad():
    raise ValueError("in a finalizer")


r = Resource("d")
weakref.finalize(r, bad)
weakref.finalize(r, print, "second made, first called")
del r

keep = [Resource(i) for i in range(3)]
for i, k in enumerate(keep):
    weakref.finalize(k, print, "at exit", i)
quiet = weakref.finalize(keep[0], print, "never")
quiet.atexit = False
try:
    weakref.finalize(5, print)
except TypeError as e:
    print(e)
try:
    weakref.finalize(keep[0], 5)()
except TypeError as e:
    print(e)


class Temp:
    def __init__(self):
        self.closed = []
        self._finalizer = weakref.finalize(self, Temp.cleanup, self.closed)

    @staticmethod
    def cleanup(log):
        log.append("cleaned")
        print("cleaned", log)

    def remove(self):
        self._finalizer()

    @property
    def removed(self):
        return not self._finalizer.alive


t = Temp()
print(t.removed)
t.remove()
print(t.removed)
t.remove()
u = Temp()
log = u.closed
del u
print(log)
print("the end")
