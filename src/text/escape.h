/* SPDX-License-Identifier: MIT
 *
 * Text between quotes: as Python's repr () writes it, and as JSON does.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The quote that repr () puts around a text in which there are single (') or
 * double (") ones. */
char rs_repr_quote (gboolean has_single, gboolean has_double);

/* Appends C as it stands between QUOTEs: in a bytes literal (BYTES: C is a
 * byte) or a str literal. */
void rs_repr_character (GString *out, gunichar c, char quote, gboolean bytes);

/* Appends repr () of a str of LENGTH bytes of UTF-8, in which surrogates may
 * stand as three bytes; and of a bytes of LENGTH. */
void rs_repr_str (GString *out, const char *text, gsize length);
void rs_repr_bytes (GString *out, const guint8 *bytes, gsize length);

/* Appends TEXT (UTF-8) as a JSON string, quotes included; nothing beyond ASCII
 * is escaped. */
void rs_json_string (GString *out, const char *text);

G_END_DECLS
