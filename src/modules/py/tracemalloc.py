# SPDX-License-Identifier: MIT
# Traced memory: the engine's modelled bytes since start(). Where blocks were made is not kept.
from _tracemalloc import _memory

_base = None
_first_peak = _peak = 0


def start(nframe=1):
    global _base, _first_peak, _peak
    if _base is None:
        _base, _first_peak = _memory()
        _peak = 0


def stop():
    global _base
    _base = None


def is_tracing():
    return _base is not None


def get_traced_memory():
    global _peak
    if _base is None:
        return 0, 0
    now, peak = _memory()
    current = max(0, now - _base)
    _peak = max(_peak, current, peak - _base if peak > _first_peak else 0)
    return current, _peak


def reset_peak():
    global _peak, _first_peak
    _peak = 0
    _first_peak = _memory()[1]


def clear_traces():
    global _base
    if _base is not None:
        _base = _memory()[0]


def get_traceback_limit():
    return 1


def get_object_traceback(obj):
    return None
