# SPDX-License-Identifier: MIT
"""Where the carets of a traceback point: the operator or the brackets of whatever was compiled, and columns of wide characters."""
import io
import sys
import traceback


def run(*functions):
    for function in functions:
        try:
            function()
        except Exception:
            sys.stderr = io.StringIO()
            sys.__excepthook__(*sys.exc_info())
            text, sys.stderr = sys.stderr.getvalue(), sys.__stderr__
            by_itself, by_module = text.splitlines()[-3:-1], traceback.format_exc().splitlines()[-3:-1]
            print(*(by_itself if by_itself == by_module else by_itself + by_module), sep='\n')


n = None
k = []
class A:
    a = None
def a0(): return   (1)  +(
    "a")
def a1(): return (1) + "a"
def a2(): return (1)+"a"
def a3(): return 1 +("a")
def a4(): return 1 + ("a")
def a5(): return (1)  //  ("a")
def a6(): return ((1) )+ "a"
def a7(): return (1)//"a"
def a8(): return ((1)**("a"))
def a9(): return (1)@("a")
def b1(): return n [ 0 ]
def b2(): return n[(0)]
def b3(): return n[(0) ]
def b4(): return n[0, 1]
def b5(): return (n)[0]
def b6(): return n[0:1]
def b7(): return n[[0][0]]
def b8(): return A.a[0].b
def b9(): return A.a[0] + 1
def c1(): return -A.a + 1
def c2(): return 1 + -A.a
def c3(): return n.x + 1
def c4(): return (n + 1).x
def c5(): return f"{n + 1}"
def c6(): return f"{n[0]}"
def c7(): return (n + 
  1)
def c8(): return n < 1
def c9(): return n()
def d1(): return (yield_ + 1)
def d2(): return [*n, 1]
def d3(): return n if n + 1 else 2
def d4(): return "한글"[n] + "é"
def d5(): return "한글" @ n
def d6(): return {"한": n["글"]}["é"]
def d7(): return n[
  0]
def d8(): k["é"] = n; k[0] += 1
def d9(): k[0] = n
def e1(): k[0] += n
def e2(): del k[0]
def e3(): k[0], x = 1, 2
def e4(): (k [ 0 ]) = 1
def e5(): k[0][1] = 2
def e6(): k["한" "글"] = 2
def e7(): x = 1 + n; return 2
def e8(): return 1 + n # comment + "b"
def e9(): return (1 # x
)
def f1(): return 1 + "#" + n
def f2(): return "a" "b" % n * n
def f3(): return (lambda: 1 + n)()
def f4(): return [x + n for x in [1]]
def f5(): return 1 + 2 * n - 3
def f6(): return not n + 1
def f7(): return 2 ** n ** 2
def f8(): return 1 << n >> 2 | 3 & 4 ^ 5
def f9(): n.x = 3
def g1(): n += 1
def g2(): global k; k += n
def g3(): k[0] = k[1] = 2
def g4(): return k [0]
def g5(): return k.append(1 + n)
def g6(): assert n + 1
def g7(): raise n [0]
def g8(): import nosuch
def g9(): from sys import nosuch
def h1():
    for x in n: pass
def h2():
    for k[3] in [1]: pass
def h3():
    with n: pass
def h4(): 
    with open_() as k[3]: pass
def h5():
    class C(n + 1): pass
def h6():
    @(n + 1)
    def f(): pass

def h8(): return await_(n)[0]
def h9():
    match n + 1:
        case _: pass
def w0(): return "é" + (1 + "a")
def w1(): return "é" + (1 + "a")
def w2(): return "한글" + (1 + "a")
def w3(): return "가나🎉" + (1 + "a")
def w4(): return "ａｂ" + (1 + "a")
def w5(): return "ﾊﾝ" + (1 + "a")
def w6(): return "中文" + (1 + "a")
def w7(): return "⌚x" + (1 + "a")
def w8(): return "〿" + (1 + "a")
def w9(): return "가" + (1 + "a")
def w10(): return "①" + (1 + "a")
def w11(): return "ⅷ" + (1 + "a")
def w12(): return "“”" + (1 + "a")
def w13(): return "…" + (1 + "a")
def w14(): return "ー" + (1 + "a")
def w15(): return "🇰🇷" + (1 + "a")
def w16(): return "‍" + (1 + "a")
def w17(): return "☎" + (1 + "a")
def w18(): return "⚡" + (1 + "a")
run(w0, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, w13, w14, w15, w16, w17, w18)
run(a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b1, b2, b3, b4, b5, b6, b7, b8, b9, c1, c2)
run(c3, c4, c5, c6, c7, c8, c9, d1, d2, d3, d4, d5, d6, d7, d8, d9, e1, e2, e3, e4)
run(e5, e6, e7, e8, e9, f1, f2, f3, f4, f5, f6, f7, f8, f9, g1, g2, g3, g4, g5, g6)
run(g7, g8, g9, h1, h2, h3, h4, h5, h6, h8, h9)
