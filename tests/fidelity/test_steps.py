#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares `refscope-cli trace` with the recorded steps of CPython 3.11: events, lines, functions, and every count, size and identity.

    test_steps.py REFSCOPE-CLI

The last line of a trace repeats what the program printed, addresses included; it is compared by the corpus' other test. In 5_weakref.py the order of
a WeakSet follows addresses: from where it is walked, only events, lines, functions and depths are compared.
"""
import gzip
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from record_steps import HERE, program_of

WALKS_BY_ADDRESS = {'scenarios.5_weakref.json.gz': 86}      # line of the first walk


def steps(text):
    return [json.loads(line) for line in text.splitlines()][:-1]


def difference(name, theirs, ours):
    loose = False
    for a, b in zip(theirs, ours):
        loose = loose or (name in WALKS_BY_ADDRESS and a['line'] == WALKS_BY_ADDRESS[name])
        if loose:
            a, b = ({key: step[key] for key in ('event', 'line', 'function', 'depth')} for step in (a, b))
        if a != b:
            return f'CPython {json.dumps(a, ensure_ascii=False)[:600]}, refscope-cli {json.dumps(b, ensure_ascii=False)[:600]}'
    return '' if len(theirs) == len(ours) else f'CPython has {len(theirs)} steps, refscope-cli {len(ours)}'


cli = pathlib.Path(sys.argv[1]).resolve()
recorded = sorted((HERE / 'steps').glob('*.json.gz'))
print(f'1..{len(recorded)}')
for number, path in enumerate(recorded, 1):
    program = program_of(path.name)
    ours = subprocess.run([cli, 'trace', program.name], cwd=program.parent, stdin=subprocess.DEVNULL, capture_output=True)
    text = difference(path.name, steps(gzip.decompress(path.read_bytes())), steps(ours.stdout))
    print(('not ok' if text else 'ok') + f' {number} - {path.name.removesuffix(".json.gz")}')
    if text:
        print('#', text)
