# SPDX-License-Identifier: MIT
# fractions and numbers.
import numbers
from fractions import Fraction as F

print(
    F(3, 4) + F(1, 4),
    F('3/4'),
    F('-1.25e2'),
    F(0.5),
    F(1, 3) * 3,
    F(7, 3) // 2,
    F(7, 3) % 1,
    F(2) ** -2,
    round(F(7, 2)),
    F(1, 3) < 0.5,
    repr(F(3, -6)),
    F(3.14159).limit_denominator(100),
    hash(F(1, 2)) == hash(0.5),
    divmod(F(7, 2), 1),
    F(1, 2) + 0.5,
    F(1, 2) == 0.5,
    abs(F(-1, 2)),
    int(F(7, 2)),
    float(F(1, 3)),
    2 - F(1, 2),
    1 / F(1, 2),
    F(4) ** F(1, 2),
    F(1, 2) + 1j,
    sum([F(1, 3)] * 3),
)
for e in (
    "F(1,0)",
    "F('a')",
    "F(1.5, 2)",
    "F([])",
    "F(1) / 0",
    "F(1) // 0",
    "F(1)+'a'",
    "F('1/0')",
    "F(float('nan'))",
    "F(0)**-1",
):
    try:
        print(e, eval(e))
    except Exception as x:
        print(e, type(x).__name__, x)
print(
    isinstance(3, numbers.Integral),
    isinstance(3.0, numbers.Real),
    isinstance(F(1), numbers.Rational),
    isinstance(3, numbers.Complex),
    isinstance('a', numbers.Number),
    issubclass(bool, numbers.Integral),
)
