"""A list that is changed by what its own operations call."""


def show(name, work):
    try:
        print(name, "->", work())
    except Exception as e:
        print(name, "->", type(e).__name__, e)


def items():
    return [1, 2, 3, 4, 5, 6, 7, 8]


class Index:
    """__index__ that runs CHANGE."""

    def __init__(self, change, value=0):
        self.change, self.value = change, value

    def __index__(self):
        self.change()
        return self.value


class Equal:
    """__eq__ that runs CHANGE and says ANSWER."""

    def __init__(self, change, answer=True):
        self.change, self.answer = change, answer

    def __eq__(self, other):
        self.change()
        return self.answer

    __hash__ = None


class Dies:
    def __init__(self, change):
        self.change = change

    def __del__(self):
        self.change()


def remove():
    l = [Equal(lambda: l.clear()), 1]
    l.remove(5)
    return len(l)


def remove_shrinks():
    l = [0, 1, Equal(lambda: l.__delitem__(slice(1, None))), 3]
    l.remove(5)
    return l


def remove_grows():
    l = [Equal(lambda: l.insert(0, "new")), 1]
    l.remove(5)
    return len(l)


def index():
    l = [Equal(lambda: l.clear(), False), 1]
    return l.index(1)


def count():
    l = [Equal(lambda: l.append(1), False), 1]
    return l.count(1)


def contains():
    l = [Equal(lambda: l.clear(), False), 1]
    return 1 in l


def index_bounds():
    l = items()
    return l.index(1, Index(lambda: l.__delitem__(slice(4, None)), -4))


def get_slice():
    l = items()
    return l[Index(l.clear):]


def get_slice_grows():
    l = items()
    return l[-3:Index(lambda: l.extend("abc"), 100)]


def get_item():
    l = items()
    return l[Index(l.clear)]


def set_item():
    l = items()
    l[Index(l.clear)] = 1
    return l


def delete_item():
    l = items()
    del l[Index(l.clear)]
    return l


def delete_slice():
    l = items()
    del l[Index(l.clear):]
    return l


def delete_step():
    l = items()
    del l[Index(lambda: l.__delitem__(slice(3, None)))::2]
    return l


def set_slice():
    l = items()
    l[Index(l.clear):] = [1, 2]
    return l


def set_slice_once():
    calls = []
    l = items()
    l[Index(lambda: calls.append(1), 2):4] = "ab"
    return l, len(calls)


def set_step():
    l = items()
    l[Index(l.clear):8:2] = [1, 2, 3, 4]
    return l


def set_step_dies():
    l = [Dies(lambda: l.clear()), 2, 3, 4]
    l[::2] = [1, 2]
    return l


def set_slice_dies():
    l = [1, Dies(lambda: l.append("late")), 3]
    l[1:2] = []
    return l


def set_slice_iterates():
    l = items()

    def values():
        l.clear()
        yield "v"
    l[2:4] = values()
    return l


def set_item_dies():
    l = [Dies(lambda: l.clear()), 2]
    l[0] = 1
    return l


def pop_index():
    l = items()
    return l.pop(Index(l.clear))


def insert_index():
    l = items()
    l.insert(Index(l.clear, 5), "x")
    return l


def clear_dies():
    l = [Dies(lambda: l.append("again")), 2, 3]
    l.clear()
    return l


def extend_self():
    l = [1, 2]

    def more():
        yield from l[:]
        l.clear()
        yield 9
    l.extend(more())
    return l


def extend_hint():
    l = items()

    class Hint:
        def __iter__(self):
            return iter("ab")

        def __length_hint__(self):
            l.clear()
            return 3
    l.extend(Hint())
    return l


def compare():
    l, m = [], []
    l.extend([Equal(lambda: l.clear(), True), 1])
    m.extend([1, 1])
    return l == m, l < m, len(l)


def compare_both():
    class Less:
        def __eq__(self, other):
            l.clear()
            m.clear()
            return False
        def __lt__(self, other):
            return True
    l, m = [], []
    l += [Less(), 1]
    m += [Less(), 1]
    try:
        return l == m
    finally:
        print(len(l), len(m))


def sort_changes():
    l = items()
    l.sort(key=lambda x: l.append(x) or -x)
    return l


def sort_looks():
    seen = []
    l = [3, 1, 2]

    class Key:
        def __init__(self, n):
            self.n = n

        def __lt__(self, other):
            seen.append(len(l))
            return self.n < other.n
    l.sort(key=Key)
    return l, set(seen)


def sort_clears():
    l = [3, 1, 2]
    l.sort(key=lambda x: l.clear() or x)
    return l


def sort_fails():
    l = [3, "a", 2]
    try:
        l.sort()
    except TypeError as e:
        print(e)
    return l


def repr_changes():
    class R:
        def __repr__(self):
            l.clear()
            return "R"
    l = [R(), R(), R()]
    return repr(l), len(l)


def repeat():
    l = [1]
    l *= Index(lambda: l.append(2), 3)
    return l


def imul_foreign():
    class B:
        def __index__(self):
            return 3
    out = []
    for left in B(), "abc", 2.5, None, {}:
        try:
            left *= [1]
            out.append(left)
        except TypeError as e:
            out.append(str(e))
    return out


def iterate_and_change():
    l = [1, 2, 3]
    out = []
    for x in l:
        out.append(x)
        if len(l) < 6:
            l.append(x * 10)
    it = iter(l)
    next(it)
    l.clear()
    return out, list(it), it.__length_hint__()


def reverse_iterator():
    l = [1, 2, 3, 4]
    it = reversed(l)
    next(it)
    del l[1:]
    return list(it)


def from_tuple():
    t = (Equal(lambda: None, False), 1, 2)
    return t.index(1, Index(lambda: None, -2)), t.count(2), 2 in t


for name, work in list(globals().items()):
    if callable(work) and name not in ("show", "items", "Index", "Equal", "Dies"):
        show(name, work)
