"""A dict that is changed by what its own operations call."""


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


def set_clears():
    d = {}
    d[Key("a", once(lambda: d.clear()))] = 1
    d[Key("b")] = 2
    return d


def set_clears_true():
    d = {}
    d[Key("a", once(lambda: d.clear()), True)] = 1
    d[Key("b")] = 2
    return d


def set_refills():
    d = {}

    def change():
        d.clear()
        d.update({i: i for i in range(20)})
    d[Key("a", once(change))] = 1
    d[Key("b")] = 2
    return len(d), list(d)[-1]


def set_same_place():
    d = {}
    first = Key("a")

    def change():
        d.clear()
        d[first] = 7
    first.change = once(change)
    d[first] = 1
    d[Key("b")] = 2
    return d


def get_clears():
    d = {Key("a"): 1}
    return d.get(Key("b", lambda: d.clear())), d


def get_grows():
    d = {Key("a"): 1}
    return d.get(Key("b", once(lambda: d.update(dict.fromkeys(range(50)))))), len(d)


def contains_deletes():
    d = {}
    d[Key("a", once(lambda: d.popitem()), True)] = 1
    return Key("x") in d, len(d)


def delete_clears():
    d = {Key("a"): 1}
    k = Key("b", lambda: d.clear(), True)
    del d[k]


def pop_clears():
    d = {Key("a"): 1}
    return d.pop(Key("b", lambda: d.clear(), True), "gone"), d


def setdefault_clears():
    d = {}
    d[Key("a", once(lambda: d.clear()))] = 1
    return d.setdefault(Key("b"), 5), d


def value_dies():
    class V:
        def __del__(self):
            d.clear()
    d = {1: V(), 2: 2}
    d[1] = "new"
    return d


def value_dies_popitem():
    class V:
        def __del__(self):
            d[3] = 3
    d = {1: 1, 2: V()}
    d.popitem()
    return d


def popitem_asks_nothing():
    calls = []

    class K:
        def __hash__(self):
            calls.append("hash")
            return 1

        def __eq__(self, other):
            calls.append("eq")
            return self is other
    d = {K(): 1, K(): 2}
    calls.clear()
    d.popitem()
    return calls, len(d)


def clear_dies():
    class V:
        def __del__(self):
            d["late"] = 1
    d = {1: V(), 2: V()}
    d.clear()
    return d


def equal_changes():
    class V:
        def __eq__(self, other):
            a.clear()
            return True
    a, b = {1: V(), 2: 2}, {1: V(), 2: 2}
    return a == b, len(a)


def equal_grows():
    class V:
        def __eq__(self, other):
            a[len(a)] = 1
            return True
    a, b = {"x": V(), "y": V()}, {"x": V(), "y": V()}
    return a == b, len(a)


def update_changes_source():
    class K(Key):
        def __eq__(self, other):
            other_dict.clear()
            return False
    other_dict = {K("a"): 1, K("b"): 2} if False else {}
    target = {}
    target[K("t")] = 0
    other_dict[Key("o")] = 1
    other_dict[2] = 2
    target.update(other_dict)
    return len(target)


def update_grows_source():
    source = {}
    target = {}

    class K(Key):
        def __eq__(self, other):
            source[len(source) + 100] = 1
            return False
    target[K("t")] = 0
    source[Key("o")] = 1
    source[2] = 2
    target.update(source)
    return len(target)


def update_asks_nothing():
    calls = []

    class K:
        def __hash__(self):
            calls.append("hash")
            return 1

        def __eq__(self, other):
            calls.append("eq")
            return self is other
    d = {K(): 1, K(): 2, K(): 3}
    calls.clear()
    out = []
    for name, make in (("copy", d.copy), ("dict", lambda: dict(d)), ("star", lambda: {**d}), ("or", lambda: d | {}), ("or2", lambda: {} | d), ("keys", lambda: set(d)),
                       ("frozen", lambda: frozenset(d)), ("set", lambda: set(set(d))), ("equal", lambda: d == dict(d)), ("fromkeys", lambda: dict.fromkeys(d)),
                       ("update", lambda: {1: 1}.update(d)), ("list", lambda: list(d)), ("from set", lambda: dict.fromkeys(set(d)))):
        calls.clear()
        make()
        out.append((name, calls.count("hash"), calls.count("eq")))
    return out


def pairs_change():
    d = {}

    class Pair:
        def __iter__(self):
            d.clear()
            yield "k"
            yield "v"
    d.update([("a", 1), Pair(), ("b", 2)])
    return d


