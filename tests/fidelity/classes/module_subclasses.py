# SPDX-License-Identifier: MIT
# Classes derived from the type of modules: attributes, __init__, repr, modules without a name.
import types


class M(types.ModuleType):
    def __init__(self, name, more=0):
        print('before', vars(self))
        super().__init__(name, 'a doc')
        self.more = more

    x = property(lambda self: 'from the property')


m = M('mine', 7)
print(type(m).__name__, m.x, m.more, list(vars(m)), m.__name__, m.__doc__, repr(m))


class P(types.ModuleType):
    pass


p = P('p')
print(type(p), vars(p))
try:
    P()
except TypeError as e:
    print(e)
try:
    P(5)
except TypeError as e:
    print(e)
try:
    types.ModuleType('a', 'b', 'c')
except TypeError as e:
    print(e)
print(types.ModuleType(doc='d', name='n').__doc__)
q = P.__new__(P)
print(vars(q))
try:
    q.y
except AttributeError as e:
    print(e)
print(repr(q))
p.__init__('again')
print(vars(p))
del p.__name__
print(repr(p))
try:
    p.y
except AttributeError as e:
    print(e)
