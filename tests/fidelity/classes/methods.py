# SPDX-License-Identifier: MIT
# Functions become methods; static and class methods; bound methods as objects.
class Tool:
    made = 0

    def __init__(self, name):
        self.name = name

    def describe(self, *, loud=False):
        text = f"tool {self.name}"
        return text.upper() if loud else text

    @classmethod
    def create(cls, name="made"):
        cls.made += 1
        return cls(name)

    @staticmethod
    def helper(*args):
        return args

    def __call__(self, x):
        return (self.name, x)


class Hammer(Tool):
    def describe(self, **kwargs):
        return "hammer: " + super().describe(**kwargs)


t, h = Tool("saw"), Hammer.create()
print(t.describe(), h.describe(loud=True), t(1), Tool.made, Hammer.made, type(h).__name__)
print(Tool.helper(1), t.helper(2), Tool.create().name, t.create("x").name)
m = t.describe
print(m.__self__ is t, m.__func__ is Tool.describe, m == t.describe, m is t.describe, m.__name__, m.__qualname__)
print(hash(m) == hash(t.describe), m != h.describe, Tool.describe is Tool.describe, callable(m), Hammer.create.__self__)
print(type(Tool.__dict__["create"]), type(Tool.__dict__["helper"]), Tool.__dict__["helper"].__func__(5))
print(repr(Tool.describe).split(" at ")[0], repr(m).split(" of ")[0], repr(len), repr([].append).split(" at ")[0], repr(str.join))
for text in ("Tool.describe()", "t.describe(1)", "t.describe(1, 2)", "Tool()", "Tool(1, 2)", "Tool.create(1, 2)", "t.helper(x=1)", "t()",
             "Hammer.describe(3)", "Tool.describe(3)"):
    try:
        print(text, eval(text))
    except (TypeError, AttributeError) as e:
        print(text, "->", type(e).__name__, e)
try:
    m.label = 1
except AttributeError as e:
    print(e)
Tool.describe.label = "on the function"
print(m.label)


def outside(self):
    return "outside " + self.name


Tool.added = outside
t.own = outside
print(t.added(), t.own(h), h.added())
t.describe = lambda: "replaced"
print(t.describe(), Tool.describe(t))
bound = outside.__get__(h)
print(bound(), bound.__self__ is h)


class Meta(type):
    def on_class(cls):
        return "class " + cls.__name__


class WithMeta(metaclass=Meta):
    pass


print(WithMeta.on_class())
try:
    WithMeta().on_class()
except AttributeError as e:
    print(e)


class Nested:
    class Inner:
        def f(self):
            return __class__.__qualname__

    inner = Inner()


print(Nested.Inner.__qualname__, Nested.inner.f(), Nested.Inner.f.__qualname__)
