# SPDX-License-Identifier: MIT
# Dates and times in the proleptic Gregorian calendar. What is now is module time's fixed moment.
import math as _math
import time as _time
from _types import _sized, _static

__all__ = ("date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC")

MINYEAR, MAXYEAR = 1, 9999
_BEFORE = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_MAXORDINAL = 3652059


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in_month(year, month):
    if month == 2:
        return 29 if _is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _ymd2ord(year, month, day):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400 + _BEFORE[month] + (month > 2 and _is_leap(year)) + day


def _ord2ymd(n):
    n -= 1
    n400, n = divmod(n, 146097)
    n100, n = divmod(n, 36524)
    n4, n = divmod(n, 1461)
    n1, n = divmod(n, 365)
    year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1
    if n1 == 4 or n100 == 4:
        return year - 1, 12, 31
    leap = _is_leap(year)
    month = (n + 50) >> 5
    before = _BEFORE[month] + (month > 2 and leap)
    if before > n:
        month -= 1
        before = _BEFORE[month] + (month > 2 and leap)
    return year, month, n - before + 1


def _index(value):
    if isinstance(value, float):
        raise TypeError("'float' object cannot be interpreted as an integer")
    try:
        return value.__index__()
    except AttributeError:
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer") from None


def _check_date(year, month, day):
    year, month, day = _index(year), _index(month), _index(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f'year {year} is out of range')
    if not 1 <= month <= 12:
        raise ValueError('month must be in 1..12')
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError('day is out of range for month')
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    hour, minute, second, microsecond = _index(hour), _index(minute), _index(second), _index(microsecond)
    if not 0 <= hour <= 23:
        raise ValueError('hour must be in 0..23')
    if not 0 <= minute <= 59:
        raise ValueError('minute must be in 0..59')
    if not 0 <= second <= 59:
        raise ValueError('second must be in 0..59')
    if not 0 <= microsecond <= 999999:
        raise ValueError('microsecond must be in 0..999999')
    if fold not in (0, 1):
        raise ValueError('fold must be either 0 or 1')
    return hour, minute, second, microsecond


def _check_tz(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tz).__name__}'")


