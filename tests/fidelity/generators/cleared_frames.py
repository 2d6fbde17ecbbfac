# SPDX-License-Identifier: MIT
"""frame.clear() closes a suspended generator, whatever that raises."""
def show(f):
    try: print(f.__name__, f())
    except BaseException as e: print(f.__name__, type(e), e)
def a():
    def g():
        try:
            x = [1]
            yield 1
            yield 2
        finally: print("fin")
    y = g(); next(y)
    fr = y.gi_frame
    fr.clear()
    print(y.gi_frame, fr.f_locals, y.gi_running)
    return list(y)
def b():
    def g(): yield 1
    y = g(); fr = y.gi_frame; fr.clear(); print(y.gi_frame, fr.f_locals); return list(y)
def c():
    def g():
        fr = y.gi_frame; fr.clear()
        yield 1
    y = g(); return next(y)
def d():
    import sys
    sys._getframe().clear()
def e():
    import sys
    def f(): return sys._getframe()
    fr = f(); fr.clear(); return fr.f_locals, fr.f_lineno
def f():
    def g():
        try: yield 1
        except GeneratorExit: yield 5
    y = g(); next(y); fr = y.gi_frame; fr.clear(); return y.gi_frame is fr
def h():
    def g():
        try: yield 1
        finally: 1/0
    y = g(); next(y); fr = y.gi_frame; fr.clear(); return y.gi_frame is fr
def i():
    async def g(): pass
    y = g(); fr = y.cr_frame; fr.clear(); return y.cr_frame is fr, y.cr_running
def j():
    async def g(): yield 1
    y = g(); fr = y.ag_frame; fr.clear(); return y.ag_frame
def k():
    class X:
        def __del__(s): print("del")
    def g():
        x = X(); yield 1
    y = g(); next(y); fr = y.gi_frame; fr.clear(); print("after"); return y.gi_frame
def l():
    try: 
        x = [1]
        1/0
    except Exception as e: tb = e.__traceback__
    tb.tb_frame.clear()
def m():
    def f():
        x = [1]; 1/0
    try: f()
    except Exception as e:
        fr = e.__traceback__.tb_next.tb_frame
        print(fr.f_locals); fr.clear(); return fr.f_locals, fr.f_lineno
for fn in [a,b,c,d,e,f,h,i,j,k,l,m]: show(fn)
