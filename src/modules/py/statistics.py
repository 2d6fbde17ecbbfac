# SPDX-License-Identifier: MIT
# Statistics, exact where the data are: sums are kept as fractions.
import math as _math
import random as _random
from bisect import bisect_left as _bisect_left, bisect_right as _bisect_right
from collections import Counter as _Counter, namedtuple as _namedtuple
from fractions import Fraction as _Fraction
from math import erf as _erf, exp as _exp, fabs as _fabs, fsum as _fsum, log as _log, sqrt as _sqrt, tau as _tau

__all__ = ['NormalDist', 'StatisticsError', 'correlation', 'covariance', 'fmean', 'geometric_mean', 'harmonic_mean',
           'linear_regression', 'mean', 'median', 'median_grouped', 'median_high', 'median_low', 'mode', 'multimode',
           'pstdev', 'pvariance', 'quantiles', 'stdev', 'variance']


class StatisticsError(ValueError):
    pass


def _coerce(T, S):
    # The type of a result from values of both: that which the other converts to.
    if T is S or S in (int, bool):
        return T
    if T is int or issubclass(S, T):
        return S
    if issubclass(T, S) or issubclass(S, int):
        return T
    if issubclass(T, int) or issubclass(T, _Fraction) and issubclass(S, float):
        return S
    if issubclass(T, float) and issubclass(S, _Fraction):
        return T
    raise TypeError(f"don't know how to coerce {T.__name__} and {S.__name__}")


def _exact(x):
    try:
        return x.as_integer_ratio()
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator") from None
    except (OverflowError, ValueError):
        return x, None


def _sum(data):
    T = int
    count = 0
    total = _Fraction(0)
    odd = None
    for x in data:
        count += 1
        T = _coerce(T, type(x))
        n, d = _exact(x)
        if d is None:
            odd = n if odd is None else odd + n
        else:
            total += _Fraction(n, d)
    return T, total if odd is None else odd, count


def _convert(value, T):
    if type(value) is T:
        return value
    if issubclass(T, int) and getattr(value, 'denominator', 1) != 1:
        T = float
    try:
        return T(value)
    except TypeError:
        if T.__name__ == 'Decimal':
            return T(value.numerator) / value.denominator
        raise


def _enough(n, least, who, what='data point'):
    # At least so many of them, or there is no result.
    if n < least:
        raise StatisticsError(f"{who} requires at least {('one ' + what) if least == 1 else 'two ' + what + 's'}")


def mean(data):
    kind, total, n = _sum(data)
    _enough(n, 1, 'mean')
    return _convert(total / n, kind)


def fmean(data, weights=None):
    try:
        n = len(data)
    except TypeError:
        data = list(data)
        n = len(data)
    if weights is None:
        if not n:
            raise StatisticsError('fmean requires at least one data point')
        return _fsum(data) / n
    weights = list(weights)
    if len(weights) != n:
        raise StatisticsError('data and weights must be the same length')
    num = _fsum(x * w for x, w in zip(data, weights))
    den = _fsum(weights)
    if not den:
        raise StatisticsError('sum of weights must be non-zero')
    return num / den


def geometric_mean(data):
    try:
        return _exp(fmean(map(_log, data)))
    except ValueError:
        raise StatisticsError('geometric mean requires a non-empty dataset containing positive numbers') from None


def harmonic_mean(data, weights=None):
    data = list(data)
    _enough(len(data), 1, 'harmonic_mean')
    if weights is None and len(data) == 1:
        if not isinstance(data[0], (int, float, _Fraction)):
            raise TypeError('unsupported type')
        if data[0] >= 0:
            return data[0]
    shares = [1] * len(data) if weights is None else list(weights)
    if len(shares) != len(data):
        raise StatisticsError('Number of weights does not match data size')
    if any(number < 0 for number in data + shares):
        raise StatisticsError('harmonic mean does not support negative values')
    if any(share and not value for share, value in zip(shares, data)):
        return 0
    kind, total, _ = _sum(share / value if share else 0 for share, value in zip(shares, data))
    if total <= 0:
        raise StatisticsError('Weighted sum must be positive')
    return _convert(sum(shares) / total, kind)


