# SPDX-License-Identifier: MIT
# return, break, continue and exceptions through try, else and finally.
def returns():
    try:
        return "try"
    finally:
        print("finally")


def overrides():
    try:
        return "try"
    finally:
        return "finally"


def swallows():
    try:
        1 / 0
    finally:
        return "swallowed"


def loop():
    out = []
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            out.append(i)
        finally:
            out.append(f"f{i}")
    else:
        out.append("else")
    return out


def breaks_out():
    while True:
        try:
            raise KeyError("lost")
        finally:
            break
    return "after the loop"


def order():
    out = []
    try:
        out.append("try")
    except ValueError:
        out.append("except")
    else:
        out.append("else")
    finally:
        out.append("finally")
    return out


def value_kept():
    x = 1
    try:
        return x
    finally:
        x = 2


def nested():
    try:
        try:
            raise ValueError("inner")
        finally:
            print("inner finally")
    except ValueError as e:
        print("outer", e)
        try:
            return "from except"
        finally:
            print("finally of except")
    finally:
        print("outer finally")


def else_raises():
    try:
        pass
    except KeyError:
        return "wrong"
    else:
        raise KeyError("from else")
    finally:
        print("still finally")


def name_is_deleted():
    e = "before"
    try:
        raise ValueError("v")
    except ValueError as e:
        pass
    return e


def with_inside():
    class Manager:
        def __enter__(self):
            return self

        def __exit__(self, kind, value, traceback):
            print("exit", kind and kind.__name__)
            return kind is KeyError

    with Manager():
        raise KeyError("swallowed")
    for i in range(3):
        with Manager():
            if i == 1:
                break
    with Manager():
        return "from with"


def generator_in_finally():
    def g():
        try:
            yield 1
            return "r"
        finally:
            yield "from finally"
    return list(g())


for f in (returns, overrides, swallows, loop, breaks_out, order, value_kept, nested, else_raises, name_is_deleted, with_inside,
          generator_in_finally):
    try:
        print(f.__name__, "=", f())
    except Exception as e:
        print(f.__name__, "->", type(e).__name__, e)
