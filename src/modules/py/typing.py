# SPDX-License-Identifier: MIT
# Type hints. Nothing here checks types: a hint is an object that remembers its parts and shows itself as CPython's do.
import collections
import collections.abc
import contextlib
import functools
import sys
import types
from abc import ABCMeta, abstractmethod
from types import MethodDescriptorType, MethodWrapperType, WrapperDescriptorType

GenericAlias = type(list[int])

__all__ = ['Annotated', 'Any', 'Callable', 'ClassVar', 'Concatenate', 'Final', 'ForwardRef', 'Generic', 'Literal', 'Optional',
           'ParamSpec', 'Protocol', 'Tuple', 'Type', 'TypeVar', 'TypeVarTuple', 'Union', 'AbstractSet', 'ByteString', 'Container',
           'ContextManager', 'Hashable', 'ItemsView', 'Iterable', 'Iterator', 'KeysView', 'Mapping', 'MappingView',
           'MutableMapping', 'MutableSequence', 'MutableSet', 'Sequence', 'Sized', 'ValuesView', 'Awaitable', 'AsyncIterator',
           'AsyncIterable', 'Coroutine', 'Collection', 'AsyncGenerator', 'AsyncContextManager', 'Reversible', 'SupportsAbs',
           'SupportsBytes', 'SupportsComplex', 'SupportsFloat', 'SupportsIndex', 'SupportsInt', 'SupportsRound', 'ChainMap',
           'Counter', 'Deque', 'Dict', 'DefaultDict', 'List', 'OrderedDict', 'Set', 'FrozenSet', 'NamedTuple', 'TypedDict',
           'Generator', 'AnyStr', 'assert_type', 'assert_never', 'cast', 'clear_overloads', 'dataclass_transform', 'final',
           'get_args', 'get_origin', 'get_overloads', 'get_type_hints', 'is_typeddict', 'LiteralString', 'Never', 'NewType',
           'no_type_check', 'no_type_check_decorator', 'NoReturn', 'NotRequired', 'overload', 'ParamSpecArgs', 'ParamSpecKwargs',
           'Required', 'reveal_type', 'runtime_checkable', 'Self', 'Text', 'TYPE_CHECKING', 'TypeAlias', 'TypeGuard', 'Unpack']


# --- what a hint may be -----------------------------------------------------------------------------------------------

def _as_tuple(item):
    return item if isinstance(item, tuple) else (item,)


def _type_convert(arg, module=None, *, allow_special_forms=False):
    if isinstance(arg, str):
        return ForwardRef(arg, module=module, is_class=allow_special_forms)
    return type(None) if arg is None else arg


def _type_check(arg, msg, is_argument=True, module=None, *, allow_special_forms=False):
    # MSG begins the complaint about what is no type at all. Qualifiers (ClassVar, Final) stand only where a class declares.
    hint = _type_convert(arg, module, allow_special_forms=allow_special_forms)
    if isinstance(hint, _GenericAlias):
        qualifiers = () if allow_special_forms else (ClassVar, Final) if is_argument else (ClassVar,)
        if hint.__origin__ in (Generic, Protocol, *qualifiers):
            raise TypeError(f'{hint} is not valid as type argument')
    if hint in _complete_alone or allow_special_forms and hint in (ClassVar, Final):
        return hint
    if hint in (Generic, Protocol) or isinstance(hint, _SpecialForm):
        raise TypeError(f'Plain {hint} is not valid as type argument')
    if type(hint) is not tuple:
        return hint
    raise TypeError(f'{msg} Got {hint!r:.100}.')


def _is_param_expr(arg):
    return arg is ... or isinstance(arg, (list, tuple, _ConcatenateGenericAlias, ParamSpec))


def _takes_args_apart(alias, args):
    # A Callable keeps its arguments and its result in one row, unless the arguments are one expression.
    return alias.__origin__ is collections.abc.Callable and not (len(args) == 2 and _is_param_expr(args[0]))


def _type_repr(obj):
    if isinstance(obj, type) and not isinstance(obj, GenericAlias):
        home = '' if obj.__module__ == 'builtins' else obj.__module__ + '.'
        return home + obj.__qualname__
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    return '...' if obj is ... else repr(obj)


def _row(hints):
    return ', '.join([_type_repr(hint) for hint in hints])


def _is_dunder(name):
    return name[:2] == '__' and name[-2:] == '__'


# --- variables and what is put in their place -------------------------------------------------------------------------

def _variables(args):
    for arg in args:
        if isinstance(arg, tuple):
            yield from _variables(arg)
        elif not isinstance(arg, type):
            if hasattr(arg, '__typing_subst__'):
                yield arg
            else:
                yield from getattr(arg, '__parameters__', ())


def _collect_parameters(args):
    return tuple(_deduplicate(_variables(args)))


def _deduplicate(items):
    return list(dict.fromkeys(items))


def _check_generic(cls, parameters, elen):
    if elen == 0:
        raise TypeError(f'{cls} is not a generic class')
    given = len(parameters)
    if given != elen:
        amount = 'few' if given < elen else 'many'
        raise TypeError(f'Too {amount} arguments for {cls}; actual {given}, expected {elen}')


def _stands_for_many(hint):
    return not isinstance(hint, type) and getattr(hint, '__typing_is_unpacked_typevartuple__', False)


def _inside_star(hint):
    # The arguments of the tuple that HINT, a *tuple[...], spreads; None for any other hint.
    return None if isinstance(hint, type) and not isinstance(hint, GenericAlias) else getattr(hint, '__typing_unpacked_tuple_args__', None)


def _spread(args):
    for arg in args:
        inside = _inside_star(arg)
        if inside is None or inside and inside[-1] is ...:
            yield arg
        else:
            yield from inside


def _in_a_row(variables, values):
    row = []
    for variable in variables:
        value = values[variable]
        row += value if isinstance(variable, TypeVarTuple) else (value,)
    return tuple(row)


def _rebuilt(hint, parts):
    # HINT with PARTS in the place of its arguments.
    if parts == hint.__args__:
        return hint
    if isinstance(hint, types.UnionType):
        whole = parts[0]
        for part in parts[1:]:
            whole |= part
        return whole
    return GenericAlias(hint.__origin__, parts) if isinstance(hint, GenericAlias) else hint.copy_with(parts)


_cleanups = []


