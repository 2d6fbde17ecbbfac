# SPDX-License-Identifier: MIT
# Decimal numbers by the General Decimal Arithmetic: a sign, a coefficient (an int) and an exponent.
import math as _math
import numbers as _numbers
from collections import namedtuple as _namedtuple

__all__ = ['Decimal', 'Context', 'DecimalTuple', 'DefaultContext', 'BasicContext', 'ExtendedContext',
           'DecimalException',
           'Clamped', 'InvalidOperation', 'DivisionByZero', 'Inexact', 'Rounded', 'Subnormal', 'Overflow', 'Underflow',
           'FloatOperation', 'DivisionImpossible', 'InvalidContext', 'ConversionSyntax', 'DivisionUndefined',
           'ROUND_DOWN',
           'ROUND_HALF_UP', 'ROUND_HALF_EVEN', 'ROUND_CEILING', 'ROUND_FLOOR', 'ROUND_UP', 'ROUND_HALF_DOWN',
           'ROUND_05UP',
           'setcontext', 'getcontext', 'localcontext', 'MAX_PREC', 'MAX_EMAX', 'MIN_EMIN', 'MIN_ETINY', 'HAVE_THREADS',
           'HAVE_CONTEXTVAR']

ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN = 'ROUND_DOWN', 'ROUND_HALF_UP', 'ROUND_HALF_EVEN'
ROUND_CEILING, ROUND_FLOOR, ROUND_UP = 'ROUND_CEILING', 'ROUND_FLOOR', 'ROUND_UP'
ROUND_HALF_DOWN, ROUND_05UP = 'ROUND_HALF_DOWN', 'ROUND_05UP'
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN, MIN_ETINY = -MAX_EMAX, -MAX_EMAX - (MAX_PREC - 1)
HAVE_THREADS = HAVE_CONTEXTVAR = True
DecimalTuple = _namedtuple('DecimalTuple', 'sign digits exponent')


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class InvalidContext(InvalidOperation):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


_SIGNALS = (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Subnormal, Underflow, Rounded, Inexact, Clamped)
_SHOWN = (Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow)
_MAPPED = {ConversionSyntax: InvalidOperation, DivisionImpossible: InvalidOperation,
           DivisionUndefined: InvalidOperation,
           InvalidContext: InvalidOperation}


class Context:
    """Precision, rounding, limits, and which signals raise."""

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None,
                 traps=None):
        base = globals().get('DefaultContext')
        self.prec = prec if prec is not None else base.prec if base else 28
        self.rounding = rounding if rounding is not None else base.rounding if base else ROUND_HALF_EVEN
        self.Emin = Emin if Emin is not None else -999999
        self.Emax = Emax if Emax is not None else 999999
        self.capitals = 1 if capitals is None else capitals
        self.clamp = 0 if clamp is None else clamp
        if traps is None:
            traps = base.traps.copy() if base else [InvalidOperation, DivisionByZero, Overflow]
        self.traps = traps if isinstance(traps, dict) else dict.fromkeys(_SIGNALS, False) | dict.fromkeys(traps, True)
        flags = flags or []
        self.flags = flags if isinstance(flags, dict) else dict.fromkeys(_SIGNALS, False) | dict.fromkeys(flags, True)

    def __setattr__(self, name, value):
        if name == 'prec' and (not isinstance(value, int) or not 1 <= value <= MAX_PREC):
            if not isinstance(value, int):
                raise TypeError(f"an integer is required (got type {type(value).__name__})")
            raise ValueError("valid range for prec is [1, MAX_PREC]")
        if name == 'rounding' and value not in _ROUNDINGS:
            raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                            "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        object.__setattr__(self, name, value)

    def __repr__(self):
        return ('Context(prec=%d, rounding=%s, Emin=%d, Emax=%d, capitals=%d, clamp=%d, flags=[%s], traps=[%s])' %
                (self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp,
                 ', '.join(s.__name__ for s in _SHOWN if self.flags[s]),
                 ', '.join(s.__name__ for s in _SHOWN if self.traps[s])))

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, self.flags.copy(),
                       self.traps.copy())

    __copy__ = copy

    def clear_flags(self):
        for flag in self.flags:
            self.flags[flag] = False

    def clear_traps(self):
        for flag in self.traps:
            self.traps[flag] = False

    def Etiny(self):
        return self.Emin - self.prec + 1

    def Etop(self):
        return self.Emax - self.prec + 1

    def _signal(self, condition, result=None):
        signal = _MAPPED.get(condition, condition)
        self.flags[signal] = True
        if self.traps[signal]:
            raise signal([condition] if condition is not signal or signal in (InvalidOperation, DivisionByZero,
                                                                              Overflow,
                                                                              FloatOperation, Inexact, Rounded) else [])
        return result

    def create_decimal(self, num='0'):
        return Decimal(num)._fix(self)

    def create_decimal_from_float(self, f):
        return Decimal.from_float(f)._fix(self)

    def __getattr__(self, name):
        method = {'add': '__add__', 'subtract': '__sub__', 'multiply': '__mul__', 'divide': '__truediv__',
                  'divide_int': '__floordiv__', 'remainder': '__mod__', 'minus': '__neg__', 'plus': '__pos__',
                  'abs': '__abs__', 'power': '__pow__', 'divmod': '__divmod__'}.get(name, name)
        if method.startswith('_') and method not in ('__add__', '__sub__', '__mul__', '__truediv__', '__floordiv__',
                                                     '__mod__', '__neg__', '__pos__', '__abs__', '__pow__',
                                                     '__divmod__') \
                or not hasattr(Decimal, method):
            raise AttributeError(f"'decimal.Context' object has no attribute '{name}'")

        def call(a, *rest):
            with localcontext(self):
                return getattr(Decimal(a), method)(*[Decimal(r) if isinstance(r, int) else r for r in rest])
        return call


