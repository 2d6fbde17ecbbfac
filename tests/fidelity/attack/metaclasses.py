"""Classes that die with their metaclass, and names that are no str."""
import gc


def make():
    class Meta(type):
        pass

    class A(metaclass=Meta):
        pass

    class B(A):
        __slots__ = ("x",)
    return A(), B()


def keep_instance():
    a, b = make()
    t = type(a)
    del a
    return t.__name__, type(t).__name__


make()
print(gc.collect() > 0)
print(keep_instance())
print(gc.collect() > 0)
for work in (lambda: object.__setattr__(make()[0], 5, 2), lambda: object.__getattribute__(1, 5), lambda: object.__delattr__(make()[0], None),
             lambda: setattr(int, "x", 1), lambda: delattr(str, "upper"), lambda: getattr(1, 2), lambda: setattr(make()[0], 3, 4)):
    try:
        print(work())
    except Exception as e:
        print(type(e).__name__, e)
