#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Records what the programs of the corpus print under a real CPython.

    record.py [--python python3.11] [PROGRAM.py ...]      without names: every program of every area

Beside each program come PROGRAM.out (standard output) and, where there is something to tell, PROGRAM.err (standard error) and PROGRAM.status
(the exit status, if it is not 0). The program runs with PYTHONHASHSEED=0, without address randomisation where setarch is there, in the folder of
its area, so that a traceback names it as that folder's file. In a traceback, the folder is written as ".", an address as 0x, and frames of the
library are left out.
The programs of area "prompt" are typed at the prompt instead (python3 -i with the program as standard input; the prompts are left out), so each
of their compound statements ends with an empty line.
A program whose two runs differ is refused: its answer would say nothing.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def plain(errors, folder):
    """Errors with the program's folder as ".", without the library's frames and their text lines."""
    kept, skipping = [], False
    for line in errors.splitlines(keepends=True):
        if re.match(r'  File "', line):
            skipping = not line.startswith((f'  File "{folder}/', '  File "<stdin>"')) and not line.startswith('  File "<string>"')
        elif not line.startswith('    '):
            skipping = False
        if not skipping:
            kept.append(re.sub('0x[0-9a-f]{6,}', '0x', line.replace(f'{folder}/', './')))
    return ''.join(kept)


def run(command, program):
    typed = program.parent.name == 'prompt'
    result = subprocess.run(command + (['-iq'] if typed else [program.name]), cwd=program.parent, capture_output=True, text=True, encoding='utf-8', timeout=60,
                            env={**os.environ, 'PYTHONHASHSEED': '0', 'PYTHONDONTWRITEBYTECODE': '1', 'PYTHONSTARTUP': ''},
                            **({'input': program.read_text(encoding='utf-8')} if typed else {'stdin': subprocess.DEVNULL}))
    if typed:
        errors = re.sub(r'(^|(?<=> ))>>> \n\Z', '', result.stderr, flags=re.M)
        return result.stdout, plain(re.sub(r'^((>>>|\.\.\.) )+', '', errors, flags=re.M), '<stdin>'), result.returncode
    return result.stdout.replace(f'{program.parent}/', './'), plain(result.stderr, str(program.parent)), result.returncode


def write(path, text):
    if text:
        path.write_text(text, encoding='utf-8')
    else:
        path.unlink(missing_ok=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--python', default='python3.11')
    parser.add_argument('programs', nargs='*', type=pathlib.Path)
    options = parser.parse_args()
    command = (['setarch', '-R'] if shutil.which('setarch') else []) + [options.python]
    failed = 0
    for program in [p.resolve() for p in options.programs] or sorted(HERE.glob('*/*.py')):
        first, second = run(command, program), run(command, program)
        if first != second:
            print(f'{program}: two runs differ', file=sys.stderr)
            failed += 1
            continue
        program.with_suffix('.out').write_text(first[0], encoding='utf-8')
        write(program.with_suffix('.err'), first[1])
        write(program.with_suffix('.status'), f'{first[2]}\n' if first[2] else '')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
