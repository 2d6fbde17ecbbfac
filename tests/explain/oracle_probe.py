# SPDX-License-Identifier: MIT
"""Ask a real CPython 3.11 one question about a run of one program; see README.md for what a question is.

    python3.11 oracle_probe.py PROGRAM.py < job.json > answer.json

A job is {"question": {...}, "do": [...], "collect": bool}; `do` is there for one way of cutting of a "cut" question only. The answer is
{"facts": [[what, true or false], ...], "hand": [what, ...], "output": what the program has printed so far}.

The program runs in a module of its own under a trace function that is set in C (PyEval_SetTrace): sys.settrace copies a function's
locals into a dict at each event, which would keep objects alive and add to counts. A process answers one question and ends, so an answer may
take the heap apart. Order matters in it: counts are read first (from ob_refcnt, with nothing held), then chains are followed, then things are cut.
"""
import collections
import ctypes
import functools
import gc
import io
import json
import os
import sys
import types
import weakref

TRACE_FUNCTION = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.py_object, ctypes.c_int, ctypes.c_void_p)
set_trace = ctypes.pythonapi.PyEval_SetTrace
set_trace.argtypes, set_trace.restype = [ctypes.c_void_p, ctypes.py_object], None
LINE_EVENT = 2
UNSEEN = object()               # stands for a holder that Python code cannot look into
SHARED_TYPES = (type, types.ModuleType)

# ------------------------------------------------------------------ looking without holding


def locals_of(frame):
    """A copy of the frame's local names, or None for a module; no copy stays behind in the frame."""
    if frame.f_code.co_name == "<module>":
        return None
    held = frame.f_locals
    names = dict(held)
    if sys.getrefcount(held) == 3:
        held.clear()
    return names


def look(frame, expression):
    names = locals_of(frame)
    return eval(expression, frame.f_globals, frame.f_globals if names is None else names)


def address_of(frame, expression):
    return id(look(frame, expression))


def count_at(address):
    return ctypes.c_ssize_t.from_address(address).value


class Watch:
    """Follows one object from a moment on, without holding it: where it dies and of what."""

    def __init__(self, run, value):
        self.run, self.address, self.kind = run, id(value), type(value)
        self.death = self.before = self.again = None
        try:
            self.ref = weakref.ref(value, self.died)
        except TypeError:
            self.ref = None

    def died(self, _):
        try:
            frame = sys._getframe(1)
        except ValueError:          # a thread that has no frame any more
            frame = None
        while frame and frame.f_code.co_filename != self.run.path:
            frame = frame.f_back
        cause = "exit" if self.run.ended else "collected" if self.run.collecting else "count"
        self.death = {"cause": cause, "line": frame.f_lineno if frame and not self.run.ended else None}

    def value(self):
        """The object, if it lives. One that takes no weak references is looked for by its address and type."""
        if self.ref is not None:
            return self.ref()
        found = [thing for thing in gc.get_objects() if id(thing) == self.address and type(thing) is self.kind]
        return found[0] if found else self.again() if self.again else None


# ------------------------------------------------------------------ chains of labels


def plain_cell(function, name):
    for free, cell in zip(function.__code__.co_freevars, function.__closure__ or ()):
        if free == name:
            yield cell.cell_contents, ("cell", id(cell))


def default_of(function, name):
    code = function.__code__
    positional = code.co_varnames[:code.co_argcount]
    for parameter, value in zip(reversed(positional), reversed(function.__defaults__ or ())):
        if parameter == name:
            yield value, ("default", id(function.__defaults__), name)
    if name in (function.__kwdefaults__ or {}):
        yield function.__kwdefaults__[name], ("value", id(function.__kwdefaults__), name)


def frames_of(holder):
    """The frames that an object leads to: of a traceback, a generator, a coroutine, a frame's callers."""
    if isinstance(holder, types.TracebackType):
        while holder:
            yield holder.tb_frame
            holder = holder.tb_next
    elif isinstance(holder, types.FrameType):
        while holder:
            yield holder
            holder = holder.f_back
    else:
        for name in ("gi_frame", "cr_frame"):
            if getattr(holder, name, None) is not None:
                yield getattr(holder, name)


def attribute_of(holder, name):
    names = getattr(holder, "__dict__", {})
    if name in names:
        yield names[name], ("attribute", id(holder), name)
        return
    for kind in type(holder).__mro__:
        slot = kind.__dict__.get(name)
        if isinstance(slot, types.MemberDescriptorType):
            yield slot.__get__(holder), ("attribute", id(holder), name)


