#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the random programs of a range of seeds under a real CPython, too, and tells where the answers differ.

    python3.11 compare.py PATH-OF-FUZZ-PROGRAMS FIRST LAST [--show N]

The interpreter that runs this is the judge: each program is run by exec in a process that takes many (with one for each program that hangs or
crashes it). An answer is what the program prints and the text of the exception that ends it. Run it with PYTHONHASHSEED=0.
"""
import contextlib
import gc
import io
import os
import pathlib
import re
import signal
import subprocess
import sys
import warnings

HERE = pathlib.Path(__file__).resolve().parent
LIMIT = 2  # seconds of one program
MOST = 1 << 20  # characters of one answer


class TooLong(BaseException):
    pass


def plain(text):
    """The answer up to the program's last line, without addresses (of which a cut line may show the start); what dies afterwards dies otherwise
    than at the end of a program. The depth at which RecursionError comes, and so what it was about, is not modelled."""
    text = re.sub(r'0x[0-9a-f]*', '0x', text).split('\nend\n')[0]
    return re.sub(r'(maximum recursion depth exceeded).*', r'\1', text)


def same(a, b):
    """Of a set of objects the order follows from their addresses, and what is done with its items from that."""
    return a == b or all(x == y or ('{' in x and sorted(x) == sorted(y)) for x, y in zip(a.split('\n'), b.split('\n')))


def answer(source):
    out = io.StringIO()
    namespace = {'__name__': '__main__', '__builtins__': __builtins__}
    ending = ''
    try:
        code = compile(source, 'fuzz.py', 'exec', dont_inherit=True)
    except SyntaxError as error:
        return '\n' + '\1: ' + error.msg
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        try:
            exec(code, namespace)
        except Exception:
            pass
        namespace.clear()
        gc.collect()
    return out.getvalue()[:MOST] + '\n\1: '


def serve(sources, results):
    """Writes each answer to RESULTS as it comes, so that a crash loses one."""
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    warnings.simplefilter('ignore')
    sys.unraisablehook = lambda *args: None
    for source in sources:
        signal.alarm(LIMIT)
        try:
            text = answer(source)
        except BaseException as error:
            text = 'failed: ' + type(error).__name__ + '\n\1: '
        signal.alarm(0)
        gc.enable()
        gc.set_threshold(700, 10, 10)
        results.write(text + '\2')
        results.flush()


def judge(sources):
    answers = []
    while len(answers) < len(sources):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            with os.fdopen(write, 'w', encoding='utf-8', errors='surrogatepass') as results:
                serve(sources[len(answers):], results)
            os._exit(0)
        os.close(write)
        with os.fdopen(read, encoding='utf-8', errors='surrogatepass') as results:
            got = results.read().split('\2')[:-1]
        os.waitpid(child, 0)
        answers += got
        if len(answers) < len(sources):
            answers.append(None)
    return answers


def main():
    fuzz, first, last, *rest = sys.argv[1:]
    first, last = int(first), int(last)
    show = int(rest[1]) if rest else 20
    grammar = str(HERE / 'programs.grammar')
    sources = subprocess.run([fuzz, '--print', grammar, str(first), str(last)], capture_output=True, check=True).stdout.decode().split('\1')
    ours = subprocess.run([fuzz, '--answers', grammar, str(first), str(last)], capture_output=True).stdout.decode('utf-8', 'surrogatepass')
    ours = ours.split('\2')[:-1]
    theirs = judge(sources)
    differ = skipped = 0
    for seed, source, mine, other in zip(range(first, last + 1), sources, ours, theirs):
        if other is None or other.startswith('failed') or '\nstopped\n' in mine or '_thread' in source:
            skipped += 1
            continue
        a, b = plain(mine), plain(other)
        if '\nend\n' not in mine and '\nend\n' not in other:
            # Both died before their last line; what dies with them dies otherwise.
            a, b = (text.split('\n\1')[0].splitlines() for text in (a, b))
            a, b = ('\n'.join(lines[:min(len(a), len(b))]) for lines in (a, b))
        if same(a, b):
            continue
        differ += 1
        if differ <= show:
            print(f'--- seed {seed}')
            a, b = a.split('\n'), b.split('\n')
            for i in range(max(len(a), len(b))):
                if a[i:i + 1] != b[i:i + 1]:
                    print('  line', i + 1)
                    print('  ours:  ', *[line[:300] for line in a[i:i + 3]], sep='\n     ')
                    print('  theirs:', *[line[:300] for line in b[i:i + 3]], sep='\n     ')
                    break
    print(f'{len(sources)} programs, {skipped} not compared, {differ} differ')
    return 1 if differ else 0


if __name__ == '__main__':
    sys.exit(main())
