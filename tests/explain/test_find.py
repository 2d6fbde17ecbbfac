#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""refscope-cli find and diff over a small program, whose births and deaths can be read from it: what each query must find, and what is
said of queries that are none.

    test_find.py REFSCOPE-CLI FOLDER
"""
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap

cli, folder = sys.argv[1], pathlib.Path(sys.argv[2])
PROGRAM = folder / 'lives.py'
LINES = [line.strip() for line in PROGRAM.read_text().splitlines()]


def line(text):
    return LINES.index(text) + 1


def run(*arguments):
    return subprocess.run([cli, *map(str, arguments)], capture_output=True, text=True)


def find(query):
    done = run('find', PROGRAM, query, '--json')
    return json.loads(done.stdout) if done.returncode == 0 else {'error': done.stderr}


def told(query, *keys):
    """Of each object its type, and what KEYS say of it ("died.line")."""
    def value(thing, key):
        for part in key.split('.'):
            thing = thing and thing.get(part)
        return thing
    answer = find(query)
    return [tuple(value(o, key) for key in ('type', *keys)) for o in answer.get('objects', [answer])]


collect, ring, kids = line('gc.collect()'), line('a = Node()'), line('kept = [Child(1), Child(2)]')
fill = line('cache[i] = Child(i)')
FOUND = [
    # query, keys, what it must find
    ('died and cause = collected', ['died.line', 'died.generation', 'born.line'], [('Node', collect, 2, ring), ('Node', collect, 2, ring + 1)]),
    ('type = Child and count > 2', ['born.line', 'at.line', 'at.count'], [('Child', kids, line('z = keep[0]'), 3)]),
    ('type = Child and count > 3', ['at.line', 'at.count'], [('Child', line('y = z = None'), 4)]),
    ('type = Child and count > 4', [], []),
    ('first garbage', ['at.line', 'born.line'], [('Node', line('print(seen() is not None)'), ring)]),
    ('garbage', ['born.line'], [('Node', ring), ('Node', ring + 1)]),
    ('garbage at end', [], []),
    (f'garbage at line {collect}:1', ['born.line'], [('Node', ring), ('Node', ring + 1)]),
    ('weak only', ['born.line', 'at.line'], [('Node', ring, line('print(seen() is not None)'))]),
    ('alive at end and born in family', ['died.cause'], [('Child', 'exit'), ('Child', 'exit'), ('list', 'exit')]),
    ('type = Child and id used again and line < %d' % fill, ['born.line', 'before.died.line'], [('Child', line('d = Child(4)'), line('del c'))]),
    ('type = Child and died and cause = count', ['died.line'], 
     [('Child', line('del c'))] + 3 * [('Child', fill)] + 40 * [('Child', line('cache.clear()'))]),
    ('type = Child and cause = holder', [], []),
    ('type = str and cause = holder', [], []),
    ('type = Child and name = x', ['born.line'], [('Child', kids)]),
    ('name = keep and holders = 1', [], [('list',)]),
    (f'type = Child and alive at line {line("x = keep[0]")}:1', ['born.line'], [('Child', kids), ('Child', kids)]),
    ('(type = Node or type = Child) and not alive and not born in grow and died at line %d' % line('del c'), [], [('Child',)]),
    ('first type = Child', ['born.line'], [('Child', kids)]),
    ('type = Node and reachable and holders > 0 and born at line %d' % ring, ['at.line'], [('Node', ring + 1)]),
    ('bytes > 100000', [], []),
]
COUNTS = [
    ('count by type (type = Child or type = Node)', [{'type': 'Child', 'count': 47}, {'type': 'Node', 'count': 2}]),
    ('type = Child count by line', [{'line': fill, 'count': 43}, {'line': kids, 'count': 2}, {'line': line('c = Child(3)'), 'count': 1},
                                    {'line': line('d = Child(4)'), 'count': 1}]),
    ('type = Child count by cause', [{'cause': 'count', 'count': 44}, {'cause': 'exit', 'count': 3}]),
    ('count by function type = Child', [{'function': 'grow', 'count': 43}, {'function': '<module>', 'count': 2}, {'function': 'family', 'count': 2}]),
]
MISTAKES = [
    # query, where the caret stands
    ('typ = Child', 0), ('type Child', 5), ('count > x', 8), ('died and', 8), ("type = 'x", 7), ('alive at noon', 9), ('(died', 5),
    ('died died', 5), ('born in', 7), ('cause = foo', 8), ('type < a', 5), ('bytes > 1 at end', 10), ('count by foo', 9), ('died $', 5), ('weak', 4),
]
cases = tap.Cases()
for query, keys, wanted in FOUND:
    got = told(query, *keys)
    cases.equal(query, got, wanted)
for query, wanted in COUNTS:
    got = find(query).get('counts')
    cases.equal(query, sorted(map(str, got or [])), sorted(map(str, wanted)))
for query, position in MISTAKES:
    done = run('find', PROGRAM, query)
    rows = done.stderr.split('\n')
    good = done.returncode == 2 and not done.stdout and rows[1:] == ['  ' + query, '  ' + ' ' * position + '^', ''] and rows[0].startswith('refscope-cli find: ')
    cases.true(f'no query: {query}', good, done.stderr)
for query in ['alive at step 99999', 'garbage at line 500']:
    done = run('find', PROGRAM, query)
    cases.true(f'no moment: {query}', done.returncode == 2 and len(done.stderr.splitlines()) == 1, done.stderr)

growth = json.loads(run('diff', PROGRAM, '--from', f'{line("before = len(cache)")}:1', '--to', f'{line("cache.clear()")}:1', '--json').stdout)
types = {row['type']: row['objects'] for row in growth['types']}
lines = {(row['line'], row['function']): row['objects'] for row in growth['lines']}
cases.true('growth by type', types.get('Child') == 37, str(growth))
cases.true('growth by line of birth', lines.get((fill, 'grow')) == 37, str(growth))
cases.true('growth is a sum', sum(types.values()) == sum(lines.values()) == growth['objects'] == growth['born'] - growth['died'], str(growth))
back = json.loads(run('diff', PROGRAM, '--from', f'{line("cache.clear()")}:1', '--json').stdout)
cases.true('what went', {row['type']: row['objects'] for row in back['types']}['Child'] == -40, str(back))
for arguments in [[], ['--from', 'x'], ['--from', '99999'], ['--from', '500:1'], ['--from', '1:99']]:
    done = run('diff', PROGRAM, *arguments)
    cases.true(f'no moment: {arguments}', done.returncode == 2 and len(done.stderr.splitlines()) == 1, done.stderr)

cases.tell()
