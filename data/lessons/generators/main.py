import weakref

class Big:
    pass

def count():
    local = Big()
    refs.append(weakref.ref(local))
    for i in range(3):
        yield i

refs = []
g = count()
started = len(refs)
first = next(g)
held = refs[0]() is not None
second = next(g)
del g
gone = refs[0]() is None
print(started, first, second, gone)
