# SPDX-License-Identifier: MIT
# Looking at live objects: kinds, members, signatures. Sources of the program's own text only.
import sys as _sys
import types as _types
from types import (BuiltinFunctionType as _Builtin, CodeType as _Code, CoroutineType as _Coroutine, FrameType as _Frame,
                   FunctionType as _Function, GeneratorType as _Generator, MethodType as _Method,
                   MethodDescriptorType as _MethodDescriptor, MethodWrapperType as _MethodWrapper,
                   ModuleType as _Module,
                   TracebackType as _Traceback, WrapperDescriptorType as _WrapperDescriptor,
                   GetSetDescriptorType as _GetSet, MemberDescriptorType as _Member, MappingProxyType as _Proxy,
                   GenericAlias as _GenericAlias)

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR = 1, 2, 4, 8, 16, 32
CO_NOFREE, CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 64, 128, 256, 512
GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = 'GEN_CREATED', 'GEN_RUNNING', 'GEN_SUSPENDED', 'GEN_CLOSED'
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = 'CORO_CREATED', 'CORO_RUNNING', 'CORO_SUSPENDED', 'CORO_CLOSED'


def ismodule(object):
    return isinstance(object, _Module)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, _Method)


def isfunction(object):
    return isinstance(object, _Function)


def isbuiltin(object):
    return isinstance(object, _Builtin)


def iscode(object):
    return isinstance(object, _Code)


def isframe(object):
    return isinstance(object, _Frame)


def istraceback(object):
    return isinstance(object, _Traceback)


def isgenerator(object):
    return isinstance(object, _Generator)


def iscoroutine(object):
    return isinstance(object, _Coroutine)


def _has_flag(f, flag):
    while ismethod(f):
        f = f.__func__
    import functools
    while isinstance(f, functools.partial):
        f = f.func
    return isfunction(f) and bool(f.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    return _has_flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    return _has_flag(obj, CO_COROUTINE)


def isasyncgenfunction(obj):
    return _has_flag(obj, CO_ASYNC_GENERATOR)


def isasyncgen(object):
    return isinstance(object, getattr(_types, 'AsyncGeneratorType', ()))


def isawaitable(object):
    return iscoroutine(object) or hasattr(type(object), '__await__')


def isroutine(object):
    return (isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)
            or isinstance(object, _MethodWrapper))


def isabstract(object):
    return isinstance(object, type) and bool(getattr(object, '__abstractmethods__', ()))


def ismethoddescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    tp = type(object)
    return hasattr(tp, "__get__") and not hasattr(tp, "__set__")


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    tp = type(object)
    return hasattr(tp, "__set__") or hasattr(tp, "__delete__")


def isgetsetdescriptor(object):
    return isinstance(object, _GetSet)


def ismemberdescriptor(object):
    return isinstance(object, _Member)


def _member(object, name, first):
    # The value of a name; one that the class hides from its instances, or that comes a second time, is looked up in the classes' own dicts.
    if first:
        try:
            return (getattr(object, name),)
        except AttributeError:
            pass
    classes = (object, *object.__mro__) if isclass(object) else ()
    return next(((base.__dict__[name],) for base in classes if name in base.__dict__), ())


def getmembers(object, predicate=None):
    names = dir(object)
    for base in getattr(object, '__bases__', ()):
        names += [name for name, value in base.__dict__.items() if isinstance(value, _types.DynamicClassAttribute)]
    members, met = [], set()
    for name in names:
        members += [(name, value) for value in _member(object, name, name not in met) if not predicate or predicate(value)]
        met.add(name)
    return sorted(members, key=lambda member: member[0])


def getmro(cls):
    return cls.__mro__


def unwrap(func, *, stop=None):
    seen = {id(func): func}
    f = func
    while not isinstance(func, type) and hasattr(func, '__wrapped__'):
        if stop is not None and stop(func):
            break
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= _sys.getrecursionlimit():
            raise ValueError('wrapper loop when unwrapping {!r}'.format(f))
        seen[id(func)] = func
    return func


