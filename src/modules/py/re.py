# SPDX-License-Identifier: MIT
# Regular expressions. Parsing and matching are in C (module _sre); the flags, which need enum, are made when first
# asked for.
from _sre import Match, Pattern, compile as _compile_new

__all__ = ["match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge",
           "template",
           "escape", "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE",
           "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag"]

_FLAGS = {'NOFLAG': 0, 'ASCII': 256, 'A': 256, 'IGNORECASE': 2, 'I': 2, 'LOCALE': 4, 'L': 4, 'UNICODE': 32, 'U': 32,
          'MULTILINE': 8, 'M': 8, 'DOTALL': 16, 'S': 16, 'VERBOSE': 64, 'X': 64, 'TEMPLATE': 1, 'T': 1, 'DEBUG': 128}
_MAXCACHE = 512
_cache = {}


class error(Exception):
    """What is wrong with a pattern: msg, pattern, pos, lineno, colno."""

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is not None and pos is not None:
            msg = '%s at position %d' % (msg, pos)
            newline = '\n' if isinstance(pattern, str) else b'\n'
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = '%s (line %d, column %d)' % (msg, self.lineno, self.colno)
        else:
            self.lineno = self.colno = None
        super().__init__(msg)


def __getattr__(name):
    if name == 'RegexFlag':
        import enum
        flag = enum.IntFlag('RegexFlag', _FLAGS, boundary=enum.KEEP, module='re')
        flag._numeric_repr_ = hex
        flag.__repr__ = enum.global_flag_repr
        flag.__str__ = object.__str__
        globals()['RegexFlag'] = flag
        return flag
    if name in _FLAGS:
        return globals().setdefault(name, (globals().get('RegexFlag') or __getattr__('RegexFlag'))(_FLAGS[name]))
    raise AttributeError(f"module 're' has no attribute '{name}'")


def _compile(pattern, flags):
    if type(flags) is not int:
        flags = int(flags) if isinstance(flags, int) else flags
    try:
        return _cache[type(pattern), pattern, flags]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes, bytearray)):
        raise TypeError("first argument must be string or compiled pattern")
    p = _compile_new(pattern, flags)
    if not flags & 128:
        if len(_cache) >= _MAXCACHE:
            try:
                del _cache[next(iter(_cache))]
            except (StopIteration, RuntimeError, KeyError):
                pass
        _cache[type(pattern), pattern, flags] = p
    return p


def match(pattern, string, flags=0):
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return _compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return _compile(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    return _compile(pattern, flags)


def purge():
    _cache.clear()


_SPECIAL = {i: '\\' + chr(i) for i in b'()[]{}?*+-|^$\\.&~# \t\n\r\v\f'}


def escape(pattern):
    if isinstance(pattern, str):
        return pattern.translate(_SPECIAL)
    return str(pattern, 'latin1').translate(_SPECIAL).encode('latin1')
