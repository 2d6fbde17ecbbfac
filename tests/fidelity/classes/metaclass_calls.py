# SPDX-License-Identifier: MIT
# What a metaclass sees while a class is made, called and asked.
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kwargs):
        print("prepare", name, bases, kwargs)
        return {"prepared": True}

    def __new__(mcs, name, bases, namespace, **kwargs):
        print("new", name, [n for n in namespace if not n.startswith("__")], kwargs)
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kwargs):
        print("init", name, kwargs)
        super().__init__(name, bases, namespace)

    def __call__(cls, *args, **kwargs):
        print("call", cls.__name__, args, kwargs)
        return super().__call__(*args, **kwargs)

    def __instancecheck__(cls, instance):
        return instance == "an instance"

    def __subclasscheck__(cls, subclass):
        return subclass is int

    def __getattr__(cls, name):
        return "no " + name

    def __len__(cls):
        return 7

    def __iter__(cls):
        return iter("ab")

    def __getitem__(cls, item):
        return ("item", item)

    def __repr__(cls):
        return f"<class {cls.__name__} of Meta>"


class A(metaclass=Meta, option=1):
    x = 1

    def __init__(self, *args):
        self.args = args


class B(A):
    y = 2


print(A(1, 2).args, A.prepared, A.missing, len(A), list(A), A["k"], A)
print(isinstance("an instance", A), isinstance(B(), A), issubclass(int, A), issubclass(str, A))
print(type(B), type(type(B)), B.__mro__, Meta.__mro__)

try:
    A.__init__.missing
except AttributeError as e:
    print(e)


class Other(type):
    pass


class C(metaclass=Other):
    pass


for bases in (A, C), (C, A):
    try:
        type("D", bases, {})
    except TypeError as e:
        print(e)
try:
    type("D", (A,), {}, wrong=1)
except TypeError as e:
    print("type:", e)