_ROUNDINGS = (ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,
              ROUND_05UP)


def _round_int(value, digits, rounding, negative):
    """value // 10 ** digits, rounded; whether it was inexact."""
    if digits <= 0:
        return value * 10 ** -digits, False
    unit = 10 ** digits
    q, r = divmod(value, unit)
    if not r:
        return q, False
    if rounding == ROUND_HALF_EVEN:
        up = 2 * r > unit or 2 * r == unit and q & 1
    elif rounding == ROUND_HALF_UP:
        up = 2 * r >= unit
    elif rounding == ROUND_HALF_DOWN:
        up = 2 * r > unit
    elif rounding == ROUND_DOWN:
        up = False
    elif rounding == ROUND_UP:
        up = True
    elif rounding == ROUND_CEILING:
        up = not negative
    elif rounding == ROUND_FLOOR:
        up = negative
    else:
        up = q % 5 == 0
    return q + up, True


def _size(n):
    return len(str(n)) if n else 1


def _read(text):
    """sign, coefficient, exponent, special of a text; None if it is no number."""
    s = text.strip().replace('_', '')
    sign = 0
    if s[:1] in ('+', '-'):
        sign = int(s[0] == '-')
        s = s[1:]
    low = s.lower()
    if low in ('inf', 'infinity'):
        return sign, 0, 0, 'F'
    for prefix, special in (('snan', 'N'), ('nan', 'n')):
        if low.startswith(prefix) and (not low[len(prefix):] or low[len(prefix):].isdecimal()):
            return sign, int(low[len(prefix):] or 0), 0, special
    mantissa, _, exponent = low.partition('e')
    if 'e' in low:
        digits = exponent[1:] if exponent[:1] in ('+', '-') else exponent
        if not digits.isdecimal():
            return None
    whole, _, part = mantissa.partition('.')
    if not (whole + part).isdecimal():
        return None
    return sign, int(whole + part), int(exponent or 0) - len(part), ''


