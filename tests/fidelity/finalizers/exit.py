# What still runs when the program is over: atexit in reverse, then the module's objects.
import atexit
import sys


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def goodbye(name, mark="."):
    print("bye", name + mark)


atexit.register(goodbye, "first")
atexit.register(goodbye, "second", mark="!")


@atexit.register
def decorated():
    print("decorated")


atexit.register(goodbye, "never")
atexit.unregister(goodbye)
atexit.register(goodbye, "third")
one = Noisy("one")
two = Noisy("two")
_private = Noisy("private, first of all")
cycle = Noisy("in a cycle")
cycle.me = cycle
shared = [two]


class Holder:
    held = Noisy("held by a class")


def function(default=Noisy("a default")):
    pass


print("last line")
sys.exit("a message and status 1")
