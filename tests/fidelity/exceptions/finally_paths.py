# SPDX-License-Identifier: MIT
"""Every way out of try: return, break, continue, raise; else and finally; what finally overrides."""
def way(how):
    log = []
    for i in range(3):
        try:
            log.append(f"try{i}")
            if how == "break":
                break
            if how == "continue":
                continue
            if how == "return":
                return log
            if how == "raise":
                raise ValueError(i)
        except ValueError as error:
            log.append(f"except{error}")
        else:
            log.append("else")
        finally:
            log.append("finally")
    return log


for how in ("break", "continue", "return", "raise", "plain"):
    print(how, way(how))


def override():
    try:
        return "try"
    finally:
        return "finally"


def swallow():
    while True:
        try:
            raise KeyError
        finally:
            break
    return "swallowed"


def keep():
    x = 1
    try:
        return x
    finally:
        x = 2


def nested():
    out = []
    try:
        try:
            out.append(1)
            raise TypeError
        finally:
            out.append(2)
    except (KeyError, TypeError) as error:
        out.append(type(error).__name__)
    finally:
        out.append(3)
    try:
        error
    except NameError as gone:
        out.append(str(gone))
    return out


print(override(), swallow(), keep(), nested())


def generator():
    try:
        yield 1
        yield 2
    finally:
        print("generator closed")


for value in generator():
    break
print(value)
