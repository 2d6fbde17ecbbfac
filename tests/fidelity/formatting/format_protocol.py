# __format__, __str__ and __repr__ of classes.
class Plain:
    def __repr__(self):
        return "<plain>"


class Both:
    def __repr__(self):
        return "R"

    def __str__(self):
        return "S"


class Special:
    def __format__(self, spec):
        return "F:" + spec


class Wrong:
    def __format__(self, spec):
        return 5

    def __str__(self):
        return 5

    __repr__ = __str__


class Number(int):
    def __str__(self):
        return "number"


class Text(str):
    def __str__(self):
        return "changed"


for value in (Plain(), Both(), Both()):
    print(f"{value}", "%s %r" % (value, value), "{} {!r} {!s}".format(value, value, value), str(value), repr(value), [value])
print(f"{Special():abc}", format(Special(), ""), "{:x{}}".format(Special(), 5), format(Special()))
print(f"{Number(5)}", f"{Number(5):3}", "%d %s" % (Number(5), Number(5)), format(Number(5)), "{}".format(Number(5)), str(Number(5)), repr(Number(5)))
print(f"{Text('abc')}", "%s" % Text("abc"), format(Text("abc")), "{:>5}".format(Text("abc")), str(Text("abc")), Text("abc") + "d", "-".join([Text("x"), Text("y")]))
for action in (lambda: format(Wrong()), lambda: str(Wrong()), lambda: repr(Wrong()), lambda: "%s" % Wrong(), lambda: f"{Wrong()!r}",
               lambda: format(Plain(), "5"), lambda: f"{Both():>5}"):
    try:
        print(action())
    except TypeError as error:
        print(error)
