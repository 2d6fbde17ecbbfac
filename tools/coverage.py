# SPDX-License-Identifier: MIT
"""Lines and branches that the tests have run, by folder, from the counts that gcov left in a build folder. See tools/coverage.

A line counts once, however many functions it was inlined into. A branch is a way out of a line's condition. Not counted are the branches that
gcov makes of what the reader does not see as one: those of lines with an assertion (g_assert..., g_return_...), those made by a macro that cleans
up or hands out a local (RS_LOCAL, RS_SCOPE, RS_GIVE, RS_TEXT, RS_FOREIGN, g_autoptr, g_auto, g_autofree, and closing braces, where the cleanup
runs), and those that throw. What a line within a table of functions made by a macro does is counted with the macro's first use.
"""
import collections
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile

NO_BRANCH = re.compile(r'g_assert|g_return_|RS_LOCAL|RS_SCOPE|RS_GIVE|RS_TEXT|RS_FOREIGN|g_auto|g_clear_|g_error|g_warn|^\s*[{}]\s*$|^\s*return\b.*\bRS_GIVE|^\s*(FINISH|NEXT)\b')


def counts(build):
    """{source: {line: (count, [branch counts])}} of all objects of BUILD."""
    files = [str(path) for path in build.rglob('*.gcda') if '/src/' in str(path)]
    found = collections.defaultdict(dict)
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, len(files), 50):
            subprocess.run(['gcov', '--json-format', '--branch-probabilities', '--branch-counts', *files[start:start + 50]], cwd=folder, check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for path in pathlib.Path(folder).glob('*.gcov.json.gz'):
                data = json.loads(gzip.decompress(path.read_bytes()))
                for file in data['files']:
                    name = str((pathlib.Path(data['current_working_directory']) / file['file']).resolve())
                    name = name if pathlib.Path(name).exists() else str((build / file['file']).resolve())
                    add(found[name], file['lines'])
                path.unlink()
    return found


def add(lines, more):
    for line in more:
        number = line['line_number']
        count, branches = lines.get(number, (0, []))
        new = [branch['count'] for branch in line['branches'] if not branch['throw']]
        if len(new) == len(branches):
            branches = [a + b for a, b in zip(branches, new)]
        elif len(new) > len(branches) or sum(map(bool, new)) > sum(map(bool, branches)):
            branches = new
        lines[number] = (count + line['count'], branches)


def main():
    here, build = (pathlib.Path(name).resolve() for name in sys.argv[1:3])
    options = sys.argv[3:]
    source = here / 'src'
    folders, names = collections.defaultdict(lambda: [0] * 4), {}
    for name, lines in counts(build).items():
        path = pathlib.Path(name)
        if source not in path.parents or path.suffix not in ('.c', '.h'):
            continue
        text = path.read_text().split('\n')
        if '--missing' in options and str(path).endswith(options[options.index('--missing') + 1]):
            for number, (count, _) in sorted(lines.items()):
                if count == 0:
                    print(f'{number:5} {text[number - 1]}')
        sums = names.setdefault(str(path.relative_to(source)), [0] * 4)
        for number, (count, branches) in lines.items():
            sums[0] += 1
            sums[1] += count > 0
            if not NO_BRANCH.search(text[number - 1] if number <= len(text) else ''):
                sums[2] += len(branches)
                sums[3] += sum(map(bool, branches))
    for name, sums in names.items():
        for key in (name.split('/')[0], 'all'):
            folders[key] = [a + b for a, b in zip(folders[key], sums)]
    if '--missing' in options:
        return 0
    shown = names if '--files' in options else folders
    for name, (lines, run, branches, taken) in sorted(shown.items(), key=lambda item: (item[0] == 'all', item[0])):
        print(f'{name:40} lines {run:6} of {lines:6} {100 * run / max(lines, 1):5.1f} %   '
              f'branches {taken:6} of {branches:6} {100 * taken / max(branches, 1):5.1f} %')
    return 0


if __name__ == '__main__':
    sys.exit(main())
