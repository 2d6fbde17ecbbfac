# SPDX-License-Identifier: MIT
# Comma-separated values, read from any iterable of lines and written to anything with write ().
__all__ = ['QUOTE_MINIMAL', 'QUOTE_ALL', 'QUOTE_NONNUMERIC', 'QUOTE_NONE', 'Error', 'Dialect', 'excel', 'excel_tab', 'unix_dialect',
           'reader', 'writer', 'register_dialect', 'unregister_dialect', 'get_dialect', 'list_dialects', 'DictReader', 'DictWriter']

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = 0, 1, 2, 3


class Error(Exception):
    __module__ = '_csv'


class Dialect:
    delimiter, quotechar, escapechar, doublequote, skipinitialspace = ',', '"', None, True, False
    lineterminator, quoting, strict = '\r\n', QUOTE_MINIMAL, False


class excel(Dialect):
    """What Excel writes."""


class excel_tab(excel):
    delimiter = '\t'


class unix_dialect(Dialect):
    lineterminator, quoting = '\n', QUOTE_ALL


_dialects = {'excel': excel, 'excel-tab': excel_tab, 'unix': unix_dialect}
_names = ('delimiter', 'doublequote', 'escapechar', 'lineterminator', 'quotechar', 'quoting', 'skipinitialspace', 'strict')


class _Settings:
    def __init__(self, dialect, options):
        base = get_dialect(dialect) if isinstance(dialect, str) else dialect
        for name in _names:
            setattr(self, name, options.pop(name) if name in options else getattr(base, name, getattr(Dialect, name)))
        for name in options:
            raise TypeError(f"'{name}' is an invalid keyword argument for this function")
        if not isinstance(self.delimiter, str):
            raise TypeError(f'"delimiter" must be string, not {type(self.delimiter).__name__}')
        if len(self.delimiter) != 1:
            raise TypeError('"delimiter" must be a 1-character string')
        if self.quoting not in (0, 1, 2, 3):
            raise TypeError('bad "quoting" value')
        if self.quotechar is None and self.quoting != QUOTE_NONE:
            raise TypeError('quotechar must be set if quoting enabled')


def register_dialect(name, dialect=Dialect, **options):
    if not isinstance(name, str):
        raise TypeError('dialect name must be a string')
    _dialects[name] = _Settings(dialect, options)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error('unknown dialect')
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error('unknown dialect')
    return _dialects[name]


def list_dialects():
    return list(_dialects)


class _Reader:
    def __init__(self, lines, dialect, options):
        self.dialect = _Settings(dialect, options)
        self._lines = iter(lines)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        d = self.dialect
        fields, field, state, bare = [], [], 'start', False
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if state in ('quoted', 'escape-quoted') and (field or fields):
                    if d.strict:
                        raise Error('unexpected end of data') from None
                    break
                raise
            if not isinstance(line, str):
                raise Error(f'iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)')
            self.line_num += 1
            for c in line:
                if state == 'start':
                    if c in '\r\n':
                        state = 'eol' if fields or field else 'empty'
                        if fields:
                            fields.append(self._value(field, bare))
                            field, bare = [], False
                        continue
                    if c == d.quotechar and d.quoting != QUOTE_NONE:
                        state = 'quoted'
                    elif c == d.escapechar:
                        state = 'escape'
                    elif c == ' ' and d.skipinitialspace:
                        pass
                    elif c == d.delimiter:
                        fields.append(self._value(field, True))
                        field = []
                    else:
                        bare = True
                        field.append(c)
                        state = 'field'
                elif state == 'field':
                    if c in '\r\n':
                        fields.append(self._value(field, bare))
                        field, bare, state = [], False, 'eol'
                    elif c == d.escapechar:
                        state = 'escape'
                    elif c == d.delimiter:
                        fields.append(self._value(field, bare))
                        field, bare, state = [], False, 'start'
                    else:
                        field.append(c)
                elif state == 'escape':
                    field.append(c)
                    state = 'field'
                elif state == 'escape-quoted':
                    field.append(c)
                    state = 'quoted'
                elif state == 'quoted':
                    if c == d.escapechar:
                        state = 'escape-quoted'
                    elif c == d.quotechar:
                        state = 'quote' if d.doublequote else 'field'
                    else:
                        field.append(c)
                elif state == 'quote':
                    if c == d.quotechar:
                        field.append(c)
                        state = 'quoted'
                    elif c == d.delimiter:
                        fields.append(self._value(field, bare))
                        field, bare, state = [], False, 'start'
                    elif c in '\r\n':
                        fields.append(self._value(field, bare))
                        field, bare, state = [], False, 'eol'
                    elif d.strict:
                        raise Error(f"'{d.delimiter}' expected after '{d.quotechar}'")
                    else:
                        field.append(c)
                        state = 'field'
                elif c not in '\r\n':
                    raise Error('new-line character seen in unquoted field - do you need to open the file with newline=\'\'?')
            if state not in ('quoted', 'escape-quoted'):
                break
        if state in ('field', 'quote', 'escape', 'quoted', 'escape-quoted') or state == 'start' and fields:
            fields.append(self._value(field, bare))
        return fields

    def _value(self, field, bare):
        text = ''.join(field)
        return float(text) if self.dialect.quoting == QUOTE_NONNUMERIC and bare and text else text


