from dataclasses import dataclass
from typing import Tuple

@dataclass(frozen=True)  # frozen=True makes it immutable
class Point:
    x: float
    y: float
    
    def distance_to(self, other: 'Point') -> float:
        return ((self.x - other.x) ** 2 + (self.y - other.y) ** 2) ** 0.5
    
    def __add__(self, other: 'Point') -> 'Point':
        return Point(self.x + other.x, self.y + other.y)

# In use
p1 = Point(1.0, 2.0)
p2 = Point(4.0, 6.0)
p3 = p1 + p2  # a new Point is made

try:
    p1.x = 5.0  # raises FrozenInstanceError
except Exception as e:
    print(f"error: {e}")
