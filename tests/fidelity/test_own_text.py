#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The library modules of src/modules/py are our own text: they do what CPython's do, but are not copied from there.

    test_own_text.py SRC/MODULES/PY

Beside the library of each CPython 3.11 that is on the machine: of a module's lines (comments and empty ones left out) no more than a sixth, and none in
a longer row than twelve, may stand in rows of five or more that CPython's module has, too. Signatures, tables of names and the texts of exceptions
are the same by necessity. A module that has no counterpart of its name is held against the whole library.
"""
import difflib
import functools
import itertools
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import test_real

ROW, LONGEST, SHARE, FEW = 5, 12, 1 / 6, 30


def lines(path):
    text = (line.split('  #')[0].strip() for line in path.read_text(encoding='utf-8', errors='replace').splitlines())
    return [line for line in text if line and not line.startswith('#')]


def counterparts(library, name):
    """The files in CPython's LIBRARY that module NAME stands for."""
    place = library / name.replace('.', '/')
    return sorted(place.glob('*.py')) if place.is_dir() else [place.with_name(place.name + '.py')]


@functools.cache
def everything(library):
    """The rows of ROW lines of all the library, tests left out."""
    found = set()
    for path in [*library.glob('*.py'), *library.glob('*/*.py')]:
        if path.parent.name in ('test', 'tests', 'idlelib', 'site-packages', 'dist-packages'):
            continue
        text = lines(path)
        found.update(tuple(text[i:i + ROW]) for i in range(len(text) - ROW + 1))
    return found


def rows_anywhere(ours, known):
    """The lengths of the rows of OURS that stand in KNOWN."""
    same = [False] * len(ours)
    for i in range(len(ours) - ROW + 1):
        if tuple(ours[i:i + ROW]) in known:
            same[i:i + ROW] = [True] * ROW
    return [len(list(group)) for hit, group in itertools.groupby(same) if hit]


def rows(ours, theirs):
    blocks = difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return [block.size for block in blocks if block.size >= ROW]


def verdict(path, library):
    """What is wrong with the module at PATH, or ''."""
    ours = lines(path)
    others = [other for other in counterparts(library, path.stem) if other.exists()]
    if others:
        same = [row for other in others for row in rows(ours, lines(other))]
    else:
        same = rows_anywhere(ours, everything(library))
    if max(same, default=0) > LONGEST:
        return f'{max(same)} lines in a row are those of CPython'
    if sum(same) > max(FEW, SHARE * len(ours)):
        return f'{sum(same)} of {len(ours)} lines stand in rows that are those of CPython'
    return ''


def main():
    python = next((path for path, _ in test_real.interpreters()), None)
    if python is None:
        print('1..0 # SKIP there is no CPython 3.11 here')
        return
    library = test_real.library_of(python)
    modules = sorted(pathlib.Path(sys.argv[1]).glob('*.py'))
    print(f'1..{len(modules)}')
    for number, path in enumerate(modules, 1):
        text = verdict(path, library)
        print(f"{'not ok' if text else 'ok'} {number} - {path.name}")
        if text:
            print('#', text)


if __name__ == '__main__':
    main()
