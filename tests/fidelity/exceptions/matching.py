# SPDX-License-Identifier: MIT
# Which except clause is taken, and what sys.exc_info says meanwhile.
import sys


def which(e):
    try:
        raise e
    except ZeroDivisionError:
        return "ZeroDivisionError"
    except (KeyError, IndexError):
        return "a tuple"
    except LookupError:
        return "LookupError"
    except ((TypeError, ValueError), OSError) if False else (TypeError, ValueError):
        return "TypeError or ValueError"
    except Exception as other:
        return "Exception " + type(other).__name__
    except:
        return "anything"


for e in ZeroDivisionError(), KeyError, IndexError("i"), LookupError(), UnicodeError(), OSError, KeyboardInterrupt, SystemExit(3), GeneratorExit:
    print(which(e))


def classes():
    print("looking")
    return ValueError


try:
    raise ValueError("dynamic")
except classes() as e:
    print(repr(e))
for wrong in 3, "text", int, (ValueError, 3), None, [KeyError]:
    try:
        try:
            raise KeyError("k")
        except wrong:
            print("never")
    except TypeError as e:
        print(e, "|", repr(e.__context__))


def info():
    kind, value, traceback = sys.exc_info()
    return kind and kind.__name__, value and value.args, traceback is not None


print(info())
try:
    raise ValueError("outer")
except ValueError:
    print(info())
    try:
        raise KeyError("inner")
    except KeyError:
        print(info(), sys.exception() is sys.exc_info()[1])
    print(info())

    def inside():
        return info()

    print(inside())
    try:
        raise
    except ValueError as e:
        print("again", e, e.__context__)
print(info())
try:
    raise
except RuntimeError as e:
    print(e)


def generator():
    try:
        yield info()
        raise LookupError("own")
    except LookupError:
        yield info()
    yield info()


try:
    raise OSError("callers")
except OSError:
    print(list(generator()))


class Meta(type):
    def __instancecheck__(cls, instance):
        print("not asked")
        return True

    __subclasscheck__ = __instancecheck__


class Pretends(Exception, metaclass=Meta):
    pass


try:
    try:
        raise ValueError("v")
    except Pretends:
        print("wrong")
except ValueError as e:
    print("passed by", e)
e = "kept?"
try:
    raise ValueError
except ValueError as e:
    held = e
try:
    e
except NameError as error:
    print(error)
tb = held.__traceback__
print(tb.tb_lineno, tb.tb_next, tb.tb_frame.f_code.co_name, tb.tb_lasti >= 0)
for arguments in ("not there",), ("not/there", "rb"), ("x", "rw"), ("x", "q"), (1.5,):
    try:
        open(*arguments)
    except (OSError, ValueError, TypeError) as error:
        print(type(error).__name__, error, getattr(error, "errno", None), getattr(error, "filename", None))
