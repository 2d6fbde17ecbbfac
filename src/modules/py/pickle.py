# SPDX-License-Identifier: MIT
# Objects to bytes and back, in CPython's protocol 4: what is written here CPython reads, and the other way round.
import struct as _struct
import sys as _sys
from copyreg import dispatch_table
from types import BuiltinFunctionType as _Builtin, FunctionType as _Function

__all__ = ['dump', 'dumps', 'load', 'loads', 'Pickler', 'Unpickler', 'PickleError', 'PicklingError', 'UnpicklingError',
           'HIGHEST_PROTOCOL', 'DEFAULT_PROTOCOL']

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


for _class in (PickleError, PicklingError, UnpicklingError):
    _class.__module__ = '_pickle'
del _class


class Pickler:
    """Writes objects."""

    def __init__(self, file, protocol=None, **ignored):
        self.proto = DEFAULT_PROTOCOL if protocol is None else HIGHEST_PROTOCOL if protocol < 0 else protocol
        if self.proto > HIGHEST_PROTOCOL:
            raise ValueError("pickle protocol must be <= %d" % HIGHEST_PROTOCOL)
        self.proto = max(self.proto, 4)
        self._file = file
        self.memo = {}
        self.out = bytearray()

    def clear_memo(self):
        self.memo.clear()

    def dump(self, obj):
        self.out = bytearray()
        self._save(obj)
        body = bytes(self.out) + b'.'
        frame = b'\x95' + len(body).to_bytes(8, 'little') if len(body) >= 4 else b''
        self._file.write(b'\x80' + bytes([self.proto]) + frame + body)

    def _memoize(self, obj):
        self.memo[id(obj)] = len(self.memo), obj
        self.out += b'\x94'

    def _save(self, obj):
        if obj is None or obj is True or obj is False:
            self.out += b'N' if obj is None else b'\x88' if obj else b'\x89'
            return
        t = type(obj)
        if t is int:
            return self._int(obj)
        if t is float:
            self.out += b'G' + _struct.pack('>d', obj)
            return
        known = self.memo.get(id(obj))
        if known is not None:
            i = known[0]
            self.out += b'h' + bytes([i]) if i < 256 else b'j' + i.to_bytes(4, 'little')
            return
        method = _SAVERS.get(t)
        if method is not None:
            return method(self, obj)
        reduce = dispatch_table.get(t)
        if reduce is not None:
            rv = reduce(obj)
        elif issubclass(t, type):
            return self._global(obj)
        else:
            rv = obj.__reduce_ex__(self.proto)
        if isinstance(rv, str):
            return self._global(obj, rv)
        if not isinstance(rv, tuple):
            raise PicklingError("%s must return string or tuple" % reduce)
        self._reduce(obj, *rv)

    def _int(self, n):
        if 0 <= n < 256:
            self.out += b'K' + bytes([n])
        elif 0 <= n < 65536:
            self.out += b'M' + n.to_bytes(2, 'little')
        elif -0x80000000 <= n <= 0x7fffffff:
            self.out += b'J' + n.to_bytes(4, 'little', signed=True)
        else:
            size = (n.bit_length() >> 3) + 1
            data = n.to_bytes(size, 'little', signed=True)
            if n < 0 and size > 1 and data[-1] == 0xff and data[-2] & 0x80:
                data = data[:-1]
            self.out += (b'\x8a' + bytes([len(data)]) if len(data) < 256 else b'\x8b' + len(data).to_bytes(4,
                                                                                                           'little')) + data

    def _str(self, s):
        data = s.encode('utf-8', 'surrogatepass')
        n = len(data)
        self.out += (b'\x8c' + bytes([n]) if n < 256 else b'X' + n.to_bytes(4, 'little')) + data
        self._memoize(s)

    def _bytes(self, s):
        n = len(s)
        self.out += (b'C' + bytes([n]) if n < 256 else b'B' + n.to_bytes(4, 'little')) + s
        self._memoize(s)

    def _bytearray(self, s):
        if self.proto >= 5:
            self.out += b'\x96' + len(s).to_bytes(8, 'little') + s
            self._memoize(s)
        else:
            self._reduce(s, bytearray, (bytes(s),) if s else ())

    def _tuple(self, obj):
        if not obj:
            self.out += b')'
            return
        n = len(obj)
        if n > 3:
            self.out += b'('
        for item in obj:
            self._save(item)
        known = self.memo.get(id(obj))
        if known is not None:
            self.out += (b'0' * n if n <= 3 else b'1') + b'h' + bytes([known[0]])
            return
        self.out += (b'\x85', b'\x86', b'\x87')[n - 1] if n <= 3 else b't'
        self._memoize(obj)

    def _batch(self, items, single, many, width):
        items = list(items)
        for start in range(0, len(items), 1000):
            part = items[start:start + 1000]
            if len(part) > 1:
                self.out += b'('
            for item in part:
                for x in item if width == 2 else (item,):
                    self._save(x)
            self.out += many if len(part) > 1 else single

    def _list(self, obj):
        self.out += b']'
        self._memoize(obj)
        self._batch(obj, b'a', b'e', 1)

    def _dict(self, obj):
        self.out += b'}'
        self._memoize(obj)
        self._batch(obj.items(), b's', b'u', 2)

    def _set(self, obj):
        self.out += b'\x8f'
        self._memoize(obj)
        items = list(obj)
        for start in range(0, len(items), 1000):
            self.out += b'('
            for x in items[start:start + 1000]:
                self._save(x)
            self.out += b'\x90'

    def _frozenset(self, obj):
        self.out += b'('
        for x in obj:
            self._save(x)
        self.out += b'\x91'
        self._memoize(obj)

    def _global(self, obj, name=None):
        if name is None:
            name = getattr(obj, '__qualname__', None) or obj.__name__
        module_name = getattr(obj, '__module__', None) or _which_module(obj, name)
        found = None
        try:
            found = _sys.modules.get(module_name) or __import__(module_name)
            for part in name.split('.'):
                if part == '<locals>':
                    raise AttributeError(f"Can't pickle local object {name!r}")
                found = getattr(found, part)
        except (ImportError, AttributeError) as e:
            if '<locals>' in name:
                raise AttributeError(f"Can't pickle local object {name!r}") from None
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on {module_name} failed") from None
        if found is not obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module_name}.{name}")
        self._save(module_name)
        self._save(name)
        self.out += b'\x93'
        self._memoize(obj)

    def _reduce(self, obj, func, args, state=None, listitems=None, dictitems=None, setter=None):
        name = getattr(func, '__name__', '')
        if name == '__newobj__':
            cls, *args = args
            self._save(cls)
            self._save(tuple(args))
            self.out += b'\x81'
        elif name == '__newobj_ex__':
            cls, args, kwargs = args
            self._save(cls)
            self._save(args)
            self._save(kwargs)
            self.out += b'\x92'
        else:
            self._save(func)
            self._save(args)
            self.out += b'R'
        known = self.memo.get(id(obj))
        if known is not None:
            self.out += b'0h' + bytes([known[0]])
        else:
            self._memoize(obj)
        if listitems is not None:
            self._batch(listitems, b'a', b'e', 1)
        if dictitems is not None:
            self._batch(dictitems, b's', b'u', 2)
        if state is not None:
            self._save(state)
            self.out += b'b'


