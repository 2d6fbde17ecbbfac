# Every C function of the built-in types, of builtins and of the library, with
# each of its allocations in turn meeting the limit of memory. Run by test-memory.c, which
# gives fail (n): the nth allocation from now on fails, 0: none does any more;
# true if the one asked for before is still to come.
import builtins
import bisect, collections, copy, dataclasses, datetime, enum, functools, heapq, itertools, json, math, operator, queue, random, re, string, struct, threading, weakref
import _collections, _functools, _operator, _struct, _weakref, _thread, _ctypes_peek, _random, _traceback, _types, _sre, _hash, _heapq, gc, sys, time, tracemalloc
import abc, argparse, array, base64, binascii, calendar, codecs, contextlib, contextvars, copyreg, csv, decimal, difflib, fractions, graphlib, hashlib, html, inspect, io, keyword, linecache, numbers, pickle, pprint, reprlib, shlex, statistics, textwrap, traceback, types, typing


class Thing:
    def __init__(self, n=0):
        self.n = n
    def __index__(self):
        return 3
    def __eq__(self, other):
        return self is other
    def __hash__(self):
        return 7
    def __lt__(self, other):
        return self.n < other.n
    def __format__(self, spec):
        return "thing" + spec
    def __call__(self, *args, **keywords):
        return args
    def __iter__(self):
        return iter([1, 2, 3])


class Numbers(list):
    pass


class Table(dict):
    def __missing__(self, key):
        return [key]


class Words(str):
    __slots__ = ("a", "b")


class Slots:
    __slots__ = tuple("s%d" % i for i in range(80))


def counted():
    for i in range(150):
        yield i


text = "abc def\tg" * 80
samples = {
    "int": lambda: 12345,
    "long": lambda: 10 ** 1500 + 7,
    "small": lambda: 3,
    "bool": lambda: True,
    "float": lambda: 2.5,
    "complex": lambda: 2 + 3j,
    "str": lambda: text,
    "wide": lambda: "한글 é" * 150,
    "words": lambda: Words("abc " * 200),
    "format": lambda: "%s {} %r {0!r:>700} {0.n}",
    "bytes": lambda: b"abc def " * 80,
    "bytearray": lambda: bytearray(b"abc def " * 80),
    "memoryview": lambda: memoryview(bytearray(b"abc def " * 80)),
    "list": lambda: list(range(150)),
    "numbers": lambda: Numbers(range(150)),
    "strings": lambda: ["item %d" % i for i in range(100)],
    "things": lambda: [Thing(i) for i in range(70, 0, -1)],
    "tuple": lambda: tuple(range(100)),
    "dict": lambda: dict.fromkeys(range(120), "v"),
    "table": lambda: Table((str(i), i) for i in range(100)),
    "names": lambda: {"a%d" % i: i for i in range(100)},
    "pairs": lambda: [(i, str(i)) for i in range(70)],
    "set": lambda: set(range(120)),
    "frozenset": lambda: frozenset(range(120)),
    "range": lambda: range(150),
    "slice": lambda: slice(1, 100, 2),
    "thing": lambda: Thing(1),
    "slots": lambda: Slots(),
    "function": lambda: counted,
    "generator": lambda: counted(),
    "class": lambda: Thing,
    "type": lambda: type,
    "error": lambda: ValueError("x" * 600, 2),
    "none": lambda: None,
    "keys": lambda: {"a%d" % i: i for i in range(100)}.keys(),
    "items": lambda: {i: str(i) for i in range(100)}.items(),
    "iterator": lambda: iter(list(range(100))),
    "enumerate": lambda: enumerate(range(100)),
    "zip": lambda: zip(range(100), range(100)),
    "map": lambda: map(str, range(100)),
    "filter": lambda: filter(None, range(100)),
    "reversed": lambda: reversed(list(range(100))),
    "property": lambda: property(counted),
    "alias": lambda: list[int],
    "union": lambda: int | str,
    "bound": lambda: Thing(1).__index__,
    "builtin": lambda: [].append,
}
builtin_kinds = list(samples)


class Color(enum.Enum):
    RED = 1
    BLUE = "b"


