# SPDX-License-Identifier: MIT
# format (Decimal, spec).


def _parse(spec):
    fill, align, sign, alt, zero, width, comma, precision, kind = ' ', '', '-', False, False, 0, '', None, ''
    i = 0
    if len(spec) > 1 and spec[1] in '<>=^':
        fill, align, i = spec[0], spec[1], 2
    elif spec[:1] in ('<', '>', '=', '^') and spec:
        align, i = spec[0], 1
    if spec[i:i + 1] in ('+', '-', ' ') and i < len(spec):
        sign, i = spec[i], i + 1
    if spec[i:i + 1] == 'z':
        i += 1
    if spec[i:i + 1] == '#':
        alt, i = True, i + 1
    if spec[i:i + 1] == '0':
        zero, i = True, i + 1
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
    if zero and not align:
        fill, align = '0', '='
    return fill, align or '>', sign, alt, width, comma, precision, kind


def _group(whole):
    parts = []
    while len(whole) > 3:
        parts.insert(0, whole[-3:])
        whole = whole[:-3]
    parts.insert(0, whole)
    return ','.join(parts)


def format_decimal(d, spec, context):
    fill, align, sign, alt, width, comma, precision, kind = _parse(spec)
    lead = '-' if d._sign else '' if sign == '-' else sign
    if d._special:
        body = str(d.copy_abs())
        if fill == '0' and align == '=':
            fill, align = ' ', '>'
        return _pad(lead, body, fill, align, width)
    if kind == '%':
        d = d._make(d._sign, d._int, d._exp + 2)
    style = kind or ('g' if precision is not None else '')
    rounding = context.rounding
    if precision is not None:
        if style in 'eE':
            d = _digits(d, precision + 1, rounding)
        elif style in 'fF%':
            d = d._rescale(-precision, rounding)
        elif d._int and len(str(d._int)) > max(precision, 1):
            d = _digits(d, max(precision, 1), rounding)
    if not d._int and d._exp > 0 and style in 'fF%' and style:
        d = d._rescale(0, rounding)
    digits = str(d._int)
    left = d._exp + len(digits)
    if style in ('e', 'E'):
        place = 1 - precision if not d._int and precision is not None else 1
    elif style in ('f', 'F', '%'):
        place = left
    elif d._exp <= 0 and left > -6:
        place = left
    else:
        place = 1
    if place < 0:
        whole, part = '0', '0' * -place + digits
    elif place > len(digits):
        whole, part = digits + '0' * (place - len(digits)), ''
    else:
        whole, part = digits[:place] or '0', digits[place:]
    exponent = left - place
    tail = ''
    if exponent or style in ('e', 'E'):
        letter = 'E' if style in ('E', 'G') or style in ('', ) and context.capitals else 'e'
        tail = f'{letter}{exponent:+}'
    if kind == '%':
        tail += '%'
    rest = ('.' + part if part or alt else '') + tail
    if comma:
        if fill == '0' and align == '=':
            need = width - len(lead) - len(rest)
            while len(_group(whole)) < need:
                whole = '0' + whole
        whole = _group(whole)
    return _pad(lead, whole + rest, fill, align, width)


def _digits(d, count, rounding):
    # Rounded to that many digits.
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
    if align == '=':
        return lead + space + body
    if align == '^':
        half = len(space) // 2
        return space[:half] + lead + body + space[half:]
    return space + lead + body
