# SPDX-License-Identifier: MIT
# property: getters, setters, deleters, inheritance, messages.
class Celsius:
    def __init__(self, degrees=0):
        self.degrees = degrees

    @property
    def degrees(self):
        """Degrees above freezing."""
        return self._degrees

    @degrees.setter
    def degrees(self, value):
        if value < -273.15:
            raise ValueError("below absolute zero")
        self._degrees = value

    @degrees.deleter
    def degrees(self):
        print("deleting")
        del self._degrees

    @property
    def fahrenheit(self):
        return self.degrees * 9 / 5 + 32

    write_only = property(None, lambda self, value: print("written", value), None, "doc of write_only")


c = Celsius(25)
print(c.degrees, c.fahrenheit, Celsius.degrees.__doc__, Celsius.write_only.__doc__)
print(Celsius.degrees.fget.__name__, Celsius.fahrenheit.fset, type(Celsius.degrees), isinstance(Celsius.degrees, property))
c.degrees += 5
c.write_only = 3
print(c.degrees)
del c.degrees
for text in ("c.degrees", "c.write_only", "Celsius(-300)"):
    try:
        print(eval(text))
    except (AttributeError, ValueError) as e:
        print(text, type(e).__name__, e)
for text in ("c.fahrenheit = 1", "del c.fahrenheit", "del c.write_only"):
    try:
        exec(text)
    except AttributeError as e:
        print(text, "->", e)


class Kelvin(Celsius):
    @property
    def degrees(self):
        return super().degrees + 273.15

    @Celsius.fahrenheit.getter
    def fahrenheit(self):
        return "replaced"


k = Kelvin.__new__(Kelvin)
k._degrees = 0
print(k.degrees, k.fahrenheit, Celsius.fahrenheit.fget is Kelvin.fahrenheit.fget)
try:
    k.degrees = 5
except AttributeError as e:
    print(e)


class Raises:
    @property
    def value(self):
        return self.absent

    def __getattr__(self, name):
        return "from __getattr__: " + name


print(Raises().value)


class Counted:
    calls = 0

    def get(self):
        Counted.calls += 1
        return Counted.calls

    number = property(get)


x = Counted()
print(x.number, x.number, x.get(), x.number)
Counted.number = 0
x.number = 9
print(x.number, vars(x))