@dataclasses.dataclass(order=True)
class Point:
    x: int
    y: list = dataclasses.field(default_factory=list)


Pair = collections.namedtuple("Pair", "left right")
library = {
    "deque": lambda: collections.deque(range(150)),
    "ordered": lambda: collections.OrderedDict((i, str(i)) for i in range(100)),
    "defaults": lambda: collections.defaultdict(list, {i: [i] for i in range(100)}),
    "counter": lambda: collections.Counter(text),
    "chainmap": lambda: collections.ChainMap({"a": 1}, dict.fromkeys(range(100))),
    "pair": lambda: Pair(text, [1]),
    "userlist": lambda: collections.UserList(range(100)),
    "partial": lambda: functools.partial(counted, 1, 2, name=3),
    "cached": lambda: functools.lru_cache(maxsize=3)(lambda *x: list(x)),
    "key": lambda: functools.cmp_to_key(lambda a, b: 0)(3),
    "chain": lambda: itertools.chain(range(100), "abc"),
    "product": lambda: itertools.product(range(70), repeat=2),
    "combinations": lambda: itertools.combinations(range(72), 71),
    "permutations": lambda: itertools.permutations(range(150), 1),
    "groupby": lambda: itertools.groupby(range(100), lambda x: x // 10),
    "tee": lambda: itertools.tee(iter(range(100)))[0],
    "cycle": lambda: itertools.islice(itertools.cycle(range(100)), 300),
    "zipped": lambda: itertools.zip_longest(*[range(90)] * 90),
    "pattern": lambda: re.compile("(a)(?P<name>b|c)?" + "x?" * 90),
    "match": lambda: re.match("(?P<name>a)(b)(q)?", "abc" * 300),
    "random": lambda: random.Random(1),
    "struct": lambda: struct.Struct("<" + "ihb" * 30),
    "date": lambda: datetime.date(2020, 2, 29),
    "datetime": lambda: datetime.datetime(2020, 2, 29, 1, 2, 3, tzinfo=datetime.timezone.utc),
    "delta": lambda: datetime.timedelta(3, 4, 5),
    "enum": lambda: Color.RED,
    "enumclass": lambda: Color,
    "point": lambda: Point(1),
    "ref": lambda: weakref.ref(Thing),
    "proxy": lambda: weakref.proxy(counted),
    "weakvalues": lambda: weakref.WeakValueDictionary({i: Thing for i in range(90)}),
    "weakset": lambda: weakref.WeakSet([Thing, counted]),
    "itemgetter": lambda: operator.itemgetter(*range(90)),
    "attrgetter": lambda: operator.attrgetter("n.real", "n"),
    "methodcaller": lambda: operator.methodcaller("index", 3),
    "encoder": lambda: json.JSONEncoder(indent=2),
    "template": lambda: string.Template("$a $b" * 200),
    "queue": lambda: queue.Queue(),
    "event": lambda: threading.Event(),
    "lock": lambda: threading.RLock(),
    "json": lambda: '{"a": [1, 2.5, "text", null, true], "b": {"c": "%s"}}' % ("x" * 600),
}
samples.update(library)
arguments = [
    (), ("str",), ("list",), ("small",), ("bytes",), ("thing",), ("dict",), ("set",), ("slice",), ("names",),
    ("small", "long"), ("str", "str"), ("bytes", "bytes"), ("strings",), ("long",), ("range",), ("generator",), ("function", "list"), ("thing", "thing"),
    ("str", "list"), ("list", "small"), ("none", "list"), ("small", "small"), ("long", "small", "long"), ("pairs",), ("tuple",), ("things",), ("str", "small"),
    ("thing", "str"), ("thing", "str", "list"), ("small", "small", "small"), ("type", "class"), ("error",), ("float",), ("items",),
]
# Of the library: the same and more of its own, for functions and methods.
library_arguments = [
    (), ("str",), ("list",), ("small",), ("dict",), ("thing",), ("small", "list"), ("list", "small"), ("str", "str"), ("function", "list"), ("strings", "small"),
    ("names",), ("small", "small"), ("format", "small"), ("ordered", "small", "small"), ("pattern", "str"), ("json",), ("things",), ("things", "small"), ("point",),
    ("str", "str", "str"), ("deque",), ("list", "list"), ("builtin", "pairs"), ("small", "small", "small"), ("class",), ("thing", "str"), ("ordered",), ("enumclass", "small"),
    ("none", "list"), ("datetime", "delta"), ("struct", "bytes"), ("str", "dict"), ("class", "function"), ("counter",), ("ordered", "long", "bool"), ("datetime",),
]
skipped = {
    "input", "exit", "quit", "breakpoint", "open", "help", "print", "__import__", "exec", "eval", "compile", "globals", "locals", "vars", "copyright", "credits",
    "license", "__build_class__", "__loader__", "__spec__", "__init_subclass__", "__reduce_ex__", "__class__", "fail", "__reduce__", "__dir__", "get", "put", "acquire", "wait", "join", "start", "main_thread", "sweep_part", "count", "repeat", "cycle", "settrace",
    "setprofile", "setrecursionlimit", "_distinct", "_exit", "_sized", "_static", "stack_size",
}
EXHAUSTIVE = 60  # each allocation up to here; of those after it every 17th
MOST = 400
MODULES = [_collections, _functools, _operator, _struct, _weakref, bisect, collections, copy, dataclasses, datetime, enum, functools, heapq, itertools, json, math, operator, queue,
           random, re, string, struct, threading, weakref]
MODULES += [_thread, _ctypes_peek, _random, _traceback, _types, _sre, _hash, _heapq, gc, sys, time, tracemalloc]
MODULES += [abc, argparse, array, base64, binascii, calendar, codecs, contextlib, contextvars, copyreg, csv, decimal, difflib, fractions, graphlib, hashlib, html, inspect, io, keyword, linecache, numbers, pickle, pprint, reprlib, shlex, statistics, textwrap, traceback, types, typing]
counts = [0, 0, 0]  # expressions, runs, MemoryErrors


def fails_early(make):
    """Is it an expression that C refuses at once, with a TypeError?"""
    try:
        make()
    except (TypeError, AttributeError, NotImplementedError):
        return True
    except BaseException:
        pass
    return False


def once(make, n):
    try:
        fail(n)
        make()
    except MemoryError:
        counts[2] += 1
    except BaseException:
        pass


def sweep(make):
    """Calls MAKE again and again, another allocation failing each time."""
    n = 1
    counts[0] += 1
    while n < MOST:
        counts[1] += 1
        more = False
        try:
            once(make, n)
        except MemoryError:  # of the handler's own
            pass
        try:
            more = fail(0)
        except MemoryError:
            pass
        if more:
            return
        n += 1 if n < EXHAUSTIVE else 17


def sweep_call(function, names):
    def make():
        values = [samples[name]() for name in names]
        function(*values)
    if not fails_early(make):
        sweep(make)


def sweep_method(kind, name, choice):
    for names in choice:
        def make():
            self = samples[kind]()
            values = [samples[name]() for name in names]
            getattr(self, name)(*values)
        if not fails_early(make):
            sweep(make)


def sweep_function(function):
    for names in library_arguments:
        sweep_call(function, names)


def sweep_operation(operation, left):
    for right in ("small", "str", "list", "dict", "set", "tuple", "slice", "thing", left):
        sweep_call(operation, (left, right))


long_name = "n" * 700
source = f"""
{long_name} = 1
import collections.abc as abc, json
def function_{long_name}(a, *b, c="{text}", **d) -> "{text}":
    '''{text}'''
    class Inner_{long_name}(json.JSONEncoder):
        __slots__ = ("__{long_name}", "x")
        def method(self): return self.{long_name}.{long_name}, {10 ** 1000}, {text.encode()!r}, a
    return a in {{{", ".join(map(str, range(90)))}}}, [{", ".join(map(repr, range(90)))}], ({"1, 'a'," * 90}), Inner_{long_name}
function_{long_name}(1, 2)
"""


def raises():
    try:
        raise KeyError(text)
    except KeyError as error:
        raise ValueError(text) from error


def printed():
    try:
        raises()
    except ValueError:
        return traceback.format_exc(), sys.exc_info()


def groups():
    try:
        raise ExceptionGroup(text, [ValueError(i) for i in range(90)] + [TypeError(text)])
    except* ValueError:
        raise OSError(text)
    except* TypeError:
        pass


class Referred:
    pass


made_refs = [Referred()]
made_refs += [weakref.ref(made_refs[0], lambda ref: None) for _ in range(90)]


def matches(value):
    match value:
        case [1, *rest] if len(rest) > 80:
            return rest
        case {"a": 1, **rest}:
            return rest
        case Point(x=1, y=y):
            return y


def asynchronous():
    async def items(n):
        for i in range(n):
            yield [i] * 90

    async def all_items(n):
        return [i async for i in items(n)]
    try:
        all_items(90).send(None)
    except StopIteration as stop:
        return stop.value


def unpacked():
    a, *b = range(200)
    c, d = {**dict.fromkeys("ab")}, [*b, *b]
    return {i: j for i, j in zip(b, d)}, {*b}, "".join(f"{i}" for i in d)


def closures():
    functions = [lambda i=i: i for i in range(90)]
    return [function() for function in functions]


def threads():
    thread = threading.Thread(target=list, args=[range(900)], name=long_name)
    thread.start()
    thread.join()


def queues():
    q = queue.PriorityQueue()
    for i in range(90):
        q.put(-i)
    return [q.get() for i in range(90)]


# What neither calls nor operators of the samples come to.
expressions = [
    raises, printed, groups, asynchronous, unpacked, closures, threads, queues,
    lambda: matches([1] * 90), lambda: matches({"a": 1, **dict.fromkeys("bcdefgh")}), lambda: matches(Point(1, 2)),
    lambda: compile(source, "file" * 200, "exec"),
    lambda: compile(source, "file", "exec"),
    lambda: exec(source, {}),
    lambda: eval(repr(text), {"a": 1}),
    lambda: eval("(" * 30 + "1" + ")" * 30 + " + " + long_name, {}),
    lambda: eval(text),
    lambda: compile(text, "file" * 200, "exec"),
    lambda: compile("x = 1\nif x:\n" + long_name, long_name, "exec"),
    lambda: exec(f"import {long_name}"),
    lambda: exec(f"import json.{long_name}"),
    lambda: exec(f"from json import {long_name}"),
    lambda: exec(f"from .{long_name} import x"),
    lambda: exec(f"x.{long_name} = 1"),
    lambda: exec(f"del {long_name}"),
    lambda: exec(f"global {long_name}; {long_name} = 1; del {long_name}; {long_name}"),
    lambda: __import__(long_name),
    lambda: __import__("json", {}, {}, [long_name] * 100),
    lambda: type(long_name, (), {"__slots__": ["__a", "__" + long_name], "__module__": long_name}),
    lambda: type("T", (Thing,), {f"a{i}": i for i in range(90)}),
    lambda: types.ModuleType(long_name, text),
    lambda: getattr(Thing(), long_name),
    lambda: getattr(types.ModuleType("m"), long_name),
    lambda: setattr(Thing(), long_name, 2),
    lambda: setattr(types.ModuleType("m"), long_name, 2),
    lambda: setattr(Slots(), long_name, 2),
    lambda: collections.namedtuple("Name", " ".join(f"a{i}" for i in range(90))),
    lambda: collections.namedtuple(long_name, "a b", defaults=[1])(2),
    lambda: dataclasses.make_dataclass(long_name, [(f"a{i}", int, i) for i in range(20)])(3),
    lambda: enum.Enum(long_name, [f"A{i}" for i in range(20)]),
    lambda: operator.attrgetter(f"a.{long_name}.b", "c"),
    lambda: next(itertools.permutations(range(80), 70)),
    lambda: next(itertools.product(*[range(3)] * 80)),
    lambda: list(itertools.combinations_with_replacement(range(2), 80)),
    lambda: list(zip(*[range(80)] * 80)),
    lambda: list(itertools.zip_longest(*[range(80)] * 80, fillvalue=1)),
    lambda: list(itertools.starmap(max, [range(80)] * 3)),
    lambda: itertools.tee(range(3), 100),
    lambda: functools.partial(max, *range(80))(*range(90), key=str),
    lambda: functools.partial(dict, **{f"a{i}": i for i in range(80)})(**{f"b{i}": i for i in range(80)}),
    lambda: functools.lru_cache(lambda *a, **k: (a, k))(*range(80), **{f"b{i}": i for i in range(80)}),
    lambda: (lambda a, *b, **c: (a, b, c))(*range(90), **{f"b{i}": i for i in range(80)}),
    lambda: dict(**{f"b{i}": i for i in range(80)}),
    lambda: max(*range(80), **{f"b{i}": i for i in range(80)}),
    lambda: Thing(**{f"b{i}": i for i in range(80)}),
    lambda: type("T", (), {}, **{f"b{i}": i for i in range(80)}),
    lambda: exec("def f(**k): pass\nclass C(metaclass=lambda *a, **k: 1, **k): pass\nf(**k)", {"k": {f"b{i}": i for i in range(80)}}),
    lambda: exec("class C(*[int] * 90): pass"),
    lambda: gc.get_referents(list(range(90)), dict.fromkeys(range(90))),
    lambda: gc.get_referrers(Thing, None),
    lambda: _weakref.getweakrefs(made_refs[0]),
    lambda: (lambda a, b: 0)(*range(90), **{long_name: 1}),
    lambda: (lambda a, b: 0)(**{long_name: 1}),
    lambda: eval("f(" + ", ".join(f"{long_name}{i}=1" for i in range(9)) + ")", {"f": lambda a: 0}),
    lambda: eval(f"lambda {long_name}, {long_name}2: 0")(),
    lambda: collections.deque(range(300), 200).rotate(50),
    lambda: collections.Counter(range(90)) + collections.Counter(range(100)),
    lambda: collections.OrderedDict.move_to_end({}, 1),
    lambda: collections.OrderedDict((i, i) for i in range(90)).move_to_end(3, last=False),
    lambda: collections.ChainMap({}, dict.fromkeys(range(90))).new_child({1: 2}).items(),
    lambda: heapq.nlargest(90, range(100), key=str),
    lambda: list(heapq.merge(range(90), range(90), reverse=True)),
    lambda: re.sub("(b)(?P<x>c)?", r"\g<1>\1" + "x" * 600, text * 3),
    lambda: re.sub("b", lambda m: "y" * 600, text),
    lambda: re.split("(b)|(c)", text),
    lambda: re.findall("(.)(.)", text),
    lambda: re.findall("|".join(f"({i})" for i in range(90)), "1 2 3"),
    lambda: re.match("|".join(f"({i})" for i in range(90)), "1 2 3").groups(),
    lambda: re.match("|".join(f"(?P<a{i}>{i})" for i in range(90)), "1 2 3").groupdict(),
    lambda: re.compile("(?P<%s>a" % long_name),
    lambda: re.compile("(?P<%s->a" % long_name),
    lambda: re.compile("(?P<%s>a)(?P=%s)" % (long_name, long_name), re.I | re.X).sub("b", "aa"),
    lambda: re.match("(?P<%s>a)" % long_name, "a" * 600).expand(r"\g<%s>" % long_name),
    lambda: re.match("(?P<a>a)", "a" * 600).expand(r"\g<%s>" % long_name),
    lambda: re.match("(a)", "a")[long_name],
    lambda: re.escape(text),
    lambda: json.dumps({"a": [1, 2.5, text, None, True, {"k" * 600: (1, 2)}]}, indent=3, sort_keys=True),
    lambda: json.loads(samples["json"]()),
    lambda: json.loads('{"a": ' + "[" * 50),
    lambda: copy.deepcopy([{i: [i, {i}] for i in range(90)}, Point(1, [2]), Thing(3), Pair(1, [2])]),
    lambda: copy.copy(samples["ordered"]()),
    lambda: struct.pack("<" + "ihb" * 200, *range(600)),
    lambda: struct.unpack("<" + "h" * 200, bytes(400)),
    lambda: list(struct.iter_unpack("<h", bytes(400))),
    lambda: random.Random(5).sample(range(200), 90),
    lambda: random.Random(10 ** 900).shuffle(list(range(90))),
    lambda: random.Random(text).getrandbits(9000),
    lambda: random.Random(4).setstate(random.Random(3).getstate()),
    lambda: string.Template("$a ${b} $$" * 90).substitute(a=text, b=2),
    lambda: string.Formatter().format("{0} {a!r:>800}", 1, a=text),
    lambda: datetime.datetime(2020, 1, 2).strftime("%A %d %B %Y" * 60),
    lambda: datetime.datetime.strptime("2020-01-02", "%Y-%m-%d").isoformat(),
    lambda: math.factorial(900),
    lambda: math.comb(3000, 900),
    lambda: math.perm(900),
    lambda: math.isqrt(10 ** 2000),
    lambda: math.prod(range(1, 900)),
    lambda: math.fsum([0.1] * 900),
    lambda: math.lcm(*range(1, 2000, 3)),
    lambda: math.gcd(10 ** 900, 6 ** 900),
    lambda: math.dist([1.0] * 100, (2.0,) * 100),
    lambda: weakref.WeakKeyDictionary({Slots: 1, Thing: 2}).copy(),
    lambda: weakref.finalize(Thing, print, *range(90)).detach(),
    lambda: weakref.WeakMethod(Thing(1).__index__),
    lambda: f"{text!r:>900}{Thing()!s:{900}}",
    lambda: Exception(text).add_note(text),
    lambda: ExceptionGroup(text, [ValueError(text), TypeError(1)]).split(ValueError),
    lambda: traceback.format_exception(ExceptionGroup(text, [ValueError(text), TypeError(1)])),
]


operators = [
    lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, lambda a, b: a / b, lambda a, b: a // b, lambda a, b: a % b, lambda a, b: a & b,
    lambda a, b: a | b, lambda a, b: a ^ b, lambda a, b: a == b, lambda a, b: a < b, lambda a, b: a in b, lambda a, b: a[b], lambda a, b: [*a, *b],
    lambda a, b: {**a, **b}, lambda a, b: (lambda *x, **y: (x, y))(*a, **b), lambda a, b: "%s %r" % (a, b), lambda a, b: f"{a!r}{b}",
]


def jobs_of_builtins():
    jobs = []
    for kind in list(builtin_kinds):
        for name in dir(samples[kind]()):
            if name not in skipped or name in ("get", "count"):
                jobs.append((sweep_method, kind, name, arguments))
    for name in dir(builtins):
        value = getattr(builtins, name)
        if name not in skipped and callable(value):
            for names in arguments:
                jobs.append((sweep_call, value, names))
    for operation in operators:
        for left in builtin_kinds:
            for right in ("small", "str", "bytes", "list", "dict", "set", "tuple", "slice", "thing", "long", left):
                jobs.append((sweep_call, operation, (left, right)))
    return jobs


def jobs_of_library():
    functions, methods = {}, {}
    library_arguments.extend((kind,) for kind in samples if (kind,) not in library_arguments)
    library_arguments.extend(names for names in arguments if names not in library_arguments)
    for module in MODULES:
        for name in dir(module):
            value = getattr(module, name)
            if name not in skipped and callable(value) and getattr(builtins, name, None) is not value:
                functions[id(value)] = value
    for kind in library:
        for name in dir(samples[kind]()):
            if name not in skipped and getattr(type(samples[kind]()), name, None) is not getattr(object, name, 0):
                methods[kind, name] = None
    jobs = [(sweep, value) for value in expressions] + [(sweep_function, value) for value in functions.values()] + [(sweep_method, kind, name, library_arguments) for kind, name in methods]
    for operation in operators:
        for left in library:
            jobs.append((sweep_operation, operation, left))
    # A sample, for time's sake: all of expressions, of the others every 11th.
    return jobs[:len(expressions)] + jobs[len(expressions)::11]


def main(what, part, parts):
    jobs = jobs_of_library() if what else jobs_of_builtins()
    for job in jobs[part::parts]:
        job[0](*job[1:])
    print(counts[0], "expressions,", counts[1], "runs,", counts[2], "MemoryErrors")


main(*sweep_part)
