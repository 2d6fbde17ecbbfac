# SPDX-License-Identifier: MIT
# Enumerations, as CPython 3.11 has them: the metaclass makes the members, one object a value; flags combine.
import sys as _sys
from types import DynamicClassAttribute, MappingProxyType

__all__ = ['EnumType', 'EnumMeta', 'Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag', 'ReprEnum', 'auto', 'unique',
           'property', 'verify', 'member', 'nonmember', 'FlagBoundary', 'STRICT', 'CONFORM', 'EJECT', 'KEEP',
           'global_flag_repr', 'global_enum_repr', 'global_str', 'global_enum', 'EnumCheck', 'CONTINUOUS',
           'NAMED_FLAGS', 'UNIQUE']

# The classes that the metaclass asks about, until they are there.
Enum = Flag = ReprEnum = EJECT = None
_property = property


# --- names and numbers ------------------------------------------------------------------------------------------------

def _stands_between(name, mark):
    inner = name[len(mark):-len(mark)]
    return inner != '' and name == mark + inner + mark and '_' not in (inner[0], inner[-1])


def _is_dunder(name):
    return _stands_between(name, '__')


def _is_sunder(name):
    return _stands_between(name, '_')


def _is_private(cls_name, name):
    start = f'_{cls_name}__'
    return name != start and name.startswith(start) and not name.endswith('__')


def _is_descriptor(obj):
    return any(hasattr(obj, slot) for slot in ('__get__', '__set__', '__delete__'))


def _is_internal_class(cls_name, obj):
    if isinstance(obj, type):
        path = getattr(obj, '__qualname__', '').split('.')
        return path[-2:] == [cls_name, obj.__name__]
    return False


def _is_single_bit(num):
    return num != 0 and num & num - 1 == 0


def _is_flag_class(cls):
    return Flag is not None and issubclass(cls, Flag)


def _iter_bits_lsb(num):
    bits = num.value if isinstance(num, Enum) else num
    if bits < 0:
        raise ValueError('%r is not a positive integer' % num)
    for place in range(bits.bit_length()):
        if bits >> place & 1:
            yield 1 << place


def show_flag_values(value):
    """The bits of a flag, the lowest first."""
    return [*_iter_bits_lsb(value)]


def bin(num, max_bits=None):
    """The two's complement of a number, its sign first: '0b0 1010' is 10, '0b1 0101' is ~10."""
    width = num.bit_length()
    sign = '1' if num < 0 else '0'
    digits = format(num % (1 << width), f'0{width}b') if width else ''
    if max_bits is not None:
        digits = digits.rjust(max_bits, sign)
    return f'0b{sign} {digits}'


# --- what stands in the body of an enumeration ------------------------------------------------------------------------

class _Wrapped:
    def __init__(self, value):
        self.value = value


class nonmember(_Wrapped):
    """Keeps a name of an enumeration's body from becoming a member."""


class member(_Wrapped):
    """Makes a name of an enumeration's body a member whatever its value."""


@object.__new__
class _auto_null:
    def __repr__(self):
        return '_auto_null'


class auto:
    """Replaced by the next value in an enumeration's body."""

    def __init__(self, value=_auto_null):
        self.value = value

    def __repr__(self):
        return f'auto({self.value!r})'


class property(DynamicClassAttribute):
    """An attribute of members; on the class, the member of that name."""

    def __set_name__(self, ownerclass, name):
        self.name, self.clsname = name, ownerclass.__name__

    def __get__(self, instance, ownerclass=None):
        if instance is not None and self.fget is not None:
            return self.fget(instance)
        try:
            return ownerclass._member_map_[self.name]
        except KeyError:
            absent = AttributeError('%r has no attribute %r' % (ownerclass, self.name))
            absent.__suppress_context__ = instance is not None
            raise absent

    def __set__(self, instance, value):
        if self.fset is not None:
            return self.fset(instance, value)
        raise AttributeError(self._refusal('set'))

    def __delete__(self, instance):
        if self.fdel is not None:
            return self.fdel(instance)
        raise AttributeError(self._refusal('delete'))

    def _refusal(self, verb):
        return f'<enum {self.clsname!r}> cannot {verb} attribute {self.name!r}'


