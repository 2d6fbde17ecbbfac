# SPDX-License-Identifier: MIT
# Taking a format string apart, for string.Formatter.


def formatter_parser(text):
    i = 0
    n = len(text)
    literal = []
    while i < n:
        c = text[i]
        i += 1
        if c == '{' or c == '}':
            if i < n and text[i] == c:
                literal.append(c)
                i += 1
                yield ''.join(literal), None, None, None
                literal = []
                continue
            if c == '}':
                raise ValueError("Single '}' encountered in format string")
            if i >= n:
                raise ValueError("Single '{' encountered in format string")
            depth = 1
            start = i
            while i < n and depth:
                depth += (text[i] == '{') - (text[i] == '}')
                i += 1
            if depth:
                raise ValueError("expected '}' before end of string")
            yield ''.join(literal), *_field(text[start:i - 1])
            literal = []
        else:
            literal.append(c)
    if literal:
        yield ''.join(literal), None, None, None


def _field(body):
    bracket = False
    for i, c in enumerate(body):
        if c == '[':
            bracket = True
        elif c == ']':
            bracket = False
        elif c in '!:' and not bracket:
            break
    else:
        return body, '', None
    name, rest = body[:i], body[i:]
    if rest[0] == ':':
        return name, rest[1:], None
    if len(rest) < 2:
        raise ValueError("end of string while looking for conversion specifier")
    if len(rest) > 2 and rest[2] != ':':
        raise ValueError("expected ':' after conversion specifier")
    return name, rest[3:], rest[1]


def formatter_field_name_split(name):
    end = min((i for i in (name.find('.'), name.find('[')) if i >= 0), default=len(name))
    first = name[:end]

    def rest(i):
        while i < len(name):
            if name[i] == '.':
                j = min((k for k in (name.find('.', i + 1), name.find('[', i + 1)) if k >= 0), default=len(name))
                if j == i + 1:
                    raise ValueError("Empty attribute in format string")
                yield True, name[i + 1:j]
                i = j
            elif name[i] == '[':
                j = name.find(']', i)
                if j < 0:
                    raise ValueError("Missing ']' in format string")
                key = name[i + 1:j]
                yield False, int(key) if key.isdigit() else key
                i = j + 1
            else:
                raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
    return int(first) if first.isdigit() else first, rest(end)