def _tp_cache(func=None, /, *, typed=False):
    # Hashable arguments give the same object again: List[int] is List[int].
    if func is None:
        return functools.partial(_tp_cache, typed=typed)
    remembered = functools.lru_cache(typed=typed)(func)
    _cleanups.append(remembered.cache_clear)

    @functools.wraps(func)
    def inner(*args, **kwds):
        try:
            return remembered(*args, **kwds)
        except TypeError:       # not hashable, or a fault that comes again without the cache around it
            pass
        return func(*args, **kwds)
    return inner


def _union_operators():
    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]
    return __or__, __ror__


class _Final:
    __slots__ = ('__weakref__',)

    def __init_subclass__(cls, /, *args, _root=False, **kwds):
        if _root:
            return
        raise TypeError('Cannot subclass special typing classes')


class _Immutable:
    __slots__ = ()

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self


class _NotIterable:
    __iter__ = None
    __slots__ = ()


# --- special forms ----------------------------------------------------------------------------------------------------

class _SpecialForm(_Final, _NotIterable, _root=True):
    __slots__ = ('_name', '__doc__', '_getitem')
    __or__, __ror__ = _union_operators()

    def __init__(self, getitem):
        self._name, self.__doc__, self._getitem = getitem.__name__, getitem.__doc__, getitem

    @_tp_cache
    def __getitem__(self, parameters):
        return self._getitem(self, parameters)

    def __getattr__(self, item):
        if item not in ('__name__', '__qualname__'):
            raise AttributeError(item)
        return self._name

    def __reduce__(self):
        return self._name

    def __repr__(self):
        return f'typing.{self._name}'

    def __mro_entries__(self, bases):
        raise TypeError('Cannot subclass ' + repr(self))

    def __call__(self, *args, **kwds):
        raise TypeError('Cannot instantiate ' + repr(self))

    def __instancecheck__(self, obj):
        raise TypeError(repr(self) + ' cannot be used with isinstance()')

    def __subclasscheck__(self, cls):
        raise TypeError(repr(self) + ' cannot be used with issubclass()')


class _LiteralSpecialForm(_SpecialForm, _root=True):
    def __getitem__(self, parameters):
        return self._getitem(self, *_as_tuple(parameters))


class _AnyMeta(type):
    def __repr__(self):
        return super().__repr__() if self is not Any else 'typing.Any'

    def __instancecheck__(self, obj):
        if self is not Any:
            return super().__instancecheck__(obj)
        raise TypeError('typing.Any cannot be used with isinstance()')


class Any(metaclass=_AnyMeta):
    def __new__(cls, *args, **kwargs):
        if cls is not Any:
            return super().__new__(cls, *args, **kwargs)
        raise TypeError('Any cannot be instantiated')


def _unsubscriptable(name):
    def form(self, parameters):
        raise TypeError(f"{self} is not subscriptable")
    form.__name__ = name
    return _SpecialForm(form)


def _one_type(name, what, allow_special_forms=False):
    def form(self, parameters):
        item = _type_check(parameters, what.format(self), allow_special_forms=allow_special_forms)
        return _GenericAlias(self, (item,))
    form.__name__ = name
    return _SpecialForm(form)


NoReturn = _unsubscriptable('NoReturn')
Never = _unsubscriptable('Never')
Self = _unsubscriptable('Self')
LiteralString = _unsubscriptable('LiteralString')
TypeAlias = _unsubscriptable('TypeAlias')
ClassVar = _one_type('ClassVar', '{} accepts only single type.')
Final = _one_type('Final', '{} accepts only single type.')
TypeGuard = _one_type('TypeGuard', '{} accepts only single type.')
Required = _one_type('Required', '{} accepts only a single type.', True)
NotRequired = _one_type('NotRequired', '{} accepts only a single type.', True)

_complete_alone = (Any, LiteralString, NoReturn, Never, Self, TypeAlias)


@_SpecialForm
def Union(self, parameters):
    if parameters == ():
        raise TypeError('Cannot take a Union of no types.')
    members = []
    for hint in tuple(_type_check(hint, 'Union[arg, ...]: each arg must be a type.') for hint in _as_tuple(parameters)):
        members += hint.__args__ if isinstance(hint, (types.UnionType, _UnionGenericAlias)) else (hint,)
    members = _deduplicate(members)
    if len(members) == 1:
        return members[0]
    optional = len(members) == 2 and type(None) in members
    return _UnionGenericAlias(self, tuple(members), name='Optional' if optional else None)


@_SpecialForm
def Optional(self, parameters):
    return Union[_type_check(parameters, f'{self} requires a single type.'), type(None)]


def _with_types(values):
    return [(value, type(value)) for value in values]       # so that 1 and True are two


@_LiteralSpecialForm
@_tp_cache(typed=True)
def Literal(self, *parameters):
    values = []
    for value in parameters:
        values += value.__args__ if isinstance(value, _LiteralGenericAlias) else (value,)
    with contextlib.suppress(TypeError):
        values = [value for value, kind in _deduplicate(_with_types(values))]
    return _LiteralGenericAlias(self, tuple(values))


@_SpecialForm
def Concatenate(self, parameters):
    if parameters == ():
        raise TypeError('Cannot take a Concatenate of no types.')
    *first, rest = _as_tuple(parameters)
    if rest is not ... and not isinstance(rest, ParamSpec):
        raise TypeError('The last parameter to Concatenate should be a ParamSpec variable or ellipsis.')
    first = tuple(_type_check(hint, 'Concatenate[arg, ...]: each arg must be a type.') for hint in first)
    return _ConcatenateGenericAlias(self, (*first, rest), _paramspec_tvars=True)


@_SpecialForm
def Unpack(self, parameters):
    return _UnpackGenericAlias(self, (_type_check(parameters, f'{self} accepts only single type.'),))


# --- names of types that are not there yet ----------------------------------------------------------------------------

