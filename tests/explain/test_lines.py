#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""--line N:K counts the line's times in every thread, as sys.settrace and threading.settrace tell them together.

    test_lines.py REFSCOPE-CLI LINES_IN_THREADS.py
"""
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap

cli, program = sys.argv[1], pathlib.Path(sys.argv[2])
LINE = program.read_text().splitlines().index('    print("at work", number)') + 1
cases = tap.Cases()
check = cases.equal


def run(*arguments):
    return subprocess.run([cli, *map(str, arguments)], capture_output=True, text=True)


for hit in range(1, 6):
    told = run('why', program, 'same', 'thing.number', str(hit - 1), '--line', f'{LINE}:{hit}', '--json')
    check(f'the {hit}th time it is thread {hit - 1}', json.loads(told.stdout)['same'] if told.returncode == 0 else told.stderr, True)
told = run('why', program, 'alive', 'thing', '--line', f'{LINE}:3', '--json')
check('alive in a thread', json.loads(told.stdout)['chain'], ['frame work', 'local thing'])
told = run('whatif', program, '--line', f'{LINE}:3', '--cut', 'thing', '--json')
check('a thread without its thing', json.loads(told.stdout)['changed']['output'].startswith('at work 2\nException in thread'), True)
told = run('bytes', program, 'thing', '--line', f'{LINE}:4', '--json')
check('its bytes', json.loads(told.stdout)[0]['type'], 'Thing')
told = run('describe', program, '--line', f'{LINE}:2')
check('its picture', 'number → int 1' in told.stdout, True)
told = run('why', program, 'alive', 'thing', '--line', f'{LINE}:6')
check('no sixth time', (told.returncode, told.stderr), (2, f'refscope-cli: line {LINE} does not run 6 times: 5 is the most\n'))
told = run('explain', program, '--line', f'{LINE}:3')
check('no steps of another thread', (told.returncode, 'another thread' in told.stderr), (2, True))

cases.tell()
