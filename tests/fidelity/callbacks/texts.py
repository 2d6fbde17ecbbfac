# Callbacks of re.sub, of weak containers, of copy and pickle, of print: what they change of what calls them.
import array
import copy
import pickle
import re
import struct
import sys
import weakref
from collections import OrderedDict


def attempt(name, function):
    try:
        print(name, function(), end=' ')
    except Exception as error:
        print(name, type(error).__name__, error, end=' ')
    print()


class Told:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'<{self.name}>'

    def __del__(self):
        print('dies:', self.name, end=' ')


# --- re.sub
text = bytearray(b'abcabc')
for action in (lambda m: text.clear() or b'x', lambda m: text.append(1) or b'x', lambda m: b'y', lambda m: bytearray(b'zz'), lambda m: 5, lambda m: None,
               lambda m: text.__setitem__(0, 66) or m.group()):
    attempt('sub', lambda: re.sub(rb'[ab]', action, text))
    print(text)
for action in (lambda m: m.group() * 2, lambda m: 5, lambda m: None, lambda m: b'bytes', lambda m: 1 / 0, lambda m: re.sub('b', 'inner', m.string),
               lambda m: m.expand(r'<\g<0>>'), lambda m: sys.getrefcount(m) and str(m.span())):
    attempt('sub', lambda: re.sub('[ab]', action, 'abcab'))
    attempt('subn', lambda: re.subn('(?P<x>[ab])|c', action, 'abcab', count=3))


class Text(str):
    def __del__(self):
        print('text', end=' ')


attempt('sub', lambda: re.sub('[ab]', lambda m: Text('t'), 'abc'))
attempt('subn', lambda: re.subn('[ab]', lambda m: Text('t'), Text('abc')))
attempt('split', lambda: re.split('(b)', Text('abc')))
matches = re.finditer('.', Text('xyz'))
attempt('finditer', lambda: [m.group() for m in matches])
del matches
scanner = re.compile(b'[a-z]').scanner(text)
print(scanner.pattern)
view = memoryview(b'abcabc')
attempt('released', lambda: re.sub(b'a', lambda m: b'x', view))


class Index:
    def __init__(self, value, action=lambda: None):
        self.value, self.action = value, action

    def __index__(self):
        self.action()
        return self.value


attempt('pos', lambda: re.compile('b').search('abcb', Index(2)).span())
attempt('endpos', lambda: re.compile('b').findall('abcb', Index(0), Index(2)))
attempt('group', lambda: re.match('(a)(b)', 'ab').group(Index(1), Index(2)))
attempt('group', lambda: re.match('(?P<x>a)', 'ab').group(Text('x')))
attempt('group', lambda: re.match('(?P<x>a)', 'ab')[[]])
attempt('count', lambda: re.sub('a', 'b', 'aaaa', Index(2)))
attempt('maxsplit', lambda: re.split('a', 'bababa', Index(1)))
attempt('default', lambda: re.match('(a)|(b)', 'a').groups(Told('default')))

# --- weak containers whose objects die while they are walked
things = [Told(name) for name in 'ab']
weak = weakref.WeakSet(things)
keys = weakref.WeakKeyDictionary.fromkeys(things, 1) if hasattr(weakref.WeakKeyDictionary, 'fromkeys') else weakref.WeakKeyDictionary((t, 1) for t in things)
values = weakref.WeakValueDictionary((t.name, t) for t in things)
for thing in weak:
    things.remove(thing)
    print(thing in weak, len(weak), len(keys), len(values))
    thing.name = things[0].name = 'one of them'
    del thing
    break
things.pop()
things.clear()
print(len(weak), len(keys), len(values))
things = [Told(name) for name in 'efg']
values.update((t.name, t) for t in things)
for name in values:
    things.pop()
    if len(things) == 1:
        break
print(sorted(values), len(keys))
reference = weakref.ref(things[0], lambda ref: print('callback', values.get('e'), end=' '))
things.clear()
print(reference(), len(values))
proxy = weakref.proxy(Told('gone'))
attempt('proxy', lambda: proxy.name)

# --- arrays and buffers
numbers = array.array('i', [1, 2, 3])
attempt('extend', lambda: numbers.extend(Index(n) for n in (4, 5)))
print(numbers)
attempt('index', lambda: numbers.__getitem__(Index(0, lambda: numbers.pop())))
attempt('set', lambda: numbers.__setitem__(Index(1), 7))
view = memoryview(numbers)
attempt('exported', lambda: numbers.append(1))
view.release()
print(numbers)
attempt('pack', lambda: struct.pack('2i', Index(1), Index(2)))
attempt('pack', lambda: struct.pack('i', Index(2**40)))
buffer = bytearray(8)
attempt('pack_into', lambda: struct.pack_into('2i', buffer, 0, 1, 2))
print(buffer, struct.unpack_from('i', buffer, 4), list(struct.iter_unpack('i', buffer)))


# --- copy and pickle
class Node:
    def __init__(self, name, peers):
        self.name, self.peers = name, peers

    def __deepcopy__(self, memo):
        self.peers.clear()
        return Node(self.name, copy.deepcopy(self.peers, memo))

    def __reduce__(self):
        return Node, (self.name, []), {'extra': self.name}


peers = []
peers.extend([Node('a', peers), Node('b', peers), 3])
copied = copy.deepcopy(peers)
print(len(copied), len(peers), type(copied[0]).__name__)
node = pickle.loads(pickle.dumps([Node('x', [])]))[0]
print(node.name, node.extra, copy.copy(node).extra)
mapping = {1: Told('one'), 2: Told('two')}
again = copy.copy(mapping)
mapping.clear()
again.clear()
print()

# --- OrderedDict
ordered = OrderedDict((name, Told(name)) for name in 'abc')
ordered.move_to_end('a')
print(list(ordered), ordered.popitem(last=False), end=' ')
print()
for name in ordered:
    try:
        ordered.move_to_end('c') if name == 'c' else ordered.__delitem__('c')
    except (RuntimeError, KeyError) as error:
        print(type(error).__name__, error, end=' ')
    break
ordered.clear()
print(ordered)


class Key:
    action = staticmethod(lambda: None)

    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return 1

    def __eq__(self, other):
        Key.action()
        return self.name == other.name

    def __repr__(self):
        return self.name


for name in 'move_to_end', 'pop', '__getitem__', '__delitem__', 'get', 'setdefault':
    ordered = OrderedDict((Key(n), 1) for n in 'ab')
    Key.action = staticmethod(lambda: 1 / 0)
    attempt(name, lambda: getattr(ordered, name)(Key('b')))
    Key.action = staticmethod(lambda: None)
    print(ordered)
