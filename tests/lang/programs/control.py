def loops(xs):
    for i, (a, *b) in enumerate(xs):
        if a and not b or i > 3:
            continue
        elif a is None:
            break
        while a < b <= 10 != 11:
            a += 1
            if not a:
                break
        else:
            print('else')
    else:
        return None
    return a if b else (yield a)


def tries(x):
    try:
        x()
    except (ValueError, TypeError) as e:
        raise RuntimeError from e
    except Exception:
        pass
    else:
        return 1
    finally:
        x = lambda: 1
    try:
        try:
            return x
        finally:
            print(1)
    finally:
        for i in x:
            try:
                continue
            finally:
                break
    with x as a, x.y as (b, c):
        return a
    with (x, x as d):
        pass


def groups():
    try:
        f()
    except* ValueError as e:
        print(e)
    except* (A, B):
        pass
    else:
        g()


def unreachable():
    while True:
        if 0:
            dead
        if 1:
            return
    also_dead


if __debug__ and __name__ == '__main__':
    a = b = c = 1
    a, b = b, a
    a, b, c = c, b, a
    x[0] = x.y = x[1:2] = (a, *b)
    x[f()] += 1
    x.y -= 1
    (z := 1)
    y: int
    (w): str = 1
    x.v: 'annotation'
    u[0]: int = 2
    a or b and c
    pass; ...; 'string'
    not (a in [1, 2]), a not in [b, c], not a is b
