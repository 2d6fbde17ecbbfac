# SPDX-License-Identifier: MIT
"""with: entering, leaving, swallowing, several at once, failures at every place, ExitStack."""
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress


class Manager:
    def __init__(self, name, swallow=False, fail=None):
        self.name, self.swallow, self.fail = name, swallow, fail

    def __enter__(self):
        print("enter", self.name)
        if self.fail == "enter":
            raise OSError("enter failed")
        return self.name.upper()

    def __exit__(self, kind, error, traceback):
        print("exit", self.name, kind.__name__ if kind else None, error, traceback is not None)
        if self.fail == "exit":
            raise OSError("exit failed")
        return self.swallow


with Manager("a") as a, Manager("b") as b:
    print(a, b)
with Manager("quiet", swallow=True):
    raise ValueError("inside")
for managers in ([Manager("x"), Manager("y", fail="enter")], [Manager("x", swallow=True), Manager("y", fail="exit")]):
    try:
        with managers[0], managers[1]:
            raise KeyError("body")
    except (KeyError, OSError) as error:
        print("came out", repr(error), repr(error.__context__))


def early():
    for i in range(3):
        with Manager(f"loop{i}"):
            if i == 1:
                return i


print(early())


@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name
    except ZeroDivisionError as error:
        print("caught", error)
    finally:
        print(f"</{name}>")


with tag("p") as p, tag("b"):
    1 / 0
with suppress(KeyError, IndexError), nullcontext(5) as five:
    print(five)
    [][0]
with ExitStack() as stack:
    names = [stack.enter_context(Manager(n)) for n in "mn"]
    stack.callback(print, "callback", names)
for bad in (5, object()):
    try:
        with bad:
            pass
    except TypeError as error:
        print(error)


class Closable:
    def close(self):
        print("closed")


with closing(Closable()) as c:
    print(type(c).__name__)
