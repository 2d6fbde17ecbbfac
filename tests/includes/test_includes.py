#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that each folder of src/ includes only what it may (what stands above it, less what NOT names), that its library uses
no symbol of any other (as the linker sees them), that the files within a library call each other in a circle only where CIRCLES
says why, and that refscope-cli links no GTK.

    test_includes.py SRC REFSCOPE-CLI LIBRARY...
"""
import fnmatch
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap

ORDER = ['text', 'heap', 'objects', 'lang', 'vm', 'modules', 'graph', 'session', 'explain', 'lesson', 'layout', 'paint', 'cli', 'app']
# Below the session all is a function of a HeapGraph; lang knows no objects; the two programs do not know each other.
NOT = {'lang': ['heap', 'objects'], 'graph': ['heap', 'objects', 'lang', 'vm', 'modules'], 'app': ['heap', 'objects', 'lang', 'vm', 'modules', 'cli'],
       'explain': ['heap', 'objects', 'lang', 'vm', 'modules'], 'lesson': ['heap', 'objects', 'lang', 'vm', 'modules', 'explain'],
       'layout': ['heap', 'objects', 'lang', 'vm', 'modules', 'graph', 'session', 'explain', 'lesson'],
       'paint': ['heap', 'objects', 'lang', 'vm', 'modules', 'session', 'explain', 'lesson']}

# The circles: files of one library that cannot do without each other, and why. A circle that is found must lie within one of
# these (how much is inlined differs between compilers, so it may be smaller). A file of a subfolder is told with it; '*' stands
# for any letters.
CIRCLES = {
    'heap': [('address memory dealloc gc weakref',
              'a death clears weak references, which may free more; an allocation may collect; a collection frees')],
    'objects': [('*', 'a slot calls an operator, an operator the slot of any type, and errors are objects: as in CPython')],
    'lang': [('parse/*', 'the grammar is recursive, and so are expressions within f-strings'),
             ('compile/compile-call compile/compile-expr compile/compile-function compile/compile-pattern compile/compile-stmt '
              'compile/compile-try',
              'statements hold expressions, expressions hold functions, functions hold statements'),
             ('symbols/symtable symbols/symtable-analyze', 'a table is entered, and analysed once it is complete')],
    'vm': [('*', 'the loop calls what pushes frames for the loop: functions, generators, threads, imports')],
    'modules': [('itertools-group mod-itertools', 'one module in two files: its table, and the tools that it shares')],
    'app': [('window window-actions window-draft window-files window-lesson window-show window-threads', 'one class in seven files')],
}


def allowed_in(folder):
    """The folders that FOLDER may include, and whose symbols it may use."""
    return set(ORDER[:ORDER.index(folder) + 1]) - set(NOT.get(folder, []))


source, cli = pathlib.Path(sys.argv[1]), sys.argv[2]
bad = []
n_includes = 0
for folder in ORDER:
    allowed = allowed_in(folder)
    for path in sorted((source / folder).rglob('*.[ch]')):
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
    """The object file of each name that a static library defines, and the names that each object file wants."""
    defines, wants, where = {}, {}, ''
    for line in subprocess.run(['nm', library], capture_output=True, text=True, check=True).stdout.splitlines():
        fields = line.split()
        if line.endswith(':'):
            # Meson calls the object of parse/parser.c parse_parser.c.o.
            where = pathlib.Path(line[:-1]).name.removesuffix('.o').removesuffix('.c').replace('_', '/')
        elif len(fields) == 2 and fields[0] == 'U':
            wants.setdefault(where, []).append(fields[1])
        elif len(fields) == 3 and fields[1] in 'TDBRVWC':
            defines[fields[2]] = where
    return defines, wants


def reached(uses, start):
    """What START uses, and what that uses, and so on."""
    seen, todo = set(), [start]
    while todo:
        new = uses.get(todo.pop(), set()) - seen
        seen |= new
        todo += new
    return seen


def circles(defines, wants):
    """The strongly connected components of more than one object file: files each of which reaches all others."""
    uses = {where: {defines[name] for name in names if name in defines} - {where} for where, names in wants.items()}
    reach = {where: reached(uses, where) for where in uses}
    return sorted({tuple(sorted(other for other in reach[where] if where in reach.get(other, ())))
                   for where in uses if where in reach[where]})


def is_named(circle, files):
    return all(any(fnmatch.fnmatchcase(file, pattern) for pattern in files.split()) for file in circle)


libraries = {pathlib.Path(library).parent.name: symbols(library) for library in sys.argv[3:]}
home = {name: folder for folder, (defines, _) in libraries.items() for name in defines}
up = [f'{folder} uses {name} of {home[name]} ({where})' for folder, (_, wants) in libraries.items()
      for where, names in sorted(wants.items()) for name in names if name in home and home[name] not in allowed_in(folder)]
found = {folder: circles(*library) for folder, library in libraries.items()}
round_about = [f'{folder}: a circle that CIRCLES does not name: {" ".join(circle)}' for folder in found for circle in found[folder]
               if not any(is_named(circle, files) for files, _ in CIRCLES.get(folder, []))]
round_about += [f'{folder}: CIRCLES names a circle that is none: {files}' for folder in found for files, _ in CIRCLES.get(folder, [])
                if not any(is_named(circle, files) for circle in found[folder])]
missing = set(ORDER) - set(libraries) - {'app'}
cases = tap.Cases()
cases.true(f'{n_includes} includes go one way', not bad, bad)
cases.true('the includes were found', n_includes > 500)
cases.true(f'{len(home)} symbols of {len(libraries)} libraries: none is used where it may not be', not up, up)
cases.true('the libraries were read', not missing and len(home) >= 1000, sorted(missing))
cases.true(f'{sum(map(len, found.values()))} circles of files, each with its reason', not round_about, round_about)
cases.tell()
