"""A key that is no str, given by ** to a call: it is hashed no more, and told of."""
import functools


class K:
    def __init__(s, n): s.n = n
    def __hash__(s): print('hash', s.n); return s.n
    def __eq__(s, o): print('eq', s.n); return s is o
    def __repr__(s): return f'K{s.n}'
def f(*a, **b): return a, b
d = {K(1): 1, K(2): 2}
e = {K(3): 1}
def t(name, fn):
    print(name, end=': ')
    try: print(fn())
    except Exception as x: print(type(x).__name__, x)
t('call', lambda: f(**d))
t('call2', lambda: f(**d, **e))
t('call3', lambda: f(a=1, **d))
t('call4', lambda: dict(**d))
t('call5', lambda: dict(e, **d))
t('call6', lambda: f(**d, **d))
t('display', lambda: {**d, **e})
t('update', lambda: dict(d).update(e))
t('or', lambda: d | e)
t('copy', lambda: d.copy())
t('fromkeys', lambda: dict.fromkeys(d))
t('set', lambda: set(d))
t('set2', lambda: set(d) | set(e))
t('frozenset', lambda: frozenset(d))
t('fromkeys set', lambda: dict.fromkeys(set(d)))
t('update keys', lambda: set(d.keys()) - d.keys())
t('print', lambda: print(**d))
t('partial2', lambda: functools.partial(f)(**d))
