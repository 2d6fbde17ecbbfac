# SPDX-License-Identifier: MIT
# JSON: texts to objects and back, with CPython's layouts and messages.

__all__ = ['dump', 'dumps', 'load', 'loads', 'JSONDecoder', 'JSONDecodeError', 'JSONEncoder']


class JSONDecodeError(ValueError):
    """Says what was wrong, and where: msg, doc, pos, lineno, colno."""

    def __init__(self, msg, doc, pos):
        lineno = doc.count('\n', 0, pos) + 1
        colno = pos - doc.rfind('\n', 0, pos)
        ValueError.__init__(self, '%s: line %d column %d (char %d)' % (msg, lineno, colno, pos))
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


JSONDecodeError.__module__ = 'json.decoder'
_SPACE = ' \t\n\r'
_ESCAPES = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}
_NAMES = {'n': ('null', None), 't': ('true', True), 'f': ('false', False)}


def _skip(s, i):
    while s[i:i + 1] in _SPACE and i < len(s):
        i += 1
    return i


def _hex4(s, i):
    digits = s[i + 1:i + 5]
    if len(digits) == 4 and digits[1] not in 'xX':
        try:
            return int(digits, 16)
        except ValueError:
            pass
    raise JSONDecodeError("Invalid \\uXXXX escape", s, i)


def _string(s, end, strict=True):
    """The string that starts at end (after its quote) and the index after it."""
    parts = []
    begin = end - 1
    start = i = end
    while True:
        if i >= len(s):
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        c = s[i]
        if c == '"':
            parts.append(s[start:i])
            return ''.join(parts), i + 1
        if c == '\\':
            parts.append(s[start:i])
            i += 1
            if i >= len(s):
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            c = s[i]
            if c == 'u':
                code = _hex4(s, i)
                i += 5
                if 0xd800 <= code <= 0xdbff and s[i:i + 2] == '\\u':
                    low = _hex4(s, i + 1)
                    if 0xdc00 <= low <= 0xdfff:
                        code = 0x10000 + (((code - 0xd800) << 10) | (low - 0xdc00))
                        i += 6
                parts.append(chr(code))
            else:
                if c not in _ESCAPES:
                    raise JSONDecodeError("Invalid \\escape", s, i - 1)
                parts.append(_ESCAPES[c])
                i += 1
            start = i
        elif c < ' ' and strict:
            raise JSONDecodeError("Invalid control character at", s, i)
        else:
            i += 1


def _number(s, i):
    """The index after the number at i, and whether it is whole; -1 if there is none."""
    start = i
    n = len(s)
    if s[i:i + 1] == '-':
        i += 1
    if i >= n or s[i] not in '0123456789':
        return -1, False
    if s[i] == '0':
        i += 1
    else:
        while i < n and s[i] in '0123456789':
            i += 1
    whole = True
    if i + 1 < n and s[i] == '.' and s[i + 1] in '0123456789':
        whole = False
        i += 1
        while i < n and s[i] in '0123456789':
            i += 1
    if i < n and s[i] in 'eE':
        j = i + 1
        if j < n and s[j] in '+-':
            j += 1
        if j < n and s[j] in '0123456789':
            whole = False
            while j < n and s[j] in '0123456789':
                j += 1
            i = j
    return i, whole


