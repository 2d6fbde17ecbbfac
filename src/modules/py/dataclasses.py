# SPDX-License-Identifier: MIT
# Data classes (PEP 557). As in CPython, methods are made as text and run by exec: what a class holds (functions, their
# closures over types and defaults) is then the same as there.
import sys
import types
from _thread import get_ident

GenericAlias = type(list[int])

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar', 'KW_ONLY', 'MISSING',
           'fields', 'asdict', 'astuple', 'make_dataclass', 'replace', 'is_dataclass']

_FIELDS = '__dataclass_fields__'
_PARAMS = '__dataclass_params__'


class FrozenInstanceError(AttributeError):
    pass


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return '<factory>'


MISSING, KW_ONLY, _HAS_DEFAULT_FACTORY = _MISSING_TYPE(), _KW_ONLY_TYPE(), _HAS_DEFAULT_FACTORY_CLASS()


class _FIELD_BASE:
    # What a field is: its one object is compared by identity.
    __slots__ = ('name',)

    def __init__(self, kind):
        self.name = kind

    def __repr__(self):
        return self.name


_FIELD, _FIELD_CLASSVAR, _FIELD_INITVAR = map(_FIELD_BASE, ('_FIELD', '_FIELD_CLASSVAR', '_FIELD_INITVAR'))


class InitVar:
    __slots__ = ('type', )

    def __class_getitem__(cls, type):
        return InitVar(type)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        shown = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f'dataclasses.InitVar[{shown}]'


def _recursive_repr(user_function):
    # USER_FUNCTION as a __repr__ that says "..." where the object is within itself.
    repr_running = set()

    def wrapper(self):
        key = id(self), get_ident()
        if key in repr_running:
            return '...'
        repr_running.add(key)
        try:
            return user_function(self)
        finally:
            repr_running.discard(key)

    for name in ('__module__', '__name__', '__qualname__', '__doc__'):
        setattr(wrapper, name, getattr(user_function, name))
    wrapper.__wrapped__ = user_function
    return wrapper


def _attributes_text(obj, names):
    return ','.join([f'{name}={getattr(obj, name)!r}' for name in names])


_NO_METADATA = types.MappingProxyType({})


