/* SPDX-License-Identifier: MIT
 *
 * The methods of bytes and bytearray that change or ask about case and class of
 * ASCII letters, and translate.
 */
#include "bytes-private.h"

#include <string.h>

static RsObject *
map_bytes (RsVm *vm, RsObject *self, guint8 (*map) (guint8 c, gboolean inside))
{
  const guint8 *data;
  gsize size;
  gboolean inside = FALSE;
  rs_bytes_view (vm, self, &data, &size);
  g_autofree guint8 *out = g_malloc (size + 1);
  for (gsize i = 0; i < size; i++)
    {
      out[i] = map (data[i], inside);
      inside = g_ascii_isalpha (data[i]);
    }
  return rs_bytes_make_fresh (vm, self, out, size);
}

static guint8
lower (guint8 c, gboolean inside)
{
  return g_ascii_tolower (c);
}
static guint8
upper (guint8 c, gboolean inside)
{
  return g_ascii_toupper (c);
}
static guint8
swap (guint8 c, gboolean inside)
{
  return g_ascii_islower (c) ? g_ascii_toupper (c) : g_ascii_tolower (c);
}
static guint8
title (guint8 c, gboolean inside)
{
  return inside ? g_ascii_tolower (c) : g_ascii_toupper (c);
}

RS_BYTES_METHOD (rs_bytes_m_lower)
{
  return map_bytes (vm, self, lower);
}
RS_BYTES_METHOD (rs_bytes_m_upper)
{
  return map_bytes (vm, self, upper);
}
RS_BYTES_METHOD (rs_bytes_m_swapcase)
{
  return map_bytes (vm, self, swap);
}
RS_BYTES_METHOD (rs_bytes_m_title)
{
  return map_bytes (vm, self, title);
}

RS_BYTES_METHOD (rs_bytes_m_capitalize)
{
  const guint8 *data;
  gsize size;
  rs_bytes_view (vm, self, &data, &size);
  g_autofree guint8 *out = g_malloc (size + 1);
  for (gsize i = 0; i < size; i++)
    out[i] = i == 0 ? g_ascii_toupper (data[i]) : g_ascii_tolower (data[i]);
  return rs_bytes_make_fresh (vm, self, out, size);
}

/* --- is... ---------------------------------------------------------------- */

static RsObject *
all_are (RsVm *vm, RsObject *self, gboolean (*test) (guint8 c))
{
  const guint8 *data;
  gsize size;
  rs_bytes_view (vm, self, &data, &size);
  for (gsize i = 0; i < size; i++)
    if (!test (data[i]))
      return rs_bool (vm, FALSE);
  return rs_bool (vm, size > 0);
}

static gboolean
is_alpha (guint8 c)
{
  return g_ascii_isalpha (c);
}
static gboolean
is_digit (guint8 c)
{
  return g_ascii_isdigit (c);
}
static gboolean
is_alnum (guint8 c)
{
  return g_ascii_isalnum (c);
}
static gboolean
is_space (guint8 c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}
static gboolean
is_ascii (guint8 c)
{
  return c < 128;
}

RS_BYTES_METHOD (rs_bytes_m_isalpha)
{
  return all_are (vm, self, is_alpha);
}
RS_BYTES_METHOD (rs_bytes_m_isdigit)
{
  return all_are (vm, self, is_digit);
}
RS_BYTES_METHOD (rs_bytes_m_isalnum)
{
  return all_are (vm, self, is_alnum);
}
RS_BYTES_METHOD (rs_bytes_m_isspace)
{
  return all_are (vm, self, is_space);
}

RS_BYTES_METHOD (rs_bytes_m_isascii)
{
  const guint8 *data;
  gsize size;
  rs_bytes_view (vm, self, &data, &size);
  return size == 0 ? rs_bool (vm, TRUE) : all_are (vm, self, is_ascii);
}

static RsObject *
is_one_case (RsVm *vm, RsObject *self, gboolean want_upper)
{
  const guint8 *data;
  gsize size;
  gboolean any = FALSE;
  rs_bytes_view (vm, self, &data, &size);
  for (gsize i = 0; i < size; i++)
    if (g_ascii_isalpha (data[i]))
      {
        if (g_ascii_isupper (data[i]) != want_upper)
          return rs_bool (vm, FALSE);
        any = TRUE;
      }
  return rs_bool (vm, any);
}

RS_BYTES_METHOD (rs_bytes_m_islower)
{
  return is_one_case (vm, self, FALSE);
}
RS_BYTES_METHOD (rs_bytes_m_isupper)
{
  return is_one_case (vm, self, TRUE);
}

RS_BYTES_METHOD (rs_bytes_m_istitle)
{
  const guint8 *data;
  gsize size;
  gboolean any = FALSE, inside = FALSE;
  rs_bytes_view (vm, self, &data, &size);
  for (gsize i = 0; i < size; i++)
    {
      gboolean letter = g_ascii_isalpha (data[i]);
      if (letter && g_ascii_isupper (data[i]) == inside)
        return rs_bool (vm, FALSE);
      any |= letter;
      inside = letter;
    }
  return rs_bool (vm, any);
}

/* --- translate ------------------------------------------------------------ */

RS_BYTES_METHOD (rs_bytes_m_maketrans)
{
  const guint8 *from, *to;
  gsize n, m;
  guint8 table[256];
  if (!rs_bytes_like_or_raise (vm, args[0], &from, &n)
      || !rs_bytes_like_or_raise (vm, args[1], &to, &m))
    return NULL;
  if (n != m)
    return rs_value_error (vm, "maketrans arguments must have same length");
  for (guint i = 0; i < 256; i++)
    table[i] = i;
  for (gsize i = 0; i < n; i++)
    table[from[i]] = to[i];
  return rs_bytes_new (vm, table, 256);
}

RS_BYTES_METHOD (rs_bytes_m_translate)
{
  static const char *const names[] = { "", "delete", NULL };
  RsObject *out[2];
  const guint8 *table = NULL, *deleted = NULL, *data;
  gsize table_size = 256, n_deleted = 0, size, at = 0;
  if (!rs_parse_args (vm, "translate", args, nargs, kwnames, names, 1, 1, out))
    return NULL;
  if (out[0] != vm->none && !rs_bytes_like_or_raise (vm, out[0], &table, &table_size))
    return NULL;
  if (table_size != 256)
    return rs_value_error (vm, "translation table must be 256 characters long");
  if (out[1] != NULL && !rs_bytes_like_or_raise (vm, out[1], &deleted, &n_deleted))
    return NULL;
  rs_bytes_view (vm, self, &data, &size);
  g_autofree guint8 *result = g_malloc (size + 1);
  for (gsize i = 0; i < size; i++)
    if (n_deleted == 0 || memchr (deleted, data[i], n_deleted) == NULL)
      result[at++] = table ? table[data[i]] : data[i];
  if (at == size && self->type == RS_TYPE (vm, BYTES) && memcmp (result, data, size) == 0)
    return rs_incref (self);
  return rs_bytes_make_fresh (vm, self, result, at);
}