def reader(iterable, dialect='excel', **options):
    return _Reader(iterable, dialect, options)


class _Writer:
    def __init__(self, file, dialect, options):
        self.dialect = _Settings(dialect, options)
        if not callable(getattr(file, 'write', None)):
            raise TypeError('argument 1 must have a "write" method')
        self._write = file.write

    def _field(self, value, alone):
        d = self.dialect
        number = isinstance(value, (int, float))
        text = '' if value is None else repr(value) if isinstance(value, float) else str(value)
        special = any(c in text for c in (d.delimiter, d.quotechar or '\0', d.escapechar or '\0', '\n', '\r')) or any(c in d.lineterminator for c in text)
        quoted = d.quoting == QUOTE_ALL or d.quoting == QUOTE_NONNUMERIC and not number or \
            d.quoting == QUOTE_MINIMAL and (special or alone and not text)
        if d.quoting == QUOTE_NONE:
            if alone and not text:
                raise Error('single empty field record must be quoted')
            out = []
            for c in text:
                if c in (d.delimiter, d.escapechar, d.quotechar) or c in d.lineterminator:
                    if d.escapechar is None:
                        raise Error('need to escape, but no escapechar set')
                    out.append(d.escapechar)
                out.append(c)
            return ''.join(out)
        if not quoted:
            return text
        if d.doublequote:
            text = text.replace(d.quotechar, d.quotechar * 2)
        elif d.quotechar in text:
            if d.escapechar is None:
                raise Error('need to escape, but no escapechar set')
            text = text.replace(d.quotechar, d.escapechar + d.quotechar)
        return d.quotechar + text + d.quotechar

    def writerow(self, row):
        try:
            values = list(row)
        except TypeError:
            raise Error(f'iterable expected, not {type(row).__name__}') from None
        return self._write(self.dialect.delimiter.join(self._field(v, len(values) == 1) for v in values) + self.dialect.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


def writer(fileobj, dialect='excel', **options):
    return _Writer(fileobj, dialect, options)


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds):
        self._fieldnames = fieldnames if fieldnames is None else list(fieldnames)
        self.restkey, self.restval = restkey, restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect, self.line_num = dialect, 0

    def __iter__(self):
        return self

    def _read_names(self):
        # The first row, if no names were given.
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        self.line_num = self.reader.line_num
        return self._fieldnames

    def _set_names(self, names):
        self._fieldnames = names

    fieldnames = property(_read_names, _set_names)

    def __next__(self):
        names = self.fieldnames if self.line_num == 0 else self._fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        self.line_num = self.reader.line_num
        result = dict(zip(names, row))
        if len(row) > len(names):
            result[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            result[name] = self.restval
        return result


class DictWriter:
    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds):
        self.fieldnames = list(fieldnames)
        self.restval = restval
        if extrasaction.lower() not in ('raise', 'ignore'):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, rowdict):
        if self.extrasaction == 'raise':
            wrong = rowdict.keys() - self.fieldnames
            if wrong:
                raise ValueError('dict contains fields not in fieldnames: ' + ', '.join([repr(x) for x in wrong]))
        return (rowdict.get(key, self.restval) for key in self.fieldnames)

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._row, rowdicts))
