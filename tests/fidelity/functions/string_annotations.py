# SPDX-License-Identifier: MIT
"""Annotations kept as text: every kind of expression is written again from its tree."""
from __future__ import annotations


def f(
    a: x + y * z**-w,
    b: (x + y) * z,
    c: not a or b and (c or d),
    d: a if b else (c if d else e),
    e: lambda: 0,
    f: lambda a, b=1, /, c=2, *d, e, f=3, **g: (a, b),
    g: (lambda: 1)(),
    h: [1, 2, *a],
    i: (1,),
    j: (),
    k: {},
    l: {1},
    m: {1: 2, **a},
    n: {*a, 1},
    o: a.b.c,
    p: (1).real,
    q: (1.5).real,
    r: a[1],
    s: a[1:2],
    t: a[1:2:3, ::2, :],
    u: a[b, c],
    v: a[()],
    w: a[(1,)],
    x: a[*b],
    y: f(1, *a, b=2, **c),
    z: f(x for x in y),
    aa: f((x for x in y), 1),
    ab: [x for x in y if a if b],
    ac: {x for x in y},
    ad: {x: y for x in z for y in x if y},
    ae: (x async for x in y),
    af: 'text',
    ag: b'bytes',
    ah: f'a{b}c{d!r}{e:>{w}}{{}}',
    ai: None,
    aj: ...,
    ak: True,
    al: 1_000,
    am: 1e400,
    an: 1e400j,
    ao: 1j,
    ap: -1,
    aq: +a,
    ar: ~a,
    at: not a,
    au: a < b <= c,
    av: a in b not in c,
    aw: a is b is not c,
    ay: a @ b,
    az: a // b % c,
    ba: a << b >> c,
    bb: a & b | c ^ d,
    bc: -(a**b),
    bd: (-a) ** b,
    be: a ** -(b**c),
    bf: (a, b)[0],
    bg: 'a' 'b',
    bh: [],
    bi: a and (b and c),
    bj: (a and b) or c,
    bl: a.b(c)[d].e,
    bm: {**a},
    bn: (a == b) == c,
    bo: 'it\'s',
    bp: "q'\"",
    bq: '\n\t\\',
    br: (lambda *, a: a),
    bs: lambda *a, **b: 0,
    bt: lambda a, /: a,
    bu: (a if b else c).d,
    bv: (a or b).c,
    bw: (a + b).c,
    bx: (a, *b),
    by: [*a, *b],
    bz: f'{a + b!s}',
    ca: f'{lambda_}',
    cc: (not a) == b,
    cd: not (a == b),
    ce: (await_),
    cf: f'{x:{y}.{z}}',
    cg: f"{'q'}",
    ch: (1 + 2) * 3 - (4 - 5) - 6,
    ci: 2**3**4,
    cj: (2**3) ** 4,
    ck: a * (b * c),
    cl: a - (b + c),
    cm: (x for x in (y, z)),
    cn: [x for x in (lambda: 1, 2)],
    co: [x for x, in y],
    cp: [x for x.y, (z, w) in v],
    cq: {(a, b): (c, d)},
    cr: {lambda: 1},
    cs: f(lambda: 1),
    ct: f(a if b else c, d),
    cu: (a if b else c, d),
    cv: x[a if b else c],
    cw: x[lambda: 1],
    *args: int,
    **kwargs: dict[str, (int, list)],
) -> (a, b):
    pass


class C:
    x: list[int] = 1
    y: 'quoted'
    (y): str


z = C

x: dict[str, int]
for name, text in {**f.__annotations__, **C.__annotations__, **__annotations__}.items():
    print(name, '|', text)
for source in (
    'x: (a := 1)',
    'def f(a: (yield)): pass',
    'def f(a: (b := 1)): pass',
    'async def f(a: await b): pass',
    'def f() -> (yield from a): pass',
):
    try:
        exec('from __future__ import annotations\n' + source)
    except SyntaxError as error:
        print(error)
