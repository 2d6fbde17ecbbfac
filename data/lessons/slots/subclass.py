class WithSlots:
    __slots__ = ["x", "y"]

class Child(WithSlots):
    pass

b = WithSlots()
try:
    b.z = 3
except AttributeError as error:
    print(error)
c = Child()
c.z = 3
print(c.__dict__)
