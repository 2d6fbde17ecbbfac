# Every C function of the built-in types and of builtins, with each of its
# allocations in turn meeting the limit of memory. Run by test-memory.c, which
# gives fail (n): the nth allocation from now on fails, 0: none does any more;
# true if the one asked for before is still to come.
import builtins


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
arguments = [
    (), ("str",), ("list",), ("small",), ("bytes",), ("thing",), ("dict",), ("set",), ("slice",), ("names",),
    ("small", "long"), ("str", "str"), ("bytes", "bytes"), ("strings",), ("long",), ("range",), ("generator",), ("function", "list"), ("thing", "thing"),
    ("str", "list"), ("list", "small"), ("none", "list"), ("small", "small"), ("long", "small", "long"), ("pairs",), ("tuple",), ("things",), ("str", "small"),
    ("thing", "str"), ("thing", "str", "list"), ("small", "small", "small"), ("type", "class"), ("error",), ("float",), ("items",),
]
skipped = {
    "input", "exit", "quit", "breakpoint", "open", "help", "print", "__import__", "exec", "eval", "compile", "globals", "locals", "vars", "copyright", "credits",
    "license", "__build_class__", "__loader__", "__spec__", "__init_subclass__", "__reduce_ex__", "__class__", "fail", "__reduce__", "__dir__",
}
EXHAUSTIVE = 60  # each allocation up to here; of those after it every 17th
MOST = 400
MODULES = [builtins]
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


def sweep_method(kind, name):
    for names in arguments:
        def make():
            self = samples[kind]()
            values = [samples[name]() for name in names]
            getattr(self, name)(*values)
        if not fails_early(make):
            sweep(make)


operators = [
    lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, lambda a, b: a / b, lambda a, b: a // b, lambda a, b: a % b, lambda a, b: a & b,
    lambda a, b: a | b, lambda a, b: a ^ b, lambda a, b: a == b, lambda a, b: a < b, lambda a, b: a in b, lambda a, b: a[b], lambda a, b: [*a, *b],
    lambda a, b: {**a, **b}, lambda a, b: (lambda *x, **y: (x, y))(*a, **b), lambda a, b: "%s %r" % (a, b), lambda a, b: f"{a!r}{b}",
]


def main(part, parts):
    jobs = []
    for kind in samples:
        for name in dir(samples[kind]()):
            if name not in skipped:
                jobs.append((sweep_method, kind, name))
    for module in MODULES:
        for name in dir(module):
            value = getattr(module, name)
            if name not in skipped and callable(value):
                for names in arguments:
                    jobs.append((sweep_call, value, names))
    kinds = list(samples)
    for operation in operators:
        for left in kinds:
            for right in ("small", "str", "bytes", "list", "dict", "set", "tuple", "slice", "thing", "long", left):
                jobs.append((sweep_call, operation, (left, right)))
    for job in jobs[part::parts]:
        job[0](*job[1:])
    print(counts[0], "expressions,", counts[1], "runs,", counts[2], "MemoryErrors")


main(*sweep_part)
