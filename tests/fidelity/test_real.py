#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Asks each CPython 3.11 that is on the machine whether the recorded answers and steps are its own.

The other tests compare refscope-cli with what was recorded, so that they pass where no such Python is; this one holds the records against the real
ones. Exit status, output and errors of every program of the corpus, and the steps of those that have steps.
"""
import gzip
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import record
import record_steps

RECORDED = (3, 11, 7)
# What other releases of 3.11 print differently.
CHANGED = {
    'functions/arguments.py': 'the column of a SyntaxError',
    'library/enums.py': 'dir () of an enum, what a flag does with an invalid value',
    'library/pickle_calendar.py': 'how a member of an enum is pickled',
    'library/small_modules.py': 'platform.python_version ()',
}
NAMES = ['python3.11', 'python3', '/usr/bin/python3.11', '/usr/bin/python3', '/usr/local/bin/python3.11']


def interpreters():
    """The real CPythons 3.11, each once: pairs of path and whether it is of the release that was recorded."""
    found = {}
    for name in NAMES:
        path = shutil.which(name)
        if path is None:
            continue
        try:
            answer = subprocess.run([path, '-c', f'import sys; v = sys.version_info; print(sys.implementation.name, v[:2] == (3, 11), v[:3] == {RECORDED}, sys.executable)'],
                                    stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
        except OSError:
            continue
        if answer.returncode == 0 and answer.stdout.startswith('cpython True '):
            _, _, same, real = answer.stdout.strip().split(' ', 3)
            found[os.path.realpath(real)] = real, same == 'True'
    return list(found.values())


def recorded(program):
    def text(ending):
        path = program.with_suffix(ending)
        return path.read_text(encoding='utf-8') if path.exists() else ''
    return text('.out'), text('.err'), int(text('.status') or 0)


def main():
    command = ['setarch', '-R'] if shutil.which('setarch') else []
    tests = []
    for python, same in interpreters():
        for program in sorted(record.HERE.glob('*/*.py')):
            if not same and f'{program.parent.name}/{program.name}' in CHANGED:
                continue
            tests.append((f'{python}: {program.parent.name}/{program.name}', lambda python=python, program=program:
                          record.run(command + [python], program) == recorded(program)))
        for path in sorted((record.HERE / 'steps').glob('*.json.gz')):
            tests.append((f'{python}: steps of {path.name.removesuffix(".json.gz")}', lambda python=python, path=path:
                          not record_steps.difference(path.name, record_steps.steps(gzip.decompress(path.read_bytes())),
                                                      record_steps.steps(record_steps.run(command + [python], record_steps.program_of(path.name))))))
    print(f'1..{len(tests)}' if tests else '1..0 # SKIP there is no CPython 3.11 here')
    for number, (name, same) in enumerate(tests, 1):
        print(('ok' if same() else 'not ok') + f' {number} - {name}', flush=True)


if __name__ == '__main__':
    main()
