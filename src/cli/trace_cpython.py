# SPDX-License-Identifier: MIT
"""Trace a program under the CPython that runs this file, one JSON object a line.

    python3.X trace_cpython.py PROGRAM.py [LIMIT] > steps.ndjson

A line is written for every call, line, return and exception event that sys.settrace would report for
code of PROGRAM.py (nothing from the standard library, from exec'd text or from other threads), before that line runs:

    {"step": 12, "event": "line", "function": "Child.__init__", "line": 8, "depth": 2,
     "globals": {"p": {"id": 3, "type": "Parent", "refcount": 2, "size": 56}, ...},
     "locals": {"self": {...}, ...}, "output": 17}

- names that begin with two underscores are left out, and so are modules and what a library module itself
  holds (a function or class imported from it): how often the library refers to it says nothing;
- "function" is the qualified name from 3.11 on, the plain name before;
- "id" numbers the objects in the order in which the trace meets them. An object keeps its number from one line to
  the next as long as each of them names it; one that comes back after that gets a new number. So the numbers do not
  depend on addresses, but for an object that died and one at its address that was met at the very next line;
- "refcount" is the object's ob_refcnt, the tracer's own references taken off; null where the interpreter shares the
  object with itself (small ints, None, strings, builtins), whose count says nothing;
- "size" is sys.getsizeof; null where the program's own class defines __sizeof__;
- "locals" is there for function and class frames only, and "output" counts the characters printed so far.
The last line holds the number of steps, the exception that ended the program, and all that it printed. What finalizers
do while the interpreter shuts down is left out. Where LIMIT steps are reached, or calls 800 deep, the trace stops
there, the program runs on untraced, and the last line has "cut": "limit" or "depth" too.

The trace function is set in C (PyEval_SetTrace), not with sys.settrace: before 3.13 sys.settrace copies every traced
function's locals into a dict, which keeps objects alive past their `del` and adds to every count that the program prints.
The events are the same, with those of the finalizers that sys.settrace hides because they run inside its copying. A program
prints what it prints untraced (compare them: it is the test of this file), but for addresses, what they order (a WeakSet), and,
before 3.13, a dict from locals() that it keeps.
"""
import ctypes
import gc
import inspect
import io
import json
import os
import sys
import types

count = ctypes.c_ssize_t.from_address
DEEPEST = 800           # calls; beyond it the tracer itself would meet the recursion limit
COPIES_LOCALS = sys.version_info < (3, 13)
MODULE, BUILTIN, FUNCTION = types.ModuleType, types.BuiltinFunctionType, types.FunctionType
SHARED = {id(kind) for kind in (bool, type(None), type(...), type(NotImplemented), BUILTIN)}    # ids: a metaclass may define __eq__
PLAIN = (int, float, str, bytes, list, tuple, dict, set, frozenset)
EVENTS = {0: "call", 1: "exception", 2: "line", 3: "return"}
TRACE_FUNCTION = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.py_object, ctypes.c_int, ctypes.c_void_p)
set_trace = ctypes.pythonapi.PyEval_SetTrace
set_trace.argtypes, set_trace.restype = [ctypes.c_void_p, ctypes.py_object], None


def locals_of(frame):
    """A copy of the frame's local names, or None for a module. No copy stays behind in the frame."""
    if not frame.f_code.co_flags & inspect.CO_OPTIMIZED:
        return None if frame.f_code.co_name == "<module>" else dict(frame.f_locals)
    held = frame.f_locals
    names = dict(held)
    if COPIES_LOCALS and sys.getrefcount(held) == 3:      # the frame, `held`, the argument: the program's locals() has not taken it
        held.clear()
    return names


def keep_line(*_):
    """Before 3.10 a frame's f_lineno is the line last traced, as sys.settrace's users see it, only while f_trace is set. Never called."""


def size_of(value):
    for base in type.__getattribute__(type(value), "__mro__"):
        if "__sizeof__" in type.__getattribute__(base, "__dict__"):
            own = type(type.__getattribute__(base, "__dict__")["__sizeof__"]) is FUNCTION
            return None if own else sys.getsizeof(value)
    return None


