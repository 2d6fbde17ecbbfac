#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Records every step of programs under a real CPython, as trace_cpython.py tells them: one file steps/NAME.json.gz for each program.

    record_steps.py [--python python3.11] [PROGRAM.py ...]      without names: those of steps/, and the shipped scenarios
"""
import argparse
import gzip
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SCENARIOS = HERE.parent.parent / 'data' / 'scenarios'
LONGEST = 3000      # steps; longer programs are left out


def name_of(program):
    return f'{program.parent.name}.{program.stem}.json.gz'


def program_of(name):
    area, stem = name.split('.')[:2]
    return (SCENARIOS if area == 'scenarios' else HERE / area) / f'{stem}.py'


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--python', default='python3.11')
    parser.add_argument('programs', nargs='*', type=pathlib.Path)
    options = parser.parse_args()
    folder = HERE / 'steps'
    folder.mkdir(exist_ok=True)
    programs = [p.resolve() for p in options.programs]
    if not programs:
        programs = sorted({program_of(p.name) for p in folder.glob('*.json.gz')} | set(SCENARIOS.glob('[0-9]_*.py')))
    command = (['setarch', '-R'] if shutil.which('setarch') else []) + [options.python, str(HERE / 'trace_cpython.py')]
    for program in programs:
        answers = [subprocess.run(command + [program.name], cwd=program.parent, env={**os.environ, 'PYTHONHASHSEED': '0'}, stdin=subprocess.DEVNULL,
                                  capture_output=True).stdout for _ in range(2)]
        if answers[0] != answers[1] or not answers[0] or answers[0].count(b'\n') > LONGEST:
            print(f'{program}: left out', file=sys.stderr)
            continue
        (folder / name_of(program)).write_bytes(gzip.compress(answers[0], mtime=0))


if __name__ == '__main__':
    main()
