# SPDX-License-Identifier: MIT
# Printing nested data over several lines when they do not fit in one.
import sys as _sys

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[1]


def isrecursive(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[2]


class _safe_key:
    __slots__ = ['obj']

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _safe_tuple(t):
    return _safe_key(t[0]), _safe_key(t[1])


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"


class PrettyPrinter:
    """Prints data over several lines."""

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError('indent must be >= 0')
        if depth is not None and depth <= 0:
            raise ValueError('depth must be > 0')
        if not width:
            raise ValueError('width must be != 0')
        self._depth = depth
        self._indent_per_level = indent
        self._width = width
        self._stream = stream if stream is not None else _sys.stdout
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        if self._stream is not None:
            self._stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        out = []
        self._format(object, out.append, 0, 0, {}, 0)
        return ''.join(out)

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        s, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        return self._safe_repr(object, context, maxlevels, level)

    def _repr(self, object, context, level):
        text, readable, recursive = self.format(object, context.copy(), self._depth, level)
        return text

    def _format(self, object, write, indent, allowance, context, level):
        objid = id(object)
        if objid in context:
            write(_recursion(object))
            return
        rep = self._repr(object, context, level)
        if len(rep) > self._width - indent - allowance:
            p = self._printer(object)
            if p is not None:
                context[objid] = 1
                p(self, object, write, indent, allowance, context, level + 1)
                del context[objid]
                return
        write(rep)

    def _printer(self, object):
        r = type(object).__repr__
        for kind, printer in ((dict, PrettyPrinter._pprint_dict), (list, PrettyPrinter._pprint_list),
                              (tuple, PrettyPrinter._pprint_tuple), (set, PrettyPrinter._pprint_set),
                              (frozenset, PrettyPrinter._pprint_set), (str, PrettyPrinter._pprint_str),
                              (bytes, PrettyPrinter._pprint_bytes), (bytearray, PrettyPrinter._pprint_bytearray),
                              (type(type.__dict__), PrettyPrinter._pprint_mappingproxy)):
            if r is kind.__repr__:
                return printer
        name = type(object).__name__
        if '__dataclass_fields__' in type(object).__dict__ and type(object).__dataclass_params__.repr \
                and '__create_fn__' in getattr(r, '__wrapped__', r).__qualname__ or \
                hasattr(type(object), '__dataclass_fields__') and hasattr(r, '__wrapped__'):
            return PrettyPrinter._pprint_dataclass
        if r is type(_sys.implementation).__repr__:
            return PrettyPrinter._pprint_namespace
        from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque
        for kind, printer in ((OrderedDict, PrettyPrinter._pprint_ordered), (defaultdict,
                                                                             PrettyPrinter._pprint_default),
                              (Counter, PrettyPrinter._pprint_counter), (deque, PrettyPrinter._pprint_deque),
                              (ChainMap, PrettyPrinter._pprint_chainmap), (UserDict, PrettyPrinter._pprint_user),
                              (UserList, PrettyPrinter._pprint_user), (UserString, PrettyPrinter._pprint_user)):
            if r is kind.__repr__:
                return printer
        return None

    def _pprint_dataclass(self, object, write, indent, allowance, context, level):
        name = object.__class__.__name__
        indent += len(name) + 1
        items = [(f.name, getattr(object, f.name)) for f in object.__dataclass_fields__.values() if f.repr]
        write(name + '(')
        self._format_namespace_items(items, write, indent, allowance, context, level)
        write(')')

    def _pprint_namespace(self, object, write, indent, allowance, context, level):
        name = 'namespace' if type(object).__name__ == 'SimpleNamespace' else object.__class__.__name__
        indent += len(name) + 1
        write(name + '(')
        self._format_namespace_items(list(object.__dict__.items()), write, indent, allowance, context, level)
        write(')')

    def _format_namespace_items(self, items, write, indent, allowance, context, level):
        for i, (key, ent) in enumerate(items):
            last = i == len(items) - 1
            write(key)
            write('=')
            if id(ent) in context:
                write("...")
            else:
                self._format(ent, write, indent + len(key) + 1, allowance if last else 1, context, level)
            if not last:
                write(',\n' + ' ' * indent)

    def _pprint_dict(self, object, write, indent, allowance, context, level):
        write('{')
        if self._indent_per_level > 1:
            write((self._indent_per_level - 1) * ' ')
        if len(object):
            items = sorted(object.items(), key=_safe_tuple) if self._sort_dicts else list(object.items())
            self._format_dict_items(items, write, indent, allowance + 1, context, level)
        write('}')

    def _format_dict_items(self, items, write, indent, allowance, context, level):
        indent += self._indent_per_level
        for i, (key, ent) in enumerate(items):
            last = i == len(items) - 1
            rep = self._repr(key, context, level)
            write(rep)
            write(': ')
            self._format(ent, write, indent + len(rep) + 2, allowance if last else 1, context, level)
            if not last:
                write(',\n' + ' ' * indent)

    def _pprint_ordered(self, object, write, indent, allowance, context, level):
        if not len(object):
            write(repr(object))
            return
        cls = object.__class__
        write(cls.__name__ + '(')
        self._format(list(object.items()), write, indent + len(cls.__name__) + 1, allowance + 1, context, level)
        write(')')

    def _pprint_default(self, object, write, indent, allowance, context, level):
        rdf = self._repr(object.default_factory, context, level)
        cls = object.__class__
        indent += len(cls.__name__) + 1
        write('%s(%s,\n%s' % (cls.__name__, rdf, ' ' * indent))
        self._pprint_dict(object, write, indent, allowance + 1, context, level)
        write(')')

    def _pprint_counter(self, object, write, indent, allowance, context, level):
        cls = object.__class__
        write(cls.__name__ + '({')
        if self._indent_per_level > 1:
            write((self._indent_per_level - 1) * ' ')
        self._format_dict_items(object.most_common(), write, indent + len(cls.__name__) + 1, allowance + 2, context,
                                level)
        write('})')

    def _pprint_deque(self, object, write, indent, allowance, context, level):
        cls = object.__class__
        write(cls.__name__ + '(')
        indent += len(cls.__name__) + 1
        write('[')
        if object.maxlen is None:
            self._format_items(object, write, indent, allowance + 2, context, level)
            write('])')
        else:
            self._format_items(object, write, indent, 2, context, level)
            rml = self._repr(object.maxlen, context, level)
            write('],\n%smaxlen=%s)' % (' ' * indent, rml))

    def _pprint_chainmap(self, object, write, indent, allowance, context, level):
        name = object.__class__.__name__
        write(name + '(')
        indent += len(name) + 1
        for m in object.maps[:-1]:
            self._format(m, write, indent, 1, context, level)
            write(',\n' + ' ' * indent)
        self._format(object.maps[-1], write, indent, allowance + 1, context, level)
        write(')')

    def _pprint_user(self, object, write, indent, allowance, context, level):
        self._format(object.data, write, indent, allowance, context, level - 1)

    def _pprint_mappingproxy(self, object, write, indent, allowance, context, level):
        write('mappingproxy(')
        self._format(object.copy(), write, indent + 13, allowance + 1, context, level)
        write(')')

    def _pprint_bytes(self, object, write, indent, allowance, context, level):
        # In pieces of four bytes, as many to a line as fit; in parentheses where nothing else holds the lines together.
        if len(object) <= 4:
            write(repr(object))
            return
        alone = level == 1
        if alone:
            indent, allowance = indent + 1, allowance + 1
            write('(')
        lines, line, width, last = [], b'', self._width - indent, len(object) // 4 * 4
        for i in range(0, len(object), 4):
            piece = object[i:i + 4]
            if i == last:
                width -= allowance
            if line and len(repr(line + piece)) > width:
                lines.append(repr(line))
                line = piece
            else:
                line += piece
        lines.append(repr(line))
        write(('\n' + ' ' * indent).join(lines))
        if alone:
            write(')')

    def _pprint_bytearray(self, object, write, indent, allowance, context, level):
        write('bytearray(')
        self._pprint_bytes(bytes(object), write, indent + 10, allowance + 1, context, level + 1)
        write(')')

    def _pprint_list(self, object, write, indent, allowance, context, level):
        write('[')
        self._format_items(object, write, indent, allowance + 1, context, level)
        write(']')

    def _pprint_tuple(self, object, write, indent, allowance, context, level):
        write('(')
        endchar = ',)' if len(object) == 1 else ')'
        self._format_items(object, write, indent, allowance + len(endchar), context, level)
        write(endchar)

    def _pprint_set(self, object, write, indent, allowance, context, level):
        if not len(object):
            write(repr(object))
            return
        typ = object.__class__
        if typ is set:
            write('{')
            endchar = '}'
        else:
            write(typ.__name__ + '({')
            endchar = '})'
            indent += len(typ.__name__) + 1
        self._format_items(sorted(object, key=_safe_key), write, indent, allowance + len(endchar), context, level)
        write(endchar)

    def _pprint_str(self, object, write, indent, allowance, context, level):
        if not len(object):
            write(repr(object))
            return
        import re
        chunks = []
        lines = object.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        max_width1 = max_width = self._width - indent
        rep = ''
        for i, line in enumerate(lines):
            rep = repr(line)
            if i == len(lines) - 1:
                max_width1 -= allowance
            if len(rep) <= max_width1:
                chunks.append(rep)
                continue
            parts = re.findall(r'\S*\s*', line)
            parts.pop()
            max_width2 = max_width
            current = ''
            for j, part in enumerate(parts):
                candidate = current + part
                if j == len(parts) - 1 and i == len(lines) - 1:
                    max_width2 -= allowance
                if len(repr(candidate)) > max_width2:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            write(rep)
            return
        if level == 1:
            write('(')
        for i, rep in enumerate(chunks):
            if i > 0:
                write('\n' + ' ' * indent)
            write(rep)
        if level == 1:
            write(')')

    def _format_items(self, items, write, indent, allowance, context, level):
        indent += self._indent_per_level
        if self._indent_per_level > 1:
            write((self._indent_per_level - 1) * ' ')
        delimnl = ',\n' + ' ' * indent
        delim = ''
        width = max_width = self._width - indent + 1
        items = list(items)
        for i, ent in enumerate(items):
            last = i == len(items) - 1
            if last:
                max_width -= allowance
                width -= allowance
            if self._compact:
                rep = self._repr(ent, context, level)
                w = len(rep) + 2
                if width < w:
                    width = max_width
                    if delim:
                        delim = delimnl
                if width >= w:
                    width -= w
                    write(delim)
                    delim = ', '
                    write(rep)
                    continue
            write(delim)
            delim = delimnl
            self._format(ent, write, indent, allowance if last else 1, context, level)

    def _safe_repr(self, object, context, maxlevels, level):
        typ = type(object)
        if typ in (str, bytes, bytearray, float, complex, bool, type(None)):
            return repr(object), True, False
        r = getattr(typ, "__repr__", None)
        if issubclass(typ, int) and r is int.__repr__:
            return (f"{object:_d}" if self._underscore_numbers else repr(object)), True, False
        if issubclass(typ, dict) and r is dict.__repr__:
            if not object:
                return "{}", True, False
            if maxlevels and level >= maxlevels:
                return "{...}", False, id(object) in context
            if id(object) in context:
                return _recursion(object), False, True
            context[id(object)] = 1
            readable, recursive = True, False
            components = []
            items = sorted(object.items(), key=_safe_tuple) if self._sort_dicts else object.items()
            for k, v in items:
                krepr, kread, krec = self.format(k, context, maxlevels, level + 1)
                vrepr, vread, vrec = self.format(v, context, maxlevels, level + 1)
                components.append("%s: %s" % (krepr, vrepr))
                readable = readable and kread and vread
                recursive = recursive or krec or vrec
            del context[id(object)]
            return "{%s}" % ", ".join(components), readable, recursive
        if issubclass(typ, list) and r is list.__repr__ or issubclass(typ, tuple) and r is tuple.__repr__:
            if issubclass(typ, list):
                if not object:
                    return "[]", True, False
                format = "[%s]"
            elif len(object) == 1:
                format = "(%s,)"
            else:
                if not object:
                    return "()", True, False
                format = "(%s)"
            if maxlevels and level >= maxlevels:
                return format % "...", False, id(object) in context
            if id(object) in context:
                return _recursion(object), False, True
            context[id(object)] = 1
            readable, recursive = True, False
            components = []
            for o in object:
                orepr, oread, orec = self.format(o, context, maxlevels, level + 1)
                components.append(orepr)
                readable = readable and oread
                recursive = recursive or orec
            del context[id(object)]
            return format % ", ".join(components), readable, recursive
        rep = repr(object)
        return rep, (rep and not rep.startswith('<')), False
