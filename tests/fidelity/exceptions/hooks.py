# SPDX-License-Identifier: MIT
# sys.excepthook, sys.unraisablehook, sys.stderr and sys.tracebacklimit as the program sets them.
import io
import sys


class Dies:
    def __init__(self, text):
        self.text = text

    def __del__(self):
        raise ValueError(self.text)


print(sys.excepthook is sys.__excepthook__, sys.unraisablehook is sys.__unraisablehook__)
real = sys.stderr
sys.stderr = io.StringIO()
Dies("into a string")
print("also there", file=sys.stderr)
text = sys.stderr.getvalue()
sys.stderr = real
print(text.splitlines()[-2:], "Exception ignored in: <function Dies.__del__" in text)


def unraisable(args):
    print("unraisable", args.exc_type.__name__, args.exc_value, args.err_msg, args.object.__qualname__, args.exc_traceback.tb_lineno)


sys.unraisablehook = unraisable
Dies("into the hook")


def generator():
    try:
        yield
    finally:
        raise KeyError("from a generator")


sys.unraisablehook = lambda args: print("second", repr(args.exc_value), type(args.object).__name__)
g = generator()
next(g)
del g
sys.unraisablehook = sys.__unraisablehook__


def deep(n):
    if n == 0:
        raise LookupError("deep")
    deep(n - 1)


class Writer:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        pass


def shown(limit=None):
    sys.stderr = writer = Writer()
    if limit is not None:
        sys.tracebacklimit = limit
    try:
        deep(2)
    except LookupError as e:
        sys.excepthook(type(e), e, e.__traceback__)
    finally:
        sys.stderr = real
        if limit is not None:
            del sys.tracebacklimit
    return [line.strip() for line in "".join(writer.parts).splitlines()]


print(len(shown()), shown(1), shown(0))


def hook(kind, value, tb):
    print("hook:", kind.__name__, value, tb.tb_frame.f_code.co_name, tb.tb_next.tb_frame.f_code.co_name)
    raise TypeError("the hook fails, too")


sys.excepthook = hook
deep(1)