_SETTINGS = {'_order_', '_generate_next_value_', '_numeric_repr_', '_missing_', '_ignore_', '_iter_member_',
             '_iter_member_by_value_', '_iter_member_by_def_'}


class _EnumDict(dict):
    """The namespace of an enumeration's body: notes the members, in order."""

    def __init__(self):
        super().__init__()
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False

    def __setitem__(self, key, value):
        if _is_internal_class(self._cls_name, value):
            import warnings
            warnings.warn('In 3.13 classes created inside an enum will not become a member.  Use the `member` '
                          'decorator to keep the current behavior.', DeprecationWarning, stacklevel=2)
        if _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            value = self._checked_setting(key, value)
        elif _is_dunder(key):
            key = {'__order__': '_order_'}.get(key, key)
        elif key in self._member_names:
            raise TypeError(self._refusal(key))
        elif key not in self._ignore:
            if isinstance(value, nonmember):
                value = value.value
            elif not _is_descriptor(value):
                if key in self:
                    raise TypeError(self._refusal(key))
                if isinstance(value, member):
                    value = value.value
                parts = value if type(value) is tuple else (value,)
                if any(isinstance(part, auto) for part in parts):
                    settled = []
                    for part in parts:
                        if isinstance(part, auto):
                            if part.value == _auto_null:
                                part.value = self._generate_next_value(key, 1, len(self._member_names),
                                                                       self._last_values.copy())
                                self._auto_called = True
                            part = part.value
                            self._last_values.append(part)
                        settled.append(part)
                    value = tuple(settled) if parts is value else part
                else:
                    self._last_values.append(value)
                self._member_names[key] = None
        dict.__setitem__(self, key, value)

    def _refusal(self, key):
        return '%r already defined as %r' % (key, self[key])

    def _checked_setting(self, key, value):
        if key not in _SETTINGS:
            raise ValueError('_sunder_ names, such as %r, are reserved for future Enum use' % key)
        if key == '_ignore_':
            self._ignore = value = value.replace(',', ' ').split() if isinstance(value, str) else [*value]
            late = set(value).intersection(self._member_names)
            if late:
                raise ValueError('_ignore_ cannot specify already set names: %r' % late)
        elif key == '_generate_next_value_':
            if self._auto_called:
                raise TypeError('_generate_next_value_ must be defined before members')
            self._generate_next_value = value.__func__ if isinstance(value, staticmethod) else value
        return value

    def update(self, members, **more_members):
        pairs = [(name, members[name]) for name in members.keys()] if hasattr(members, 'keys') else members
        for source in pairs, more_members.items():
            for name, value in source:
                self[name] = value


# --- members ----------------------------------------------------------------------------------------------------------

class _proto_member:
    """Stands in the class body's place of a member until the class is there to make it."""

    def __init__(self, value):
        self.value = value

    def __set_name__(self, enum_class, member_name):
        delattr(enum_class, member_name)
        value, data_type = self.value, enum_class._member_type_
        args = value if isinstance(value, tuple) and data_type is not tuple else (value,)
        made = enum_class._new_member_(enum_class, *(args if enum_class._use_args_ else ()))
        if not hasattr(made, '_value_'):
            made._value_ = value if data_type is object else _converted(data_type, args)
        value, made._name_, made.__objclass__ = made._value_, member_name, enum_class
        made.__init__(*args)
        made._sort_order_ = len(enum_class._member_names_)
        flag = _is_flag_class(enum_class)
        if flag:
            _note_bits(enum_class, value)
        twin = _member_of_value(enum_class, value)
        if twin is not None:
            made = twin
        elif not flag or _is_single_bit(value):
            enum_class._member_names_.append(member_name)
        overridden = _overridden_descriptor(enum_class, member_name)
        setattr(enum_class, member_name, _redirected(enum_class, made, member_name, overridden) if overridden else made)
        enum_class._member_map_[member_name] = made
        try:
            enum_class._value2member_map_.setdefault(value, made)
        except TypeError:
            enum_class._unhashable_values_.append(value)


