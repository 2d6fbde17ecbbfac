# Which built-in types refuse keyword arguments, themselves and in subclasses.
# keyword args in subclasses of builtins
import collections
for base, args in ((int, ('1',)), (float, ('1',)), (list, ([1],)), (tuple, ([1],)), (set, ([1],)), (frozenset, ([1],)), (bytes, (b'1',)), (str, ('1',)), (dict, ({1:2},)), (complex, (1,)), (bytearray, (b'a',)), (bool,(1,)), (range,(1,)), (slice,(1,)), (filter,(None,[1])), (zip,([1],)), (enumerate,([1],)), (reversed,([1],)), (map,(str,[1])), (object,()), (Exception,('x',)), (property,()), (staticmethod,(1,)), (super,()), (type,('x',))):
    try: print(base.__name__, base(*args, newarg=1))
    except Exception as e: print(base.__name__, type(e).__name__, e)
    try:
        class S(base): pass
    except TypeError as e: print(e); continue
    try: print(base.__name__, type(S(*args, newarg=1)).__name__)
    except Exception as e: print(base.__name__, type(e).__name__, e)
    class S2(base):
        def __init__(self, *a, newarg=None): self.newarg = newarg
    try: print(base.__name__, S2(*args, newarg=3).newarg)
    except Exception as e: print(base.__name__, type(e).__name__, e)
    class S3(base):
        def __new__(cls, *a, newarg=None):
            o = base.__new__(cls, *a); o.newarg = newarg; return o
    try: print(base.__name__, S3(*args, newarg=3).newarg)
    except Exception as e: print(base.__name__, type(e).__name__, e)
