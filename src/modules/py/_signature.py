# SPDX-License-Identifier: MIT
# inspect.signature and what belongs to it.
import enum as _enum
import functools as _functools
from inspect import (_empty, _void, formatannotation, get_annotations, isclass, isfunction, ismethod, unwrap)
from types import MappingProxyType as _Proxy


class _ParameterKind(_enum.IntEnum):
    POSITIONAL_ONLY = 'positional-only'
    POSITIONAL_OR_KEYWORD = 'positional or keyword'
    VAR_POSITIONAL = 'variadic positional'
    KEYWORD_ONLY = 'keyword-only'
    VAR_KEYWORD = 'variadic keyword'

    def __new__(cls, description):
        member = int.__new__(cls, len(cls.__members__))
        member._value_, member.description = int(member), description
        return member

    def __str__(self):
        return self.name


_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD = _ParameterKind


class Parameter:
    """One parameter of a signature."""

    __slots__ = ('_name', '_kind', '_default', '_annotation')
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _ParameterKind
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f'value {kind!r} is not a valid Parameter.kind')
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError(f'{self._kind.description} parameters cannot have default values')
        self._default = default
        self._annotation = annotation
        if name is _empty:
            raise ValueError('name is a required attribute for Parameter')
        if not isinstance(name, str):
            raise TypeError(f'name must be a str, not a {type(name).__name__}')
        if not name.isidentifier():
            raise ValueError(f'{name!r} is not a valid parameter name')
        self._name = name

    name = property(lambda self: self._name)
    kind = property(lambda self: self._kind)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        return type(self)(self._name if name is _void else name, self._kind if kind is _void else kind,
                          default=self._default if default is _void else default,
                          annotation=self._annotation if annotation is _void else annotation)

    def __str__(self):
        formatted = self._name
        if self._annotation is not _empty:
            formatted += ': ' + formatannotation(self._annotation)
        if self._default is not _empty:
            formatted += (' = ' if self._annotation is not _empty else '=') + repr(self._default)
        if self._kind == _VAR_POSITIONAL:
            return '*' + formatted
        if self._kind == _VAR_KEYWORD:
            return '**' + formatted
        return formatted

    def __repr__(self):
        return f'<{self.__class__.__name__} "{self}">'

    def __hash__(self):
        return hash((self._name, self._kind, self._annotation, self._default))

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name == other._name and self._kind == other._kind and self._default == other._default
                and self._annotation == other._annotation)


class BoundArguments:
    """Arguments by the names of the parameters that take them."""

    __slots__ = ('arguments', '_signature')

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        args = []
        for name, param in self._signature.parameters.items():
            if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                break
            if param.kind == _VAR_POSITIONAL:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        started = False
        for name, param in self._signature.parameters.items():
            if not started:
                if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    started = True
                elif name not in self.arguments:
                    started = True
                    continue
            if not started or name not in self.arguments:
                continue
            if param.kind == _VAR_KEYWORD:
                kwargs.update(self.arguments[name])
            else:
                kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        arguments = self.arguments
        new = []
        for name, param in self._signature.parameters.items():
            if name in arguments:
                new.append((name, arguments[name]))
            elif param.default is not _empty:
                new.append((name, param.default))
            elif param.kind is _VAR_POSITIONAL:
                new.append((name, ()))
            elif param.kind is _VAR_KEYWORD:
                new.append((name, {}))
        self.arguments = dict(new)

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __repr__(self):
        return '<{} ({})>'.format(self.__class__.__name__, ', '.join(f'{a}={v!r}' for a, v in self.arguments.items()))


