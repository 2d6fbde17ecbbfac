/* SPDX-License-Identifier: MIT
 *
 * The methods of str that change or ask about the case and the class of
 * characters. Most texts are ASCII: these take a short way.
 */
#include "str-private.h"

#include <string.h>

typedef guint (*Convert) (gunichar c, gunichar out[3]);

static void
add_converted (RsStrBuilder *b, gunichar c, Convert convert)
{
  gunichar out[3];
  guint n = convert (c, out);
  for (guint i = 0; i < n; i++)
    rs_str_builder_add_char (b, out[i]);
}

/* --- lower, upper, ... ---------------------------------------------------- */

static RsObject *
map_ascii (RsVm *vm, const RsStr *from, guint8 (*map) (guint8 c))
{
  RsStr *to = (RsStr *) rs_str_alloc (vm, from->length, 127);
  if (to == NULL || from->length == 0)
    return RS_OBJECT (to);
  for (gsize i = 0; i < from->length; i++)
    to->data[i] = map (from->data[i]);
  return RS_OBJECT (to);
}

static guint8
ascii_lower (guint8 c)
{
  return g_ascii_tolower (c);
}
static guint8
ascii_upper (guint8 c)
{
  return g_ascii_toupper (c);
}
static guint8
ascii_swap (guint8 c)
{
  return g_ascii_islower (c) ? g_ascii_toupper (c) : g_ascii_tolower (c);
}

/* A capital sigma at INDEX becomes a final one where a cased letter comes
 * before it and none after it; what is neither cased nor counts (accents,
 * apostrophes) is skipped on both sides. */
static gboolean
is_final_sigma (const RsStr *str, gsize index)
{
  gsize i = index;
  while (i > 0 && rs_unichar_is_case_ignorable (rs_str_char (str, i - 1)))
    i--;
  if (i == 0 || !rs_unichar_is_cased (rs_str_char (str, i - 1)))
    return FALSE;
  i = index + 1;
  while (i < str->length && rs_unichar_is_case_ignorable (rs_str_char (str, i)))
    i++;
  return i == str->length || !rs_unichar_is_cased (rs_str_char (str, i));
}

static void
add_lower (RsStrBuilder *b, const RsStr *str, gsize i)
{
  gunichar c = rs_str_char (str, i);
  if (c == 0x3a3)
    rs_str_builder_add_char (b, is_final_sigma (str, i) ? 0x3c2 : 0x3c3);
  else
    add_converted (b, c, rs_unichar_lower);
}

RS_STR_METHOD (rs_str_m_lower)
{
  RsStr *str = (RsStr *) self;
  RsStrBuilder b;
  if (str->ascii)
    return map_ascii (vm, str, ascii_lower);
  rs_str_builder_init (vm, &b);
  for (gsize i = 0; i < str->length; i++)
    add_lower (&b, str, i);
  return rs_str_builder_end_fresh (vm, &b);
}

static RsObject *
map_all (RsVm *vm, const RsStr *str, Convert convert)
{
  RsStrBuilder b;
  rs_str_builder_init (vm, &b);
  for (gsize i = 0; i < str->length; i++)
    add_converted (&b, rs_str_char (str, i), convert);
  return rs_str_builder_end_fresh (vm, &b);
}

RS_STR_METHOD (rs_str_m_upper)
{
  RsStr *str = (RsStr *) self;
  return str->ascii ? map_ascii (vm, str, ascii_upper) : map_all (vm, str, rs_unichar_upper);
}

RS_STR_METHOD (rs_str_m_casefold)
{
  RsStr *str = (RsStr *) self;
  return str->ascii ? map_ascii (vm, str, ascii_lower) : map_all (vm, str, rs_unichar_fold);
}

RS_STR_METHOD (rs_str_m_swapcase)
{
  RsStr *str = (RsStr *) self;
  RsStrBuilder b;
  if (str->ascii)
    return map_ascii (vm, str, ascii_swap);
  rs_str_builder_init (vm, &b);
  for (gsize i = 0; i < str->length; i++)
    {
      gunichar c = rs_str_char (str, i);
      if (rs_unichar_is_upper (c))
        add_lower (&b, str, i);
      else if (rs_unichar_is_lower (c))
        add_converted (&b, c, rs_unichar_upper);
      else
        rs_str_builder_add_char (&b, c);
    }
  return rs_str_builder_end_fresh (vm, &b);
}

