# SPDX-License-Identifier: MIT
"""Exception groups: except*, split, subgroup, what is left over."""
group = ExceptionGroup("several", [ValueError("v"), TypeError("t"), ExceptionGroup("inner", [KeyError("k"), ValueError("w")])])
print(group, repr(group), group.message, len(group.exceptions))
try:
    raise group
except* ValueError as caught:
    print("values", [repr(e) for e in caught.exceptions])
except* (TypeError, KeyError) as caught:
    print("others", caught.exceptions)
matching, rest = group.split(ValueError)
print(matching, matching.exceptions, rest.exceptions)
print(group.subgroup(lambda e: isinstance(e, KeyError)), group.subgroup(OSError), group.derive([OSError(1)]))
try:
    try:
        raise group
    except* ValueError:
        pass
except ExceptionGroup as left:
    print("left", left.exceptions)
try:
    try:
        raise KeyError("single")
    except* KeyError as caught:
        print(type(caught).__name__, caught.exceptions, repr(caught.message))
        raise RuntimeError("new")
except ExceptionGroup as error:
    print(repr(error), error.__context__ is not None)
except RuntimeError as error:
    print("RuntimeError", error, repr(error.__context__))
for bad in (lambda: ExceptionGroup("empty", []), lambda: ExceptionGroup("base", [KeyboardInterrupt()]), lambda: ExceptionGroup(1, [ValueError()])):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [SystemExit()])).__name__)
raise ExceptionGroup("uncaught", [ValueError("one"), TypeError("two")])
