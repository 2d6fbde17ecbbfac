import sys, weakref
class Big:
    pass

def fail():
    local = Big()
    global ref
    ref = weakref.ref(local)
    raise ValueError("a message")

fail()
ref() is None
type(sys.last_value), sys.last_type, sys.last_value.__traceback__ is sys.last_traceback
1 / 0
ref() is None
undefined
def outer():
    try:
        fail()
    except ValueError as error:
        raise KeyError("outer") from error

outer()
print("still here")
def gen():
    yield 1
    raise RuntimeError("from a generator")

list(gen())
assert False, "as typed"
sys.exit(5)
print("never")
