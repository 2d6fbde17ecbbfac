#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that each folder of src/ includes only what stands above it, that its library uses no symbol of one that stands below
it (as the linker sees them), and that refscope-cli links no GTK.

    test_includes.py SRC REFSCOPE-CLI LIBRARY...
"""
import pathlib
import re
import subprocess
import sys

ORDER = ['text', 'heap', 'objects', 'lang', 'vm', 'modules', 'graph', 'session', 'layout', 'paint', 'cli', 'app']
# Below the session all is a function of a HeapGraph; lang knows no objects; the two programs do not know each other.
NOT = {'lang': ['heap', 'objects'], 'graph': ['heap', 'objects', 'lang', 'vm', 'modules'], 'app': ['cli'],
       'layout': ['heap', 'objects', 'lang', 'vm', 'modules', 'graph', 'session'], 'paint': ['heap', 'objects', 'lang', 'vm', 'modules', 'session']}

source, cli = pathlib.Path(sys.argv[1]), sys.argv[2]
bad = []
n_includes = 0
for folder in ORDER:
    allowed = set(ORDER[:ORDER.index(folder) + 1]) - set(NOT.get(folder, []))
    for path in sorted((source / folder).glob('*.[ch]')):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if not found:
                continue
            n_includes += 1
            target = found[1].split('/')[0] if '/' in found[1] else folder
            if target not in allowed:
                bad.append(f'{path}:{number}: {folder} may not include {found[1]}')
            if found[1].endswith('-private.h') and target != folder:
                bad.append(f'{path}:{number}: {found[1]} belongs to {target}')
linked = subprocess.run(['ldd', cli], capture_output=True, text=True).stdout
bad += [f'{cli} links {name}' for name in re.findall(r'lib(?:gtk|adwaita|gtksourceview)\S*', linked)]


def symbols(library):
    """Names that a static library defines, and those that it wants, with the object file that does."""
    defines, wants, where = set(), {}, ''
    for line in subprocess.run(['nm', library], capture_output=True, text=True, check=True).stdout.splitlines():
        fields = line.split()
        if line.endswith(':'):
            where = line[:-1]
        elif len(fields) == 2 and fields[0] == 'U':
            wants[fields[1]] = where
        elif len(fields) == 3 and fields[1] in 'TDBRVWC':
            defines.add(fields[2])
    return defines, wants


libraries = {pathlib.Path(library).parent.name: symbols(library) for library in sys.argv[3:]}
home = {name: folder for folder, (defines, _) in libraries.items() for name in defines}
up = [f'{folder} uses {name} of {home[name]} ({where})' for folder, (_, wants) in libraries.items() for name, where in sorted(wants.items())
      if name in home and ORDER.index(home[name]) > ORDER.index(folder)]
missing = set(ORDER) - set(libraries) - {'cli', 'app'}
print('1..4')
print(('not ok' if bad else 'ok') + f' 1 - {n_includes} includes go one way')
print(('ok' if n_includes > 500 else 'not ok') + ' 2 - the includes were found')
print(('not ok' if up else 'ok') + f' 3 - {len(home)} symbols of {len(libraries)} libraries: none is used from above')
print(('not ok' if missing or len(home) < 1000 else 'ok') + ' 4 - the libraries were read')
for line in bad + up + sorted(missing):
    print('#', line)
