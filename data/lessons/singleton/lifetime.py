import weakref

class Single:
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

s = Single()
r = weakref.ref(s)
del s
print(r() is Single._instance)
Single._instance = None
print(r())