def _ordered(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data


def median(data):
    data = _ordered(data)
    middle = len(data) // 2
    return data[middle] if len(data) % 2 else (data[middle - 1] + data[middle]) / 2


def median_low(data):
    data = _ordered(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = _ordered(data)
    return data[len(data) // 2]


def median_grouped(data, interval=1):
    # The data are the middles of classes as wide as the interval; within that of the median they are spread evenly.
    data = _ordered(data)
    middle = data[len(data) // 2]
    before, behind = _bisect_left(data, middle), _bisect_right(data, middle)
    try:
        width, centre = float(interval), float(middle)
    except ValueError:
        raise TypeError('Value cannot be converted to a float')
    return centre - width / 2.0 + width * (len(data) / 2 - before) / (behind - before)


def mode(data):
    for value, _ in _Counter(iter(data)).most_common(1):
        return value
    raise StatisticsError('no mode for empty data')


def multimode(data):
    counts = _Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value in counts if counts[value] == most]


def quantiles(data, *, n=4, method='exclusive'):
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    if len(data) < 2:
        raise StatisticsError('must have at least two data points')
    if method not in ('inclusive', 'exclusive'):
        raise ValueError(f'Unknown method: {method!r}')
    inclusive = method == 'inclusive'
    spaces = len(data) - 1 if inclusive else len(data) + 1
    cuts = []
    for i in range(1, n):
        # The cut lies behind value LEFT, by so many Nths of the way to the next.
        left = i * spaces // n if inclusive else min(max(i * spaces // n, 1), len(data) - 1) - 1
        part = i * spaces - (left if inclusive else left + 1) * n
        cuts.append((data[left] * (n - part) + data[left + 1] * part) / n)
    return cuts


def _ss(data, c=None):
    # The type of the result, the sum of squared distances from C or from the mean, that, and how many.
    kind, values, odd = int, [], None
    for x in data:
        kind = _coerce(kind, type(x))
        above, below = _exact(x)
        if below is None:       # infinite, or no number: so is the result
            odd = above if odd is None else odd + above
        values.append(odd if below is None else _Fraction(above, below))
    n = len(values)
    if odd is not None:
        return kind, odd, odd, n
    centre = _Fraction(*_exact(c)) if c is not None else sum(values, _Fraction(0)) / max(n, 1)
    return kind, sum(((value - centre) ** 2 for value in values), _Fraction(0)), centre, n


def variance(data, xbar=None):
    kind, squares, _, n = _ss(data, xbar)
    _enough(n, 2, 'variance')
    return _convert(squares / (n - 1), kind)


def pvariance(data, mu=None):
    kind, squares, _, n = _ss(data, mu)
    _enough(n, 1, 'pvariance')
    return _convert(squares / n, kind)


def _root(frac):
    # The float nearest to the square root of a fraction.
    n, m = frac.numerator, frac.denominator
    if n == 0:
        return 0.0
    q = (n.bit_length() - m.bit_length() - 109) // 2
    if q >= 0:
        num = _isqrt_odd(n, m << 2 * q) << q
        den = 1
    else:
        num = _isqrt_odd(n << -2 * q, m)
        den = 1 << -q
    return num / den


def _isqrt_odd(n, m):
    a = _math.isqrt(n // m)
    return a | (a * a * m != n)


def _std(ss, T):
    if T.__name__ == 'Decimal':
        return (T(ss.numerator) / T(ss.denominator)).sqrt()
    return _root(ss)


def stdev(data, xbar=None):
    kind, squares, _, n = _ss(data, xbar)
    _enough(n, 2, 'stdev')
    return _std(squares / (n - 1), kind)


def pstdev(data, mu=None):
    kind, squares, _, n = _ss(data, mu)
    _enough(n, 1, 'pstdev')
    return _std(squares / n, kind)


def _paired(x, y, who):
    # How many pairs there are, and the means of both.
    n = len(x)
    if len(y) != n:
        raise StatisticsError(f'{who} requires that both inputs have same number of data points')
    _enough(n, 2, who)
    return n, _fsum(x) / n, _fsum(y) / n


def _products(x, y, x_mean, y_mean):
    return _fsum((a - x_mean) * (b - y_mean) for a, b in zip(x, y))


def covariance(x, y, /):
    n, x_mean, y_mean = _paired(x, y, 'covariance')
    return _products(x, y, x_mean, y_mean) / (n - 1)


def correlation(x, y, /):
    _, x_mean, y_mean = _paired(x, y, 'correlation')
    spread = _sqrt(_products(x, x, x_mean, x_mean) * _products(y, y, y_mean, y_mean))
    if not spread:
        raise StatisticsError('at least one of the inputs is constant')
    return _products(x, y, x_mean, y_mean) / spread


LinearRegression = _namedtuple('LinearRegression', ('slope', 'intercept'))


def linear_regression(x, y, /, *, proportional=False):
    _, x_mean, y_mean = _paired(x, y, 'linear regression')
    if proportional:        # through the origin
        x_mean = y_mean = 0.0
    spread = _products(x, x, x_mean, x_mean)
    if not spread:
        raise StatisticsError('x is constant')
    slope = _products(x, y, x_mean, y_mean) / spread
    return LinearRegression(slope, 0.0 if proportional else y_mean - slope * x_mean)


class NormalDist:
    """A normal distribution."""

    __slots__ = {'_mu': 'Arithmetic mean of a normal distribution',
                 '_sigma': 'Standard deviation of a normal distribution'}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0:
            raise StatisticsError('sigma must be non-negative')
        self._mu, self._sigma = map(float, (mu, sigma))

    @classmethod
    def from_samples(cls, data):
        data = list(data)
        return cls(float(mean(data)), stdev(data))

    def samples(self, n, *, seed=None):
        gauss = _random.gauss if seed is None else _random.Random(seed).gauss
        return [gauss(self._mu, self._sigma) for i in range(n)]

    def pdf(self, x):
        variance = self._sigma * self._sigma
        if not variance:
            raise StatisticsError('pdf() not defined when sigma is zero')
        diff = x - self._mu
        return _exp(diff * diff / (-2.0 * variance)) / _sqrt(_tau * variance)

    def cdf(self, x):
        if not self._sigma:
            raise StatisticsError('cdf() not defined when sigma is zero')
        return 0.5 * (1.0 + _erf((x - self._mu) / (self._sigma * _sqrt(2.0))))

    def zscore(self, x):
        if not self._sigma:
            raise StatisticsError('zscore() not defined when sigma is zero')
        return (x - self._mu) / self._sigma

    mean = property(lambda self: self._mu)
    median = mode = mean
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)

    def __add__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu + x2._mu, _math.hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu + x2, x1._sigma)

    def __sub__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu - x2._mu, _math.hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu - x2, x1._sigma)

    def __mul__(x1, x2):
        return NormalDist(x1._mu * x2, x1._sigma * _fabs(x2))

    def __truediv__(x1, x2):
        return NormalDist(x1._mu / x2, x1._sigma / _fabs(x2))

    def __pos__(x1):
        return NormalDist(x1._mu, x1._sigma)

    def __neg__(x1):
        return NormalDist(-x1._mu, x1._sigma)

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(x1, x2):
        return -(x1 - x2)

    def __eq__(x1, x2):
        if not isinstance(x2, NormalDist):
            return NotImplemented
        return x1._mu == x2._mu and x1._sigma == x2._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f'{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})'