class Field:
    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init', 'compare', 'metadata',
                 'kw_only', '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = self._field_type = None
        self.default, self.default_factory, self.kw_only = default, default_factory, kw_only
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata = _NO_METADATA if metadata is None else types.MappingProxyType(metadata)

    @_recursive_repr
    def __repr__(self):
        shown = _attributes_text(self, ('name', 'type', 'default', 'default_factory', 'init', 'repr', 'hash', 'compare',
                                        'metadata', 'kw_only'))
        return f'Field({shown},_field_type={self._field_type})'

    def __set_name__(self, owner, name):
        # The default, which takes the field's place in the class, learns its name, too.
        tell = getattr(type(self.default), '__set_name__', None)
        if tell:
            tell(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    __slots__ = ('init', 'repr', 'eq', 'order', 'unsafe_hash', 'frozen')

    def __init__(self, *options):
        for name, option in zip(self.__slots__, options):
            setattr(self, name, option)

    def __repr__(self):
        return f'_DataclassParams({_attributes_text(self, self.__slots__)})'


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    if not (default is MISSING or default_factory is MISSING):
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


# --- making methods ---------------------------------------------------------------------------------------------------

def _make_function(name, params, lines, globals, scope={}, returns=''):
    # A function of that text, made within another whose parameters are the names of SCOPE: it keeps those it uses.
    text = (f'def __create_fn__({", ".join(scope)}):\n def {name}({",".join(params)}){returns}:\n'
            + '\n'.join(['  ' + line for line in lines]) + f'\n return {name}')
    made = {}
    exec(text, globals, made)
    return made['__create_fn__'](**scope)


def _tuple_text(items):
    items = [*items]
    return f'({",".join(items)},)' if items else '()'


def _values_text(owner, fields):
    return _tuple_text(f'{owner}.{f.name}' for f in fields)


def _init_parameter(f):
    default = ''
    if f.default is not MISSING:
        default = f'=_dflt_{f.name}'
    elif f.default_factory is not MISSING:
        default = '=_HAS_DEFAULT_FACTORY'
    return f'{f.name}:_type_{f.name}{default}'


def _initial_value(f, scope, slots):
    # The text of the value that __init__ gives to a field, or None; what it and the parameter refer to goes into SCOPE.
    name, default = f.name, f'_dflt_{f.name}'
    if f.default_factory is not MISSING:
        scope[default] = f.default_factory
        return f'{default}() if {name} is _HAS_DEFAULT_FACTORY else {name}' if f.init else f'{default}()'
    if f.default is not MISSING and (f.init or slots):
        scope[default] = f.default
    if f.init:
        return name
    return default if default in scope else None


def _make_init(cls, fields, frozen, globals, slots):
    self_name = '__dataclass_self__' if 'self' in getattr(cls, _FIELDS) else 'self'
    positional, kw_only = _init_fields(fields)
    optional = False
    for f in positional:
        if f.default is not MISSING or f.default_factory is not MISSING:
            optional = True
        elif optional:
            raise TypeError(f'non-default argument {f.name!r} follows default argument')
    scope = {f'_type_{f.name}': f.type for f in fields}
    scope.update(_HAS_DEFAULT_FACTORY=_HAS_DEFAULT_FACTORY, __dataclass_builtins_object__=object)
    assignment = '__dataclass_builtins_object__.__setattr__({},{!r},{})' if frozen else '{}.{}={}'
    lines, passed_on = [], []
    for f in fields:
        value = _initial_value(f, scope, slots)
        if f._field_type is _FIELD_INITVAR:
            passed_on.append(f.name)
        elif value is not None:
            lines.append(assignment.format(self_name, f.name, value))
    if hasattr(cls, '__post_init__'):
        lines.append(f'{self_name}.__post_init__({",".join(passed_on)})')
    params = [self_name, *map(_init_parameter, positional), *(['*'] if kw_only else []), *map(_init_parameter, kw_only)]
    scope['_return_type'] = None
    return _make_function('__init__', params, lines or ['pass'], globals, scope, '->_return_type')


def _make_repr(fields, globals):
    shown = ', '.join([f'{f.name}={{self.{f.name}!r}}' for f in fields])
    return _recursive_repr(_make_function(
        '__repr__', ['self'], [f'return self.__class__.__qualname__ + f"({shown})"'], globals))


def _make_comparison(name, operator, fields, globals):
    return _make_function(name, ['self', 'other'], [
        'if other.__class__ is self.__class__:',
        f' return {_values_text("self", fields)}{operator}{_values_text("other", fields)}',
        'return NotImplemented'], globals)


def _make_refusal(name, params, verb, cls, fields, globals):
    # A frozen class's __setattr__ or __delattr__.
    return _make_function(name, ['self', *params], [
        f'if type(self) is cls or name in {_tuple_text(repr(f.name) for f in fields)}:',
        f' raise FrozenInstanceError(f"cannot {verb} field {{name!r}}")',
        f'super(cls, self).{name}({", ".join(params)})'],
        globals, {'cls': cls, 'FrozenInstanceError': FrozenInstanceError})


def _make_hash(fields, globals):
    hashed = [f for f in fields if (f.compare if f.hash is None else f.hash)]
    return _make_function('__hash__', ['self'], [f'return hash({_values_text("self", hashed)})'], globals)


# --- fields -----------------------------------------------------------------------------------------------------------

def _named_type(annotation, cls, is_wanted):
    # An annotation given as text: "ClassVar[...]" or "module.ClassVar".
    def word(text):
        end = next((i for i, c in enumerate(text) if not (c.isalnum() or c == '_')), len(text))
        return text[:end], text[end:].lstrip()

    # What follows the name is not looked at: that much is not known without evaluating.
    name, rest = word(annotation.lstrip())
    prefix = None
    if name and rest.startswith('.'):
        prefix, (name, rest) = name, word(rest[1:].lstrip())
        if not name:
            return False
    module = sys.modules.get(cls.__module__)
    if module is None:
        return False
    ns = module.__dict__
    if prefix:
        inner = ns.get(prefix)
        if not isinstance(inner, types.ModuleType):
            return False
        ns = inner.__dict__
    return is_wanted(ns.get(name))


def _is_classvar(a_type):
    typing = sys.modules.get('typing')
    return typing is not None and (a_type is typing.ClassVar or
                                   (type(a_type) is typing._GenericAlias and a_type.__origin__ is typing.ClassVar))


def _is_initvar(a_type):
    return a_type is InitVar or type(a_type) is InitVar


def _is_kw_only(a_type):
    return a_type is KW_ONLY


def _is_kind(annotation, cls, is_wanted):
    return is_wanted(annotation) or isinstance(annotation, str) and _named_type(annotation, cls, is_wanted)


def _make_field(cls, name, annotation, kw_only):
    f = getattr(cls, name, MISSING)
    if not isinstance(f, Field):
        f = field(default=MISSING if isinstance(f, types.MemberDescriptorType) else f)
    f.name, f.type, f._field_type = name, annotation, _FIELD
    for kind, is_wanted in (_FIELD_CLASSVAR, _is_classvar), (_FIELD_INITVAR, _is_initvar):
        if _is_kind(annotation, cls, is_wanted):
            f._field_type = kind
            break
    if f._field_type is not _FIELD and f.default_factory is not MISSING:
        raise TypeError(f'field {name} cannot have a default factory')
    if f._field_type is _FIELD_CLASSVAR:
        if f.kw_only is not MISSING:
            raise TypeError(f'field {name} is a ClassVar but specifies kw_only')
    elif f.kw_only is MISSING:
        f.kw_only = kw_only
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f'mutable default {type(f.default)} for field {name} is not allowed: use default_factory')
    return f


