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
ALL = ('--steps', '0:1000000')
# The classes of COLLECTION.py whose objects are told of.
TOLD = ('Node', 'Told', 'Phoenix', 'Leaf')
LINES = [line.strip() for line in pathlib.Path(collection).read_text().splitlines()]


def run(*arguments):
    return subprocess.run([cli, *map(str, arguments)], capture_output=True, text=True)


def events(program, *arguments):
    return json.loads(run('events', program, *arguments, '--json').stdout)


def of(kind, told):
    return [event for event in told if event['event'] == kind]


def callbacks(story):
    """The callbacks of STORY: the number of the event, the serial of the dying object, its class."""
    cleared, called = {}, []
    for number, event in enumerate(story):
        if event['event'] == 'weakref-cleared':
            cleared[event['serial']] = event['referent'], event['referent_type']
        elif event['event'] == 'callback':
            called.append((number, *cleared[event['serial']]))
    # That of HasCallback which only clears a list prints nothing; at exit the program cannot print any more.
    first = [name for _, _, name in called].index('HasCallback')
    return [call for number, call in enumerate(called) if number != first and call[2] != 'AtExit']


def check_deaths():
    # The program prints "death: CLASS ..." in each callback.
    printed = [line.split()[1] for line in run('run', deaths).stdout.splitlines() if line.startswith('death: ')]
    story = events(deaths, *ALL)
    freed, gone = {}, {}
    for number, event in enumerate(story):
        if event['event'] == 'freed':
            freed[event['serial']] = number
        elif event['event'] == 'reference-gone' and event['after'] == 0:
            gone[event['serial']] = number
    called = callbacks(story)
    check('callbacks in the order of CPython', [name for _, _, name in called], printed)
    numbers = [number for number, _, _ in called]
    says = [number for number, event in enumerate(story) if event['event'] == 'output' and event['text'].startswith('death:')]
    wrong = [i for i, number in enumerate(numbers) if number >= says[i] or (i + 1 < len(numbers) and says[i] >= numbers[i + 1])]
    check('each before what it prints', wrong, [])
    check('and before its object is freed', [serial for number, serial, _ in called if number >= freed.get(serial, 0)], [])
    check('what is freed had its count fall to 0', [serial for serial in freed if gone.get(serial, 1 << 60) >= freed[serial]], [])
    finalizers = [event['type'] for event in of('finalizer', story) if event['type'] in ('Final1', 'Final2', 'Phoenix')]
    check('finalizers', finalizers, ['Final1', 'Final2', 'Phoenix'])
    check('resurrected', [event['type'] for event in of('resurrected', story)], ['Phoenix'])


def refs(part):
    return sorted((event['type'], event['gc_refs'], event['count']) for event in of('gc-refs', part))


def check_phases(heap):
    """HEAP: what is told of the classes and of the collector, in one collection; its phases by hand."""
    check('phases', [event['phase'] for event in of('phase', heap)],
          ['update_refs', 'subtract_refs', 'move_unreachable', 'handle_weakrefs', 'finalize_garbage', 'handle_resurrected_objects',
           'update_refs', 'subtract_refs', 'move_unreachable', 'delete_garbage'])
    start = [number for number, event in enumerate(heap) if event['event'] == 'phase']
    check('update_refs: the counts', refs(heap[start[0]:start[1]]),
          [('Leaf', 1, 1), ('Node', 1, 1), ('Node', 1, 1), ('Node', 2, 2), ('Phoenix', 1, 1), ('Told', 1, 1), ('Told', 1, 1)])
    # The module's dict, which holds one of them, is in the collection itself.
    check('subtract_refs: none is held from outside', refs(heap[start[1]:start[2]]),
          [('Leaf', 0, 1), ('Node', 0, 1), ('Node', 0, 1), ('Node', 0, 2), ('Phoenix', 0, 1), ('Told', 0, 1), ('Told', 0, 1)])
    moved = heap[start[2]:start[3]]
    types = {event['serial']: event['type'] for event in moved if 'serial' in event}
    again = {event['serial'] for event in of('reachable-again', moved)}
    aside = {event['serial'] for event in of('tentatively-unreachable', moved)} - again
    check('move_unreachable', sorted(types[serial] for serial in aside), ['Leaf', 'Node', 'Phoenix', 'Told', 'Told'])
    cases.true('found', of('found', heap)[0]['objects'] >= 5)
    check('all of the young generation', {event['generation'] for event in of('gc-refs', heap[:start[3]])}, {0})


