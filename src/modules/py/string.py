# SPDX-License-Identifier: MIT
# Characters by class, templates and the formatter behind str.format.
import _string

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
           "printable", "punctuation", "whitespace", "Formatter", "Template"]

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or ' ').join(map(str.capitalize, s.split(sep)))


_sentinel_dict = {}


class Template:
    """A text with $names to be replaced."""

    delimiter = '$'
    idpattern = r'(?a:[_a-z][_a-z0-9]*)'
    braceidpattern = None
    flags = None

    def __init_subclass__(cls):
        super().__init_subclass__()
        cls._own_pattern()

    @classmethod
    def _own_pattern(cls):
        import re
        if 'pattern' in cls.__dict__:
            pattern = cls.pattern
        else:
            delim = re.escape(cls.delimiter)
            name = cls.idpattern
            braced = cls.braceidpattern or cls.idpattern
            pattern = (rf'{delim}(?:(?P<escaped>{delim})|(?P<named>{name})|{{(?P<braced>{braced})}}|(?P<invalid>))')
        cls.pattern = re.compile(pattern, (re.IGNORECASE if cls.flags is None else cls.flags) | re.VERBOSE)
        return cls.pattern

    def __init__(self, template):
        self.template = template

    def _compiled(self):
        pattern = getattr(self, 'pattern', None)
        return pattern if pattern is not None else Template._own_pattern()

    def _invalid(self, mo):
        before = self.template[:mo.start('invalid')]
        lines = before.splitlines(keepends=True) or ['']
        column = len(before) - len(''.join(lines[:-1])) + (before == '')
        raise ValueError(f'Invalid placeholder in string: line {len(lines)}, col {column}')

    def _mapping(self, mapping, kws):
        if mapping is _sentinel_dict:
            return kws
        if kws:
            from collections import ChainMap
            return ChainMap(kws, mapping)
        return mapping

    def _replace(self, value_of, wrong):
        # The text with each name replaced by VALUE_OF (name, match), and each placeholder that is none by WRONG (match).
        def convert(mo):
            if name := mo.group('named') or mo.group('braced'):
                return value_of(name, mo)
            return wrong(mo) if mo.group('escaped') is None else self.delimiter
        return self._compiled().sub(convert, self.template)

    def substitute(self, mapping=_sentinel_dict, /, **kws):
        values = self._mapping(mapping, kws)

        def wrong(mo):
            if mo.group('invalid') is not None:
                self._invalid(mo)
            raise ValueError('Unrecognized named group in pattern', self._compiled())
        return self._replace(lambda name, mo: str(values[name]), wrong)

    def safe_substitute(self, mapping=_sentinel_dict, /, **kws):
        values = self._mapping(mapping, kws)

        def value_of(name, mo):
            try:
                return str(values[name])
            except KeyError:
                return mo.group()
        return self._replace(value_of, lambda mo: mo.group())

    def is_valid(self):
        return not any(mo.group('invalid') is not None for mo in self._compiled().finditer(self.template))

    def get_identifiers(self):
        names = (mo.group('named') or mo.group('braced') for mo in self._compiled().finditer(self.template))
        return list(dict.fromkeys(filter(None, names)))


class _Numbering:
    # Whether the fields of a format are numbered by themselves or by hand; not known before the first.
    def __init__(self):
        self.next = None

    def name_of(self, field):
        by_itself = field == ''
        if not by_itself and not field.isdigit():
            return field
        if by_itself and self.next is False or not by_itself and self.next:
            raise ValueError('cannot switch from manual field specification to automatic field numbering')
        if not by_itself:
            self.next = False
            return field
        self.next = (self.next or 0) + 1
        return str(self.next - 1)


class Formatter:
    """str.format in parts that a subclass may change."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        text = self._vformat(format_string, args, kwargs, used, 2, _Numbering())
        self.check_unused_args(used, args, kwargs)
        return text

    def _vformat(self, format_string, args, kwargs, used, depth, numbering=None):
        if depth < 0:
            raise ValueError('Max string recursion exceeded')
        parts = []
        for literal, field, spec, conversion in self.parse(format_string):
            parts.append(literal)
            if field is None:
                continue
            value, key = self.get_field(numbering.name_of(field), args, kwargs)
            used.add(key)
            value = self.convert_field(value, conversion)
            parts.append(self.format_field(value, self._vformat(spec, args, kwargs, used, depth - 1, numbering)))
        return ''.join(parts)

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        converters = {'s': str, 'r': repr, 'a': ascii}
        if conversion is None:
            return value
        if conversion not in converters:
            raise ValueError(f"Unknown conversion specifier {conversion!s}")
        return converters[conversion](value)

    def parse(self, format_string):
        return _string.formatter_parser(format_string)

    def get_field(self, field_name, args, kwargs):
        key, path = _string.formatter_field_name_split(field_name)
        value = self.get_value(key, args, kwargs)
        for by_name, step in path:
            value = getattr(value, step) if by_name else value[step]
        return value, key
