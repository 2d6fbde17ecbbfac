import weakref

class Thing:
    pass

cache = weakref.WeakValueDictionary()
kept = Thing()
cache["kept"] = kept
cache["only here"] = Thing()
print(list(cache))
