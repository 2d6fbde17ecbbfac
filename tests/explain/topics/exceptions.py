# SPDX-License-Identifier: MIT
# exceptions: context, cause, traceback, frames
import gc
import sys
import weakref


class Big:
    pass


class Err(Exception):
    pass


def fail(big):
    here = Big()
    refs.append(weakref.ref(here))
    raise Err("x", big)  #? count big | alive big | count here


def chain():
    try:
        fail(Big())
    except Err as e:
        refs.append(weakref.ref(e))  #? count e | alive e | holders e
        raise ValueError("second") from e


refs = []
kept = None
try:
    chain()
except ValueError as err:
    kept = err  #? count err | alive err.__cause__ | count err.__cause__
print(1)  #? alive refs[0]() | alive refs[1]() | keeps kept | cut refs[0]() | cut refs[1]() | count kept.__traceback__ | count kept.__cause__ | holders kept.__cause__
print(2)  #? count kept.__cause__.args[1] | alive kept.__cause__.args[1] | size kept
kept.__cause__ = None
print(3)  #? alive refs[1]() | cut refs[1]() | count kept.__context__
kept.__context__ = None
print(4)  #? alive refs[1]() | alive refs[0]() | keeps kept


def swallow():
    local = Big()
    refs.append(weakref.ref(local))
    try:
        raise Err("loop")
    except Err as e:
        saved = e
    return 5  #? count saved | alive saved | keeps saved | count local


swallow()
print(5)  #? alive refs[2]() | collectable refs[2]() | count refs[2]() | reachable refs[2]()
gc.collect()
print(6)  #? alive refs[2]()
try:
    1 / 0
except ZeroDivisionError:
    print(7)  #? count sys.exc_info()[1] | alive sys.exc_info()[1]
    try:
        [][1]
    except IndexError as ie:
        print(8)  #? count ie | alive ie.__context__ | count ie.__context__ | keeps ie


class Ctx:
    def __enter__(self):
        self.big = Big()
        return self.big

    def __exit__(self, *args):
        return False


with Ctx() as big:
    print(9)  #? count big | alive big | cut big | holders big
print(10)  #? count big