def entries_of(holder):
    names = holder.data if isinstance(holder, weakref.WeakKeyDictionary) else holder
    return names.items()


def follow(holder, label):
    """The objects that `label` leads to from `holder`, each with the identity of the last reference on the way."""
    word, _, rest = label.partition(" ")
    if word == "attribute":
        yield from attribute_of(holder, rest)
    elif word == "item":
        yield holder[int(rest)], ("item", id(holder), int(rest))
    elif word == "value":
        for key, value in entries_of(holder):
            if not rest or "of " + repr(key) == rest:
                yield value, ("value", id(holder), id(key))
    elif word == "key":
        for key, _ in entries_of(holder):
            if not rest or repr(key) == rest:
                yield key, ("key", id(holder), id(key))
    elif word == "member":
        for member in holder:
            if not rest or repr(member) == rest:
                yield member, ("member", id(holder), id(member))
    elif word == "cell":
        yield from plain_cell(holder, rest)
    elif word == "default":
        yield from default_of(holder, rest)
    elif word == "frame":
        for frame in frames_of(holder):
            if frame.f_code.co_name == rest:
                yield frame, ("frame", id(holder), id(frame))
    elif word == "local":
        for frame in list(frames_of(holder))[:1]:
            names = locals_of(frame) or {}
            if rest in names:
                yield names[rest], ("local", id(frame), rest)
    elif word in ("__self__", "__func__", "__wrapped__", "__traceback__", "__context__", "__cause__", "tb_next", "f_back", "__dict__", "__base__", "func", "gi_yieldfrom", "__callback__", "__mro__"):
        yield getattr(holder, word), (word, id(holder))
    elif word == "class":
        yield type(holder), ("class", id(holder))
    elif word == "base":
        for base in holder.__bases__:
            yield base, ("base", id(holder), id(base))
    elif word == "argument" and isinstance(holder, functools.partial):
        given = holder.keywords[rest] if rest in holder.keywords else holder.args[int(rest)]
        yield given, ("argument", id(holder), rest)
    elif word == "argument":
        yield holder.args[int(rest)], ("argument", id(holder), rest)
    elif word == "callback":
        yield holder.func, ("callback", id(holder))
    elif word == "coroutine":
        yield holder.get_coro(), ("coroutine", id(holder))
    elif word in ("cache", "iterated", "viewed", "buffer", "result", "exception", "stored"):
        yield from near(holder, word)
    else:
        raise ValueError("no such label: " + label)


def near(holder, word):
    """What a C object holds; for some, one reference further (an iterator over a tuple of iterators, a memoryview's managed buffer)."""
    for value in gc.get_referents(holder):
        yield value, (word, id(holder), id(value))
        if word in ("stored", "buffer") and not isinstance(value, SHARED_TYPES):
            for inner in gc.get_referents(value):
                yield inner, (word, id(value), id(inner))


def library(name):
    if name == "weakref.finalize":
        return list(weakref.finalize._registry.values())
    if name == "logging":
        return [sys.modules["logging"].Logger.manager.loggerDict]
    if name == "gc.garbage":
        return [gc.garbage]
    return [UNSEEN]


def root(label, frame, itself):
    word, _, rest = label.partition(" ")
    if word == "global":
        return [(frame.f_globals[rest], ("global", rest))] if rest in frame.f_globals else []
    if word == "frame":
        found = []
        for frame in [frame] + [other for other in sys._current_frames().values()]:
            while frame:
                if frame.f_code.co_name == rest:
                    found.append((frame, ("running", id(frame))))
                frame = frame.f_back
        return found
    if word == "itself":
        return [(itself, ("itself",))]
    if word == "handled":
        return [(sys.exc_info()[1], ("handled exception",))]
    if word == "library":
        return [(thing, ("library", rest)) for thing in library(rest)]
    if word == "stack":
        return [(UNSEEN, ("stack", rest))]
    raise ValueError("no such root: " + label)


def edges(chain, frame, itself=None):
    """All that a chain can mean: a list of (object, identities of all references on the way)."""
    ways = [(value, (edge,)) for value, edge in root(chain[0], frame, itself)]
    for label in chain[1:]:
        further = []
        for value, path in ways:
            if value is UNSEEN or label == "stack":
                further.append((UNSEEN, path + ((label, path[-1]),)))
                continue
            try:
                further += [(thing, path + (edge,)) for thing, edge in follow(value, label)]
            except (AttributeError, IndexError, KeyError, TypeError, ValueError) as problem:
                if "no such label" in str(problem):
                    raise
        ways = further
    return ways


