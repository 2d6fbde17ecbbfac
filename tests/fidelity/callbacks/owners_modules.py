# SPDX-License-Identifier: MIT
"""What import * and a module's text ask of objects of the program."""
import sys
import types


class All:
    def __getitem__(self, index):
        print('asked for', index)
        return ['x', 'y'][index]


class Name:
    def __repr__(self):
        made = [1, 2, 3]
        return f'name {made}'


module = types.ModuleType('module')
module.x, module.y, module.__all__ = 1, 2, All()
sys.modules['module'] = module
exec('from module import *; print(x, y)')
module.__name__ = Name()
print(repr(module))
module.__all__ = [5]
try:
    exec('from module import *')
except TypeError as error:
    print(error)