class Decimal:
    """A decimal number."""

    __slots__ = ('_exp', '_int', '_sign', '_special')

    def __new__(cls, value="0", context=None):
        if type(value) is Decimal and cls is Decimal:
            return value
        if isinstance(value, int):
            return cls._make(int(value < 0), abs(value), 0)
        if isinstance(value, str):
            parts = _read(value)
            if parts is None:
                return (context or getcontext())._signal(ConversionSyntax, _NaN)
            return cls._make(*parts)
        if isinstance(value, Decimal):
            return cls._make(value._sign, value._int, value._exp, value._special)
        if isinstance(value, float):
            context = context or getcontext()
            context.flags[FloatOperation] = True
            if context.traps[FloatOperation]:
                raise FloatOperation([FloatOperation])
            return cls.from_float(value)
        if isinstance(value, (list, tuple)):
            if len(value) != 3:
                raise ValueError('argument must be a sequence of length 3')
            sign, digits, exponent = value
            if sign not in (0, 1):
                raise ValueError('sign must be an integer with the value 0 or 1')
            number = 0
            for digit in digits:
                if not isinstance(digit, int) or not 0 <= digit <= 9:
                    raise ValueError('coefficient must be a tuple of digits')
                number = number * 10 + digit
            if exponent in ('F', 'n', 'N'):
                return cls._make(sign, 0 if exponent == 'F' else number, 0, exponent)
            if not isinstance(exponent, int):
                raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
            return cls._make(sign, number, exponent)
        raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")

    @classmethod
    def _make(cls, sign, coefficient, exp, special=''):
        self = object.__new__(cls)
        self._sign, self._int, self._exp, self._special = sign, coefficient, exp, special
        return self

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls._make(int(f < 0), abs(f), 0)
        if not isinstance(f, float):
            raise TypeError("argument must be int or float")
        if _math.isinf(f) or _math.isnan(f):
            return cls(repr(f))
        sign = int(_math.copysign(1.0, f) < 0)
        n, d = abs(f).as_integer_ratio()
        k = d.bit_length() - 1
        return cls._make(sign, n * 5 ** k, -k)

    def _fix(self, context):
        if self._special:
            return self
        etop = context.Emax - context.prec + 1
        coefficient, exp = self._int, self._exp
        if not coefficient:
            low, high = context.Emin - context.prec + 1, etop if context.clamp else context.Emax
            new = min(max(exp, low), high)
            if new != exp:
                context._signal(Clamped)
                return Decimal._make(self._sign, 0, new)
            return self
        drop = _size(coefficient) - context.prec
        minimum = max(exp + drop, context.Emin - context.prec + 1)
        if exp + _size(coefficient) - 1 > context.Emax:
            return self._too_large(context)
        subnormal = exp + _size(coefficient) - 1 < context.Emin
        if minimum > exp:
            coefficient, inexact = _round_int(coefficient, minimum - exp, context.rounding, self._sign)
            exp = minimum
            if _size(coefficient) > context.prec:
                coefficient //= 10
                exp += 1
            if exp + _size(coefficient) - 1 > context.Emax:
                return self._too_large(context)
            if inexact and subnormal:
                context._signal(Underflow)
            if subnormal:
                context._signal(Subnormal)
            if inexact:
                context._signal(Inexact)
            context._signal(Rounded)
            if not coefficient:
                context._signal(Clamped)
            return Decimal._make(self._sign, coefficient, exp)
        if subnormal:
            context._signal(Subnormal)
        if context.clamp and exp > etop:
            context._signal(Clamped)
            return Decimal._make(self._sign, coefficient * 10 ** (exp - etop), etop)
        return self

    def _too_large(self, context):
        context.flags[Inexact] = context.flags[Rounded] = True
        if context.rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN, ROUND_UP) or \
                context.rounding == ROUND_CEILING and not self._sign or context.rounding == ROUND_FLOOR and self._sign:
            return context._signal(Overflow, _Infs[self._sign])
        return context._signal(Overflow, Decimal._make(self._sign, 10 ** context.prec - 1,
                                                       context.Emax - context.prec + 1))

    def _nan_among(self, other, context):
        for x in (self, other):
            if x._special == 'N':
                return context._signal(InvalidOperation, Decimal._make(x._sign, x._int, 0, 'n'))
        for x in (self, other):
            if x._special == 'n':
                return x
        return None

    # text

    def __str__(self, eng=False, context=None):
        sign = '-' if self._sign else ''
        if self._special:
            if self._special == 'F':
                return sign + 'Infinity'
            return sign + ('NaN' if self._special == 'n' else 'sNaN') + (str(self._int) if self._int else '')
        digits = str(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            place = left
        elif not eng:
            place = 1
        elif not self._int:
            place = (left + 1) % 3 - 1
        else:
            place = (left - 1) % 3 + 1
        if place <= 0:
            whole, part = '0', '.' + '0' * -place + digits
        elif place >= len(digits):
            whole, part = digits + '0' * (place - len(digits)), ''
        else:
            whole, part = digits[:place], '.' + digits[place:]
        exp = '' if left == place else ('E' if (context or getcontext()).capitals else 'e') + '%+d' % (left - place)
        return sign + whole + part + exp

    def to_eng_string(self, context=None):
        return self.__str__(True, context)

    def __repr__(self):
        return "Decimal('%s')" % str(self)

    def as_tuple(self):
        if self._special == 'F':
            return DecimalTuple(self._sign, (0,), 'F')
        if self._special:
            return DecimalTuple(self._sign, tuple(map(int, str(self._int))) if self._int else (), self._special)
        return DecimalTuple(self._sign, tuple(map(int, str(self._int))), self._exp)

    def as_integer_ratio(self):
        if self._special:
            if self._special == 'F':
                raise OverflowError("cannot convert Infinity to integer ratio")
            raise ValueError("cannot convert NaN to integer ratio")
        value = -self._int if self._sign else self._int
        if self._exp >= 0:
            return value * 10 ** self._exp, 1
        d = 10 ** -self._exp
        g = _math.gcd(value, d)
        return value // g, d // g

    # what it is

    def is_nan(self):
        return self._special in ('n', 'N')

    def is_qnan(self):
        return self._special == 'n'

    def is_snan(self):
        return self._special == 'N'

    def is_infinite(self):
        return self._special == 'F'

    def is_finite(self):
        return not self._special

    def is_signed(self):
        return self._sign == 1

    def is_zero(self):
        return not self._special and not self._int

    def is_normal(self, context=None):
        return not self._special and self._int != 0 and (context or getcontext()).Emin <= self.adjusted()

    def is_subnormal(self, context=None):
        return not self._special and self._int != 0 and self.adjusted() < (context or getcontext()).Emin

    def is_canonical(self):
        return True

    def adjusted(self):
        return 0 if self._special else self._exp + _size(self._int) - 1

    def radix(self):
        return Decimal(10)

    def __bool__(self):
        return bool(self._special) or self._int != 0

    real = property(lambda self: self)
    imag = property(lambda self: Decimal(0))

    def conjugate(self):
        return self

    def __complex__(self):
        return complex(float(self))

    # comparison

    def _compare(self, other):
        if self._special or other._special:
            a = (1 - 2 * self._sign) * (self._special == 'F')
            b = (1 - 2 * other._sign) * (other._special == 'F')
            return (a > b) - (a < b)
        if not self._int or not other._int:
            a = 0 if not self._int else 1 - 2 * self._sign
            b = 0 if not other._int else 1 - 2 * other._sign
            return (a > b) - (a < b)
        if self._sign != other._sign:
            return -1 if self._sign else 1
        a, b = self.adjusted(), other.adjusted()
        if a == b:
            exp = min(self._exp, other._exp)
            a, b = self._int * 10 ** (self._exp - exp), other._int * 10 ** (other._exp - exp)
        result = (a > b) - (a < b)
        return -result if self._sign else result

    def _rich(self, other, op, equality=False):
        if isinstance(other, int):
            other = Decimal(other)
        elif isinstance(other, float):
            context = getcontext()
            context.flags[FloatOperation] = True
            if context.traps[FloatOperation] and not equality:
                raise FloatOperation([FloatOperation])
            other = Decimal.from_float(other)
        elif isinstance(other, complex) and equality and other.imag == 0:
            other = Decimal.from_float(other.real)
        elif isinstance(other, _numbers.Rational) and not isinstance(other, Decimal):
            if self._special:
                return op(self._compare(Decimal(0))) if not self.is_nan() else False
            self, other = Decimal._make(self._sign, self._int * other.denominator, self._exp), Decimal(other.numerator)
        elif not isinstance(other, Decimal):
            return NotImplemented
        if self.is_nan() or other.is_nan():
            if not equality or self.is_snan() or other.is_snan():
                getcontext()._signal(InvalidOperation)
            return None
        return op(self._compare(other))

    def __eq__(self, other):
        result = self._rich(other, lambda c: c == 0, True)
        return False if result is None else result

    def __lt__(self, other):
        result = self._rich(other, lambda c: c < 0)
        return False if result is None else result

    def __le__(self, other):
        result = self._rich(other, lambda c: c <= 0)
        return False if result is None else result

    def __gt__(self, other):
        result = self._rich(other, lambda c: c > 0)
        return False if result is None else result

    def __ge__(self, other):
        result = self._rich(other, lambda c: c >= 0)
        return False if result is None else result

    def compare(self, other, context=None):
        other = _operand(other)
        nan = self._nan_among(other, context or getcontext())
        return nan if nan is not None else Decimal(self._compare(other))

    def compare_total(self, other, context=None):
        other = _operand(other)
        c = self._compare(other)
        if c == 0 and self._exp != other._exp:
            c = (1 if self._exp > other._exp else -1) * (1 - 2 * self._sign)
        return Decimal(c)

    def __hash__(self):
        if self._special:
            if self._special == 'N':
                raise TypeError('Cannot hash a signaling NaN value')
            return object.__hash__(self) if self._special == 'n' else hash(float('-inf' if self._sign else 'inf'))
        modulus = (1 << 61) - 1
        if self._exp >= 0:
            power = pow(10, self._exp, modulus)
        else:
            power = pow(pow(10, -1, modulus), -self._exp, modulus)
        value = self._int * power % modulus
        value = -value if self._sign else value
        return -2 if value == -1 else value

    # arithmetic

    def __neg__(self, context=None):
        context = context or getcontext()
        if self.is_nan():
            return self._nan_among(self, context)
        if not self and context.rounding != ROUND_FLOOR:
            return self.copy_abs()._fix(context)
        return self.copy_negate()._fix(context)

    def __pos__(self, context=None):
        context = context or getcontext()
        if self.is_nan():
            return self._nan_among(self, context)
        if not self and context.rounding != ROUND_FLOOR:
            return self.copy_abs()._fix(context)
        return self._fix(context)

    def __abs__(self, round=True, context=None):
        return self.copy_abs().__pos__(context)

    def copy_abs(self):
        return Decimal._make(0, self._int, self._exp, self._special)

    def copy_negate(self):
        return Decimal._make(1 - self._sign, self._int, self._exp, self._special)

    def copy_sign(self, other, context=None):
        return Decimal._make(_operand(other)._sign, self._int, self._exp, self._special)

    def __add__(self, other, context=None):
        other = _convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        if self._special or other._special:
            nan = self._nan_among(other, context)
            if nan is not None:
                return nan
            if self._special:
                if other._special and self._sign != other._sign:
                    return context._signal(InvalidOperation, _NaN)
                return self
            return other
        exp = min(self._exp, other._exp)
        if self._int and other._int and abs(self.adjusted() - other.adjusted()) > context.prec + 2:
            big, small = (self, other) if self.adjusted() > other.adjusted() else (other, self)
            low = min(big._exp, big.adjusted() - context.prec - 2)
            if small.adjusted() < low - 1:
                small = Decimal._make(small._sign, 1, low - 2)
            self, other = big, small
            exp = min(self._exp, other._exp)
        a = self._int * 10 ** (self._exp - exp) * (1 - 2 * self._sign)
        b = other._int * 10 ** (other._exp - exp) * (1 - 2 * other._sign)
        total = a + b
        if total:
            sign = int(total < 0)
        elif not self._int and not other._int:
            sign = self._sign & other._sign if context.rounding != ROUND_FLOOR else self._sign | other._sign
        else:
            sign = int(context.rounding == ROUND_FLOOR)
        return Decimal._make(sign, abs(total), exp)._fix(context)

    __radd__ = __add__

    def __sub__(self, other, context=None):
        other = _convert(other)
        if other is NotImplemented:
            return other
        if other.is_nan():
            return self._nan_among(other, context or getcontext())
        return self.__add__(other.copy_negate(), context)

    def __rsub__(self, other, context=None):
        other = _convert(other)
        return other if other is NotImplemented else other.__sub__(self, context)

    def __mul__(self, other, context=None):
        other = _convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        sign = self._sign ^ other._sign
        if self._special or other._special:
            nan = self._nan_among(other, context)
            if nan is not None:
                return nan
            if not self or not other:
                return context._signal(InvalidOperation, _NaN)
            return _Infs[sign]
        return Decimal._make(sign, self._int * other._int, self._exp + other._exp)._fix(context)

    __rmul__ = __mul__

    def __truediv__(self, other, context=None):
        other = _convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        sign = self._sign ^ other._sign
        if self._special or other._special:
            nan = self._nan_among(other, context)
            if nan is not None:
                return nan
            if self._special and other._special:
                return context._signal(InvalidOperation, _NaN)
            if self._special:
                return _Infs[sign]
            context._signal(Clamped)
            return Decimal._make(sign, 0, context.Etiny())
        if not other._int:
            if not self._int:
                return context._signal(DivisionUndefined, _NaN)
            return context._signal(DivisionByZero, _Infs[sign])
        ideal = self._exp - other._exp
        if not self._int:
            return Decimal._make(sign, 0, ideal)._fix(context)
        shift = _size(other._int) - _size(self._int) + context.prec + 1
        exp = ideal - shift
        if shift >= 0:
            q, r = divmod(self._int * 10 ** shift, other._int)
        else:
            q, r = divmod(self._int, other._int * 10 ** -shift)
        if r:
            if q % 5 == 0:
                q += 1
        else:
            while exp < ideal and q % 10 == 0:
                q //= 10
                exp += 1
        return Decimal._make(sign, q, exp)._fix(context)

    def __rtruediv__(self, other, context=None):
        other = _convert(other)
        return other if other is NotImplemented else other.__truediv__(self, context)

    def _divide(self, other, context):
        """The whole quotient and the remainder."""
        sign = self._sign ^ other._sign
        exp = self._exp if other._special else min(self._exp, other._exp)
        if not self._int or other._special or self.adjusted() - other.adjusted() <= -2:
            return Decimal._make(sign, 0, 0), Decimal._make(self._sign, self._int * 10 ** (self._exp - exp), exp)
        if self.adjusted() - other.adjusted() <= context.prec:
            a, b = self._int * 10 ** (self._exp - exp), other._int * 10 ** (other._exp - exp)
            q, r = divmod(a, b)
            if q < 10 ** context.prec:
                return Decimal._make(sign, q, 0), Decimal._make(self._sign, r, exp)
        bad = context._signal(DivisionImpossible, _NaN)
        return bad, bad

    def _divmod(self, other, context, want):
        nan = self._nan_among(other, context)
        if nan is not None:
            return nan, nan
        sign = self._sign ^ other._sign
        if self._special:
            if want == 'both':
                if other._special:
                    bad = context._signal(InvalidOperation, _NaN)
                    return bad, bad
                return _Infs[sign], context._signal(InvalidOperation, _NaN)
            if want == 'div' and not other._special:
                return _Infs[sign], None
            bad = context._signal(InvalidOperation, _NaN)
            return bad, bad
        if not other:
            if not self:
                bad = context._signal(DivisionUndefined, _NaN)
                return bad, bad
            if want == 'mod':
                bad = context._signal(InvalidOperation, _NaN)
                return bad, bad
            return context._signal(DivisionByZero, _Infs[sign]), _NaN
        return self._divide(other, context)

    def __floordiv__(self, other, context=None):
        other = _convert(other)
        return other if other is NotImplemented else self._divmod(other, context or getcontext(), 'div')[0]

    def __rfloordiv__(self, other, context=None):
        other = _convert(other)
        return other if other is NotImplemented else other.__floordiv__(self, context)

    def __mod__(self, other, context=None):
        other = _convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        return self._divmod(other, context, 'mod')[1]._fix(context)

    def __rmod__(self, other, context=None):
        other = _convert(other)
        return other if other is NotImplemented else other.__mod__(self, context)

    def __divmod__(self, other, context=None):
        other = _convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        q, r = self._divmod(other, context, 'both')
        return q, r._fix(context)

    def __rdivmod__(self, other, context=None):
        other = _convert(other)
        return other if other is NotImplemented else other.__divmod__(self, context)

    def remainder_near(self, other, context=None):
        other = _operand(other)
        context = context or getcontext()
        q, r = self._divmod(other, context, 'mod')
        if q._special or r._special:
            return r
        twice = Decimal._make(0, 2 * r._int, r._exp)
        c = twice._compare(other.copy_abs())
        if c > 0 or c == 0 and q._int & 1:
            step = other.copy_abs() if r._sign == 0 else other.copy_abs().copy_negate()
            r = r - step
        return r._fix(context)

    def fma(self, other, third, context=None):
        other, third = _operand(other), _operand(third)
        product = Decimal._make(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp)
        return product.__add__(third, context)

    def __pow__(self, other, modulo=None, context=None):
        other = _convert(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        if modulo is not None:
            modulo = _convert(modulo)
            value = pow(int(self), int(other), int(modulo))
            return Decimal(value)
        nan = self._nan_among(other, context)
        if nan is not None:
            return nan
        if not other:
            return context._signal(InvalidOperation, _NaN) if not self else Decimal(1)
        whole = other._special == 'F' or other == other.to_integral_value()
        sign = int(bool(self._sign and whole and not other._special and int(other) & 1))
        if self._sign and self and not whole:
            return context._signal(InvalidOperation, _NaN)
        if not self:
            return Decimal._make(sign, 0, 0) if not other._sign else _Infs[sign]
        if self._special:
            return _Infs[sign] if not other._sign else Decimal._make(sign, 0, 0)
        base = self.copy_abs()
        if other._special:
            c = base._compare(Decimal(1))
            if c == 0:
                return Decimal._make(0, 10 ** (context.prec - 1), 1 - context.prec)
            return Decimal(0) if (c > 0) == bool(other._sign) else _Infs[0]
        if whole and abs(int(other)) < 10 ** 6:
            n = abs(int(other))
            if not other._sign and n * _size(base._int) <= max(context.prec, 1) * 64 + 400:
                return Decimal._make(sign, base._int ** n, base._exp * n)._fix(context)
            work = Context(prec=context.prec + 6 + len(str(n)), rounding=ROUND_HALF_EVEN, Emin=MIN_EMIN, Emax=MAX_EMAX,
                           traps=[])
            result, factor = Decimal(1), base
            while n:
                if n & 1:
                    result = result.__mul__(factor, work)
                n >>= 1
                if n:
                    factor = factor.__mul__(factor, work)
            if other._sign:
                result = Decimal(1).__truediv__(result, work)
                return Decimal._make(sign, result._int, result._exp)._fix(context)
            return Decimal._make(sign, result._int, result._exp)._fix(context)
        if other == Decimal('0.5'):
            root = base.sqrt(Context(prec=context.prec + 4, traps=[]))
            if Decimal._make(0, root._int ** 2, 2 * root._exp)._compare(base) == 0:
                pad = max(0, context.prec - _size(root._int))
                return Decimal._make(0, root._int * 10 ** pad, root._exp - pad)._fix(context)
        prec = context.prec + 10 + max(0, other.adjusted() + 1)
        bits = _ln_scaled(base, prec)
        product = bits * other._int
        product = product * 10 ** other._exp if other._exp >= 0 else product // 10 ** -other._exp
        return _exp_scaled(-product if other._sign else product, prec, context, sign)

    def __rpow__(self, other, context=None):
        other = _convert(other)
        return other if other is NotImplemented else other.__pow__(self, context=context)

    def sqrt(self, context=None):
        context = context or getcontext()
        if self._special:
            nan = self._nan_among(self, context)
            if nan is not None:
                return nan
            if not self._sign:
                return self
        if not self:
            return Decimal._make(self._sign, 0, self._exp // 2)._fix(context)
        if self._sign:
            return context._signal(InvalidOperation, _NaN)
        c, e = (self._int, self._exp) if self._exp % 2 == 0 else (self._int * 10, self._exp - 1)
        e //= 2
        shift = context.prec + 1 - (_size(c) + 1) // 2
        if shift >= 0:
            c *= 100 ** shift
            rest = 0
        else:
            c, rest = divmod(c, 100 ** -shift)
        n = _math.isqrt(c)
        if n * n == c and not rest:
            if shift >= 0:
                n //= 10 ** shift
            else:
                n *= 10 ** -shift
            return Decimal._make(0, n, e)._fix(context)
        if n % 5 == 0:
            n += 1
        if context.rounding != ROUND_HALF_EVEN:
            context = context.copy()
            context.rounding = ROUND_HALF_EVEN
        return Decimal._make(0, n, e - shift)._fix(context)

    def exp(self, context=None):
        context = context or getcontext()
        if self._special:
            nan = self._nan_among(self, context)
            return nan if nan is not None else Decimal(0) if self._sign else self
        if not self:
            return Decimal(1)
        prec = context.prec + 10 + max(0, self.adjusted() + 1)
        scaled = self._int * 10 ** (self._exp + prec) if self._exp + prec >= 0 else self._int // 10 ** -(self._exp + prec)
        return _exp_scaled(-scaled if self._sign else scaled, prec, context, 0)

    def ln(self, context=None):
        return self._log(context, False)

    def log10(self, context=None):
        return self._log(context, True)

    def _log(self, context, common):
        context = context or getcontext()
        if self._special:
            nan = self._nan_among(self, context)
            if nan is not None:
                return nan
        if not self:
            return _Infs[1]
        if self._sign:
            return context._signal(InvalidOperation, _NaN)
        if self._special:
            return self
        if self == 1:
            return Decimal(0)
        if common and str(self._int).strip('0') == '1':
            return Decimal(self._exp + _size(self._int) - 1)._fix(context)
        prec = context.prec + 12
        value = _ln_scaled(self, prec)
        if common:
            value = value * 10 ** prec // _ln_int(10, prec)
        if value % 5 == 0:
            value += 1
        return Decimal._make(int(value < 0), abs(value), -prec)._fix(context)

    # shapes

    def quantize(self, exp, rounding=None, context=None):
        exp = _operand(exp)
        context = context or getcontext()
        rounding = rounding or context.rounding
        if self._special or exp._special:
            nan = self._nan_among(exp, context)
            if nan is not None:
                return nan
            if self._special and exp._special:
                return self
            return context._signal(InvalidOperation, _NaN)
        coefficient, inexact = _round_int(self._int, exp._exp - self._exp, rounding, self._sign)
        if _size(coefficient) > context.prec or coefficient and exp._exp + _size(coefficient) - 1 > context.Emax:
            return context._signal(InvalidOperation, _NaN)
        if exp._exp > self._exp:
            if inexact:
                context._signal(Inexact)
            context._signal(Rounded)
        return Decimal._make(self._sign, coefficient, exp._exp)._fix(context)

    def same_quantum(self, other, context=None):
        other = _operand(other)
        if self._special or other._special:
            return self.is_nan() and other.is_nan() or self.is_infinite() and other.is_infinite()
        return self._exp == other._exp

    def _rescale(self, exp, rounding):
        if self._special:
            return self
        coefficient, _ = _round_int(self._int, exp - self._exp, rounding, self._sign)
        return Decimal._make(self._sign, coefficient, exp)

    def to_integral_value(self, rounding=None, context=None):
        if self._special or self._exp >= 0:
            return self
        return self._rescale(0, rounding or (context or getcontext()).rounding)

    to_integral = to_integral_value

    def to_integral_exact(self, rounding=None, context=None):
        return self.to_integral_value(rounding, context)

    def normalize(self, context=None):
        context = context or getcontext()
        if self._special:
            return self
        fixed = self._fix(context)
        if not fixed:
            return Decimal._make(fixed._sign, 0, 0)
        coefficient, exp = fixed._int, fixed._exp
        while coefficient % 10 == 0:
            coefficient //= 10
            exp += 1
        return Decimal._make(fixed._sign, coefficient, exp)

    def scaleb(self, other, context=None):
        return Decimal._make(self._sign, self._int, self._exp + int(other))._fix(context or getcontext())

    def shift(self, other, context=None):
        n = int(other)
        digits = (context or getcontext()).prec
        c = self._int * 10 ** n % 10 ** digits if n >= 0 else self._int // 10 ** -n
        return Decimal._make(self._sign, c, self._exp)

    def logb(self, context=None):
        return Decimal(self.adjusted())

    def next_plus(self, context=None):
        return self._next(1, context or getcontext())

    def next_minus(self, context=None):
        return self._next(-1, context or getcontext())

    def _next(self, step, context):
        work = context.copy()
        work.rounding = ROUND_CEILING if step > 0 else ROUND_FLOOR
        work.clear_traps()
        tiny = Decimal._make(int(step < 0), 1, context.Etiny() - 1)
        fixed = self._fix(work)
        return fixed if fixed != self else self.__add__(tiny, work)

    def max(self, other, context=None):
        return self._choose(other, 1, context)

    def min(self, other, context=None):
        return self._choose(other, -1, context)

    def _choose(self, other, sign, context):
        other = _operand(other)
        context = context or getcontext()
        if self.is_nan() or other.is_nan():
            if self.is_qnan() and not other.is_nan():
                return other._fix(context)
            if other.is_qnan() and not self.is_nan():
                return self._fix(context)
            return self._nan_among(other, context)
        c = self._compare(other) or int(self.compare_total(other))
        return (self if c * sign >= 0 else other)._fix(context)

    def number_class(self, context=None):
        if self._special:
            return {'N': 'sNaN', 'n': 'NaN'}.get(self._special) or ('-Infinity' if self._sign else '+Infinity')
        kind = 'Zero' if not self._int else 'Subnormal' if self.is_subnormal(context) else 'Normal'
        return '+-'[self._sign] + kind

    # to other numbers

    def __int__(self):
        if self._special:
            if self._special == 'F':
                raise OverflowError("cannot convert Infinity to integer")
            raise ValueError("cannot convert NaN to integer")
        n = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** -self._exp
        return -n if self._sign else n

    __trunc__ = __int__

    def __float__(self):
        if self.is_snan():
            raise ValueError("cannot convert signaling NaN to float")
        return float(str(self)) if self._special != 'n' else float('nan')

    def __round__(self, n=None):
        if n is not None:
            if not isinstance(n, int):
                raise TypeError("optional arg must be an integer")
            return self.quantize(Decimal._make(0, 1, -n))
        return self._whole(ROUND_HALF_EVEN)

    def __floor__(self):
        return self._whole(ROUND_FLOOR)

    def __ceil__(self):
        return self._whole(ROUND_CEILING)

    def _whole(self, rounding):
        return int(self._rescale(0, rounding)) if not self._special and self._exp < 0 else int(self)

    def __format__(self, spec, context=None):
        from _decimalformat import format_decimal
        return format_decimal(self, spec, context or getcontext())

    def __reduce__(self):
        return (self.__class__, (str(self),))

    def __copy__(self):
        return self if type(self) is Decimal else self.__class__(str(self))

    def __deepcopy__(self, memo):
        return self.__copy__()


_numbers.Number.register(Decimal)


def _convert(other):
    if isinstance(other, Decimal):
        return other
    return Decimal(other) if isinstance(other, int) else NotImplemented


def _operand(other):
    result = _convert(other)
    if result is NotImplemented:
        raise TypeError(f"conversion from {type(other).__name__} to Decimal is not supported")
    return result


def _ln_int(n, prec):
    """ln (n) * 10 ** prec for a small whole number."""
    return _ln_fraction(n, 1, prec + 4) // 10 ** 4


def _ln_fraction(n, d, prec):
    # ln (n / d), n / d brought near 1 by square roots, then by the series of atanh.
    unit = 10 ** (prec + 10)
    x = n * unit // d
    doublings = 0
    while abs(x - unit) * 50 > unit:
        x = _math.isqrt(x * unit)
        doublings += 1
    guard = 10 ** (doublings // 3 + 2)
    unit, x = unit * guard, n * unit * guard // d
    for _ in range(doublings):
        x = _math.isqrt(x * unit)
    z = (x - unit) * unit // (x + unit)
    square = z * z // unit
    total, term, k = 0, z, 1
    while term:
        total += term // k
        term = term * square // unit
        if term in (-1, 0):
            break
        k += 2
    return (total << (doublings + 1)) // (10 ** 10 * guard)


def _ln_scaled(value, prec):
    """ln (value) * 10 ** prec."""
    shift = _size(value._int) - 1
    exp = value._exp + shift
    extra = len(str(abs(exp))) + 4
    result = _ln_fraction(value._int, 10 ** shift, prec + extra) if value._int != 10 ** shift else 0
    return (result + exp * _ln_fraction(10, 1, prec + extra)) // 10 ** extra if exp else result // 10 ** extra


def _exp_scaled(scaled, prec, context, sign):
    """exp (scaled / 10 ** prec), rounded."""
    extra = 6
    ten = _ln_fraction(10, 1, prec + extra)
    value = scaled * 10 ** extra
    exp, rest = divmod(value, ten)
    if exp > context.Emax + 5:
        return Decimal._make(sign, 1, exp)._fix(context)
    if exp < context.Etiny() - 5:
        return Decimal._make(sign, 1, context.Etiny() - 5)._fix(context)
    unit = 10 ** (prec + extra)
    halvings = 12
    x = rest >> halvings
    total = term = unit
    k = 1
    while term:
        term = term * x // (unit * k)
        total += term
        k += 1
    for _ in range(halvings):
        total = total * total // unit
    drop = _size(total) - context.prec - 4
    coefficient, places = total, exp - prec - extra
    if drop > 0:
        coefficient, places = total // 10 ** drop, places + drop
        if coefficient % 10 in (9, 0) and (coefficient % 10000 in (9999, 0)):
            coefficient = (total + 10 ** drop // 2) // 10 ** drop
            if coefficient % 10000 == 0:
                return Decimal._make(sign, coefficient, places)._fix(context)
        if coefficient % 5 == 0:
            coefficient += 1
    return Decimal._make(sign, coefficient, places)._fix(context)


_NaN = Decimal._make(0, 0, 0, 'n')
_Infs = (Decimal._make(0, 0, 0, 'F'), Decimal._make(1, 0, 0, 'F'))
DefaultContext = Context(prec=28, rounding=ROUND_HALF_EVEN)
BasicContext = Context(prec=9, rounding=ROUND_HALF_UP, traps=[DivisionByZero, Overflow, InvalidOperation, Clamped,
                                                              Underflow])
ExtendedContext = Context(prec=9, rounding=ROUND_HALF_EVEN, traps=[])
_contexts = {}


def getcontext():
    from _thread import get_ident
    key = get_ident()
    context = _contexts.get(key)
    if context is None:
        context = _contexts[key] = DefaultContext.copy()
    return context


def setcontext(context):
    from _thread import get_ident
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _contexts[get_ident()] = context


class _ContextManager:
    def __init__(self, new_context):
        self.new_context = new_context.copy()

    def __enter__(self):
        self.saved_context = getcontext()
        setcontext(self.new_context)
        return self.new_context

    def __exit__(self, t, v, tb):
        setcontext(self.saved_context)


def localcontext(ctx=None, **kwargs):
    manager = _ContextManager(getcontext() if ctx is None else ctx)
    for key, value in kwargs.items():
        if key not in ('prec', 'rounding', 'Emin', 'Emax', 'capitals', 'clamp', 'flags', 'traps'):
            raise TypeError(f"'{key}' is an invalid keyword argument for this function")
        setattr(manager.new_context, key, value)
    return manager


from _types import _static
_static(Decimal)
_static(Context)
del _static
