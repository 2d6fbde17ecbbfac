#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that each folder of src/ includes only what stands above it, and that refscope-cli links no GTK.

    test_includes.py SRC REFSCOPE-CLI
"""
import pathlib
import re
import subprocess
import sys

ORDER = ['heap', 'objects', 'lang', 'vm', 'modules', 'graph', 'session', 'layout', 'paint', 'cli', 'app']
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
print('1..2')
print(('not ok' if bad else 'ok') + f' 1 - {n_includes} includes go one way')
print(('ok' if n_includes > 500 else 'not ok') + ' 2 - the includes were found')
for line in bad:
    print('#', line)
