# SPDX-License-Identifier: MIT
# How arguments meet parameters, and what is said when they do not.
def full(a, b=2, /, c=3, *args, d, e=5, **kwargs):
    return a, b, c, args, d, e, kwargs


def plain(a, b):
    return a, b


def defaults(a=1, b=2):
    return a, b


def keywords(*, x, y=0):
    return x, y


def anything(*args, **kwargs):
    return args, kwargs


class Owner:
    def method(self, a):
        return a


def attempt(text):
    try:
        print(text, "=", eval(text))
    except TypeError as e:
        print(text, "->", e)


owner = Owner()
pairs = {"c": 30, "d": 40}
for text in ("full(1, d=4)", "full(1, 2, 3, 4, 5, d=6, z=7)", "full(*range(5), **{'d': 1, 'q': 2})", "full(1, **pairs)", "full(1, *(2,), **pairs, e=6)",
             "full(1)", "full(d=1)", "full(a=1, d=2)", "full(1, b=2, d=3)", "full(1, c=1, **pairs)", "plain()", "plain(1)", "plain(1, 2, 3)", "plain(1, 2, 3, 4)",
             "plain(1, a=2)", "plain(b=1)", "plain(1, 2, x=3)", "plain(1, 2, x=3, y=4)", "plain(*'ab')", "plain(*'abc')", "plain(**{'a': 1, 'b': 2})",
             "plain(1, **{'a': 1})", "defaults(1, 2, 3)", "defaults(b=9)", "keywords()", "keywords(1)", "keywords(1, x=2)", "keywords(y=1)", "keywords(x=1)",
             "anything()", "anything(*[1], 2, *(3, 4), a=1, **{'b': 2}, **{})", "anything(**{'a': 1}, **{'a': 2})", "anything(a=1, **{'a': 2})",
             "anything(*5)", "anything(**5)", "anything(*None)", "anything(**{1: 2})", "owner.method()", "owner.method(1, 2)", "Owner.method(1)",
             "Owner.method(owner, 2)", "Owner.method(a=1)", "(lambda: 0)(1)", "(lambda x, *y: y)()", "(lambda *, k: k)(k=1)", "(lambda x=1, /: x)(x=2)"):
    attempt(text)


def evaluation_order():
    def tell(x):
        print(x, end=" ")
        return x

    anything(tell(1), *[tell(2)], tell(3), k=tell(4), **{"l": tell(5)}, m=tell(6))
    print()


evaluation_order()


def shared(item, bag=[]):
    bag.append(item)
    return bag


print(shared(1), shared(2), shared(3, []), shared.__defaults__)
n = 10


def frozen(value=n):
    return value


n = 20
print(frozen(), full.__defaults__, full.__kwdefaults__, defaults.__kwdefaults__)
full.__kwdefaults__["d"] = "now has one"
defaults.__defaults__ = ("x",)
print(full(1), full(0, 0))
attempt("defaults()")
for text in ("def f(a, a): pass", "def f(a=1, b): pass", "def f(*): pass", "def f(**k, a): pass", "def f(*a, *b): pass", "f(a=1, 2)", "f(**k, *a)", "f(a=1, a=2)",
             "f(1=2)", "lambda a, a: 0", "def f(a, /, b, /): pass", "def f(*, **k): pass", "f(x for x in y, 1)", "def f(None): pass"):
    try:
        compile(text, "source", "exec")
    except SyntaxError as e:
        print(text, "->", e.msg, e.lineno, e.offset)
