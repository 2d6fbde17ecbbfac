# SPDX-License-Identifier: MIT
# import by a name that the program computes.
import sys as _sys

__all__ = ['__import__', 'import_module', 'invalidate_caches', 'reload']
__import__ = __import__


def import_module(name, package=None):
    level = 0
    if name.startswith('.'):
        if not package:
            raise TypeError("the 'package' argument is required to perform a relative import for {!r}".format(name))
        level = len(name) - len(name.lstrip('.'))
        parts = package.split('.')
        if level > len(parts):
            raise ImportError('attempted relative import beyond top-level package')
        name = '.'.join(parts[:len(parts) - level + 1] + [name[level:]]).rstrip('.')
    __import__(name)
    return _sys.modules[name]


def invalidate_caches():
    pass


def reload(module):
    if not isinstance(module, type(_sys)):
        raise TypeError('reload() argument must be a module')
    name = module.__name__
    if _sys.modules.get(name) is not module:
        raise ImportError(f'module {name} not in sys.modules', name=name)
    raise NotImplementedError('importlib.reload() is not supported by Refscope')