def _which_module(obj, name):
    for module_name, module in _sys.modules.items():
        if module_name != '__main__' and getattr(module, name, None) is obj:
            return module_name
    return '__main__'


def _save_builtin(self, obj):
    owner = obj.__self__
    if owner is None or type(owner).__name__ == 'module':
        self._global(obj)
    else:
        self._reduce(obj, getattr, (owner, obj.__name__))


_SAVERS = {str: Pickler._str, bytes: Pickler._bytes, bytearray: Pickler._bytearray, tuple: Pickler._tuple,
           list: Pickler._list, dict: Pickler._dict, set: Pickler._set, frozenset: Pickler._frozenset,
           _Function: Pickler._global, _Builtin: _save_builtin, type: Pickler._global,
           type(...): lambda self, obj: self._global(obj, 'Ellipsis'),
           type(NotImplemented): lambda self, obj: self._global(obj, 'NotImplemented')}


class Unpickler:
    """Reads objects."""

    def __init__(self, file, **ignored):
        self._file = file
        self.memo = {}

    def find_class(self, module, name):
        found = __import__(module, fromlist=[name]) if module not in _sys.modules else _sys.modules[module]
        for part in name.split('.'):
            try:
                found = getattr(found, part)
            except AttributeError:
                raise AttributeError(f"Can't get attribute {part!r} on {found!r}") from None
        return found

    def load(self):
        data = self._file.read()
        if not data:
            raise EOFError("Ran out of input")
        i = 0
        stack, marks, memo = [], [], self.memo

        def take(n):
            nonlocal i
            if i + n > len(data):
                raise UnpicklingError("pickle data was truncated")
            piece = data[i:i + n]
            i += n
            return piece

        def number(n):
            return int.from_bytes(take(n), 'little')

        def to_mark():
            nonlocal stack
            items = stack
            stack = marks.pop()
            return items
        while True:
            op = take(1)
            if op == b'\x80':
                proto = number(1)
                if proto > HIGHEST_PROTOCOL:
                    raise ValueError(f"unsupported pickle protocol: {proto}")
            elif op == b'\x95':
                take(8)
            elif op == b'.':
                return stack.pop()
            elif op == b'N':
                stack.append(None)
            elif op == b'\x88' or op == b'\x89':
                stack.append(op == b'\x88')
            elif op == b'K':
                stack.append(number(1))
            elif op == b'M':
                stack.append(number(2))
            elif op == b'J':
                stack.append(int.from_bytes(take(4), 'little', signed=True))
            elif op == b'\x8a' or op == b'\x8b':
                stack.append(int.from_bytes(take(number(1 if op == b'\x8a' else 4)), 'little', signed=True))
            elif op == b'G':
                stack.append(_struct.unpack('>d', take(8))[0])
            elif op in (b'\x8c', b'X', b'\x8d'):
                stack.append(bytes(take(number({b'\x8c': 1, b'X': 4, b'\x8d': 8}[op]))).decode('utf-8',
                                                                                               'surrogatepass'))
            elif op in (b'C', b'B', b'\x8e'):
                stack.append(bytes(take(number({b'C': 1, b'B': 4, b'\x8e': 8}[op]))))
            elif op == b'\x96':
                stack.append(bytearray(take(number(8))))
            elif op == b'\x94':
                memo[len(memo)] = stack[-1]
            elif op == b'q' or op == b'r':
                memo[number(1 if op == b'q' else 4)] = stack[-1]
            elif op == b'h' or op == b'j':
                stack.append(memo[number(1 if op == b'h' else 4)])
            elif op == b'(':
                marks.append(stack)
                stack = []
            elif op == b')':
                stack.append(())
            elif op in (b'\x85', b'\x86', b'\x87'):
                n = op[0] - 0x84
                stack[-n:] = [tuple(stack[-n:])]
            elif op == b't':
                items = to_mark()
                stack.append(tuple(items))
            elif op == b']':
                stack.append([])
            elif op == b'}':
                stack.append({})
            elif op == b'\x8f':
                stack.append(set())
            elif op == b'a':
                value = stack.pop()
                stack[-1].append(value)
            elif op == b'e':
                items = to_mark()
                stack[-1].extend(items)
            elif op == b's':
                value, key = stack.pop(), stack.pop()
                stack[-1][key] = value
            elif op == b'u':
                items = to_mark()
                for k in range(0, len(items), 2):
                    stack[-1][items[k]] = items[k + 1]
            elif op == b'\x90':
                items = to_mark()
                stack[-1].update(items)
            elif op == b'\x91':
                items = to_mark()
                stack.append(frozenset(items))
            elif op == b'\x93':
                name, module = stack.pop(), stack.pop()
                stack.append(self.find_class(module, name))
            elif op == b'R':
                args, func = stack.pop(), stack.pop()
                stack.append(func(*args))
            elif op == b'\x81':
                args, cls = stack.pop(), stack.pop()
                stack.append(cls.__new__(cls, *args))
            elif op == b'\x92':
                kwargs, args, cls = stack.pop(), stack.pop(), stack.pop()
                stack.append(cls.__new__(cls, *args, **kwargs))
            elif op == b'b':
                state = stack.pop()
                self._build(stack[-1], state)
            elif op == b'0':
                stack.pop()
            elif op == b'1':
                to_mark()
            else:
                raise UnpicklingError(f"invalid load key, '{chr(op[0])}'.")

    def _build(self, inst, state):
        setstate = getattr(inst, "__setstate__", None)
        if setstate is not None:
            setstate(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state:
            space = inst.__dict__
            for k, v in state.items():
                space[_sys.intern(k) if type(k) is str else k] = v
        if slots:
            for k, v in slots.items():
                setattr(inst, k, v)


class _Output:
    def __init__(self):
        self.data = b''

    def write(self, data):
        self.data += data


class _Input:
    def __init__(self, data):
        self.data = data

    def read(self):
        return self.data


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    out = _Output()
    Pickler(out, protocol).dump(obj)
    return out.data


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol).dump(obj)


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")
    return Unpickler(_Input(data)).load()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
    return Unpickler(file).load()
