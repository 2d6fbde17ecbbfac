# SPDX-License-Identifier: MIT
"""What * and + do where a class derives from a sequence: whose slot is asked, and what is refused."""
class F(str): pass
class B(bytearray): pass
class T(tuple): pass
class L(list): pass
class N:
    def __rmul__(self, o): return 'rmul'
class LI(list):
    def __index__(self): return 2
def t(f, **k):
    k.update(F=F, B=B, T=T, L=L, N=N, LI=LI)
    try: exec(f, k); print(f, k.get('k'))
    except Exception as e: print(f, type(e).__name__, e)
for a in '(1,)', '[1]', '"a"', 'b"a"', 'bytearray(b"a")', 'F()', 'B()', 'T()', 'L()', 'LI([3])', '2', 'N()':
    for b in '(1,)', '"a"', 'F()', 'B()', 'T()', 'L()','LI([3])', '2', 'N()':
        for op in '*=', '+=':
            t(f'k={a}; k{op}{b}'); t(f'k={a}{op[0]}{b}')
