# SPDX-License-Identifier: MIT
# math: every function, and what it refuses.
import math


def show(text):
    try:
        print(text, '->', eval(text, {'math': math, 'inf': math.inf, 'nan': math.nan}))
    except Exception as error:
        print(text, '->', type(error).__name__ + ':', error)


for text in '''math.pi|math.e|math.tau|math.inf|math.nan|math.sqrt(2)|math.sqrt(-1)|math.cbrt(27)|math.floor(-1.5)|math.ceil(1.2)
math.trunc(-1.9)|math.factorial(20)|math.factorial(-1)|math.factorial(2.5)|math.gcd(12,18,27)|math.gcd()|math.lcm(4,6)|math.comb(5,2)
math.perm(5,2)|math.perm(5)|math.comb(-1,2)|math.isqrt(99)|math.isqrt(-1)|math.log(8,2)|math.log(0)|math.log(-1)|math.log2(8)|math.log10(1000)
math.log1p(1e-10)|math.exp(1)|math.exp(1000)|math.exp2(3)|math.expm1(1e-10)|math.pow(2,0.5)|math.pow(0,-1)|math.pow(-1,0.5)|math.sin(1)
math.cos(1)|math.tan(1)|math.asin(1)|math.asin(2)|math.acos(0)|math.atan(1)|math.atan2(1,-1)|math.sinh(1)|math.cosh(1)|math.tanh(1)
math.asinh(1)|math.acosh(2)|math.acosh(0)|math.atanh(0.5)|math.atanh(1)|math.hypot(3,4)|math.hypot(1,2,3)|math.dist([1,2],[4,6])
math.degrees(math.pi)|math.radians(180)|math.fabs(-3)|math.fmod(7,3)|math.fmod(-7,3)|math.fmod(1,0)|math.modf(-1.25)|math.frexp(8)
math.ldexp(0.5,4)|math.ldexp(1,5000)|math.fsum([.1]*10)|math.prod([1,2,3])|math.prod([],start=4)|math.copysign(1,-0.0)|math.isnan(nan)
math.isinf(inf)|math.isfinite(1)|math.isclose(1,1+1e-10)|math.isclose(1,1.1,abs_tol=.2)|math.remainder(7,4)|math.nextafter(1,2)|math.ulp(1)
math.gamma(5)|math.gamma(0)|math.lgamma(10)|math.erf(.5)|math.erfc(.5)|math.floor(inf)|math.ceil(nan)|math.sqrt('a')|math.floor('a')
math.sin()|math.sin(1,2)|math.gcd(1.5)|math.dist([1],[1,2])|math.log(10**400)|math.sqrt(10**400)|math.factorial(100)|math.isclose(1,2,rel_tol=-1)
math.comb(100,50)|math.prod([1.5,2])|math.fsum([1e308,1e308])|math.trunc('a')|math.log(2,1)|math.perm(3,5)|math.comb(3,5)'''.replace(
    '\n', '|'
).split(
    '|'
):
    show(text)
