# SPDX-License-Identifier: MIT
# Random numbers: the distributions over the Mersenne twister in _random, number for number those of CPython 3.11. Which numbers come depends on
# the order in which the twister is asked and on the order of the operations on floats: that order is all that is CPython's here.
import itertools as _itertools
import math as _math
import operator as _operator
from bisect import bisect as _bisect
from _random import Random as _Twister

TWOPI = _math.tau
NV_MAGICCONST = 4 * _math.exp(-0.5) / _math.sqrt(2.0)
LOG4 = _math.log(4.0)
SG_MAGICCONST = 1.0 + _math.log(4.5)
BPF = 53                        # bits of a float
RECIP_BPF = 2 ** -BPF
_ONE = 1
_TEXTS = (str, bytes, bytearray)


def _seed_of_text(text):
    # Version 2: the text and its SHA-512, as one number.
    from _hash import digest
    data = text.encode() if isinstance(text, str) else bytes(text)
    return int.from_bytes(data + digest('sha512', data), 'big')


def _old_seed_of_text(text):
    # Version 1: the hash of a str in Python 2.
    codes = text.encode('latin-1') if isinstance(text, str) else text
    value = codes[0] << 7 if codes else 0
    for code in codes:
        value = (1000003 * value ^ code) & (1 << 64) - 1
    value ^= len(codes)
    return -2 if value == -1 else value


def _whole(value, name):
    try:
        return _operator.index(value)
    except TypeError:
        from warnings import warn
        if (number := int(value)) == value:
            warn('non-integer arguments to randrange() have been deprecated since Python 3.10 and will be removed in a subsequent version',
                 DeprecationWarning, 3)
            return number
        warn('randrange() will raise TypeError in the future', DeprecationWarning, 3)
        raise ValueError(f"non-integer {name} for randrange()")


