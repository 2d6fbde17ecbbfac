#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Turn scenarios.json and its programs into C: embed.py SCENARIOS.json OUT.c"""
import json
import os
import sys


def literal(text):
    """A C string of the UTF-8 bytes of TEXT, a line of source a line."""
    lines = text.splitlines(keepends=True) or [""]
    return "\n".join('    "%s"' % "".join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else "\\%03o" % b for b in line.encode()) for line in lines)


def main(path, out):
    folder = os.path.dirname(path)
    with open(path, encoding="utf-8") as f:
        scenarios = json.load(f)
    with open(out, "w", encoding="utf-8") as c:
        c.write('#include "session/scenarios.h"\n')
        for i, s in enumerate(scenarios):
            c.write("static const int moments_%d[] = { %s, 0 };\n" % (i, ", ".join(map(str, s["moments"]))))
        c.write("const RsScenario rs_scenarios[] = {\n")
        for i, s in enumerate(scenarios):
            with open(os.path.join(folder, s["file"]), encoding="utf-8", newline="") as f:
                source = f.read()
            c.write("  {\n")
            for key in ("id", "file", "title", "title_ko", "summary", "summary_ko"):
                c.write("%s,\n" % literal(s[key]))
            c.write("%s,\n    %s,\n    moments_%d },\n" % (literal(source), '"%s"' % s["detail"] if "detail" in s else "NULL", i))
        c.write("};\nconst guint rs_n_scenarios = %d;\n" % len(scenarios))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
