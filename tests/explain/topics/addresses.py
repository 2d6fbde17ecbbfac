# SPDX-License-Identifier: MIT
# used memory again: the same address is not the same object
import gc
import weakref

gc.disable()


class P:
    pass


a = P()
print(1)
old = id(a)  #@a
a = None
b = P()
print(2, id(b) == old)  #? same a ;; b @a
f = 1.5 * len("ab")
fid = id(f)  #@f
f = None
g = 2.5 * len("abc")
print(3, id(g) == fid)  #? same f ;; g @f
l = [1]
lid = id(l)  #@l
l = None
m = [2]
print(4, id(m) == lid)  #? same l ;; m @l | size m | count m
t = tuple([1, 2])
tid = id(t)
t = None
u = tuple([3, 4])
print(5, id(u) == tid)  #? count u
r1 = weakref.ref(b)
r2 = weakref.ref(b)
r3 = weakref.ref(b, print)
p1, p2 = weakref.proxy(b), weakref.proxy(b)
print(6, r1 is r2)  #? same r1 ;; r2 | same r1 ;; r3 | same p1 ;; p2 | count r1 | count b | alive r1