def leads_to(chain, frame, target, itself=None):
    """The ways of a chain that end at the target. A way that goes where nothing can be seen is taken on trust, and told so."""
    ways = edges(chain, frame, itself) if chain != ["itself"] else []
    return [path for value, path in ways if value is target], [path for value, path in ways if value is UNSEEN]


# ------------------------------------------------------------------ what an object keeps alive


def retained(address, value_of):
    """What would be freed with the object at `address` if all references to it went: {address: type name}, and the sum of getsizeof.

    All that it reaches (not through classes, modules and a function's globals) is taken; what has more references than come from inside stays,
    and all that such an object reaches. This is how the collector finds garbage, with objects that it does not track (strings, numbers) too.
    """
    objects, order = {}, [address]
    objects[address] = value_of()
    for at in order:
        thing = objects[at]
        skip = id(thing.__globals__) if isinstance(thing, types.FunctionType) else None
        for other in gc.get_referents(thing):
            if isinstance(other, SHARED_TYPES) or id(other) == skip:
                continue
            if id(other) not in objects:
                objects[id(other)] = other
                order.append(id(other))
        del thing
    other = None
    inside = collections.Counter()
    for at in order:
        for other in gc.get_referents(objects[at]):
            inside[id(other)] += 1
    other = None
    live = [at for at in order if at != address and count_at(at) - 1 > inside[at]]
    seen = set(live)
    for at in live:
        for other in gc.get_referents(objects[at]):
            if id(other) in objects and id(other) not in seen and id(other) != address:
                seen.add(id(other))
                live.append(id(other))
    freed = [at for at in order if at not in seen]
    return {at: type(objects[at]).__name__ for at in freed}, sum(sys.getsizeof(objects[at]) for at in freed), weak_ones(objects, freed)


def weak_ones(objects, freed):
    """Weak references to those that take them: (reference, is it to be freed)."""
    refs = []
    for at, thing in objects.items():
        if isinstance(thing, SHARED_TYPES):
            continue
        try:
            refs.append((weakref.ref(thing), at in freed))
        except TypeError:
            pass
    return refs


def data_reaches(start, target):
    """Does `start` lead to `target` without going through classes, modules and functions' globals?"""
    seen, order = {id(start)}, [start]
    for thing in order:
        skip = id(thing.__globals__) if isinstance(thing, types.FunctionType) else None
        for other in gc.get_referents(thing):
            if other is target:
                return True
            if not isinstance(other, SHARED_TYPES) and id(other) != skip and id(other) not in seen:
                seen.add(id(other))
                order.append(other)
    return False


def census(names):
    """How many objects of each of these types there are, dead ones that wait for the collector included."""
    found = dict.fromkeys(names, 0)
    for thing in gc.get_objects():
        name = type(thing).__name__
        if name in found:
            found[name] += 1
    return found


def less(after, before):
    """The difference of two censuses. No comprehension: the cells of one would be counted."""
    difference = {}
    for name in after:
        difference[name] = after[name] - before[name]
    return difference


# ------------------------------------------------------------------ the kinds of question


class Answer:
    def __init__(self):
        self.facts, self.hand, self.printed = [], [], None

    def fact(self, what, holds):
        self.facts.append([what, bool(holds)])

    def equal(self, what, expected, found):
        self.facts.append([f"{what}: expected {expected!r}" + ("" if expected == found else f", found {found!r}"), expected == found])

    def chain(self, chain, frame, target, itself=None):
        sure, trusted = leads_to(chain, frame, target, itself)
        if sure or not trusted:
            self.fact("chain " + " > ".join(chain), sure)
        else:
            self.hand.append("chain " + " > ".join(chain))


def do(statements, frame):
    for statement in statements:
        exec(statement, frame.f_globals)


def check_proof(answer, proof, frame, watch):
    do(proof["do"], frame)
    if proof["then"] == "dead after collect":
        answer.fact("proof: still alive after " + "; ".join(proof["do"]), watch.ref() is not None)
        gc.collect()
    gone = watch.ref() is None
    answer.fact(f"proof: {proof['then']} after " + "; ".join(proof["do"]), gone == proof["then"].startswith("dead"))


