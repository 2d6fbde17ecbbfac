#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The graph of a moment, built again from nothing but its outline, is that graph: at every level of detail, for sampled steps of the corpus.

    test_outline.py TELL-ALL CORPUS [--most N] [--only TEXT] [--one-in N]
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess

parser = argparse.ArgumentParser()
parser.add_argument('tell_all')
parser.add_argument('corpus', type=pathlib.Path)
parser.add_argument('--most', type=int, default=2)
parser.add_argument('--only', default='')
parser.add_argument('--one-in', type=int, default=1, help='of the programs')
arguments = parser.parse_args()

IMMORTAL, FINALIZED, DEAD, CURRENT, RETURNED, INLINE, INTERNED, GARBAGE = 1, 2, 1 << 3, 1 << 4, 1 << 5, 1 << 6, 1 << 8, 1 << 9
WORDS = {'reference': 'other', 'value of': 'value', 'name used': 'name-of-code', 'constant': 'const', 'function': 'func', 'name': 'binding'}
FLAGS = {'garbage': GARBAGE, 'its object is dead': DEAD, 'finalized': FINALIZED, 'interned': INTERNED, 'has returned': RETURNED, 'runs': CURRENT}
KINDS = ['reference', 'name used', 'name', 'cell', 'item', 'key', 'value of', 'attribute', 'slot', 'type', 'base', 'mro', 'closure', 'default', 'code', 'constant', 'dict', 'self',
         'function', 'referent', 'callback', 'traceback', 'frame', 'stack', 'root']


def plain(text):
    return (text or '').replace('\\', '\\\\').replace('\n', '\\n').replace('\r', '\\r').replace('→', '\\u2192')


# --- from the outline ----------------------------------------------------------------------------------------------------------------------

class Parsed:
    def __init__(self, text):
        self.nodes, self.edges, self.moment = {}, collections.Counter(), None
        self.held = {}
        lines = text.split('\n')
        assert lines.pop() == ''
        self.moment = lines[0]
        current = None
        for line in lines[1:]:
            if line.startswith('  held by '):
                self.held[current] = line[len('  held by '):]
            elif line.startswith('  '):
                self.row(current, line[2:])
            else:
                current = self.header(line)

    def header(self, line):
        if line.startswith('names of '):
            key = line[len('names of '):]
            self.nodes[key] = ('namespace', key, None, None, 0, 0, 0, 0)
            return key
        frame = re.fullmatch(r'frame (.*) at depth (\d+)(?:, line (\d+))?(, runs)?', line)
        if frame:
            key = f'frame {frame[1]} at depth {frame[2]}'
            while key in self.nodes:
                key += "'"
            self.nodes[key] = ('frame', frame[1], int(frame[2]), int(frame[3] or 0), CURRENT if frame[4] else 0, 0, 0, 0)
            return key
        found = re.fullmatch(r'(.*?) #(\d+)(?: “(.*)”)?(?:, count (\d+|∞))?(?:, (\d+) bytes?)?((?:, [^“”]*)?)', line)
        assert found, line
        flags, alike, cut, folded = 0, 0, 0, 0
        for word in found[6].split(', ')[1:]:
            number = re.search(r'\d+', word)
            if word.startswith('one of '):
                alike = int(number[0])
            elif word.endswith('not shown'):
                cut = int(number[0])
            elif word.endswith('inside'):
                folded = int(number[0])
            else:
                flags |= FLAGS[word]
        self.nodes[int(found[2])] = (found[1], found[3] or '', found[4], int(found[5] or 0), flags, alike, cut, folded)
        return int(found[2])

    def row(self, source, line):
        label, target = line.split(' → ')
        times = re.search(r' \((\d+) times\)$', target)
        target = target[:times.start()] if times else target
        strength = re.search(r' \((weak|temporary)\)$', target)
        target = target[:strength.start()] if strength else target
        kind = next(kind for kind in KINDS if label == kind or label.startswith(kind + ' '))
        serial = re.search(r' #(\d+)$', target)
        name = int(serial[1]) if serial else target
        self.edges[source, WORDS.get(kind, kind), label[len(kind) + 1:], name, strength[1] if strength else 'strong'] += 1


# --- from the graph ------------------------------------------------------------------------------------------------------------------------

