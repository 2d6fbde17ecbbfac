"""An object of each built-in type, and of classes, in the names below: record_bytes.py reads their memory in a real CPython."""
import functools
import types
import weakref


class Plain:
    def __init__(self):
        self.x = 1
        self.y = "two"


class Slotted:
    __slots__ = ("x", "y")

    def __init__(self):
        self.x = 1
        self.y = "two"


class WeakSlots:
    __slots__ = ("x", "__weakref__")


class Child(Slotted):
    pass


class Both(Plain):
    __slots__ = ("z",)


class OwnList(list):
    pass


class OwnInt(int):
    pass


class OwnTuple(tuple):
    __slots__ = ()


class OwnDict(dict):
    __slots__ = ("more",)


def function(a, b=2, *, c: int = 3):
    """Text."""
    return a + b + c


def make():
    kept = [1]

    def inner():
        return kept
    return inner


def gen():
    yield 1


plain, slotted, weak_slots, child, both = Plain(), Slotted(), WeakSlots(), Child(), Both()
child.x, child.more = 3, 4
weak_slots.x = 5
both.z = 6
with_dict = Plain()
its_dict = with_dict.__dict__
plain_object = object()
none, true, false, ellipsis = None, True, False, ...
zero, small, negative, large, huge = int("0"), int("5"), int("-77777"), int("123456789012"), 10 ** int("40")
real, imaginary = float("2.5"), complex("1+2j")
ascii_text, latin_text, wide_text, astral_text, empty_text = "plain text here", "caf\u00e9 au lait", "\uac00\ub098\ub2e4", "x\U0001f40d", ""
data, empty_data, array = bytes([1, 2, 3, 65]), b"", bytearray(b"hello")
items, no_items, pair, no_pair = [1, "two", None], [], (1, "two"), ()
grown = [1]
grown.append(2)
grown.append(3)
mapping, text_mapping, no_mapping = {1: "one", "two": 2}, {"a": 1, "b": 2}, {}
some, more, frozen, no_set = {1, 2, 3}, set(range(20)), frozenset([4, 5]), set()
numbers, cut = range(2, 10, 3), slice(1, "stop", None)
closure = make()
cell = closure.__closure__[0]
method, builtin, bound_builtin = plain.__init__, len, items.append
code = function.__code__
module = types.ModuleType("made")
prop = property(function)
static, klass = staticmethod(function), classmethod(function)
proxy = Plain.__dict__
sup = super(Child, child)
reference, with_callback = weakref.ref(plain), weakref.ref(slotted.__class__, print)
dead = weakref.ref(WeakSlots())
list_iter, tuple_iter, text_iter, range_iter, set_iter = iter(items), iter(pair), iter(ascii_text), iter(numbers), iter(some)
keys, values, pairs, key_iter = mapping.keys(), mapping.values(), mapping.items(), iter(mapping)
enumerated, zipped, mapped, filtered, backwards = enumerate(items), zip(items, pair), map(len, items), filter(None, items), reversed(items)
generator = gen()
partial = functools.partial(function, 1, b=2)
namespace = types.SimpleNamespace(a=1)
error, key_error, os_error, stop = ValueError("bad"), KeyError("k"), OSError(2, "No such file"), StopIteration(7)
name_error = NameError("name 'q' is not defined", name="q")
descriptor, member, wrapper = str.join, Slotted.x, object.__init__
alias = list[int]
own_list, own_int, own_tuple, own_dict = OwnList([1, 2]), OwnInt(9), OwnTuple((1, 2)), OwnDict(a=1)
own_list.extra = "e"
a_class, a_slotted_class = Plain, Slotted
many = [Plain() for _ in range(2000)]
many_slotted = [Slotted() for _ in range(2000)]
print("ready")
