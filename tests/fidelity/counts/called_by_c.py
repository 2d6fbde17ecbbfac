# Counts in methods that C code calls: mappings that are merged or unpacked, objects that are copied.
import copy
import sys


class Mapping:
    def __init__(self):
        self.data = {"a": 1}

    def __getitem__(self, key):
        print("item", sys.getrefcount(self))
        return self.data[key]

    def __iter__(self):
        print("iter", sys.getrefcount(self))
        return iter(self.data)

    def keys(self):
        print("keys", sys.getrefcount(self))
        return self.data.keys()


def options(**given):
    return given


mapping = Mapping()
for merged in ({**mapping}, options(**mapping), dict(mapping)):
    print(merged)
updated = {}
updated.update(mapping)
updated |= {"b": 2}
print(updated, sorted(mapping), max(mapping), list(mapping), [*mapping], tuple(mapping), set(mapping))
(only,) = mapping
print(only, *mapping)


class Reduced:
    def __reduce__(self):
        print("reduce", sys.getrefcount(self))
        return Reduced, ()


class Chosen:
    def __reduce_ex__(self, protocol):
        print("reduce_ex", protocol, sys.getrefcount(self))
        return Chosen, ()


class State:
    def __getstate__(self):
        print("getstate", sys.getrefcount(self))
        return {"value": 1}

    def __setstate__(self, state):
        print("setstate", sys.getrefcount(self), sys.getrefcount(state))
        self.__dict__.update(state)


class Arguments:
    def __new__(cls, *args):
        print("new", args)
        return object.__new__(cls)

    def __getnewargs__(self):
        print("newargs", sys.getrefcount(self))
        return 1, 2


class Own:
    def __copy__(self):
        print("copy", sys.getrefcount(self))
        return self

    def __deepcopy__(self, memo):
        print("deepcopy", sys.getrefcount(self), len(memo))
        return self


for thing in (Reduced(), Chosen(), State(), Arguments(), Own()):
    copy.copy(thing)
    copy.deepcopy(thing)
    copy.deepcopy([thing, thing])
    print(sys.getrefcount(thing))
