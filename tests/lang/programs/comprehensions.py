a = [x for x in y if x if not x for z in [x] for w in (1, 2)]
b = {x: y for x, y in z}
c = {x for x in {1, x}}
d = (x async for x in y) if 0 else (i for i in range(3))
e = [[(j := k) for k in i] for i in a]
f = [lambda: i for i in a][0]()
g = sum(x * x for x in a)


class A:
    b = 1
    c = [b for x in b]


def h(n):
    return {k: [v for v in n if v != k] for k in n}, (yield)
