# SPDX-License-Identifier: MIT
# Operators of classes: forward, reflected, in place, comparisons, NotImplemented.
class Money:
    def __init__(self, amount):
        self.amount = amount

    def __add__(self, other):
        print("add", other)
        return Money(self.amount + other.amount) if isinstance(other, Money) else NotImplemented

    def __radd__(self, other):
        print("radd", other)
        return Money(other + self.amount) if isinstance(other, int) else NotImplemented

    def __iadd__(self, other):
        self.amount += other.amount
        return self

    def __mul__(self, factor):
        return Money(self.amount * factor)

    __rmul__ = __mul__

    def __lt__(self, other):
        return self.amount < other.amount

    def __le__(self, other):
        return NotImplemented

    def __eq__(self, other):
        return isinstance(other, Money) and self.amount == other.amount

    def __neg__(self):
        return Money(-self.amount)

    def __matmul__(self, other):
        return ("matmul", other)

    def __divmod__(self, other):
        return divmod(self.amount, other)

    def __pow__(self, other, modulus=None):
        return ("pow", other, modulus)

    def __index__(self):
        return self.amount

    def __round__(self, digits=None):
        return ("round", digits)

    def __repr__(self):
        return f"Money({self.amount})"


a, b = Money(1), Money(2)
same = a
a += b
print(a, a is same, a + b, 3 + a, 2 * b, b * 2, a @ 1, divmod(a, 2), a ** 3, pow(a, 2, 5), -a)
print(a > b, b < a, sorted([a, b]), a == Money(3), a != b, a == 3, [10, 20, 30][b], hex(a), round(a), round(a, 1), range(b))
for text in ("a + 'x'", "'x' + a", "a <= b", "a >= b", "a <= 1", "a - b", "1 - a", "a // b", "~a", "+a", "hash(a)", "a & 1", "a[0]", "a()",
             "len(a)", "iter(a)", "a in b", "a < 3", "float(a)", "int(a)", "abs(a)"):
    try:
        print(text, "=", eval(text))
    except (TypeError, AttributeError) as e:
        print(text, "->", type(e).__name__, e)


class Parent:
    def __add__(self, other):
        return "Parent.add"

    def __radd__(self, other):
        return "Parent.radd"


class Child(Parent):
    def __radd__(self, other):
        return "Child.radd"


class Plain(Parent):
    pass


print(Parent() + Child(), Child() + Parent(), Parent() + Plain(), Plain() + Child())


class Sized:
    def __len__(self):
        return 0


class Odd:
    __hash__ = None

    def __bool__(self):
        return "no"


print(bool(Sized()), not Sized())
for text in ("bool(Odd())", "hash(Odd())", "{Odd(): 1}", "Odd() + 1", "Odd() < Odd()"):
    try:
        print(eval(text))
    except TypeError as e:
        print(text, "->", e)
