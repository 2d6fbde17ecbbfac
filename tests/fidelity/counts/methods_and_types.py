# Counts of classes, bound methods, functions and modules' objects.
import sys


class Plain:
    def method(self):
        pass


base = sys.getrefcount(Plain)
items = [Plain() for _ in range(5)]
print("instances", sys.getrefcount(Plain) - base)
del items[:2]
print("fewer", sys.getrefcount(Plain) - base)


class Derived(Plain):
    pass


print("a subclass", sys.getrefcount(Plain) - base)
del Derived
import gc
gc.collect()
print("gone", sys.getrefcount(Plain) - base)
p = Plain()
m = p.method
print("method", sys.getrefcount(p), sys.getrefcount(m), sys.getrefcount(Plain.method))
n = p.method
print("two methods", sys.getrefcount(p), m == n, m is n, m.__func__ is n.__func__)
del m, n
print("none", sys.getrefcount(p))


def function():
    return 1


print("function", sys.getrefcount(function), sys.getrefcount(function.__code__))
other = function
alias = function.__code__
print("function", sys.getrefcount(function), sys.getrefcount(function.__code__))
p.callback = function
Plain.shared = function
print("attributes", sys.getrefcount(function))
bound = p.shared
print("bound", sys.getrefcount(function), sys.getrefcount(p))
del bound, other, Plain.shared, p.callback
print("back", sys.getrefcount(function))
d = function.__dict__
print("dict", sys.getrefcount(d))
function.attribute = p
print("kept by a function", sys.getrefcount(p))
prop = property(function)
print("property", sys.getrefcount(function), prop.fget is function)
sm, cm = staticmethod(function), classmethod(function)
print("wrappers", sys.getrefcount(function))
del prop, sm, cm
print("back", sys.getrefcount(function))
import functools
part = functools.partial(function, p)
print("partial", sys.getrefcount(function), sys.getrefcount(p))
del part
sl = slice(p, p)
print("slice", sys.getrefcount(p))
del sl
r = [p] * 10
print("repeated", sys.getrefcount(p))
del r[3:7]
print("cut", sys.getrefcount(p))
q = tuple(r)
print("tuple", sys.getrefcount(p))
s = set(r)
print("set", sys.getrefcount(p), len(s))
del r, q, s
print("alone", sys.getrefcount(p))
print("type's", type(p) is Plain, p.__class__ is Plain)