def _own_fields(cls, annotations, kw_only):
    marked = False
    made = []
    for name, annotation in annotations.items():
        if not _is_kind(annotation, cls, _is_kw_only):
            made.append(_make_field(cls, name, annotation, kw_only))
        elif marked:
            raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been specified')
        else:
            marked = kw_only = True
    return made


def _collect_fields(cls, frozen, kw_only):
    # Those of the bases in order, then the class's own, whose defaults take their places as attributes of the class.
    bases = [base for base in reversed(cls.__mro__[1:]) if getattr(base, _FIELDS, None) is not None]
    collected = {name: f for base in bases for name, f in getattr(base, _FIELDS).items()}
    annotations = cls.__dict__.get('__annotations__', {})
    for f in _own_fields(cls, annotations, kw_only):
        collected[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is not MISSING:
                setattr(cls, f.name, f.default)
            else:
                delattr(cls, f.name)
    for name in cls.__dict__:
        if name not in annotations and isinstance(cls.__dict__[name], Field):
            raise TypeError(f'{name!r} is a field but has no type annotation')
    frozen_base = any([getattr(base, _PARAMS).frozen for base in bases])
    if bases and frozen and not frozen_base:
        raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    if frozen_base and not frozen:
        raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
    return collected


def _init_fields(fields):
    taken = [f for f in fields if f.init]
    return [f for f in taken if not f.kw_only], [f for f in taken if f.kw_only]


# --- the decorator ----------------------------------------------------------------------------------------------------

def _add_attribute(cls, name, value, complaint=None):
    # What the class has of its own stays, or is an error.
    if name not in cls.__dict__:
        if isinstance(value, types.FunctionType):
            value.__qualname__ = f'{cls.__qualname__}.{value.__name__}'
        setattr(cls, name, value)
    elif complaint is not None:
        raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}{complaint}')


