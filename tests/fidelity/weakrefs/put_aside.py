"""A weak reference that dies deep within other deaths is not given out again."""
import weakref


class Referent:
    pass


class Chain:
    def __init__(self, below, held):
        self.below, self.held = below, held

    def __del__(self):
        again = weakref.ref(referent)
        counts.append(weakref.getweakrefcount(referent))
        del again


referent, counts, chain = Referent(), [], None
for i in range(200):
    chain = Chain(chain, weakref.ref(referent))
del chain
print(len(counts), set(counts), weakref.getweakrefcount(referent), weakref.ref(referent)() is referent)


class Base:
    pass


class Derived(Base):
    pass


class Rebases:
    def __init__(self, below):
        self.below = below

    def __del__(self):
        Derived.__bases__ = (Other if Derived.__bases__ == (Base,) else Base,)


class Other:
    pass


class Keeps:
    pass


chain = None
for i in range(200):
    chain = Rebases([[chain]])
del chain
print([cls.__name__ for cls in Derived.__bases__], len(Base.__subclasses__()) + len(Other.__subclasses__()))