class ForwardRef(_Final, _root=True):
    __slots__ = tuple(f'__forward_{part}__' for part in ('arg', 'code', 'evaluated', 'value', 'is_argument', 'is_class', 'module'))
    __or__, __ror__ = _union_operators()

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f'Forward reference must be a string -- got {arg!r}')
        starred = arg[0] == '*'
        try:
            self.__forward_code__ = compile(f'({arg},)[0]' if starred else arg, '<string>', 'eval')
        except SyntaxError:
            raise SyntaxError(f'Forward reference must be an expression -- got {arg!r}')
        self.__forward_arg__, self.__forward_module__ = arg, module
        self.__forward_is_argument__, self.__forward_is_class__ = is_argument, is_class
        self.__forward_evaluated__, self.__forward_value__ = False, None

    def _evaluate(self, globalns, localns, recursive_guard):
        name = self.__forward_arg__
        if name in recursive_guard:
            return self
        if self.__forward_evaluated__ and localns is globalns:
            return self.__forward_value__
        if globalns is None:
            globalns = localns if localns is not None else {}
        if localns is None:
            localns = globalns
        if self.__forward_module__ is not None:
            globalns = getattr(sys.modules.get(self.__forward_module__), '__dict__', globalns)
        found = _type_check(eval(self.__forward_code__, globalns, localns), 'Forward references must evaluate to types.',
                            self.__forward_is_argument__, allow_special_forms=self.__forward_is_class__)
        self.__forward_value__ = _eval_type(found, globalns, localns, recursive_guard | {name})
        self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        if self.__forward_arg__ != other.__forward_arg__:
            return False
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return self.__forward_value__ == other.__forward_value__
        return self.__forward_module__ == other.__forward_module__

    def __hash__(self):
        key = self.__forward_arg__, self.__forward_module__
        return hash(key)

    def __repr__(self):
        where = '' if self.__forward_module__ is None else f', module={self.__forward_module__!r}'
        return f'ForwardRef({self.__forward_arg__!r}{where})'


def _eval_type(t, globalns, localns, recursive_guard=frozenset()):
    if isinstance(t, ForwardRef):
        return t._evaluate(globalns, localns, recursive_guard)
    if not isinstance(t, (GenericAlias, _GenericAlias, types.UnionType)):
        return t
    named = isinstance(t, GenericAlias)     # only such an alias keeps the bare strings that it was given
    parts = [ForwardRef(part) if named and isinstance(part, str) else part for part in t.__args__]
    return _rebuilt(t, tuple(_eval_type(part, globalns, localns, recursive_guard) for part in parts))


# --- type variables ---------------------------------------------------------------------------------------------------

def _caller(depth=1):
    # The name of the module that called the caller of this.
    try:
        return sys._getframe(depth + 1).f_globals.get('__name__', '__main__')
    except (AttributeError, ValueError):
        return None


def _note_home(thing):
    home = _caller(2)
    if home != 'typing':
        thing.__module__ = home


class _PickleUsingNameMixin:
    def __reduce__(self):
        return self.__name__


class _BoundVarianceMixin:
    __or__, __ror__ = _union_operators()

    def __init__(self, bound, covariant, contravariant):
        if contravariant and covariant:
            raise ValueError('Bivariant types are not supported.')
        self.__covariant__, self.__contravariant__ = bool(covariant), bool(contravariant)
        self.__bound__ = None if not bound else _type_check(bound, 'Bound must be a type.')

    def __repr__(self):
        sign = '~'
        if self.__covariant__ or self.__contravariant__:
            sign = '+' if self.__covariant__ else '-'
        return sign + self.__name__


class TypeVar(_Final, _Immutable, _BoundVarianceMixin, _PickleUsingNameMixin, _root=True):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        super().__init__(bound, covariant, contravariant)
        if len(constraints) > 0 and bound is not None:
            raise TypeError('Constraints cannot be combined with bound=...')
        if len(constraints) == 1:
            raise TypeError('A single constraint is not allowed')
        self.__constraints__ = tuple(_type_check(hint, 'TypeVar(name, constraint, ...): constraints must be types.')
                                     for hint in constraints)
        _note_home(self)

    def __typing_subst__(self, arg):
        hint = _type_check(arg, 'Parameters to generic types must be types.')
        if _is_starred(hint):
            raise TypeError(f'{hint} is not valid as type argument')
        return hint


def _is_starred(hint):
    return isinstance(hint, _UnpackGenericAlias) or isinstance(hint, GenericAlias) and getattr(hint, '__unpacked__', False)


class TypeVarTuple(_Final, _Immutable, _PickleUsingNameMixin, _root=True):
    def __init__(self, name):
        self.__name__ = name
        _note_home(self)

    def __repr__(self):
        return self.__name__

    def __iter__(self):
        yield Unpack[self]

    def __typing_subst__(self, arg):
        raise TypeError('Substitution of bare TypeVarTuple is not supported')

    def __typing_prepare_subst__(self, alias, args):
        # What the variables before and after this one leave over becomes one argument, a tuple. A *tuple[x, ...] among
        # the arguments is as long as need be: where it is reached, x stands for each variable that would get nothing.
        variables = alias.__parameters__
        before = variables.index(self)
        after = len(variables) - before - 1
        if any([isinstance(variable, TypeVarTuple) for variable in variables[before + 1:]]):
            raise TypeError(f'More than one TypeVarTuple parameter in {alias}')
        endless = [(i, inside[0]) for i, inside in enumerate(map(_inside_star, args)) if inside and len(inside) == 2 and inside[1] is ...]
        if len(endless) > 1:
            raise TypeError('More than one unpacked arbitrary-length tuple argument')
        if endless:
            (place, filler), = endless
            head, tail = min(before, place), min(after, len(args) - place - 1)
        elif len(args) < before + after:
            raise TypeError(f'Too few arguments for {alias}; actual {len(args)}, expected at least {before + after}')
        else:
            filler, head, tail = None, before, after
        stop = len(args) - tail
        return (*args[:head], *[filler] * (before - head), tuple(args[head:stop]), *[filler] * (after - tail - head if endless else 0),
                *args[stop:])


class ParamSpecArgs(_Final, _Immutable, _root=True):
    def __repr__(self):
        return self.__origin__.__name__ + '.args'

    def __init__(self, origin):
        self.__origin__ = origin

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if isinstance(other, ParamSpecArgs) else NotImplemented


class ParamSpecKwargs(_Final, _Immutable, _root=True):
    def __repr__(self):
        return self.__origin__.__name__ + '.kwargs'

    def __init__(self, origin):
        self.__origin__ = origin

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if isinstance(other, ParamSpecKwargs) else NotImplemented