def _add_hash(cls, unsafe_hash, eq, frozen, explicit, fields, globals):
    if unsafe_hash and explicit:
        raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
    if unsafe_hash or eq and frozen and not explicit:
        made = _make_hash(fields, globals)
        made.__qualname__ = f'{cls.__qualname__}.__hash__'
        cls.__hash__ = made
    elif eq and not explicit:
        cls.__hash__ = None


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    module = sys.modules.get(cls.__module__)
    globals = {} if module is None else module.__dict__
    setattr(cls, _PARAMS, _DataclassParams(init, repr, eq, order, unsafe_hash, frozen))
    collected = _collect_fields(cls, frozen, kw_only)
    setattr(cls, _FIELDS, collected)

    own_hash = cls.__dict__.get('__hash__', MISSING)
    explicit_hash = own_hash is not MISSING and not (own_hash is None and '__eq__' in cls.__dict__)
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    passed = [f for f in collected.values() if f._field_type is not _FIELD_CLASSVAR]
    if init:
        _add_attribute(cls, '__init__', _make_init(cls, passed, frozen, globals, slots))
    kept = [f for f in passed if f._field_type is _FIELD]
    compared = [f for f in kept if f.compare]
    if repr:
        _add_attribute(cls, '__repr__', _make_repr([f for f in kept if f.repr], globals))
    if eq:
        _add_attribute(cls, '__eq__', _make_comparison('__eq__', '==', compared, globals))
    if order:
        for name, operator in {'__lt__': '<', '__le__': '<=', '__gt__': '>', '__ge__': '>='}.items():
            _add_attribute(cls, name, _make_comparison(name, operator, compared, globals),
                           '. Consider using functools.total_ordering')
    if frozen:
        refusals = [_make_refusal('__setattr__', ('name', 'value'), 'assign to', cls, kept, globals),
                    _make_refusal('__delattr__', ('name',), 'delete', cls, kept, globals)]
        for refusal in refusals:
            _add_attribute(cls, refusal.__name__, refusal, '')
    _add_hash(cls, unsafe_hash, eq, frozen, explicit_hash, kept, globals)
    positional, named = _init_fields(passed)
    if not getattr(cls, '__doc__'):
        cls.__doc__ = cls.__name__ + _signature_text(cls, init, positional, named)
    if match_args:
        _add_attribute(cls, '__match_args__', tuple([f.name for f in positional]))
    if slots:
        cls = _with_slots(cls, frozen, weakref_slot)
    elif weakref_slot:
        raise TypeError('weakref_slot is True but slots is False')
    if '__abstractmethods__' in cls.__dict__:
        import abc
        abc.update_abstractmethods(cls)
    return cls


