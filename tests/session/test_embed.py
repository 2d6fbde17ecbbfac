#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A broken scenario ends the build with one sentence: test_embed.py EMBED.py"""
import json
import pathlib
import subprocess
import sys
import tempfile

EMBED = sys.argv[1]
GOOD = {"id": "one", "file": "one.py", "title": "One", "title_ko": "하나", "summary": "A program", "summary_ko": "프로그램", "moments": [2]}
CASES = [
    ("a good one", [GOOD], ""),
    ("no list", {}, "it is no list of scenarios"),
    ("no JSON", None, "Expecting value"),
    ("a text is missing", [{**GOOD, "title_ko": None}], 'scenario 1 (one): it has no text "title_ko"'),
    ("no program", [GOOD, {**GOOD, "id": "two", "file": "two.py"}], "scenario 2 (two): its program two.py cannot be read: No such file or directory"),
    ("not UTF-8", [{**GOOD, "file": "latin.py"}], "its program latin.py cannot be read"),
    ("a detail that there is not", [{**GOOD, "detail": "wild"}], 'its "detail" is none of simple, references, everything'),
    ("no moments", [{**GOOD, "moments": []}], 'it has no list "moments" of lines'),
    ("a moment behind the end", [{**GOOD, "moments": [2, 3]}], "its moment 3 is no line of the 2 of one.py"),
    ("a moment that is no number", [{**GOOD, "moments": ["2"]}], 'its moment "2" is no line'),
]


def run(folder, scenarios):
    path = folder / "scenarios.json"
    path.write_text("nothing" if scenarios is None else json.dumps(scenarios), encoding="utf-8")
    return subprocess.run([sys.executable, EMBED, path, folder / "out.c", folder / "out.d"], capture_output=True, text=True)


def passes(scenarios, sentence):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "one.py").write_text("x = 1\nprint(x)\n")
        (folder / "latin.py").write_bytes(b"x = '\xe9'\n\n")
        answer = run(folder, scenarios)
        if not sentence:
            return (answer.returncode == 0 and "rs_n_scenarios = 1" in (folder / "out.c").read_text(encoding="utf-8")
                    and (folder / "out.d").read_text(encoding="utf-8") == f"{folder}/out.c: {folder}/one.py\n")
        return answer.returncode == 1 and sentence in answer.stderr and answer.stderr.count("\n") == 1


print(f"1..{len(CASES)}")
for number, (name, scenarios, sentence) in enumerate(CASES, 1):
    print(f"{'ok' if passes(scenarios, sentence) else 'not ok'} {number} - {name}")
