#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every sentence of sampled steps of all programs of the corpus is true of the two graphs and of the events, as this file reads them by itself;
what happened to the program's instances is told; the Korean sentences say the same, with the particles that fit.

    test_narration.py TELL-ALL LOCALEDIR CORPUS [--most N] [--only TEXT] [--one-in N]
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
parser.add_argument('localedir')
parser.add_argument('corpus', type=pathlib.Path, nargs='+')
parser.add_argument('--most', type=int, default=10)
parser.add_argument('--only', default='')
parser.add_argument('--one-in', type=int, default=1, help='of the programs')
arguments = parser.parse_args()

BY_LIBRARY, OUTSIDE, CURRENT = 1 << 11, 1 << 10, 1 << 4
INSTANCES = ('instance', 'slots-instance')


def tell(mode, program, language):
    environment = {**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': language, 'REFSCOPE_LOCALEDIR': arguments.localedir}
    done = subprocess.run([arguments.tell_all, mode, program, str(arguments.most)], capture_output=True, text=True, env=environment, encoding='utf-8', errors='surrogateescape')
    return done.stdout.splitlines(), done.stderr


class Graph:
    def __init__(self, graph):
        self.moment, self.nodes, self.edges = graph['moment'], graph['nodes'], graph['edges']
        self.by_serial = {node['serial']: number for number, node in enumerate(self.nodes)}
        self.into, self.out = collections.defaultdict(list), collections.defaultdict(list)
        for edge in self.edges:
            self.out[edge['source']].append(edge)
            if edge.get('target') is not None:
                self.into[edge['target']].append(edge)

    def node(self, serial):
        number = self.by_serial.get(serial)
        return None if number is None else self.nodes[number]

    def is_own(self, serial):
        node = self.node(serial)
        return (node is not None and serial >= self.moment['first-serial'] and node.get('kind', 'object') == 'object' and node.get('origin', 'program') == 'program'
                and not node.get('flags', 0) & (BY_LIBRARY | OUTSIDE))

    def instances(self):
        return {node['serial'] for node in self.nodes if node.get('shape') in INSTANCES and self.is_own(node['serial'])}

    def names_into(self, number):
        """What the references to a node are called: of a cell the name by which frames and functions know it."""
        for edge in self.into[number]:
            if edge.get('strength', 'strong') == 'weak':
                continue
            source = self.nodes[edge['source']]
            kind = edge.get('kind', 'other')
            if source.get('shape') == 'cell':
                for known in self.into[edge['source']]:
                    if known.get('kind') == 'cell':
                        yield 'name', known['label']
            elif kind in ('global', 'local'):
                yield 'name', edge['label']
            elif kind in ('attribute', 'slot'):
                yield 'attribute', edge['label']
            elif kind == 'value':
                holders = [known for known in self.into[edge['source']] if known.get('kind') == 'dict']
                yield ('value', edge['label']) if not holders else \
                    ('name' if self.nodes[holders[0]['source']].get('kind') == 'frame' else 'attribute', edge['label'])
            elif kind == 'item':
                yield 'item', str(edge['index'])
            else:
                yield 'other', kind


def place_of(text):
    """The form of a place in words, and its name."""
    for form, pattern in (('attribute', r'[Aa]ttribute `(.+?)` of '), ('item', r'[Ii]tem (\d+) of '), ('value', r'[Tt]he value of (.+) in the '), ('name', r'`(.+?)`(?: of .*)?$')):
        found = re.match(pattern, text)
        if found:
            return form, found[1]
    return 'other', text


def leads(graph, number, text):
    form, name = place_of(text)
    places = list(graph.names_into(number))
    return (form, name) in places or (form == 'other' and bool(graph.into[number]))


class Step:
    def __init__(self, line):
        self.number, self.sentences, self.events = line['step'], line['sentences'], line['events']
        self.before, self.after = Graph(line['before']), Graph(line['after'])
        self.freed = {e['serial']: e['type'] for e in self.events if e['event'] == 'freed'}
        self.holder, found = {}, set()
        self.found = set()
        for e in self.events:
            if e['event'] == 'tentatively-unreachable':
                found.add(e['serial'])
            elif e['event'] == 'reachable-again':
                found.discard(e['serial'])
            elif e['event'] == 'reference-gone' and e['after'] == 0:
                self.holder[e['serial']] = e.get('holder')
                if e['serial'] in found:
                    self.found.add(e['serial'])

    def goes_with(self, serial, root):
        for _ in range(len(self.holder) + 1):
            serial = self.holder.get(serial)
            if serial == root or serial is None:
                break
        return serial == root

    def is_new(self, serial):
        return self.before.node(serial) is None and serial >= self.before.moment['next-serial']

    def current(self, graph):
        frames = [node for node in graph.nodes if node.get('kind') == 'frame' and node.get('flags', 0) & CURRENT]
        return frames[0]['text'] if frames else None

    def leads_now(self, serial, text):
        number = self.after.by_serial.get(serial)
        return number is not None and leads(self.after, number, text)

    def led(self, serial, text):
        number = self.before.by_serial.get(serial)
        return number is not None and leads(self.before, number, text)

    # --- a sentence each: what is wrong with it, or None -------------------------------------------------------------------------------

    def value(self, graph, text, place):
        """Whether a value of that text stands in the place."""
        words = text.split(' ', 2)
        wanted = words[2] if words[0] == 'the' and len(words) > 2 else text
        for node, number in ((node, number) for number, node in enumerate(graph.nodes)):
            said = node.get('text') or ''
            if (said == wanted or (wanted.endswith('…') and said.startswith(wanted[:-1])) or (len(words) > 1 and node['type'] in text)
                    or text.startswith('a weak') or 'weak reference' in text) and leads(graph, number, place):
                return True
        return False

    def check(self, s):
        text, serial, n = s['text'], s.get('serial'), s.get('objects')
        match = lambda pattern: re.fullmatch(pattern, text, re.S)
        return getattr(self, 'check_' + s['says'].replace('-', '_'))(s, text, serial, n, match)

    def check_freed(self, s, text, serial, n, match):
        m = match(r'.*, and its count falls from (\d+) to 0\.')
        if m:
            node = self.before.node(serial)
            place = re.match(r".* is freed: (.+) no longer (names|holds) it, and", text)
            if place and (not self.led(serial, place[1]) or serial not in self.freed):
                return f'no such place: {place[1]}'
            if 'until now: ' in text and not all(self.led(serial, part) for part in re.search(r'until now: (.*)\), and', text)[1].split(', ') if part.startswith('`')):
                return 'no such holders'
            return None if node['refcount'] == int(m[1]) == s['before'] and serial in self.freed else 'count'
        m = match(r'(\d+) (\S+) are freed, one after the other: .*')
        if m:
            same = [x for x, kind in self.freed.items() if kind == m[2] and (x == serial or self.goes_with(x, serial)) and (self.before.node(x) or x in self.found)]
            return None if len(same) == int(m[1]) == n else f'{len(same)} in the chain'
        m = match(r'The collector frees (\d+) (\S+): nothing alive led to (?:it|them) any more\.')
        if m:
            same = [x for x in self.found if self.freed.get(x) == m[2] and not any(self.goes_with(x, other) for other in self.found)]
            return None if len(same) == int(m[1]) == n else f'{len(same)} found'
        m = match(r'(\d+) (\S+) are freed: (.*) no longer holds them\.') or match(r'(\d+) (\S+) are freed: `(.*)`, whose names held them, has ended\.') \
            or match(r'(\d+) (\S+) are freed: (no name) leads to them any more\.')
        if m:
            same = [x for x, kind in self.freed.items() if kind == m[2] and self.before.node(x)]
            return None if int(m[1]) == n <= len(same) else f'{len(same)} freed'
        m = match(r".* is freed: `(.+)` has ended, and only its name `(.+?)`.* held it\.")
        if m:
            return None if serial in self.freed and self.led(serial, f'`{m[2]}`') and any(node.get('kind') == 'frame' and node['text'] == m[1] for node in self.before.nodes) \
                else 'no such name'
        if match(r'.* is freed, now that its finalizer has run\.') or match(r'The .* is freed\.'):
            return None if serial in self.freed else 'lives'
        return 'form'

    def check_freed_with(self, s, text, serial, n, match):
        gone = collections.Counter(kind for x, kind in self.freed.items() if self.goes_with(x, serial) and (self.before.node(x) or x in self.found))
        m = match(r'With it goes (.+), which nothing else held\.')
        if m:
            return None if sum(gone.values()) >= 1 else 'nothing went'
        m = match(r'With it go(?:es)? (?:what only it held|(\d+) objects that only it held): (.+)\.')
        if not m:
            return 'form'
        told = {kind: int(number) for number, kind in re.findall(r'(\d+) ([^,]+)', m[2])}
        if sum(told.values()) != n:
            return f'{told} are not {n}'
        return None if all(gone[kind] >= number for kind, number in told.items()) else f'{told}, not {dict(gone)}'

    def check_count_zero(self, s, text, serial, n, match):
        m = match(r'The count of .* falls from (\d+) to 0: (?:before it is freed, its finalizer is called|it is about to be freed)\.')
        fell = any(e['event'] == 'reference-gone' and e['serial'] == serial and e['after'] == 0 for e in self.events)
        called = any(e['event'] == 'finalizer' and e['serial'] == serial for e in self.events)
        return None if m and fell and serial not in self.freed and self.before.node(serial)['refcount'] == int(m[1]) and called == ('finalizer' in text) else 'count'

    def check_unbound(self, s, text, serial, n, match):
        m = match(r'(.+) no longer (?:names|holds) .+?(?:: its count falls from (\d+) to (\d+)\.(?: It stays: (.+) still holds it\.)?)?\.?')
        if not m or not self.led(serial, s['place']):
            return 'form or place'
        if self.after.node(serial) is None or serial in self.freed:
            return 'is gone'
        if m[2] and (self.before.node(serial)['refcount'], self.after.node(serial)['refcount']) != (int(m[2]), int(m[3])):
            return 'count'
        if m[4] and not self.leads_now(serial, m[4]):
            return f'not held by {m[4]}'
        was, now = (sum(place == place_of(s['place']) for place in graph.names_into(graph.by_serial[serial])) for graph in (self.before, self.after))
        return None if now < was or place_of(s['place'])[0] in ('item', 'name', 'other') else f'still there: {s["place"]}'

    def check_bound(self, s, text, serial, n, match):
        if not self.leads_now(serial, s['place']):
            return 'no such place'
        node, old = self.after.node(serial), self.before.node(serial)
        m = match(r'.* (?:names|holds) (?:a new,?|the new) .*: its count is (\d+)\.')
        if m:
            return None if self.is_new(serial) and node['refcount'] == int(m[1]) else 'is not new, or count'
        m = match(r'.* (?:names|holds) .* now: its count rises from (\d+) to (\d+)\.')
        if m:
            return None if (old['refcount'], node['refcount']) == (int(m[1]), int(m[2])) else 'count'
        return None if match(r'.* (?:names|holds) .* now\.') and (not self.is_new(serial) or text.count('new')) else 'form'

    def check_weak(self, s, text, serial, n, match):
        number = self.after.by_serial[serial]
        new = [e for e in self.after.into[number] if e.get('strength') == 'weak' and self.is_new(self.after.nodes[e['source']]['serial'])]
        return None if len(new) == n and (n == 1 or text.startswith(f'{n} ')) else f'{len(new)} new'

    def check_called(self, s, text, serial, n, match):
        if not (self.after.moment['event'] == 'call' and self.current(self.after) == s['place'] and f'`{s["place"]}`' in text):
            return 'no call'
        locals_ = {name for frame, node in enumerate(self.after.nodes) if node.get('flags', 0) & CURRENT for name in (e.get('label') for e in self.after.out[frame])}
        told = re.findall(r'`([^`]+)` = ', text)
        return None if set(told) <= locals_ else f'{told} not of {locals_}'

    def check_returned(self, s, text, serial, n, match):
        return None if self.before.moment['event'] == 'return' and self.current(self.before) == s['place'] and f'`{s["place"]}`' in text else 'no return'

    def check_changed(self, s, text, serial, n, match):
        was, now = self.before.node(serial).get('length', 0), self.after.node(serial).get('length', 0)
        said = [int(number) for number in re.findall(r'from (\d+) to (\d+) items', text)[0]] if 'from' in text else [was, was]
        return None if said == [was, now] and (('grows' in text) == (now > was)) and (('shrinks' in text) == (now < was)) else 'length'

    def check_value(self, s, text, serial, n, match):
        m = match(r'(.+?) names nothing any more, before (.+)\.') or match(r'(.+?) is gone, it held (.+)\.')
        if m:
            return None if self.value(self.before, m[2], s['place']) else f'no {m[2]}'
        m = match(r'(.+?) (?:names|holds) (.+?) now(?:, before (.+))?\.')
        if not m:
            return 'form'
        if not self.value(self.after, m[2], s['place']):
            return f'no {m[2]} there'
        return None if not m[3] or self.value(self.before, m[3], s['place']) else f'no {m[3]} before'

    def check_born(self, s, text, serial, n, match):
        return None if self.is_new(serial) and self.after.node(serial) and match(r'(?:A new,?|The new) .* is made\.') else 'is not new'

    def check_output(self, s, text, serial, n, match):
        m = match(r'“(.*)” is (printed|written to the error stream)\.')
        written = ''.join(e['text'] for e in self.events if e['event'] == 'output' and e['stream'] == (1 if m[2] == 'printed' else 2))
        said = m[1][:-1] if m[1].endswith('…') else m[1]
        return None if written.startswith(said) and (m[1].endswith('…') or written.rstrip('\n') == said.rstrip('\n')) else 'another text'

    def check_count(self, s, text, serial, n, match):
        m = match(r'The count of .* (rises|falls) from (\d+) to (\d+)\.')
        counts = self.before.node(serial)['refcount'], self.after.node(serial)['refcount']
        return None if m and counts == (int(m[2]), int(m[3])) and (m[1] == 'rises') == (counts[1] > counts[0]) else 'count'

    def check_cleared(self, s, text, serial, n, match):
        cleared = [e for e in self.events if e['event'] == 'weakref-cleared' and e['referent'] == serial]
        return None if len(cleared) == n and (n == 1 or text.startswith(f'{n} ')) else f'{len(cleared)} cleared'

    def has_event(self, kind, serial):
        return any(e['event'] == kind and e['serial'] == serial for e in self.events)

    def check_callback(self, s, text, serial, n, match):
        return None if self.has_event('callback', serial) else 'no callback'

    def check_finalizer(self, s, text, serial, n, match):
        return None if self.has_event('finalizer', serial) else 'no finalizer'

    def check_resurrected(self, s, text, serial, n, match):
        return None if self.has_event('resurrected', serial) and serial not in self.freed else 'not resurrected'

    def check_collection(self, s, text, serial, n, match):
        m = match(r'The collector runs \(generation (\d)\) and finds (\d+) objects? that nothing alive leads to\.')
        return None if m and int(m[2]) == n or any(e['event'] == 'found' and e['objects'] == int(m[2]) for e in self.events) else 'not found'

    def check_raised(self, s, text, serial, n, match):
        line = int(re.search(r'line (\d+)\.', text)[1])
        told = [e for e in self.events if e['event'] == 'raised' and e['serial'] == serial and e['line'] == line]
        return None if told and ('goes on' in text) == (self.before.node(serial) is not None) and told[0]['type'] in text else 'not raised there'

    def check_handled(self, s, text, serial, n, match):
        line = int(re.search(r'line (\d+)\.', text)[1])
        return None if any(e['event'] == 'handled' and e['serial'] == serial and e['line'] == line for e in self.events) else 'not handled there'

    def check_switched(self, s, text, serial, n, match):
        return None if [e['thread'] for e in self.events if e['event'] == 'thread-switched'][-1] == n and str(n) in text else 'another thread'

    def check_freed_inner(self, s, text, serial, n, match):
        told = {kind: int(number) for number, kind in re.findall(r'(\d+) ([^,.]+)', text)}
        gone = collections.Counter(self.freed.values())
        return None if sum(told.values()) == n and all(gone[kind] >= number for kind, number in told.items()) else f'{told}, not {dict(gone)}'

    def check_passing(self, s, text, serial, n, match):
        passing = [x for x in self.freed if self.is_new(x)]
        return None if n <= len(passing) and text.startswith(f'{n} ') else f'{len(passing)} came and went'

    def check_nothing(self, s, text, serial, n, match):
        if len(self.sentences) > 1:
            return 'not alone'
        own = [x for x in self.freed if x in self.before.instances()]
        born = [x for x in self.after.instances() if self.is_new(x)]
        return f'freed {own}, born {born}' if own or born or self.changed() else None

    # --- what must be told -------------------------------------------------------------------------------------------------------------

    def changed(self):
        return {x for x in self.before.instances() & self.after.instances() if self.before.node(x)['refcount'] != self.after.node(x)['refcount']}

    def missing(self):
        """Instances that died, came to be, or have another count, and no sentence says so."""
        gone = collections.Counter(self.freed[x] for x in self.before.instances() if x in self.freed)
        told, about = collections.Counter(), collections.defaultdict(list)
        for s in self.sentences:
            about[s.get('serial')].append(s)
            m = re.match(r'(?:The collector frees )?(\d+) (\S+?)(?: are freed|: nothing alive)', s['text'])
            if s['says'] == 'freed' and m:
                told[m[2]] += int(m[1])
            elif s['says'] == 'freed':
                told[self.freed[s['serial']]] += 1
            elif s['says'] == 'freed-with' and 'which nothing else held' in s['text']:
                told[re.match(r'With it goes the (\S+?)[ ,]', s['text'])[1] if re.match(r'With it goes the (\S+?)[ ,]', s['text']) else ''] += 1
            elif s['says'] == 'freed-with':
                for number, kind in re.findall(r'(\d+) ([^,.:]+)', s['text'].split(': ', 1)[1]):
                    told[kind] += int(number)
        wrong = [f'{number} {kind} died, {told[kind]} are told' for kind, number in gone.items() if told[kind] < number]
        for x in self.changed():
            counts = self.before.node(x)['refcount'], self.after.node(x)['refcount']
            zero = any(s['says'] == 'count-zero' for s in about[x])
            if not zero and not any((s.get('before'), s.get('after')) == counts for s in about[x]):
                wrong.append(f'count of {x} {self.before.node(x)["type"]}: {counts} is not told')
        return wrong


# --- Korean ------------------------------------------------------------------------------------------------------------------------------

# How names of programs and types are read in Korean, written down from the words themselves: 1 ends in a consonant, 2 in ㄹ, 0 in a vowel.
READ = {'Node': 0, 'list': 0, 'dict': 0, 'int': 0, 'set': 1, 'tuple': 2, 'item': 1, 'items': 0, 'x': 0, 'y': 0, 'a': 0, 'b': 0, 'c': 0, 'd': 0, 'e': 0, 'f': 0, 'g': 0, 'h': 0,
        'i': 0, 'j': 0, 'k': 0, 'l': 2, 'm': 1, 'n': 1, 'o': 0, 'p': 0, 'q': 0, 'r': 2, 's': 0, 't': 0, 'u': 0, 'v': 0, 'w': 0, 'z': 0, 'Child': 0, 'None': 1, 'True': 0,
        'False': 0, 'name': 1, 'self': 0, 'next': 0, 'key': 0, 'value': 0, 'data': 0, 'object': 0, 'class': 0, 'cell': 2, 'frame': 1, 'code': 0, 'function': 1, 'generator': 0,
        'weakref': 0, 'cache': 0, 'node': 0, 'first': 0, 'second': 0, 'result': 0, 'count': 0, 'line': 1, 'file': 2, 'index': 0, 'error': 0, 'parent': 0, 'child': 0,
        'children': 1, 'other': 0, 'left': 0, 'right': 0, 'total': 2, 'number': 0, 'text': 0, 'word': 0, 'words': 0, 'thread': 0, 'lock': 1, 'stack': 1, 'queue': 0}
DIGITS = {'0': 1, '1': 2, '2': 0, '3': 1, '4': 0, '5': 0, '6': 1, '7': 2, '8': 2, '9': 0}
PAIRS = {'이': ('이', '가'), '가': ('이', '가'), '을': ('을', '를'), '를': ('을', '를'), '은': ('은', '는'), '는': ('은', '는'), '으로': ('으로', '로'), '로': ('으로', '로')}


def ending(word):
    """None: it is not known here."""
    last = word[-1:]
    if last and '가' <= last <= '힣':
        final = (ord(last) - 0xAC00) % 28
        return 0 if final == 0 else 2 if final == 8 else 1
    if last.isdigit() and last.isascii():
        number = re.search(r'\d+$', word)[0]
        if re.search(r'\d\.\d+$', word) or len(number) > 12:
            return DIGITS[last] if last != '0' else (1 if len(number) <= 12 else None)
        return DIGITS[last]
    letters = re.search(r'[A-Za-z]+$', word)
    return READ.get(letters[0]) if letters and (letters[0] == word or not word[:-len(letters[0])][-1].isalnum()) else None


def check_korean(english, korean):
    text = korean['text']
    if [english.get(key) for key in ('says', 'serial', 'objects', 'before', 'after')] != [korean.get(key) for key in ('says', 'serial', 'objects', 'before', 'after')]:
        return 'another sentence'
    if '{' in re.sub(r"“.*”|'.*?'|`[^`]*`|\(.*\)|\[.*\]", '', text) and '{이/가}' in text:
        return 'a particle is left open'
    if english['says'] != 'output' and not re.search(r'(니다\.|(개|[\w>`\'")\]…]+)\.)$', text):
        return 'not polite'
    if english['says'] not in ('output', 'called', 'value') and sorted(re.findall(r'`[^`]*`', english['text'])) != sorted(re.findall(r'`[^`]*`', text)):
        return 'other names'
    if english['says'] not in ('output', 'called', 'value', 'cleared', 'weak', 'freed-with') and \
            sorted(re.findall(r'\d+', english['text'])) != sorted(re.findall(r'\d+', text)):
        return 'other numbers'
    if english['says'] in ('output', 'value', 'called'):
        return None
    for word, particle in re.findall(r"`([^`\s]+?)[`\])'\"]*(이|가|을|를|은|는|으로|로)(?=[ .])", text) + re.findall(r'(?<![\w`])(\w+)(?<![가-힣])(이|가|을|를|은|는|으로|로)(?=[ .])', text):
        end = ending(word.rstrip('_)]}\'"'))
        if end is None:
            continue
        first, second = PAIRS[particle]
        right = second if end == 0 or (end == 2 and second == '로') else first
        if particle != right:
            return f'{word}{particle}, not {word}{right}'
    return None


# --- the corpus --------------------------------------------------------------------------------------------------------------------------

def check_program(path):
    lines, errors = tell('facts', path, '')
    korean, _ = tell('words', path, 'ko')
    wrong, kinds = [], collections.Counter()
    if not lines and 'no two steps' not in errors and 'Error' not in errors:
        wrong.append(errors.strip() or 'nothing was told')
    for line, other in zip(lines, korean, strict=True):
        step, said = Step(json.loads(line)), json.loads(other)['sentences']
        if not step.sentences:
            wrong.append(f'step {step.number}: not a word')
        for s, k in zip(step.sentences, said, strict=True):
            kinds[s['says']] += 1
            try:
                why = step.check(s)
            except (KeyError, TypeError, IndexError, AttributeError, ValueError) as error:
                why = repr(error)
            for fault, text in ((why, s['text']), (check_korean(s, k), k['text'])):
                if fault:
                    wrong.append(f'step {step.number}: {fault}: {s["says"]}: {text}')
        wrong += [f'step {step.number}: {fault}' for fault in step.missing()]
    return wrong, kinds


programs = sorted(path for folder in arguments.corpus for path in folder.rglob('*.py') if path.parent != folder or folder.name != 'fidelity')
programs = [path for path in programs if arguments.only in str(path) and path.parent.name != 'fidelity'][::arguments.one_in]
all_kinds = collections.Counter()
number = 0
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    for number, (path, (wrong, kinds)) in enumerate(zip(programs, pool.map(check_program, programs)), 1):
        all_kinds += kinds
        print(f'{"not ok" if wrong else "ok"} {number} - {path.parent.name}/{path.stem}: {sum(kinds.values())} sentences', flush=True)
        for text in wrong[:12]:
            print('#', text.replace('\n', '\\n'))

# One run over all steps tells what a visit to each tells.
for path in [path for path in programs if 'teaching' in str(path)][:3]:
    number += 1
    print(f'{"ok" if tell("walk", path, "")[0] == tell("words", path, "")[0] else "not ok"} {number} - {path.stem}: a walk and visits tell the same')
print('#', dict(all_kinds.most_common()))
if not arguments.only and arguments.one_in == 1:
    number += 1
    missing = {'freed', 'freed-with', 'unbound', 'bound', 'weak', 'called', 'returned', 'value', 'born', 'output', 'count', 'raised', 'handled'} - set(all_kinds)
    print(f'{"not ok" if missing else "ok"} {number} - kinds of sentences met: {missing or "all"}')
print(f'1..{number}')
