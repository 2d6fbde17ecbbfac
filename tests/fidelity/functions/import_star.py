# SPDX-License-Identifier: MIT
# from m import *: what __all__ names is asked of the module, which may run Python.
import sys
import types


class Lazy(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        print("asked for", name)
        if name.startswith("no"):
            raise AttributeError(name)
        return [name]


class Names:
    def __iter__(self):
        yield "first"
        print("between")
        yield "second"


module = sys.modules["lazy"] = Lazy("lazy")
for names in (["a", "b"], Names(), ["a", "nothing"], 5, ("c", 3)):
    module.__all__ = names
    try:
        exec("from lazy import *", scope := {})
        print(sorted(name for name in scope if name != "__builtins__"))
    except (ImportError, AttributeError, TypeError) as error:
        print(type(error).__name__, error)
del module.__all__
module.shown, module._hidden, vars(module)[3] = 1, 2, 3
try:
    exec("from lazy import *", scope := {})
except TypeError as error:
    print(error)
del vars(module)[3]
exec("from lazy import *", scope := {})
print(sorted(name for name in scope if name != "__builtins__"))
