from dataclasses import dataclass

@dataclass(frozen=True)
class Path:
    name: str
    points: list

p = Path("a", [1, 2])
p.points.append(3)
print(p)
