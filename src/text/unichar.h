/* SPDX-License-Identifier: MIT
 *
 * What characters are, by Unicode 14.0 as CPython 3.11: the one source for str,
 * for regular expressions and for the lexer.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean rs_unichar_is_space (gunichar c);
gboolean rs_unichar_is_line_break (gunichar c);
gboolean rs_unichar_is_printable (gunichar c);
gboolean rs_unichar_is_alpha (gunichar c);
gboolean rs_unichar_is_decimal (gunichar c);
guint rs_unichar_decimal_value (gunichar c); /* of a decimal: 0 to 9 */
gboolean rs_unichar_is_digit (gunichar c);
gboolean rs_unichar_is_numeric (gunichar c);
gboolean rs_unichar_is_lower (gunichar c);
gboolean rs_unichar_is_upper (gunichar c);
gboolean rs_unichar_is_title (gunichar c);
gboolean rs_unichar_is_cased (gunichar c);
gboolean rs_unichar_is_case_ignorable (gunichar c);
gboolean rs_unichar_is_id_start (gunichar c);
gboolean rs_unichar_is_id_continue (gunichar c);
gboolean rs_unichar_is_wide (gunichar c); /* two columns of a terminal: East Asian width W or F */
/* Up to three characters into OUT; how many. */
guint rs_unichar_lower (gunichar c, gunichar out[3]);
guint rs_unichar_upper (gunichar c, gunichar out[3]);
guint rs_unichar_title (gunichar c, gunichar out[3]);
guint rs_unichar_fold (gunichar c, gunichar out[3]);

G_END_DECLS
