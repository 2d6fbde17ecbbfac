#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Is each C function that may own references while Python runs seen doing so by a program that is audited?

    test_owners.py [--list] PATH-OF-REFSCOPE-CLI       --list: only those that are missing

From the sources of src/objects, src/vm and src/modules: the functions with an RS_SCOPE that run Python. By name, and so more or less: a function does if it calls by a slot,
or one that is known to (RUNS), or one that does. That a reference is dropped, whose object has a __del__, is not looked at.
From the programs of the corpus: the functions whose scope owned something at an instruction (refscope-cli audit --owners). The other way of the
test, "audit", has compared all counts at such instructions.
"""
import concurrent.futures
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SOURCES = sorted(path for folder in ('objects', 'vm', 'modules') for path in (HERE.parent.parent / 'src' / folder).rglob('*.c'))
# What the layers below do by running Python, as far as modules call it.
RUNS = set('''rs_call rs_call0 rs_call1 rs_call2 rs_call_held rs_call_tuple rs_call_dict rs_call_method rs_repr rs_str rs_ascii rs_format rs_hash rs_is_true
    rs_richcompare rs_compare_bool rs_binary_op rs_power rs_divmod rs_negative rs_positive rs_invert rs_absolute rs_index rs_to_int rs_to_float rs_as_ssize
    rs_as_double rs_length rs_length_hint rs_getitem rs_setitem rs_contains rs_iter rs_next rs_next_or_stop rs_list_from rs_tuple_from rs_isinstance
    rs_issubclass rs_getattr rs_getattr_optional rs_setattr rs_lookup_special rs_list_sort rs_list_extend rs_dict_update rs_dict_merge rs_exec_code
    rs_eval_frame rs_import rs_dict_set_known_hash rs_dict_get_known_hash rs_dict_pop_known_hash rs_sequence_compare'''.split())
# Functions that are found by name, but whose callee runs nothing where they call it, or for which no program can be written: why.
EXEMPT = {
    # Owns exact ints, strs, or what somebody else owns as well: no deaths.
    **dict.fromkeys([('builtins.c', 'in_base'), ('builtins-io.c', 'builtin_input'), ('deque.c', 'deque_inplace_repeat'), ('math-integers.c', 'exact_index'),
                     ('range-iter.c', 'long_iter_reduce'), ('range-iter.c', 'reduced'), ('mod-sys.c', 'by_thread'),
                     ('math-integers.c', 'math_comb'), ('math-integers.c', 'math_factorial'), ('math-integers.c', 'math_isqrt'),
                     ('math-integers.c', 'math_perm'), ('mod-operator.c', 'op_index')]),
    # What it owns it has got from the call that runs Python, and then it only makes something of it.
    **dict.fromkeys([('builtins.c', 'builtin_aiter'), ('builtins.c', 'builtin_anext'), ('itertools-group.c', 'groupby_next'),
                     ('itertools-group.c', 'tee_next'), ('mod-itertools.c', 'cycle_next'), ('mod-itertools.c', 'islice_next'),
                     ('mod-regex.c', 'pattern_repr'), ('eval-names.c', 'raise_wrong_name'), ('obj-bytes.c', 'byte_among'),
                     ('range-iter.c', 'range_iter_setstate')]),
    # It has given away what it owned, or drops it, when Python runs.
    **dict.fromkeys([('ordered-iter.c', 'iter_reduce'), ('ordered-nodes.c', 'rs_ordered_remove')]),
    **dict.fromkeys([('abstract-container.c', 'rs_length_hint'), ('abstract-container.c', 'rs_tuple_from'), ('bytes-split.c', 'rs_bytes_m_join'),
                     ('eval-build.c', 'is_exhausted'), ('iterators.c', 'filter_new'), ('obj-alias.c', 'union_hash'),
                     ('obj-memoryview.c', 'view_hex'), ('obj-type.c', 'type_mro_method'), ('type-bases.c', 'rs_type_update_mro')]),
    # Owns exact strs, numbers, or what an exact str is the key of.
    **dict.fromkeys([('bytearray-methods.c', 'reduce'), ('dict-methods.c', 'dict_popitem'), ('eval-call.c', 'keyword_dict'),
                     ('eval-call.c', 'rs_op_instantiate'), ('mod-functools.c', 'partial_new'), ('mod-operator.c', 'attrgetter_new'),
                     ('mod-operator.c', 'methodcaller_new'), ('mod-regex.c', 'pattern_object'), ('mod-sys.c', 'add_streams'),
                     ('mod-weakref.c', 'weakref_remove_dead'), ('obj-dict.c', 'rs_dict_get_text'), ('obj-memoryview.c', 'equal_items'),
                     ('module.c', 'rs_module_new'), ('print-exception.c', 'rs_raise_syntax_error'), ('regex-match-object.c', 'match_groupdict'),
                     ('regex-match-object.c', 'match_groups'), ('type-class.c', 'add_descriptors'), ('type-class.c', 'read_slots')]),
    # At a deadlock, where a real one hangs; while counts are those of a traced run; while another thread imports.
    **dict.fromkeys([('deadlock.c', 'name_of'), ('eval-call.c', 'rs_call_traced'), ('import.c', 'await_loaded')]),
    # Calls something of the engine's own that runs no Python.
    **dict.fromkeys([('builtins-io.c', 'builtin_open'), ('lru-cache.c', 'lru_reduce'), ('mod-itertools.c', 'chain_new'), ('obj-property.c', 'FORWARD'),
                     ('mod-regex.c', 'join'), ('mod-regex.c', 'pattern_findall'), ('deque-iter.c', 'iter_new'), ('reduce.c', 'no_items'),
                     ('reduce.c', 'rs_iter_reduced'), ('ordered-nodes.c', 'rs_ordered_raise_missing'),
                     ('mod-regex.c', 'pattern_finditer'), ('mod-regex.c', 'pattern_split'), ('regex-match-object.c', 'match_repr')]),
}


def functions():
    """(file, name): text of each function in C."""
    found = {}
    for path in SOURCES:
        text = path.read_text()
        # METHOD (pop) is list_pop, where the file's macro says so.
        prefixes = dict(re.findall(r'^#define (\w+)\(name\)\s*\\\n\s*static RsObject \*(\w*?)(?:##)?name \(', text, re.M))
        for match in re.finditer(r'^(?:static )?(?:([A-Z_]+) \((\w+)\)|(\w+) \([^;{]*\))\n\{\n(.*?)^\}$', text, re.M | re.S):
            found[path.name, match[3] or prefixes.get(match[1], '') + match[2]] = match[4]
    return found


def runs_python(found):
    """Those of FOUND that run Python."""
    calls = {key: set(re.findall(r'\b(\w+) \(', text)) for key, text in found.items()}
    running = {key for key, text in found.items() if calls[key] & RUNS or re.search(r'slots(?:\.|->)(?!dealloc|traverse|clear)\w+ \(', text)}
    while True:
        public = {name for _, name in running if name.startswith(('rs_', 're_'))}
        more = {key for key in found if key not in running and (calls[key] & public or any((key[0], name) in running for name in calls[key]))}
        if not more:
            return running
        running |= more


def owners(cli, program):
    way = ['--prompt'] if program.parent.name == 'prompt' else []
    result = subprocess.run([cli, 'audit', '--owners', '--profile=3.11', *way, program.name], cwd=program.parent, capture_output=True, text=True, timeout=300)
    return {(pathlib.PurePath(line.split()[0]).name, line.split()[1]) for line in result.stdout.splitlines()}


def main():
    *options, cli = sys.argv[1:]
    cli = str(pathlib.Path(cli).resolve())
    found = functions()
    wanted = {key for key in runs_python(found) if 'RS_SCOPE' in found[key]}
    programs = [program for program in sorted(HERE.glob('*/*.py')) if program.parent.name != 'steps']
    seen = set()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for result in pool.map(lambda program: owners(cli, program), programs):
            seen |= result
    missing = sorted(wanted - seen - set(EXEMPT))
    if '--list' in options:
        print(*(f'{file} {name}' for file, name in missing), sep='\n')
        return 1 if missing else 0
    stale = sorted(set(EXEMPT) - (wanted - seen))
    print('1..2')
    for file, name in missing:
        print(f'# no program has {name} ({file}) own a reference while Python runs')
    print(f'{"not " if missing else ""}ok 1 - {len(wanted)} functions that own references while Python runs, {len(wanted & seen)} of them seen')
    for file, name in stale:
        print(f'# {name} ({file}) is exempt for no reason')
    print(f'{"not " if stale else ""}ok 2 - exemptions')
    return 0


if __name__ == '__main__':
    sys.exit(main())
