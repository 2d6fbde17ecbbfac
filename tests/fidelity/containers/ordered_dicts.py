# SPDX-License-Identifier: MIT
"""OrderedDict: counts of its keys, sizes, order, views, copies, what derives from it."""
import collections.abc, copy, gc, pickle, random, sys, weakref
from collections import OrderedDict
class K:
    def __init__(s,n): s.n=n
    def __repr__(s): return s.n
# refcounts of keys
a=K('a'); base=sys.getrefcount(a)
od=OrderedDict(); od[a]=1; print(sys.getrefcount(a)-base)
od[a]=2; print(sys.getrefcount(a)-base)
it=iter(od); print(sys.getrefcount(a)-base, sys.getrefcount(od))
next(it); print(sys.getrefcount(a)-base, sys.getrefcount(od), list(it), sys.getrefcount(od))
it=iter(od.items()); x=next(it); print(sys.getrefcount(a)-base); print(sys.getrefcount(x)); del x, it
od.move_to_end(a); c=od.copy(); print(sys.getrefcount(a)-base)
od.popitem(); print(sys.getrefcount(a)-base)
c.clear(); print(sys.getrefcount(a)-base)
od=OrderedDict.fromkeys([a]); del od; print(sys.getrefcount(a)-base)
# sizes over time
od=OrderedDict(); sizes=[]
for i in range(40): od[i]=i; sizes.append(sys.getsizeof(od))
print(sizes)
for i in range(40): del od[i]; sizes.append(sys.getsizeof(od))
print(sizes[40:])
od.update(a=1); print(sys.getsizeof(od)); od.clear(); print(sys.getsizeof(od)); od['x']=1; print(sys.getsizeof(od), od.__sizeof__())
# referents and cycles
od=OrderedDict(a=1); od.x=[1]; print(gc.get_referents(od), od.__dict__, vars(od))
class S(OrderedDict): pass
class SS(OrderedDict): __slots__='q','r'
s=S(a=1,b=[2]); s.attr=5; print(gc.get_referents(s)[:3], s.__dict__, sys.getsizeof(s)-sys.getsizeof(OrderedDict(a=1,b=[2])))
ss=SS(a=1); ss.q=7; print(gc.get_referents(ss), sys.getsizeof(ss)); 
try: ss.zz=1; print(ss.__dict__)
except AttributeError as e: print(e)
for o in od,s,ss:
    print(o.__reduce__()[:4], list(o.__reduce__()[4]), o.__reduce_ex__(2)[:4])
    for p in range(2,6):
        if type(o) is OrderedDict: q=pickle.loads(pickle.dumps(o,p)); print(q, q.__dict__, q==o)
    q=copy.copy(o); print(q, q.__dict__, q==o, type(q) is type(o)); q=copy.deepcopy(o); print(q==o, q.__dict__, q is o)
r=weakref.ref(od, lambda r: print('gone')); print(r() is od); del od, o; print(r())
class T(OrderedDict):
    def __del__(s): print('del', list(s))
t=T(a=1); t.me=t; t['t']=t; del t; print(gc.collect() > 1)
od=OrderedDict(); od['s']=od; print(od, repr(od)); del od; print(gc.collect())
od=OrderedDict(a=1); od.s=od; del od; print(gc.collect())
# order and equality
o1=OrderedDict([(1,2),(3,4)]); o2=OrderedDict([(3,4),(1,2)]); print(o1==o2, o1!=o2, o1=={3:4,1:2}, {3:4,1:2}==o1, o1.__eq__(3), o1==3)
o2.move_to_end(3); print(o1==o2, o2, dict(o2), list(dict.keys(o2)), list(dict.items(o2)), list(dict.values(o2)))
print(o2.keys(), o2.values(), o2.items(), reversed(o2.keys()).__class__, list(reversed(o2.values())), list(reversed(o2.items())))
print(o2.keys()=={1,3}, o2.keys()|{5}, o2.keys()&[1], o2.keys()-{1}, o2.keys()^{1,9}, o2.items()&{(1,2)}, o2.keys().isdisjoint([7]), o2.keys().mapping, len(o2.items()), (1,2) in o2.items(), 2 in o2.values())
print({**o2}, [*o2], dict(**OrderedDict(b=1,a=2)), (lambda **k:k)(**OrderedDict(z=1,y=2)))
o=OrderedDict(b=1,a=2); o.move_to_end('b'); print({**o}, (lambda **k:k)(**o), dict(o), dict.copy(o), o|{'c':1}, {'c':1}|o)
d={}; d.update(o); print(d); d|=o; print(d); print(dict.fromkeys(o), set(o), list(o), tuple(o), sorted(o), max(o), ','.join(o), [k for k in o])
print(type(o|{}), type({}|o), type(S()|{}), type({}|S()), type(OrderedDict()|S()), type(S()|OrderedDict()))
o|=[('q',1)]; print(o); o|={'w':2}; print(o)
match o:
    case {'a':x, **rest}: print(x, rest, type(rest))
