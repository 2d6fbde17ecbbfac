# SPDX-License-Identifier: MIT
# Tracebacks of uncaught exceptions: lines, carets, repeated frames, multi-line expressions.
import sys
import traceback


def show(f, *args):
    try:
        f(*args)
    except Exception:
        traceback.print_exc(file=sys.stdout)


def binary(a, b):
    return (a + 1) * (b - a) + b / (a - a)


def subscript(d):
    return d["a"]["b"]["c"]


def attributes(x):
    return x.real.imag.nothing.more


def call(f):
    return f(1, 2)(3)


def in_place(x):
    x += "text"


def in_place_item(d):
    d["n"] += 1


def over_lines(a):
    return (a
            + 1
            + "end")


def call_over_lines():
    return max(
        1,
        "a",
        key=lambda x: x + 1,
    )


def unpack():
    a, b = 1, 2, 3


def comprehension():
    return [1 / (x - 2) for x in range(5)]


def lambdas():
    return (lambda x: (lambda y: x / y)(0))(1)


def recursive(n):
    if n == 0:
        raise ValueError("bottom")
    recursive(n - 1)


def deep():
    raise KeyError("first")


def handler():
    try:
        deep()
    except KeyError:
        undefined_name


def wide():
    é = "é"; return é + é * 2 + 1


def asserts(x):
    assert x > 5, f"x is {x}"


def nested_calls():
    return str(int(float("1.5")) + len([1, 2, 3][::0]))


def compares(x):
    return 1 < 2 < x


show(binary, 1, 2)
show(subscript, {"a": {"b": {}}})
show(subscript, {"a": None})
show(attributes, 1)
show(call, lambda a, b: a)
show(in_place, 1)
show(in_place_item, {})
show(over_lines, 1)
show(call_over_lines)
show(unpack)
show(comprehension)
show(lambdas)
show(recursive, 6)
show(handler)
show(wide)
show(asserts, 3)
show(nested_calls)
show(compares, "x")
show(exec, "def f():\n  g()\nf()")
show(eval, "1 + (2 / 0)")
show(compile, "x = = 1", "made up", "exec")
print(traceback.format_exception_only(ValueError("only")), traceback.format_exception_only(KeyError, KeyError("k")))


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        raise RuntimeError("in exit")


with Manager() as m:
    recursive(1)
