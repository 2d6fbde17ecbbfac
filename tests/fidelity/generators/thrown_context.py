# SPDX-License-Identifier: MIT
"""The context of an exception that is thrown in: what the generator itself is handling, never what its caller is."""
def gen(): yield 1
x = gen(); x.close()
def show(f):
    try: f()
    except BaseException as e: print(f.__name__, type(e), type(e.__context__), e.__cause__)
def a():
    try: 1/0
    finally: x.throw(ValueError())
def b():
    try: 1/0
    except ZeroDivisionError: x.throw(ValueError("a"))
def c():
    y = gen()
    try: 1/0
    except ZeroDivisionError: y.throw(ValueError("a"))
def d():
    y = gen(); next(y)
    try: 1/0
    except ZeroDivisionError: y.throw(ValueError("a"))
def e():
    y = gen(); next(y)
    try: 1/0
    except ZeroDivisionError: y.throw(ValueError)
def f():
    try: 1/0
    except ZeroDivisionError: x.throw(ValueError)
def g():
    async def co(): pass
    c = co(); c.close()
    try: 1/0
    except ZeroDivisionError: c.throw(ValueError)
def h():
    async def co(): pass
    c = co(); c.close()
    try: 1/0
    except ZeroDivisionError: c.send(None)
def i():
    async def ag(): yield 1
    c = ag().athrow(ValueError())
    try: 1/0
    except ZeroDivisionError: c.send(None)
def j():
    async def ag(): yield 1
    c = ag().athrow(ValueError)
    try: 1/0
    except ZeroDivisionError: c.throw(KeyError)
def k():
    async def ag(): yield 1
    c = ag().asend(None)
    try: 1/0
    except ZeroDivisionError: c.throw(KeyError())
def l():
    class It:
        def __iter__(s): return s
        def __next__(s): return 1
    def g(): yield from It()
    y = g(); next(y)
    try: 1/0
    except ZeroDivisionError: y.throw(KeyError())
def m():
    def g(): yield from [1,2]
    y = g(); next(y)
    try: 1/0
    except ZeroDivisionError: y.throw(KeyError())
def n():
    try: 1/0
    except ZeroDivisionError: next(x)
def o():
    def g():
        raise KeyError
        yield
    y = g()
    try: 1/0
    except ZeroDivisionError: next(y)
def p():
    try: 1/0
    except ZeroDivisionError: x.throw(1)
def q():
    try: 1/0
    except ZeroDivisionError: x.throw(ValueError, ValueError(3), 1)
def r():
    v = ValueError(); 
    try: 1/0
    except ZeroDivisionError: x.throw(v, 3)
for fn in [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r]: show(fn)