def cleandoc(doc):
    lines = doc.expandtabs().split('\n')
    margin = _sys.maxsize
    for line in lines[1:]:
        content = len(line.lstrip())
        if content:
            margin = min(margin, len(line) - content)
    if lines:
        lines[0] = lines[0].lstrip()
    if margin < _sys.maxsize:
        for i in range(1, len(lines)):
            lines[i] = lines[i][margin:]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return '\n'.join(lines)


def _find_doc(object):
    if isclass(object):
        for base in object.__mro__:
            if base is not type(None) and base.__doc__ is not None and '__doc__' in base.__dict__ and base is not object:
                return base.__doc__
        return None
    name = getattr(object, '__name__', None)
    owner = None
    if ismethod(object):
        owner = object.__self__ if isclass(object.__self__) else type(object.__self__)
    elif isfunction(object) and '.' in object.__qualname__:
        module = _sys.modules.get(object.__module__)
        owner = module
        for part in object.__qualname__.split('.')[:-1]:
            owner = getattr(owner, part, None)
    for base in getattr(owner, '__mro__', ()):
        doc = getattr(getattr(base, name, None), '__doc__', None)
        if doc is not None:
            return doc
    return None


def getdoc(object):
    doc = getattr(object, '__doc__', None)
    if doc is None:
        try:
            doc = _find_doc(object)
        except (AttributeError, TypeError):
            return None
    return cleandoc(doc) if isinstance(doc, str) else None


def getmodule(object, _filename=None):
    if ismodule(object):
        return object
    return _sys.modules.get(getattr(object, '__module__', None))


def getmodulename(path):
    name = path.rsplit('/', 1)[-1]
    return name[:-3] if name.endswith('.py') else None


def _code_of(object):
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    return object


def getfile(object):
    if ismodule(object):
        if getattr(object, '__file__', None):
            return object.__file__
        raise TypeError('{!r} is a built-in module'.format(object))
    if isclass(object):
        module = _sys.modules.get(getattr(object, '__module__', None))
        if getattr(module, '__file__', None):
            return module.__file__
        if object.__module__ == '__main__':
            raise OSError('source code not available')
        raise TypeError('{!r} is a built-in class'.format(object))
    code = _code_of(object)
    if iscode(code):
        return code.co_filename
    raise TypeError('module, class, method, function, traceback, frame, or code object was expected, got {}'.format(
        type(object).__name__))


getsourcefile = getfile


def _block(lines):
    # The lines of the statement that the first one begins.
    depth = 0
    indent = None
    last = 0
    body = False
    for i, line in enumerate(lines):
        text = line.strip()
        if indent is None:
            indent = len(line) - len(line.lstrip())
        elif text and not text.startswith('#') and body and depth == 0 and len(line) - len(line.lstrip()) <= indent:
            break
        plain = text.split('#')[0].rstrip()
        if text and not text.startswith('#'):
            last = i
            if not body and depth == 0 and not plain.startswith('@') and not plain.endswith(':') and i == 0 \
                    and not plain.startswith(('def', 'class', 'async')):
                break
            depth = max(0, depth + sum(text.count(c) for c in '([{') - sum(text.count(c) for c in ')]}'))
            if depth == 0 and not plain.startswith('@'):
                body = True
    return lines[:last + 1]


def findsource(object):
    import linecache
    lines = linecache.getlines(getfile(object))
    if not lines:
        raise OSError('could not get source code')
    if ismodule(object):
        return lines, 0
    if isclass(object):
        name = object.__qualname__.split('.')[-1]
        for i, line in enumerate(lines):
            if line.lstrip().startswith(('class ' + name + '(', 'class ' + name + ':', 'class ' + name + ' ')):
                while i > 0 and lines[i - 1].lstrip().startswith('@'):
                    i -= 1
                return lines, i
        raise OSError('could not find class definition')
    return lines, _code_of(object).co_firstlineno - 1


def getsourcelines(object):
    lines, lnum = findsource(unwrap(object))
    if ismodule(object):
        return lines, 0
    return _block(lines[lnum:]), lnum + 1


def getsource(object):
    return ''.join(getsourcelines(object)[0])


