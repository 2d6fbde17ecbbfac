# str.format: fields, nesting, errors.
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __format__(self, spec):
        return "Point<" + spec + ">"

    def __repr__(self):
        return "Point(%r, %r)" % (self.x, self.y)

    def __getitem__(self, key):
        return (self.x, self.y, key)


p = Point(1, "two")
print("{} {} {}".format(1, "a", None))
print("{0} {1} {0}".format("a", "b"))
print("{x} {y}".format(x=1, y=2), "{0} {x}".format("a", x=3))
print("{0.x} {0.y!r} {0[3]} {0[key]} {p.x:>4}".format(p, p=p))
print("{:spec} {!r} {!s:>15} {!a}".format(p, p, p, "é"))
print("{:{}}|{:>{width}.{precision}}|".format("a", 5, "abcdef", width=8, precision=3))
print("{{}} {{{}}}".format(5))
print("{[0]} {[a]} {.real}".format([7, 8], {"a": 9}, 5))
print("{a[b][c]}".format(a={"b": {"c": "deep"}}), "{0[-1]} {0[ 1]}".format({"-1": "minus", " 1": "space"}))
print("{:,} {:_} {:%} {:e} {:#x} {:08.3f}".format(1234567, 1234567, 0.5, 1.5, 255, 3.14159))
print("한글 {} é {}".format("글자", "é"))
print("{name}".format_map({"name": "map"}), "{}".format("x" * 3))
for template, args in [("{", ()), ("}", ()), ("{0", (1,)), ("{0!", (1,)), ("{0!r", (1,)), ("{0!x}", (1,)), ("{0!rr}", (1,)), ("{:{", (1,)),
                       ("{0.}", (1,)), ("{0[}", (1,)), ("{0[]}", (1,)), ("{0[a]b}", ({"a": 1},)), ("{}{1}", (1, 2)), ("{1}{}", (1, 2)),
                       ("{a}", ()), ("{5}", (1,)), ("{}", ()), ("{:{:{}}}", (1, 2, 3)), ("{0.nope}", (1,)), ("{0[9]}", ([1],)), ("{:d}", ("a",)),
                       ("{a{b}}", ()), ("{!}", (1,)), ("{0.real.imag.x}", (1,))]:
    try:
        print(template, template.format(*args))
    except Exception as error:
        print(template, type(error).__name__, error)
try:
    "{}".format_map({})
except ValueError as error:
    print(error)
