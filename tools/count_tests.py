#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Counts the cases in Meson's reports and prints one line: "N passed, N failed". Exit status 1 if any failed, or if there was none.

    count_tests.py MESON-LOGS-FOLDER

A test that ended early has no failed case of its own: it counts as one.
"""
import json
import pathlib
import sys
import xml.etree.ElementTree as tree

logs = pathlib.Path(sys.argv[1])
passed = failed = skipped = 0
for case in tree.parse(logs / 'testlog.junit.xml').iter('testcase'):
    kinds = {child.tag for child in case}
    if kinds & {'failure', 'error'}:
        failed += 1
        print('failed:', case.get('classname'), case.get('name'))
    elif 'skipped' in kinds:
        skipped += 1
    else:
        passed += 1
broken = [test['name'] for test in map(json.loads, (logs / 'testlog.json').read_text().splitlines()) if test['result'] not in ('OK', 'SKIP', 'EXPECTEDFAIL')]
if len(broken) > failed:
    print('failed:', *broken)
    failed = len(broken)
print(f'{passed} passed, {failed} failed' + (f', {skipped} skipped' if skipped else ''))
sys.exit(1 if failed or not passed else 0)
