# Interned strings: names, attributes, sys.intern, and strings that merely look alike.
import sys

made = "".join(["some", "_", "name"])
print("made", made is "some_name", sys.intern(made) is "some_name")
odd = "".join(["not", " ", "a name"])
same = "".join(["not", " ", "a name"])
print("not shared", odd is same, odd == same)
i = sys.intern(odd)
j = sys.intern(same)
print("interned", i is j, i is odd, j is same)


class Thing:
    attribute = 1


t = Thing()
name = "".join(["fresh", "ly"])
setattr(t, name, 5)
key = list(t.__dict__)[0]
print("by setattr", key is "freshly", key is name, name is "freshly")
other = "".join(["fresh", "ly"])
print("another", other is key, sys.intern(other) is key)
d = {"".join(["k", "ey"]): 1}
print("a dict's key", list(d)[0] is "key", sys.intern(list(d)[0]) is "key")
print("function names", Thing.__name__ is "Thing", (lambda: 0).__name__ is "<lambda>")


def function(parameter):
    return sys._getframe().f_code.co_varnames[0]


print("parameters", function(1) is "parameter", function.__name__ is "function")
print("words", "a b" is "a b", "a" "b" is "ab", "x" * 3 is "xxx")
print("korean", "가나" is "가나", "".join(["가", "나"]) is "가나", sys.intern("".join(["가", "나"])) is sys.intern("가나"))
try:
    sys.intern(5)
except TypeError as error:
    print(error)


class Str(str):
    pass


try:
    sys.intern(Str("x"))
except TypeError as error:
    print(error)
print("split", "a,b".split(",")[0] is "a", "one two".split()[0] is "one")
print("same word twice", "".join(["w", "ord"]) is "".join(["w", "ord"]))
print("lower", "ABC".lower() is "abc", "abc".lower() is "abc")
print("format", f"{'abc'}" is "abc", "%s" % "abc" is "abc", "{}".format("abc") is "abc")
print("str of a str", str("abc") is "abc", "abc".strip() is "abc", "abc".replace("x", "y") is "abc")
print("repr", repr(1) is "1", str(1) is "1", repr("a") is "'a'")
