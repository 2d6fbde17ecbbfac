# SPDX-License-Identifier: MIT
# Printing and taking apart tracebacks. The texts of whole exceptions are the interpreter's own.
import sys as _sys
import _traceback

__all__ = ['extract_stack', 'extract_tb', 'format_exception', 'format_exception_only', 'format_list', 'format_stack',
           'format_tb', 'print_exc', 'format_exc', 'print_exception', 'print_last', 'print_stack', 'print_tb',
           'clear_frames', 'FrameSummary', 'StackSummary', 'TracebackException', 'walk_stack', 'walk_tb']

_sentinel = type('_Sentinel', (), {'__repr__': lambda self: "<implicit>"})()
_RECURSIVE_CUTOFF = 3


class FrameSummary:
    """One frame of a traceback."""

    __slots__ = ('filename', 'lineno', 'end_lineno', 'colno', 'end_colno', 'name', '_line', 'locals', '_text')

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None,
                 end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line
        self.locals = {k: repr(v) for k, v in locals.items()} if locals else None
        self.end_lineno = end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self._text = None
        if lookup_line:
            self.line

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return tuple(self) == tuple(other) and self.locals == other.locals
        if isinstance(other, tuple):
            return tuple(self) == other
        return NotImplemented

    def __getitem__(self, pos):
        return (self.filename, self.lineno, self.name, self.line)[pos]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def __len__(self):
        return 4

    @property
    def line(self):
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = _traceback.source_line(self.filename, self.lineno) or ''
        return self._line.strip()