class Signature:
    """The parameters of a callable."""

    __slots__ = ('_return_annotation', '_parameters')
    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        params = {}
        top = _POSITIONAL_ONLY
        seen_default = False
        for param in parameters or ():
            if __validate_parameters__:
                if param.kind < top:
                    raise ValueError('wrong parameter order: {} parameter before {} parameter'.format(
                        top.description, param.kind.description))
                top = param.kind
                if param.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                    if param.default is _empty:
                        if seen_default:
                            raise ValueError('non-default argument follows default argument')
                    else:
                        seen_default = True
                if param.name in params:
                    raise ValueError(f'duplicate parameter name: {param.name!r}')
            params[param.name] = param
        self._parameters = _Proxy(params)
        self._return_annotation = return_annotation

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        return _from(cls, obj, follow_wrapped, globals, locals, eval_str)

    def replace(self, *, parameters=_void, return_annotation=_void):
        return type(self)(self.parameters.values() if parameters is _void else parameters,
                          return_annotation=self._return_annotation if return_annotation is _void
                          else return_annotation)

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return (dict(self._parameters) == dict(other._parameters)
                and self._return_annotation == other._return_annotation)

    def __hash__(self):
        return hash((tuple(self._parameters.values()), self._return_annotation))

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, partial=True)

    def _bind(self, args, kwargs, *, partial=False):
        arguments = {}
        values = list(args)
        params = list(self._parameters.values())
        taken = set()
        variadic = None
        at = 0
        for param in params:
            name = param.name
            if param.kind == _VAR_POSITIONAL:
                if values[at:]:
                    arguments[name] = tuple(values[at:])
                at = len(values)
            elif param.kind == _VAR_KEYWORD:
                variadic = param
            elif param.kind == _KEYWORD_ONLY:
                if at < len(values):
                    raise TypeError('too many positional arguments')
                if name in kwargs:
                    arguments[name] = kwargs[name]
                    taken.add(name)
                elif param.default is _empty and not partial:
                    raise TypeError(f'missing a required argument: {name!r}')
            elif at < len(values):
                if name in kwargs and param.kind != _POSITIONAL_ONLY:
                    raise TypeError(f'multiple values for argument {name!r}')
                arguments[name] = values[at]
                at += 1
            elif name in kwargs and param.kind != _POSITIONAL_ONLY:
                arguments[name] = kwargs[name]
                taken.add(name)
            elif param.default is _empty and not partial:
                raise TypeError(f'missing a required argument: {name!r}')
        if at < len(values):
            raise TypeError('too many positional arguments')
        rest = {k: v for k, v in kwargs.items() if k not in taken}
        if rest:
            if variadic is None:
                raise TypeError(f'got an unexpected keyword argument {next(iter(rest))!r}')
            arguments[variadic.name] = rest
        return self._bound_arguments_cls(self, arguments)

    def __repr__(self):
        return f'<{self.__class__.__name__} {self}>'

    def __str__(self):
        result = []
        positional_only = False
        star = True
        for param in self._parameters.values():
            if param.kind == _POSITIONAL_ONLY:
                positional_only = True
            elif positional_only:
                result.append('/')
                positional_only = False
            if param.kind == _VAR_POSITIONAL:
                star = False
            elif param.kind == _KEYWORD_ONLY and star:
                result.append('*')
                star = False
            result.append(str(param))
        if positional_only:
            result.append('/')
        rendered = f"({', '.join(result)})"
        if self._return_annotation is not _empty:
            rendered += f' -> {formatannotation(self._return_annotation)}'
        return rendered


def _of_function(cls, func, globals, locals, eval_str):
    code = func.__code__
    n, posonly, kwonly = code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount
    names = code.co_varnames
    defaults, kwdefaults = func.__defaults__ or (), func.__kwdefaults__ or {}
    annotations = get_annotations(func, globals=globals, locals=locals, eval_str=eval_str)
    params = []
    for i in range(n):
        default = defaults[i - (n - len(defaults))] if i >= n - len(defaults) else _empty
        kind = _POSITIONAL_ONLY if i < posonly else _POSITIONAL_OR_KEYWORD
        params.append(Parameter(names[i], kind, default=default, annotation=annotations.get(names[i], _empty)))
    i = n + kwonly
    if code.co_flags & 4:
        params.append(Parameter(names[i], _VAR_POSITIONAL, annotation=annotations.get(names[i], _empty)))
        i += 1
    for name in names[n:n + kwonly]:
        params.append(Parameter(name, _KEYWORD_ONLY, default=kwdefaults.get(name, _empty),
                                annotation=annotations.get(name, _empty)))
    if code.co_flags & 8:
        params.append(Parameter(names[i], _VAR_KEYWORD, annotation=annotations.get(names[i], _empty)))
    return cls(params, return_annotation=annotations.get('return', _empty), __validate_parameters__=False)


