/* SPDX-License-Identifier: MIT
 *
 * Properties and cases of characters by Unicode 14.0, the version of CPython
 * 3.11's unicodedata. See unichar-table.c.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

enum {
  RS_UC_PRINTABLE = 1,
  RS_UC_ALPHA = 2,
  RS_UC_DECIMAL = 4,
  RS_UC_DIGIT = 8,
  RS_UC_NUMERIC = 16,
  RS_UC_LOWER = 32,
  RS_UC_UPPER = 64,
  RS_UC_TITLE = 128,
  RS_UC_CASE_IGNORABLE = 256,
  RS_UC_ID_START = 512,
  RS_UC_ID_CONTINUE = 1024,
  RS_UC_WIDE = 2048,
};

/* Each range runs to the next one's start: first character in the low 21 bits,
 * index into rs_unichar_sets above them. */
extern const guint32 rs_unichar_ranges[];
extern const gsize rs_n_unichar_ranges;
extern const guint16 rs_unichar_sets[];

#define RS_UC_SPECIAL 0x200000 /* from here: index into rs_unichar_special */

/* Characters FIRST, FIRST + STEP, ... LAST: what to add to get the other case,
 * or RS_UC_SPECIAL + an index. */
typedef struct {
  guint32 first, last;
  guint8 step;
  gint32 lower, upper, title, fold;
} RsUnicharCase;
extern const RsUnicharCase rs_unichar_cases[];
extern const gsize rs_n_unichar_cases;
extern const gunichar rs_unichar_special[][3];

G_END_DECLS
