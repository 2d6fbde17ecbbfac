# SPDX-License-Identifier: MIT
# Functions as objects: their attributes, what can be set, code objects.
def sample(a, b: int = 2, *rest: str, key: "text" = None, **more) -> bool:
    """Says what it does."""
    local = a + b
    return local > len(rest)


print(sample.__name__, sample.__qualname__, sample.__module__, sample.__doc__, sample.__defaults__, sample.__kwdefaults__)
print(sample.__annotations__, sample.__closure__, sample.__dict__, sample.__globals__ is globals(), type(sample.__builtins__))
code = sample.__code__
print(code.co_name, code.co_qualname, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_nlocals, code.co_flags)
print(code.co_varnames, code.co_names, code.co_cellvars, code.co_freevars, code.co_firstlineno, code.co_consts)
sample.note = "attached"
sample.__name__ = "renamed"
sample.__qualname__ = "some.place.renamed"
sample.__doc__ = None
print(sample.note, sample.__dict__, sample.__name__, repr(sample).split(" at ")[0], sample.__doc__)
sample.__name__ = "sample"


def attempt(text):
    try:
        exec(text)
        print(text, "passed")
    except (TypeError, AttributeError, ValueError) as e:
        print(text, "->", type(e).__name__, e)


def other(x):
    return ("other", x)


def enclosed():
    y = 1
    return lambda: y


for text in ("sample.__name__ = 3", "sample.__qualname__ = 3", "sample.__defaults__ = 3", "sample.__kwdefaults__ = 3", "sample.__code__ = 3", "sample.__dict__ = 3",
             "sample.__annotations__ = 3", "sample.__globals__ = {}", "sample.__closure__ = None", "del sample.__name__", "del sample.nothing", "sample.nothing",
             "sample.__code__ = enclosed().__code__", "del sample.__defaults__", "del sample.__kwdefaults__", "sample.__module__ = 5", "code.co_name = 'x'",
             "sample[0]", "len(sample)", "sample + sample", "sample < sample", "for x in sample: pass"):
    attempt(text)
sample.__code__ = other.__code__
print(sample(5), sample.__name__, sample.__code__ is other.__code__)
print(other == other, other != sample, hash(other) == hash(other), callable(other), other.__call__(1), bool(other))
f = lambda x, *y, z=1: x
print(f.__name__, f.__qualname__, enclosed().__qualname__, f.__code__.co_varnames, f.__doc__)
FunctionType = type(other)
made = FunctionType(other.__code__, {"__builtins__": __builtins__}, "made", (7,))
print(made(), made.__name__, made.__globals__ is globals(), made.__module__)
for arguments in "()", "(3, {})", "(other.__code__, 3)", "(other.__code__, {}, 3)", "(enclosed().__code__, {})", "(other.__code__, {}, 'n', (), ())":
    try:
        eval("FunctionType" + arguments)
        print(arguments, "passed")
    except (TypeError, ValueError) as e:
        print(arguments, "->", e)


def annotated(x: 1 + 1, y: "undefined" = 0) -> [int]:
    z: int = 3
    return z


print(annotated.__annotations__, annotated(0))
annotated.__annotations__["x"] = str
del annotated.__annotations__
print(annotated.__annotations__)


class K:
    def m(self):
        def inner():
            pass
        return inner


print(K.m.__qualname__, K().m().__qualname__, K.m.__name__, other.__get__(3)(), other.__get__(None, int) is other)
print(print.__name__, len.__module__, len.__qualname__, len.__self__.__name__, [].append.__name__, [].append.__qualname__, str.join.__objclass__)
