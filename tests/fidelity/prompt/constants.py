x = 1000
y = 1000
x is y
x = 1000; y = 1000; x is y
def f():
    return 1000

f() is x, f() is f()
a = "not a name!"
b = "not a name!"
a is b, a == b
c = "a_name"
d = "a_name"
c is d
(1, 2) is (1, 2)
t = (1, 2)
t is (1, 2)
