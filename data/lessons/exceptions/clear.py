import weakref

class Big:
    pass

def work():
    local = Big()
    refs.append(weakref.ref(local))
    raise ValueError("no")

refs = []
try:
    work()
except ValueError as error:
    saved = error.with_traceback(None)
freed = refs[0]() is None
print(freed, repr(saved))
