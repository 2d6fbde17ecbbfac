/* SPDX-License-Identifier: MIT
 *
 * repr () of str: quotes, and escapes for what cannot be printed.
 */
#include "str-private.h"

#include <string.h>

/* The quote to use, and whether the text can stand as it is. */
static gunichar
choose_quote (const RsStr *str, gboolean *plain)
{
  gboolean single = FALSE, twice = FALSE;
  *plain = TRUE;
  for (gsize i = 0; i < str->length; i++)
    {
      gunichar c = rs_str_char (str, i);
      single |= c == '\'';
      twice |= c == '"';
      if (c == '\\' || c < ' ' || (c >= 127 && !rs_unichar_is_printable (c)))
        *plain = FALSE;
    }
  if (single && twice)
    *plain = FALSE;
  return single && !twice ? '"' : '\'';
}

static void
add_escape (RsStrBuilder *b, gunichar c)
{
  char text[12];
  switch (c)
    {
    case '\t':
      rs_str_builder_add_utf8 (b, "\\t");
      return;
    case '\n':
      rs_str_builder_add_utf8 (b, "\\n");
      return;
    case '\r':
      rs_str_builder_add_utf8 (b, "\\r");
      return;
    }
  if (c < 0x100)
    g_snprintf (text, sizeof text, "\\x%02x", c);
  else if (c < 0x10000)
    g_snprintf (text, sizeof text, "\\u%04x", c);
  else
    g_snprintf (text, sizeof text, "\\U%08x", c);
  rs_str_builder_add_utf8 (b, text);
}

RsObject *
rs_str_repr_of (RsVm *vm, RsObject *self)
{
  RsStr *str = (RsStr *) self;
  gboolean plain;
  gunichar quote = choose_quote (str, &plain);

  if (plain)
    {
      RsObject *result = rs_str_alloc (vm, (gsize) str->length + 2, rs_str_max_char (str));
      if (result == NULL)
        return NULL;
      rs_str_put (result, 0, quote);
      rs_str_copy_chars (result, 1, str, 0, str->length);
      rs_str_put (result, str->length + 1, quote);
      return result;
    }
  RsStrBuilder b;
  rs_str_builder_init (vm, &b);
  rs_str_builder_add_char (&b, quote);
  for (gsize i = 0; i < str->length; i++)
    {
      gunichar c = rs_str_char (str, i);
      if (c == quote || c == '\\')
        {
          rs_str_builder_add_char (&b, '\\');
          rs_str_builder_add_char (&b, c);
        }
      else if (c < ' ' || (c >= 127 && !rs_unichar_is_printable (c)))
        add_escape (&b, c);
      else
        rs_str_builder_add_char (&b, c);
    }
  rs_str_builder_add_char (&b, quote);
  return rs_str_builder_end (vm, &b);
}

RsObject *
rs_ascii (RsVm *vm, RsObject *object)
{
  RsStrBuilder b;
  RsObject *repr = rs_repr (vm, object);
  if (repr == NULL || ((RsStr *) repr)->ascii)
    return repr;
  rs_str_builder_init (vm, &b);
  for (gsize i = 0; i < rs_str_length (repr); i++)
    {
      gunichar c = rs_str_char (repr, i);
      if (c < 128)
        rs_str_builder_add_char (&b, c);
      else
        add_escape (&b, c);
    }
  rs_decref (vm, repr);
  return rs_str_builder_end (vm, &b);
}
