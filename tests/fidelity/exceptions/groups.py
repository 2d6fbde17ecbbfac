# SPDX-License-Identifier: MIT
# ExceptionGroup and except*.
import sys
import traceback

group = ExceptionGroup("top", [ValueError(1), TypeError("t"), ExceptionGroup("nested", [KeyError("k"), ValueError(2)])])
group.add_note("a note")
print(group, repr(group), group.message, len(group.exceptions), isinstance(group, Exception))
match, rest = group.split(ValueError)
print(match.exceptions, rest.exceptions, match.__notes__)
print(group.subgroup((KeyError, TypeError)).exceptions, group.subgroup(OSError), group.subgroup(lambda e: e.args == (2,)).exceptions)
print(repr(group.derive([OSError("o")])))


def handle(e):
    try:
        raise e
    except* ValueError as g:
        print("values", g.exceptions)
    except* (TypeError, KeyError) as g:
        print("others", [type(x).__name__ for x in g.exceptions])
    else:
        print("nothing")
    finally:
        print("finally")


handle(group)
handle(ValueError("alone"))
try:
    handle(ExceptionGroup("left", [OSError("os"), ValueError("v")]))
except ExceptionGroup as e:
    print("left over", repr(e))


def raises_inside():
    try:
        raise ExceptionGroup("g", [ValueError(1), KeyError(2), OSError(3)])
    except* ValueError:
        raise RuntimeError("new")
    except* KeyError:
        raise


try:
    raises_inside()
except ExceptionGroup as e:
    print(repr(e), repr(e.__context__))
    print([(repr(x), repr(x.__context__)) for x in e.exceptions])


class Mine(ExceptionGroup):
    def derive(self, exceptions):
        return Mine(self.message + "'", exceptions)


print([type(g).__name__ for g in Mine("m", [ValueError(), KeyError()]).split(KeyError)], Mine("m", [ValueError(), KeyError()]).split(KeyError)[0].message)
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__, ExceptionGroup.__mro__)
for args in (), ("m",), ("m", []), ("m", [1]), ("m", 3), (1, [ValueError()]), ("m", [KeyboardInterrupt()]), ("m", {}):
    try:
        print(ExceptionGroup(*args))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    try:
        raise group
    except* ExceptionGroup:
        pass
except TypeError as e:
    print(e)
for source in ("try: pass\nexcept* ValueError: pass\nexcept KeyError: pass", "for i in []:\n try: pass\n except* ValueError: break",
               "try: pass\nexcept*: pass", "def f():\n try: pass\n except* ValueError: return"):
    try:
        compile(source, "source", "exec")
    except SyntaxError as e:
        print(e.msg, e.lineno)
traceback.print_exception(group, file=sys.stdout)
try:
    raise group from KeyError("cause")
except ExceptionGroup as e:
    raise ExceptionGroup("outer", [e, RuntimeError("multi\nline")])
