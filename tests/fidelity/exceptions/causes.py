# SPDX-License-Identifier: MIT
"""Chained exceptions: cause, context, suppression, notes; the traceback of the last one."""
def low():
    raise KeyError("low")


def middle():
    try:
        low()
    except KeyError as error:
        raise ValueError("middle") from error


try:
    middle()
except ValueError as error:
    print(repr(error.__cause__), error.__context__ is error.__cause__, error.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        [][1]
except IndexError as error:
    print(repr(error.__context__), error.__cause__, error.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise TypeError("alone") from None
except TypeError as error:
    print(repr(error.__context__), error.__cause__, error.__suppress_context__)
    error.add_note("a note")
    print(error.__notes__)
try:
    raise ValueError from 5
except TypeError as error:
    print(error)
try:
    try:
        raise ValueError("first")
    finally:
        raise KeyError("second")
except KeyError as error:
    print(repr(error.__context__))
error = ValueError("x")
error.add_note("noted\nin two lines")
try:
    middle()
except ValueError as inner:
    raise error from inner
