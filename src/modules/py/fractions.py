# SPDX-License-Identifier: MIT
# Fractions: exact rational numbers.
import numbers
import operator
from math import gcd as _gcd

__all__ = ['Fraction']


def _parse(text):
    # numerator, denominator of "3/4", "-1.5e3", " 7 "; None if it is neither.
    s = text.strip()
    sign = 1
    body = s
    if body[:1] in ('+', '-'):
        sign = -1 if body[0] == '-' else 1
        body = body[1:]

    def digits(part):
        return part != '' and part[0] != '_' and part[-1] != '_' and '__' not in part and \
            part.replace('_', '').isdecimal()
    if '/' in body:
        num, _, den = body.partition('/')
        if not digits(num) or not digits(den):
            return None
        return sign * int(num), int(den)
    exponent = 0
    mantissa = body
    for e in 'eE':
        if e in body:
            mantissa, _, exp = body.partition(e)
            plain = exp[1:] if exp[:1] in ('+', '-') else exp
            if not digits(plain):
                return None
            exponent = int(exp)
            break
    whole, dot, part = mantissa.partition('.')
    if not (whole or part) or (whole and not digits(whole)) or (part and not digits(part)):
        return None
    part = part.replace('_', '')
    num = int((whole.replace('_', '') or '0') + part)
    exponent -= len(part)
    if exponent >= 0:
        return sign * num * 10 ** exponent, 1
    return sign * num, 10 ** -exponent


def _made(n, d):
    # The fraction N/D, which is in lowest terms.
    self = object.__new__(Fraction)
    self._numerator, self._denominator = n, d
    return self


def _parts(value):
    # Numerator and denominator of one argument.
    if isinstance(value, numbers.Rational):
        return value.numerator, value.denominator
    if isinstance(value, float) or type(value).__name__ == 'Decimal':
        return value.as_integer_ratio()
    if not isinstance(value, str):
        raise TypeError("argument should be a string or a Rational instance")
    parsed = _parse(value)
    if parsed is None:
        raise ValueError(f'Invalid literal for Fraction: {value!r}')
    return _lowest(*parsed)


def _lowest(n, d):
    if d == 0:
        raise ZeroDivisionError(f'Fraction({n}, 0)')
    common = _gcd(n, d) if d > 0 else -_gcd(n, d)
    return n // common, d // common


# --- arithmetic of pairs: of the numerators and denominators of two numbers

def _add(n, d, m, e):
    return Fraction(n * e + m * d, d * e)


def _sub(n, d, m, e):
    return Fraction(n * e - m * d, d * e)


def _mul(n, d, m, e):
    return Fraction(n * m, d * e)


def _div(n, d, m, e):
    # Reduced first: a division by zero tells the numerator in lowest terms.
    a, b = _gcd(n, m) or 1, _gcd(d, e)
    above, below = n // a * (e // b), m // a * (d // b)
    if below == 0:
        raise ZeroDivisionError(f'Fraction({above}, 0)')
    return _made(above, below) if below > 0 else _made(-above, -below)


def _floordiv(n, d, m, e):
    return n * e // (d * m)


def _mod(n, d, m, e):
    return Fraction(n * e % (m * d), d * e)


def _divmod(n, d, m, e):
    times, rest = divmod(n * e, d * m)
    return times, Fraction(rest, d * e)


def _both_ways(on_pairs, operation):
    # __op__ and __rop__: exact between rational numbers, by way of float or complex with those.
    def forward(a, b):
        if isinstance(b, (int, Fraction)):
            return on_pairs(a._numerator, a._denominator, b.numerator, b.denominator)
        for kind in (float, complex):
            if isinstance(b, kind):
                return operation(kind(a), b)
        return NotImplemented

    def backward(b, a):
        if isinstance(a, numbers.Rational):
            return on_pairs(a.numerator, a.denominator, b._numerator, b._denominator)
        for abstract, kind in ((numbers.Real, float), (numbers.Complex, complex)):
            if isinstance(a, abstract):
                return operation(kind(a), kind(b))
        return NotImplemented

    name = operation.__name__
    forward.__name__, backward.__name__ = f'__{name}__', f'__r{name}__'
    return forward, backward


def _comparison(compare):
    def method(a, b):
        if isinstance(b, numbers.Rational):
            return compare(a._numerator * b.denominator, a._denominator * b.numerator)
        if isinstance(b, float):
            return compare(0.0, b) if b - b != 0.0 else compare(a, Fraction.from_float(b))
        return NotImplemented
    method.__name__ = f'__{compare.__name__}__'
    return method


