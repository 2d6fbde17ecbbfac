# Exceptions: raised two calls deep, caught, cleaned up after.
class Problem(Exception):
    pass


def inner(i):
    if i % 3 == 0:
        raise Problem(i)
    if i % 3 == 1:
        raise KeyError(i)
    return i


def outer(i):
    try:
        return inner(i)
    finally:
        done.append(1)


done = []
caught = total = 0
for i in range(300000):
    try:
        total += outer(i)
    except Problem as e:
        caught += e.args[0]
    except LookupError:
        caught += 1
print(caught, total, len(done))
