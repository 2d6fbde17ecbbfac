# Weak proxies pass everything on, until their object is gone.
import weakref


class Thing:
    def __init__(self):
        self.items = [1, 2, 3]

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        return self.items[i]

    def __setitem__(self, i, v):
        self.items[i] = v

    def __contains__(self, x):
        return x in self.items

    def __iter__(self):
        return iter(self.items)

    def __add__(self, other):
        return ("add", other)

    def __radd__(self, other):
        return ("radd", other)

    def __str__(self):
        return "a thing"

    def __bool__(self):
        return bool(self.items)

    def __call__(self, x):
        return x * 2

    def method(self):
        return "method of", type(self).__name__


t = Thing()
p = weakref.proxy(t)
print(type(p).__name__, type(p), p.method(), p.items, len(p), p[0], 2 in p, list(p), bool(p))
print(p + 1, 1 + p, str(p), p(21), p.__class__.__name__, isinstance(p, Thing))
p.extra = "set through the proxy"
p[0] = 100
print(t.extra, t.items)
del p.extra
print(hasattr(t, "extra"), p is weakref.proxy(t), weakref.getweakrefcount(t))
try:
    hash(p)
except TypeError as e:
    print(e)
print(p == t, t == p, p != t)


class Plain:
    value = 5


q = weakref.proxy(Plain())
for action in (lambda: q.value, lambda: str(q), lambda: len(q), lambda: q + 1, lambda: bool(q), lambda: setattr(q, "x", 1), lambda: q == 1):
    try:
        print(action())
    except ReferenceError as e:
        print("ReferenceError", e)
plain = Plain()
q = weakref.proxy(plain, lambda proxy: print("callback", type(proxy).__name__))
print(q.value, type(q).__name__)
del plain
try:
    q.value
except ReferenceError as e:
    print(e)
print(repr(p).startswith("<weakproxy at 0x"), "Thing" in repr(p))
for bad in (5, "x", (1,)):
    try:
        weakref.proxy(bad)
    except TypeError as e:
        print(e)
try:
    del t
    print(p.items)
except ReferenceError as e:
    print(e)