class Fraction(numbers.Rational):
    """A rational number in lowest terms."""

    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None, *, _normalize=True):
        self = super().__new__(cls)
        if denominator is None:
            pair = (numerator, 1) if type(numerator) is int else _parts(numerator)
        elif isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            n = numerator.numerator * denominator.denominator
            d = denominator.numerator * numerator.denominator
            pair = _lowest(n, d) if _normalize or d == 0 else (n, d)
        else:
            raise TypeError("both arguments should be Rational instances")
        self._numerator, self._denominator = pair
        return self

    @classmethod
    def from_float(cls, f):
        if not isinstance(f, (float, numbers.Integral)):
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")
        return cls(*f.as_integer_ratio()) if isinstance(f, float) else cls(f)

    @classmethod
    def from_decimal(cls, dec):
        return cls(int(dec)) if isinstance(dec, numbers.Integral) else cls(*dec.as_integer_ratio())

    numerator = property(lambda self: self._numerator)
    denominator = property(lambda self: self._denominator)

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def is_integer(self):
        return self._denominator == 1

    def limit_denominator(self, max_denominator=1000000):
        # The convergents of the continued fraction; the nearest is the last that the limit allows, or one between it and that before.
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        before, last = (0, 1), (1, 0)
        n, d = self._numerator, self._denominator
        while before[1] + n // d * last[1] <= max_denominator:
            term, rest = divmod(n, d)
            before, last = last, (before[0] + term * last[0], before[1] + term * last[1])
            n, d = d, rest
        times = (max_denominator - before[1]) // last[1]
        between = Fraction(before[0] + times * last[0], before[1] + times * last[1])
        convergent = Fraction(*last)
        return between if abs(between - self) < abs(convergent - self) else convergent

    def __repr__(self):
        return f'{type(self).__name__}({self._numerator}, {self._denominator})'

    def __str__(self):
        return f'{self._numerator}' if self._denominator == 1 else f'{self._numerator}/{self._denominator}'

    __add__, __radd__ = _both_ways(_add, operator.add)
    __sub__, __rsub__ = _both_ways(_sub, operator.sub)
    __mul__, __rmul__ = _both_ways(_mul, operator.mul)
    __truediv__, __rtruediv__ = _both_ways(_div, operator.truediv)
    __floordiv__, __rfloordiv__ = _both_ways(_floordiv, operator.floordiv)
    __mod__, __rmod__ = _both_ways(_mod, operator.mod)
    __divmod__, __rdivmod__ = _both_ways(_divmod, divmod)

    def __pow__(a, b):
        if not isinstance(b, numbers.Rational):
            return float(a) ** b
        if b.denominator != 1:
            return float(a) ** float(b)
        n, d = (a._numerator, a._denominator) if b.numerator >= 0 else (a._denominator, a._numerator)
        if d < 0:
            n, d = -n, -d
        power = abs(b.numerator)
        return Fraction(n ** power, d ** power, _normalize=False)

    def __rpow__(b, a):
        whole = b._denominator == 1
        if whole and b._numerator >= 0 or whole and not isinstance(a, numbers.Rational):
            return a ** b._numerator
        return Fraction(a.numerator, a.denominator) ** b if isinstance(a, numbers.Rational) else a ** float(b)

    def __pos__(a):
        return _made(a._numerator, a._denominator)

    def __neg__(a):
        return _made(-a._numerator, a._denominator)

    def __abs__(a):
        return _made(abs(a._numerator), a._denominator)

    def __trunc__(a):
        whole = abs(a._numerator) // a._denominator
        return whole if a._numerator >= 0 else -whole

    def __int__(a):
        return operator.index(a.__trunc__())

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is not None:
            unit = Fraction(10) ** -ndigits
            return Fraction(round(self / unit)) * unit
        whole, rest = divmod(self._numerator, self._denominator)
        half = 2 * rest - self._denominator
        return whole + (half > 0 or half == 0 and whole % 2)

    def __hash__(self):
        prime = (1 << 61) - 1
        if self._denominator % prime:
            value = hash(hash(abs(self._numerator)) * pow(self._denominator, -1, prime))
        else:
            value = 314159      # sys.hash_info.inf: the denominator has no inverse
        return hash(value if self._numerator >= 0 else -value)

    def __eq__(a, b):
        if isinstance(b, numbers.Rational):
            return (a._numerator, a._denominator) == (b.numerator, b.denominator)
        if isinstance(b, numbers.Complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            return b - b == 0.0 and a == Fraction.from_float(b)
        return NotImplemented

    __lt__, __le__, __gt__, __ge__ = map(_comparison, (operator.lt, operator.le, operator.gt, operator.ge))

    def __bool__(a):
        return bool(a._numerator)

    def __reduce__(self):
        return type(self), (self._numerator, self._denominator)

    def __copy__(self):
        # It cannot be changed, but an instance of a subclass may hold more.
        return self if type(self) is Fraction else type(self)(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()