class StackSummary(list):
    """The frames of a traceback or of a stack."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        rows = [(frame, lineno, None) for frame, lineno in frame_gen]
        return klass._build(rows, limit, lookup_lines, capture_locals)

    @classmethod
    def _build(klass, rows, limit, lookup_lines=True, capture_locals=False):
        if limit is None:
            limit = getattr(_sys, 'tracebacklimit', None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            rows = rows[:limit] if limit >= 0 else rows[limit:]
        result = klass()
        for frame, lineno, text in rows:
            code = frame.f_code
            summary = FrameSummary(code.co_filename, lineno, code.co_name, lookup_line=lookup_lines,
                                   locals=frame.f_locals if capture_locals else None)
            summary._text = text
            result.append(summary)
        return result

    @classmethod
    def from_list(klass, a_list):
        def summary(filename, lineno, name, line):
            return FrameSummary(filename, lineno, name, line=line)
        return StackSummary(entry if isinstance(entry, FrameSummary) else summary(*entry) for entry in a_list)

    def format_frame_summary(self, frame):
        if frame._text is not None:
            text = frame._text
        else:
            text = f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
            if frame.line:
                text += f'    {frame.line}\n'
        if frame.locals:
            text += ''.join(f'    {name} = {value}\n' for name, value in sorted(frame.locals.items()))
        return text

    def format(self):
        result = []
        last = None
        count = 0
        for frame in self:
            text = self.format_frame_summary(frame)
            if text is None:
                continue
            place = frame.filename, frame.lineno, frame.name
            if place != last:
                if count > _RECURSIVE_CUTOFF:
                    result.append(_repeated(count - _RECURSIVE_CUTOFF))
                last = place
                count = 0
            count += 1
            if count <= _RECURSIVE_CUTOFF:
                result.append(text)
        if count > _RECURSIVE_CUTOFF:
            result.append(_repeated(count - _RECURSIVE_CUTOFF))
        return result


def _repeated(count):
    return f'  [Previous line repeated {count} more time{"s" if count > 1 else ""}]\n'


def walk_stack(f):
    if f is None:
        f = _sys._getframe().f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _tb_rows(tb):
    rows = []
    while tb is not None:
        following = tb.tb_next
        if following is None:
            text = _traceback.format_tb(tb)
        else:
            whole, rest = _traceback.format_tb(tb), _traceback.format_tb(following)
            text = whole[:len(whole) - len(rest)] if whole.endswith(rest) and '[Previous' not in whole else None
        rows.append((tb.tb_frame, tb.tb_lineno, text))
        tb = following
    return rows


def extract_tb(tb, limit=None):
    return StackSummary._build(_tb_rows(tb), limit)


def extract_stack(f=None, limit=None):
    if f is None:
        f = _sys._getframe().f_back
    rows = [(frame, lineno, None) for frame, lineno in walk_stack(f)]
    if limit is not None:
        rows = rows[:limit] if limit >= 0 else rows[limit:]
    rows.reverse()
    return StackSummary._build(rows, None)


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    _write(format_list(extracted_list), file)


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    _write(format_tb(tb, limit), file)


def format_stack(f=None, limit=None):
    if f is None:
        f = _sys._getframe().f_back
    return extract_stack(f, limit).format()


def print_stack(f=None, limit=None, file=None):
    if f is None:
        f = _sys._getframe().f_back
    _write(extract_stack(f, limit).format(), file)


def _write(lines, file):
    file = _sys.stderr if file is None else file
    for line in lines:
        file.write(line)


def _parse_value_tb(exc, value, tb):
    if (value is _sentinel) != (tb is _sentinel):
        raise ValueError("Both or neither of value and tb must be given")
    if value is tb is _sentinel:
        if exc is not None:
            if isinstance(exc, BaseException):
                return exc, exc.__traceback__
            raise TypeError(f'Exception expected for value, {type(exc).__name__} found')
        return None, None
    return value, tb


def _split(text):
    # The lines of the interpreter's text, those of one frame together.
    result = []
    for line in text.splitlines(keepends=True):
        if result and line.startswith('    ') and result[-1].startswith('  File "'):
            result[-1] += line
        elif line == '\n' and not result[-1:] == ['']:
            result.append(line)
        else:
            result.append(line)
    joined = []
    for line in result:
        if joined and joined[-1] == '\n' and line.endswith('exception:\n'):
            joined[-1] += line
        elif joined and line == '\n' and joined[-1].endswith('exception:\n'):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def format_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, chain=True):
    value, tb = _parse_value_tb(exc, value, tb)
    if value is None:
        return ['NoneType: None\n']
    if limit is None and chain and tb is value.__traceback__ and not hasattr(_sys, 'tracebacklimit'):
        return _split(_traceback.format_exception(value))
    return list(TracebackException(type(value), value, tb, limit=limit).format(chain=chain))


def print_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, file=None, chain=True):
    value, tb = _parse_value_tb(exc, value, tb)
    if value is None:
        _write(['NoneType: None\n'], file)
    elif limit is None and chain and tb is value.__traceback__ and not hasattr(_sys, 'tracebacklimit'):
        _write([_traceback.format_exception(value)], file)
    else:
        _write(TracebackException(type(value), value, tb, limit=limit).format(chain=chain), file)


def format_exception_only(exc, /, value=_sentinel):
    if value is _sentinel:
        value = exc
    if value is None:
        return ['NoneType: None\n']
    return list(TracebackException(type(value), value, None).format_exception_only())


def print_exc(limit=None, file=None, chain=True):
    print_exception(_sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    return ''.join(format_exception(_sys.exception(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    if not hasattr(_sys, 'last_type'):
        raise ValueError("no last exception")
    print_exception(_sys.last_type, _sys.last_value, _sys.last_traceback, limit, file, chain)


def clear_frames(tb):
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next


class TracebackException:
    """An exception made ready to be printed later."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, _seen=None):
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        self.stack = StackSummary._build(_tb_rows(exc_traceback), limit, lookup_lines, capture_locals)
        self.exc_type = exc_type
        self._str = None
        self.__notes__ = getattr(exc_value, '__notes__', None)
        self._only = ''
        if exc_value is not None:
            bare = exc_value.__traceback__, exc_value.__cause__, exc_value.__context__, exc_value.__suppress_context__
            try:
                self._str = str(exc_value)
            except Exception:
                self._str = '<exception str() failed>'
            try:
                exc_value.__traceback__ = exc_value.__cause__ = exc_value.__context__ = None
                self._only = _traceback.format_exception(exc_value)
            finally:
                exc_value.__traceback__, exc_value.__cause__, exc_value.__context__, exc_value.__suppress_context__ = bare

        def other(e):
            if e is None or id(e) in seen:
                return None
            return TracebackException(type(e), e, e.__traceback__, limit=limit, lookup_lines=lookup_lines,
                                      capture_locals=capture_locals, _seen=seen)
        self.__cause__ = other(getattr(exc_value, '__cause__', None))
        self.__context__ = other(getattr(exc_value, '__context__', None))
        self.__suppress_context__ = getattr(exc_value, '__suppress_context__', False)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self):
        yield from self._only.splitlines(keepends=True)

    def format(self, *, chain=True):
        if chain:
            if self.__cause__ is not None:
                yield from self.__cause__.format()
                yield '\nThe above exception was the direct cause of the following exception:\n\n'
            elif self.__context__ is not None and not self.__suppress_context__:
                yield from self.__context__.format()
                yield '\nDuring handling of the above exception, another exception occurred:\n\n'
        if self.stack:
            yield 'Traceback (most recent call last):\n'
            yield from self.stack.format()
        yield from self.format_exception_only()

    def print(self, *, file=None, chain=True):
        _write(self.format(chain=chain), file)
