/* SPDX-License-Identifier: MIT
 *
 * str from UTF-8 and back. Lone surrogates stand as three bytes here, as the
 * engine's own texts may carry them; the strict codec that programs see is in
 * str-codec.c.
 */
#include "str-private.h"

#include <string.h>

/* Decodes one character at P (before END), which is not ASCII; *NEXT is set.
 * What is no UTF-8 gives U+FFFD for one byte. */
static gunichar
decode_char (const guint8 *p, const guint8 *end, const guint8 **next)
{
  guint extra = *p >= 0xf0 && *p < 0xf5   ? 3
                : *p >= 0xe0 && *p < 0xf0 ? 2
                : *p >= 0xc2 && *p < 0xe0 ? 1
                                          : 0;
  gunichar c = extra == 3 ? *p & 7 : extra == 2 ? *p & 15 : *p & 31;

  *next = p + 1;
  if (extra == 0 || p + extra >= end)
    return 0xfffd;
  for (guint i = 1; i <= extra; i++)
    {
      if ((p[i] & 0xc0) != 0x80)
        return 0xfffd;
      c = c << 6 | (p[i] & 0x3f);
    }
  *next = p + extra + 1;
  return c;
}

RsObject *
rs_str_new (RsVm *vm, const char *utf8, gssize length)
{
  const guint8 *p = (const guint8 *) utf8, *end;
  gsize size = length < 0 ? strlen (utf8) : (gsize) length, count = 0, i = 0;
  gunichar bits = 0;

  while (i < size && p[i] < 128)
    i++;
  if (i == size)
    return rs_str_from_kind (vm, utf8, 1, size);
  end = p + size;
  for (const guint8 *q = p; q < end; count++)
    if (*q < 128)
      q++;
    else
      bits |= decode_char (q, end, &q);
  if (count == 1)
    return rs_str_char_new (vm, bits);
  RsObject *str = rs_str_alloc (vm, count, bits);
  if (str == NULL)
    return NULL;
  for (gsize k = 0; k < count; k++)
    if (*p < 128)
      rs_str_put (str, k, *p++);
    else
      rs_str_put (str, k, decode_char (p, end, &p));
  return str;
}

static guint
encode_char (gunichar c, char *out)
{
  if (c < 0x80)
    {
      out[0] = c;
      return 1;
    }
  guint extra = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  out[0] = (char) ((0xff00 >> (extra + 1) & 0xff) | c >> 6 * extra);
  for (guint i = 1; i <= extra; i++)
    out[i] = (char) (0x80 | (c >> 6 * (extra - i) & 0x3f));
  return extra + 1;
}

char *
rs_str_utf8 (RsObject *object, gsize *length)
{
  RsStr *str = (RsStr *) object;
  char *text;
  gsize at = 0;

  if (str->ascii)
    {
      if (length != NULL)
        *length = str->length;
      text = g_malloc (str->length + 1);
      memcpy (text, str->data, str->length);
      text[str->length] = 0;
      return text;
    }
  text = g_malloc ((gsize) str->length * (str->kind == 1 ? 2 : str->kind == 2 ? 3 : 4) + 1);
  for (gsize i = 0; i < str->length; i++)
    at += encode_char (rs_str_char (str, i), text + at);
  text[at] = 0;
  if (length != NULL)
    *length = at;
  return text;
}

const char *
rs_str_buffer (RsObject *str, char *buffer, gsize size)
{
  gsize at = 0;
  char bytes[4];
  for (gsize i = 0; i < rs_str_length (str); i++)
    {
      guint n = encode_char (rs_str_char (str, i), bytes);
      if (at + n >= size)
        break;
      memcpy (buffer + at, bytes, n);
      at += n;
    }
  buffer[at] = 0;
  return buffer;
}

char *
rs_str_ascii_digits (RsObject *object, gsize *length)
{
  RsStr *str = (RsStr *) object;
  gsize n = str->length;
  char *text = g_malloc (n + 1);
  for (gsize i = 0; i < n; i++)
    {
      gunichar c = rs_str_char (str, i);
      text[i] = str->ascii || (c < 128 && !rs_unichar_is_space (c)) ? (char) c
                : rs_unichar_is_space (c)                           ? ' '
                : rs_unichar_is_decimal (c) ? (char) ('0' + rs_unichar_decimal_value (c))
                                            : '?';
      if (c >= 128 && text[i] == '?')
        n = i + 1; /* no number: CPython looks no further */
    }
  text[n] = 0;
  *length = n;
  return text;
}
