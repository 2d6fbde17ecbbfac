import weakref

class Thing:
    pass

obj1 = Thing()
r = weakref.ref(obj1)
del obj1
print(r())
