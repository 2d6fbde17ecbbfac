# SPDX-License-Identifier: MIT
"""Inheritance: super, overriding, abstract methods, the diamond, class attributes and instance attributes."""
from abc import ABC, abstractmethod


class Shape(ABC):
    count = 0

    def __init__(self, name):
        self.name = name
        Shape.count += 1

    @abstractmethod
    def area(self):
        ...

    def __str__(self):
        return f"{self.name} of {self.area():.2f}"

    def __lt__(self, other):
        return self.area() < other.area()


class Rectangle(Shape):
    def __init__(self, width, height):
        super().__init__(type(self).__name__.lower())
        self.width, self.height = width, height

    def area(self):
        return self.width * self.height


class Square(Rectangle):
    def __init__(self, side):
        super().__init__(side, side)


class Circle(Shape):
    def __init__(self, radius):
        super().__init__("circle")
        self.radius = radius

    def area(self):
        return 3.14159 * self.radius ** 2


shapes = [Rectangle(2, 3), Square(2), Circle(1)]
for shape in sorted(shapes):
    print(shape, isinstance(shape, Rectangle), [c.__name__ for c in type(shape).__mro__])
print(Shape.count, shapes[0].count, "count" in vars(shapes[0]), max(shapes))
try:
    Shape("nothing")
except TypeError as error:
    print(error)


class A:
    def who(self):
        return "A"


class B(A):
    def who(self):
        return "B" + super().who()


class C(A):
    def who(self):
        return "C" + super().who()


class D(B, C):
    def who(self):
        return "D" + super().who()


print(D().who(), D.__mro__ == (D, B, C, A, object), issubclass(D, C), D.__bases__)
try:
    class E(A, D):
        pass
except TypeError as error:
    print(error)
d = D()
d.who = lambda: "mine"
print(d.who(), D.who(d))
del d.who
print(d.who())
D.who = lambda self: "replaced"
print(d.who())