def expected(graph):
    nodes, keys = {}, []
    for node in graph['nodes']:
        kind, flags, text = node.get('kind', 'object'), node.get('flags', 0), plain(node.get('text'))
        if kind == 'namespace':
            keys.append(text)
            nodes[text] = ('namespace', text, None, None, 0, 0, 0, 0)
        elif kind == 'frame':
            key = f'frame {text} at depth {node.get("depth", 0)}'
            while key in nodes:
                key += "'"
            keys.append(key)
            nodes[key] = ('frame', text, node.get('depth', 0), node.get('line', 0), flags & CURRENT, 0, 0, 0)
        elif flags & INLINE:
            keys.append(f'{node["type"]} {text}' if text else node['type'])
        else:
            keys.append(node['serial'])
            count = None if kind != 'object' else '∞' if flags & IMMORTAL else str(node.get('refcount', 0))
            alike = node.get('alike', 0)
            nodes[node['serial']] = (node['type'], text, count, node.get('size', 0) if kind == 'object' else 0, flags & sum(set(FLAGS.values()) - {CURRENT}),
                                     alike if alike > 1 else 0, node.get('cut', 0), node.get('folded', 0))
    edges = collections.Counter()
    for edge in graph['edges']:
        if graph['nodes'][edge['source']].get('flags', 0) & INLINE:
            continue
        kind, target, strength = edge.get('kind', 'other'), edge.get('target'), edge.get('strength', 'strong')
        kind = 'binding' if kind in ('global', 'local') else 'name-of-code' if kind == 'name' else kind
        label = plain(edge['label']) if edge.get('label') else str(edge['index']) if edge.get('index', -1) >= 0 else ''
        if target is None:
            target, strength = 'dead' if strength == 'weak' else 'nothing', 'strong'
        else:
            target = keys[target]
        edges[keys[edge['source']], kind, label, target, strength] += 1
    return nodes, edges


def check(line):
    case = json.loads(line)
    parsed = Parsed(case['outline'])
    nodes, edges = expected(case['graph'])
    wrong = []
    if parsed.nodes != nodes:
        wrong.append(f'nodes: {list(set(parsed.nodes.items()) ^ set(nodes.items()))[:4]}')
    if parsed.edges != edges:
        wrong.append(f'references: {list((parsed.edges - edges).items())[:3]} are not {list((edges - parsed.edges).items())[:3]}')
    if f"step {case['graph']['moment']['step']}," not in parsed.moment + ',':
        wrong.append(parsed.moment)
    counted = collections.Counter(edge[3] for edge in edges.elements())
    # What stands in a row may hold something, too, and has no paragraph.
    inline = any(node.get('flags', 0) & INLINE for node in case['graph']['nodes'])
    wrong += [f'held: {serial}' for serial in nodes if isinstance(serial, int) and not inline and nodes[serial][2] is not None
              and (serial in parsed.held) != (counted[serial] > 0)]
    return wrong, len(nodes), sum(edges.values())


def check_program(path):
    done = subprocess.run([arguments.tell_all, 'outline', path, str(arguments.most)], capture_output=True, text=True, encoding='utf-8', errors='surrogateescape',
                          env={**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': ''})
    results = []
    for number, line in enumerate(done.stdout.splitlines()):
        try:
            results.append(check(line))
        except (AssertionError, ValueError, KeyError, StopIteration) as error:
            results.append(([f'{number}: {error!r}'], 0, 0))
    return results


programs = [path for path in sorted(arguments.corpus.rglob('*.py')) if path.parent != arguments.corpus and arguments.only in str(path)][::arguments.one_in]
total = 0
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    for number, (path, results) in enumerate(zip(programs, pool.map(check_program, programs)), 1):
        wrong = [text for faults, _, _ in results for text in faults]
        total += len(results)
        print(f'{"not ok" if wrong else "ok"} {number} - {path.parent.name}/{path.stem}: {len(results)} outlines, {sum(r[1] for r in results)} nodes, {sum(r[2] for r in results)} references',
              flush=True)
        for text in wrong[:4]:
            print('#', text[:600])
print(f'{"ok" if total >= 4 * len(programs) else "not ok"} {len(programs) + 1} - {total} outlines')
print(f'1..{len(programs) + 1}')
