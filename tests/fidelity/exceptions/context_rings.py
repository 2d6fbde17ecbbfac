# Rings of __context__ end; a raise takes the exception out of the chain.
# exception context cycles
import sys
def f():
    try:
        try: raise ValueError('a')
        except ValueError as a:
            try: raise TypeError('b')
            except TypeError as b:
                a.__context__ = b
                raise a
    except Exception as e:
        print(repr(e), repr(e.__context__), repr(e.__context__ and e.__context__.__context__))
f()
class C(Exception): pass
A,B,D = C('A'),C('B'),C('D')
A.__context__ = B; B.__context__ = A
try:
    try: raise A
    except C as e: 
        raise D
except C as e: print(repr(e), repr(e.__context__), repr(e.__context__.__context__))
A,B,D,E = C('A'),C('B'),C('D'),C('E')
A.__context__=B; B.__context__=D; D.__context__=B
try:
    try: raise E
    except C:
        raise A
except C as e:
    print(repr(e), repr(e.__context__), repr(e.__context__.__context__))
