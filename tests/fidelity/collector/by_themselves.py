# SPDX-License-Identifier: MIT
# Collections that come by themselves: how many, and what they find.
import gc
import weakref


class N:
    def __init__(s):
        s.me = s

    def __del__(s):
        global died
        died += 1


died = 0
print(gc.get_threshold(), gc.isenabled())
gc.collect()
gc.disable()
for i in range(100):
    N()
print(died, gc.get_count()[0] > 90, gc.collect(), died)
gc.enable()
died = 0
for i in range(5000):
    N()
print(died > 4000, gc.get_count()[0] <= 700)
st = gc.get_stats()
print(len(st), sorted(st[0]))


def f():
    x = []
    for i in range(3000):
        x.append([i])
    return len(x)


a = gc.get_stats()[0]["collections"]
f()
b = gc.get_stats()[0]["collections"]
print(b - a)
a = gc.get_stats()[0]["collections"]
l = [[i] for i in range(3000)]
b = gc.get_stats()[0]["collections"]
print(b - a)
