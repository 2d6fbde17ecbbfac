import gc, sys, weakref
class Node:
    def __init__(self, name):
        self.name = name
    def __repr__(self):
        return f"Node({self.name!r})"
    def __del__(self):
        print("del", self.name)

a = Node("a")
r = weakref.ref(a)
a
sys.getrefcount(a)
del a
r() is None
"the value of the last expression has gone"
r() is None
None
_
Node("b")
Node("c")
0
for i in range(3):
    i, i * i

if r():
    "alive"
else:
    "dead"

sys.argv, __name__, "__file__" in globals(), sys.ps1, sys.ps2
_ = "mine"
1 + 1
_
del _
_
3
_
