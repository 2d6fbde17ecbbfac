# Counts in functions that the interpreter calls: hooks, callbacks, hashes for a cache, metaclasses.
import bisect
import functools
import gc
import heapq
import sys

seen = []


def watch(phase, info):
    print("gc", sys.getrefcount(phase), sys.getrefcount(info), sys.getrefcount(watch))
    seen.append(phase)


gc.callbacks.append(watch)
gc.collect()
gc.callbacks.clear()
print(seen, seen[0] is "start")


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        print("hash", sys.getrefcount(self))
        return self.n

    def __eq__(self, other):
        print("eq", sys.getrefcount(self), sys.getrefcount(other))
        return self.n == other.n

    def __lt__(self, other):
        print("lt", sys.getrefcount(self), sys.getrefcount(other))
        return self.n < other.n


@functools.lru_cache(maxsize=2)
def bounded(key):
    return key.n


@functools.cache
def endless(key):
    return key.n


key = Key(1)
for cached in (bounded, endless):
    for argument in (key, key, Key(1), Key(2), Key(3), Key(1)):
        cached(argument)
    print(cached.cache_info().hits, sys.getrefcount(key))
    cached.cache_clear()
del argument
heap = [Key(n) for n in (1, 2, 3)]
print("heap")
heapq.heappushpop(heap, Key(5))
print("smallest")
heapq.nsmallest(2, heap)
print("bisect")
bisect.insort(heap, Key(9))
bisect.bisect_left(heap, key)


class Meta(type):
    def __new__(meta, name, bases, space, **options):
        return super().__new__(meta, name, bases, space)


class Named:
    def __set_name__(self, owner, name):
        print("named", sys.getrefcount(self), sys.getrefcount(owner), sys.getrefcount(Meta))


class Base(metaclass=Meta):
    def __init_subclass__(cls, **options):
        print("subclass", sys.getrefcount(cls), sys.getrefcount(Meta), options)


class Derived(Base, option=1):
    member = Named()


def unraisable(what):
    print("unraisable", sys.getrefcount(unraisable), sys.getrefcount(what), sys.getrefcount(what.exc_value), sys.getrefcount(what.exc_traceback))


class Bad:
    def __del__(self):
        raise ValueError("in __del__")


sys.unraisablehook = unraisable
Bad()


def last(kind, value, traceback):
    print("last", sys.getrefcount(last), sys.getrefcount(value), sys.getrefcount(traceback))


sys.excepthook = last
raise LookupError(key)