def _without_first(sig):
    params = list(sig.parameters.values())
    if not params or params[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError('invalid method signature')
    if params[0].kind != _VAR_POSITIONAL:
        params = params[1:]
    return sig.replace(parameters=params)


def _of_partial(wrapped, sig):
    try:
        bound = sig.bind_partial(*wrapped.args, **(wrapped.keywords or {}))
    except TypeError as error:
        raise ValueError(f'partial object {wrapped!r} has incorrect arguments') from error
    params = []
    to_kwonly = False
    for name, param in sig.parameters.items():
        if name in bound.arguments and param.kind not in (_VAR_POSITIONAL, _VAR_KEYWORD):
            if param.kind is _POSITIONAL_ONLY:
                continue
            if name in (wrapped.keywords or {}):
                to_kwonly = True
                params.append(param.replace(kind=_KEYWORD_ONLY, default=bound.arguments[name]))
                continue
            if param.kind is _POSITIONAL_OR_KEYWORD:
                continue
        if to_kwonly and param.kind is _POSITIONAL_OR_KEYWORD:
            param = param.replace(kind=_KEYWORD_ONLY)
        elif to_kwonly and param.kind is _VAR_POSITIONAL:
            continue
        params.append(param)
    return sig.replace(parameters=params)


def _user_method(cls, name):
    for base in cls.__mro__:
        if base is not object and name in base.__dict__:
            method = getattr(cls, name)
            if isfunction(method) or ismethod(method):
                return method
            return None
    return None


def _from(cls, obj, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    def again(o):
        return _from(cls, o, follow_wrapped, globals, locals, eval_str)
    if not callable(obj):
        raise TypeError(f'{obj!r} is not a callable object')
    if ismethod(obj):
        return _without_first(again(obj.__func__))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, '__signature__') or ismethod(f))
        if ismethod(obj):
            return again(obj)
    sig = getattr(obj, '__signature__', None)
    if sig is not None and isinstance(sig, Signature):
        return sig
    if isfunction(obj):
        return _of_function(cls, obj, globals, locals, eval_str)
    if isinstance(obj, _functools.partial):
        return _of_partial(obj, again(obj.func))
    if isclass(obj):
        call = _user_method(type(obj), '__call__') if type(obj) is not type else None
        if call is not None and not isinstance(obj, _enum.EnumType):
            return _without_first(again(call))
        for name in ('__new__', '__init__'):
            method = _user_method(obj, name)
            if method is not None:
                return _without_first(again(method))
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return cls()
        raise ValueError(f'no signature found for builtin type {obj!r}')
    call = _user_method(type(obj), '__call__')
    if call is not None:
        return _without_first(again(call))
    raise ValueError(f'no signature found for builtin {obj!r}')


def getfullargspec(func):
    from collections import namedtuple
    kind = globals().setdefault('FullArgSpec', namedtuple(
        'FullArgSpec', 'args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations'))
    try:
        sig = _from(Signature, func.__func__ if ismethod(func) else func, False)
    except Exception as ex:
        raise TypeError('unsupported callable') from ex
    args, kwonly, defaults, kwdefaults, annotations = [], [], (), {}, {}
    varargs = varkw = None
    if sig.return_annotation is not _empty:
        annotations['return'] = sig.return_annotation
    for param in sig.parameters.values():
        if param.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            args.append(param.name)
            if param.default is not _empty:
                defaults += (param.default,)
        elif param.kind is _VAR_POSITIONAL:
            varargs = param.name
        elif param.kind is _KEYWORD_ONLY:
            kwonly.append(param.name)
            if param.default is not _empty:
                kwdefaults[param.name] = param.default
        else:
            varkw = param.name
        if param.annotation is not _empty:
            annotations[param.name] = param.annotation
    return kind(args, varargs, varkw, defaults or None, kwonly, kwdefaults or None, annotations)


for _class in (_ParameterKind, Parameter, BoundArguments, Signature):
    _class.__module__ = 'inspect'
del _class
