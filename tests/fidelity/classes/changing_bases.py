# Classes that get other bases, and what only looks like a class to isinstance () and issubclass ().
class C:
    pass
class P:
    bases = (C,)
    @property
    def __bases__(self): return (object,)
class Q:
    def __init__(self, cls, bases): self.c = cls; self.__bases__ = bases
    @property
    def __class__(self): return self.c
a = Q(C, ())
b = Q(None, (a,))
print(isinstance(a, C), issubclass(b, a), issubclass(a, b))
try: issubclass(a, C)
except Exception as e: print(type(e), e)
try: issubclass(1, C)
except Exception as e: print(type(e), e)
try: isinstance(1, 1)
except Exception as e: print(type(e), e)
try: isinstance(1, P())
except Exception as e: print(type(e), e)
print(issubclass(P(), object) if 0 else '')
class X: pass
class Y(X): pass
class Z:
    def hi(self): return 'Z'
class W:
    def hi(self): return 'W'
class V(Z): pass
v = V()
print(v.hi(), V.__mro__)
V.__bases__ = (W,)
print(v.hi(), V.__mro__, V.__bases__, V.__base__, Z.__subclasses__(), W.__subclasses__())
class U(V): pass
print(U().hi())
V.__bases__ = (Z, W)
print(U().hi(), U.__mro__)
for bad in ((), (object,), (V,), (U,), 1, (1,), (int,), None, (W, Z, W)):
    try: V.__bases__ = bad; print('ok', bad, V.__mro__)
    except Exception as e: print(type(e).__name__, e)
try: del V.__bases__
except Exception as e: print(type(e).__name__, e)
try: int.__bases__ = (W,)
except Exception as e: print(type(e).__name__, e)
class M1: x = 1
class M2: x = 2
class D(M1): pass
class E(D): pass
print(E.x); D.__bases__ = (M2,); print(E.x, E().x)
class I(int): pass
try: I.__bases__ = (str,)
except Exception as e: print(type(e).__name__, e)
class S1:
    __slots__ = 'a'
class S2:
    __slots__ = 'b'
class T(S1): pass
try: T.__bases__ = (S2,)
except Exception as e: print(type(e).__name__, e)
class Add1:
    def __add__(s, o): return 'add1'
class Add2:
    def __add__(s, o): return 'add2'
    def __len__(s): return 7
class K(Add1): pass
k = K(); print(k + 1); K.__bases__ = (Add2,); print(k + 1, len(k)); K.__bases__ = (Add1,)
try: len(k)
except TypeError as e: print(e)