def _format_offset(offset, sep=':'):
    if offset is None:
        return ''
    sign = '+'
    if offset.days < 0:
        sign, offset = '-', -offset
    hours, rest = divmod(offset.days * 86400 + offset.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    text = f'{sign}{hours:02}{sep}{minutes:02}'
    if seconds or offset.microseconds:
        text += f'{sep}{seconds:02}'
        if offset.microseconds:
            text += f'.{offset.microseconds:06}'
    return text


def _format_time(hour, minute, second, us, timespec):
    formats = {'hours': '{:02}', 'minutes': '{:02}:{:02}', 'seconds': '{:02}:{:02}:{:02}',
               'milliseconds': '{:02}:{:02}:{:02}.{:03}', 'microseconds': '{:02}:{:02}:{:02}.{:06}'}
    if timespec == 'auto':
        timespec = 'microseconds' if us else 'seconds'
    elif timespec == 'milliseconds':
        us //= 1000
    try:
        return formats[timespec].format(hour, minute, second, us)
    except KeyError:
        raise ValueError('Unknown timespec value') from None


def _strftime(object, format, timetuple):
    from _timecalendar import _strftime
    offset = object.utcoffset() if hasattr(object, 'utcoffset') else None
    zone = object.tzname() if hasattr(object, 'tzname') else None
    return _strftime(format, timetuple, zone or '', _format_offset(offset, ''), getattr(object, 'microsecond', 0))


def _struct(y, m, d, hh, mm, ss, isdst):
    from _timecalendar import struct_time
    day = _ymd2ord(y, m, d)
    return struct_time((y, m, d, hh, mm, ss, (day + 6) % 7, day - _ymd2ord(y, 1, 1) + 1, isdst))


def _compare(op):
    def method(self, other):
        if type(self)._comparable(self, other):
            return op(self._cmp(other))
        return NotImplemented
    return method


class timedelta:
    """A duration: days, seconds, microseconds."""

    __slots__ = '_days', '_seconds', '_microseconds', '_hashcode'

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        us = 0
        left = 0.0
        for value, factor, name in ((microseconds, 1, 'microseconds'), (milliseconds, 1000, 'milliseconds'),
                                    (seconds, 1000000, 'seconds'), (minutes, 60000000, 'minutes'),
                                    (hours, 3600000000, 'hours'), (days, 86400000000, 'days'),
                                    (weeks, 604800000000, 'weeks')):
            if isinstance(value, int):
                us += value * factor
            elif isinstance(value, float):
                part, whole = _math.modf(value)
                us += int(whole) * factor
                part, whole = _math.modf(part * factor)
                us += int(whole)
                left += part
            else:
                raise TypeError(f'unsupported type for timedelta {name} component: {type(value).__name__}')
        if left:
            whole = round(left)
            if abs(left - int(left)) == 0.5:
                whole = 2 * round((left + (us & 1)) * 0.5) - (us & 1)
            us += whole
        return cls._from_us(us)

    @classmethod
    def _from_us(cls, us):
        d, us = divmod(us, 86400000000)
        if not -999999999 <= d <= 999999999:
            raise OverflowError("days=%d; must have magnitude <= 999999999" % d)
        self = object.__new__(cls)
        self._days = d
        self._seconds, self._microseconds = divmod(us, 1000000)
        self._hashcode = -1
        return self

    def _us(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    days = property(lambda self: self._days)
    seconds = property(lambda self: self._seconds)
    microseconds = property(lambda self: self._microseconds)

    def total_seconds(self):
        return self._us() / 10 ** 6

    def __repr__(self):
        args = [f'{name}={value}' for name, value in
                (('days', self._days), ('seconds', self._seconds), ('microseconds', self._microseconds)) if value]
        return f"datetime.{self.__class__.__qualname__}({', '.join(args) or '0'})"

    def __str__(self):
        mm, ss = divmod(self._seconds, 60)
        hh, mm = divmod(mm, 60)
        s = f'{hh}:{mm:02}:{ss:02}'
        if self._days:
            s = f"{self._days} day{'s' if abs(self._days) != 1 else ''}, {s}"
        if self._microseconds:
            s += f'.{self._microseconds:06}'
        return s

    def __add__(self, other):
        if isinstance(other, timedelta):
            return timedelta._from_us(self._us() + other._us())
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._from_us(self._us() - other._us())
        return NotImplemented

    def __rsub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._from_us(other._us() - self._us())
        return NotImplemented

    def __neg__(self):
        return timedelta._from_us(-self._us())

    def __pos__(self):
        return self

    def __abs__(self):
        return -self if self._days < 0 else self

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._from_us(self._us() * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._from_us(_divide_nearest(self._us() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us() // other._us()
        if isinstance(other, int):
            return timedelta._from_us(self._us() // other)
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us() / other._us()
        if isinstance(other, int):
            return timedelta._from_us(_divide_nearest(self._us(), other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._from_us(_divide_nearest(b * self._us(), a))
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return timedelta._from_us(self._us() % other._us())
        return NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            q, r = divmod(self._us(), other._us())
            return q, timedelta._from_us(r)
        return NotImplemented

    def _comparable(self, other):
        return isinstance(other, timedelta)

    def _cmp(self, other):
        a, b = self._us(), other._us()
        return (a > b) - (a < b)

    def __hash__(self):
        if self._hashcode == -1:
            self._hashcode = hash((self._days, self._seconds, self._microseconds))
        return self._hashcode

    def __bool__(self):
        return self._us() != 0

    def __reduce__(self):
        return (self.__class__, (self._days, self._seconds, self._microseconds))


def _divide_nearest(a, b):
    if b == 0:
        raise ZeroDivisionError('integer division or modulo by zero')
    q, r = divmod(a, b)
    r *= 2
    if (r > b if b > 0 else r < b) or r == b and q % 2 == 1:
        q += 1
    return q


class tzinfo:
    """A time zone."""

    __slots__ = ()

    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        dst = dt.dst()
        if dst is None:
            raise ValueError("fromutc: non-None dst() result required")
        delta = offset - dst
        if delta:
            dt += delta
            dst = dt.dst()
        return dt + dst


class timezone(tzinfo):
    """A fixed offset from UTC."""

    __slots__ = '_offset', '_name'

    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if name is None and not offset and cls is timezone and hasattr(cls, 'utc'):
            return cls.utc
        if name is not None and not isinstance(name, str):
            raise TypeError(f"timezone() argument 2 must be str, not {type(name).__name__}")
        if not -timedelta(1) < offset < timedelta(1):
            raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and "
                             f"timedelta(hours=24), not {offset!r}.")
        return cls._create(offset, name)

    @classmethod
    def _create(cls, offset, name=None):
        self = tzinfo.__new__(cls)
        self._offset = offset
        self._name = name
        return self

    def __eq__(self, other):
        if isinstance(other, timezone):
            return self._offset == other._offset
        return NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is self.utc:
            return 'datetime.timezone.utc'
        name = '' if self._name is None else f', {self._name!r}'
        return f"datetime.{self.__class__.__qualname__}({self._offset!r}{name})"

    def __str__(self):
        return self.tzname(None)

    def utcoffset(self, dt):
        return self._offset

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return 'UTC' + _format_offset(self._offset) if self._offset else 'UTC'

    def dst(self, dt):
        return None

    def fromutc(self, dt):
        return dt + self._offset


class date:
    """A day."""

    __slots__ = '_year', '_month', '_day', '_hashcode'

    def __new__(cls, year, month=None, day=None):
        if month is None or day is None:
            name, at = ("month", 2) if month is None else ("day", 3)
            raise TypeError(f"function missing required argument '{name}' (pos {at})")
        year, month, day = _check_date(year, month, day)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        self._hashcode = -1
        return self

    @classmethod
    def fromtimestamp(cls, t):
        y, m, d = _time._parts(t)[:3]
        return cls(y, m, d)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, n):
        if n < 1:
            raise ValueError('ordinal must be >= 1')
        if n > _MAXORDINAL:
            raise ValueError('year is out of range')
        return cls(*_ord2ymd(n))

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            return cls(*_parse_date(date_string))
        except (ValueError, IndexError):
            raise ValueError(f'Invalid isoformat string: {date_string!r}') from None

    @classmethod
    def fromisocalendar(cls, year, week, day):
        if not MINYEAR <= year <= MAXYEAR:
            raise ValueError(f"Year is out of range: {year}")
        if not 0 < week < 53 and not (week == 53 and _long_year(year)):
            raise ValueError(f"Invalid week: {week}")
        if not 0 < day < 8:
            raise ValueError(f"Invalid day: {day} (range is [1, 7])")
        return cls(*_ord2ymd(_week1(year) + (week - 1) * 7 + day - 1))

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    def __repr__(self):
        return f"datetime.{self.__class__.__qualname__}({self._year}, {self._month}, {self._day})"

    def ctime(self):
        return self.strftime('%a %b %e %H:%M:%S %Y')

    def strftime(self, format):
        return _strftime(self, format, self.timetuple())

    def __format__(self, fmt):
        if not isinstance(fmt, str):
            raise TypeError("must be str, not %s" % type(fmt).__name__)
        return self.strftime(fmt) if fmt else str(self)

    def isoformat(self):
        return f'{self._year:04}-{self._month:02}-{self._day:02}'

    def __str__(self):
        return self.isoformat()

    def timetuple(self):
        return _struct(self._year, self._month, self._day, 0, 0, 0, -1)

    def toordinal(self):
        return _ymd2ord(self._year, self._month, self._day)

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day)

    def _comparable(self, other):
        return isinstance(other, date) and not isinstance(other, datetime)

    def _cmp(self, other):
        a, b = (self._year, self._month, self._day), (other._year, other._month, other._day)
        return (a > b) - (a < b)

    def __hash__(self):
        if self._hashcode == -1:
            self._hashcode = hash((self._year, self._month, self._day))
        return self._hashcode

    def __add__(self, other):
        if isinstance(other, timedelta):
            n = self.toordinal() + other.days
            if 0 < n <= _MAXORDINAL:
                return type(self).fromordinal(n)
            raise OverflowError("date value out of range")
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        year = self._year
        week1 = _week1(year)
        today = self.toordinal()
        week, day = divmod(today - week1, 7)
        if week < 0:
            year -= 1
            week, day = divmod(today - _week1(year), 7)
        elif week >= 52 and today >= _week1(year + 1):
            year += 1
            week = 0
        return IsoCalendarDate(year, week + 1, day + 1)

    def __reduce__(self):
        return (self.__class__, (self._year, self._month, self._day))


class IsoCalendarDate(tuple):
    __slots__ = ()
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __new__(cls, year, week, weekday):
        return super().__new__(cls, (year, week, weekday))

    def __repr__(self):
        return f'datetime.{type(self).__name__}(year={self[0]}, week={self[1]}, weekday={self[2]})'


def _week1(year):
    first = _ymd2ord(year, 1, 1)
    weekday = (first + 6) % 7
    monday = first - weekday
    return monday + 7 if weekday > 3 else monday


def _long_year(year):
    first = _ymd2ord(year, 1, 1) % 7
    return first == 4 or first == 3 and _is_leap(year)


def _digits(s, n):
    if len(s) != n or not s.isascii() or not s.isdigit():
        raise ValueError
    return int(s)


def _parse_date(s):
    if len(s) == 10 and s[4] == s[7] == '-':
        return _digits(s[:4], 4), _digits(s[5:7], 2), _digits(s[8:], 2)
    if len(s) == 8 and 'W' not in s:
        return _digits(s[:4], 4), _digits(s[4:6], 2), _digits(s[6:], 2)
    if s[4:5] == 'W' or s[4:6] == '-W':
        rest = s[4:].replace('-', '')[1:]
        day = date.fromisocalendar(_digits(s[:4], 4), _digits(rest[:2], 2), int(rest[2:] or 1))
        return day.year, day.month, day.day
    raise ValueError


def _parse_clock(s):
    extended = ':' in s
    us = 0
    for point in '.,':
        if point in s:
            s, part = s.split(point)
            if not part.isdigit():
                raise ValueError
            us = int((part + '000000')[:6])
    pieces = s.split(':') if extended else [s[i:i + 2] for i in range(0, len(s), 2)]
    if not 1 <= len(pieces) <= 3:
        raise ValueError
    values = [_digits(p, 2) for p in pieces] + [0] * (3 - len(pieces))
    return (*values, us)


def _parse_time(s):
    if s[:1] == 'T':
        s = s[1:]
    tz = None
    if s[-1:] == 'Z':
        s, tz = s[:-1], timezone.utc
    else:
        for i, c in enumerate(s):
            if c in '+-':
                h, m, sec, us = _parse_clock(s[i + 1:])
                delta = timedelta(hours=h, minutes=m, seconds=sec, microseconds=us)
                tz = timezone(delta if c == '+' else -delta)
                s = s[:i]
                break
    return (*_parse_clock(s), tz)


class time:
    """A time of day."""

    __slots__ = '_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_hashcode', '_fold'

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        hour, minute, second, microsecond = _check_time(hour, minute, second, microsecond, fold)
        _check_tz(tzinfo)
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._tzinfo = tzinfo
        self._hashcode = -1
        self._fold = fold
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    def _comparable(self, other):
        return isinstance(other, time)

    def _cmp(self, other):
        a, b = self._key(), other._key()
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware times")
        return (a > b) - (a < b)

    def _key(self):
        us = ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond
        offset = self.utcoffset()
        return us if offset is None else us - offset._us()

    def __hash__(self):
        if self._hashcode == -1:
            self._hashcode = hash(self._key())
        return self._hashcode

    def __repr__(self):
        args = f'{self._hour}, {self._minute}'
        if self._second or self._microsecond:
            args += f', {self._second}'
        if self._microsecond:
            args += f', {self._microsecond}'
        if self._tzinfo is not None:
            args += f', tzinfo={self._tzinfo!r}'
        if self._fold:
            args += ', fold=1'
        return f"datetime.{self.__class__.__qualname__}({args})"

    def isoformat(self, timespec='auto'):
        return (_format_time(self._hour, self._minute, self._second, self._microsecond, timespec)
                + _format_offset(self.utcoffset()))

    def __str__(self):
        return self.isoformat()

    @classmethod
    def fromisoformat(cls, time_string):
        if not isinstance(time_string, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            return cls(*_parse_time(time_string))
        except ValueError:
            raise ValueError(f'Invalid isoformat string: {time_string!r}') from None

    def strftime(self, format):
        return _strftime(self, format, _struct(1900, 1, 1, self._hour, self._minute, self._second, -1))

    def __format__(self, fmt):
        if not isinstance(fmt, str):
            raise TypeError("must be str, not %s" % type(fmt).__name__)
        return self.strftime(fmt) if fmt else str(self)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(None)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(self._hour if hour is None else hour, self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    def __reduce__(self):
        return (self.__class__, (self._hour, self._minute, self._second, self._microsecond, self._tzinfo))


_tzinfo_class = tzinfo


class datetime(date):
    """A day and a time of day."""

    __slots__ = '_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold'

    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if month is None or day is None:
            name, at = ("month", 2) if month is None else ("day", 3)
            raise TypeError(f"function missing required argument '{name}' (pos {at})")
        year, month, day = _check_date(year, month, day)
        hour, minute, second, microsecond = _check_time(hour, minute, second, microsecond, fold)
        _check_tz(tzinfo)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._tzinfo = tzinfo
        self._hashcode = -1
        self._fold = fold
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_tz(tz)
        frac, whole = _math.modf(timestamp)
        us = round(frac * 1e6)
        t = int(whole)
        if us >= 1000000:
            t += 1
            us -= 1000000
        elif us < 0:
            t -= 1
            us += 1000000
        y, m, d, hh, mm, ss = _time._parts(t)[:6]
        result = cls(y, m, d, hh, mm, ss, us, tz)
        return result if tz is None else tz.fromutc(result)

    @classmethod
    def utcfromtimestamp(cls, t):
        return cls.fromtimestamp(t)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond,
                   time.tzinfo if tzinfo is True else tzinfo, fold=time.fold)

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError('fromisoformat: argument must be str')
        s = date_string
        if len(s) < 7:
            raise ValueError(f'Invalid isoformat string: {date_string!r}')
        cut = 10 if s[4:5] == '-' and 'W' not in s[:8] else 8
        if 'W' in s[:8]:
            cut = 10 if s[4] == '-' else 8
        try:
            parts = _parse_date(s[:cut])
            clock = _parse_time(s[cut + 1:]) if len(s) > cut + 1 else (0, 0, 0, 0, None)
            if len(s) == cut + 1:
                raise ValueError
            return cls(*parts, *clock)
        except (ValueError, IndexError):
            raise ValueError(f'Invalid isoformat string: {date_string!r}') from None

    @classmethod
    def strptime(cls, date_string, format):
        from _strptime import parse
        return parse(cls, date_string, format)

    def timetuple(self):
        dst = self.dst()
        return _struct(self._year, self._month, self._day, self._hour, self._minute, self._second,
                       -1 if dst is None else 1 if dst else 0)

    def utctimetuple(self):
        offset = self.utcoffset()
        at = self - offset if offset else self
        return _struct(at._year, at._month, at._day, at._hour, at._minute, at._second, 0)

    def timestamp(self):
        if self.utcoffset() is None:
            return (self._naive_us() - _EPOCH_US) / 10 ** 6
        return (self - datetime(1970, 1, 1, tzinfo=timezone.utc)).total_seconds()

    def _naive_us(self):
        return (((self.toordinal() * 24 + self._hour) * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        given = (year, month, day, hour, minute, second, microsecond)
        own = (self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond)
        return type(self)(*(o if g is None else g for g, o in zip(given, own)),
                          self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    def astimezone(self, tz=None):
        if tz is None:
            tz = timezone.utc
        elif not isinstance(tz, _tzinfo_class):
            raise TypeError(f"tz argument must be an instance of tzinfo, not {type(tz).__name__}")
        offset = self.utcoffset() or timedelta(0)
        if tz is self._tzinfo:
            return self
        return tz.fromutc((self - offset).replace(tzinfo=tz))

    def ctime(self):
        return self.strftime('%a %b %e %H:%M:%S %Y')

    def isoformat(self, sep='T', timespec='auto'):
        return (f'{self._year:04}-{self._month:02}-{self._day:02}{sep}'
                + _format_time(self._hour, self._minute, self._second, self._microsecond, timespec)
                + _format_offset(self.utcoffset()))

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond]
        if parts[-1] == 0:
            del parts[-1]
            if parts[-1] == 0:
                del parts[-1]
        args = ', '.join(map(str, parts))
        if self._tzinfo is not None:
            args += f', tzinfo={self._tzinfo!r}'
        if self._fold:
            args += ', fold=1'
        return f"datetime.{self.__class__.__qualname__}({args})"

    def __str__(self):
        return self.isoformat(sep=' ')

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def _comparable(self, other):
        if isinstance(other, datetime):
            return True
        if isinstance(other, date):
            raise TypeError(f"can't compare {type(self).__module__}.{type(self).__name__} to "
                            f"{type(other).__module__}.{type(other).__name__}")
        return False

    def _cmp(self, other):
        a, b = self._naive_us(), other._naive_us()
        mine, others = self.utcoffset(), other.utcoffset()
        if (mine is None) != (others is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        if mine is not None:
            a, b = a - mine._us(), b - others._us()
        return (a > b) - (a < b)

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented if not isinstance(other, date) else False
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            return False
        return self._cmp(other) == 0

    def __hash__(self):
        if self._hashcode == -1:
            offset = self.utcoffset()
            us = self._naive_us()
            self._hashcode = hash(timedelta._from_us(us if offset is None else us - offset._us()))
        return self._hashcode

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        us = self._naive_us() + other._us()
        days, us = divmod(us, 86400000000)
        if not 0 < days <= _MAXORDINAL:
            raise OverflowError("date value out of range")
        seconds, us = divmod(us, 1000000)
        minutes, second = divmod(seconds, 60)
        hour, minute = divmod(minutes, 60)
        return type(self)(*_ord2ymd(days), hour, minute, second, us, self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        mine, others = self.utcoffset(), other.utcoffset()
        base = timedelta._from_us(self._naive_us() - other._naive_us())
        if (mine is None) != (others is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return base if mine is None else base + others - mine

    def __reduce__(self):
        return (self.__class__, (self._year, self._month, self._day, self._hour, self._minute, self._second,
                                 self._microsecond, self._tzinfo))


for _class in (timedelta, date, time, datetime):
    for _name, _op in (('__lt__', lambda c: c < 0), ('__le__', lambda c: c <= 0), ('__gt__', lambda c: c > 0),
                       ('__ge__', lambda c: c >= 0), ('__eq__', lambda c: c == 0)):
        if _name not in _class.__dict__:
            _hash = _class.__hash__
            setattr(_class, _name, _compare(_op))
del _class, _name, _op, _hash, _compare

_EPOCH_US = datetime(1970, 1, 1)._naive_us()
for _class, _bytes in ((timedelta, 40), (timezone, 32), (date, 32), (time, 40), (datetime, 48)):
    _sized(_class, _bytes)
del _bytes
timedelta.min, timedelta.max = timedelta(-999999999), timedelta(999999999, 86399, 999999)
timedelta.resolution = timedelta(microseconds=1)
date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(1)
time.min, time.max, time.resolution = time(), time(23, 59, 59, 999999), timedelta(microseconds=1)
datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
timezone.utc = UTC = timezone._create(timedelta(0))
timezone.min, timezone.max = timezone._create(-timedelta(hours=23, minutes=59)), timezone._create(timedelta(hours=23,
                                                                                                            minutes=59))

for _class in (timedelta, tzinfo, timezone, date, time, datetime):
    _static(_class)
del _class, _static, _sized
