"""The number of arguments that the wrapper of a slot wants, and what it says of itself."""


def t(f, *a):
    try: print(f(*a))
    except TypeError as e: print(repr(str(e)))
class D:
    def __get__(s, *a): return a
    def __set__(s, *a): pass
t(int.__pow__, 1); t(int.__rpow__, 1); t(int.__pow__, 1, 2, 3, 4); t(list.__setitem__, [], 1); t(object.__setattr__, 1, 2); t(object.__setattr__, 1); t(object.__delattr__, 1); t(property.__get__, property()); t(property.__set__, property()); t(property.__delete__, property()); t(list.__delitem__, []); t(dict.__setitem__, {}); t((lambda: 1).__get__); t((lambda: 1).__get__, 1, 2, 3)
w = {}.__len__
print(w.__name__, w.__qualname__, w.__objclass__, w.__self__)
w = object().__eq__
print(w.__name__, w.__qualname__, w.__objclass__)
