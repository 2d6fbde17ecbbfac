# SPDX-License-Identifier: MIT
# What of module os reaches nothing of the host: names, paths as texts, an empty environment, numbers that are the same
# at each run.
import sys as _sys

name = 'posix'
sep, altsep, extsep, pathsep, linesep, curdir, pardir, devnull = '/', None, '.', ':', '\n', '.', '..', '/dev/null'
defpath = '/bin:/usr/bin'
O_RDONLY, O_WRONLY, O_RDWR = 0, 1, 2
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
error = OSError
_generator = None


class PathLike:
    """Objects that stand for a path."""

    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        return hasattr(subclass, '__fspath__') if cls is PathLike else NotImplemented


class _Environ(dict):
    def __setitem__(self, key, value):
        for what in (key, value):
            if not isinstance(what, str):
                raise TypeError("str expected, not %s" % type(what).__name__)
        super().__setitem__(key, value)

    def __repr__(self):
        return 'environ(%s)' % dict.__repr__(self)


environ = _Environ()


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    pass


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    try:
        return type(path).__fspath__(path)
    except AttributeError:
        raise TypeError("expected str, bytes or os.PathLike object, not " + type(path).__name__) from None


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode() if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode() if isinstance(filename, bytes) else filename


def getpid():
    return 4242


def getppid():
    return 4241


def getcwd():
    return '/'


def cpu_count():
    return 1


def urandom(size):
    global _generator
    if _generator is None:
        from _random import Random
        _generator = Random(20240101)
    return _generator.getrandbits(size * 8).to_bytes(size, 'little') if size else b''


def strerror(code):
    return {0: 'Success', 1: 'Operation not permitted', 2: 'No such file or directory', 13: 'Permission denied',
            17: 'File exists', 20: 'Not a directory', 21: 'Is a directory', 22: 'Invalid argument'}.get(
                code, 'Unknown error %d' % code)


def _refuse(path='', *args, **kwargs):
    raise PermissionError(13, 'Permission denied', path)


listdir = scandir = mkdir = makedirs = remove = unlink = rmdir = rename = replace = stat = chdir = walk = _refuse
open = system = popen = removedirs = _refuse


def _exit(status):
    raise SystemExit(status)


def abort():
    raise SystemExit(134)


def get_terminal_size(fd=1):
    raise OSError(25, 'Inappropriate ioctl for device')


import posixpath as path
_sys.modules['os.path'] = path