class ParamSpec(_Final, _Immutable, _BoundVarianceMixin, _PickleUsingNameMixin, _root=True):
    args = property(lambda self: ParamSpecArgs(self))
    kwargs = property(lambda self: ParamSpecKwargs(self))

    def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        super().__init__(bound, covariant, contravariant)
        _note_home(self)

    def __typing_subst__(self, arg):
        if isinstance(arg, (tuple, list)):
            return tuple(_type_check(hint, 'Expected a type.') for hint in arg)
        if _is_param_expr(arg):
            return arg
        raise TypeError(f'Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {arg}')

    def __typing_prepare_subst__(self, alias, args):
        place = alias.__parameters__.index(self)
        if len(args) <= place:
            raise TypeError(f'Too few arguments for {alias}')
        if len(alias.__parameters__) == 1 and not _is_param_expr(args[0]):
            return (args,)      # the only variable takes all arguments, with or without a list around them
        own = args[place]
        return (*args[:place], tuple(own) if isinstance(own, list) else own, *args[place + 1:])


# --- aliases: X[Y] ----------------------------------------------------------------------------------------------------

_own_attributes = {'_name', '_inst', '_nparams', '_paramspec_tvars'}


class _BaseGenericAlias(_Final, _root=True):
    def __init__(self, origin, *, inst=True, name=None):
        self._inst, self._name = inst, name
        self.__origin__, self.__slots__ = origin, None

    def __getattr__(self, attr):
        if attr in ('__name__', '__qualname__'):
            return self._name or self.__origin__.__name__
        if _is_dunder(attr) or '__origin__' not in self.__dict__:
            raise AttributeError(attr)
        return getattr(self.__origin__, attr)

    def __setattr__(self, attr, val):
        if attr in _own_attributes or _is_dunder(attr):
            super().__setattr__(attr, val)
        else:
            setattr(self.__origin__, attr, val)

    def __dir__(self):
        return list({*super().__dir__(), *[name for name in dir(self.__origin__) if not _is_dunder(name)]})

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f'Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead')
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except AttributeError:
            pass
        return made

    def __mro_entries__(self, bases):
        later = bases[bases.index(self) + 1:]
        generic_comes = any([isinstance(base, _BaseGenericAlias) or issubclass(base, Generic) for base in later])
        return (() if self.__origin__ in bases else (self.__origin__,)) + (() if generic_comes else (Generic,))

    def __subclasscheck__(self, cls):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))


class _GenericAlias(_BaseGenericAlias, _root=True):
    __or__, __ror__ = _union_operators()

    def __init__(self, origin, args, *, inst=True, name=None, _paramspec_tvars=False):
        super().__init__(origin, inst=inst, name=name)
        args = _as_tuple(args)
        self.__args__ = tuple([arg if arg is not _TypingEllipsis else ... for arg in args])
        self.__parameters__ = _collect_parameters(args)
        self._paramspec_tvars = _paramspec_tvars
        if not name:
            self.__module__ = getattr(origin, '__module__', 'types')    # what says no module is a type that | has made

    @_tp_cache
    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f'Cannot subscript already-subscripted {self}')
        if not self.__parameters__:
            raise TypeError(f'{self} is not a generic class')
        return self.copy_with(self._determine_new_args(tuple(_spread([_type_convert(arg) for arg in _as_tuple(args)]))))

    def _determine_new_args(self, args):
        variables = self.__parameters__
        for variable in variables:      # a variable that takes several says which
            group = getattr(variable, '__typing_prepare_subst__', None)
            args = args if group is None else group(self, args)
        if len(args) != len(variables):
            amount = 'few' if len(args) < len(variables) else 'many'
            raise TypeError(f'Too {amount} arguments for {self}; actual {len(args)}, expected {len(variables)}')
        return tuple(self._make_substitution(self.__args__, dict(zip(variables, args))))

    def _make_substitution(self, args, values):
        # ARGS with the values of the variables, a dict, put in.
        result = []
        for arg in args:
            if isinstance(arg, type):
                result.append(arg)
                continue
            subst, inner = getattr(arg, '__typing_subst__', None), getattr(arg, '__parameters__', ())
            if subst is not None:
                new = subst(values[arg])
            elif isinstance(arg, tuple):
                new = tuple(self._make_substitution(arg, values))
            else:
                new = arg[_in_a_row(inner, values)] if inner else arg
            spreads = _stands_for_many(arg) or isinstance(new, tuple) and self.__origin__ == collections.abc.Callable
            result += new if spreads else (new,)
        return result

    def copy_with(self, args):
        kind = self.__class__
        return kind(self.__origin__, args, inst=self._inst, name=self._name, _paramspec_tvars=self._paramspec_tvars)

    def __eq__(self, other):
        if isinstance(other, _GenericAlias):
            return self.__origin__ == other.__origin__ and self.__args__ == other.__args__
        return NotImplemented

    def __hash__(self):
        key = self.__origin__, self.__args__
        return hash(key)

    def __repr__(self):
        whole = f'typing.{self._name}' if self._name else _type_repr(self.__origin__)
        return f'{whole}[{_row(self.__args__) or "()"}]'

    def __iter__(self):
        yield Unpack[self]

    def __reduce__(self):
        import operator
        args = self.__args__
        single = len(args) == 1 and not isinstance(args[0], tuple)
        return operator.getitem, (globals()[self._name] if self._name else self.__origin__, args[0] if single else args)

    def __mro_entries__(self, bases):
        origin = self.__origin__
        if isinstance(origin, _SpecialForm):
            raise TypeError('Cannot subclass ' + repr(self))
        if self._name:
            return super().__mro_entries__(bases)
        if origin is Generic:       # which comes but once, with the last base that brings it
            others = [base for base in bases[bases.index(self) + 1:] if base is not self and isinstance(base, _BaseGenericAlias)]
            if others or Protocol in bases:
                return ()
        return (origin,)


class _SpecialGenericAlias(_NotIterable, _BaseGenericAlias, _root=True):
    __or__, __ror__ = _union_operators()

    def __init__(self, origin, nparams, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=origin.__name__ if name is None else name)
        self._nparams = nparams
        self.__doc__ = f'A generic version of {_type_repr(origin)}.'

    @_tp_cache
    def __getitem__(self, params):
        hints = tuple(_type_check(hint, 'Parameters to generic types must be types.') for hint in _as_tuple(params))
        _check_generic(self, hints, self._nparams)
        return self.copy_with(hints)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, inst=self._inst, name=self._name)

    def __subclasscheck__(self, cls):
        if isinstance(cls, _GenericAlias):
            return super().__subclasscheck__(cls)
        return issubclass(cls.__origin__ if isinstance(cls, _SpecialGenericAlias) else cls, self.__origin__)

    def __repr__(self):
        return f'typing.{self._name}'

    def __reduce__(self):
        return self._name


