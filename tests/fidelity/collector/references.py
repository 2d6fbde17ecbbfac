# What the collector sees of objects, in which order it goes, and what it does not see at all.
import functools
import gc
import operator


def kinds(*objects):
    return [type(x).__name__ for x in gc.get_referents(*objects)]


def function(a=[1], *, b=2):
    yield a


class Number(int):
    pass


class Text(str):
    __slots__ = ()


class Items(list):
    __slots__ = ("extra",)


items = Items(["first", ("second",)])
items.extra = {"third": 3}
function.note = 1
print(kinds(function))
running = function()
print(kinds(running))
next(running)
running.gi_frame
print(kinds(running))
print(gc.get_referents([1, 2, 3]), gc.get_referents((4, 5)), gc.get_referents({"k": 6, 7: 8}), kinds(items))
print(kinds(map(len, [])), kinds(functools.partial(len, 1)), kinds(operator.itemgetter(0, 1)), kinds(StopIteration(9)))
print([gc.is_tracked(x) for x in (Number(), Text(), Number(5), Text("t"), int, Number, functools.partial, (int, str), {"type": int}, {"class": Number})])
print(gc.get_referents(int), len(gc.get_referents(Number)))
pair = tuple([int, str])
print(gc.is_tracked(pair))
gc.collect()
print(gc.is_tracked(pair))
for wrong in (-2, 3):
    try:
        gc.get_objects(wrong)
    except ValueError as error:
        print(error)
