# SPDX-License-Identifier: MIT
"""Run one program of a lesson under this CPython (3.8 and later) and say what the expressions of its checks are:

    pythonX run_checks.py PROGRAM.json RESULTS.json

PROGRAM.json: {"file", "source", "prompt", "functions", "checks": [{"kind", "line", "time", "expression"}]}. RESULTS.json: a repr, or null
where the place was not reached, in the order of the checks. The program prints what it prints. Unless "functions" is true, only what
runs in the module is looked at: to look at the names of a function adds to the counts of what they refer to.
"""
import sys


def main(given, where):
    import ast
    import json
    import threading

    with open(given, encoding='utf-8') as f:
        program = json.load(f)
    checks = program['checks']
    results = [None] * len(checks)
    times, waiting = {}, []
    main_thread = threading.main_thread()

    def evaluate(i, frame):
        try:
            results[i] = repr(eval(checks[i]['expression'], frame.f_globals, frame.f_locals))
        except Exception as error:
            results[i] = f'{type(error).__name__}: {error}'

    def on_line(frame):
        line = frame.f_lineno
        times[line] = times.get(line, 0) + 1
        for i, check in enumerate(checks):
            if check['line'] == line and check['time'] == times[line]:
                if check['kind'] == 'before':
                    evaluate(i, frame)
                elif check['kind'] == 'after':
                    waiting.append((i, frame.f_code))

    def trace(frame, event, argument):
        if not program['functions'] and frame.f_code.co_name != '<module>':
            return None
        if frame.f_code.co_filename != program['file'] or threading.current_thread() is not main_thread:
            return None
        if event in ('line', 'return'):
            due = [i for i, code in waiting if code is frame.f_code]
            waiting[:] = [(i, code) for i, code in waiting if code is not frame.f_code]
            for i in due:
                evaluate(i, frame)
        if event == 'line':
            on_line(frame)
        elif event == 'return' and frame.f_code.co_name == '<module>':
            for i, check in enumerate(checks):
                if check['kind'] == 'end':
                    evaluate(i, frame)
        return trace

    tree = ast.parse(program['source'])
    if program['prompt']:
        codes = [compile(ast.Interactive([statement]), program['file'], 'single') for statement in tree.body]
    else:
        codes = [compile(program['source'], program['file'], 'exec')]
    import __main__
    # No tree: its constants would be held.
    del tree
    sys.argv = [program['file']]
    for code in codes:
        if checks:
            sys.settrace(trace)
        try:
            exec(code, __main__.__dict__)
        except BaseException as error:
            sys.settrace(None)
            import traceback
            traceback.print_exception(type(error), error, error.__traceback__)
        finally:
            sys.settrace(None)
    with open(where, 'w', encoding='utf-8') as f:
        json.dump(results, f)


main(*sys.argv[1:])
