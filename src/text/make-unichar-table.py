#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes unichar-table.c from the answers of the Python that runs it, which must be CPython 3.11 (unicodedata 14.0.0).

    python3.11 make-unichar-table.py >unichar-table.c
"""
import sys
import unicodedata

if unicodedata.unidata_version != '14.0.0':
    sys.exit('make-unichar-table.py: this Python knows Unicode ' + unicodedata.unidata_version + ', 14.0.0 is wanted')

N = sys.maxunicode + 1
HEAD = '''/* SPDX-License-Identifier: MIT
 *
 * Made by make-unichar-table.py; do not edit.
 *
 * Properties and cases of characters, made from the answers of CPython 3.11's
 * str methods and unicodedata 14.0.0: for each character isprintable, isalpha,
 * isdecimal, isdigit, isnumeric, islower, isupper, category Lt, whether it is
 * skipped when a final sigma is looked for, isidentifier alone and after a
 * letter, an East Asian width of W or F; and lower, upper, title and casefold.
 * Neighbours with the same answers share a range.
 */
/* clang-format off */
#include "unichar-table.h"

#define R(first, set) ((guint32) (set) << 21 | (first))
#define S(index) (RS_UC_SPECIAL + (index))
'''


def skipped(c):
    # A sigma is final after a cased character, whatever is skipped between the two.
    return ('A' + c + '\u03a3').lower()[-1] == '\u03c2' and (' ' + c + '\u03a3').lower()[-1] == '\u03c3'


def properties(c):
    answers = (c.isprintable(), c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.islower(), c.isupper(),
               unicodedata.category(c) == 'Lt', skipped(c), c.isidentifier(), ('a' + c).isidentifier(),
               unicodedata.east_asian_width(c) in 'WF')
    return sum(answer << bit for bit, answer in enumerate(answers))


def wrap(items, width=118):
    lines, line = [], ' '
    for item in items:
        if len(line) + len(item) + 2 > width:
            lines.append(line)
            line = ' '
        line += ' ' + item + ','
    return lines + [line]


special = {}


def change(c, to):
    if len(to) == 1:
        return ord(to) - ord(c)
    return f'S({special.setdefault(to, len(special))})'


def extends(row, code, changes):
    """Does CODE go on with ROW, in its step, or makes it one of step 2?"""
    first, last, step, same = row
    return changes == same and (code == last + step or (first == last and code == last + 2))


sets, ranges, rows, before = {}, [], [], None
for code in range(N):
    c = chr(code)
    now = properties(c)
    if now != before:
        ranges.append(f'R({code},{sets.setdefault(now, len(sets))})')
        before = now
    cases = (c.lower(), c.upper(), c.title(), c.casefold())
    if code < 128 or all(to == c for to in cases):
        continue
    changes = [change(c, to) for to in cases]
    if rows and extends(rows[-1], code, changes):
        rows[-1][1:3] = code, code - rows[-1][1]
    else:
        rows.append([code, code, 1, changes])

print(HEAD)
print('const guint16 rs_unichar_sets[] = {', *wrap(map(str, sets)), '};\n', sep='\n')
print('const guint32 rs_unichar_ranges[] = {', *wrap(ranges), '};', 'const gsize rs_n_unichar_ranges = G_N_ELEMENTS (rs_unichar_ranges);\n', sep='\n')
print('const gunichar rs_unichar_special[][3] = {', *wrap('{ ' + ', '.join(f'{ord(c):#x}' for c in text) + ' }' for text in special), '};\n', sep='\n')
print('const RsUnicharCase rs_unichar_cases[] = {',
      *wrap(f'{{{first},{last},{step},' + ','.join(map(str, changes)) + '}' for first, last, step, changes in rows), '};',
      'const gsize rs_n_unichar_cases = G_N_ELEMENTS (rs_unichar_cases);', sep='\n')
