#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reads the memory of the objects of bytes_objects.py in a real CPython 3.11, word by word, with ctypes, and writes what it finds.

    python3.11 record_bytes.py bytes_objects.py > bytes.json

A word is told as what it points to ("ref": the type and, of a value or what has a name, its text), or as its bytes ("raw", from the lowest). What
an object owns beside itself (a list's items, a dict's keys, an instance's values, a set's table) is read, too.
"""
import ctypes
import gc
import json
import sys
import tracemalloc
import types
import warnings

assert sys.version_info[:2] == (3, 11) and sys.maxsize > 1 << 32, 'a 64-bit CPython 3.11 is wanted'
warnings.simplefilter('ignore')
MANAGED_DICT = 1 << 4
VALUES = (int, str, float, complex, bytes, bool, type(None), type(...))


def describe(o):
    kind = type(o).__name__
    if type(o) in VALUES:
        return f'{kind} {o!r}'
    if isinstance(o, type):
        return f'{kind} {o.__name__}'
    if isinstance(o, types.FunctionType):
        return f'{kind} {o.__qualname__}'
    return kind


def read(address, size):
    return ctypes.string_at(address, size)


def number(address, size=8):
    return int.from_bytes(read(address, size), 'little')


def words(start, end, base):
    told = {}
    for offset in range(start, end, 8):
        size = min(8, end - offset)
        raw = read(base + offset, size)
        value = int.from_bytes(raw, 'little')
        told[offset] = {'raw': raw.hex()}
        if size == 8 and value in KNOWN:
            told[offset]['ref'] = describe(KNOWN[value])
    return told


def is_gc(o):
    return gc.is_tracked(o) or bool(type(o).__flags__ & 1 << 14 and not (isinstance(o, type) and not o.__flags__ & 1 << 9))


def own_size(o):
    """Bytes of the object's own block, from ob_refcnt."""
    size = type(o).__sizeof__(o)
    kind = type(o)
    if isinstance(o, (list, dict, set, frozenset, bytearray)):
        return kind.__basicsize__
    if isinstance(o, type):
        return size - (keys_size(number(id(o) + 872)) if o.__flags__ & 1 << 9 and number(id(o) + 872) else 0)
    return size


def keys_size(keys):
    log2, kind = number(keys + 8, 1), number(keys + 10, 1)
    return 32 + (1 << number(keys + 9, 1)) + ((2 << log2) // 3) * (24 if kind == 0 else 16)


def values_block(address):
    prefix = number(address - 1, 1)
    used = number(address - 2, 1)
    return words(-prefix, 8 * used, address)


def blocks(o):
    base = id(o)
    if isinstance(o, list) and number(base + 24):
        yield 'ob_item', words(0, 8 * len(o), number(base + 24))
    elif isinstance(o, (set, frozenset)) and number(base + 40) != base + 64:
        yield 'table', words(0, 16 * (number(base + 32) + 1), number(base + 40))
    elif isinstance(o, dict):
        keys, values = number(base + 32), number(base + 40)
        if len(o):
            kind, entries = number(keys + 10, 1), number(keys + 24)
            at = 32 + (1 << number(keys + 9, 1))
            yield 'ma_keys', words(0, at + entries * (24 if kind == 0 else 16), keys)
        if values:
            yield 'values', values_block(values)
    if type(o).__flags__ & MANAGED_DICT and number(base - 32):
        yield 'values', values_block(number(base - 32))


def cost(cls):
    """Bytes of 2000 instances, without what holds them."""
    held, n = [None] * 2000, range(2000)
    for i in n:
        pass
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for i in n:
        held[i] = cls()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return after - before


names = {'__name__': '__main__'}
path = sys.argv[1]
costs = {}
exec(compile(open(path).read().replace('print("ready")', ''), path, 'exec'), names)
for kind in ('Plain', 'Slotted'):
    fresh = {'__name__': '__main__'}
    exec(compile(open(path).read().split('many = ')[0], path, 'exec'), fresh)
    text = f"class {kind}:\n" + ("    __slots__ = ('x', 'y')\n" if kind == 'Slotted' else '') + '    def __init__(self):\n        self.x = 1\n        self.y = "two"\n'
    exec(text, fresh)
    costs[kind] = cost(fresh[kind])

KNOWN, queue = {}, [*gc.get_objects(), None, True, False, ..., names, *names.values()]
for depth in range(4):
    following = []
    for o in queue:
        if id(o) not in KNOWN:
            KNOWN[id(o)] = o
            following += gc.get_referents(o)
    queue = following
for o in list(KNOWN.values()):
    # A descriptor makes its __qualname__ when it is asked.
    for name in (('__qualname__',) if isinstance(o, (type, types.FunctionType)) else ()) + ('__name__', '__doc__', 'co_name', 'co_consts', 'co_names', 'co_filename', 'co_qualname', 'start', 'stop', 'step'):
        try:
            value = getattr(o, name, None)
        except Exception:
            continue
        KNOWN.setdefault(id(value), value)
for character in range(256):
    for o in (chr(character), bytes([character])):
        KNOWN.setdefault(id(o), o)
# What the collector does not visit, and to which Python gives no way but a copy.
for o in list(KNOWN.values()):
    for key in (list(o) if isinstance(o, dict) else ()):
        KNOWN.setdefault(id(key), key)
    hidden = 96 if isinstance(o, types.CodeType) else 856 if isinstance(o, type) and o.__flags__ & 1 << 9 else None
    if hidden and number(id(o) + hidden):
        inner = ctypes.cast(number(id(o) + hidden), ctypes.py_object).value
        KNOWN.setdefault(id(inner), inner)
for cls in [o for o in KNOWN.values() if isinstance(o, type)]:
    KNOWN.setdefault(id(cls.__mro__), cls.__mro__)

told = {}
for name, o in names.items():
    if name.startswith('__') or isinstance(o, (types.ModuleType, type)) and name not in ('module', 'a_class', 'a_slotted_class') or name in ('many', 'many_slotted'):
        continue
    prefix = (16 if is_gc(o) else 0) + (16 if type(o).__flags__ & MANAGED_DICT else 0)
    told[name] = {'type': type(o).__name__, 'getsizeof': sys.getsizeof(o), 'words': words(-prefix, own_size(o), id(o)), 'blocks': dict(blocks(o))}
json.dump({'costs': costs, 'objects': told}, sys.stdout, indent=0, separators=(',', ':'))
print()
