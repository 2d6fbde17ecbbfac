# An attribute's name is kept by the cache of looked up attributes, found or not, and by what has the attribute.
import sys


class Plain:
    pass


class Given:
    def __init__(self):
        self.first = 1


def added(function):
    name = sys.intern("name_of_%s_%d" % (function.__name__, added.calls))
    added.calls += 1
    before = sys.getrefcount(name)
    kept = function(name)
    while_kept = sys.getrefcount(name) - before
    kept = None
    return while_kept, sys.getrefcount(name) - before


added.calls = 0


def set_on_instance(name):
    thing = Plain()
    setattr(thing, name, 1)
    return thing


def ask_instance(name):
    thing = Given()
    return getattr(thing, name, thing), hasattr(thing, name)


def set_on_class(name):
    setattr(Plain, name, 1)


def ask_class(name):
    return hasattr(Given, name)


def through_dict(name):
    thing = Plain()
    thing.__dict__[name] = 1
    return thing


def set_and_delete(name):
    thing = Given()
    setattr(thing, name, 1)
    delattr(thing, name)
    return thing


def ask_builtins(name):
    return hasattr([], name), hasattr(sys, name), hasattr(object(), name), hasattr(added, name)


def ask_often(name):
    thing = Given()
    return [hasattr(thing, name) for _ in range(20)]


for function in (set_on_instance, ask_instance, set_on_class, ask_class, through_dict, set_and_delete, ask_builtins, ask_often):
    print(function.__name__, added(function), added(function))
