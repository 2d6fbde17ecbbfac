# Flags whose aliases have bits of no name, under each boundary.
from enum import *
for vals in ({'A': 1, 'AB': 3}, {'A': 1, 'B': 2, 'AC': 5}, {'NO': 0, 'A': 1, 'BIG': 389}, {'BIG': 3}, {'A': 4, 'BIG': 12, 'X': 48}):
    for base in (Flag, IntFlag):
        for b in (None, STRICT, CONFORM, EJECT, KEEP):
            try:
                F = base('F', vals, boundary=b) if b else base('F', vals)
                print(vals, base.__name__, b, list(F), F._flag_mask_, F._all_bits_, [repr(F[k]) for k in vals])
            except Exception as e: print(vals, base.__name__, b, type(e).__name__, e)
            try: print(repr(~F.BIG), repr(F(7)), repr(F(-1)))
            except Exception as e: print(type(e).__name__, e)
