import weakref
class T:
    def __init__(self, n): self.n = n
    def __del__(self): print('gone', self.n)
    def m(self, *a): return None
class C(T):
    def __call__(self, *a): return None
def f(*a): return None
def g(a, b): return None
def h(a, b): raise ValueError
def go(name, fn):
    print(name)
    try: fn()
    except Exception as e: print(type(e).__name__)
go('print', lambda: isinstance(T(1), (T(2),)))
go('getattr ok', lambda: getattr(T(1), 'x', T(2)))
go('max fail', lambda: max(T(1), T(2)))
go('divmod fail', lambda: divmod(T(1), T(2)))
go('setattr', lambda: setattr(T(1), 'y', T(2)))
go('f', lambda: f(T(1), T(2)))
go('g', lambda: g(T(1), T(2)))
go('h', lambda: h(T(1), T(2)))
go('method', lambda: T(1).m(T(2), T(3)))
go('call', lambda: C(1)(T(2), T(3)))
go('notcallable', lambda: T(1)(T(2), T(3)))
go('list.index', lambda: [T(1)].index(T(2), T(3)))
go('str.join', lambda: ''.join(T(1)))
go('kw', lambda: print(T(1), T(2), sep=T(3)))
go('dict', lambda: dict(a=T(1), b=T(2)) and None)
go('int', lambda: int(T(1)))
go('int2', lambda: int(T(1), T(2)))
go('star', lambda: f(*[T(1), T(2)]))
go('starfail', lambda: divmod(*[T(1), T(2)]))
go('too many', lambda: g(T(1), T(2), T(3)))
go('isinstance', lambda: isinstance(T(1), int) or hash(T(2)))
go('range', lambda: range(T(1), T(2)))
go('type', lambda: type(T(1), T(2)))
go('zip', lambda: zip(T(1), T(2)))
go('map', lambda: map(T(1), T(2)))
go('enum', lambda: enumerate(T(1), T(2)))
class S(str):
    def __del__(self): print('gone', str(self))
class I(int):
    def __del__(self): print('gone', int(self))
class It(T):
    def __iter__(self): return iter(())
go('ok getattr', lambda: getattr(T(1), S('x'), None))
go('ok isinstance', lambda: isinstance(T(1), (int, float)) or isinstance(T(2), object))
go('ok max', lambda: max(I(1), I(2), I(3)) and None)
go('ok pow', lambda: pow(I(2), I(3), I(5)))
go('ok divmod', lambda: divmod(I(7), I(2)))
go('ok print', lambda: print(S('a'), S('b'), sep=S(',')))
go('ok str.replace', lambda: 'xyz'.replace(S('x'), S('y')))
go('ok S.replace', lambda: S('xyz').replace(S('x'), S('y')))
go('ok int', lambda: int(S('12'), I(8)))
go('ok range', lambda: list(range(I(1), I(4), I(2))) and None)
go('ok zip', lambda: list(zip(It(1), It(2))))
go('ok format', lambda: format(I(3), S('>5')))
go('ok str', lambda: str(S('q')))
go('ok slice', lambda: slice(I(1), I(2)) and None)
go('ok list.insert', lambda: [].insert(I(0), T(9)))
go('ok dict.get', lambda: {}.get(S('k'), S('d')) and None)
go('ok dict.pop', lambda: {}.pop(S('k'), S('d')) and None)
go('ok bound', lambda: (lambda m: m(S('k'), S('d')))({}.get) and None)
go('ok sum', lambda: sum([], I(4)) and None)
go('ok round', lambda: round(I(1234), I(-2)))
go('ok bytes', lambda: bytes(S('abc'), S('utf-8')))
go('ok math', lambda: __import__('math').gcd(I(12), I(18)))
go('ok call', lambda: C(1)(I(2), I(3)))
import functools, operator, itertools
go('ok partial', lambda: functools.partial(max, I(1))(I(2), I(3)) and None)
go('ok op', lambda: operator.add(I(1), I(2)))
go('ok islice', lambda: list(itertools.islice(It(1), I(0), I(1))))