def check_collection(everything):
    at = LINES.index('gc.collect()', LINES.index('gc.collect()') + 1) + 1
    heap = [event for event in everything if event['line'] == at
            and (event.get('type') in TOLD or event['event'] in ('collect', 'phase', 'found', 'collected'))]
    check_phases(heap)
    steps = [event['step'] for event in heap]
    order = [(event['event'], event['type']) for event in everything if min(steps) <= event['step'] <= max(steps)
             and event['event'] in ('finalizer', 'resurrected', 'freed', 'callback') and event['type'] in (*TOLD, 'ReferenceType')]
    check('order', order[:7],
          [('callback', 'ReferenceType'), ('finalizer', 'Told'), ('finalizer', 'Told'), ('finalizer', 'Phoenix'), ('resurrected', 'Phoenix'),
           ('resurrected', 'Node'), ('freed', 'Told')])


def check_cascade(everything):
    """With the references that went."""
    line = LINES.index('chain = None') + 1
    step = [event['step'] for event in of('freed', everything) if event['line'] == line][0]
    cascade = events(collection, '--step', step)
    check('a cascade', [(event['type'], event.get('holder_type'), event.get('label'), event['before'], event['after'])
                        for event in of('reference-gone', cascade) if event['type'] in ('Leaf', 'list', 'Node')],
          [('Leaf', None, 'global chain', 1, 0), ('Leaf', 'Leaf', 'attribute a', 1, 0), ('list', 'Leaf', 'attribute b', 1, 0),
           ('Node', 'list', 'item 1', 3, 2), ('Leaf', 'list', 'item 0', 1, 0)])
    check('frees', [event['type'] for event in of('freed', cascade)], ['Leaf', 'Leaf', 'list', 'Leaf'])


def nodes(step, stop):
    return json.loads(run('graph', collection, '--step', f'{step}.{stop}').stdout)['nodes']


def check_pictures(everything):
    """Of moments inside a step: the collector's gc_refs, and a cascade death by death."""
    at = LINES.index('gc.collect()', LINES.index('gc.collect()') + 1) + 1
    moved = [event for event in of('phase', everything) if event['line'] == at and event['phase'] == 'move_unreachable'][0]
    story = [event for event in everything if event['step'] == moved['step']]
    counted = {event['serial']: event['gc_refs'] for event in of('gc-refs', story[:story.index(moved)]) if event.get('type') in TOLD}
    drawn = {node['serial']: node['gc_refs'] - 1 for node in nodes(moved['step'], moved['stop'])
             if node['serial'] in counted and 'gc_refs' in node}
    check('gc_refs of a picture', drawn, counted)
    step = [event['step'] for event in of('freed', everything) if event['line'] == LINES.index('chain = None') + 1][0]
    deaths = [event for event in of('freed', everything) if event['step'] == step and event['type'] == 'Leaf']
    for number, death in enumerate(deaths):
        alive = {node['serial'] for node in nodes(step, death['stop'])}
        check(f'a cascade, death {number}', [other['serial'] in alive for other in deaths], [index >= number for index in range(len(deaths))])
    last = max(event.get('stop', 0) for event in everything if event['step'] == step)
    done = run('graph', collection, '--step', f'{step}.{last + 1}')
    check('no such event', (done.returncode, len(done.stderr.splitlines())), (2, 1))
    done = run('graph', collection, '--step', f'{step}.0')
    check('events from 1', (done.returncode, len(done.stderr.splitlines())), (2, 1))


def check_exception():
    """In the line that raises it, in those that it passes, and where its handler is."""
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
    check('an exception', [(event['event'], event['line']) for event in json.loads(done.stdout) if event['event'] in ('raised', 'handled')],
          [('raised', 2), ('raised', 6), ('raised', 10), ('handled', 11)])


def check_usage():
    for arguments in [[], ['--steps', '5'], ['--steps', '5:3'], ['--step', '99999'], ['--instruction', '99999999'], ['--steps', 'a:b']]:
        done = run('events', collection, *arguments)
        check(f'no stretch: {arguments}', (done.returncode, len(done.stderr.splitlines())), (2, 1))


check_deaths()
told = events(collection, *ALL)
check_collection(told)
check_cascade(told)
check_pictures(told)
check_exception()
check_usage()
cases.tell()
