# SPDX-License-Identifier: MIT
# The calendar of module time: struct_time and its texts, all in UTC and the C locale.
import time as _time

_FIELDS = ('tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday', 'tm_yday', 'tm_isdst')
_DAYS = ('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday')
_MONTHS = ('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November',
           'December')


class struct_time(tuple):
    __slots__ = ()
    n_fields, n_sequence_fields, n_unnamed_fields = 11, 9, 0
    tm_zone, tm_gmtoff = 'UTC', 0
    for _i, _name in enumerate(_FIELDS):
        locals()[_name] = property(lambda self, i=_i: self[i])
    del _i, _name

    def __new__(cls, sequence):
        self = super().__new__(cls, sequence)
        if len(self) < 9:
            raise TypeError(f"time.struct_time() takes an at least 9-sequence ({len(self)}-sequence given)")
        return self

    def __repr__(self):
        return f"time.struct_time({', '.join(f'{name}={value}' for name, value in zip(_FIELDS, self))})"

    def __reduce__(self):
        return struct_time, (tuple(self),)


struct_time.__module__ = 'time'


def gmtime(seconds=None):
    return struct_time(_time._parts(_time.time() if seconds is None else seconds))


localtime = gmtime


def _days(year, month, day):
    year -= month <= 2
    era = year // 400
    of_era = year - era * 400
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


def mktime(t):
    return float(_days(t[0], t[1], 1) * 86400 + (t[2] - 1) * 86400 + t[3] * 3600 + t[4] * 60 + t[5])


def asctime(t=None):
    t = gmtime() if t is None else t
    return f'{_DAYS[t[6]][:3]} {_MONTHS[t[1] - 1][:3]} {t[2]:2} {t[3]:02}:{t[4]:02}:{t[5]:02} {t[0]}'


def ctime(seconds=None):
    return asctime(gmtime(seconds))


def strftime(format, t=None):
    return _strftime(format, gmtime() if t is None else t)


def _iso_week(t):
    week = (t[7] - 1 - t[6] + 9) // 7
    year = t[0]
    if week < 1:
        year -= 1
        jan1 = (t[6] - t[7] + 1 - (366 if _leap(year) else 365)) % 7
        week = 53 if jan1 == 3 or (jan1 == 2 and _leap(year)) else 52
    elif week == 53:
        jan1 = (t[6] - t[7] + 1) % 7
        if not (jan1 == 3 or (jan1 == 2 and _leap(year))):
            year, week = year + 1, 1
    return year, week


def _leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _strftime(format, t, zone='UTC', offset='+0000', micro=None):
    """The text of t by format; zone, offset and micro are datetime's."""
    out = []
    i = 0
    while i < len(format):
        c = format[i]
        i += 1
        if c != '%' or i == len(format):
            out.append(c)
            continue
        c = format[i]
        i += 1
        out.append(_PARTS[c](t) if c in _PARTS else zone if c == 'Z' else offset if c == 'z' else
                   f'{micro:06}' if c == 'f' and micro is not None else '%' + c)
    return ''.join(out)


_PARTS = {
    'Y': lambda t: str(t[0]), 'm': lambda t: f'{t[1]:02}', 'd': lambda t: f'{t[2]:02}', 'H': lambda t: f'{t[3]:02}',
    'M': lambda t: f'{t[4]:02}', 'S': lambda t: f'{t[5]:02}', 'y': lambda t: f'{t[0] % 100:02}',
    'a': lambda t: _DAYS[t[6]][:3], 'A': lambda t: _DAYS[t[6]], 'b': lambda t: _MONTHS[t[1] - 1][:3],
    'h': lambda t: _MONTHS[t[1] - 1][:3], 'B': lambda t: _MONTHS[t[1] - 1], 'j': lambda t: f'{t[7]:03}',
    'w': lambda t: str((t[6] + 1) % 7), 'u': lambda t: str(t[6] + 1), 'I': lambda t: f'{(t[3] + 11) % 12 + 1:02}',
    'p': lambda t: 'PM' if t[3] >= 12 else 'AM', 'U': lambda t: f'{(t[7] + 6 - (t[6] + 1) % 7) // 7:02}',
    'W': lambda t: f'{(t[7] + 6 - t[6]) // 7:02}', 'e': lambda t: f'{t[2]:2}', 'n': lambda t: '\n', 't': lambda t: '\t',
    '%': lambda t: '%', 'D': lambda t: _strftime('%m/%d/%y', t), 'T': lambda t: _strftime('%H:%M:%S', t),
    'R': lambda t: _strftime('%H:%M', t), 'F': lambda t: _strftime('%Y-%m-%d', t), 'c': lambda t: asctime(t),
    'x': lambda t: _strftime('%m/%d/%y', t), 'X': lambda t: _strftime('%H:%M:%S', t),
    'r': lambda t: _strftime('%I:%M:%S %p', t), 'C': lambda t: f'{t[0] // 100:02}', 'G': lambda t: str(_iso_week(t)[0]),
    'V': lambda t: f'{_iso_week(t)[1]:02}', 'g': lambda t: f'{_iso_week(t)[0] % 100:02}',
    's': lambda t: str(int(mktime(t))), 'k': lambda t: f'{t[3]:2}', 'l': lambda t: f'{(t[3] + 11) % 12 + 1:2}',
}
