#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Turn the folders beside this file into C: embed.py OUT.c DEPENDENCIES.d

Each folder with a lesson.ini is a lesson; order.txt says in which order they are shown. What is in them, refscope-cli lessons --check
judges; here it only has to be text. The dependencies, as make reads them, make OUT.c anew when a file changes, comes or goes.
"""
import pathlib
import sys

ENDINGS = {".ini", ".md", ".py"}


def literal(text):
    """A C string of the bytes of TEXT, a line of source a line."""
    lines = text.splitlines(keepends=True) or [b""]
    return "\n".join('    "%s"' % "".join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else "\\%03o" % b for b in line) for line in lines)


def main(out, depends):
    folder = pathlib.Path(__file__).resolve().parent
    order = (folder / "order.txt").read_text(encoding="utf-8").split()
    found = sorted(path.parent.name for path in folder.glob("*/lesson.ini"))
    if sorted(order) != found:
        sys.exit("%s: it names %s, but the folders with a lesson.ini are %s" % (folder / "order.txt", ", ".join(order), ", ".join(found)))
    files = [path for name in order for path in sorted((folder / name).iterdir()) if path.suffix in ENDINGS]
    with open(out, "w", encoding="ascii") as c:
        c.write('#include "lesson/lesson-private.h"\nconst RsLessonFile rs_lesson_files[] = {\n')
        for path in files:
            data = path.read_bytes()
            try:
                data.decode("utf-8")
            except UnicodeDecodeError as error:
                sys.exit("%s: %s" % (path, error))
            c.write('  { "%s",\n%s,\n    %d },\n' % (path.relative_to(folder).as_posix(), literal(data), len(data)))
        c.write("};\nconst guint rs_n_lesson_files = %d;\n" % len(files))
    needed = [folder / "order.txt", folder, *sorted({path.parent for path in files}), *files]
    with open(depends, "w", encoding="utf-8") as d:
        d.write("%s: %s\n" % (out.replace(" ", "\\ "), " ".join(str(path).replace(" ", "\\ ") for path in needed)))


if __name__ == "__main__":
    main(*sys.argv[1:])
