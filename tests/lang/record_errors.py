# SPDX-License-Identifier: MIT
"""Records what the CPython 3.11 that runs this script says about the programs in errors.in, for test-errors.c.

usage: python3.11 record_errors.py errors.in > errors.expected
       python3.11 record_errors.py --check DUMP errors.in      compare with rs-lang-dump instead

errors.in has one Python literal (str or bytes) a line, blank lines and comments apart. A line of the output has, separated by
tabs and escaped as in C: the source, the type of the error (or "ok"), the message, four numbers, the text, and the warnings as
category:line:message, separated by |.
"""
import ast
import json
import os
import subprocess
import sys
import tempfile
import warnings


def escape(data):
    if isinstance(data, str):
        data = data.encode('utf-8', 'surrogatepass')
    names = {9: '\\t', 10: '\\n', 34: '\\"', 92: '\\\\'}
    return ''.join(names.get(b, chr(b) if 32 <= b < 127 else '\\%03o' % b) for b in data)


def answer(source, path):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try:
            compile(source, path, 'exec', dont_inherit=True)
            said = ['ok', '', '0 0 0 0', '']
        except SyntaxError as error:
            place = (error.lineno or 0, error.offset or 0, error.end_lineno or 0, error.end_offset or 0)
            said = [type(error).__name__, error.msg, '%d %d %d %d' % place, error.text or '']
        except (ValueError, MemoryError, RecursionError, OverflowError) as error:
            said = [type(error).__name__, str(error), '0 0 0 0', '']
    said.append('|'.join('%s:%d:%s' % (w.category.__name__, w.lineno, w.message) for w in caught))
    return said


def ours(dump, path):
    result = subprocess.run([dump, 'error', path], capture_output=True)
    if result.returncode:
        return ['crash', str(result.returncode), '', '', '']
    data = json.loads(result.stdout.decode('utf-8', 'surrogatepass'))
    return [data['type'] or 'ok', data['message'] or '', '%d %d %d %d' % tuple(data['place']), data['text'] or '',
            '|'.join('%s:%d:%s' % tuple(w) for w in data['warnings'])]


def main(args):
    dump = None
    if args[0] == '--check':
        dump, args = args[1], args[2:]
    good = total = 0
    with tempfile.TemporaryDirectory() as folder, open(args[0], encoding='utf-8') as cases:
        path = os.path.join(folder, 'case.py')
        for line in cases:
            if not line.strip() or line.startswith('#'):
                continue
            source = ast.literal_eval(line.strip())
            with open(path, 'wb') as file:
                file.write(source.encode('utf-8') if isinstance(source, str) else source)
            said = answer(source, path)
            if dump is None:
                print('\t'.join([escape(source)] + [escape(s) for s in said]))
                continue
            total += 1
            mine = ours(dump, path)
            good += mine == said
            if mine != said:
                print('%s\n    %r\n    %r' % (line.strip(), said, mine))
    if dump is not None:
        print('%d of %d agree' % (good, total))


if __name__ == '__main__':
    main(sys.argv[1:])
