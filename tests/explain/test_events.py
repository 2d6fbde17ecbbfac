#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""refscope-cli events: the order of callbacks, finalizers and frees is that in which the program itself tells of them (as CPython's does:
its output is compared in tests/fidelity), and the collector's account of a small heap is the one computed by hand.

    test_events.py REFSCOPE-CLI DEATHS.py COLLECTION.py
"""
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap

cli, deaths, collection = sys.argv[1:]
cases = tap.Cases()
check = cases.equal


def run(*arguments):
    return subprocess.run([cli, *map(str, arguments)], capture_output=True, text=True)


def events(program, *arguments):
    return json.loads(run('events', program, *arguments, '--json').stdout)


# The program prints "death: CLASS ..." in each callback.
printed = [line.split()[1] for line in run('run', deaths).stdout.splitlines() if line.startswith('death: ')]
story = events(deaths, '--steps', '0:1000000')
cleared, called, gone, freed = {}, [], {}, {}
for number, event in enumerate(story):
    if event['event'] == 'weakref-cleared':
        cleared[event['serial']] = event['referent'], event['referent_type']
    elif event['event'] == 'callback':
        called.append((number, *cleared[event['serial']]))
    elif event['event'] == 'freed':
        freed[event['serial']] = number
    elif event['event'] == 'reference-gone' and event['after'] == 0:
        gone[event['serial']] = number
# That of HasCallback which only clears a list prints nothing; at exit the program cannot print any more.
first = [name for _, _, name in called].index('HasCallback')
called = [call for number, call in enumerate(called) if number != first and call[2] != 'AtExit']
names = [name for _, _, name in called]
check('callbacks in the order of CPython', names, printed)
told = [(number, serial) for number, serial, _ in called]
says = [number for number, event in enumerate(story) if event['event'] == 'output' and event['text'].startswith('death:')]
check('each before what it prints', [number < says[i] and (i + 1 == len(told) or says[i] < told[i + 1][0]) for i, (number, _) in enumerate(told)],
      [True] * len(told))
check('and before its object is freed', [serial in freed and number < freed[serial] for number, serial in told], [True] * len(told))
check('what is freed had its count fall to 0', [serial for serial in freed if not gone.get(serial, 1 << 60) < freed[serial]], [])
finalizers = [event['type'] for event in story if event['event'] == 'finalizer' and event['type'] in ('Final1', 'Final2', 'Phoenix')]
check('finalizers', finalizers, ['Final1', 'Final2', 'Phoenix'])
check('resurrected', [event['type'] for event in story if event['event'] == 'resurrected'], ['Phoenix'])

# A collection, by hand.
LINES = [line.strip() for line in open(collection)]
at = LINES.index('gc.collect()', LINES.index('gc.collect()') + 1) + 1
everything = events(collection, '--steps', '0:1000000')
heap = [e for e in everything if e['line'] == at and (e.get('type') in ('Node', 'Told', 'Phoenix', 'Leaf') or e['event'] in ('collect', 'phase', 'found', 'collected'))]
phases = [e['phase'] for e in heap if e['event'] == 'phase']
check('phases', phases, ['update_refs', 'subtract_refs', 'move_unreachable', 'handle_weakrefs', 'finalize_garbage', 'handle_resurrected_objects',
                         'update_refs', 'subtract_refs', 'move_unreachable', 'delete_garbage'])
start = [i for i, e in enumerate(heap) if e['event'] == 'phase']


def refs(part):
    return sorted((e['type'], e['gc_refs'], e['count']) for e in part if e['event'] == 'gc-refs')


check('update_refs: the counts', refs(heap[start[0]:start[1]]),
      [('Leaf', 1, 1), ('Node', 1, 1), ('Node', 1, 1), ('Node', 2, 2), ('Phoenix', 1, 1), ('Told', 1, 1), ('Told', 1, 1)])
# The module's dict, which holds one of them, is in the collection itself.
check('subtract_refs: none is held from outside', refs(heap[start[1]:start[2]]),
      [('Leaf', 0, 1), ('Node', 0, 1), ('Node', 0, 1), ('Node', 0, 2), ('Phoenix', 0, 1), ('Told', 0, 1), ('Told', 0, 1)])
moved = heap[start[2]:start[3]]
aside = [e['serial'] for e in moved if e['event'] == 'tentatively-unreachable']
again = [e['serial'] for e in moved if e['event'] == 'reachable-again']
unreachable = sorted({e['serial']: e['type'] for e in moved if e['serial' if 'serial' in e else 'line'] in set(aside) - set(again)}.values()) if aside else []
check('move_unreachable', unreachable, ['Leaf', 'Node', 'Phoenix', 'Told', 'Told'])
check('found', [e['objects'] for e in heap if e['event'] == 'found'][0] >= 5, True)
check('all of the young generation', {e['generation'] for e in heap[:start[3]] if e['event'] == 'gc-refs'}, {0})
order = [(e['event'], e['type']) for e in everything if e['event'] in ('finalizer', 'resurrected', 'freed', 'callback') and e['step'] <= max(x['step'] for x in heap)
         and min(x['step'] for x in heap) <= e['step'] and e.get('type') in ('Node', 'Told', 'Phoenix', 'Leaf', 'ReferenceType')]
check('order', order[:7] if order[0][0] == 'callback' else order,
      [('callback', 'ReferenceType'), ('finalizer', 'Told'), ('finalizer', 'Told'), ('finalizer', 'Phoenix'), ('resurrected', 'Phoenix'), ('resurrected', 'Node'),
       ('freed', 'Told')])

# A cascade, with the references that went.
line = LINES.index('chain = None') + 1
step = [e['step'] for e in everything if e['line'] == line and e['event'] == 'freed'][0]
cascade = events(collection, '--step', step)
deaths_told = [(e['event'], e['type'], e.get('holder_type'), e.get('label'), e['before'], e['after']) for e in cascade
               if e['event'] == 'reference-gone' and e['type'] in ('Leaf', 'list', 'Node')]
check('a cascade', deaths_told,
      [('reference-gone', 'Leaf', None, 'global chain', 1, 0),
       ('reference-gone', 'Leaf', 'Leaf', 'attribute a', 1, 0), ('reference-gone', 'list', 'Leaf', 'attribute b', 1, 0),
       ('reference-gone', 'Node', 'list', 'item 1', 3, 2), ('reference-gone', 'Leaf', 'list', 'item 0', 1, 0)])
check('frees', [e['type'] for e in cascade if e['event'] == 'freed'], ['Leaf', 'Leaf', 'list', 'Leaf'])

# An exception, in the line that raises it, in those that it passes, and where its handler is.
source = """def inner(x):
    return 1 / x


def outer(x):
    return inner(x)


try:
    outer(0)
except ZeroDivisionError:
    print("handled")
"""
done = subprocess.run([cli, 'events', '-', '--steps', '0:1000', '--json'], input=source, capture_output=True, text=True)
check('an exception', [(e['event'], e['line']) for e in json.loads(done.stdout) if e['event'] in ('raised', 'handled')],
      [('raised', 2), ('raised', 6), ('raised', 10), ('handled', 11)])

# Wrong usage.
for arguments in [[], ['--steps', '5'], ['--steps', '5:3'], ['--step', '99999'], ['--instruction', '99999999'], ['--steps', 'a:b']]:
    done = run('events', collection, *arguments)
    check(f'no stretch: {arguments}', (done.returncode, len(done.stderr.splitlines())), (2, 1))

cases.tell()
