#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What is made of the lessons: quizzes (the same seed gives the same one; what is right, a CPython 3.11 confirms, where one is found; GIFT is
well formed) and the article as one page (well formed, self-contained, refused where a claim does not hold).

    test_products.py REFSCOPE-CLI
"""
import base64
import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap

cli, here = sys.argv[1], pathlib.Path(__file__).resolve().parent
environment = {**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': ''}
cases = tap.Cases()


def call(*arguments, **more):
    return subprocess.run([cli, *arguments], capture_output=True, text=True, encoding='utf-8', env={**environment, **more})


def check(good, text):
    cases.true(text.strip(), good)


def quiz(*arguments):
    return json.loads(call('quiz', '--format', 'json', *arguments).stdout)


# --- quizzes

first = quiz('--seed', '7', '-n', '60', '--language', 'en')
check(first == quiz('--seed', '7', '-n', '60', '--language', 'en'), 'the same seed gives the same quiz')
check(first != quiz('--seed', '8', '-n', '60', '--language', 'en'), 'another seed another one')
check(len(first) == 60 and len({(item['program'], item['expression'], item['place']) for item in first}) == 60, '60 items, all different')
check(len({item['id'] for item in first if item['id'].startswith('made/')}) == 5, 'five kinds are made up')
check(all(len({o['value'] for o in item['options']}) == len(item['options']) >= 2 for item in first), 'options differ')
check(len({item['right'] for item in first}) > 2, 'the right one is not always in the same place')
korean = quiz('--seed', '7', '-n', '20', '--language', 'ko')
check(all(re.search('[가-힣]', item['question'] + item['options'][0]['why']) for item in korean), 'in Korean')


def python311():
    names = ['python3.11', sys.executable, '/usr/bin/python3'] + sorted(map(str, pathlib.Path.home().glob('.pyenv/versions/3.11*/bin/python3')))
    for name in filter(None, map(shutil.which, names)):
        said = subprocess.run([name, '-c', 'import sys; print(sys.version_info[:2] == (3, 11), sys.implementation.name)'], capture_output=True, text=True)
        if said.stdout.split() == ['True', 'cpython']:
            return name
    return None


def real_value(python, item, folder):
    place = re.fullmatch(r'(after )?(\d+)(?::(\d+))?|end', item['place'])
    one = {'kind': 'end' if item['place'] == 'end' else 'after' if place[1] else 'before', 'line': int(place[2] or 0), 'time': int(place[3] or 1),
           'expression': item['expression']}
    given, found = folder / 'p.json', folder / 'r.json'
    for functions in (False, True):
        given.write_text(json.dumps({'file': item['file'], 'source': item['program'], 'prompt': False, 'functions': functions, 'checks': [one]}))
        subprocess.run([python, str(here / 'run_checks.py'), str(given), str(found)], capture_output=True, cwd=folder, env={**environment, 'PYTHONIOENCODING': 'utf-8'})
        value = json.loads(found.read_text())[0]
        if value is not None:
            return value
    return None


python = python311()
with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary)
    wrong = [item['id'] for item in first if python and real_value(python, item, folder) != item['options'][item['right']]['value']]
    check(not wrong, f'CPython 3.11 says the same: {wrong}' if python else 'there is no CPython 3.11 to ask')

gift = call('quiz', '--format', 'gift', '--seed', '7', '-n', '60', '--language', 'en').stdout
questions = [q for q in gift.strip().split('\n\n')]
plain = [re.sub(r'\\.', '', q) for q in questions]
check(len(questions) == 60 and all(q.count('{') == 1 and q.count('}') == 1 and q.count('=') == 1 and q.count('~') >= 1 for q in plain),
      'GIFT: each with one right answer, all else escaped')
text = call('quiz', '--seed', '7', '-n', '10', '--language', 'en').stdout
check(text.count('\n\nKey\n\n') == 1 and '\n10. ' in text.split('Key')[1], 'the text has its key')
for bad in (['-n', '0'], ['-n', 'x'], ['--format', 'pdf'], ['--language', 'xx'], ['--seed', '99999999999']):
    check(call('quiz', *bad).returncode == 2, f'quiz {" ".join(bad)} is refused')


# --- the article

class Page(html.parser.HTMLParser):
    void = {'meta', 'img', 'br', 'link', 'input'}

    def __init__(self):
        super().__init__()
        self.open, self.bad, self.pictures, self.links = [], [], [], []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == 'img':
            self.pictures.append(values)
        self.links += [v for k, v in attributes if k in ('src', 'href') and not v.startswith('data:')]
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.bad.append((tag, self.getpos()))


with tempfile.TemporaryDirectory() as temporary:
    out = pathlib.Path(temporary) / 'a.html'
    done = call('article', '-o', str(out), '--lessons', 'refcount,frozen', '--language', 'ko')
    check(done.returncode == 0, f'a page is written: {done.stdout}{done.stderr}')
    page = Page()
    page.feed(out.read_text(encoding='utf-8'))
    page.close()
    check(not page.bad and not page.open, f'its tags are paired: {page.bad[:3]} {page.open}')
    check(not page.links, f'it needs nothing else: {page.links}')
    svgs = [base64.b64decode(p['src'].split('base64,')[1]) for p in page.pictures]
    # A picture of each moment, and one of each variant.
    lessons = here.parent.parent / 'data' / 'lessons'
    wanted = sum(len(re.findall(r'^\[moment |^variant = ', (lessons / name / 'lesson.ini').read_text(), re.M)) for name in ('refcount', 'frozen'))
    check(len(svgs) == wanted and all(xml.etree.ElementTree.fromstring(svg).tag.endswith('svg') for svg in svgs), f'{wanted} pictures that can be read')
    check(all(p['alt'] for p in page.pictures), 'each with its words')
    body = out.read_text(encoding='utf-8')
    check('def get_ref_count_details' in body and '참조 카운팅 내부 구조' in body and body.count('class="moment"') == 10, 'program, article, moments')

    # A claim that does not hold: nothing is written.
    folder = pathlib.Path(temporary) / 'refscope' / 'lessons' / 'wrong'
    folder.mkdir(parents=True)
    (folder / 'lesson.ini').write_text('[lesson]\nprogram = p.py\n[moment m]\nplace = end\nclaim = c\n[claim c]\ncheck = end: x => 2\n')
    (folder / 'en.md').write_text('# W\nS.\n## moment m: M\nT.\n## claim c: C\nD.\n')
    (folder / 'p.py').write_text('x = 1\n')
    other = pathlib.Path(temporary) / 'b.html'
    done = call('article', '-o', str(other), '--lessons', 'slots,wrong', XDG_DATA_HOME=temporary)
    check(done.returncode == 1 and 'lesson.ini:7: x is 1, not 2' in done.stderr and not other.exists(), f'a false claim is refused: {done.stderr}')
check(call('article').returncode == 2 and call('article', '-o', 'x.pdf').returncode == 2, 'the page has a name')

cases.tell()
