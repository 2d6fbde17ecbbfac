# SPDX-License-Identifier: MIT
# Reading counts and words of the simulated memory, as programs about memory do with CPython's ctypes.
import _ctypes_peek


class _Simple:
    _bits, _signed = 64, True

    def __init__(self, value=0):
        self.value = value

    def __repr__(self):
        return '%s(%r)' % (type(self).__name__, self.value)

    @classmethod
    def from_address(cls, address):
        if not isinstance(address, int):
            raise TypeError("integer expected")
        self = cls.__new__(cls)
        value = _ctypes_peek.read_word(address) & ((1 << cls._bits) - 1)
        if cls._signed and value >> (cls._bits - 1):
            value -= 1 << cls._bits
        self.value = value
        return self


class c_long(_Simple):
    pass


class c_ssize_t(_Simple):
    pass


class c_int64(_Simple):
    pass


class c_longlong(_Simple):
    pass


class c_ulong(_Simple):
    _signed = False


class c_size_t(_Simple):
    _signed = False


class c_uint64(_Simple):
    _signed = False


class c_void_p(_Simple):
    _signed = False


class c_int(_Simple):
    _bits = 32


class c_int32(_Simple):
    _bits = 32


class c_uint32(_Simple):
    _bits, _signed = 32, False


class c_uint(_Simple):
    _bits, _signed = 32, False


class _Pointer:
    def __init__(self, address):
        self._address = address

    @property
    def contents(self):
        return self

    @property
    def value(self):
        return _ctypes_peek.object_at(self._address)


class py_object:
    def __init__(self, value=None):
        self.value = value

    @classmethod
    def from_address(cls, address):
        return cls(_ctypes_peek.object_at(_ctypes_peek.read_word(address)))


def cast(obj, typ):
    if typ is not py_object:
        raise NotImplementedError("ctypes.cast() is supported to py_object only")
    return py_object(_ctypes_peek.object_at(obj if isinstance(obj, int) else obj.value))


def sizeof(kind):
    return kind._bits // 8 if hasattr(kind, '_bits') else 8


class _CountFunction:
    # Py_IncRef or Py_DecRef: a reference that is counted and that no object of the program has.
    argtypes = restype = None

    def __init__(self, step):
        self._step = step

    def __call__(self, obj):
        kept, value = _CountFunction.kept, obj.value if isinstance(obj, py_object) else obj
        if self._step > 0:
            kept.append(value)
            return
        for position in range(len(kept)):
            if kept[position] is value:
                del kept[position]
                return
        raise NotImplementedError("Py_DecRef() of a reference that Py_IncRef() did not make is not supported")


_CountFunction.kept = []


class _PythonApi:
    Py_IncRef, Py_DecRef = _CountFunction(1), _CountFunction(-1)

    def __getattr__(self, name):
        raise NotImplementedError(f"ctypes.pythonapi.{name} is not supported: there is no C API behind the simulated heap")


pythonapi = _PythonApi()
