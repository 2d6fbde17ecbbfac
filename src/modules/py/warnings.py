# SPDX-License-Identifier: MIT
# Warnings: filters, and the text on standard error.
import sys as _sys

__all__ = ['warn', 'warn_explicit', 'showwarning', 'formatwarning', 'filterwarnings', 'simplefilter', 'resetwarnings',
           'catch_warnings']

# action, message (a compiled expression or None), category, module, line
filters = [
    ('default', None, DeprecationWarning, '__main__', 0),
    ('ignore', None, DeprecationWarning, None, 0),
    ('ignore', None, PendingDeprecationWarning, None, 0),
    ('ignore', None, ImportWarning, None, 0),
    ('ignore', None, ResourceWarning, None, 0),
]
defaultaction = _defaultaction = 'default'
onceregistry = _onceregistry = {}
_version = 1


class WarningMessage:
    _WARNING_DETAILS = ('message', 'category', 'filename', 'lineno', 'file', 'line', 'source')

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return ("{message : %r, category : %r, filename : %r, lineno : %s, line : %r}" %
                (self.message, self._category_name, self.filename, self.lineno, self.line))


def showwarning(message, category, filename, lineno, file=None, line=None):
    file = _sys.stderr if file is None else file
    if file is not None:
        file.write(formatwarning(message, category, filename, lineno, line))


_showwarning = showwarning


def formatwarning(message, category, filename, lineno, line=None):
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    if line is None:
        from _traceback import source_line
        line = source_line(filename, lineno)
    if line and (line := line.strip()):
        text += f"  {line}\n"
    return text


def _warn_unawaited(name):
    message = RuntimeWarning(f"coroutine '{name}' was never awaited")
    warn(message, RuntimeWarning, stacklevel=2, source=message)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    assert action in ("error", "ignore", "always", "default", "module", "once"), f"invalid action: {action!r}"
    assert isinstance(message, str), "message must be a string"
    assert isinstance(category, type), "category must be a class"
    assert issubclass(category, Warning), "category must be a Warning subclass"
    assert isinstance(module, str), "module must be a string"
    assert isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0"
    if message or module:
        import re
    message = re.compile(message, re.I) if message else None
    module = re.compile(module) if module else None
    _add((action, message, category, module, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    assert action in ("error", "ignore", "always", "default", "module", "once"), f"invalid action: {action!r}"
    assert isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0"
    _add((action, None, category, None, lineno), append)


def _add(item, append):
    global _version
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _version += 1


def resetwarnings():
    global _version
    filters[:] = []
    _version += 1


def _filters_mutated():
    global _version
    _version += 1


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    try:
        frame = _sys._getframe(max(stacklevel, 1))
    except ValueError:
        globals, filename, lineno = _sys.__dict__, "sys", 1
    else:
        globals, filename, lineno = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    module = globals.get('__name__', "<string>")
    warn_explicit(message, category, filename, lineno, module, globals.setdefault("__warningregistry__", {}), globals,
                  source)


def _matches(pattern, text, whole):
    if pattern is None:
        return True
    if isinstance(pattern, str):
        return pattern == text
    return pattern.match(text) is not None


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    lineno = int(lineno)
    if module is None:
        module = filename or "<unknown>"
        if module[-3:].lower() == ".py":
            module = module[:-3]
    if registry is None:
        registry = {}
    if registry.get('version', 0) != _version:
        registry.clear()
        registry['version'] = _version
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    key = (text, category, lineno)
    if registry.get(key):
        return
    for action, msg, cat, mod, line in filters:
        if _matches(msg, text, True) and issubclass(category, cat) and _matches(mod, module, False) and line in (0,
                                                                                                                 lineno):
            break
    else:
        action = defaultaction
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action == "once":
        registry[key] = 1
        oncekey = (text, category)
        if onceregistry.get(oncekey):
            return
        onceregistry[oncekey] = 1
    elif action == "module":
        registry[key] = 1
        altkey = (text, category, 0)
        if registry.get(altkey):
            return
        registry[altkey] = 1
    elif action == "default":
        registry[key] = 1
    elif action != "always":
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {(action, msg, cat, mod, line)}")
    _showwarnmsg(WarningMessage(message, category, filename, lineno, source=source))


def _showwarnmsg(msg):
    showwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)
    if msg.source is not None and showwarning is _showwarning and _sys.stderr is not None:
        _sys.stderr.write(f"{msg.category.__name__}: Enable tracemalloc to get the object allocation traceback\n")


class catch_warnings:
    """Saves and restores the filters; with record, gathers the warnings in a list."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._module = module or _sys.modules['warnings']
        self._filter = action and (action, category, lineno, append)
        self._saved = None      # what the module had, once this has been entered

    def __repr__(self):
        told = ["record=True"] * bool(self._record)
        if self._module is not _sys.modules['warnings']:
            told.append(f"module={self._module!r}")
        return f"{type(self).__name__}({', '.join(told)})"

    def __enter__(self):
        if self._saved is not None:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        module = self._module
        self._saved = {name: getattr(module, name) for name in ('filters', 'showwarning', '_showwarnmsg')}
        module.filters = list(module.filters)
        module._filters_mutated()
        if self._filter:
            simplefilter(*self._filter)
        if not self._record:
            return None
        log = []
        module._showwarnmsg, module.showwarning = log.append, module._showwarning
        return log

    def __exit__(self, *exc_info):
        if self._saved is None:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        for name, value in self._saved.items():
            setattr(self._module, name, value)
        self._module._filters_mutated()