def ask_alive(answer, run, frame, question, expect, watch):
    if not expect["alive"]:
        answer.fact("is dead", watch.value() is None)
        return
    answer.fact("is alive", watch.value() is not None)
    if "weakrefs" in expect:
        answer.equal("weak references", expect["weakrefs"], run.weakrefs)
    for chain in [expect["chain"]] + expect.get("or", []):
        answer.chain(chain, frame, watch.value(), watch.value())
    if "proof" in expect:
        check_proof(answer, expect["proof"], frame, watch)


def ask_dead(answer, run, frame, question, expect, watch):
    if watch is None:           # `of` is a weak reference of the program's: when did its referent die?
        found, (line, cause) = look(frame, question["of"]), run.polled or (None, None)
        answer.fact("the weak reference is dead", found() is None)
        answer.equal("cause", expect["cause"], cause)
        answer.equal("line of death", expect["line"], line)
        return
    if watch.ref is None:
        answer.fact("is dead", watch.value() is None)
        answer.hand.append(f"cause {expect['cause']}, line {expect['line']}")
        return
    answer.fact("is dead", watch.ref() is None)
    death = watch.death or {"cause": None, "line": None}
    answer.equal("cause", expect["cause"], death["cause"])
    check_line(answer, expect, death["line"])
    if "last" in expect:
        answer.equal("count and chain before that line", [1, True], watch.before)


def check_line(answer, expect, found):
    if "line" in expect:
        answer.equal("line of death", expect["line"], found if found not in expect.get("or_lines", []) else expect["line"])


def ask_count(answer, run, frame, question, expect, watch):
    address = watch.address if question.get("named_at") else address_of(frame, question["of"])
    found = count_at(address)
    answer.equal("count", expect["count"], found)
    answer.equal("holders named", expect["count"], len(expect["holders"]))
    target = watch.value()
    used, trusted = set(), 0
    for chain in expect["holders"]:
        sure, unseen = leads_to(chain, frame, target, target)
        fresh = [path[-1] for path in sure if path[-1] not in used]
        if fresh:
            used.add(fresh[0])
            answer.fact("holder " + " > ".join(chain), True)
        elif unseen:
            trusted += 1
        else:
            answer.fact("holder " + " > ".join(chain), False)
    if trusted > 1:
        answer.hand.append(f"{trusted} holders that cannot be looked into")
    elif trusted:
        answer.fact("one holder by elimination", len(used) + 1 == found)


def same_reason(frame, first, second, reason):
    """Is the reason one that can be true of the two? Each has its own sign."""
    small = type(first) is int and -5 <= first <= 256
    if reason == "two objects":
        return first is not second
    if reason == "small int":
        return first is second and small
    if reason == "singleton":
        one_char = type(first) is str and len(first) == 1 and ord(first) < 256 or type(first) is bytes and len(first) == 1
        return first is second and (first in (None, True, False, ...) or first in ((), "", b"") or one_char or hasattr(type(first), "_member_map_")
                                    or any(first is value for value in vars(type(first)).values()))
    if reason == "interned":
        return first is second and type(first) is str and len(first) > 1 and sys.intern("".join([first, "?"])[:-1]) is first
    if reason == "one constant":
        return first is second and in_constants(frame, first)
    if reason == "reused weak reference":
        return first is second and isinstance(first, weakref.ref) and first.__callback__ is None
    if reason == "same object by assignment":
        return first is second and not small and first is not None
    return first is second


def in_constants(frame, value):
    while frame.f_back and frame.f_back.f_code.co_filename == frame.f_code.co_filename:
        frame = frame.f_back
    codes = [frame.f_code]
    for code in codes:
        for constant in code.co_consts:
            if constant is value or type(constant) in (tuple, frozenset) and any(part is value for part in constant):
                return True
            if isinstance(constant, types.CodeType):
                codes.append(constant)
    return False


def ask_same(answer, run, frame, question, expect, watch):
    if "printed" in expect:     # what the untraced program prints is the evidence: tracing takes blocks of memory too
        answer.printed = expect["printed"]
        return
    first, second = eval(f"({question['of'][0]}), ({question['of'][1]})", frame.f_globals, locals_of(frame) or frame.f_globals)
    answer.equal("is", expect["same"], first is second)
    others = [reason for reason in ("one constant", "interned", "singleton") if same_reason(frame, first, second, reason)]
    if expect["reason"] == "same object by assignment" and others:      # a sign of another reason is there too: which one it is, was thought out
        answer.hand.append("reason same object by assignment, not " + " or ".join(others))
    else:
        answer.fact("reason " + expect["reason"], same_reason(frame, first, second, expect["reason"]))