def _converted(data_type, args):
    try:
        return data_type(*args)
    except Exception as cause:
        raise TypeError('_value_ not set in __new__, unable to create it') from cause


def _note_bits(cls, bits):
    cls._flag_mask_ |= bits
    if _is_single_bit(bits):
        cls._singles_mask_ |= bits
    cls._all_bits_ = (1 << cls._flag_mask_.bit_length()) - 1


def _member_of_value(cls, value):
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        return next((other for other in cls._member_map_.values() if other._value_ == value), None)


def _overridden_descriptor(cls, name):
    nearest = None
    for base in cls.__mro__[1:]:
        found = base.__dict__.get(name)
        if isinstance(found, DynamicClassAttribute):
            return found
        if all(hasattr(found, accessor) for accessor in ('fget', 'fset', 'fdel')):
            nearest = found
    return nearest


def _redirected(cls, made, name, original):
    redirect = property()
    redirect.member = made
    redirect.__set_name__(cls, name)
    for accessor in 'fget', 'fset', 'fdel':
        setattr(redirect, accessor, getattr(original, accessor))
    return redirect


# --- the metaclass ----------------------------------------------------------------------------------------------------

def _text_methods(cls, first_enum, data_type, bases):
    # The methods that make text: the data type's for a ReprEnum, else the enumeration's rather than the type's.
    own = cls.__dict__
    if ReprEnum is not None and ReprEnum in bases:
        if data_type is object:
            raise TypeError('ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)')
        if '__format__' not in own:
            cls.__format__ = data_type.__format__
        if '__str__' not in own:
            cls.__str__ = data_type.__repr__ if data_type.__str__ is object.__str__ else data_type.__str__
    for name in '__repr__', '__str__', '__format__', '__reduce_ex__':
        if name not in own and getattr(cls, name) in (getattr(data_type, name), getattr(object, name)):
            setattr(cls, name, getattr(first_enum, name))


def _check_order(cls, wanted):
    if isinstance(wanted, str):
        wanted = wanted.replace(',', ' ').split()
    known, names = cls._member_map_, cls._member_names_
    if _is_flag_class(cls):
        wanted = [name for name in wanted if name in known and _is_single_bit(known[name]._value_)]
    shown = [name for name in wanted if name in names or name not in known]
    if wanted and shown != names:
        raise TypeError('member order does not match _order_:\n  %r\n  %r' % (names, shown))


def _data_type_of(cls):
    outermost = None
    for step in cls.__mro__:
        if isinstance(step, EnumType):
            if step._member_type_ is not object:
                return step._member_type_
        elif step is not object:
            if outermost is None:
                outermost = step
            if not {'__new__', '__dataclass_fields__'}.isdisjoint(step.__dict__):
                return outermost
    return None