class _CallableGenericAlias(_NotIterable, _GenericAlias, _root=True):
    def __repr__(self):
        *args, result = self.__args__
        if not _takes_args_apart(self, self.__args__):
            return super().__repr__()
        return f'typing.Callable[[{_row(args)}], {_type_repr(result)}]'

    def __reduce__(self):
        import operator
        return operator.getitem, (Callable, get_args(self))


class _CallableType(_SpecialGenericAlias, _root=True):
    def copy_with(self, params):
        return _CallableGenericAlias(self.__origin__, params, inst=self._inst, name=self._name, _paramspec_tvars=True)

    def __getitem__(self, params):
        if not (isinstance(params, tuple) and len(params) == 2):
            raise TypeError('Callable must be used as Callable[[arg, ...], result].')
        first = params[0]
        return self.__getitem_inner__((tuple(first) if isinstance(first, list) else first, params[1]))

    @_tp_cache
    def __getitem_inner__(self, params):
        first, result = params
        result = _type_check(result, 'Callable[args, result]: result must be a type.')
        if first is ...:
            return self.copy_with((_TypingEllipsis, result))
        return self.copy_with((*map(_type_convert, _as_tuple(first)), result))


class _TupleType(_SpecialGenericAlias, _root=True):
    @_tp_cache
    def __getitem__(self, params):
        params = _as_tuple(params)
        if len(params) > 1 and params[-1] is ...:
            return self.copy_with((*tuple(_type_check(hint, 'Tuple[t, ...]: t must be a type.') for hint in params[:-1]), _TypingEllipsis))
        return self.copy_with(tuple(_type_check(hint, 'Tuple[t0, t1, ...]: each t must be a type.') for hint in params))


class _UnionGenericAlias(_NotIterable, _GenericAlias, _root=True):
    def copy_with(self, params):
        return Union[params]

    def __eq__(self, other):
        if isinstance(other, (types.UnionType, _UnionGenericAlias)):
            return set(self.__args__) == set(other.__args__)
        return NotImplemented

    def __hash__(self):
        members = frozenset(self.__args__)
        return hash(members)

    def __repr__(self):
        others = [hint for hint in self.__args__ if hint is not type(None)]
        if len(self.__args__) == 2 and len(others) == 1:
            return f'typing.Optional[{_type_repr(others[0])}]'
        return super().__repr__()

    def __subclasscheck__(self, cls):
        for member in self.__args__:
            if issubclass(cls, member):
                return True

    def __instancecheck__(self, obj):
        kind = type(obj)
        return self.__subclasscheck__(kind)

    def __reduce__(self):
        getitem, (form, args) = super().__reduce__()
        return getitem, (Union, args)


class _LiteralGenericAlias(_GenericAlias, _root=True):
    def __eq__(self, other):
        if isinstance(other, _LiteralGenericAlias):
            return set(_with_types(self.__args__)) == set(_with_types(other.__args__))
        return NotImplemented

    def __hash__(self):
        members = frozenset(_with_types(self.__args__))
        return hash(members)


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        *first, rest = params
        if isinstance(rest, (tuple, list)):
            return (*first, *rest)
        return super().copy_with((*first, *rest.__args__) if isinstance(rest, _ConcatenateGenericAlias) else params)


class _UnpackGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        inner, = self.__args__
        return f'*{inner!r}'

    def __getitem__(self, args):
        return args if self.__typing_is_unpacked_typevartuple__ else super().__getitem__(args)

    @property
    def __typing_is_unpacked_typevartuple__(self):
        inner, = self.__args__
        return isinstance(inner, TypeVarTuple)

    @property
    def __typing_unpacked_tuple_args__(self):
        inner, = self.__args__
        if isinstance(inner, (GenericAlias, _GenericAlias)):
            if inner.__origin__ is tuple:
                return inner.__args__
            raise TypeError('Unpack[...] must be used with a tuple type')
        return None


class _AnnotatedAlias(_NotIterable, _GenericAlias, _root=True):
    def __init__(self, origin, metadata):
        nested = isinstance(origin, _AnnotatedAlias)
        hint = origin.__origin__ if nested else origin
        super().__init__(hint, hint)
        self.__metadata__ = origin.__metadata__ + metadata if nested else metadata

    def copy_with(self, params):
        hint, = params
        return _AnnotatedAlias(hint, self.__metadata__)

    def __getattr__(self, attr):
        return 'Annotated' if attr in ('__name__', '__qualname__') else super().__getattr__(attr)

    def __repr__(self):
        return f'typing.Annotated[{", ".join([_type_repr(self.__origin__), *map(repr, self.__metadata__)])}]'

    def __reduce__(self):
        import operator
        return operator.getitem, (Annotated, get_args(self))

    def __eq__(self, other):
        if isinstance(other, _AnnotatedAlias):
            return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__
        return NotImplemented

    def __hash__(self):
        key = self.__origin__, self.__metadata__
        return hash(key)


class Annotated:
    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise TypeError('Type Annotated cannot be instantiated.')

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError(f'Cannot subclass {cls.__module__}.Annotated')

    @_tp_cache(typed=True)
    def _class_getitem_inner(cls, *params):
        hint = _type_check(params[0], 'Annotated[t, ...]: t must be a type.', allow_special_forms=True)
        return _AnnotatedAlias(hint, params[1:])

    def __class_getitem__(cls, params):
        if not (isinstance(params, tuple) and len(params) > 1):
            raise TypeError('Annotated[...] should be used with at least two arguments (a type and an annotation).')
        return Annotated._class_getitem_inner(cls, *params)


class _TypingEllipsis:
    pass


# --- Generic and Protocol ---------------------------------------------------------------------------------------------

def _is_variable(hint):
    return isinstance(hint, (ParamSpec, TypeVar)) or _stands_for_many(hint)


