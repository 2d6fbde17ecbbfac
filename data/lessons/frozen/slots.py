import sys
from dataclasses import dataclass

@dataclass(frozen=True)
class Plain:
    x: float
    y: float

@dataclass(frozen=True, slots=True)
class Slotted:
    x: float
    y: float

a = Plain(1.0, 2.0)
b = Slotted(1.0, 2.0)
print(sys.getsizeof(a), sys.getsizeof(b))
print(hasattr(a, "__dict__"), hasattr(b, "__dict__"))
