# SPDX-License-Identifier: MIT
"""Compares rs-lang-dump with the real CPython 3.11 that runs this script.

usage: python3.11 compare_code.py [--ast] DUMP FILE_OR_FOLDER...
       python3.11 compare_code.py --record FILE...      write FILE.code and FILE.ast, the recorded answers of test-code.c

Each .py file is compiled by both. Compared are, for every code object: names, flags, sizes, each instruction with its operand and
its four positions, the exception table, the constants (by repr and index). Inline caches and EXTENDED_ARG are taken out of CPython's
code and jumps counted in instructions. With --ast: the dumps of the trees. Exit status: 0 if all agree.
"""
import ast
import dis
import json
import os
import subprocess
import sys
import types
import warnings

sys.setrecursionlimit(20000)
sys.set_int_max_str_digits(0)


def instructions(code):
    """Returns the instructions of code and a map from code units to their indexes."""
    raw, positions = code.co_code, list(code.co_positions())
    out, index, extended, start = [], {}, 0, None
    for at in range(0, len(raw), 2):
        op, arg = raw[at], raw[at + 1]
        index[at // 2] = len(out)
        if op == dis.opmap['CACHE']:
            continue
        if op == dis.EXTENDED_ARG:
            extended = (extended | arg) << 8
            continue
        out.append([at // 2, op, extended | arg, positions[at // 2]])
        extended = 0
    index[len(raw) // 2] = len(out)
    return out, index


def describe(code):
    ins, index = instructions(code)
    listed = []
    for n, (at, op, arg, pos) in enumerate(ins):
        name = dis.opname[op]
        if op in dis.hasjrel:
            target = at + 1 + dis._inline_cache_entries[op] + (-arg if 'BACKWARD' in name else arg)
            arg = abs(index[target] - (n + 1))
        elif op < dis.HAVE_ARGUMENT:
            arg = 0
        listed.append([name, arg] + [-1 if p is None else p for p in pos])
    table = []
    for entry in dis._parse_exception_table(code):
        table.append([index[entry.start // 2], index[entry.end // 2], index[entry.target // 2], entry.depth, int(entry.lasti)])
    return {
        'name': code.co_name, 'qualname': code.co_qualname,
        'args': [code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount],
        'flags': code.co_flags, 'firstlineno': code.co_firstlineno, 'stacksize': code.co_stacksize,
        'names': list(code.co_names), 'localsplus': list(code._varname_from_oparg(i) for i in range(locals_of(code))),
        'kinds': kinds_of(code), 'instrs': listed, 'exceptions': table,
        'consts': [describe(c) if isinstance(c, types.CodeType) else text_of(c) for c in code.co_consts],
    }


def locals_of(code):
    cells = [c for c in code.co_cellvars if c not in code.co_varnames]
    return len(code.co_varnames) + len(cells) + len(code.co_freevars)


def kinds_of(code):
    names = [code._varname_from_oparg(i) for i in range(locals_of(code))]
    first_free = len(names) - len(code.co_freevars)
    return [0x80 if i >= first_free else 0x20 * (i < len(code.co_varnames)) | 0x40 * (name in code.co_cellvars)
            for i, name in enumerate(names)]


def text_of(value):
    if isinstance(value, frozenset):
        return 'frozenset(%s)' % sorted(text_of(v) for v in value)
    if isinstance(value, tuple):
        return '(%s)' % ', '.join(text_of(v) for v in value) if len(value) != 1 else '(%s,)' % text_of(value[0])
    return repr(value)


def same_const(real, ours):
    if isinstance(real, dict):
        return isinstance(ours, dict) and not difference(real, ours)
    if isinstance(ours, str) and real.startswith('frozenset('):
        try:
            return text_of(eval(ours)) == real
        except Exception:
            return False
    if isinstance(ours, str) and 'frozenset' in real:
        return text_of(eval(ours, {'Ellipsis': Ellipsis, 'frozenset': frozenset, 'inf': float('inf')})) == real
    return real == ours


def difference(real, ours):
    """Returns the first difference between two descriptions, or None."""
    where = real['qualname']
    for key in ('name', 'qualname', 'args', 'flags', 'firstlineno'):
        if real[key] != ours[key]:
            return '%s: %s %r, ours %r' % (where, key, real[key], ours[key])
    for i, (a, b) in enumerate(zip(real['instrs'], ours['instrs'])):
        if a != b:
            return '%s: instruction %d %r, ours %r' % (where, i, a, b)
    for key in ('names', 'localsplus', 'kinds', 'exceptions', 'stacksize'):
        if real[key] != ours[key]:
            return '%s: %s %r, ours %r' % (where, key, real[key], ours[key])
    if len(real['instrs']) != len(ours['instrs']):
        return '%s: %d instructions, ours %d' % (where, len(real['instrs']), len(ours['instrs']))
    if len(real['consts']) != len(ours['consts']):
        return '%s: consts %s, ours %s' % (where, str(real['consts'])[:200], str(ours['consts'])[:200])
    for i, (a, b) in enumerate(zip(real['consts'], ours['consts'])):
        if not same_const(a, b):
            if isinstance(a, dict) and isinstance(b, dict):
                return difference(a, b)
            return '%s: const %d %s, ours %s' % (where, i, str(a)[:200], str(b)[:200])
    return None


def compare(dump, path, use_ast):
    with open(path, 'rb') as file:
        source = file.read()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            real = ast.dump(ast.parse(source), include_attributes=True) if use_ast else compile(source, path, 'exec', dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        real = error
    result = subprocess.run([dump, 'ast' if use_ast else 'json', path], capture_output=True)
    if result.returncode:
        return 'exit status %d %s' % (result.returncode, result.stderr[-200:])
    text = result.stdout.decode('utf-8', 'surrogatepass')[:-1]
    failed = text.startswith('{"type"')
    if isinstance(real, Exception):
        return None if failed else 'CPython says %r' % real
    if failed:
        return 'ours says %s' % text[:300]
    if use_ast:
        if text == real:
            return None
        at = next((i for i, (a, b) in enumerate(zip(real, text)) if a != b), min(len(real), len(text)))
        return 'tree: ...%s\n      ours: ...%s' % (real[max(0, at - 120):at + 80], text[max(0, at - 120):at + 80])
    return difference(describe(real), json.loads(text))


def operand(code, op, arg):
    """Returns the operand as rs_code_unit_dump () prints it."""
    name = dis.opname[op]
    if name == 'LOAD_GLOBAL':
        return ' %d %s%s' % (arg, code.co_names[arg >> 1], ' + NULL' if arg & 1 else '')
    if op in dis.hasconst:
        value = code.co_consts[arg]
        return ' %d %s' % (arg, '<code object %s>' % value.co_name if isinstance(value, types.CodeType) else repr(value))
    if op in dis.hasname:
        return ' %d %s' % (arg, code.co_names[arg])
    if op in dis.haslocal or op in dis.hasfree:
        return ' %d %s' % (arg, code._varname_from_oparg(arg))
    if op in dis.hascompare:
        return ' %d %s' % (arg, dis.cmp_op[arg])
    if name == 'BINARY_OP':
        return ' %d %s' % (arg, dis._nb_ops[arg][1])
    return ' %d' % arg if op >= dis.HAVE_ARGUMENT else ''


def text_dump(code):
    """Returns what rs_code_unit_dump () prints for code."""
    known = describe(code)
    out = ['%s line %d args %d/%d/%d flags %s stack %d' % (known['qualname'], known['firstlineno'], *known['args'],
                                                          '%#x' % known['flags'] if known['flags'] else '0', known['stacksize'])]
    out.append('  names:' + ''.join(' ' + name for name in known['names']))
    out.append('  locals:' + ''.join(' ' + name for name in known['localsplus']))
    for i, (name, arg, line, end_line, col, end_col) in enumerate(known['instrs']):
        out.append('  %d %s%s  (%d:%d-%d:%d)' % (i, name, operand(code, dis.opmap[name], arg), line, col, end_line, end_col))
    for start, end, target, depth, lasti in known['exceptions']:
        out.append('  %d to %d -> %d [%d]%s' % (start, end, target, depth, ' lasti' if lasti else ''))
    text = '\n'.join(out) + '\n'
    return text + ''.join(text_dump(c) for c in code.co_consts if isinstance(c, types.CodeType))


def record(paths):
    for path in paths:
        with open(path, 'rb') as file:
            source = file.read()
        with open(path[:-3] + '.code', 'w', encoding='utf-8', errors='surrogatepass') as file:
            file.write(text_dump(compile(source, path, 'exec', dont_inherit=True)))
        with open(path[:-3] + '.ast', 'w', encoding='utf-8', errors='surrogatepass') as file:
            file.write(ast.dump(ast.parse(source), include_attributes=True) + '\n')


def files(paths):
    for path in paths:
        if os.path.isfile(path):
            yield path
        for folder, folders, names in os.walk(path):
            folders.sort()
            yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith('.py'))


def main(args):
    use_ast = '--ast' in args
    if args[0] == '--record':
        record(args[1:])
        return 0
    args = [a for a in args if not a.startswith('--')]
    good = total = 0
    for path in files(args[1:]):
        total += 1
        problem = compare(args[0], path, use_ast)
        good += problem is None
        if problem is not None:
            print('%s: %s' % (path, problem), flush=True)
    print('%d of %d files agree' % (good, total))
    return good != total


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
