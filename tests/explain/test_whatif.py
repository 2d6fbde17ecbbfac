#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""refscope-cli whatif: what it says of a small cycle is what was worked out by hand, and the changed future of many programs writes what the
program writes into which the statement was put (by a real CPython 3.11, too, where there is one).

    test_whatif.py REFSCOPE-CLI CYCLE.py QUESTIONS.json [ONE-IN]      ONE-IN: of the questions
"""
import concurrent.futures
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap

cli, cycle, questions = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
one_in = int(sys.argv[4]) if len(sys.argv) > 4 else 1
cases = tap.Cases()
check = cases.equal


def run(*arguments, **options):
    return subprocess.run([*map(str, arguments)], capture_output=True, text=True, encoding='utf-8', errors='surrogateescape', **options)


def whatif(program, line, change, place, *more):
    done = run(cli, 'whatif', program, '--line', line, '--' + change, place, '--json', *more)
    return json.loads(done.stdout) if done.returncode == 0 else {'error': done.stderr.strip()}


# --- by hand -----------------------------------------------------------------------------------------------------------------------------

LINES = cycle.read_text().splitlines()


def at(text):
    return LINES.index(text) + 1


def fate(told):
    return told and (told['line'], told['cause'])


def nodes(answer):
    return [(fate(row['original']), fate(row['changed'])) for row in answer['differ'] if row['type'] == 'Node']


collect = at('gc.collect()')
found = whatif(cycle, at('print("middle")'), 'cut', 'shelf[0].other')
check('cut in a cycle: the statement', (found['statement'], found['type'], found['line']), ('del shelf[0].other', 'Node', at('print("middle")')))
check('the object dies at once', (fate(found['freed']['original']), fate(found['freed']['changed'])), ((collect, 'collected'), (at('print("middle")'), 'count')))
check('and the other when the list lets go', nodes(found), [((collect, 'collected'), (at('shelf.clear()'), 'count')), ((collect, 'collected'), (at('print("middle")'), 'count'))])
check('outputs', (found['original']['output'], found['changed']['output']),
      ('middle\nbye first\nbye second\nuse last\nbye last\nend\n', 'bye second\nmiddle\nbye first\nuse last\nbye last\nend\n'))
check('the first difference', (found['first_difference']['kind'], found['first_difference']['step']), ('output', found['step']))

found = whatif(cycle, at('print("before")'), 'weaken', 'second.other')
check('a weak reference: no cycle', nodes(found), [((collect, 'collected'), (at('shelf.clear()'), 'count'))] * 2)
check('the second goes with the first', found['changed']['output'], 'before\nmiddle\nbye first\nbye second\nuse last\nbye last\nend\n')
check('they differ where the list lets go', found['first_difference']['line'], at('        print("bye", self.name)') - 1)

found = whatif(cycle, at('last = None'), 'pin', 'last')
check('pinned: never freed', (fate(found['freed']['original']), found['freed']['changed']), ((at('last = None'), 'count'), None))
check('and says nothing', found['changed']['output'], 'end\n')

found = whatif(cycle, at('use(last)'), 'cut', 'last')
check('a name that is used: an exception', (found['changed']['exception'], found['first_difference']['kind']), ("NameError: name 'last' is not defined", 'output'))
check('one that frees nothing', whatif(cycle, at('last = Node("last")'), 'cut', 'Node')['first_difference']['kind'], 'exception')
check('a local', whatif(cycle, at('    return node.other'), 'cut', 'node')['changed']['exception'],
      "UnboundLocalError: cannot access local variable 'node' where it is not associated with a value")
check('a global, from a function', whatif(cycle, at('    return node.other'), 'cut', 'shelf')['statement'], "del globals()['shelf']")
check('an item of a list', whatif(cycle, at('print("before")'), 'cut', 'shelf[0]')['statement'], 'shelf[0] = None')
check('nothing that matters', whatif(cycle, at('print("end")'), 'cut', 'gc.DEBUG_LEAK')['first_difference'], None)
for place, words in (('first + second', 'is no place'), ('nobody', 'NameError'), ('first.name', 'weak reference'), ('gc.get_count()', 'no place')):
    check(f'no way to weaken {place}', words in whatif(cycle, at('print("before")'), 'weaken', place).get('error', ''), True)
for arguments in ([], ['--line', '5'], ['--line', '5', '--cut', 'a', '--pin', 'a'], ['--line', '99999', '--cut', 'a'], ['--cut', 'a']):
    done = run(cli, 'whatif', cycle, *arguments)
    check(f'wrong usage: {arguments}', (done.returncode, len(done.stderr.splitlines())), (2, 1))
sentences = run(cli, 'whatif', cycle, '--line', at('print("middle")'), '--cut', 'shelf[0].other', env={'LC_ALL': 'C.UTF-8', 'LANGUAGE': ''}).stdout.splitlines()
check('in words', [re.sub(r'#\d+|step \d+', '', line) for line in sentences[:3]],
      ['`shelf[0].other` goes; it leads to the Node .', '  del shelf[0].other',
       f'Then it is freed in line {at("print(" + chr(34) + "middle" + chr(34) + ")")} (), at once; as it was: freed in line {collect} (), by the collector.'])

# --- against the program with the statement in it ----------------------------------------------------------------------------------------

PLACE = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*|\[\d+\]|\['\w+'\])*")


def real_python():
    """A CPython 3.11, if there is one."""
    name = shutil.which('python3.11')
    return name if name and run(name, '-c', 'import sys; print(sys.version_info[:2])').stdout.strip() == '(3, 11)' else None


def pairs():
    seen = set()
    for question in json.loads(questions.read_text()):
        of, at_line = question['of'], question['at']
        if not isinstance(of, str) or not PLACE.fullmatch(of) or at_line.get('hit', 1) != 1 or 'named_at' in question:
            continue
        program = questions.parent / question['program']
        line = program.read_text().splitlines()[at_line['line'] - 1]
        if line[:1].isspace() or (program, at_line['line'], of) in seen or 'thread' in program.name:
            continue
        seen.add((program, at_line['line'], of))
        yield program, at_line['line'], of


def plain(text):
    """Addresses are not told by the program, but by where its memory lies."""
    return re.sub(r'0x[0-9a-f]+', '0x', text)


def changed_source(program, line, statement):
    lines = program.read_text().splitlines()
    return '\n'.join(lines[:line - 1] + [statement] + lines[line - 1:]) + '\n'


def outputs(command, source, folder, name):
    path = pathlib.Path(folder) / name
    path.write_text(source)
    done = run(*command, path, env={'PYTHONHASHSEED': '0', 'PYENV_VERSION': '3.11.7', 'PATH': '/usr/bin:/bin'})
    return plain(done.stdout), done.stderr


def compare(case):
    """None where it cannot be asked; else what is wrong."""
    number, (program, line, place), change, commands = case
    told = whatif(program, line, change, place)
    if 'error' in told:
        return None
    wrong = []
    whole = plain(run(cli, 'run', program).stdout)
    for future in ('original', 'changed'):
        told[future]['output'] = plain(told[future]['output'])
    if told['original']['exception'] is None and not whole.endswith(told['original']['output']) and told['original']['output'] not in whole:
        wrong.append('the original future is not that of the program')
    with tempfile.TemporaryDirectory() as folder:
        for command in commands:
            out, errors = outputs(command, changed_source(program, line, told['statement']), folder, f'program{number}.py')
            mine = told['changed']
            if mine['exception'] is None and not errors:
                if not out.endswith(mine['output']):
                    wrong.append(f'{command[0]}: {out[-200:]!r} does not end with {mine["output"]!r}')
            elif mine['exception'] is None:
                # What is written at exit, or in a finalizer, goes there, too.
                if not set(mine['output'].splitlines()) >= set(out[len(out) - len(mine['output']):].splitlines()[1:-1]):
                    wrong.append(f'{command[0]}: {errors[-200:]!r}')
            elif not errors.splitlines() or mine['exception'].split(':')[0] not in errors:
                wrong.append(f'{command[0]}: no {mine["exception"]} in {errors[-200:]!r}')
    return wrong


python = real_python()
commands = [[cli, 'run']] + ([[python]] if python else [])
asked = [(number, pair, change, commands) for number, (pair, change) in enumerate((pair, change) for pair in pairs() for change in ('cut', 'weaken'))][::one_in]
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    answers = list(pool.map(compare, asked))
for (_, (program, line, place), change, _), wrong in zip(asked, answers, strict=True):
    if wrong is not None:
        check(f'{program.name}:{line} {change} {place}', wrong, [])
check('enough of them', sum(wrong is not None for wrong in answers) >= 180 // one_in, True)

cases.tell()
