from dataclasses import dataclass

@dataclass(frozen=True)
class Point:
    x: float

p = Point(1.0)
object.__setattr__(p, "x", 5.0)
print(p)