class Generic:
    __slots__ = ()
    _is_protocol = False

    @_tp_cache
    def __class_getitem__(cls, params):
        params = tuple([_type_convert(param) for param in _as_tuple(params)])
        if cls is not Generic and cls is not Protocol:
            variables = cls.__parameters__
            for group in [variable.__typing_prepare_subst__ for variable in variables if hasattr(variable, '__typing_prepare_subst__')]:
                params = group(cls, params)
            _check_generic(cls, params, len(variables))
            params = _in_a_row(variables, dict(zip(variables, params)))
        elif not params:
            raise TypeError(f'Parameter list to {cls.__qualname__}[...] cannot be empty')
        elif not all(map(_is_variable, params)):
            raise TypeError(f'Parameters to {cls.__name__}[...] must all be type variables or parameter specification variables.')
        elif len({*params}) < len(params):
            raise TypeError(f'Parameters to {cls.__name__}[...] must all be unique')
        return _GenericAlias(cls, params, _paramspec_tvars=True)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        written = '__orig_bases__' in cls.__dict__
        plain = Generic in (cls.__orig_bases__ if written else cls.__bases__)
        if plain and (written or cls.__name__ != 'Protocol' and type(cls) is not _TypedDictMeta):
            raise TypeError('Cannot inherit from plain Generic')
        variables = _collect_parameters(cls.__orig_bases__) if written else ()
        listings = [base for base in (cls.__orig_bases__ if written else ())
                    if isinstance(base, _GenericAlias) and base.__origin__ is Generic]
        if len(listings) > 1:
            raise TypeError('Cannot inherit from Generic[...] multiple types.')
        if listings:        # which says the order, too
            listed = listings[0].__parameters__
            missing = [str(variable) for variable in variables if variable not in listed]
            if missing:
                raise TypeError(f"Some type variables ({', '.join(missing)}) are not listed in Generic[{', '.join(map(str, listed))}]")
            variables = listed
        cls.__parameters__ = variables


_not_members = frozenset(
    '__abstractmethods__ __annotations__ __class_getitem__ __dict__ __doc__ __final__ __init__ __module__ __new__ __orig_bases__ '
    '__orig_class__ __parameters__ __slots__ __subclasshook__ __weakref__ _MutableMapping__marker _is_protocol '
    '_is_runtime_protocol'.split())

_protocols_elsewhere = {
    'collections.abc': {'Callable', 'Awaitable', 'Iterable', 'Iterator', 'AsyncIterable', 'Hashable', 'Sized', 'Container',
                        'Collection', 'Reversible'},
    'contextlib': {'AbstractContextManager', 'AbstractAsyncContextManager'},
}

_only_runtime = 'Instance and class checks can only be used with @runtime_checkable protocols'


def _get_protocol_attrs(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ not in ('Generic', 'Protocol'):
            names.update(base.__dict__, base.__dict__.get('__annotations__', ()))
    return {name for name in names - _not_members if not name.startswith('_abc_')}


def _is_callable_members_only(cls):
    return all([callable(getattr(cls, name, None)) for name in _get_protocol_attrs(cls)])


def _provides(cls, name):
    for base in cls.__mro__:
        if name in base.__dict__:
            return base.__dict__[name] is not None
        if name in getattr(base, '__annotations__', ()) and issubclass(cls, Generic) and cls._is_protocol:
            return True
    return False


def _no_init_or_replace_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError('Protocols cannot be instantiated')
    if cls.__init__ is _no_init_or_replace_init:    # the first instance: from now on the class has the __init__ that was hidden
        inits = [base.__dict__['__init__'] for base in cls.__mro__ if '__init__' in base.__dict__]
        cls.__init__ = next(init for init in inits if init is not _no_init_or_replace_init)
        cls.__init__(self, *args, **kwargs)


def _allow_reckless_class_checks(depth=3):
    # Whether the library asks, which asks any class.
    try:
        asking = sys._getframe(depth).f_globals['__name__']
    except (AttributeError, KeyError, ValueError):
        return True
    return asking in ('abc', 'contextlib', 'functools', 'typing')


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        protocol = getattr(cls, '_is_protocol', False)
        if protocol and not getattr(cls, '_is_runtime_protocol', False) and not _allow_reckless_class_checks(2):
            raise TypeError(_only_runtime)
        if (not protocol or _is_callable_members_only(cls)) and issubclass(instance.__class__, cls):
            return True
        return protocol and all([hasattr(instance, name) and (getattr(instance, name) is not None or not callable(getattr(cls, name, None)))
                                 for name in _get_protocol_attrs(cls)]) or super().__instancecheck__(instance)


class Protocol(Generic, metaclass=_ProtocolMeta):
    __slots__ = ()
    _is_protocol, _is_runtime_protocol = True, False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)

        def _proto_hook(other):
            if not cls.__dict__.get('_is_protocol', False):
                return NotImplemented
            obstacle = None
            if not getattr(cls, '_is_runtime_protocol', False):
                obstacle = _only_runtime
            elif not _is_callable_members_only(cls):
                obstacle = "Protocols with non-method members don't support issubclass()"
            if obstacle is not None:
                if _allow_reckless_class_checks():
                    return NotImplemented
                raise TypeError(obstacle)
            if not isinstance(other, type):
                raise TypeError('issubclass() arg 1 must be a class')
            return all([_provides(other, name) for name in _get_protocol_attrs(cls)]) or NotImplemented

        own = cls.__dict__
        if not own.get('_is_protocol', False):
            cls._is_protocol = any([base is Protocol for base in cls.__bases__])
        if '__subclasshook__' not in own:
            cls.__subclasshook__ = _proto_hook
        if cls._is_protocol:
            for base in cls.__bases__:
                known = base is object or base is Generic or base.__name__ in _protocols_elsewhere.get(base.__module__, ())
                if not known and not (issubclass(base, Generic) and base._is_protocol):
                    raise TypeError(f'Protocols can only inherit from other protocols, got {base!r}')
            if cls.__init__ is Protocol.__init__:
                cls.__init__ = _no_init_or_replace_init


def runtime_checkable(cls):
    if issubclass(cls, Generic) and cls._is_protocol:
        cls._is_runtime_protocol = True
        return cls
    raise TypeError(f'@runtime_checkable can be only applied to protocol classes, got {cls!r}')


# --- functions for checkers of types ----------------------------------------------------------------------------------

def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


_ASSERT_NEVER_REPR_MAX_LENGTH = 100


def assert_never(arg, /):
    shown = repr(arg)
    if len(shown) > _ASSERT_NEVER_REPR_MAX_LENGTH:
        shown = f'{shown:.{_ASSERT_NEVER_REPR_MAX_LENGTH}}...'
    raise AssertionError('Expected code to be unreachable, but got: ' + shown)


def reveal_type(obj, /):
    print('Runtime type is', repr(type(obj).__name__), file=sys.stderr)
    return obj


def _mark(thing, name, value=True):
    # Best effort: not everything takes attributes.
    with contextlib.suppress(AttributeError, TypeError):
        setattr(thing, name, value)
    return thing


def final(f):
    return _mark(f, '__final__')