class JSONDecoder:
    """Reads JSON texts."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or float
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook

    def decode(self, s):
        obj, end = self.raw_decode(s, _skip(s, 0))
        end = _skip(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return obj

    def raw_decode(self, s, idx=0):
        return self._value(s, idx, {})

    def _value(self, s, i, memo):
        c = s[i:i + 1]
        if c == '"':
            return _string(s, i + 1, self.strict)
        if c == '{':
            return self._object(s, i + 1, memo)
        if c == '[':
            return self._array(s, i + 1, memo)
        if c in _NAMES:
            text, value = _NAMES[c]
            if s.startswith(text, i):
                return value, i + len(text)
        end, whole = _number(s, i)
        if end > 0:
            return (self.parse_int if whole else self.parse_float)(s[i:end]), end
        for text in ('NaN', 'Infinity', '-Infinity'):
            if s.startswith(text, i):
                return self.parse_constant(text), i + len(text)
        raise JSONDecodeError("Expecting value", s, i)

    def _object(self, s, i, memo):
        pairs = []
        i = _skip(s, i)
        if s[i:i + 1] == '}':
            i += 1
        else:
            while True:
                if s[i:i + 1] != '"':
                    raise JSONDecodeError("Expecting property name enclosed in double quotes", s, i)
                key, i = _string(s, i + 1, self.strict)
                key = memo.setdefault(key, key)
                i = _skip(s, i)
                if s[i:i + 1] != ':':
                    raise JSONDecodeError("Expecting ':' delimiter", s, i)
                value, i = self._value(s, _skip(s, i + 1), memo)
                pairs.append((key, value))
                i = _skip(s, i)
                c = s[i:i + 1]
                i += 1
                if c == '}':
                    break
                if c != ',':
                    raise JSONDecodeError("Expecting ',' delimiter", s, i - 1)
                i = _skip(s, i)
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs), i
        result = dict(pairs)
        if self.object_hook is not None:
            result = self.object_hook(result)
        return result, i

    def _array(self, s, i, memo):
        values = []
        i = _skip(s, i)
        if s[i:i + 1] == ']':
            return values, i + 1
        while True:
            value, i = self._value(s, i, memo)
            values.append(value)
            i = _skip(s, i)
            c = s[i:i + 1]
            i += 1
            if c == ']':
                return values, i
            if c != ',':
                raise JSONDecodeError("Expecting ',' delimiter", s, i - 1)
            i = _skip(s, i)


_QUOTED = {'"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\f': '\\f', '\b': '\\b'}


def _quote(s, ascii_only):
    if s.isascii() and s.isprintable() and '"' not in s and '\\' not in s:
        return '"' + s + '"'
    out = ['"']
    for c in s:
        if c in _QUOTED:
            out.append(_QUOTED[c])
        elif ' ' <= c <= '~' or c > '~' and not ascii_only:
            out.append(c)
        elif c <= '\uffff':
            out.append(f'\\u{ord(c):04x}')
        else:
            code = ord(c) - 0x10000
            out.append(f'\\u{0xd800 | code >> 10:04x}\\u{0xdc00 | code & 0x3ff:04x}')
    out.append('"')
    return ''.join(out)


class JSONEncoder:
    """Writes JSON texts."""

    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys, self.ensure_ascii, self.check_circular = skipkeys, ensure_ascii, check_circular
        self.allow_nan, self.sort_keys, self.indent = allow_nan, sort_keys, indent
        if indent is not None and separators is None:
            self.item_separator = ','           # a new line follows it
        elif separators is not None:
            self.item_separator, self.key_separator = separators
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')

    def encode(self, o):
        if isinstance(o, str):
            return _quote(o, self.ensure_ascii)
        return ''.join(self.iterencode(o))

    def iterencode(self, o, _one_shot=False):
        out = []
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = ' ' * indent
        self._put(o, out.append, '\n' if indent is not None else None, indent, {} if self.check_circular else None)
        return iter(out)

    def _float(self, o):
        if o != o:
            text = 'NaN'
        elif o == float('inf'):
            text = 'Infinity'
        elif o == float('-inf'):
            text = '-Infinity'
        else:
            return float.__repr__(o)
        if not self.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant")
        return text

    def _put(self, o, put, newline, indent, markers):
        if isinstance(o, str):
            put(_quote(o, self.ensure_ascii))
        elif o is None:
            put('null')
        elif o is True:
            put('true')
        elif o is False:
            put('false')
        elif isinstance(o, int):
            put(int.__repr__(o))
        elif isinstance(o, float):
            put(self._float(o))
        else:
            if markers is not None:
                if id(o) in markers:
                    raise ValueError("Circular reference detected")
                markers[id(o)] = o
            if isinstance(o, (list, tuple)):
                self._put_list(o, put, newline, indent, markers)
            elif isinstance(o, dict):
                self._put_dict(o, put, newline, indent, markers)
            else:
                self._put(self.default(o), put, newline, indent, markers)
            if markers is not None:
                del markers[id(o)]

    def _put_list(self, o, put, newline, indent, markers):
        if not o:
            put('[]')
            return
        put('[')
        deeper = newline + indent if newline is not None else None
        separator = self.item_separator if deeper is None else self.item_separator + deeper
        if deeper is not None:
            put(deeper)
        first = True
        for value in o:
            if not first:
                put(separator)
            first = False
            self._put(value, put, deeper, indent, markers)
        if newline is not None:
            put(newline)
        put(']')

    def _key(self, key):
        if isinstance(key, str):
            return key
        if isinstance(key, float):
            return self._float(key)
        if key is True:
            return 'true'
        if key is False:
            return 'false'
        if key is None:
            return 'null'
        if isinstance(key, int):
            return int.__repr__(key)
        if self.skipkeys:
            return None
        raise TypeError(f'keys must be str, int, float, bool or None, not {key.__class__.__name__}')

    def _put_dict(self, o, put, newline, indent, markers):
        if not o:
            put('{}')
            return
        put('{')
        deeper = newline + indent if newline is not None else None
        separator = self.item_separator if deeper is None else self.item_separator + deeper
        first = True
        if deeper is not None:
            put(deeper)
        for key, value in sorted(o.items()) if self.sort_keys else o.items():
            key = self._key(key)
            if key is None:
                continue
            if not first:
                put(separator)
            first = False
            put(_quote(key, self.ensure_ascii))
            put(self.key_separator)
            self._put(value, put, deeper, indent, markers)
        if newline is not None:
            put(newline)
        put('}')


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
          separators=None, default=None, sort_keys=False, **kw):
    return (cls or JSONEncoder)(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular,
                                allow_nan=allow_nan, indent=indent, separators=separators, default=default,
                                sort_keys=sort_keys, **kw).encode(obj)


def dump(obj, fp, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
         separators=None, default=None, sort_keys=False, **kw):
    encoder = (cls or JSONEncoder)(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular,
                                   allow_nan=allow_nan, indent=indent, separators=separators, default=default,
                                   sort_keys=sort_keys, **kw)
    for chunk in encoder.iterencode(obj):
        fp.write(chunk)


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None,
          object_pairs_hook=None, **kw):
    if isinstance(s, str):
        if s.startswith('\ufeff'):
            raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    else:
        if not isinstance(s, (bytes, bytearray)):
            raise TypeError(f'the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}')
        s = s.decode('utf-8', 'surrogatepass')
    return (cls or JSONDecoder)(object_hook=object_hook, parse_float=parse_float, parse_int=parse_int,
                                parse_constant=parse_constant, object_pairs_hook=object_pairs_hook, **kw).decode(s)


def load(fp, **kw):
    return loads(fp.read(), **kw)


JSONDecoder.__module__ = 'json.decoder'
JSONEncoder.__module__ = 'json.encoder'
