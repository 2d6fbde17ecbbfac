# An exception keeps the very tuple that a call was made with; a class with __getattr__ is asked through bound methods.
import sys


class Plain(Exception):
    pass


class Initialised(Exception):
    def __init__(self, *args):
        super().__init__(*args)
        print(self.args is args, sys.getrefcount(args))


class Other(Exception):
    def __init__(self, *args):
        print(self.args is args, sys.getrefcount(args), sys.getrefcount(self.args))


given = (1, [])
for kind in (KeyError, Plain, Initialised, Other, OSError, StopIteration):
    error = kind(*given)
    print(kind.__name__, error.args is given, sys.getrefcount(given), sys.getrefcount(error.args))


def collected(*args):
    error = ValueError(*args)
    return error.args is args, sys.getrefcount(args)


print(collected(1), collected(1, 2))


class Both:
    def __getattribute__(self, name):
        print("getattribute", sys.getrefcount(self))
        return object.__getattribute__(self, name)

    def __getattr__(self, name):
        print("getattr", sys.getrefcount(self))
        return name


class One:
    def __getattribute__(self, name):
        print("getattribute", sys.getrefcount(self))
        return object.__getattribute__(self, name)


both, one = Both(), One()
both.here = one.here = 1
print(both.here, both.missing, getattr(both, "here"), hasattr(both, "there"), one.here, hasattr(one, "there"))