class Random(_Twister):
    """A generator of random numbers with a state of its own."""

    VERSION = 3

    def __init__(self, x=None):
        self.seed(x)
        self.gauss_next = None

    def __init_subclass__(cls, /, **kwargs):
        # The class nearest to CLS that defines one of these says how integers are made.
        ways = {'_randbelow': None, 'getrandbits': '_randbelow_with_getrandbits', 'random': '_randbelow_without_getrandbits'}
        for base in cls.__mro__:
            if own := [name for name in ways if name in base.__dict__]:
                if ways[own[0]]:
                    cls._randbelow = getattr(cls, ways[own[0]])
                return

    # --- the state

    def seed(self, a=None, version=2):
        if version == 1 and isinstance(a, (str, bytes)):
            number = _old_seed_of_text(a)
        elif version == 2 and isinstance(a, _TEXTS):
            number = _seed_of_text(a)
        elif a is None or isinstance(a, (int, float) + _TEXTS):
            number = a
        else:
            raise TypeError('The only supported seed types are: None,\nint, float, str, bytes, and bytearray.')
        super().seed(number)
        self.gauss_next = None

    def getstate(self):
        return self.VERSION, super().getstate(), self.gauss_next

    def setstate(self, state):
        version, *rest = state
        if version != 3:
            raise ValueError(f"state with version {version} passed to Random.setstate() of version {self.VERSION}")
        inner, self.gauss_next = rest
        super().setstate(inner)

    def __getstate__(self):
        return self.getstate()

    def __setstate__(self, state):
        self.setstate(state)

    def __reduce__(self):
        return self.__class__, (), self.getstate()

    # --- integers

    def _randbelow_with_getrandbits(self, n):
        draw, bits = self.getrandbits, n.bit_length()
        while (number := draw(bits) if n else 0) >= n > 0:
            pass
        return number

    def _randbelow_without_getrandbits(self, n, maxsize=1 << BPF):
        draw = self.random
        if n >= maxsize:
            return _math.floor(draw() * n)
        # Of the values of a float those are left out that do not go evenly into N.
        even = (maxsize - maxsize % n) / maxsize if n else 0
        while n and (number := draw()) >= even:
            pass
        return _math.floor(number * maxsize) % n if n else 0

    _randbelow = _randbelow_with_getrandbits

    def randbytes(self, n):
        return self.getrandbits(8 * n).to_bytes(n, 'little')

    def randrange(self, start, stop=None, step=_ONE):
        first = _whole(start, 'arg 1')
        if stop is None:
            if step is not _ONE:
                raise TypeError("Missing a non-None stop argument")
            if first <= 0:
                raise ValueError("empty range for randrange()")
            return self._randbelow(first)
        end = _whole(stop, 'stop')
        by = _whole(step, 'step')
        if by == 0:
            raise ValueError("zero step for randrange()")
        places = len(range(first, end, by)) if abs(end - first) < 1 << 62 else -((first - end) // by)
        if places <= 0:
            raise ValueError("empty range for randrange()" + (" (%d, %d, %d)" % (first, end, end - first) if by == 1 else ""))
        return first + by * self._randbelow(places)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    # --- sequences

    def choice(self, seq):
        if len(seq) == 0:
            raise IndexError('Cannot choose from an empty sequence')
        return seq[self._randbelow(len(seq))]

    def shuffle(self, x):
        for last in range(len(x) - 1, 0, -1):
            other = self._randbelow(last + 1)
            x[last], x[other] = x[other], x[last]

    def sample(self, population, k, *, counts=None):
        from _collections_abc import Sequence
        if not isinstance(population, Sequence):
            raise TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
        if counts is not None:
            return self._sample_counted(population, list(_itertools.accumulate(counts)), k)
        n = len(population)
        if k < 0 or k > n:
            raise ValueError("Sample larger than population or is negative")
        # A list of what is left, or for few out of many a set of what is taken, whichever is smaller.
        set_bytes = 21 + (4 ** _math.ceil(_math.log(k * 3, 4)) if k > 5 else 0)
        if n > set_bytes:
            return [population[place] for place in self._distinct(n, k)]
        left, taken = list(population), []
        for size in range(n, n - k, -1):
            place = self._randbelow(size)
            taken.append(left[place])
            left[place] = left[size - 1]
        return taken

    def _sample_counted(self, population, ends, k):
        if len(ends) != len(population):
            raise ValueError("The number of counts does not match the population")
        total = ends.pop()
        if not isinstance(total, int):
            raise TypeError("Counts must be integers")
        if total <= 0:
            raise ValueError("Total of counts must be greater than zero")
        return [population[_bisect(ends, place)] for place in self.sample(range(total), k=k)]

    def _distinct(self, n, k):
        met = {}
        while len(met) < k:
            met.setdefault(self._randbelow(n))
        return met

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        draw, n = self.random, len(population)
        if cum_weights is not None:
            if weights is not None:
                raise TypeError('Cannot specify both weights and cumulative weights')
        elif weights is not None:
            try:
                cum_weights = list(_itertools.accumulate(weights))
            except TypeError:
                if isinstance(weights, int):
                    raise TypeError(f'The number of choices must be a keyword argument: k={weights!r}') from None
                raise
        else:
            return [population[_math.floor(draw() * float(n))] for _ in _itertools.repeat(None, k)]
        if len(cum_weights) != n:
            raise ValueError('The number of weights does not match the population')
        total = float(cum_weights[-1])
        if total <= 0.0:
            raise ValueError('Total of weights must be greater than zero')
        if not _math.isfinite(total):
            raise ValueError('Total of weights must be finite')
        return [population[_bisect(cum_weights, draw() * total, 0, n - 1)] for _ in _itertools.repeat(None, k)]

    # --- distributions

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        if mode is None:
            peak = 0.5
        elif high == low:
            return low
        else:
            peak = (mode - low) / (high - low)
        if u <= peak:
            return low + (high - low) * _math.sqrt(u * peak)
        return high + (low - high) * _math.sqrt((1.0 - u) * (1.0 - peak))

    def normalvariate(self, mu=0.0, sigma=1.0):
        # Kinderman and Monahan: the ratio of two uniform deviates.
        while True:
            above, below = self.random(), 1.0 - self.random()
            z = NV_MAGICCONST * (above - 0.5) / below
            if z * z / 4.0 <= -_math.log(below):
                return mu + z * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        # Box and Muller: two at a time, the second kept for the next call.
        z, self.gauss_next = self.gauss_next, None
        if z is None:
            angle = self.random() * TWOPI
            radius = _math.sqrt(-2.0 * _math.log(1.0 - self.random()))
            z, self.gauss_next = _math.cos(angle) * radius, _math.sin(angle) * radius
        return mu + z * sigma

    def lognormvariate(self, mu, sigma):
        return _math.exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd):
        return -_math.log(1.0 - self.random()) / lambd

    def vonmisesvariate(self, mu, kappa):
        # Best and Fisher.
        if kappa <= 1e-6:
            return TWOPI * self.random()
        half = 0.5 / kappa
        rho = half + _math.sqrt(1.0 + half * half)
        accepted = False
        while not accepted:
            z = _math.cos(_math.pi * self.random())
            share = z / (rho + z)
            u = self.random()
            accepted = u < 1.0 - share * share or u <= (1.0 - share) * _math.exp(share)
        back = 1.0 / rho
        angle = _math.acos((back + z) / (1.0 + back * z))
        return (mu + angle if self.random() > 0.5 else mu - angle) % TWOPI

    def gammavariate(self, alpha, beta):
        if not (alpha > 0.0 and beta > 0.0):
            raise ValueError('gammavariate: alpha and beta must be > 0.0')
        if alpha == 1.0:
            return -_math.log(1.0 - self.random()) * beta
        return (self._gamma_large if alpha > 1.0 else self._gamma_small)(alpha) * beta

    def _gamma_large(self, alpha):
        # Cheng 1977, GB.
        root = _math.sqrt(2.0 * alpha - 1.0)
        low, slope = alpha - LOG4, alpha + root
        while True:
            u = self.random()
            if u <= 1e-7 or u >= 0.9999999:
                continue
            other = 1.0 - self.random()
            v = _math.log(u / (1.0 - u)) / root
            x = alpha * _math.exp(v)
            z = u * u * other
            r = low + slope * v - x
            if r + SG_MAGICCONST - 4.5 * z >= 0.0 or r >= _math.log(z):
                return x

    def _gamma_small(self, alpha):
        # Ahrens and Dieter 1974, GS.
        b = (_math.e + alpha) / _math.e
        while True:
            p = b * self.random()
            if p > 1.0:
                x = -_math.log((b - p) / alpha)
                accepted = self.random() <= x ** (alpha - 1.0)
            else:
                x = p ** (1.0 / alpha)
                accepted = self.random() <= _math.exp(-x)
            if accepted:
                return x

    def betavariate(self, alpha, beta):
        part = self.gammavariate(alpha, 1.0)
        return part / (part + self.gammavariate(beta, 1.0)) if part else 0.0

    def paretovariate(self, alpha):
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        return alpha * (-_math.log(1.0 - self.random())) ** (1.0 / beta)


class SystemRandom(Random):
    """Where the system would be asked, the session's own fixed row of numbers."""

    def seed(self, *args, **kwds):
        return None

    def getstate(self, *args, **kwds):
        raise NotImplementedError('System entropy source does not have state.')

    setstate = getstate


_inst = Random()
globals().update({_name: getattr(_inst, _name) for _name in dir(Random) if _name[0] != '_' and _name not in ('VERSION', 'gauss_next')})
