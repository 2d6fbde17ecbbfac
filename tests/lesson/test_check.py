#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""refscope-cli lessons --check: nothing is wrong with the lessons that ship; what is wrong with those of bad/ is said, by file and
line, as in the file "expected" beside each.

    test_check.py REFSCOPE-CLI [--write]      --write: make the files anew, to be read before they are believed
"""
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap

cli, here = sys.argv[1], pathlib.Path(__file__).resolve().parent
environment = {**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': ''}


def call(*arguments, **more):
    return subprocess.run([cli, 'lessons', *arguments], capture_output=True, text=True, encoding='utf-8', env={**environment, **more})


cases = tap.Cases()


def check(good, text):
    """The first line of TEXT names the case, the others are shown where it is not GOOD."""
    name, *found = text.split('\n')
    cases.true(name, good, found)


names = [line.split()[0] for line in call().stdout.splitlines()]
check(len(names) >= 7, f'{len(names)} lessons ship')
for name in names:
    done = call('--check', name)
    check(done.returncode == 0 and done.stdout.endswith('nothing is wrong\n'), f'{name}: {done.stdout.strip()}')
    korean, english = call('--show', name, '--language', 'ko').stdout, call('--show', name, '--language', 'en').stdout
    check(any('가' <= c <= '힣' for c in korean) and not any('가' <= c <= '힣' for c in english), f'{name} speaks both languages')
for folder in sorted((here / 'bad').iterdir()):
    done = call('--check', str(folder))
    found, expected = done.stdout.replace(f'{folder}/', ''), folder / 'expected'
    if '--write' in sys.argv:
        expected.write_text(found, encoding='utf-8')
    check(done.returncode == 1 and found == expected.read_text(encoding='utf-8'), f'bad/{folder.name}\n{found}')

# A lesson of the user's own is found by its name, and may stand for one that ships.
with tempfile.TemporaryDirectory() as home:
    for name in ('mine', 'slots'):
        folder = pathlib.Path(home) / 'refscope' / 'lessons' / name
        folder.mkdir(parents=True)
        (folder / 'lesson.ini').write_text('[lesson]\nprogram = p.py\n[moment m]\nplace = end\n')
        (folder / 'en.md').write_text(f'# My {name}\nSummary.\n## moment m: M\nText.\n')
        (folder / 'p.py').write_text('x = 1\n')
    listed = call(XDG_DATA_HOME=home).stdout
    check('My mine' in listed and 'My slots' in listed and len(listed.splitlines()) == len(names) + 1, 'own lessons are listed')
    check(call('--check', 'mine', XDG_DATA_HOME=home).returncode == 0, 'and checked by name')
check(call('--check', 'no-such').returncode == 2, 'one that is not there is said not to be')
check(call('--check', '../slots').returncode == 2, 'a name is no path')

cases.tell()
