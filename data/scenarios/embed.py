#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Turn scenarios.json and its programs into C: embed.py SCENARIOS.json OUT.c [DEPENDENCIES.d]

The last file gets, as make reads it, that OUT.c depends on the programs: so the build makes it anew when one changes.

A scenario that is broken ends the build with one sentence that says which and why.
"""
import json
import os
import sys

DETAILS = ("simple", "references", "everything")
TEXTS = ("id", "file", "title", "title_ko", "summary", "summary_ko")


def literal(text):
    """A C string of the UTF-8 bytes of TEXT, a line of source a line."""
    lines = text.splitlines(keepends=True) or [""]
    return "\n".join('    "%s"' % "".join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else "\\%03o" % b for b in line.encode()) for line in lines)


def program(folder, scenario):
    """The text of the scenario's program; ValueError says what is wrong with the scenario."""
    missing = [key for key in TEXTS if not isinstance(scenario.get(key), str)]
    if missing:
        raise ValueError("it has no text \"%s\"" % missing[0])
    if scenario.get("detail", "simple") not in DETAILS:
        raise ValueError("its \"detail\" is none of %s" % ", ".join(DETAILS))
    try:
        with open(os.path.join(folder, scenario["file"]), encoding="utf-8", newline="") as f:
            source = f.read()
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError("its program %s cannot be read: %s" % (scenario["file"], getattr(error, "strerror", None) or error))
    moments, n_lines = scenario.get("moments"), len(source.splitlines())
    if not isinstance(moments, list) or not moments:
        raise ValueError("it has no list \"moments\" of lines")
    for line in moments:
        if not isinstance(line, int) or not 1 <= line <= n_lines:
            raise ValueError("its moment %s is no line of the %d of %s" % (json.dumps(line), n_lines, scenario["file"]))
    return source


def main(path, out, depends=None):
    try:
        with open(path, encoding="utf-8") as f:
            scenarios = json.load(f)
        if not isinstance(scenarios, list) or not scenarios or not all(isinstance(s, dict) for s in scenarios):
            raise ValueError("it is no list of scenarios")
    except (OSError, ValueError) as error:
        sys.exit("%s: %s" % (path, getattr(error, "strerror", None) or error))
    sources = []
    for number, scenario in enumerate(scenarios, 1):
        try:
            sources.append(program(os.path.dirname(path), scenario))
        except ValueError as error:
            sys.exit("%s: scenario %d (%s): %s" % (path, number, scenario.get("id"), error))
    with open(out, "w", encoding="utf-8") as c:
        c.write('#include "session/scenarios.h"\n')
        for i, s in enumerate(scenarios):
            c.write("static const int moments_%d[] = { %s, 0 };\n" % (i, ", ".join(map(str, s["moments"]))))
        c.write("const RsScenario rs_scenarios[] = {\n")
        for i, (s, source) in enumerate(zip(scenarios, sources)):
            c.write("  {\n")
            for key in TEXTS:
                c.write("%s,\n" % literal(s[key]))
            c.write("%s,\n    %s,\n    moments_%d },\n" % (literal(source), '"%s"' % s["detail"] if "detail" in s else "NULL", i))
        c.write("};\nconst guint rs_n_scenarios = %d;\n" % len(scenarios))
    if depends is not None:
        programs = [os.path.join(os.path.dirname(path), s["file"]) for s in scenarios]
        with open(depends, "w", encoding="utf-8") as d:
            d.write(out.replace(" ", "\\ ") + ": " + " ".join(name.replace(" ", "\\ ") for name in programs) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