def main(path, limit):
    source = open(path, encoding="utf-8").read()
    code = compile(source, path, "exec")
    out, real_out = io.StringIO(), sys.stdout
    main_module = types.ModuleType("__main__")
    numbers, steps = {}, []
    state = {"step": 0, "depth": 0, "next": 0, "cut": None, "error": None}

    def of_library(value, kind):
        """Does a module other than the program hold this object itself? Small values never count."""
        if issubclass(kind, PLAIN):
            return False
        return any(value is other for module in list(sys.modules.values()) if module is not main_module
                   for other in list(getattr(module, "__dict__", {}).values()))

    def describe(names, own, met):
        """`own`: how many references the tracer's copy of `names` holds to each value."""
        seen = {}
        for name in sorted(names):
            if name.startswith("__"):
                continue
            value = names[name]
            kind = type(value)
            address = id(value)
            if kind is MODULE or (address not in numbers and address not in met and of_library(value, kind)):
                value = None
                continue
            shared = id(kind) in SHARED or (kind is int and -5 <= value <= 256) or kind is str or (kind is type and value.__module__ == "builtins") \
                or (kind is tuple and not value) or (kind is type and value.__module__ != "__main__")
            raw = None if shared else count(address).value - own.get(address, 0) - 1
            if raw is not None and raw > 1 << 29:
                raw = None
            if address not in met:
                if address not in numbers:
                    numbers[address] = state["next"]
                    state["next"] += 1
                met[address] = numbers[address]
            seen[name] = {"id": met[address], "type": kind.__name__, "refcount": raw, "size": size_of(value)}
            value = None
        return seen

    def record_event(frame, event):
        if event == "call":
            state["depth"] += 1
            if state["depth"] > DEEPEST:
                state["cut"] = "depth"
                return
            if sys.version_info < (3, 10):
                frame.f_trace = keep_line
        record = {"step": state["step"], "event": event, "function": getattr(frame.f_code, "co_qualname", frame.f_code.co_name),
                  "line": frame.f_lineno, "depth": state["depth"]}
        names, own, met = locals_of(frame), {}, {}
        for value in (names or {}).values():
            own[id(value)] = own.get(id(value), 0) + 1
        value = None
        record["globals"] = describe(frame.f_globals, own, met)
        if names is not None:
            record["locals"] = describe(names, own, met)
        numbers.clear()
        numbers.update(met)
        record["output"] = len(out.getvalue())
        steps.append(json.dumps(record, ensure_ascii=False))
        state["step"] += 1
        if event == "return":
            state["depth"] -= 1

    def tracer(_, frame, what, _argument):
        try:
            if frame.f_code.co_filename == path and what in EVENTS:
                if state["step"] < limit:
                    record_event(frame, EVENTS[what])
                else:
                    state["cut"] = "limit"
            if state["cut"]:
                set_trace(None, None)
        except BaseException as error:      # a fault of this file: never the program's
            state["error"] = error
            set_trace(None, None)
        return 0

    callback = TRACE_FUNCTION(tracer)
    space = main_module.__dict__
    space["__file__"] = path
    space["__builtins__"] = __builtins__
    sys.modules["__main__"] = main_module
    sys.stdout = out
    failure = None
    gc.collect()
    set_trace(ctypes.cast(callback, ctypes.c_void_p), None)
    try:
        exec(code, space)
    except BaseException as error:          # the program's own failure is part of its trace
        failure = type(error).__name__ + ": " + str(error)
    finally:
        set_trace(None, None)
        sys.stdout = real_out
    if state["error"]:
        raise state["error"]
    print("\n".join(steps))
    end = {"end": state["step"], "failure": failure, "output": out.getvalue()}
    if state["cut"]:
        end["cut"] = state["cut"]
    print(json.dumps(end, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100000)
    sys.stdout.flush()
    os._exit(0)         # what finalizers print at shutdown must not follow the last line
