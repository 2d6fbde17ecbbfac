# SPDX-License-Identifier: MIT
# Exceptions as classes of the program: arguments, attributes, text, notes, state.
class AppError(Exception):
    """Base of them all."""

    code = 1


class Detailed(AppError):
    code = 2

    def __init__(self, message, *, detail=None):
        super().__init__(message)
        self.detail = detail

    def __str__(self):
        return f"[{self.code}] {super().__str__()} ({self.detail})"


class NoSuper(AppError):
    def __init__(self, a, b):
        self.a, self.b = a, b


class BadStr(AppError):
    def __str__(self):
        raise ValueError("no text")


class Falsy(AppError):
    def __bool__(self):
        return False


for e in AppError(), AppError("one"), AppError("one", 2), Detailed("m", detail="d"), NoSuper(1, 2), Falsy("f"):
    print(str(e), "|", repr(e), e.args, vars(e), e.code)
print(KeyError("k"), KeyError("k", 1), repr(KeyError()), StopIteration(3).value, SystemExit(4).code, SystemExit().code, SystemExit(1, 2).code)
o = OSError(2, "No such file", "name")
print(o, repr(o), o.errno, o.strerror, o.filename, o.args, type(o))
print([type(OSError(n, "x")).__name__ for n in (1, 11, 13, 17, 20, 21, 32, 110, 9999)], OSError("only"), OSError(1, 2, 3, 4, 5).args)
i = ImportError("message", name="n", path="p")
print(i, i.name, i.path, i.msg, repr(ModuleNotFoundError("m", name="x")))
u = UnicodeDecodeError("utf-8", b"abc\xff", 3, 4, "reason")
print(u, u.encoding, u.object, u.start, u.end, u.reason)
u.start = 1
print(u, UnicodeEncodeError("ascii", "a\xe9", 1, 2, "why"), UnicodeTranslateError("a\xe9", 1, 2, "why"))
s = SyntaxError("msg", ("file", 3, 5, "source text", 3, 9))
print(s, s.msg, s.filename, s.lineno, s.offset, s.text, s.end_lineno, s.end_offset, s.print_file_and_line)
a = AttributeError("no", name="n", obj=3)
print(a, a.name, a.obj, NameError("x", name="y").name)
for text in ("AttributeError(wrong=1)", "ValueError(a=1)", "UnicodeDecodeError('a')", "UnicodeDecodeError(1, 2, 3, 4, 5)", "Detailed()", "NoSuper(1)",
             "ImportError('a', other=1)", "SyntaxError('a', 1)", "SyntaxError('a', (1, 2))"):
    try:
        print(repr(eval(text)))
    except (TypeError, ValueError) as e:
        print(text, "->", type(e).__name__, e)
e = Detailed("noted", detail=1)
e.add_note("first")
e.add_note("second\nline")
print(e.__notes__, vars(e))
try:
    e.add_note(3)
except TypeError as error:
    print(error)
print(e.with_traceback(None) is e, e.__traceback__, e.__reduce__()[0] is Detailed, e.__reduce__()[1])
try:
    raise Detailed
except TypeError as error:
    print(error)
try:
    raise NoSuper(1, 2)
except (Detailed, NoSuper) as error:
    print("caught", type(error).__name__, error.a, error.args)


class Odd(Exception):
    def __new__(cls, *args):
        return KeyError(*args) if args else 5


for make in (lambda: Odd("x"), lambda: Odd()):
    try:
        raise make()
    except (KeyError, TypeError) as error:
        print(repr(error))
try:
    raise Odd
except TypeError as error:
    print(error)
final = NoSuper(3, 4)
final.add_note("last")
raise final
