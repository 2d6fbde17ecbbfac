# What the conversions of % take from objects.
class Index:
    def __index__(self):
        return 255


class Int:
    def __int__(self):
        return 7


class Float:
    def __float__(self):
        return 2.5


def attempt(template, value):
    try:
        print(template, type(value).__name__, "->", template % (value,))
    except Exception as error:
        print(template, type(value).__name__, "!!", type(error).__name__, error)


for template in ("%d", "%x", "%o", "%f", "%g", "%c", "%i"):
    for value in (Index(), Int(), Float(), 5, 5.5, True, "x", None, b"x"):
        attempt(template, value)


class Mapping:
    def __getitem__(self, key):
        return key * 2


print("%(abc)s %(d)5s" % Mapping())
print("%s" % {"a": 1}, "%(a)s %(a)r" % {"a": "x", "b": 2})