class Cls(metaclass=type('M',(type,),{'__prepare__':classmethod(lambda m,n,b:OrderedDict())})):
    z=1; y=2
print([k for k in vars(Cls) if k[0]!='_'])
T2=type('T2',(),OrderedDict([('p',1),('o',2)])); print([k for k in vars(T2) if k[0]!='_'])
o=OrderedDict(p=1,o=2); o.move_to_end('p'); T2=type('T2',(),o); print([k for k in vars(T2) if k[0]!='_'])
import json; print(json.dumps(o), json.loads('{"b":1,"a":2}', object_pairs_hook=OrderedDict))
exec('r=1', o); print(list(o)[:4])
it=iter(OrderedDict(a=1,b=2,c=3)); next(it); print(it.__reduce__(), list(copy.copy(it)), list(it), list(it)); print(it.__reduce__())
it=iter(OrderedDict(a=1,b=2,c=3).items()); next(it); print(it.__reduce__(), next(pickle.loads(pickle.dumps(it))))
try: print(it.__length_hint__())
except AttributeError as e: print(e)
it=reversed(OrderedDict(a=1,b=2)); print(it.__reduce__(), type(it))
class Miss(OrderedDict):
    def __missing__(s,k): return 'miss'
m=Miss(); print(m[3], m.get(3), m.pop(3,4), m.setdefault(3), m)
class Lru(OrderedDict):
    def __init__(s, n): s.n=n; super().__init__()
    def __getitem__(s,k): v=super().__getitem__(k); s.move_to_end(k); return v
    def __setitem__(s,k,v):
        super().__setitem__(k,v)
        if len(s)>s.n: del s[next(iter(s))]
l=Lru(3)
for i in range(5): l[i]=i*i; l[max(0,i-1)]
print(l); 
try: print(list(l.items()))
except RuntimeError as e: print(e)
try: print(l.copy())
except TypeError as e: print(e)
try:
    for k in l: l[k]
except Exception as e: print(type(e), e)
o=OrderedDict.fromkeys('abc')
it=iter(o); next(it); o['d']=1
for _ in range(3):
    try: print(next(it))
    except Exception as e: print(type(e).__name__, e)
it=iter(o); dict.clear(o)
for _ in range(3):
    try: print(next(it))
    except Exception as e: print(type(e).__name__, e)
print(o, list(o.__class__.__mro__)); 
try: o.popitem()
except KeyError as e: print('KeyError', e, len(o))
print(o.__dict__, o, sys.getsizeof(o))
o['a']=1
try: print(o)
except KeyError as e: print('KeyError', e)
print(list(dict.items(o)), sys.getsizeof(o))
o.__dict__={'x':1}; print(o.x, o.__dict__); 
try: del o.__dict__
except TypeError as e: print(e)
try: o.__dict__=3
except TypeError as e: print(e)
print(OrderedDict.__doc__, S.__dictoffset__, S.__basicsize__, SS.__basicsize__, S.__weakrefoffset__, SS.__dictoffset__)
o = OrderedDict(a=1)
print(sys.getsizeof(iter(o)), sys.getsizeof(o.keys()), gc.is_tracked(o), gc.is_tracked(iter(o)), gc.get_referents(iter(o)), gc.get_referents(iter(o.items())))
print(isinstance(o.keys(), collections.abc.KeysView), isinstance(o, collections.abc.MutableMapping))
rng=random.Random(5); o=OrderedDict(); ref=[]
for n in range(300):
    k=rng.randrange(30); act=rng.randrange(7)
    if act<3: o[k]=n; ref=ref if k in ref else ref+[k]
    elif act==3 and k in o: del o[k]; ref.remove(k)
    elif act==4 and k in o: o.move_to_end(k); ref.remove(k); ref.append(k)
    elif act==5 and k in o: o.move_to_end(k, False); ref.remove(k); ref.insert(0,k)
    elif act==6 and o: (ref.remove(o.popitem(n%2)[0]))
    assert list(o)==ref and list(reversed(o))==ref[::-1]
print(list(o), sys.getsizeof(o))
