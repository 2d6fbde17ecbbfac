# Exceptions that nobody can catch: in __del__, in a weak reference's callback; said on standard error.
import weakref


class Raises:
    def __del__(self):
        raise ValueError("in del")

    def __repr__(self):
        return "<raises>"


r = Raises()
del r
print("went on")


class BadName:
    def __del__(self):
        print(f"bye {nme}")


BadName()
print("went on")


class Args:
    def __del__(self, extra):
        pass


Args()


class Chained:
    def __del__(self):
        try:
            {}["x"]
        except KeyError as e:
            raise RuntimeError("two") from e


Chained()


def callback(ref):
    raise IndexError("in a callback")


c = Args.__class__("C", (), {})()
w = weakref.ref(c, callback)
del c
print("the end")