def no_type_check(arg):
    if isinstance(arg, type):
        for name in dir(arg):
            part = getattr(arg, name)
            defined_here = (hasattr(part, '__qualname__') and part.__qualname__ == f'{arg.__qualname__}.{part.__name__}'
                            and getattr(part, '__module__', None) == arg.__module__)
            if defined_here:
                if isinstance(part, type):
                    no_type_check(part)
                elif isinstance(part, (types.FunctionType, types.MethodType)):
                    getattr(part, '__func__', part).__no_type_check__ = True
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass
    return arg


def no_type_check_decorator(decorator):
    @functools.wraps(decorator)
    def wrapped_decorator(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped_decorator


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, field_specifiers=(), **kwargs):
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = dict(eq_default=eq_default, order_default=order_default, kw_only_default=kw_only_default,
                                                 field_specifiers=field_specifiers, kwargs=kwargs)
        return cls_or_fn
    return decorator


def _overload_dummy(*args, **kwds):
    raise NotImplementedError('You should not call an overloaded function. A series of @overload-decorated functions outside a '
                              'stub module should always be followed by an implementation that is not @overload-ed.')


_overload_registry = collections.defaultdict(functools.partial(collections.defaultdict, dict))     # module: name: line: function


def overload(func):
    inner = getattr(func, '__func__', func)
    with contextlib.suppress(AttributeError):
        _overload_registry[inner.__module__][inner.__qualname__][inner.__code__.co_firstlineno] = func
    return _overload_dummy


def get_overloads(func):
    inner = getattr(func, '__func__', func)
    return list(_overload_registry.get(inner.__module__, {}).get(inner.__qualname__, {}).values())


def clear_overloads():
    _overload_registry.clear()


# --- looking at hints -------------------------------------------------------------------------------------------------

_with_annotations = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType, WrapperDescriptorType,
                     MethodWrapperType, MethodDescriptorType)


def _strip_annotations(t):
    if isinstance(t, _AnnotatedAlias):
        return _strip_annotations(t.__origin__)
    if getattr(t, '__origin__', None) in (NotRequired, Required):
        return _strip_annotations(t.__args__[0])
    if not isinstance(t, (GenericAlias, _GenericAlias, types.UnionType)):
        return t
    return _rebuilt(t, tuple([_strip_annotations(part) for part in t.__args__]))


def _class_hints(cls, globalns, localns):
    # Each hint that CLS or a base of it declares, and where to look its names up.
    for base in cls.__mro__[::-1]:
        own = base.__dict__.get('__annotations__', {})
        if isinstance(own, types.GetSetDescriptorType):
            continue
        outer = globalns if globalns is not None else getattr(sys.modules.get(base.__module__), '__dict__', {})
        inner = localns if localns is not None else dict(vars(base))
        if globalns is None and localns is None:    # so that a name of the module comes before one of the class
            outer, inner = inner, outer
        for name, hint in own.items():
            yield name, hint, outer, inner


def _unwrapped(function):
    while hasattr(function, '__wrapped__'):
        function = function.__wrapped__
    return function


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    if getattr(obj, '__no_type_check__', None):
        return {}
    in_class = isinstance(obj, type)
    in_module = isinstance(obj, types.ModuleType)
    if in_class:
        declared = _class_hints(obj, globalns, localns)
    else:
        if globalns is None:
            globalns = obj.__dict__ if in_module else getattr(_unwrapped(obj), '__globals__', {})
        if localns is None:
            localns = globalns
        own = getattr(obj, '__annotations__', None)
        if own is None and not isinstance(obj, _with_annotations):
            raise TypeError(f'{obj!r} is not a module, class, method, or function.')
        declared = [(name, hint, globalns, localns) for name, hint in (own or {}).items()]
    hints = {}
    for name, hint, outer, inner in declared:
        if isinstance(hint, str):
            hint = ForwardRef(hint, not in_class and not in_module, is_class=in_class)
        hints[name] = _eval_type(type(None) if hint is None else hint, outer, inner)
    if include_extras:
        return hints
    return {name: _strip_annotations(hint) for name, hint in hints.items()}


def get_origin(tp):
    if tp is Generic or isinstance(tp, types.UnionType):
        return Generic if tp is Generic else types.UnionType
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    known = isinstance(tp, (GenericAlias, _BaseGenericAlias, ParamSpecArgs, ParamSpecKwargs))
    return tp.__origin__ if known else None


def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if not isinstance(tp, (GenericAlias, _GenericAlias, types.UnionType)):
        return ()
    args = tp.__args__
    if not isinstance(tp, types.UnionType) and _takes_args_apart(tp, args):
        *args, result = args
        return args, result
    return args


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


# --- aliases of containers --------------------------------------------------------------------------------------------

T, KT, VT = TypeVar('T'), TypeVar('KT'), TypeVar('VT')
T_co, V_co, VT_co = [TypeVar(name, covariant=True) for name in ('T_co', 'V_co', 'VT_co')]
T_contra = TypeVar('T_contra', contravariant=True)
CT_co = TypeVar('CT_co', bound=type, covariant=True)
AnyStr = TypeVar('AnyStr', bytes, str)

_alias = _SpecialGenericAlias


def _make_aliases(table):
    # Each line of TABLE: how many parameters, where the classes are, and their names; a name=other where the alias is called other.
    for nparams, home, names in table:
        for entry in names.split():
            source, _, name = entry.partition('=')
            origin = home[source] if isinstance(home, dict) else getattr(home, source)
            globals()[name or source] = _alias(origin, nparams, inst=origin.__module__ != 'builtins', name=name or None)


_make_aliases((
    (0, collections.abc, 'Hashable Sized ByteString'),
    (1, collections.abc, 'Awaitable AsyncIterable AsyncIterator Iterable Iterator Reversible Container Collection Set=AbstractSet '
                         'MutableSet Sequence MutableSequence MappingView KeysView ValuesView'),
    (2, collections.abc, 'Mapping MutableMapping ItemsView AsyncGenerator'),
    (3, collections.abc, 'Coroutine Generator'),
    (1, collections, 'deque=Deque Counter'),
    (2, collections, 'defaultdict=DefaultDict OrderedDict ChainMap'),
    (1, contextlib, 'AbstractContextManager=ContextManager AbstractAsyncContextManager=AsyncContextManager'),
    (1, {'list': list, 'set': set, 'frozenset': frozenset, 'type': type}, 'list=List set=Set frozenset=FrozenSet type=Type'),
    (2, {'dict': dict}, 'dict=Dict'),
))
Tuple = _TupleType(tuple, -1, inst=False, name='Tuple')
Callable = _CallableType(collections.abc.Callable, 2)
Text = str
TYPE_CHECKING = False


