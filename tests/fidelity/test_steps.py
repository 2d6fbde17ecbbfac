#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares `refscope-cli trace` with the recorded steps of CPython 3.11: events, lines, functions, and every count, size and identity.

    test_steps.py REFSCOPE-CLI
"""
import gzip
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from record_steps import HERE, difference, program_of, steps

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
