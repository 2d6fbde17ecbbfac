#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Counts the cases in Meson's report and prints one line: "N passed, N failed". Exit status 1 if any failed, or if there was none.

    count_tests.py testlog.junit.xml
"""
import sys
import xml.etree.ElementTree as tree

passed = failed = skipped = 0
for case in tree.parse(sys.argv[1]).iter('testcase'):
    kinds = {child.tag for child in case}
    if kinds & {'failure', 'error'}:
        failed += 1
        print('failed:', case.get('classname'), case.get('name'))
    elif 'skipped' in kinds:
        skipped += 1
    else:
        passed += 1
print(f'{passed} passed, {failed} failed' + (f', {skipped} skipped' if skipped else ''))
sys.exit(1 if failed or not passed else 0)
