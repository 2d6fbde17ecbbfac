# SPDX-License-Identifier: MIT
# __getattr__, __getattribute__, __setattr__, __delattr__, __dir__ of instances.
class Logged:
    def __init__(self):
        object.__setattr__(self, "log", [])

    def __getattr__(self, name):
        self.log.append(("get", name))
        if name.startswith("no"):
            raise AttributeError(f"really no {name}")
        return name.upper()

    def __setattr__(self, name, value):
        self.log.append(("set", name, value))
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        self.log.append(("del", name))
        super().__delattr__(name)

    def __dir__(self):
        return ["z", "a", "log"]


x = Logged()
x.a = 1
print(x.a, x.other, hasattr(x, "nothing"), hasattr(x, "something"), getattr(x, "nope", "default"))
del x.a
print(x.a, dir(x), sorted(x.__dict__))
try:
    del x.never
except AttributeError as e:
    print("del:", e)
try:
    x.no_such
except AttributeError as e:
    print(e, e.name, e.obj is x)
print(x.log)


class Everything:
    count = 0

    def __getattribute__(self, name):
        Everything.count += 1
        if name == "hidden":
            raise AttributeError("hidden is hidden")
        return object.__getattribute__(self, name)

    def __getattr__(self, name):
        return "fallback " + name

    def method(self):
        return "method"

    def __len__(self):
        return 3


e = Everything()
e.value = 5
print(e.value, e.hidden, e.method(), len(e), e.absent, Everything.count)


class Proxy:
    def __init__(self, target):
        self.__dict__["target"] = target

    def __getattr__(self, name):
        return getattr(self.target, name)

    def __setattr__(self, name, value):
        setattr(self.target, name, value)


class Target:
    size = 3


p = Proxy(Target())
p.size = 10
p.colour = "red"
print(p.size, p.colour, vars(p.target), list(vars(p)))
for text in ("p.nothing", "object().x", "object.x", "(1).x", "None.x", "Target().siez", "Target.siez", "print.x"):
    try:
        eval(text)
    except AttributeError as error:
        print(text, "->", error)
for text in ("object().x = 1", "int.x = 1", "(1).real = 2", "del int.real", "del Target.nothing", "del Target().nothing"):
    try:
        exec(text)
    except (AttributeError, TypeError) as error:
        print(text, "->", type(error).__name__, error)
