# SPDX-License-Identifier: MIT
"""Exceptions of one's own: arguments, str and repr, hierarchies, attributes, equality, catching by tuples."""
class AppError(Exception):
    """The root."""


class NotFound(AppError, LookupError):
    def __init__(self, name, *, where="here"):
        super().__init__(name, where)
        self.name, self.where = name, where

    def __str__(self):
        return f"{self.name} is not {self.where}"


class Silent(AppError):
    def __init__(self, *args):
        pass


for error in (AppError(), AppError("one"), AppError("one", 2), NotFound("key"), NotFound("k", where="there"), Silent("given"), KeyError("k"),
              OSError(2, "No such file", "f.txt"), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), StopIteration(5), SystemExit(3), ImportError("m", name="x")):
    try:
        raise error
    except AppError as caught:
        print("app", repr(caught), "|", caught, "|", caught.args)
    except (LookupError, OSError) as caught:
        print("other", repr(caught), "|", caught, "|", caught.args)
    except BaseException as caught:
        print("base", type(caught).__name__, "|", caught, "|", caught.args)
print(FileNotFoundError.__mro__[1:4], OSError(2, "x").__class__.__name__, OSError(13, "x").errno, NotFound.__mro__[1].__doc__)
print(StopIteration(5).value, SystemExit(3).code, KeyError("a") == KeyError("a"), issubclass(ModuleNotFoundError, ImportError))
for bad in ("raise 5", "raise object", "raise NotFound", "raise AppError, 1"):
    try:
        exec(bad)
    except SyntaxError as error:
        print("SyntaxError", error.msg)
    except TypeError as error:
        print("TypeError", error)
try:
    try:
        raise KeyError
    except "text":
        pass
except TypeError as error:
    print(error)
e = AppError("again")
for _ in range(2):
    try:
        raise e
    except AppError as caught:
        depth, tb = 0, caught.__traceback__
        while tb:
            depth, tb = depth + 1, tb.tb_next
        print(depth, caught is e)
print(e.with_traceback(None).__traceback__)
