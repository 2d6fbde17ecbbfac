# SPDX-License-Identifier: MIT
# datetime.strptime: a format made into a regular expression.
import re
from _timecalendar import _DAYS, _MONTHS


def _names(names):
    return '|'.join(sorted((n.lower() for n in names), key=len, reverse=True))


_PATTERNS = {
    'd': r'(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])', 'f': r'(?P<f>[0-9]{1,6})', 'H': r'(?P<H>2[0-3]|[0-1]\d|\d)',
    'I': r'(?P<I>1[0-2]|0[1-9]|[1-9])', 'j': r'(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])',
    'm': r'(?P<m>1[0-2]|0[1-9]|[1-9])', 'M': r'(?P<M>[0-5]\d|\d)', 'S': r'(?P<S>6[0-1]|[0-5]\d|\d)',
    'y': r'(?P<y>\d\d)',
    'Y': r'(?P<Y>\d\d\d\d)', 'z': r'(?P<z>[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|(?-i:Z))', 'Z': r'(?P<Z>utc|gmt)',
    'p': '(?P<p>am|pm)', 'A': f'(?P<A>{_names(_DAYS)})', 'a': f"(?P<a>{_names(d[:3] for d in _DAYS)})",
    'B': f'(?P<B>{_names(_MONTHS)})', 'b': f"(?P<b>{_names(m[:3] for m in _MONTHS)})", '%': '%',
    'w': r'(?P<w>[0-6])', 'u': r'(?P<u>[1-7])',
}
_WHOLE = {'c': '%a %b %d %H:%M:%S %Y', 'x': '%m/%d/%y', 'X': '%H:%M:%S', 'T': '%H:%M:%S', 'D': '%m/%d/%y', 'R': '%H:%M',
          'F': '%Y-%m-%d'}


def _expression(format):
    for letter in 'cxX':
        format = format.replace('%' + letter, _WHOLE[letter])
    out = []
    i = 0
    while i < len(format):
        c = format[i]
        i += 1
        if c == '%':
            if i == len(format):
                raise ValueError(f"stray %% in format '{format}'")
            letter = format[i]
            i += 1
            if letter not in _PATTERNS:
                raise ValueError(f"'{letter}' is a bad directive in format '{format}'")
            out.append(_PATTERNS[letter])
        elif c.isspace():
            if not out or out[-1] != r'\s+':
                out.append(r'\s+')
        else:
            out.append(re.escape(c))
    return ''.join(out)


def parse(cls, text, format):
    from datetime import date, timedelta, timezone
    for what, name in ((text, 0), (format, 1)):
        if not isinstance(what, str):
            raise TypeError(f"strptime() argument {name} must be str, not {type(what)}")
    found = re.compile(_expression(format), re.IGNORECASE).match(text)
    if not found:
        raise ValueError(f"time data {text!r} does not match format {format!r}")
    if len(text) != found.end():
        raise ValueError(f"unconverted data remains: {text[found.end():]}")
    parts = found.groupdict()
    year, month, day = 1900, 1, 1
    tz = None
    if 'y' in parts:
        year = int(parts['y'])
        year += 2000 if year <= 68 else 1900
    if 'Y' in parts:
        year = int(parts['Y'])
    if 'm' in parts:
        month = int(parts['m'])
    if 'B' in parts:
        month = [m.lower() for m in _MONTHS].index(parts['B'].lower()) + 1
    if 'b' in parts:
        month = [m[:3].lower() for m in _MONTHS].index(parts['b'].lower()) + 1
    if 'd' in parts:
        day = int(parts['d'])
    if 'j' in parts:
        at = date(year, 1, 1) + timedelta(int(parts['j']) - 1)
        month, day = at.month, at.day
    hour = int(parts.get('H') or 0)
    if 'I' in parts:
        hour = int(parts['I']) % 12
        if parts.get('p', '').lower() == 'pm':
            hour += 12
    minute, second = int(parts.get('M') or 0), int(parts.get('S') or 0)
    micro = int((parts['f'] + '000000')[:6]) if 'f' in parts else 0
    if 'z' in parts:
        z = parts['z']
        if z == 'Z':
            tz = timezone.utc
        else:
            digits = z[1:].replace(':', '')
            delta = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]), seconds=int(digits[4:6] or 0))
            tz = timezone(-delta if z[0] == '-' else delta)
    return cls(year, month, day, hour, minute, second, micro, tz)
