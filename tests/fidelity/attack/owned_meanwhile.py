# SPDX-License-Identifier: MIT
"""What a C function owns while Python runs in it: the name of a method that it calls, an object that it refuses."""
import types


class Mapping(dict):
    def copy(self):
        copied = dict(self)
        copied["copied"] = True
        return copied


print(types.MappingProxyType(Mapping(a=1)).copy())


class Meta(type):
    def __repr__(cls):
        name = cls.__name__
        return "a class: " + name


class Refused(Exception, metaclass=Meta):
    def __new__(cls, *args):
        return object()


def generator():
    yield 1


for args in (Refused,), (Refused, 5), (Refused, (1, 2)):
    started = generator()
    next(started)
    try:
        started.throw(*args)
    except TypeError as error:
        print(error)
