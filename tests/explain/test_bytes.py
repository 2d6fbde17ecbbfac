#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""refscope-cli bytes: each word of objects of the built-in types is what ctypes reads in a real CPython 3.11 (bytes.json, by record_bytes.py).

    test_bytes.py REFSCOPE-CLI BYTES_OBJECTS.py BYTES.json
"""
import concurrent.futures
import json
import pathlib
import struct
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap

cli, program, recorded = sys.argv[1], sys.argv[2], json.loads(pathlib.Path(sys.argv[3]).read_text())
LINE = pathlib.Path(program).read_text().splitlines().index('print("ready")') + 1
cases = tap.Cases()
# Modelled otherwise, or another in each process: what is not compared, and why.
COUNTS = 'ob_refcnt', 'dk_refcnt'  # of what the recorder itself holds, too
NAMED = ('int', 'str', 'float', 'complex', 'bytes', 'bool', 'NoneType', 'ellipsis', 'type', 'function')


def check(name, wrong):
    cases.true(name, not wrong, wrong)


def ask(*names):
    done = subprocess.run([cli, 'bytes', program, *names, '--line', str(LINE), '--json'], capture_output=True, text=True)
    return json.loads(done.stdout) if done.returncode == 0 else done.stderr


def raw_at(words, offset, size):
    """The bytes there, from words of 8."""
    out = b''
    first = offset - (offset - min(map(int, words))) % 8
    while len(out) < offset - first + size:
        word = words.get(str(first + len(out)))
        if word is None:
            return None
        out += bytes.fromhex(word['raw'])
    return out[offset - first:offset - first + size]


def same_object(text, ref):
    """Values and what has a name by their text, others by their type."""
    kind = ref.split(' ', 1)[0]
    if text.split(' ', 1)[0] != kind:
        return False
    if kind not in NAMED:
        return True
    if pathlib.Path(program).name in text:
        return pathlib.Path(program).name in ref
    return text == ref or (text.endswith('…') and ref.startswith(text[:-1])) or len(ref) > 80


def compare(word, words):
    """What is wrong with a word; None: nothing."""
    offset, size, kind, field = word['offset'], word['size'], word['kind'], word['field']
    raw = raw_at(words, offset, size)
    if raw is None:
        return None if kind == 'other' or word['part'] == 'spare' or kind == 'null' else f'{offset}: nothing was read there'
    there = int.from_bytes(raw, 'little', signed=size == 8)
    ref = words.get(str(offset), {}).get('ref') if size == 8 else None
    if kind == 'null' and there != 0:
        return f'{offset} {field}: {ref or hex(there)}, not NULL'
    if kind == 'object' and (ref is None or not same_object(word['text'], ref)):
        return f'{offset} {field}: {ref or hex(there)}, not {word["text"]}'
    if kind == 'block' and (there == 0 or ref is not None):
        return f'{offset} {field}: {ref or there}, not a block'
    if kind == 'number' and field not in COUNTS and there != word['value']:
        return f'{offset} {field}: {there}, not {word["value"]}'
    if kind == 'float' and struct.unpack('<d', raw)[0] != float(word['value']):
        return f'{offset} {field}: {struct.unpack("<d", raw)[0]}, not {word["value"]}'
    if kind == 'text' and field == 'dk_indices':
        return None  # where a key goes, its hash says
    if kind == 'text':
        mine = word['text'].encode('latin-1').decode('unicode_escape').encode('latin-1')
        return None if mine == raw else f'{offset} {field}: {raw}, not {mine}'
    return None


def covers(block, first):
    """The words follow one another without a gap."""
    at = first
    for word in block['words']:
        if word['offset'] != at:
            return [f'{word["offset"]}: the word before ends at {at}']
        at += word['size']
    return [] if block['more'] or at - first == block['bytes'] else [f'{at - first} bytes of words, {block["bytes"]} of the block']


def check_object(name):
    told, real = ask(name), recorded['objects'][name]
    if isinstance(told, str):
        return [told]
    told = told[0]
    object_ = told['blocks'][0]
    wrong = [fault for word in object_['words'] if (fault := compare(word, real['words']))]
    if told['type'] != real['type']:
        wrong.append(f'type: {real["type"]}, not {told["type"]}')
    if told['getsizeof'] != real['getsizeof']:
        wrong.append(f'getsizeof: {real["getsizeof"]}, not {told["getsizeof"]}')
    wrong += covers(object_, object_['words'][0]['offset'])
    # A reference that is read there is told; what is C's own is none.
    starts = {word['offset']: word for word in object_['words']}
    for offset, word in real['words'].items():
        mine = starts.get(int(offset))
        if 'ref' in word and mine is not None and mine['kind'] == 'other' and int(offset) >= 0 and mine['field'] == '':
            wrong.append(f'{offset}: {word["ref"]} is not told')
    for block in told['blocks'][1:]:
        words = real['blocks'].get(block['name'])
        if words is not None and not (block['name'] == 'table' or name in ('some', 'more', 'frozen')):
            wrong += [f'{block["name"]} {fault}' for word in block['words'] if word['kind'] != 'hash' and (fault := compare(word, words))]
        if block['words'] and block['name'] != 'ob_bytes':
            wrong += [f'{block["name"]}: {fault}' for fault in covers(block, block['words'][0]['offset'])]
    missing = set(real['blocks']) - {block['name'] for block in told['blocks']}
    return wrong + [f'no block {block}' for block in missing]


with concurrent.futures.ThreadPoolExecutor(2) as pool:
    names = list(recorded['objects'])
    for name, wrong in zip(names, pool.map(check_object, names)):
        check(f'{name}: {recorded["objects"][name]["type"]}', wrong)

# What an instance costs: claims of the article; the mean of 2000.
a, b = ask('many[-1]', 'many_slotted[-1]')
check('with its values: 88 bytes, with slots: 48', [] if (a['real'], b['real']) == (88, 48) else [(a['real'], b['real'])])
check('getsizeof follows no pointer: 56 and 48', [] if (a['getsizeof'], b['getsizeof']) == (56, 48) else [(a['getsizeof'], b['getsizeof'])])
for words, kind, others in ((a, 'Plain', 2), (b, 'Slotted', 1)):
    # The few others that live, and the range's int at the recorder's, are no more than a hundredth.
    mean, real = words['all_real'] / words['instances'], recorded['costs'][kind] / 2000
    check(f'the sum over {kind}', [] if abs(mean - real) < 0.01 * real else [f'{mean} a piece, not {real}'])
pair = subprocess.run([cli, 'bytes', program, 'many[-1]', 'many_slotted[-1]', '--line', str(LINE)], capture_output=True, text=True).stdout.splitlines()
rows = [line for line in pair if 'ob_refcnt' in line]
check('side by side', [] if len(rows) == 1 and rows[0].count('ob_refcnt') == 2 else rows)
for arguments in (['plain'], ['plain', 'nobody', '--line', str(LINE)], ['--line', str(LINE)], ['plain', '1+10**9', '--line', str(LINE)], ['a', 'b', 'c', '--line', '3']):
    done = subprocess.run([cli, 'bytes', program, *arguments], capture_output=True, text=True)
    check(f'wrong usage: {arguments}', [] if done.returncode == 2 and len(done.stderr.splitlines()) == 1 else [done.returncode, done.stderr])

cases.tell()
