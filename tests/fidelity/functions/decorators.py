# SPDX-License-Identifier: MIT
# Decorators: order, arguments, classes as decorators, decorated methods and classes.
import functools


def trace(tag):
    print("make", tag)

    def decorate(function):
        print("decorate", tag, function.__name__)

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            print("enter", tag, args, kwargs)
            try:
                return function(*args, **kwargs)
            finally:
                print("leave", tag)
        return wrapper
    return decorate


@trace("outer")
@trace("inner")
def add(a, b=1):
    """Adds."""
    return a + b


print(add(1, b=2), add.__name__, add.__doc__, add.__wrapped__.__wrapped__(5), add.__qualname__)


class Count:
    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function = function
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)

    def __get__(self, instance, owner=None):
        return self if instance is None else functools.partial(self, instance)


@Count
def square(x):
    return x * x


class Thing:
    def __init__(self, n):
        self.n = n

    @Count
    def times(self, k):
        return self.n * k

    def __repr__(self):
        return f"Thing({self.n})"

    @staticmethod
    @Count
    def static(x):
        return x

    @classmethod
    @trace("class method")
    def create(cls, n):
        return cls(n)

    @property
    @trace("property")
    def double(self):
        return self.n * 2


print(square(3), square(4), square.calls, square.__name__)
t = Thing.create(5)
print(t.times(2), t.times(3), Thing.times.calls, Thing.static(1), t.double)


def register(table):
    def decorate(cls):
        table[cls.__name__] = cls
        cls.registered = True
        return cls
    return decorate


table = {}


@register(table)
class Registered:
    pass


@lambda cls: cls.__name__
class BecomesText:
    pass


print(sorted(table), Registered.registered, BecomesText)
handlers = [trace("from a list"), Count]


@handlers[1]
def indexed():
    return "indexed"


@(handlers[0] if square.calls > 100 else functools.lru_cache(maxsize=2))
def cached(x):
    print("computing", x)
    return x + 1


print(indexed(), cached(1), cached(1), cached(2), cached(3), cached(1), cached.cache_info())


def retry(times):
    def decorate(f):
        def wrapper():
            for attempt in range(times):
                try:
                    return f(attempt)
                except ValueError as e:
                    print("failed:", e)
            raise RuntimeError("gave up")
        return wrapper
    return decorate


@retry(3)
def unstable(attempt):
    if attempt < 2:
        raise ValueError(f"attempt {attempt}")
    return f"worked at {attempt}"


@retry(1)
def hopeless(attempt):
    raise ValueError("never")


print(unstable())
try:
    hopeless()
except RuntimeError as e:
    print(e)
for bad in ("@3\ndef f(): pass", "@nothing\ndef f(): pass"):
    try:
        exec(bad)
    except (TypeError, NameError, AttributeError) as e:
        print(type(e).__name__, str(e).split(" at ")[0])
