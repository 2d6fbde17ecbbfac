# SPDX-License-Identifier: MIT
# random: the numbers of seeded generators, and what the functions refuse.
import random

random.seed(42)
print(
    random.random(),
    random.randint(1, 100),
    random.choice('abcdef'),
    random.uniform(1, 2),
    random.gauss(0, 1),
    random.getrandbits(70),
)
l = list(range(10))
random.shuffle(l)
print(l, random.sample(range(100), 5), random.choices('abc', [1, 2, 3], k=5))
for s in (0, -5, 2**70, 'hello', b'x', 1.5, bytearray(b'q')):
    random.seed(s)
    print(
        s,
        random.random(),
        random.randrange(0, 100, 7),
        random.triangular(),
        random.normalvariate(),
        random.expovariate(2),
        random.betavariate(1, 2),
        random.gammavariate(2, 1),
        random.vonmisesvariate(1, 2),
        random.paretovariate(3),
        random.weibullvariate(1, 2),
        random.lognormvariate(0, 1),
        random.randbytes(5),
    )
r = random.Random(7)
st = r.getstate()
a = r.random()
r.setstate(st)
print(a == r.random(), r.sample([1, 2, 3], 2, counts=[3, 2, 1]))
for e in (
    'random.choice([])',
    'random.randint(2,1)',
    'random.randrange(0)',
    'random.sample({1},1)',
    'random.sample([1],2)',
    'random.choices([])',
    'random.randrange(1.5)',
    'random.seed([])',
    'random.randrange(1, 2, 0)',
    'random.choices([1],[0])',
    'random.shuffle(3)',
    'random.sample([1],-1)',
):
    try:
        print(e, eval(e))
    except Exception as x:
        print(e, type(x).__name__, x)
