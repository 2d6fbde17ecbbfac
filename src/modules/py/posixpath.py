# SPDX-License-Identifier: MIT
# Paths as texts. Nothing of the host is asked: no file exists.
import genericpath as _generic
from genericpath import *

curdir, pardir, sep, extsep, pathsep, altsep, devnull, defpath = '.', '..', '/', '.', ':', None, '/dev/null', '/bin:/usr/bin'
supports_unicode_filenames = False


def _fspath(path):
    import os
    return os.fspath(path)


def normcase(s):
    return _fspath(s)


def isabs(s):
    return _fspath(s).startswith('/')


def join(a, *p):
    path = _fspath(a)
    for b in map(_fspath, p):
        if not isinstance(b, type(path)):
            raise TypeError("Can't mix strings and bytes in path components")
        if b.startswith('/'):
            path = b
        elif not path or path.endswith('/'):
            path += b
        else:
            path += '/' + b
    return path


def split(p):
    p = _fspath(p)
    i = p.rfind('/') + 1
    head, tail = p[:i], p[i:]
    if head and head != '/' * len(head):
        head = head.rstrip('/')
    return head, tail


def splitext(p):
    p = _fspath(p)
    slash = p.rfind('/')
    dot = p.rfind('.')
    if dot > slash and p[slash + 1:dot].strip('.'):
        return p[:dot], p[dot:]
    return p, p[:0]


def splitdrive(p):
    p = _fspath(p)
    return p[:0], p


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def normpath(path):
    path = _fspath(path)
    if not path:
        return '.'
    initial = 2 if path.startswith('//') and not path.startswith('///') else 1 if path.startswith('/') else 0
    parts = []
    for part in path.split('/'):
        if part in ('', '.'):
            continue
        if part != '..' or (not initial and not parts) or (parts and parts[-1] == '..'):
            parts.append(part)
        elif parts:
            parts.pop()
    return '/' * initial + '/'.join(parts) or '.'


def abspath(path):
    path = _fspath(path)
    return normpath(path if isabs(path) else join('/', path))


realpath = abspath


def relpath(path, start=None):
    if not path:
        raise ValueError("no path specified")
    start_list = [x for x in abspath(start or '.').split('/') if x]
    path_list = [x for x in abspath(path).split('/') if x]
    i = len(commonprefix([start_list, path_list]))
    return '/'.join(['..'] * (len(start_list) - i) + path_list[i:]) or '.'


def commonpath(paths):
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    paths = [_fspath(p) for p in paths]
    absolute = {p.startswith('/') for p in paths}
    if len(absolute) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    common = commonprefix([[c for c in p.split('/') if c and c != '.'] for p in paths])
    return ('/' if absolute.pop() else '') + '/'.join(common)


def expanduser(path):
    return _fspath(path)


def expandvars(path):
    return _fspath(path)