def mapping_changes():
    class M:
        def __init__(self):
            self.names = ["a", "b", "c"]

        def keys(self):
            return self.names

        def __getitem__(self, key):
            self.names.clear()
            d.clear()
            return key * 2
    d = {"z": 1}
    d.update(M())
    return d


def fromkeys_changes():
    class D(dict):
        def __setitem__(self, key, value):
            source.clear()
            super().__setitem__(key, value)
    source = [1, 2, 3]
    return D.fromkeys(source, 0)


def repr_changes():
    class R:
        def __repr__(self):
            d.clear()
            return "R"
    d = {1: R(), 2: R(), 3: 3}
    return repr(d)


def iterate_and_change():
    out = []
    for change in (lambda d: d.clear(), lambda d: d.update({9: 9}), lambda d: d.pop(2), lambda d: (d.pop(1), d.update({5: 5}))):
        for view in dict.keys, dict.values, dict.items, reversed:
            d = {1: 1, 2: 2, 3: 3}
            it = iter(view(d))
            next(it)
            change(d)
            try:
                out.append(list(it))
            except RuntimeError as e:
                out.append(str(e))
    return out


def items_results():
    d = {1: "a", 2: "b"}
    kept = [p for p in d.items()]
    it = iter(d.items())
    first = next(it)
    second = next(it)
    return kept, first, second, first is second


def missing():
    class D(dict):
        def __missing__(self, key):
            self.clear()
            return key
    d = D(a=1)
    return d["b"], d


def views():
    calls = []

    class K:
        def __init__(self, n):
            self.n = n

        def __hash__(self):
            calls.append("h%s" % self.n)
            return 1

        def __eq__(self, other):
            calls.append("%s=%s" % (self.n, other.n))
            return self.n == other.n

        def __repr__(self):
            return "K%s" % self.n
    a = {K(1): 1, K(2): 2}
    b = {K(2): 2, K(3): 3, K(4): 4}
    out = []
    for name, work in (("&", lambda: a.keys() & b.keys()), ("& r", lambda: b.keys() & a.keys()), ("|", lambda: a.keys() | b.keys()), ("-", lambda: a.keys() - b.keys()),
                       ("^", lambda: a.keys() ^ b.keys()), ("<", lambda: a.keys() < b.keys()), ("==", lambda: a.keys() == b.keys()), ("<=", lambda: a.keys() <= a.keys()),
                       ("disjoint", lambda: a.keys().isdisjoint(b)), ("disjoint keys", lambda: a.keys().isdisjoint(b.keys())), ("& list", lambda: a.keys() & list(b)),
                       ("& set", lambda: a.keys() & set(b)), ("set &", lambda: set(a) & b.keys()), ("list -", lambda: list(b) - a.keys()),
                       ("items &", lambda: a.items() & b.items()), ("items ^", lambda: a.items() ^ b.items()), ("items ==", lambda: a.items() == dict(a).items()),
                       ("in items", lambda: (K(2), 2) in a.items()), ("not in items", lambda: (K(2), 3) in a.items())):
        calls.clear()
        try:
            result = work()
            if isinstance(result, set):
                result = sorted(map(repr, result))
            out.append((name, result, list(calls)))
        except Exception as e:
            out.append((name, type(e).__name__, str(e)))
    for line in out:
        print("  ", *line)


def unhashable_items():
    a, b = {1: [], 2: [2]}, {1: [], 2: [2]}
    out = [a.items() ^ b.items(), a.items() == b.items(), a.items() <= b.items()]
    for work in (lambda: a.items() & b.items(), lambda: a.items() ^ {1: [0]}.items(), lambda: a.items() | b.items()):
        try:
            out.append(work())
        except TypeError as e:
            out.append(str(e))
    return out


def view_and_clears():
    class K(Key):
        def __eq__(self, other):
            d.clear()
            return False
    d = {K("a"): 1, 2: 2}
    e = {K("b"): 1}
    return d.keys() & e.keys(), e.keys() & d.keys()


def view_and_changes_walked():
    class K(Key):
        def __eq__(self, other):
            e.clear()
            return True
    d = {K("a"): 1, 2: 2, 3: 3}
    e = {K("b"): 1, 2: 2}
    return d.keys() & e.keys()


for name, work in list(globals().items()):
    if callable(work) and name not in ("show", "Key", "once"):
        show(name, work)