def _annotation_text(annotation):
    if getattr(annotation, '__module__', None) == 'typing':
        return repr(annotation).replace('typing.', '')
    if isinstance(annotation, GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ('builtins', None):
            return annotation.__qualname__
        return annotation.__module__ + '.' + annotation.__qualname__
    return repr(annotation)


def _signature_text(cls, init, std_fields, kw_only_fields):
    # What inspect.signature (cls) would say, without inspect where __init__ is ours.
    if not init or getattr(cls.__init__, '__code__', None) is None or cls.__init__.__code__.co_filename != '<string>':
        import inspect
        try:
            return str(inspect.signature(cls)).replace(' -> None', '')
        except (TypeError, ValueError):
            return ''
    cls.__init__.__annotations__    # inspect looks, and what was a tuple is a dict from then on
    parts = []
    for f in (*std_fields, None, *kw_only_fields) if kw_only_fields else std_fields:
        if f is None:
            parts.append('*')
            continue
        text = f'{f.name}: {_annotation_text(f.type)}'
        if f.default is not MISSING:
            text += f' = {f.default!r}'
        elif f.default_factory is not MISSING:
            text += ' = <factory>'
        parts.append(text)
    return f'({", ".join(parts)})'


def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def _slots_of(cls):
    slots = cls.__dict__.get('__slots__', ())
    if hasattr(slots, '__next__'):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    return (slots,) if isinstance(slots, str) else slots or ()


def _with_slots(cls, frozen, weakref_slot):
    # Another class with the same contents: slots cannot be added to one that exists.
    if '__slots__' in cls.__dict__:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    names = [f.name for f in fields(cls)]
    inherited = {slot for base in cls.__mro__[1:-1] for slot in _slots_of(base)}
    wanted = names + ['__weakref__'] if weakref_slot else names
    body = {name: value for name, value in cls.__dict__.items() if name not in {*names, '__dict__', '__weakref__'}}
    body['__slots__'] = tuple([name for name in wanted if name not in inherited])
    qualname = cls.__qualname__
    cls = type(cls)(cls.__name__, cls.__bases__, body)
    cls.__qualname__ = qualname
    if frozen:
        for name, function in ('__getstate__', _dataclass_getstate), ('__setstate__', _dataclass_setstate):
            if name not in body:
                setattr(cls, name, function)
    return cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
    return wrap if cls is None else wrap(cls)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    from keyword import iskeyword
    annotations, defaults = {}, {}
    for item in fields:
        if isinstance(item, str):
            item = item, 'typing.Any'
        if not 2 <= len(item) <= 3:
            raise TypeError(f'Invalid field: {item!r}')
        name, annotation, *default = item
        trouble = (not (isinstance(name, str) and name.isidentifier()) and 'Field names must be valid identifiers'
                   or iskeyword(name) and 'Field names must not be keywords'
                   or name in annotations and 'Field name duplicated')
        if trouble:
            raise TypeError(f'{trouble}: {name!r}')
        annotations[name] = annotation
        if default:
            defaults[name] = default[0]

    def fill(body):
        for part in namespace or {}, defaults, {'__annotations__': annotations}:
            body.update(part)
    return dataclass(types.new_class(cls_name, bases, {}, fill), init=init, repr=repr, eq=eq, order=order,
                     unsafe_hash=unsafe_hash, frozen=frozen, match_args=match_args, kw_only=kw_only, slots=slots,
                     weakref_slot=weakref_slot)


# --- what works on any data class -------------------------------------------------------------------------------------

def fields(class_or_instance):
    try:
        declared = getattr(class_or_instance, _FIELDS).values()
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple([f for f in declared if f._field_type is _FIELD])


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def _unfolded(obj, make):
    # OBJ without data classes in it: MAKE says what becomes of the names and values of one's fields.
    cls = type(obj)
    if _is_instance(obj):
        items = []
        for f in fields(obj):
            items.append((f.name, _unfolded(getattr(obj, f.name), make)))
        return make(items)
    if isinstance(obj, (list, tuple)):
        if isinstance(obj, tuple) and hasattr(obj, '_fields'):
            return cls(*[_unfolded(item, make) for item in obj])
        return cls(_unfolded(item, make) for item in obj)
    if isinstance(obj, dict):
        return cls((_unfolded(key, make), _unfolded(value, make)) for key, value in obj.items())
    import copy
    return copy.deepcopy(obj)


def asdict(obj, *, dict_factory=dict):
    if _is_instance(obj):
        return _unfolded(obj, dict_factory)
    raise TypeError('asdict() should be called on dataclass instances')


def astuple(obj, *, tuple_factory=tuple):
    def make(items):
        values = [value for name, value in items]
        return tuple_factory(values)
    if _is_instance(obj):
        return _unfolded(obj, make)
    raise TypeError('astuple() should be called on dataclass instances')


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    for f in getattr(obj, _FIELDS).values():
        given, kind = f.name in changes, f._field_type
        if kind is _FIELD_CLASSVAR or given == bool(f.init):
            continue
        if given:
            raise ValueError(f'field {f.name} is declared with init=False, it cannot be specified with replace()')
        if kind is _FIELD_INITVAR and f.default is MISSING:
            raise ValueError(f'InitVar {f.name!r} must be specified with replace()')
        changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)