class EnumType(type):
    """The metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        body = _EnumDict()
        body._cls_name = cls
        parent = metacls._get_mixins_(cls, bases)[1]
        if parent is not None:
            body['_generate_next_value_'] = getattr(parent, '_generate_next_value_', None)
        return body

    def __new__(metacls, cls, bases, classdict, *, boundary=None, **kwds):
        names = classdict._member_names
        for ignored in classdict.pop('_ignore_', ()):
            classdict.pop(ignored, None)
        forbidden = {'mro', ''}.intersection(names)
        if forbidden:
            raise ValueError('invalid enum member name(s) %s' % ','.join(map(repr, forbidden)))
        order = classdict.pop('_order_', None)
        data_type, parent = metacls._get_mixins_(cls, bases)
        make, own_make, use_args = metacls._find_new_(classdict, data_type, parent)
        body = {**classdict, '_new_member_': make, '_use_args_': use_args}
        for name in names:
            value = body[name]
            body[name] = _proto_member(value)
        body.update(_member_names_=[], _member_map_={}, _value2member_map_={}, _unhashable_values_=[],
                    _member_type_=data_type, _value_repr_=metacls._find_data_repr_(cls, bases))
        if cls == 'Flag' if Flag is None else any(map(_is_flag_class, bases)):
            body.update(_boundary_=boundary or getattr(parent, '_boundary_', None), _flag_mask_=0, _singles_mask_=0,
                        _all_bits_=0, _inverted_=None)
        # What the making of a member raises comes as the cause of a RuntimeError.
        failure = None
        try:
            made = super().__new__(metacls, cls, bases, body, **kwds)
        except RuntimeError as error:
            failure = error.__cause__ or error
        if failure is not None:
            raise failure
        _text_methods(made, parent, data_type, bases)
        if _is_flag_class(made):
            for name in '__or__', '__and__', '__xor__', '__ror__', '__rand__', '__rxor__', '__invert__':
                if name not in made.__dict__:
                    setattr(made, name, getattr(Flag, name))
        if Enum is not None:
            if own_make:
                made.__new_member__ = make
            made.__new__ = Enum.__new__
        if _is_flag_class(made):
            values = [one._value_ for one in made]
            if values != sorted(values):
                made._iter_member_ = made._iter_member_by_def_
        if order:
            _check_order(made, order)
        return made

    def __init__(cls, *args, **kwds):
        pass

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is not None:
            return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start,
                                boundary=boundary)
        return cls.__new__(cls, value)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        parent = cls._get_mixins_(class_name, bases)[1]
        body = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        if names and isinstance(names, (tuple, list)) and isinstance(names[0], str):
            values = []
            for place, name in enumerate(names):
                values.append(parent._generate_next_value_(name, start, place, values.copy()))
            names = [*zip(names, values)]
        for item in names:
            name, value = (item, names[item]) if isinstance(item, str) else item
            body[name] = value
        if module is None:
            module = _sys._getframe(2).f_globals.get('__name__')
        for key, value in ('__module__', module), ('__qualname__', qualname):
            if value is not None:
                body[key] = value
        return metacls.__new__(metacls, class_name, bases, body, boundary=boundary)

    # Classes as containers of their members.

    def __bool__(cls):
        return True

    def __len__(cls):
        return len(cls._member_names_)

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in cls._member_names_[::-1])

    def __contains__(cls, member):
        if isinstance(member, Enum):
            return isinstance(member, cls) and member._name_ in cls._member_map_
        import warnings
        warnings.warn('in 3.12 __contains__ will no longer raise TypeError, but will return True or\nFalse depending '
                      'on whether the value is a member or the value of a member', DeprecationWarning, stacklevel=2)
        raise TypeError(f"unsupported operand type(s) for 'in': '{type(member).__qualname__}' and "
                        f"'{cls.__class__.__qualname__}'")

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __getattr__(cls, name):
        try:
            if not _is_dunder(name):
                return cls._member_map_[name]
        except KeyError:
            raise AttributeError(name) from None
        raise AttributeError(name)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', ()):
            raise AttributeError('cannot reassign member %r' % name)
        super().__setattr__(name, value)

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get('_member_map_', ()):
            raise AttributeError('%r cannot delete member %r.' % (cls.__name__, attr))
        super().__delattr__(attr)

    @_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        return f'<{"flag" if _is_flag_class(cls) else "enum"} {cls.__name__!r}>'

    def __dir__(cls):
        names = {'__class__', '__contains__', '__doc__', '__getitem__', '__iter__', '__len__', '__members__',
                 '__module__', '__name__', '__qualname__', '__init_subclass__', *cls._member_names_}
        if cls._new_member_ is not object.__new__:
            names.add('__new__')
        if cls._member_type_ is not object:
            names.update(dir(cls._member_type_))
        return sorted(names)

    # What the bases say.

    @classmethod
    def _check_for_existing_members_(mcls, class_name, bases):
        for start in bases:
            for step in start.__mro__:
                if isinstance(step, EnumType) and step._member_names_:
                    raise TypeError('<enum %r> cannot extend %r' % (class_name, step))

    @classmethod
    def _get_mixins_(mcls, class_name, bases):
        parent = Enum
        if bases:
            mcls._check_for_existing_members_(class_name, bases)
            parent = bases[-1]
            if not isinstance(parent, EnumType):
                raise TypeError('new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] '
                                'enum_type)`')
        return mcls._find_data_type_(class_name, bases) or object, parent

    @classmethod
    def _find_data_type_(mcls, class_name, bases):
        found = {_data_type_of(base) for base in bases} - {None}
        if len(found) > 1:
            raise TypeError('too many data types for %r: %r' % (class_name, found))
        return found.pop() if found else None

    @classmethod
    def _find_data_repr_(mcls, class_name, bases):
        for step in (step for base in bases for step in base.__mro__):
            if isinstance(step, EnumType):
                return step._value_repr_
            if step is not object and '__repr__' in step.__dict__:
                return step.__dict__['__repr__']

    @classmethod
    def _find_new_(mcls, classdict, member_type, first_enum):
        own = classdict.get('__new__')
        stock = [None, None.__new__, object.__new__, getattr(Enum, '__new__', None)]
        inherited = (getattr(source, name, None) for name in ('__new_member__', '__new__')
                     for source in (member_type, first_enum))
        make = own if own is not None else next((found for found in inherited if found not in stock), object.__new__)
        if first_enum is None:
            return make, False, False
        return make, own is not None, make not in (Enum.__new__, object.__new__)


EnumMeta = EnumType


# --- enumerations -----------------------------------------------------------------------------------------------------

def _value_text(member):
    return (member.__class__._value_repr_ or repr)(member._value_)


class Enum(metaclass=EnumType):
    """An enumeration: its names stand for constants, each an object of its own."""

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            member = cls._value2member_map_.get(value)
            if member is not None:
                return member
        except TypeError:
            for member in cls._member_map_.values():
                if member._value_ == value:
                    return member
        if not cls._member_map_:
            raise TypeError('%r has no members defined' % cls)
        trouble = invalid = result = None
        try:
            result = cls._missing_(value)
        except Exception as error:
            trouble = error
        if isinstance(result, cls) or isinstance(result, int) and _is_flag_class(cls) and cls._boundary_ is EJECT:
            return result
        try:
            invalid = ValueError('%r is not a valid %s' % (value, cls.__qualname__))
            if trouble is None:
                trouble = invalid if result is None else TypeError(
                    f'error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member')
            if not isinstance(trouble, ValueError):
                trouble.__context__ = invalid
            raise trouble
        finally:
            trouble = invalid = None

    def __init__(self, *args, **kwds):
        pass

    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        latest = last_values[-1]
        try:
            last_values.sort()
            if latest == last_values[-1]:
                return latest + 1
        except TypeError:
            pass
        import warnings
        warnings.warn('In 3.13 the default `auto()`/`_generate_next_value_` will require all values to be sortable '
                      'and support adding +1\nand the value returned will be the largest value in the enum '
                      'incremented by 1', DeprecationWarning, stacklevel=3)
        while last_values:
            try:
                return last_values.pop() + 1
            except TypeError:
                continue
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        return f'<{self.__class__.__name__}.{self._name_}: {_value_text(self)}>'

    def __str__(self):
        return f'{self.__class__.__name__}.{self._name_}'

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __dir__(self):
        cls, members = self.__class__, self._member_map_
        if cls._member_type_ is object:
            shown = {'__class__', '__doc__', '__eq__', '__hash__', '__module__', 'name', 'value'}
        else:
            shown = {*object.__dir__(self)}
        spaces = [getattr(self, '__dict__', {}), *(base.__dict__ for base in cls.mro())]
        for place, space in enumerate(spaces):
            for name in space:
                if name.startswith('_'):
                    continue
                getter = space[name] if place and isinstance(space[name], property) else None
                if name not in members or getter is not None and getter.fget is not None:
                    shown.add(name)
                elif getter is not None:
                    shown.discard(name)
        return sorted(shown)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def name(self):
        """The name of the member."""
        return self._name_

    @property
    def value(self):
        """The value of the member."""
        return self._value_


class ReprEnum(Enum):
    """Only the repr is an enumeration's; str and format are the data type's."""


class IntEnum(int, ReprEnum):
    """Members are ints, too."""


class StrEnum(str, ReprEnum):
    """Members are strs, too."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError('too many arguments for str(): %r' % (values,))
        wanted = ['%r is not a string'] if len(values) == 1 else [
            None, 'encoding must be a string, not %r', 'errors must be a string, not %r']
        for given, complaint in zip(values, wanted):
            if complaint and not isinstance(given, str):
                raise TypeError(complaint % (given,))
        text = str(*values)
        made = str.__new__(cls, text)
        made._value_ = text
        return made

    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    """What becomes of bits that no member has."""

    STRICT, CONFORM, EJECT, KEEP = (auto() for _ in range(4))


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


