# SPDX-License-Identifier: MIT
# is: interning, small ints, constants, caches
import sys
import weakref


class C:
    pass


def f():
    return "hello"


def g():
    return (1, 2), 3.5, "two words"


a = 256
b = int("256")
c = 257
d = int("257")
e = "hello"
h = "".join(["hel", "lo"])
i = sys.intern("".join(["hel", "lo"]))
j = "two words"
k = " ".join(["two", "words"])
l = sys.intern(k)
m = sys.intern(" ".join(["two", "words"]))
n = ()
o = tuple([])
p = ""
q = "abc"[:0]
r = "a"
s = "abc"[0]
t = b"x"
u = bytes([120])
v = None
w = print()
x = C()
y = x
z = [x, x]
r1 = weakref.ref(x)
r2 = weakref.ref(x)
r3 = weakref.ref(x, print)
t1 = (1, 2)
t2 = tuple([1, 2])
t3 = tuple(t1)
t4 = t1[:]
s1 = "abcdef"
s2 = str(s1)
s3 = s1[:]
s4 = s1 + ""
i1 = 1000
i2 = i1 + 0
i3 = int(i1)
f1 = 1.5
f2 = float(f1)
fs1 = frozenset([1])
fs2 = frozenset(fs1)
true = 1 == 1
big = 10 ** 20
big2 = 10 ** 20
neg = -5
neg2 = -6
neg3 = int("-6")
lst = [1]
lst2 = lst * 1
name = C.__name__
print(1)  #? same a ;; b | same c ;; d | same e ;; f() | same e ;; h | same e ;; i | same j ;; k | same l ;; m | same n ;; o | same p ;; q | same r ;; s | same t ;; u | same v ;; w | same x ;; y | same z[0] ;; z[1] | same r1 ;; r2 | same r1 ;; r3 | same t1 ;; t2 | same t1 ;; t3 | same t1 ;; t4 | same s1 ;; s2 | same s1 ;; s3 | same s1 ;; s4 | same i1 ;; i2 | same i1 ;; i3 | same f1 ;; f2 | same fs1 ;; fs2 | same true ;; True | same big ;; big2 | same neg ;; int("-5") | same neg2 ;; neg3 | same lst ;; lst2 | same g()[1] ;; g()[1] | same g()[2] ;; j | same g()[0] ;; t1 | same name ;; "C" | same x.__class__ ;; C | same "xy" ;; "".join(["x","y"])
def ff(x=[]):
    return x
print(2)  #? same ff() ;; ff() | same ff.__defaults__[0] ;; ff() | size e | size big | size c | size 1.5 | size f1 | size n | size t1 | size lst | size z | size None | size C | size ff | size "é" | size "한글"
