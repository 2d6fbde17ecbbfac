/* SPDX-License-Identifier: MIT
 *
 * Where the carets of a traceback point in the text of an expression.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SEGMENT, LENGTH bytes of a line of a program, is what an instruction was
 * compiled from. If it reads as a binary operation, *LEFT and *RIGHT are the
 * bytes between which its operator stands; if as a subscript, its brackets.
 * FALSE: it is something else. As CPython's extract_anchors_from_line
 * (Python/traceback.c) or, LIBRARY, as the same of Lib/traceback.py, for which
 * the operator of "(a)+b" is "+b". */
gboolean rs_anchor_find (const char *segment, gsize length, gboolean library, gsize *left,
                         gsize *right);

G_END_DECLS
