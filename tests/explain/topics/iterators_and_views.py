# SPDX-License-Identifier: MIT
# iterators, views, memoryviews, itertools hold what they go over
import array
import collections
import gc
import itertools
import weakref


class It:
    def __init__(self, n):
        self.n = n


class Bag(list):
    pass


class Map(dict):
    pass


bag = Bag([It(1), It(2), It(3)])
it = iter(bag)
first = next(it)
w = weakref.ref(bag)
print(1)  #? count bag | count first | keeps bag | keeps it | holders bag
del bag
print(2)  #? alive w() | count w() | cut w() | reachable it ;; first | cut first
rest = list(it)
print(3)  #? alive w() | count first | count rest[0]
m = Map(a=It(4), b=It(5))
keys, vals, items = m.keys(), m.values(), iter(m.items())
wm = weakref.ref(m)
print(4)  #? count m | holders m | count m["a"]
del m
print(5)  #? alive wm() | count wm() | cut wm() | reachable keys ;; wm()
data = bytearray(b"hello world")
view = memoryview(data)
part = view[2:5]
print(6)  #? count data | alive data | count view | size data | size view | size part
bag = Bag([It(6), It(7)])
chain = itertools.chain(bag, [It(8)])
cyc = itertools.cycle(bag)
next(cyc)
isl = itertools.islice(bag, 2)
z = zip(bag, [1, 2])
en = enumerate(bag)
mp = map(str, bag)
rv = reversed(bag)
wb = weakref.ref(bag)
print(7)  #? count bag | count bag[0] | alive bag
del bag
print(8)  #? alive wb() | count wb()
del chain, isl, z, mp, rv
print(9)  #? alive wb() | count wb()
a, b = itertools.tee(iter(Bag([It(9), It(10)])))
x = next(a)
print(10)  #? count x | alive x
dq = collections.deque([It(11), It(12)], maxlen=5)
od = collections.OrderedDict(k=It(13))
dd = collections.defaultdict(list)
dd["q"].append(It(14))
ct = collections.ChainMap({"z": It(15)}, od)
nt = collections.namedtuple("P", "x y")(It(16), dq[0])
print(11)  #? alive dq[1] | count dq[0] | alive od["k"] | count od["k"] | alive dd["q"][0] | alive ct["z"] | alive nt.x | size dq | size od | size dd | size nt | keeps dd | keeps ct | keeps nt
it2 = iter(od.values())
s = {It(17)}
fs = frozenset([It(18), It(19)])
its = iter(s)
print(12)  #? count s | count od | keeps s | keeps fs | size s | size fs
for i, q in enumerate([It(20), It(21)]):
    print(13)  #? alive q | count q
