# Each write of a PrettyPrinter to a stream of the program's own.
import collections
import pprint
import types


class Stream:
    def __init__(self):
        self.texts = []

    def write(self, text):
        self.texts.append(text)


class Shout(list):
    def __repr__(self):
        return 'SHOUT'


class Printer(pprint.PrettyPrinter):
    _dispatch = pprint.PrettyPrinter._dispatch.copy()

    def _pprint_shout(self, object, stream, indent, allowance, context, level):
        stream.write(f'<{indent} {allowance} {level}>')
    _dispatch[Shout.__repr__] = _pprint_shout


ring = [1]
ring.append(ring)
for value in ([], [1, 'two words', (3,)], {'a': b'0123456789', 'b': bytearray(b'01234567')}, {3, 4}, collections.deque([1, 2], 5),
              collections.deque(), collections.Counter(), collections.Counter('abb'), collections.defaultdict(int, a=1),
              collections.OrderedDict(a=1, b=2), collections.ChainMap({'a': 1}, {}), types.SimpleNamespace(a=1, b=[2, 3]),
              types.MappingProxyType({'k': 1}), [Shout(), Shout()]):
    for options in ({'width': 3}, {'width': 20, 'compact': True, 'indent': 3}):
        stream = Stream()
        printer = Printer(stream=stream, **options)
        printer.pprint(value)
        print(stream.texts)
print(pprint.isrecursive(ring), pprint.isreadable(ring), pprint.isreadable([1, 2j]), pprint.isreadable(object()))
