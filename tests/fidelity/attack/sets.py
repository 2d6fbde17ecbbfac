"""A set that is changed by what its own operations call."""


def show(name, work):
    try:
        print(name, "->", work())
    except Exception as e:
        print(name, "->", type(e).__name__, e)


class Key:
    """Of one hash; __eq__ runs CHANGE and says ANSWER."""

    def __init__(self, name, change=None, answer=False):
        self.name, self.change, self.answer = name, change, answer

    def __hash__(self):
        return 1

    def __eq__(self, other):
        if self.change:
            self.change()
        return self.answer

    def __repr__(self):
        return self.name


def once(work):
    done = []

    def change():
        if not done:
            done.append(1)
            work()
    return change


def add_clears():
    s = set()
    s.add(Key("a", once(lambda: s.clear())))
    s.add(Key("b"))
    return s


def add_clears_true():
    s = set()
    s.add(Key("a", once(lambda: s.clear()), True))
    s.add(Key("b"))
    return s


def add_grows():
    s = set()
    s.add(Key("a", once(lambda: s.update(range(100, 150)))))
    s.add(Key("b"))
    return len(s)


def add_same_place():
    s = set()
    first = Key("a")

    def change():
        s.clear()
        s.add(first)
    first.change = change
    s.add(first)
    first.change = once(change)
    s.add(Key("b"))
    return sorted(map(repr, s))


def contains_clears():
    s = set()
    s.add(Key("a", lambda: s.clear(), True))
    return Key("b") in s, s


def discard_clears():
    s = set()
    s.add(Key("a", lambda: s.clear(), True))
    s.discard(Key("b"))
    return s


def remove_clears():
    s = set()
    s.add(Key("a", lambda: s.clear(), True))
    s.remove(Key("b"))


def pop_dies():
    class V:
        def __del__(self):
            s.add(1)
    s = {V()}
    s.pop()
    return s


def clear_dies():
    class V:
        def __del__(self):
            s.add("late")
    s = {V(), V()}
    s.clear()
    return s


def update_clears_source():
    source = set()
    target = {Key("t", lambda: source.clear())}
    source.add(Key("s"))
    source.add(2)
    target.update(source)
    return len(target)


def update_changes_dict():
    source = {}
    target = {Key("t", lambda: source.clear())}
    source[Key("s")] = 1
    source[2] = 2
    target.update(source)
    return len(target)


def intersection_clears():
    a = {Key("a", lambda: b.clear(), True), 2, 3}
    b = {Key("b"), 2, 3}
    return len(a & b), len(a), len(b)


def intersection_iterates():
    a = {1, 2, 3}

    def values():
        for x in 1, 2, 3:
            a.discard(x + 1)
            yield x
    return a.intersection(values()), a


def difference_clears():
    a = {Key("a"), 2, 3}
    b = {Key("b", lambda: a.clear(), True), 2, 3}
    return len(a - b), len(a)


def difference_update_self():
    a = {1, 2, 3}
    a -= a
    b = {1, 2, 3}
    b.difference_update(x for x in list(b))
    return a, b


def symmetric_clears():
    a = {Key("a", lambda: a.clear()), 2}
    b = {Key("b"), 5}
    a ^= b
    return len(a)


def subset_clears():
    a = {Key("a"), 2}
    b = {Key("b", lambda: a.clear(), True), 2, 3}
    return a <= b, a < b, a == b, len(a)


def disjoint_clears():
    a = {Key("a"), 2}
    b = {Key("b", lambda: a.clear(), False), 3}
    return a.isdisjoint(b), len(a)


def update_self_iterator():
    a = {1, 2, 3}
    a.update(iter(a))
    return a


def iterate_and_change():
    out = []
    for change in (lambda s: s.clear(), lambda s: s.add(9), lambda s: s.discard(3), lambda s: (s.discard(3), s.add(7))):
        s = {1, 2, 3}
        it = iter(s)
        next(it)
        change(s)
        try:
            out.append(list(it))
        except RuntimeError as e:
            out.append(str(e))
    return out


def repr_changes():
    class R:
        def __repr__(self):
            s.clear()
            return "R"
    s = {R(), R()}
    return repr(s), s


def frozen():
    class R:
        def __init__(self, n):
            self.n = n

        def __repr__(self):
            return "R%d" % self.n

        def __hash__(self):
            return self.n
    f = frozenset([R(1), R(2)])
    return repr(f), len(f | {3}), f & f == f, frozenset([f, f]) == {f}


def lookup_of_set():
    calls = []

    class K:
        def __hash__(self):
            calls.append("hash")
            return 5
    inner = {K()}
    outer = {frozenset(inner)}
    calls.clear()
    return inner in outer, outer.discard(inner), outer, calls


def literal_order():
    return list({5, 4, 2 ** 40 + 5}), list({8, 16, 0}), list({1, 2 ** 61, 3}), 5 in {5, 4, 2 ** 40 + 5}


def asks():
    calls = []

    class K:
        def __hash__(self):
            calls.append("hash")
            return 1

        def __eq__(self, other):
            calls.append("eq")
            return self is other
    a, b, c = K(), K(), K()
    s, t = {a, b}, {b, c}
    out = []
    for name, work in (("copy", s.copy), ("|", lambda: s | t), ("&", lambda: s & t), ("-", lambda: s - t), ("^", lambda: s ^ t), ("<=", lambda: s <= t),
                       ("==", lambda: s == {a, b}), ("disjoint", lambda: s.isdisjoint(t)), ("frozenset", lambda: frozenset(s)), ("set of list", lambda: set([a, b])),
                       ("union", lambda: s.union([a, c])), ("inter", lambda: s.intersection([a, c])), ("minus", lambda: s.difference([a, c])),
                       ("issuperset", lambda: s.issuperset([a])), ("issubset", lambda: s.issubset([a])), ("dict minus", lambda: s - {a: 1}.keys()),
                       ("minus dict", lambda: s.difference({a: 1})), ("flip dict", lambda: s.symmetric_difference({a: 1}))):
        calls.clear()
        work()
        out.append((name, calls.count("hash"), calls.count("eq")))
    for line in out:
        print("  ", *line)


for name, work in list(globals().items()):
    if callable(work) and name not in ("show", "Key", "once"):
        show(name, work)
