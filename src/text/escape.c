/* SPDX-License-Identifier: MIT
 *
 * Text between quotes.
 */
#include "escape.h"

#include "unichar.h"

#include <string.h>

char
rs_repr_quote (gboolean has_single, gboolean has_double)
{
  return has_single && !has_double ? '"' : '\'';
}

void
rs_repr_character (GString *out, gunichar c, char quote, gboolean bytes)
{
  if (c == '\n')
    g_string_append (out, "\\n");
  else if (c == '\r')
    g_string_append (out, "\\r");
  else if (c == '\t')
    g_string_append (out, "\\t");
  else if (c == (guchar) quote || c == '\\')
    g_string_append_printf (out, "\\%c", (char) c);
  else if (bytes ? c < ' ' || c > '~' : !rs_unichar_is_printable (c))
    g_string_append_printf (out, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
  else
    g_string_append_unichar (out, c);
}

/* The character at *P, which goes behind it. g_utf8_get_char takes no
 * surrogates. */
static gunichar
read_character (const char **p)
{
  const guchar *bytes = (const guchar *) *p;
  gunichar c = (bytes[0] & 0xf0) == 0xe0
                   ? (bytes[0] & 0xfu) << 12 | (bytes[1] & 0x3fu) << 6 | (bytes[2] & 0x3fu)
                   : g_utf8_get_char (*p);
  *p = g_utf8_next_char (*p);
  return c;
}

void
rs_repr_str (GString *out, const char *text, gsize length)
{
  char quote =
      rs_repr_quote (memchr (text, '\'', length) != NULL, memchr (text, '"', length) != NULL);
  g_string_append_c (out, quote);
  for (const char *p = text; p < text + length;)
    rs_repr_character (out, read_character (&p), quote, FALSE);
  g_string_append_c (out, quote);
}

void
rs_repr_bytes (GString *out, const guint8 *bytes, gsize length)
{
  char quote =
      rs_repr_quote (memchr (bytes, '\'', length) != NULL, memchr (bytes, '"', length) != NULL);
  g_string_append_printf (out, "b%c", quote);
  for (gsize i = 0; i < length; i++)
    rs_repr_character (out, bytes[i], quote, TRUE);
  g_string_append_c (out, quote);
}

void
rs_json_string (GString *out, const char *text)
{
  static const char plain[] = "\"\\\n\r\t\b\f", letters[] = "\"\\nrtbf";
  g_string_append_c (out, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      const char *found = strchr (plain, *c);
      if (found != NULL)
        g_string_append_printf (out, "\\%c", letters[found - plain]);
      else if ((guchar) *c < ' ')
        g_string_append_printf (out, "\\u%04x", (guchar) *c);
      else
        g_string_append_c (out, *c);
    }
  g_string_append_c (out, '"');
}
