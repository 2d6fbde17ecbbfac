# SPDX-License-Identifier: MIT
# __context__, __cause__, __suppress_context__, and the tracebacks that show them.
import sys
import traceback


def implicit():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("implicit")


def explicit():
    try:
        {}["key"]
    except KeyError as e:
        raise ValueError("explicit") from e


def hidden():
    try:
        [].pop()
    except IndexError:
        raise ValueError("hidden") from None


def in_finally():
    try:
        int("x")
    finally:
        raise TypeError("in finally")


def reraised():
    try:
        try:
            raise KeyError("first")
        except KeyError:
            raise
    except KeyError as e:
        raise LookupError("second") from e


def from_class():
    raise ValueError("with a class") from OSError


def nested():
    try:
        implicit()
    except ValueError as e:
        try:
            explicit()
        except ValueError as f:
            raise RuntimeError("both") from e


for f in implicit, explicit, hidden, in_finally, reraised, from_class, nested:
    try:
        f()
    except Exception as e:
        print(f.__name__, repr(e), "cause", repr(e.__cause__), "context", repr(e.__context__), e.__suppress_context__)
        traceback.print_exception(e, file=sys.stdout)


def same_again():
    try:
        raise ValueError("one")
    except ValueError as e:
        raise e


def no_cycle():
    a = ValueError("a")
    try:
        raise a
    except ValueError:
        try:
            raise KeyError("b")
        except KeyError:
            raise a


for f in same_again, no_cycle:
    try:
        f()
    except Exception as e:
        print(repr(e), repr(e.__context__), e.__context__ and repr(e.__context__.__context__))
for cause in 3, "text", int:
    try:
        raise ValueError from cause
    except TypeError as e:
        print(e, repr(e.__context__))
e = ValueError()
for name, value in ("__cause__", 1), ("__context__", "x"), ("__traceback__", 2), ("args", 3), ("__suppress_context__", 5):
    try:
        setattr(e, name, value)
    except TypeError as error:
        print(error)
e.args = [1, 2]
print(e.args, repr(e), str(e))
hidden_chain = RuntimeError("end")
hidden_chain.__cause__ = KeyError("made by hand")
raise hidden_chain
