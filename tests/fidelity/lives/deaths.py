# When each object dies, and of what: the line that runs when it dies, as a weak reference's callback sees it.
# Each has a class of its own. tests/session/test-lives.c compares the lines "death:" with the rows of the engine.
import gc
import sys
import weakref

gc.disable()
gc.collect()
watches = []
collecting = False


def on_collection(phase, info):
    global collecting
    collecting = phase == "start"


gc.callbacks.append(on_collection)


def told(name):
    def callback(reference):
        line = sys._getframe(1).f_lineno
        print("death:", name, line, "collected" if collecting else "count")
    return callback


def make(name, **attributes):
    thing = type(name, (), {})()
    thing.__dict__.update(attributes)
    watches.append(weakref.ref(thing, told(name)))
    return thing


# A name goes.
a = make("Unbound")
del a
a = make("Rebound")
a = make("RebindsIt")
a = None

# With its holder: attributes, items, values, keys.
a = make("Holder", inner=make("Inner", more=[make("InnerItem")]))
a = None
items = [make("Popped"), make("Cleared"), make("Sliced")]
items.pop(0)
items[1:] = []
items.clear()
table = {"k": make("Value"), make("Key"): 1}
table["k"] = 1
del table
nested = [({"deep": [make("Deep")]},)]
nested = 0


# Locals at the end of a call, results that nobody takes, arguments.
def ends():
    local = make("Local")
    return 1


def returns():
    return make("Returned")


def takes(argument):
    argument = None
    return 2


ends()
returns()
takes(make("Argument"))
(ends(),
 returns())


def outer():
    kept = make("Kept")

    def closure():
        return kept
    return closure


closure = outer()
closure()
closure = None


# Exceptions hold frames, and frames locals.
def raises():
    doomed = make("Doomed")
    raise ValueError("x")


try:
    raises()
except ValueError:
    pass
print("after the handler")

try:
    raises()
except ValueError as error:
    kept_error = error
kept_error = None


# Generators hold their locals.
def generate():
    inside = make("InGenerator")
    yield 1
    yield 2


g = generate()
next(g)
g = None
for number in generate():
    pass
g = generate()
next(g)
g.close()

# Loops and comprehensions.
for thing in [make("First"), make("Second")]:
    pass
thing = None
print([make("InComprehension") and 1 for _ in range(1)])

# Cycles.
a = make("CycleA")
b = make("CycleB", other=a)
a.other = b
a.leaf = make("CycleLeaf")
a = b = None
print("waits")
gc.collect()
selfish = make("Selfish")
selfish.me = selfish
del selfish
gc.collect(0)


# Finalizers: the callback comes after.
class Final:
    def __init__(self):
        watches.append(weakref.ref(self, told(type(self).__name__)))

    def __del__(self):
        held = make("InFinalizer")
        print("finalizer")


class Final1(Final):
    pass


class Final2(Final):
    pass


f = Final1()
f = None
Final2()


# What a callback drops.
extra = [make("DroppedByCallback")]
first = make("HasCallback")
watches.append(weakref.ref(first, lambda reference: extra.clear()))
first = None


# Brought back to life, then gone for good.
class Phoenix:
    def __del__(self):
        saved.append(self)


saved = []
p = Phoenix()
p.nest = make("InPhoenix")
p = None
print(len(saved))
saved.clear()

# With statements and decorators.
class Manager:
    def __enter__(self):
        return make("Entered")

    def __exit__(self, *arguments):
        self.note = make("Noted")
        self.note = None


with Manager() as entered:
    entered = None
    print("body")
with Manager():
    print("body")

# A chain, deeper than the trashcan.
node = None
for i in range(200):
    node = make("Chain%d" % i, next=node) if i % 50 == 0 else [node]
node = None
print("end")
at_exit = make("AtExit")