def getcallargs(func, /, *positional, **named):
    bound = signature(func).bind(*positional, **named)
    bound.apply_defaults()
    return dict(bound.arguments)


def getclosurevars(func):
    from collections import namedtuple
    code = func.__code__
    nonlocals = {n: c.cell_contents for n, c in zip(code.co_freevars, func.__closure__ or ())}
    space, builtins = func.__globals__, __builtins__ if isinstance(__builtins__, dict) else vars(__builtins__)
    global_vars, builtin_vars, unbound = {}, {}, set()
    for name in code.co_names:
        if name in ('None', 'True', 'False'):
            continue
        if name in space:
            global_vars[name] = space[name]
        elif name in builtins:
            builtin_vars[name] = builtins[name]
        else:
            unbound.add(name)
    return namedtuple('ClosureVars', 'nonlocals globals builtins unbound')(nonlocals, global_vars, builtin_vars,
                                                                           unbound)


def getgeneratorstate(generator):
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_frame is None:
        return GEN_CLOSED
    return GEN_CREATED if not getattr(generator, 'gi_suspended', True) else GEN_SUSPENDED


def getgeneratorlocals(generator):
    frame = generator.gi_frame
    return frame.f_locals if frame is not None else {}


def getcoroutinestate(coroutine):
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_frame is None:
        return CORO_CLOSED
    return CORO_CREATED if not getattr(coroutine, 'cr_suspended', True) else CORO_SUSPENDED


def currentframe():
    return _sys._getframe(1)


def stack(context=1):
    return getouterframes(_sys._getframe(1), context)


def _frame_info(frame, lineno, context):
    from collections import namedtuple
    kind = globals().setdefault('FrameInfo', namedtuple('FrameInfo',
                                                        'frame filename lineno function code_context index'))
    import linecache
    line = linecache.getline(frame.f_code.co_filename, lineno)
    return kind(frame, frame.f_code.co_filename, lineno, frame.f_code.co_name, [line] if line else None,
                0 if line else None)


def getouterframes(frame, context=1):
    result = []
    while frame:
        result.append(_frame_info(frame, frame.f_lineno, context))
        frame = frame.f_back
    return result


def getinnerframes(tb, context=1):
    result = []
    while tb:
        result.append(_frame_info(tb.tb_frame, tb.tb_lineno, context))
        tb = tb.tb_next
    return result


def getattr_static(obj, attr, default=...):
    spaces = [] if isclass(obj) else [getattr(obj, '__dict__', {})]
    for base in (obj.__mro__ if isclass(obj) else type(obj).__mro__):
        spaces.append(base.__dict__)
    for space in spaces:
        if attr in space:
            return space[attr]
    if default is not ...:
        return default
    raise AttributeError(attr)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    if isclass(obj):
        ann = obj.__dict__.get('__annotations__', None)
    else:
        ann = getattr(obj, '__annotations__', None)
    ann = dict(ann or {})
    if eval_str:
        space = globals or getattr(obj, '__globals__', None) or vars(_sys.modules.get(obj.__module__))
        ann = {k: eval(v, space, locals) if isinstance(v, str) else v for k, v in ann.items()}
    return ann


def formatannotation(annotation, base_module=None):
    if getattr(annotation, '__module__', None) == 'typing':
        return repr(annotation).replace('typing.', '')
    if isinstance(annotation, _GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ('builtins', base_module):
            return annotation.__qualname__
        return annotation.__module__ + '.' + annotation.__qualname__
    return repr(annotation)


def __getattr__(name):
    # Signatures, and the enumeration of their kinds, are loaded when first asked for.
    if name in ('Signature', 'Parameter', 'BoundArguments', '_ParameterKind', 'getfullargspec', 'FullArgSpec'):
        import _signature
        return globals().setdefault(name, getattr(_signature, name))
    raise AttributeError(f"module 'inspect' has no attribute '{name}'")


class _void:
    """Marks what a signature does not have."""


class _empty:
    """Marks what a signature does not have."""


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    from _signature import Signature
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals,
                                   eval_str=eval_str)
