#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""refscope-cli race: in each program whose fault is known (kinds.json; the head of each says which) it is found, of its kind, and the schedule that is
told repeats it; in the same program mended there is none.

    test_race.py REFSCOPE-CLI
"""
import json
import os
import pathlib
import subprocess
import sys

cli, here = sys.argv[1], pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent))
import tap

cases = tap.Cases()
check = cases.true


def call(*arguments):
    return subprocess.run([cli, *map(str, arguments)], capture_output=True, text=True, encoding='utf-8', env={**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': ''},
                          stdin=subprocess.DEVNULL)


for name, kind in json.loads((here / 'kinds.json').read_text()).items():
    program, mended = here / f'{name}.py', here / f'{name}_mended.py'
    found = call('race', program, '--json')
    race = json.loads(found.stdout) if found.returncode < 2 else {'race': found.stderr}
    check(f'{name} is found', found.returncode == 1 and race['race'] == kind, found.stdout + found.stderr)
    if found.returncode == 1:
        again = call('run', '--schedule', race['schedule'], program)
        check(f'{name} comes again', (again.stdout, again.returncode) == (race['other']['output'], race['other']['exit_status']) and race['other'] != race['usual']
              or kind == 'objects' and all(a != b for a, b in race['instances'].values()), again.stdout + again.stderr)
        lines = program.read_text().splitlines()
        check(f'{name}: where', race['switches'] and all(0 < at['line'] <= len(lines) for at in race['switches']), str(race['switches']))
    none = call('race', mended, '--json', '--schedules', '1500')
    told = json.loads(none.stdout) if none.returncode < 2 else {'race': none.stderr}
    check(f'{name} mended', none.returncode == 0 and told['race'] == 'none' and (told['complete'] or told['bound'] >= 1), none.stdout + none.stderr)

alone = call('race', '--json', 'weakref')
check('no threads', alone.returncode == 0 and json.loads(alone.stdout)['threads'] == 1, alone.stdout)
few = call('race', here / 'lock_order.py', '--bound', '1')
check('by one switch there is no deadlock', few.returncode == 0 and few.stdout.startswith('No race by 1 switch'), few.stdout)
check('a bound is a number', call('race', here / 'lock_order.py', '--bound', '-1').returncode == 2)
text = call('race', here / 'lazy_singleton.py').stdout
check('in words', 'A race: ' in text and '  - True\n  + False\n' in text and 'run --schedule' in text, text)

cases.tell()
