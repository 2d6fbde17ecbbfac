import weakref

class Thing:
    pass

by_value = weakref.WeakValueDictionary()
by_key = weakref.WeakKeyDictionary()
a = Thing()
b = Thing()
by_value["a"] = a
by_key[b] = "b"
del a
del b
print(len(by_value), len(by_key))
