#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Records every step of programs under a real CPython, as src/cli/trace_cpython.py tells them: one file steps/NAME.json.gz for each program.

    record_steps.py [--python python3.11] [PROGRAM.py ...]      without names: those of steps/, and the shipped scenarios
"""
import argparse
import gzip
import json
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SCENARIOS = HERE.parent.parent / 'data' / 'scenarios'
TRACER = HERE.parent.parent / 'src' / 'cli' / 'trace_cpython.py'
LONGEST = 3000      # steps; longer programs are left out


def name_of(program):
    return f'{program.parent.name}.{program.stem}.json.gz'


def program_of(name):
    area, stem = name.split('.')[:2]
    return (SCENARIOS if area == 'scenarios' else HERE / area) / f'{stem}.py'


def run(command, program):
    """The steps as COMMAND, a CPython, prints them."""
    return subprocess.run(command + [str(TRACER), program.name], cwd=program.parent, env={**os.environ, 'PYTHONHASHSEED': '0'},
                          stdin=subprocess.DEVNULL, capture_output=True).stdout


WALKS_BY_ADDRESS = {'scenarios.5_weakref.json.gz': 86}      # line of the first walk


def steps(text):
    """The steps of a trace. Its last line repeats what the program printed, addresses included; the corpus' other test compares that."""
    return [json.loads(line) for line in text.splitlines()][:-1]


def difference(name, theirs, ours):
    """What differs first between two lists of steps, or ''. Where a set is walked in the order of addresses, only events, lines, functions and depths
    are compared from there on."""
    loose = False
    for a, b in zip(theirs, ours):
        loose = loose or (name in WALKS_BY_ADDRESS and a['line'] == WALKS_BY_ADDRESS[name])
        if loose:
            a, b = ({key: step[key] for key in ('event', 'line', 'function', 'depth')} for step in (a, b))
        if a != b:
            return f'CPython {json.dumps(a, ensure_ascii=False)[:600]}, here {json.dumps(b, ensure_ascii=False)[:600]}'
    return '' if len(theirs) == len(ours) else f'CPython has {len(theirs)} steps, here {len(ours)}'


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--python', default='python3.11')
    parser.add_argument('programs', nargs='*', type=pathlib.Path)
    options = parser.parse_args()
    folder = HERE / 'steps'
    folder.mkdir(exist_ok=True)
    programs = [p.resolve() for p in options.programs]
    if not programs:
        programs = sorted({program_of(p.name) for p in folder.glob('*.json.gz')} | set(SCENARIOS.glob('[0-9]*_*.py')))
    command = (['setarch', '-R'] if shutil.which('setarch') else []) + [options.python]
    for program in programs:
        answers = [run(command, program) for _ in range(2)]
        if answers[0] != answers[1] or not answers[0] or answers[0].count(b'\n') > LONGEST:
            print(f'{program}: left out', file=sys.stderr)
            continue
        (folder / name_of(program)).write_bytes(gzip.compress(answers[0], mtime=0))


if __name__ == '__main__':
    main()
