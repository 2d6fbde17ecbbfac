# SPDX-License-Identifier: MIT
"""What copy and pickle make of iterators: __reduce__ and __setstate__, at the start, on the way and at the end."""
its = {'list':'iter([1,2,3])','revlist':'reversed([1,2,3])','tuple':'iter((1,2))','str':'iter("ab")','ustr':'iter("aé€")','bytes':'iter(b"ab")','bytearray':'iter(bytearray(b"ab"))','range':'iter(range(1,9,2))','bigrange':'iter(range(10**20,10**20+3))','revrange':'reversed(range(5))','dict':'iter({1:2,3:4})','dvals':'iter({1:2}.values())','ditems':'iter({1:2}.items())','revdict':'reversed({1:2,3:4})','revv':'reversed({1:2,3:4}.values())','revi':'reversed({1:2,3:4}.items())','set':'iter({1})','fset':'iter(frozenset([1]))','enum':'enumerate("ab",3)','enumbig':'enumerate("ab",10**30)','zip':'zip("ab",[1])','zips':'zip("ab",[1],strict=True)','map':'map(str,[1,2],[3])','filter':'filter(None,[0,1])','rev':'reversed("abc")','callable':'iter(int,5)','seq':'iter(type("S",(),{"__getitem__":lambda s,i:[4,5][i],"__repr__":lambda s:"S"})())','memory':'iter(memoryview(b"ab"))','deque':'iter(__import__("collections").deque([1,2]))','deqr':'reversed(__import__("collections").deque([1,2]))', 'gen':'(x for x in [])'}
from copy import copy


def plain(value):
    # Addresses left out.
    return tuple(map(plain, value)) if isinstance(value, tuple) else type(value) if hasattr(value, '__next__') else value


for name, text in its.items():
    for n in (0,1):
        it=eval(text)
        for _ in range(n): 
            try: next(it,None)
            except Exception as e: pass
        try: r=it.__reduce__(); r=repr(plain(r))
        except Exception as e: r=f'{type(e).__name__} {e}'
        print(name,n,r)
        try: print('   setstate', hasattr(it,'__setstate__'), hasattr(it,'__length_hint__'), list(it)[:9] if name!='callable' else 0)
        except Exception as e: print("  ", type(e), e)
    it=eval(text)
    try: next(it,None)
    except Exception: pass
    if name not in('callable',):
      try: c=copy(it); print('  copied', list(c), list(it))
      except Exception as e: print('  ', type(e).__name__, e)
for text in ['iter([1,2,3])','iter((1,2,3))','iter("abc")','iter("aé€")','iter(b"abc")','iter(range(5))','iter(range(10**20,10**20+5))','reversed([1,2,3])','reversed("abc")', 'iter(bytearray(b"abc"))']:
    for st in (1,3,-5,'x',10**30):
        it=eval(text)
        try: it.__setstate__(st); r=[next(it,None),next(it,None)]
        except Exception as e: r=f'{type(e).__name__} {e}'
        print(text,st,r)
z=zip('a','b',strict=True)
for st in (0,1,[],(1,)):
    try: z.__setstate__(st); print(z.__reduce__()[0])
    except Exception as e: print(type(e).__name__, e)
