# decimal.
from decimal import *
from fractions import Fraction
import math

D = Decimal


def show(text):
    try:
        print(text, '->', repr(eval(text)))
    except Exception as error:
        print(text, '->', type(error).__name__ + ':', error)


for text in '''D('0.1') + D('0.2'), D('1.10') + D('2'), D(3) - D('0.001'), D('1.20') * D('3.0'), D(1) / D(3), D(1) / D(8), D(100) / D(4)
D('7') // D('2'), D('-7') // D('2'), D('-7') % D('2'), divmod(D('7.5'), D('2')), D(7) % 3, 7 % D(4), 1 + D(1), 1 / D(4)
D(2) ** 10, D(2) ** -2, D('1.1') ** 5, D(2) ** D('0.5'), D(9) ** D('0.5'), D(10) ** 30, D(3) ** 100, D('1.0001') ** 1000
D(2).sqrt(), D(16).sqrt(), D('0.25').sqrt(), D(1).exp(), D(2).ln(), D(1000).log10(), D(2).log10(), D('0.5').exp(), D(10).ln(), D(-3).exp()
D('123.456'), D('1E+5'), D('1e-10'), D('-0'), D('0E-8'), D('.5'), D('5.'), D('Infinity'), D('-inf'), D('NaN'), D(' 12 '), D('1_000')
D(0.1), D(1.5), D(10 ** 40), D((1, (1, 2, 3), -2)), D(True), D('123').as_tuple(), D('-1.50').as_tuple(), D('1.5').as_integer_ratio()
str(D('1E+5')), str(D('0.000001')), str(D('0.0000001')), str(D('123E3')), D('1E+3').to_eng_string(), D('123456E2').to_eng_string()
D('1.2345').quantize(D('0.01')), D('2.675').quantize(D('0.01'), ROUND_HALF_UP), D('1.5').quantize(D(1), rounding=ROUND_DOWN), D('10').quantize(D('0.00'))
[D('2.5').quantize(D(1), r) for r in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP)]
[D('-2.5').quantize(D(1), r) for r in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP)]
round(D('2.675'), 2), round(D('2.5')), round(D('3.5')), math.floor(D('-1.5')), math.ceil(D('1.2')), int(D('-1.9')), float(D('0.1')), math.trunc(D('2.7'))
D('1.0') == 1, D('0.1') == 0.1, D('0.5') == 0.5, D('0.5') == Fraction(1, 2), D(1) < 2, D(3) > 2.5, D('NaN') == D('NaN'), hash(D(1)) == hash(1), hash(D('0.5')) == hash(0.5)
D('100').normalize(), D('1.500').normalize(), D('0.00').normalize(), D('-3').copy_abs(), -D('3'), abs(D('-2.0')), +D('1.23'), D('12.3').adjusted()
D(3).max(D(5)), D(3).min(D(5)), D('1.5').compare(D(2)), D(1).copy_sign(D(-2)), D('1.23').scaleb(2), D('Infinity').is_infinite(), D('nan').is_nan(), D(0).is_zero()
max(D(1), D(2)), sum([D('0.1')] * 10), sorted([D(3), D(1)]), D('1.5').to_integral_value(), bool(D(0)), bool(D('0.1')), D(5).number_class(), D('1.1').same_quantum(D('2.2'))
f"{D('1234.5678'):.2f}", f"{D('1234567.891'):,.2f}", f"{D('0.5'):%}", f"{D('1.5'):>10}", f"{D('1234.5'):e}", f"{D('3'):.3f}", f"{D('-1.5'):+08.2f}", f"{D('1.5')}", format(D('1e10'), 'f'), format(D('123.456'), '.3g'), f"{D('12.5'):010.1f}"
D('Infinity') + 1, D('Infinity') * -1, D(1) / D('Infinity'), D('NaN') + 1, D('-0') + 0, D(5) / D(-3), D('1e400') * D('1e400'), D('9' * 30) + 1
D(1) / 0
D(0) / 0
D(1) // 0
D(1) % 0
D('abc')
D([1])
D(1) + 1.5
D(1) + 'a'
D(-1).sqrt()
D(-1).ln()
D('Infinity') - D('Infinity')
D(10) ** 10000000
D('1.5').quantize(D('1e-40'))
int(D('NaN'))
int(D('Infinity'))
D('NaN') < 1
D('sNaN') + 1
getcontext()
getcontext().prec, getcontext().rounding
Context(prec=5).divide(D(1), D(3)), Context(prec=3).create_decimal('1.23456')
isinstance(D(1), float), D(1).real, D(7).remainder_near(D(4)), D(2).fma(3, 4), D(2).__reduce__()'''.split('\n'):
    show(text)
getcontext().prec = 6
print(D(1) / D(7), D(355) / D(113), D('1.23456789') + 0, +D('1.23456789'), D(2).sqrt())
with localcontext() as ctx:
    ctx.prec = 42
    print(D(1) / D(7))
with localcontext(prec=3, rounding=ROUND_UP):
    print(D(1) / D(7))
print(D(1) / D(7), getcontext().flags[Inexact])
getcontext().traps[DivisionByZero] = False
print(D(1) / 0, D(-1) / 0)
getcontext().traps[Inexact] = True
show("D(1) / 3")
show("setattr(getcontext(), 'prec', 0)")
