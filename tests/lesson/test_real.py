#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Are the claims of the lessons true of the CPythons they name? Each check and each right answer of each lesson, in both languages,
by each CPython from 3.8 to 3.13 that is found.

    test_real.py REFSCOPE-CLI [--table]      --table: print what each says, for writing a lesson
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

VERSIONS = ['3.8', '3.9', '3.10', '3.11', '3.12', '3.13']
here = pathlib.Path(__file__).resolve().parent
cli, table = sys.argv[1], '--table' in sys.argv
only = [name for name in sys.argv[2:] if not name.startswith('-')]


def pythons():
    """The interpreters by version: those of the path, of the system and of pyenv."""
    candidates = [shutil.which(f'python{version}') for version in VERSIONS] + ['/usr/bin/python3', sys.executable]
    root = pathlib.Path(os.environ.get('PYENV_ROOT', pathlib.Path.home() / '.pyenv')) / 'versions'
    candidates += sorted(map(str, root.glob('3.*/bin/python3')))
    found = {}
    for path in filter(None, candidates):
        asked = subprocess.run([path, '-c', 'import sys; print("%d.%d" % sys.version_info[:2], sys.implementation.name)'],
                               capture_output=True, text=True)
        version, _, name = asked.stdout.strip().partition(' ')
        if version in VERSIONS and name == 'cpython' and asked.returncode == 0:
            found.setdefault(version, path)
    return found


def run(python, program, checks, folder, functions=False):
    """What the CPython says to each of the checks, and what it prints."""
    given, results = folder / 'program.json', folder / 'results.json'
    given.write_text(json.dumps({**program, 'functions': functions, 'checks': checks}), encoding='utf-8')
    environment = {**os.environ, 'PYTHONIOENCODING': 'utf-8', 'PYTHONHASHSEED': '0', 'PYTHONDONTWRITEBYTECODE': '1'}
    done = subprocess.run([python, str(here / 'run_checks.py'), str(given), str(results)], capture_output=True, text=True, encoding='utf-8',
                          env=environment, cwd=folder, timeout=120)
    return (json.loads(results.read_text(encoding='utf-8')) if results.exists() else [None] * len(checks)), done.stdout, done.stderr


def verdicts(lesson, version, python, folder):
    """For each check: its text, what is expected (None: nothing), what there is."""
    for name, program in lesson['programs'].items():
        checks = [check for check in lesson['checks'] if (check['variant'] or '') == name]
        same = json.dumps([version, program, checks])
        # Most programs are the same in both languages; those whose threads take turns by a schedule are the engine's alone.
        if not checks or program['schedule'] or same in seen:
            continue
        seen.add(same)
        moments = [check for check in checks if check['kind'] not in ('prints', 'warns')]
        (folder / 'results.json').unlink(missing_ok=True)
        results, _, _ = run(python, program, moments, folder) if moments else ([], '', '')
        (folder / 'results.json').unlink(missing_ok=True)
        if None in results:
            within, _, _ = run(python, program, moments, folder, functions=True)
            results = [one if one is not None else other for one, other in zip(results, within)]
        # Traced functions have a dict of their names before 3.11, which counts: what is printed is asked of a run that nobody watches.
        _, out, err = run(python, program, [], folder) if len(checks) > len(moments) else ([], '', '')
        for check, value in zip(moments, results):
            yield f"{lesson['id']}/lesson.ini:{check['row']}: {check['expression']}", check[version], value
        for check in checks:
            if check['kind'] in ('prints', 'warns'):
                text, wanted = (out, err)[check['kind'] == 'warns'], check[version]
                yield f"{lesson['id']}/lesson.ini:{check['row']}: {check['kind']}", wanted, wanted if wanted in text.split('\n') else text


seen = set()
names = only or [line.split()[0] for line in subprocess.run([cli, 'lessons'], capture_output=True, text=True, check=True).stdout.splitlines()]
found = pythons()
bad, n = [], 0
with tempfile.TemporaryDirectory() as temporary:
    for name in names:
        for language in ('ko', 'en'):
            lesson = json.loads(subprocess.run([cli, 'lessons', '--json', name, '--language', language], capture_output=True, text=True, check=True,
                                               encoding='utf-8').stdout)
            for version, python in sorted(found.items(), key=lambda item: VERSIONS.index(item[0])):
                for text, wanted, value in verdicts(lesson, version, python, pathlib.Path(temporary)):
                    if table:
                        print(f'{version:5} {text} => {value}')
                    if wanted is not None:
                        n += 1
                        if value != wanted:
                            bad.append(f'CPython {version}, {language}: {text} is {value!r}, not {wanted!r}')
if not found:
    print('1..0 # SKIP there is no CPython')
    sys.exit(0)
print('1..2')
print(('not ok' if bad else 'ok') + f' 1 - {n} checks of {len(names)} lessons agree with CPython {", ".join(sorted(found, key=VERSIONS.index))}')
print(('ok' if n >= 20 else 'not ok') + ' 2 - there were checks')
for line in bad:
    print('#', line)