def _supports(name, method, base=Protocol):
    def member(self):
        pass
    member.__name__, member.__qualname__ = method, f'{name}.{method}'
    namespace = {'__module__': 'typing', '__slots__': (), method: abstractmethod(member)}
    if base is not Protocol:
        namespace['__orig_bases__'] = (base,)
    globals()[name] = runtime_checkable(_ProtocolMeta(name, (Protocol,), namespace))


for _name in ('int', 'float', 'complex', 'bytes', 'index'):
    _supports('Supports' + _name.capitalize(), f'__{_name}__')
for _name in ('abs', 'round'):
    _supports('Supports' + _name.capitalize(), f'__{_name}__', Protocol[T_co])
del _name


# --- NamedTuple, TypedDict, NewType -----------------------------------------------------------------------------------

def _make_nmtuple(name, types, module, defaults=()):
    hints = {field: _type_check(hint, f'field {field} annotation must be a type') for field, hint in types}
    made = collections.namedtuple(name, list(hints), defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = hints
    return made


_prohibited = frozenset('__new__ __init__ __slots__ __getnewargs__ _fields _field_defaults _field_types _make _replace _asdict '
                        '_source'.split())
_special = frozenset('__module__ __name__ __annotations__'.split())


def _misplaced(fields, defaults):
    seen = []
    for field in fields:
        if field in defaults:
            seen.append(field)
        elif seen:
            return f"Non-default namedtuple field {field} cannot follow default field{'s'[:len(seen) - 1]} {', '.join(seen)}"


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        assert _NamedTuple in bases
        if not all([base is _NamedTuple or base is Generic for base in bases]):
            raise TypeError('can only inherit from a NamedTuple type and Generic')
        hints = ns.get('__annotations__', {})
        defaults = {field: ns[field] for field in hints if field in ns}
        fault = _misplaced(hints, defaults)
        if fault:
            raise TypeError(fault)
        made = _make_nmtuple(typename, hints.items(), ns['__module__'], list(defaults.values()))
        if len(bases) > 1:      # the same once more, with both bases
            bases = tuple([tuple if base is _NamedTuple else base for base in bases])
            body = {name: value for name, value in made.__dict__.items() if name not in ('__dict__', '__weakref__')}
            made = type(typename, bases, {**body, '__orig_bases__': ns.get('__orig_bases__', bases)})
            if Generic in bases:
                made.__class_getitem__ = classmethod(Generic.__class_getitem__.__func__)
        for name, value in ns.items():
            if name in _prohibited:
                raise AttributeError('Cannot overwrite NamedTuple attribute ' + name)
            if name not in made._fields and name not in _special:
                setattr(made, name, value)
        return made


_NamedTuple = type.__new__(NamedTupleMeta, 'NamedTuple', (), {})


def NamedTuple(typename, fields=None, /, **kwargs):
    if kwargs and fields is not None:
        raise TypeError('Either list of fields or keywords can be provided to NamedTuple, not both')
    return _make_nmtuple(typename, kwargs.items() if fields is None else fields, _caller())


def _namedtuple_mro_entries(bases):
    return (_NamedTuple,)


NamedTuple.__mro_entries__ = _namedtuple_mro_entries


def _is_required(hint, total):
    if get_origin(hint) is Annotated:
        hint = hint.__origin__
    return {Required: True, NotRequired: False}.get(get_origin(hint), bool(total))


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        if not all([base is Generic or type(base) is _TypedDictMeta for base in bases]):
            raise TypeError('cannot inherit from both a TypedDict type and a non-TypedDict base class')
        generic = any([issubclass(base, Generic) for base in bases])
        made = type.__new__(_TypedDictMeta, name, (Generic, dict) if generic else (dict,), ns)
        hints, required = {}, {}        # of each key; what comes later wins
        for base in bases:
            inherited = base.__dict__
            hints.update(inherited.get('__annotations__', ()))
            required.update(dict.fromkeys(inherited.get('__required_keys__', ()), True))
            required.update(dict.fromkeys(inherited.get('__optional_keys__', ()), False))
        own = {key: _type_check(hint, "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type", module=made.__module__)
               for key, hint in ns.get('__annotations__', {}).items()}
        hints.update(own)
        required.update([(key, _is_required(hint, total)) for key, hint in own.items()])
        made.__annotations__ = hints
        made.__required_keys__ = frozenset([key for key in required if required[key]])
        made.__optional_keys__ = frozenset([key for key in required if not required[key]])
        if not hasattr(made, '__total__'):
            made.__total__ = total
        return made

    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class checks')

    __instancecheck__ = __subclasscheck__


_TypedDict = type.__new__(_TypedDictMeta, 'TypedDict', (), {})


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    if fields is not None and kwargs:
        raise TypeError('TypedDict takes either a dict or keyword arguments, but not both')
    if kwargs:
        import warnings
        warnings.warn('The kwargs-based syntax for TypedDict definitions is deprecated in Python 3.11, will be removed in Python '
                      '3.13, and may not be understood by third-party type checkers.', DeprecationWarning, stacklevel=2)
    body = {'__annotations__': dict(kwargs if fields is None else fields)}
    home = _caller()
    if home is not None:
        body['__module__'] = home
    return _TypedDictMeta(typename, (), body, total=total)


TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


def _idfunc(_, x):
    return x


class NewType:
    __call__ = _idfunc
    __or__, __ror__ = _union_operators()

    def __init__(self, name, tp):
        self.__qualname__, self.__name__, self.__supertype__ = name, name.split('.')[-1], tp
        _note_home(self)

    def __repr__(self):
        return self.__module__ + '.' + self.__qualname__

    def __reduce__(self):
        return self.__qualname__

    def __mro_entries__(self, bases):
        parent = self.__name__

        class Dummy:
            def __init_subclass__(cls):
                raise TypeError('Cannot subclass an instance of NewType. Perhaps you were looking for: '
                                f'`{cls.__name__} = NewType({cls.__name__!r}, {parent})`')
        return (Dummy,)


# --- files ------------------------------------------------------------------------------------------------------------

class IO(Generic[AnyStr]):
    __slots__ = ()


class BinaryIO(IO[bytes]):
    __slots__ = ()


class TextIO(IO[str]):
    __slots__ = ()
