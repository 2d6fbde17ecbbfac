#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Turn the Python modules of src/modules/py into C: embed.py OUT.c OUT.h FILE.py ...

A file a.b.py becomes module "a.b"; each is one const RsModuleDef, rs_py_a_b.
"""
import os
import sys


def literal(text):
    out = []
    for line in text.splitlines(keepends=True):
        escaped = "".join(c if 32 <= ord(c) < 127 and c not in '"\\' else "\\\\" if c == "\\" else '\\"' if c == '"' else
                          "\\n" if c == "\n" else "".join("\\%03o" % b for b in c.encode()) for c in line)
        out.append('  "%s"' % escaped.replace("??", "?\\?"))
    return "\n".join(out) or '  ""'


def main(out_c, out_h, files):
    names = [os.path.basename(f)[:-3] for f in files]
    idents = [n.replace(".", "_") for n in names]
    with open(out_h, "w", encoding="utf-8") as h:
        h.write("#pragma once\n#include \"vm/vm.h\"\n")
        for ident in idents:
            h.write("extern const RsModuleDef rs_py_%s;\n" % ident)
        h.write("#define RS_PY_MODULES(PY) %s\n" % " ".join("PY (%s)" % i for i in idents))
    with open(out_c, "w", encoding="utf-8") as c:
        c.write('#include "py-sources.h"\n')
        for path, name, ident in zip(files, names, idents):
            with open(path, encoding="utf-8") as source:
                c.write('const RsModuleDef rs_py_%s = { "%s", NULL,\n%s };\n' % (ident, name, literal(source.read())))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
