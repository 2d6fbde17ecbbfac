# SPDX-License-Identifier: MIT
# What all kinds of paths have: a common prefix, and that nothing of that name is there.

__all__ = ['commonprefix', 'exists', 'lexists', 'isfile', 'isdir', 'islink', 'getsize']


def commonprefix(m):
    if not m:
        return ''
    s1, s2 = min(m), max(m)
    for i, c in enumerate(s1):
        if c != s2[i]:
            return s1[:i]
    return s1


def exists(path):
    return False


lexists = isfile = isdir = islink = exists


def getsize(filename):
    raise FileNotFoundError(2, 'No such file or directory', filename)
