import weakref

class Big:
    pass

def work():
    local = Big()
    refs.append(weakref.ref(local))
    raise ValueError("no")

refs = []
saved = None
try:
    work()
except ValueError as error:
    saved = error
held = refs[0]() is not None
saved = None
freed = refs[0]() is None
print(held, freed)