RS_STR_METHOD (rs_str_m_capitalize)
{
  RsStr *str = (RsStr *) self;
  RsStrBuilder b;
  if (str->length == 0)
    return rs_str_exact (vm, self);
  rs_str_builder_init (vm, &b);
  add_converted (&b, rs_str_char (str, 0), rs_unichar_title);
  for (gsize i = 1; i < str->length; i++)
    add_lower (&b, str, i);
  return rs_str_builder_end_fresh (vm, &b);
}

RS_STR_METHOD (rs_str_m_title)
{
  RsStr *str = (RsStr *) self;
  RsStrBuilder b;
  gboolean inside = FALSE;
  rs_str_builder_init (vm, &b);
  for (gsize i = 0; i < str->length; i++)
    {
      gunichar c = rs_str_char (str, i);
      if (inside)
        add_lower (&b, str, i);
      else
        add_converted (&b, c, rs_unichar_title);
      inside = rs_unichar_is_cased (c);
    }
  return rs_str_builder_end_fresh (vm, &b);
}

/* --- is... ---------------------------------------------------------------- */

/* Are there characters, and does TEST hold for all of them? */
static RsObject *
all_are (RsVm *vm, RsObject *self, gboolean (*test) (gunichar c))
{
  gsize length = rs_str_length (self);
  for (gsize i = 0; i < length; i++)
    if (!test (rs_str_char (self, i)))
      return rs_bool (vm, FALSE);
  return rs_bool (vm, length > 0);
}

static gboolean
is_alnum (gunichar c)
{
  return rs_unichar_is_alpha (c) || rs_unichar_is_decimal (c) || rs_unichar_is_digit (c)
         || rs_unichar_is_numeric (c);
}

RS_STR_METHOD (rs_str_m_isalpha)
{
  return all_are (vm, self, rs_unichar_is_alpha);
}
RS_STR_METHOD (rs_str_m_isdecimal)
{
  return all_are (vm, self, rs_unichar_is_decimal);
}
RS_STR_METHOD (rs_str_m_isdigit)
{
  return all_are (vm, self, rs_unichar_is_digit);
}
RS_STR_METHOD (rs_str_m_isnumeric)
{
  return all_are (vm, self, rs_unichar_is_numeric);
}
RS_STR_METHOD (rs_str_m_isalnum)
{
  return all_are (vm, self, is_alnum);
}
RS_STR_METHOD (rs_str_m_isspace)
{
  return all_are (vm, self, rs_unichar_is_space);
}

RS_STR_METHOD (rs_str_m_isprintable)
{
  return rs_str_length (self) == 0 ? rs_bool (vm, TRUE)
                                   : all_are (vm, self, rs_unichar_is_printable);
}

RS_STR_METHOD (rs_str_m_isascii)
{
  return rs_bool (vm, ((RsStr *) self)->ascii);
}

static RsObject *
is_one_case (RsVm *vm, RsObject *self, gboolean (*right) (gunichar c))
{
  gboolean any = FALSE;
  for (gsize i = 0; i < rs_str_length (self); i++)
    {
      gunichar c = rs_str_char (self, i);
      if (right (c))
        any = TRUE;
      else if (rs_unichar_is_cased (c))
        return rs_bool (vm, FALSE);
    }
  return rs_bool (vm, any);
}

RS_STR_METHOD (rs_str_m_islower)
{
  return is_one_case (vm, self, rs_unichar_is_lower);
}
RS_STR_METHOD (rs_str_m_isupper)
{
  return is_one_case (vm, self, rs_unichar_is_upper);
}

RS_STR_METHOD (rs_str_m_istitle)
{
  gboolean any = FALSE, inside = FALSE;
  for (gsize i = 0; i < rs_str_length (self); i++)
    {
      gunichar c = rs_str_char (self, i);
      gboolean starts = rs_unichar_is_upper (c) || rs_unichar_is_title (c),
               goes_on = rs_unichar_is_lower (c);
      if ((starts && inside) || (goes_on && !inside))
        return rs_bool (vm, FALSE);
      inside = starts || goes_on;
      any |= inside;
    }
  return rs_bool (vm, any);
}

gboolean
rs_str_is_identifier (RsObject *str)
{
  gsize length = rs_str_length (str);
  if (length == 0 || !rs_unichar_is_id_start (rs_str_char (str, 0)))
    return FALSE;
  for (gsize i = 1; i < length; i++)
    if (!rs_unichar_is_id_continue (rs_str_char (str, i)))
      return FALSE;
  return TRUE;
}

RS_STR_METHOD (rs_str_m_isidentifier)
{
  return rs_bool (vm, rs_str_is_identifier (self));
}
