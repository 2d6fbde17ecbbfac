# SPDX-License-Identifier: MIT
# cycles, resurrection, weakrefs, finalizers
import gc
import weakref

gc.disable()
gc.collect()


class Node:
    def __init__(self, n):
        self.n = n
        self.kids = []
        self.up = None

    def add(self, kid):
        self.kids.append(kid)
        kid.up = self
        return kid


class Lazarus:
    def __init__(self):
        self.me = self
        self.pay = Node(0)

    def __del__(self):
        saved.append(self)  #? count self | alive self


saved = []
root = Node("root")
a = root.add(Node("a"))
b = a.add(Node("b"))  #@b
print(1)  #? count root | count a | keeps a | keeps root | cut b | cut a | cut root | reachable b ;; root | reachable root ;; b
wa = weakref.ref(a)
wb = weakref.ref(b)
del a
print(2)  #? count wa() | alive wa() | cut wa() | grew Node list @b
del root, b
print(3)  #? count wa() | alive wa() | collectable wa() | reachable wa() | reachable wa() ;; wb() | grew Node list @b
gc.collect()
print(4)  #? alive wa() | grew Node list @b
laz = Lazarus()
wl = weakref.ref(laz)
pay = weakref.ref(laz.pay)
print(5)  #? count laz | keeps laz | collectable laz
del laz  #@laz
print(6)  #? collectable wl() | collectable pay() | count wl()
gc.collect()
print(7)  #? alive saved[0] | count saved[0] | alive pay() | cut pay()
saved.clear()
print(8)  #? collectable pay()
s = Node("self")
s.kids.append(s.kids)
print(9)  #? count s.kids | holders s.kids | keeps s | cut s.kids
x, y = Node("x"), Node("y")
x.up, y.up = y, x
tup = ([x], {"y": y}, frozenset([x, y]))
d = {x: y, "k": [x, x]}
print(10)  #? count x | count y | cut x | cut y | keeps tup | keeps d | size tup | size d
del x, y
print(11)  #? count d["k"][0] | cut d["k"][0] | alive d["k"][0]
