#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Asks refscope-cli why every question of a file, whose answers are known from a real CPython, and compares.

    test_why.py REFSCOPE-CLI QUESTIONS.json [--only PREFIX] [--verbose] [--ask-all ASK-ALL]

With ASK-ALL (ask-all.c) all questions are asked in one process, by the library.

A question: {"id", "program", "at": {"line", "hit"}, "kind", "of", "named_at", "since", "expect"}; see README.md beside this file.
Counts and sizes must be equal; of chains one of those expected; holders as a multiset; types those that are named.
"""
import argparse
import concurrent.futures
import json
import pathlib
import subprocess
import sys

parser = argparse.ArgumentParser()
parser.add_argument('cli')
parser.add_argument('questions', type=pathlib.Path)
parser.add_argument('--only', default='')
parser.add_argument('--verbose', action='store_true')
parser.add_argument('--ask-all')
arguments = parser.parse_args()


def moment(at):
    return f"{at['line']}:{at.get('hit', 1)}"


def command(question):
    of = question['of'] if isinstance(question['of'], list) else [question['of']]
    if question.get('named_at'):
        of = [of[0] + '@' + moment(question['named_at'])] + of[1:]
    since = ['--since', moment(question['since'])] if question.get('since') else []
    return [arguments.cli, 'why', str(arguments.questions.parent / question['program']), question['kind'], *of,
            '--line', moment(question['at']), *since, '--json']


def chain_of(expect, key):
    return [expect[key], *expect.get('or', [])]


def equal_chain(expect, found, key):
    if expect.get(key) is None:
        return []
    return [] if found.get(key) in chain_of(expect, key) else [f'{key}: {found.get(key)}, not {expect[key]}']


def equal(expect, found, *keys):
    return [f'{key}: {found.get(key)!r}, not {expect[key]!r}' for key in keys if key in expect and found.get(key) != expect[key]]


def types(expect, found, key):
    have = found.get(key) or {}
    return [f'{key}: {have.get(name, 0)} {name}, not {n}' for name, n in expect.get(key, {}).items() if have.get(name, 0) != n]


def holders(expect, found):
    left = [tuple(chain) for chain in found.get('holders', [])]
    missing = []
    for chain in expect['holders']:
        if tuple(chain) in left:
            left.remove(tuple(chain))
        else:
            missing.append(chain)
    return [f'holders: {missing} missing, {left} too many'] if missing or left else []


def line(expect, found):
    if 'line' not in expect or found.get('line') in [expect['line'], *expect.get('or_lines', [])]:
        return []
    return [f"line: {found.get('line')}, not {expect['line']}"]


def death(expect, found):
    return equal(expect, found, 'cause') + line(expect, found) + equal_chain({**expect, 'or': expect.get('or', [])}, found, 'last')


def same(expect, found):
    reasons = [expect['reason'], *expect.get('or_reasons', [])]
    wrong = [] if found.get('reason') in reasons else [f"reason: {found.get('reason')}, not {expect['reason']}"]
    return equal(expect, found, 'same', 'same_address') + wrong


def proof(expect, found):
    """Where CPython's way to free it is known, ours is one, too, and comes to the same."""
    if 'proof' not in expect:
        return []
    return equal(expect['proof'], found.get('proof', {}), 'then')


def ways(found):
    """Every way is as small as is said, no two are one, and as many chains that share nothing show that no smaller one does."""
    sets = [sorted(map(tuple, way['remove'])) for way in found['ways']]
    wrong = [f'a way of {len(way)}: {way}' for way in sets if len(way) != found['size']]
    if len(sets) != len(set(map(tuple, sets))):
        wrong.append('one way is told twice')
    if 'disjoint' in found and len(found['disjoint']) != found['size']:
        wrong.append(f"{len(found['disjoint'])} chains that share nothing, not {found['size']}")
    return wrong


CHECKS = {
    'alive': lambda e, f: equal(e, f, 'alive', 'weakrefs') + equal_chain(e, f, 'chain') + proof(e, f),
    'dead': death, 'died_at': death,
    'count': lambda e, f: equal(e, f, 'count') + holders(e, f),
    'holders': lambda e, f: equal(e, f, 'count') + holders(e, f),
    'same': same,
    'size': lambda e, f: equal(e, f, 'size'),
    'collectable': lambda e, f: equal(e, f, 'collectable', 'state', 'count', 'resurrected') + equal_chain(e, f, 'chain') + types(e, f, 'frees'),
    'reachable': lambda e, f: equal(e, f, 'reachable') + equal_chain(e, f, 'chain'),
    'keeps': lambda e, f: equal(e, f, 'types', 'bytes'),
    'cut': lambda e, f: equal(e, f, 'size', 'collect') + ways(f),
    'grew': lambda e, f: types(e, f, 'types'),
}


def ask(question):
    done = subprocess.run(command(question), capture_output=True, text=True)
    return json.loads(done.stdout) if done.returncode == 0 else {'error': f'exit status {done.returncode}: {done.stderr.strip()}'}


def ask_all(questions):
    if arguments.ask_all:
        done = subprocess.run([arguments.ask_all, arguments.questions], capture_output=True, text=True, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(ask, questions))


def judge(question, found):
    return [found['error']] if 'error' in found else CHECKS[question['kind']](question['expect'], found)


with open(arguments.questions, encoding='utf-8') as file:
    questions = json.load(file)
if not arguments.ask_all:
    questions = [question for question in questions if question['id'].startswith(arguments.only)]
answers = ask_all(questions)
n_wrong = 0
for number, (question, found) in enumerate(zip(questions, answers, strict=True), 1):
    wrong = judge(question, found)
    of = question['of'] if isinstance(question['of'], str) else ', '.join(question['of'])
    print(f"{'not ok' if wrong else 'ok'} {number} - {question['id']} {question['kind']} {of} at {moment(question['at'])}")
    for text in wrong:
        print(f'# {text}')
    if arguments.verbose:
        print(f'# {json.dumps(found)}')
    n_wrong += bool(wrong)
print(f'1..{len(questions)}')
sys.exit(1 if n_wrong else 0)
