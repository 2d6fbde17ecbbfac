# SPDX-License-Identifier: MIT
"""Which of several wrong arguments is told of, and what has been read by then."""
class C:
    def __getattr__(self, name):
        print('asked for', name)
        return lambda: 5


def g():
    yield [1]; print('more'); yield 5
for f in ['bytes(g())','int.from_bytes(g(),"big")','bytearray(g())','b"".join(g())','bytearray().extend(g())','"".join(g())','"ab".find(1,"x")','"ab".index([],"x")','"ab".count([],"x")','"ab".startswith(1,"x")','b"ab".find("a","x")','b"a".count([],"x")','b"a".startswith("a","x")','"ab".replace(1,2)','"a".split(1,"x")','"a".partition(1)','"a".strip(1)','"a".center("x",1)','"a".translate(1)','sum(g())','set(g())', 'dict([g()])','[1].index(1,"x")','(1,).index(1,"x")','b"a".index(1,"x")','bytearray(b"a").index(1,"x")','memoryview(b"a")["x"]','"a".join([g()])', '"a".zfill("x")','"a".expandtabs("x")','range(3).index("x","y")', 'bytes(5.0)','bytearray([300])','bytes([300])','bytes(["a"])','int("x",g())','int(g())','float(g())','list(1)','dict(1)','dict([1])','dict([(1,)])','[1].insert("x",1)','[1].pop("x")','{}.pop([])','set().pop(1)','{1}.remove([])', 'type("X",(object,),{})()[0]','{**C()}']:
    try: print(f, eval(f))
    except Exception as e: print(f, type(e).__name__, e)

def l():
    return len(values)


values = [1, 2, 3]


def shrink(item):
    values.pop()
    return True


try:
    values[::-1] = filter(shrink, [1, 2])
except ValueError as e:
    print(e, values)


def key(item):
    if len(calls) < 3:
        calls.append(item)
        values.append(item)
        values.sort(key=key)
    return item


values, calls = [3, 1], []
try:
    values.sort(key=key)
except ValueError as e:
    print(e, values)

def t(f):
    try: print(f, eval(f))
    except Exception as e: print(f, type(e).__name__, e)
for f in ['pow(2,key=3)','pow(2,3,base=2)','pow(base=2,key=3)','sum([1],iterable=3)','sum(start=3)','sum([1],foo=3)','enumerate(start=1)','enumerate([1],iterable=2)','enumerate([1],foo=2)','"a".split(sep="x",foo=3)','"a".split("x",sep="y")','"a".split("x",maxsplit=2,foo=1)','int.to_bytes(1,foo=3)','int.from_bytes(foo=3)','int.from_bytes(b"a",bytes=2)','round(ndigits=2)','round(1,2,number=2)','"a".encode(foo=1)','[1].sort(foo=1)','sorted([1],foo=1)','print(1,foo=2)','int(base=3)','int("1",foo=3)','bytes(encoding="a")','bytes("a","b",encoding="c")', 'str(1,object=2)', 'str(foo=1)','compile("1",flags=2)','compile("1","a","eval",filename="x")','open(foo=1)','max(foo=1)','zip(foo=1)','dict.fromkeys([1],foo=2)','bytearray(b"a").decode(foo=1)','complex(foo=1)','complex(1,real=2)','float(x=1)','list(iterable=1)','tuple(foo=1)', '(1).__round__(foo=1)','property(foo=1)','super(foo=1)','type(foo=1)','"".join(foo=1)', 'sum(foo=1)','divmod(foo=1)', 'exec(foo=1)','__import__(foo=1)','__import__("a",name="b")']: t(f)
