# SPDX-License-Identifier: MIT
# StopIteration: values, and how it ends or breaks what is around it.
def returns(value):
    return value
    yield


def attempt(text, f, *args):
    try:
        print(text, "=", f(*args))
    except Exception as e:
        print(text, "->", type(e).__name__, e.args, repr(e.__cause__))


for value in 5, None, (1, 2), StopIteration(3):
    attempt(f"returns {value!r}", next, returns(value))
attempt("finished", lambda g: (next(g, None), next(g)), returns(5))


def leaks():
    yield 1
    raise StopIteration("leaked")


def leaks_inside():
    yield next(iter([]))


attempt("leaks", list, leaks())
attempt("leaks inside", list, leaks_inside())
attempt("in expression", list, (next(iter([])) for _ in range(2)))


class Ends:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration("end", 2)


class Indexed:
    def __getitem__(self, i):
        if i > 1:
            raise StopIteration("by index")
        return i


class Fails(Ends):
    def __next__(self):
        raise KeyError("fails")


attempt("list", list, Ends())
attempt("indexed", list, Indexed())
attempt("next", next, Ends())
attempt("enumerate", next, enumerate(Ends()))
attempt("map", next, map(str, Ends()))
attempt("map fails", next, map(lambda x: next(iter([])), [1]))
attempt("zip", next, zip("ab", Ends()))
attempt("filter", next, filter(None, Ends()))
attempt("strict", list, zip("ab", Ends(), strict=True))
attempt("iter", next, iter(lambda: next(iter([])), 1))
attempt("default", next, Ends(), "default")
attempt("fails", next, Fails(), "default")
attempt("unpack", lambda: [a for a, b in [Ends()]])
attempt("star", lambda: [*Ends(), *Indexed()])
attempt("min", min, Ends())
attempt("sum", sum, Indexed())
attempt("in", lambda: 7 in Ends())
attempt("join", "".join, map(str, Indexed()))
attempt("dict", dict, Ends())
for x in Ends():
    print("never")
else:
    print("loop ended")
e = StopIteration()
print(e.value, StopIteration(1).value, StopIteration(1, 2).value, StopIteration([1]).args)
e.value = "set"
print(e.value, e.args)
