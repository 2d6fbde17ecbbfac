#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes FOLDER/questions.json: the questions that stand as comments in FOLDER's programs, with those answers that a real CPython 3.11
confirms.

    record_why.py REFSCOPE-CLI PYTHON FOLDER

A comment `#? KIND EXPRESSION | KIND EXPRESSION ...` asks before its line runs; `#?:2` before it runs for the second time. `A ;; B` is a
pair; `EXPRESSION @name` means the object that it is at the line with the comment `#@name`; of `grew TYPES @name` that is the earlier moment.

refscope-cli answers, and oracle_probe.py tries each answer on CPython: counts are read, chains followed, what is to be cut is cut. What it
refutes is told on standard error and not recorded: look why.
"""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys

cli, python, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
probe = pathlib.Path(__file__).resolve().parent / 'oracle_probe.py'
KEYS = {'alive': ['alive', 'chain', 'weakrefs', 'proof'], 'dead': ['cause', 'line', 'last'], 'died_at': ['cause', 'line', 'last'],
        'count': ['count', 'holders'], 'holders': ['count', 'holders'], 'same': ['same', 'reason'], 'size': ['size'],
        'collectable': ['collectable', 'state', 'chain', 'count', 'resurrected', 'frees'], 'reachable': ['reachable', 'chain'],
        'keeps': ['types', 'bytes'], 'cut': ['size', 'collect', 'ways'], 'grew': ['types']}


def questions_of(path):
    lines = path.read_text().split('\n')
    named = {found[1]: number for number, line in enumerate(lines, 1) if (found := re.search(r'#@(\w+)', line))}
    number = 0
    for at, line in enumerate(lines, 1):
        found = re.search(r'#\?(?::(\d+))? (.*)$', line)
        for text in found[2].split(' | ') if found else []:
            number += 1
            kind, _, of = text.strip().partition(' ')
            question = {'id': f'{path.stem}-{number:02}', 'program': path.name, 'at': {'line': at, 'hit': int(found[1] or 1)}, 'kind': kind}
            earlier = re.search(r'\s*@(\w+)$', of)
            if earlier:
                of = of[:earlier.start()]
                question['since' if kind == 'grew' else 'named_at'] = {'line': named[earlier[1]], 'hit': 1}
            question['of'] = of.split(' ;; ') if ' ;; ' in of else of
            yield question


def moment(at):
    return f"{at['line']}:{at['hit']}"


def answer(question):
    of = question['of'] if isinstance(question['of'], list) else [question['of']]
    of = [] if question['kind'] == 'grew' else of
    if 'named_at' in question:
        of = [of[0] + '@' + moment(question['named_at'])] + of[1:]
    since = ['--since', moment(question['since'])] if 'since' in question else []
    done = subprocess.run([cli, 'why', str(folder / question['program']), question['kind'], *of, '--line', moment(question['at']), *since, '--json'],
                          capture_output=True, text=True)
    return json.loads(done.stdout) if done.returncode == 0 else {'error': done.stderr.strip()}


def expectation(question, found):
    """What of the answer is recorded; of a growth, the types that were asked for."""
    expect = {key: found[key] for key in KEYS[question['kind']] if key in found}
    if question['kind'] == 'grew':
        expect['types'] = {name: found['types'].get(name, 0) for name in question['of'].split()}
        question['of'] = ''
    if 'proof' in expect:
        expect['proof'].pop('line')
    if expect.get('state') == 'held':
        expect.pop('frees')
    if expect.get('ways'):
        expect['ways'] = [way for way in expect['ways'] if 'do' in way]
    return expect


def confirm(question):
    """What CPython says against the answer: a list of sentences, and whether anything was checked."""
    jobs = [{'question': question}]
    if question['kind'] == 'cut':
        jobs += [{'question': question, 'do': way['do']} for way in question['expect']['ways']]
    wrong, checked = [], 0
    for job in jobs:
        done = subprocess.run([python, str(probe), question['program']], input=json.dumps(job), capture_output=True, text=True, cwd=folder,
                              env={**os.environ, 'PYTHONHASHSEED': '0', 'PYTHONDONTWRITEBYTECODE': '1'})
        try:
            facts = json.loads(done.stdout.strip().split('\n')[-1])['facts']
        except ValueError:
            return [f'the probe failed: {done.stderr[-200:]}'], True
        wrong += [what for what, holds in facts if not holds]
        checked += len(facts)
    return wrong, checked > 0


def judge(question):
    found = answer(question)
    if 'error' in found:
        return [found['error']], False
    question['expect'] = expectation(question, found)
    return confirm(question)


questions = [question for path in sorted(folder.glob('*.py')) for question in questions_of(path)]
kept = []
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    for question, (wrong, checked) in zip(questions, pool.map(judge, questions)):
        if wrong or not checked:
            print(f"{question['id']} {question['kind']} {question['of']}: {'; '.join(wrong)[:300]}", file=sys.stderr)
        else:
            kept.append(question)
(folder / 'questions.json').write_text('[\n' + ',\n'.join(json.dumps(question, ensure_ascii=False) for question in kept) + '\n]\n')
print(f'{len(kept)} of {len(questions)} questions recorded')
