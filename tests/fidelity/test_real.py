#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Asks each CPython 3.11 that is on the machine whether the recorded answers and steps are its own.

The other tests compare refscope-cli with what was recorded, so that they pass where no such Python is; this one holds the records against the real
ones. Exit status, output and errors of every program of the corpus, and the steps of those that have steps. Addresses, and whether one is used again,
depend on the environment as well: it is enough if one run of several agrees.
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
    'attack/buffers.py': 'bytearray.join () of what changes it meanwhile',
    'callbacks/owners_types.py': 'how often the split of a group asks it for its __notes__',
    'classes/flag_boundaries.py': 'the boundary of a flag whose aliases have bits of no name',
    'exceptions/carets.py': 'the column of the carets below wide characters',
    'exceptions/compile_warnings.py': 'how often an invalid escape sequence is told',
    'functions/arguments.py': 'the column of a SyntaxError',
    'library/enums.py': 'dir () of an enum, what a flag does with an invalid value',
    'library/pickle_calendar.py': 'how a member of an enum is pickled',
    'library/small_modules.py': 'platform.python_version ()',
    'library/typing_substitution.py': 'whether Annotated is cached by type, which members a protocol has',
    'threads/refusals.py': 'the message of a lock asked to wait for too long',
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


def library_of(python):
    """The folder of PYTHON's library."""
    answer = subprocess.run([python, '-c', 'import os; print(os.path.dirname(os.__file__))'], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return pathlib.Path(answer.stdout.strip())


def recorded(program):
    def text(ending):
        path = program.with_suffix(ending)
        return path.read_text(encoding='utf-8') if path.exists() else ''
    return text('.out'), text('.err'), int(text('.status') or 0)


def agrees(python, compare):
    """Does COMPARE, given the command of PYTHON, hold for a run without address randomisation, or for one of several with it?"""
    commands = [['setarch', '-R', python]] if shutil.which('setarch') else []
    return any(compare(command) for command in commands + 4 * [[python]])


def answers(program):
    return lambda command: record.run(command, program) == recorded(program)


def takes_steps(path):
    program, theirs = record_steps.program_of(path.name), record_steps.steps(gzip.decompress(path.read_bytes()))
    return lambda command: not record_steps.difference(path.name, theirs, record_steps.steps(record_steps.run(command, program)))


def main():
    tests = []
    for python, same in interpreters():
        for program in sorted(record.HERE.glob('*/*.py')):
            name = f'{program.parent.name}/{program.name}'
            if same or name not in CHANGED:
                tests.append((python, name, answers(program)))
        for path in sorted((record.HERE / 'steps').glob('*.json.gz')):
            tests.append((python, f'steps of {path.name.removesuffix(".json.gz")}', takes_steps(path)))
    print(f'1..{len(tests)}' if tests else '1..0 # SKIP there is no CPython 3.11 here')
    for number, (python, name, compare) in enumerate(tests, 1):
        print(f"{'ok' if agrees(python, compare) else 'not ok'} {number} - {python}: {name}", flush=True)


if __name__ == '__main__':
    main()
