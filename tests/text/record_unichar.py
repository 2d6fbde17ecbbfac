#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a CPython whose Unicode is 14.0 (3.11) says of every code point: a line for each question, with the number of code
points for which it is true (or mapped to others) and a checksum.

    python3.11 tests/text/record_unichar.py > tests/text/unichar.expected
"""
import sys
import unicodedata

QUESTIONS = {
    'space': str.isspace,
    'printable': str.isprintable,
    'alpha': str.isalpha,
    'decimal': str.isdecimal,
    'digit': str.isdigit,
    'numeric': str.isnumeric,
    'lower': str.islower,
    'upper': lambda c: c.isupper() and unicodedata.category(c) != 'Lt',
    'title': lambda c: unicodedata.category(c) == 'Lt',
    'id_start': str.isidentifier,
    'id_continue': lambda c: ('a' + c).isidentifier(),
    'line_break': lambda c: len(('a' + c + 'a').splitlines()) == 2,
}
MAPPINGS = {'to_lower': str.lower, 'to_upper': str.upper, 'to_title': str.title, 'fold': str.casefold}


def checksum(numbers):
    """FNV-1a over 32-bit numbers."""
    value = 0xcbf29ce484222325
    for number in numbers:
        value = (value ^ number) * 0x100000001b3 & 0xffffffffffffffff
    return value


def main():
    if unicodedata.unidata_version != '14.0.0':
        sys.exit(f'this Python has Unicode {unicodedata.unidata_version}, not 14.0.0')
    for name, question in QUESTIONS.items():
        found = [i for i in range(sys.maxunicode + 1) if question(chr(i))]
        print(f'{name} {len(found)} {checksum(found):016x}')
    for name, mapping in MAPPINGS.items():
        mapped = {i: mapping(chr(i)) for i in range(sys.maxunicode + 1)}
        mapped = {i: text for i, text in mapped.items() if text != chr(i)}
        print(f'{name} {len(mapped)} {checksum(n for i, text in mapped.items() for n in (i, *map(ord, text))):016x}')
    decimals = [(i, unicodedata.decimal(chr(i))) for i in range(sys.maxunicode + 1) if chr(i).isdecimal()]
    print(f'decimal_value {len(decimals)} {checksum(n for pair in decimals for n in pair):016x}')


main()
