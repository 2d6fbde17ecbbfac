# SPDX-License-Identifier: MIT
# Printing nested data over several lines when they do not fit in one.
import sys as _sys

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    options = {'compact': compact, 'sort_dicts': sort_dicts, 'underscore_numbers': underscore_numbers}
    PrettyPrinter(indent, width, depth, stream, **options).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    options = {'compact': compact, 'sort_dicts': sort_dicts, 'underscore_numbers': underscore_numbers}
    return PrettyPrinter(indent, width, depth, **options).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    kwargs['sort_dicts'] = sort_dicts
    pprint(object, *args, **kwargs)


def saferepr(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[1]


def isrecursive(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[2]


class _safe_key:
    # Sorts anything: by the name of the type and the address where objects do not compare.
    __slots__ = ['obj']

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        mine, others = self.obj, other.obj
        try:
            return mine < others
        except TypeError:
            return (str(type(mine)), id(mine)) < (str(type(others)), id(others))


def _sorted_items(mapping):
    return sorted(mapping.items(), key=lambda item: (_safe_key(item[0]), _safe_key(item[1])))


def _recursion(object):
    return f'<Recursion on {type(object).__name__} with id={id(object)}>'


def _told_last(items):
    # Each of ITEMS, and whether it is the last.
    waiting = []
    for item in items:
        for before in waiting:
            yield before, False
        waiting = [item]
    for before in waiting:
        yield before, True


def _packed(parts, width, last_width):
    # The texts of lines that PARTS of a str or bytes fill, as many to a line as fit; the last part must leave more room.
    line = parts[0][:0]
    for left, part in zip(range(len(parts) - 1, -1, -1), parts):
        longer = line + part
        if len(repr(longer)) <= (width if left else last_width):
            line = longer
        else:
            if line:
                yield repr(line)
            line = part
    if line:
        yield repr(line)


def _str_lines(text, width, last_width):
    import re
    for line, last in _told_last(text.splitlines(True)):
        room = last_width if last else width
        if len(repr(line)) <= room:
            yield repr(line)
        else:
            yield from _packed(re.findall(r'\S*\s*', line)[:-1], width, room)


def _bytes_lines(data, width, last_width):
    # In fours. Only a last piece that is shorter leaves room for what follows.
    return _packed([data[i:i + 4] for i in range(0, len(data), 4)], width, last_width if len(data) % 4 else width)


def _write_lines(stream, split, text, indent, width, allowance, alone):
    # ALONE: nothing around it but parentheses holds the lines together.
    lines = list(split(text, width - alone, width - allowance - 2 * alone))
    around = alone and (len(lines) > 1 or split is _bytes_lines)
    if around:
        stream.write('(')
    before = '' if split is _bytes_lines else None      # a stream of the program's own sees each write
    for line in lines:
        if before is not None:
            stream.write(before)
        stream.write(line)
        before = f'\n{" " * (indent + alone)}'
    if around:
        stream.write(')')


def _indent_first(printer, stream):
    if printer._indent_per_level > 1:
        stream.write(' ' * (printer._indent_per_level - 1))


def _printer_of(printer, object):
    # The method that prints OBJECT over several lines, or None.
    shown_by, methods = type(object).__repr__, printer._dispatch
    collections = _sys.modules.get('collections')
    if collections is not None and collections.OrderedDict.__repr__ not in methods:
        for kind, method in _of_collections.items():
            methods[getattr(collections, kind).__repr__] = getattr(PrettyPrinter, method)
    if shown_by in methods:
        return methods[shown_by]
    made = getattr(getattr(shown_by, '__wrapped__', None), '__qualname__', '')
    if '__create_fn__' in made and hasattr(type(object), '__dataclass_fields__') and object.__dataclass_params__.repr:
        return type(printer)._pprint_dataclass
    return None


class _Text(list):
    write = list.append


class PrettyPrinter:
    """Prints data over several lines."""

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        numbers = int(indent), int(width)
        for wrong, complaint in ((numbers[0] < 0, 'indent must be >= 0'), (depth is not None and depth <= 0, 'depth must be > 0'),
                                 (not numbers[1], 'width must be != 0')):
            if wrong:
                raise ValueError(complaint)
        self._depth = depth
        self._indent_per_level, self._width = numbers
        self._stream = _sys.stdout if stream is None else stream
        self._compact, self._sort_dicts, self._underscore_numbers = bool(compact), sort_dicts, underscore_numbers

    def pprint(self, object):
        stream = self._stream
        if stream is not None:
            self._format(object, stream, 0, 0, {}, 0)
            stream.write('\n')

    def pformat(self, object):
        text = _Text()
        self._format(object, text, 0, 0, {}, 0)
        return ''.join(text)

    def isrecursive(self, object):
        text, readable, recursive = self.format(object, {}, 0, 0)
        return recursive

    def isreadable(self, object):
        text, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        return self._safe_repr(object, context, maxlevels, level)

    def _repr(self, object, context, level):
        text, readable, recursive = self.format(object, context.copy(), self._depth, level)
        if not readable:
            self._readable = False
        if recursive:
            self._recursive = True
        return text

    # --- over several lines: each method has the column where OBJECT begins, how many characters follow it in its last line,
    # --- the ids of the objects around it, and their number

    def _format(self, object, stream, indent, allowance, context, level):
        me = id(object)
        if me in context:
            stream.write(_recursion(object))
            self._recursive, self._readable = True, False
            return
        text = self._repr(object, context, level)
        printer = _printer_of(self, object) if len(text) > self._width - indent - allowance else None
        if printer is None:
            stream.write(text)
        else:
            context[me] = 1
            printer(self, object, stream, indent, allowance, context, level + 1)
            del context[me]

    def _format_items(self, items, stream, indent, allowance, context, level):
        _indent_first(self, stream)
        indent += self._indent_per_level
        new_line, between = f',\n{" " * indent}', ''
        room = whole = self._width - indent + 1
        for item, last in _told_last(items):
            if last:
                room, whole = room - allowance, whole - allowance
            if self._compact:       # behind the one before it, if there is room
                text = self._repr(item, context, level)
                needed = len(text) + 2
                if needed > room:
                    room, between = whole, between and new_line
                if needed <= room:
                    stream.write(between)
                    stream.write(text)
                    room, between = room - needed, ', '
                    continue
            stream.write(between)
            self._format(item, stream, indent, allowance if last else 1, context, level)
            between = new_line

    def _format_dict_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        for (key, value), last in _told_last(items):
            text = self._repr(key, context, level)
            stream.write(text)
            stream.write(': ')
            self._format(value, stream, indent + len(text) + 2, allowance if last else 1, context, level)
            if not last:
                stream.write(f',\n{" " * indent}')

    def _format_namespace_items(self, items, stream, indent, allowance, context, level):
        for (name, value), last in _told_last(items):
            stream.write(name)
            stream.write('=')
            if id(value) not in context:
                self._format(value, stream, indent + len(name) + 1, allowance if last else 1, context, level)
            else:
                stream.write('...')
            if not last:
                stream.write(f',\n{" " * indent}')

    def _pprint_dataclass(self, object, stream, indent, allowance, context, level):
        from dataclasses import fields
        begin = object.__class__.__name__ + '('
        shown = [(field.name, getattr(object, field.name)) for field in fields(object) if field.repr]
        stream.write(begin)
        self._format_namespace_items(shown, stream, indent + len(begin), allowance, context, level)
        stream.write(')')

    def _pprint_simplenamespace(self, object, stream, indent, allowance, context, level):
        begin = 'namespace(' if type(object) is type(_sys.implementation) else object.__class__.__name__ + '('
        stream.write(begin)
        self._format_namespace_items(object.__dict__.items(), stream, indent + len(begin), allowance, context, level)
        stream.write(')')

    def _pprint_list(self, object, stream, indent, allowance, context, level):
        stream.write('[')
        self._format_items(object, stream, indent, allowance + 1, context, level)
        stream.write(']')

    def _pprint_tuple(self, object, stream, indent, allowance, context, level):
        end = ')' if len(object) != 1 else ',)'
        stream.write('(')
        self._format_items(object, stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _pprint_set(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        kind = object.__class__
        begin, end = ('{', '}') if kind is set else (kind.__name__ + '({', '})')
        stream.write(begin)
        self._format_items(sorted(object, key=_safe_key), stream, indent + len(begin) - 1, allowance + len(end), context, level)
        stream.write(end)

    def _pprint_dict(self, object, stream, indent, allowance, context, level):
        stream.write('{')
        _indent_first(self, stream)
        if len(object):
            items = _sorted_items(object) if self._sort_dicts else object.items()
            self._format_dict_items(items, stream, indent, allowance + 1, context, level)
        stream.write('}')

    def _pprint_mappingproxy(self, object, stream, indent, allowance, context, level):
        stream.write('mappingproxy(')
        self._format(object.copy(), stream, indent + len('mappingproxy('), allowance + 1, context, level)
        stream.write(')')

    def _pprint_str(self, object, stream, indent, allowance, context, level):
        if len(object):
            _write_lines(stream, _str_lines, object, indent, self._width - indent, allowance, level == 1)
        else:
            stream.write(repr(object))

    def _pprint_bytes(self, object, stream, indent, allowance, context, level):
        if len(object) > 4:
            _write_lines(stream, _bytes_lines, object, indent, self._width - indent, allowance, level == 1)
        else:
            stream.write(repr(object))

    def _pprint_bytearray(self, object, stream, indent, allowance, context, level):
        stream.write('bytearray(')
        self._pprint_bytes(bytes(object), stream, indent + 10, allowance + 1, context, level + 1)
        stream.write(')')

    def _pprint_ordered_dict(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        begin = object.__class__.__name__ + '('
        stream.write(begin)
        self._format([*object.items()], stream, indent + len(begin), allowance + 1, context, level)
        stream.write(')')

    def _pprint_default_dict(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        factory = self._repr(object.default_factory, context, level)
        begin = object.__class__.__name__ + '('
        indent += len(begin)
        stream.write(f'{begin}{factory},\n{" " * indent}')
        self._pprint_dict(object, stream, indent, allowance + 1, context, level)
        stream.write(')')

    def _pprint_counter(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        begin = object.__class__.__name__ + '({'
        stream.write(begin)
        _indent_first(self, stream)
        self._format_dict_items(object.most_common(), stream, indent + len(begin) - 1, allowance + 2, context, level)
        stream.write('})')

    def _pprint_deque(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        begin = object.__class__.__name__ + '('
        stream.write(begin)
        stream.write('[')
        indent += len(begin)
        limit = object.maxlen
        self._format_items(object, stream, indent, 2 if limit is not None else allowance + 2, context, level)
        stream.write('])' if limit is None else f'],\n{" " * indent}maxlen={self._repr(limit, context, level)})')

    def _pprint_chain_map(self, object, stream, indent, allowance, context, level):
        if not len(object.maps):
            stream.write(repr(object))
            return
        begin = object.__class__.__name__ + '('
        stream.write(begin)
        indent += len(begin)
        for mapping, last in _told_last(object.maps):
            self._format(mapping, stream, indent, allowance + 1 if last else 1, context, level)
            stream.write(')' if last else f',\n{" " * indent}')

    def _pprint_user_dict(self, object, stream, indent, allowance, context, level):
        self._format(object.data, stream, indent, allowance, context, level - 1)

    _pprint_user_list = _pprint_user_string = _pprint_user_dict

    # --- in one line

    def _safe_repr(self, object, context, maxlevels, level):
        kind = type(object)
        if kind in _scalars:
            return repr(object), True, False
        shown_by = getattr(kind, '__repr__', None)
        if shown_by is int.__repr__ and issubclass(kind, int):
            return f'{object:_d}' if self._underscore_numbers else repr(object), True, False
        for container, (begin, end) in _brackets.items():
            if shown_by is container.__repr__ and issubclass(kind, container):
                break
        else:
            text = repr(object)
            return text, text and not text.startswith('<'), False
        if not object:
            return begin + end, True, False
        if container is tuple and len(object) == 1:
            end = ',)'
        me = id(object)
        if maxlevels and level >= maxlevels:
            return f'{begin}...{end}', False, me in context
        if me in context:
            return _recursion(object), False, True
        context[me] = 1
        if container is not dict:
            entries = zip(object)
        else:
            entries = _sorted_items(object) if self._sort_dicts else object.items()
        texts, readable, recursive = [], True, False
        for entry in entries:
            shown = []
            for part in entry:
                text, part_readable, part_recursive = self.format(part, context, maxlevels, level + 1)
                shown.append(text)
                readable, recursive = readable and part_readable, recursive or part_recursive
            texts.append(': '.join(shown))
        del context[me]
        return begin + ', '.join(texts) + end, readable if container is dict else bool(readable), recursive

    # How a type is shown tells how it is printed: a class that inherits both is printed as its base.
    _dispatch = {dict.__repr__: _pprint_dict, list.__repr__: _pprint_list, tuple.__repr__: _pprint_tuple, set.__repr__: _pprint_set,
                 frozenset.__repr__: _pprint_set, str.__repr__: _pprint_str, bytes.__repr__: _pprint_bytes,
                 bytearray.__repr__: _pprint_bytearray, type(type.__dict__).__repr__: _pprint_mappingproxy,
                 type(_sys.implementation).__repr__: _pprint_simplenamespace}


_scalars = {str, bytes, bytearray, float, complex, bool, type(None)}

_brackets = {dict: '{}', list: '[]', tuple: '()'}

# The classes of collections join once it is imported.
_of_collections = {'OrderedDict': '_pprint_ordered_dict', 'defaultdict': '_pprint_default_dict', 'Counter': '_pprint_counter',
                   'deque': '_pprint_deque', 'ChainMap': '_pprint_chain_map', 'UserDict': '_pprint_user_dict',
                   'UserList': '_pprint_user_list', 'UserString': '_pprint_user_string'}
