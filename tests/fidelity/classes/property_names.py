# What a property knows: its name, its documentation, its missing functions.
class A:
    @property
    def foo(self):
        "doc"
        return 1
    bar = property(lambda s: 2, None, None, 'given')
class SP(property):
    "sub property"
class B:
    @SP
    def spam(self):
        "spam doc"
        return 1
    @spam.setter
    def spam(self, v): pass
print(B.spam.__doc__, A.foo.__doc__, A.bar.__doc__)
class SP2(property): pass
class B2:
    @SP2
    def spam(self):
        "spam doc 2"
        return 1
    @spam.getter
    def spam2(self):
        "new doc"
        return 2
print(B2.spam.__doc__, B2.spam2.__doc__)
class SP3(property):
    __slots__ = ()
try:
    class B3:
        @SP3
        def spam(self):
            "trying"
    print(B3.spam.__doc__)
except Exception as e: print(type(e), e)
class N:
    foo = property()
n = N()
for f in (lambda: n.foo, lambda: setattr(n, 'foo', 1), lambda: delattr(n, 'foo')):
    try: f()
    except AttributeError as e: print(e)
N.bar = property()
for f in (lambda: n.bar, lambda: setattr(n, 'bar', 1), lambda: delattr(n, 'bar')):
    try: f()
    except AttributeError as e: print(e)
for args in ((), (1,), (1,2,3)):
    try: property().__set_name__(*args)
    except TypeError as e: print(e)
p = A.foo
try: p.__doc__ = 'new'; print(p.__doc__)
except Exception as e: print(e)
print(p.getter(lambda s: 5).__doc__)
x = A()
x.foo
try: x.foo = 2
except AttributeError as e: print(e)
try: super(A, x).foo
except AttributeError as e: print(e)