# --- flags ------------------------------------------------------------------------------------------------------------

def _bits_of(flag, other):
    # What OTHER adds to an operation of FLAG; None for what flags of its class do not combine with.
    if isinstance(other, flag.__class__):
        return other._value_
    return other if flag._member_type_ is not object and isinstance(other, flag._member_type_) else None


def _combined_name(cls, value):
    # The names of the members that VALUE is made of, or None, and the bits that none of them has.
    own = cls._singles_mask_
    parts = [*cls._iter_member_(value & own)]
    if value & ~own:
        for one in cls._member_map_.values():
            if one._value_ and one._value_ | value == value and one not in parts:
                parts.append(one)
    for one in parts:
        value &= ~one._value_
    names = [one._name_ for one in parts]
    return '|'.join(names) if names else None, value


class Flag(Enum, boundary=STRICT):
    """Members combine by |, & and ^."""

    _numeric_repr_ = repr

    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return 1 if start is None else start
        highest = max(last_values)
        try:
            return 1 << highest.bit_length()
        except Exception:
            raise TypeError('invalid flag value %r' % highest) from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        yield from map(cls._value2member_map_.get, _iter_bits_lsb(value & cls._flag_mask_))

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        in_order = [*cls._iter_member_by_value_(value)]
        in_order.sort(key=lambda one: one._sort_order_)
        yield from in_order

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError('%r is not a valid %s' % (value, cls.__qualname__))
        known, every, boundary = cls._flag_mask_, cls._all_bits_, cls._boundary_
        if value & (every ^ known) or not -every - 1 <= value <= every:
            if boundary is STRICT:
                width = max(value.bit_length(), known.bit_length())
                raise ValueError('%r invalid value %r\n    given %s\n  allowed %s'
                                 % (cls, value, bin(value, width), bin(known, width)))
            if boundary is EJECT:
                return value
            if boundary is CONFORM:
                value &= known
            elif boundary is not KEEP:
                raise ValueError('%r unknown flag boundary %r' % (cls, boundary))
            elif value < 0:
                value += max(every + 1, 1 << value.bit_length())
        negative = value if value < 0 else None
        if negative is not None:
            value += every + 1
        unknown = value & ~known
        if unknown and boundary is not KEEP:
            raise ValueError('%s(%r) -->  unknown values %r [%s]' % (cls.__name__, value, unknown, bin(unknown)))
        name, rest = _combined_name(cls, value)
        if name is not None and rest:
            if boundary is STRICT:
                raise ValueError('%r: no members with value %r' % (cls, rest))
            name = f'{name}|{cls._numeric_repr_(rest)}'
        data_type = cls._member_type_
        made = object.__new__(cls) if data_type is object else data_type.__new__(cls, value)
        if not hasattr(made, '_value_'):
            made._value_ = value
        made._name_ = name
        made = cls._value2member_map_.setdefault(value, made)
        if negative is not None:
            cls._value2member_map_[negative] = made
        return made

    def __contains__(self, other):
        if isinstance(other, self.__class__):
            return not other._value_ & ~self._value_
        raise TypeError("unsupported operand type(s) for 'in': %r and %r"
                        % (type(other).__qualname__, self.__class__.__qualname__))

    def __bool__(self):
        return self._value_ != 0

    def __len__(self):
        return self._value_.bit_count()

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __repr__(self):
        name = '' if self._name_ is None else '.' + self._name_
        return f'<{self.__class__.__name__}{name}: {_value_text(self)}>'

    def __str__(self):
        tail = f'({self._value_!r})' if self._name_ is None else '.' + self._name_
        return self.__class__.__name__ + tail

    def __or__(self, other):
        other = _bits_of(self, other)
        return NotImplemented if other is None else self.__class__(self._value_ | other)

    def __and__(self, other):
        other = _bits_of(self, other)
        return NotImplemented if other is None else self.__class__(self._value_ & other)

    def __xor__(self, other):
        other = _bits_of(self, other)
        return NotImplemented if other is None else self.__class__(self._value_ ^ other)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        if self._inverted_ is None:
            opposite = ~self._value_
            if self._boundary_ not in (KEEP, EJECT):
                opposite &= self._singles_mask_
            self._inverted_ = self.__class__(opposite)
        return self._inverted_


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags that are ints, too."""


# --- decorators -------------------------------------------------------------------------------------------------------

def _aliases(enumeration):
    return ', '.join(f'{name} -> {one.name}' for name, one in enumeration.__members__.items() if name != one.name)


def unique(enumeration):
    """Refuses an enumeration in which two names have one value."""
    aliases = _aliases(enumeration)
    if aliases:
        raise ValueError('duplicate values found in %r: %s' % (enumeration, aliases))
    return enumeration


def _module_name(member):
    return member.__class__.__module__.rpartition('.')[2]


def global_enum_repr(self):
    return f'{_module_name(self)}.{self._name_}'


def global_flag_repr(self):
    module = _module_name(self)
    if self._name_ is None:
        return f'{module}.{self.__class__.__name__}({self._value_!r})'
    if _is_single_bit(self):
        return f'{module}.{self._name_}'
    return '|'.join(part if part[0].isdigit() else f'{module}.{part}' for part in self._name_.split('|'))


def global_str(self):
    return f'{self.__class__.__name__}({self._value_!r})' if self._name_ is None else self._name_


def global_enum(cls, update_str=False):
    """Makes the members names of their module, and shows them so."""
    cls.__repr__ = global_flag_repr if _is_flag_class(cls) else global_enum_repr
    if update_str or not issubclass(cls, ReprEnum):
        cls.__str__ = global_str
    vars(_sys.modules[cls.__module__]).update(cls.__members__)
    return cls


class EnumCheck(StrEnum):
    """What verify looks at."""

    CONTINUOUS = 'no skipped integer values'
    NAMED_FLAGS = 'multi-flag aliases may not contain unnamed flags'
    UNIQUE = 'one name per value'


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


def _aliased_twice(enumeration, kind):
    aliases = _aliases(enumeration)
    return aliases and 'aliases found in %r: %s' % (enumeration, aliases)


def _with_gaps(enumeration, kind):
    values = {one.value for one in enumeration}
    if not values:
        return None
    low, high = min(values), max(values)
    if kind == 'flag':
        between = (1 << place for place in range(low.bit_length(), high.bit_length() - 1))
    else:
        between = range(low + 1, high)
    gaps = ', '.join(str(value) for value in between if value not in values)
    return gaps and f'invalid {kind} {enumeration.__name__!r}: missing values {gaps}'[:256]


def _with_unnamed_bits(enumeration, kind):
    named = {one.value for one in enumeration}
    names, missing = [], 0
    for name, one in enumeration._member_map_.items():
        if name not in enumeration._member_names_ and one.value >= 0:
            unnamed = sum(bit for bit in _iter_bits_lsb(one.value) if bit not in named)
            if unnamed:
                names.append(name)
                missing |= unnamed
    if not names:
        return None
    *others, last = names
    who = f'aliases {", ".join(others)} and {last} are' if others else f'alias {last} is'
    what = 'value' if _is_single_bit(missing) else 'combined values of'
    return (f'invalid Flag {enumeration.__name__!r}: {who} missing {what} {missing:#x} '
            '[use enum.show_flag_values(value) for details]')


_CHECKS = {'UNIQUE': _aliased_twice, 'CONTINUOUS': _with_gaps, 'NAMED_FLAGS': _with_unnamed_bits}


class verify:
    """A decorator that checks an enumeration."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        if not issubclass(enumeration, Enum):
            raise TypeError("the 'verify' decorator only works with Enum and Flag")
        kind = 'flag' if _is_flag_class(enumeration) else 'enum'
        for check in self.checks:
            complaint = isinstance(check, EnumCheck) and _CHECKS[check.name](enumeration, kind)
            if complaint:
                raise ValueError(complaint)
        return enumeration