def ask_size(answer, run, frame, question, expect, watch):
    answer.equal("bytes", expect["size"], sys.getsizeof(look(frame, question["of"])))


def ask_collectable(answer, run, frame, question, expect, watch):
    state = expect["state"]
    if state == "dead":
        answer.fact("is dead", watch.value() is None)
        return
    answer.fact("is there", watch.ref() is not None)
    if "chain" in expect:
        answer.chain(expect["chain"], frame, watch.value(), watch.value())
    if "count" in expect:
        answer.equal("count", expect["count"], count_at(watch.address))
    before = census(expect.get("frees", {}))
    gc.collect()
    after = census(expect.get("frees", {}))
    if expect.get("resurrected"):       # its weak references are cleared, but it is there
        answer.fact("the collector clears its weak references", watch.ref() is None)
        answer.equal("the collector frees it", expect["collectable"], False)
        answer.fact("the collector leaves it", any(id(thing) == watch.address and type(thing) is watch.kind for thing in gc.get_objects()))
    else:
        answer.equal("the collector frees it", expect["collectable"], watch.ref() is None)
    if "frees" in expect:
        answer.equal("freed", expect["frees"], less(before, after))


def ask_keeps(answer, run, frame, question, expect, watch):
    freed, size, refs = retained(watch.address, watch.value)
    kinds = dict(collections.Counter(freed.values()))
    answer.equal("types", expect["types"], kinds)
    answer.equal("bytes", expect["bytes"], size)
    if "do" in expect:
        do(expect["do"], frame)
        gc.collect()
        answer.equal("cut: those that die, of those that take weak references", [want for _, want in refs], [ref() is None for ref, _ in refs])


def ask_cut(answer, run, frame, question, expect, watch, job):
    if "do" not in job:         # the object lives, and there are as many ways to it that share no reference
        answer.fact("is alive", watch.ref() is not None)
        used = []
        for chain in expect.get("disjoint", []):
            sure, trusted = leads_to(chain, frame, watch.value(), watch.value())
            free = [path for path in sure if not any(set(path) & set(other) for other in used)]
            answer.fact("way of its own " + " > ".join(chain), free)
            used += free[:1]
        if "disjoint" in expect:
            answer.equal("size", expect["size"], len(used))
        answer.fact("each way of cutting has that size", all(len(way["remove"]) == expect["size"] for way in expect["ways"]))
        return
    do(job["do"], frame)
    if job.get("stays"):
        answer.fact("alive after only " + "; ".join(job["do"]), watch.ref() is not None)
        return
    if expect.get("collect"):
        answer.fact("alive until the collector runs", watch.ref() is not None)
        gc.collect()
    answer.fact("dead after " + "; ".join(job["do"]), watch.ref() is None)


def ask_grew(answer, run, frame, question, expect, watch):
    answer.equal("growth", expect["types"], less(census(expect["types"]), run.census))


def ask_reachable(answer, run, frame, question, expect, watch):
    if isinstance(question["of"], list):
        start, target = look(frame, question["of"][0]), look(frame, question["of"][1])
        answer.equal("reaches", expect["reachable"], data_reaches(start, target))
        if "chain" in expect:
            answer.chain(expect["chain"], frame, target, start)
        return
    answer.fact("is there", watch.value() is not None)
    if expect["reachable"]:
        answer.chain(expect["chain"], frame, watch.value())
        gc.collect()
        answer.fact("a collection leaves it", watch.value() is not None)
    else:
        gc.collect()
        answer.fact("a collection takes it", watch.ref() is None)


ASK = {"alive": ask_alive, "dead": ask_dead, "count": ask_count, "holders": ask_count, "same": ask_same, "size": ask_size,
       "collectable": ask_collectable, "keeps": ask_keeps, "cut": ask_cut, "grew": ask_grew, "reachable": ask_reachable}

# ------------------------------------------------------------------ running


