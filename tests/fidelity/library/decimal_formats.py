# SPDX-License-Identifier: MIT
# format () of Decimal: fills, signs, zeros, groups, precisions and kinds together, and what it refuses.
from decimal import Decimal

TEXTS = '0', '-0', '1.5', '123456.789', '0.000001234', '1E+5', '-9.995', '12E-10', '0E+3', 'NaN', '-Infinity', '1234567890123'
SPECS = [
    align + sign + width + precision + kind
    for align, sign, width in (('', '', ''), ('', '+', '012,'), ('*<', ' ', '14'), ('0=', '', '14,'), ('', '', ','))
    for precision in ('', '.0', '.2')
    for kind in ('', 'e', 'E', 'f', 'g', 'G', '%')
]
for spec in SPECS + ['>012', '#', '.', '5q', '<', '=+', '^9.1f', 'z.0f']:
    try:
        print(repr(spec), *(format(Decimal(text), spec) for text in TEXTS), sep='|')
    except ValueError as error:
        print(repr(spec), error)
