/* SPDX-License-Identifier: MIT
 *
 * Doubles as Python writes and reads them. See float-text.c.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The shortest text that reads back as VALUE. transfer full */
char *rs_float_repr_text (double value);
/* repr () of a complex. transfer full */
char *rs_complex_repr_text (double real, double imag);
/* VALUE for code 'e', 'f', 'g', 'r' (repr) and upper case; PRECISION (digits)
 * is ignored for 'r'. transfer full */
char *rs_float_format_text (double value, char code, int precision, gboolean alternate,
                            gboolean add_dot_0);
/* Reads a float as float () does: underscores, nan, infinity; the whole text
 * (LENGTH bytes) must match. */
gboolean rs_float_parse_text (const char *text, gsize length, double *value);
/* Reads the number at P, before END: what follows it, or NULL. */
const char *rs_float_scan (const char *p, const char *end, double *value);

G_END_DECLS