class Run:
    def __init__(self, path, job):
        self.path, self.job, self.question = path, job, job["question"]
        self.expect = self.question["expect"]
        self.hits = collections.Counter()
        self.watch = self.census = self.polled = self.first_address = self.weakrefs = self.printed = None
        self.previous_line, self.collections = None, 0
        self.collecting = self.ended = False
        self.out, self.real_out = io.StringIO(), sys.stdout
        self.answer = Answer()
        gc.callbacks.append(self.on_collection)

    def on_collection(self, phase, _):
        self.collecting = phase == "start"
        self.collections += 1

    def is_moment(self, name, line):
        moment = self.question.get(name)
        return moment and line == moment["line"] and self.hits[line] == moment.get("hit", 1)

    def trace(self, _, frame, what, _argument):
        try:
            if what == LINE_EVENT and frame.f_code.co_filename == self.path:
                self.line(frame)
        except BaseException as problem:
            self.answer.fact(f"the probe failed: {type(problem).__name__}: {problem} (line {frame.f_lineno})", False)
            self.finish()
        return 0

    def line(self, frame):
        line = frame.f_lineno
        self.hits[line] += 1
        question, expect = self.question, self.expect
        if self.is_moment("named_at", line) or question["kind"] == "died_at" and self.is_moment("at", line):
            self.name(frame)
        if self.is_moment("since", line):
            self.census = census(expect["types"])
        if question["kind"] == "dead" and "named_at" not in question:
            self.poll(frame)
        self.look_before(frame, line)
        self.previous_line = line
        if self.is_moment("at", line):
            if question["kind"] != "died_at":
                self.ask(frame)

    def name(self, frame):
        """From here on `of` means this object; of a pair, the first is looked at now and the second later."""
        of = self.question["of"]
        if isinstance(of, list):
            self.first_address = address_of(frame, of[0])
        else:
            self.watch = Watch(self, look(frame, of))

    def poll(self, frame):
        """The line during which the referent of the program's weak reference died: the one before the first at which it is dead."""
        if self.polled is None:
            try:
                if look(frame, self.question["of"])() is None:
                    self.polled = self.previous_line, "collected" if self.collections else "count"
            except (NameError, KeyError, IndexError, AttributeError):
                pass
        self.collections = 0

    def look_before(self, frame, line):
        """Before the line of the expected death: its count, and whether the last reference is the one named."""
        if "last" in self.expect and line in [self.expect["line"]] + self.expect.get("or_lines", []) and self.watch and self.watch.ref and self.watch.ref() is not None:
            count = count_at(self.watch.address)
            sure, _ = leads_to(self.expect["last"], frame, self.watch.ref(), self.watch.ref())
            self.watch.before = [count, bool(sure)]

    def ask(self, frame):
        set_trace(None, None)
        self.printed = self.out.getvalue()
        question = self.question
        watch = self.watch
        if "weakrefs" in self.expect:
            self.weakrefs = weakref.getweakrefcount(look(frame, question["of"]))
        if watch is None and isinstance(question["of"], str) and question["of"] and question["kind"] != "dead":
            watch = Watch(self, look(frame, question["of"]))
            watch.again = functools.partial(look, frame, question["of"])
        arguments = [self.answer, self, frame, question, self.expect, watch]
        ASK[question["kind"]](*arguments, *([self.job] if question["kind"] == "cut" else []))
        self.finish()

    def finish(self):
        text = json.dumps({"facts": self.answer.facts, "hand": self.answer.hand, "printed": self.answer.printed, "output": self.out.getvalue() if self.printed is None else self.printed})
        self.real_out.write(text + "\n")
        self.real_out.flush()
        os._exit(0)

    def at_end(self):
        """The last line has run. What died, and what will only die at exit."""
        set_trace(None, None)
        question, expect = self.question, self.expect
        if question["kind"] == "died_at" and self.watch:
            death = self.watch.death or {"cause": "exit", "line": None}
            self.answer.equal("cause", expect["cause"], death["cause"])
            check_line(self.answer, expect, death["line"])
            if "last" in expect:
                self.answer.equal("count and chain before that line", [1, True], self.watch.before)
        else:
            self.answer.fact("the moment was never reached", False)
        self.finish()


def main():
    path = sys.argv[1]
    job = json.load(sys.stdin)
    with open(path, encoding="utf-8") as file:
        code = compile(file.read(), path, "exec")
    module = types.ModuleType("__main__")
    module.__file__, module.__builtins__ = path, __builtins__
    run = Run(path, job)
    tracer = TRACE_FUNCTION(run.trace)
    sys.modules["__main__"] = module
    sys.stdout = run.out
    gc.collect()
    gc.disable()
    set_trace(ctypes.cast(tracer, ctypes.c_void_p), None)
    exec(code, module.__dict__)
    run.ended = True
    run.at_end()


if __name__ == "__main__":
    main()
