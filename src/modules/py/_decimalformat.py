# SPDX-License-Identifier: MIT
# format (Decimal, spec).


# The parts of SPEC, which is as of a float but without "#": fill, align ("z": by a zero before the width), sign, whether "z", width,
# "," or "", precision or None, kind or "".
def _parse(spec):
    fill, align, sign, width, comma, precision, kind = ' ', '', '-', 0, '', None, ''
    i = 0
    if len(spec) > 1 and spec[1] in '<>=^':
        fill, align, i = spec[0], spec[1], 2
    elif spec[:1] in ('<', '>', '=', '^') and spec:
        align, i = spec[0], 1
    if spec[i:i + 1] in ('+', '-', ' ') and i < len(spec):
        sign, i = spec[i], i + 1
    no_minus_zero = spec[i:i + 1] == 'z'
    i += no_minus_zero
    if spec[i:i + 1] == '0':
        if align:
            raise ValueError('invalid format string')
        align, i = 'z', i + 1
    start = i
    while spec[i:i + 1].isdigit():
        i += 1
    width = int(spec[start:i] or 0)
    if spec[i:i + 1] == ',':
        comma, i = ',', i + 1
    if spec[i:i + 1] == '.':
        start = i = i + 1
        while spec[i:i + 1].isdigit():
            i += 1
        if start == i:
            raise ValueError('invalid format string')
        precision = int(spec[start:i])
    if i < len(spec) and spec[i] in 'eEfFgGn%':
        kind, i = spec[i], i + 1
    if i != len(spec):
        raise ValueError('invalid format string')
    return fill, align or '>', sign, no_minus_zero, width, comma, precision, kind


def _group(whole):
    parts = []
    while len(whole) > 3:
        parts.insert(0, whole[-3:])
        whole = whole[:-3]
    parts.insert(0, whole)
    return ','.join(parts)


# D as it will be shown: rounded to PRECISION, without zeros before the point that only the exponent holds.
def _round(d, style, precision, rounding):
    if precision is not None:
        if style in 'eE':
            d = _digits(d, precision + 1, rounding)
        elif style in 'fF%':
            d = d._rescale(-precision, rounding)
        elif d._int and len(str(d._int)) > max(precision, 1):
            d = _digits(d, max(precision, 1), rounding)
    if not d._int and d._exp > 0 and style in 'fF%' and style:
        d = d._rescale(0, rounding)
    return d


# Before which of D's digits the point stands; what it is moved by, the exponent says. LEFT: where it stands without one.
def _place(d, style, precision, left):
    if style in ('e', 'E'):
        return 1 - precision if not d._int and precision is not None else 1
    if style in ('f', 'F', '%') or (d._exp <= 0 and left > -6):
        return left
    return 1


# DIGITS before and behind the point at PLACE.
def _split(digits, place):
    if place < 0:
        return '0', '0' * -place + digits
    if place > len(digits):
        return digits + '0' * (place - len(digits)), ''
    return digits[:place] or '0', digits[place:]


def format_decimal(d, spec, context):
    fill, align, sign, no_minus_zero, width, comma, precision, kind = _parse(spec)
    lead = '-' if d._sign else '' if sign == '-' else sign
    if d._special:
        align = '>' if align == 'z' else align
        return _pad(lead, str(d.copy_abs()) + ('%' if kind == '%' else ''), fill, align, width)
    if kind == '%':
        d = d._make(d._sign, d._int, d._exp + 2)
    style = kind or ('g' if precision is not None else '')
    d = _round(d, style, precision, context.rounding)
    if no_minus_zero and not d._int:
        lead = '' if sign == '-' else sign
    digits = str(d._int)
    left = d._exp + len(digits)
    place = _place(d, style, precision, left)
    whole, part = _split(digits, place)
    exponent = left - place
    tail = ''
    if exponent or style in ('e', 'E'):
        letter = 'E' if kind in ('E', 'G') or not kind and context.capitals else 'e'
        tail = f'{letter}{exponent:+}'
    if kind == '%':
        tail += '%'
    rest = ('.' + part if part else '') + tail
    if comma:
        # Zeros that fill the width are grouped, too.
        if align == 'z':
            need = width - len(lead) - len(rest)
            while len(_group(whole)) < need:
                whole = '0' + whole
        whole = _group(whole)
    return _pad(lead, whole + rest, fill, align, width)


# D rounded to COUNT digits.
def _digits(d, count, rounding):
    if not d._int:
        return d
    drop = len(str(d._int)) - count
    result = d._rescale(d._exp + drop, rounding)
    if len(str(result._int)) > count:
        result = result._make(result._sign, result._int // 10, result._exp + 1)
    return result


def _pad(lead, body, fill, align, width):
    space = fill * (width - len(lead) - len(body))
    if align == '<':
        return lead + body + space
    if align == 'z':
        return lead + '0' * len(space) + body
    if align == '=':
        return lead + space + body
    if align == '^':
        half = len(space) // 2
        return space[:half] + lead + body + space[half:]
    return space + lead + body
