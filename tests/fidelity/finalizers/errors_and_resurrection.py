# A __del__ that raises is reported and ignored; one that resurrects runs only once.
import gc


class BadName:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("bye", self.name)
        self.name = None


BadName("x")
print("went on")
saved = []


class Phoenix:
    def __init__(self):
        self.times = 0

    def __del__(self):
        self.times += 1
        saved.append(self)
        print("resurrected", self.times)


p = Phoenix()
del p
print(len(saved), gc.is_finalized(saved[0]))
saved.clear()
print("gone for good, silently")
q = Phoenix()
q = None
z = saved.pop()
print(z.times)
del z


class Deleter:
    instances = []

    def __init__(self):
        Deleter.instances.append(1)

    def __del__(self):
        Deleter.instances.pop()


def make():
    d = Deleter()
    raise KeyError("x")


try:
    make()
except KeyError as e:
    print("kept by the traceback", len(Deleter.instances))
print("after", len(Deleter.instances))


class NoInit:
    def __init__(self):
        raise RuntimeError("not made")

    def __del__(self):
        print("del although __init__ raised")


try:
    NoInit()
except RuntimeError as e:
    print(e)


class Late:
    pass


l = Late()
l.__del__ = lambda: print("never: looked up on the type")
del l
Late.__del__ = lambda self: print("added later")
Late()
del Late.__del__
Late()


class Call:
    def __del__(self):
        print("explicit or not")


c = Call()
c.__del__()
del c


class Ghost:
    def __del__(self):
        global ghost
        ghost = self


for _ in range(3):
    Ghost()
print(type(ghost).__name__)


class Returns:
    def __del__(self):
        return 5


Returns()
print("end")
