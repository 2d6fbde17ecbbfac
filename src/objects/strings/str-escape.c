/* SPDX-License-Identifier: MIT
 *
 * The codecs unicode-escape and raw-unicode-escape: text in ASCII or latin-1
 * with backslashes for the rest. Modelled on
 * _PyUnicode_DecodeUnicodeEscapeInternal and its neighbours in CPython's
 * Objects/unicodeobject.c; \N{...} is not known here.
 */
#include "codec-private.h"

static void
put_escape (GByteArray *out, gunichar c)
{
  char text[12];
  int n = g_snprintf (text, sizeof text,
                      c < 0x100     ? "\\x%02x"
                      : c < 0x10000 ? "\\u%04x"
                                    : "\\U%08x",
                      c);
  g_byte_array_append (out, (const guint8 *) text, n);
}

RsObject *
rs_str_escape (RsVm *vm, RsObject *str, gboolean raw)
{
  GByteArray *out = g_byte_array_new ();
  for (gsize i = 0; i < rs_str_length (str); i++)
    {
      gunichar c = rs_str_char (str, i);
      guint8 byte = (guint8) c;
      const char *short_form = raw         ? NULL
                               : c == '\n' ? "\\n"
                               : c == '\r' ? "\\r"
                               : c == '\t' ? "\\t"
                               : c == '\\' ? "\\\\"
                                           : NULL;
      if (short_form != NULL)
        g_byte_array_append (out, (const guint8 *) short_form, 2);
      else if (raw ? c < 0x100 : c >= 0x20 && c < 0x7f)
        g_byte_array_append (out, &byte, 1);
      else
        put_escape (out, c);
    }
  RsObject *bytes = rs_bytes_new (vm, out->data, out->len);
  g_byte_array_unref (out);
  return bytes;
}

/* The hexadecimal number of up to WIDTH digits at DATA; *N: how many there
 * are. */
static gunichar
read_hex (const guint8 *data, gsize size, guint width, guint *n)
{
  gunichar value = 0;
  for (*n = 0; *n < width && *n < size && g_ascii_isxdigit (data[*n]); ++*n)
    value = value << 4 | (gunichar) g_ascii_xdigit_value (data[*n]);
  return value;
}

typedef struct {
  const guint8 *data;
  gsize size, at;
  const char *error; /* why [from, at) is wrong */
  gsize from;
} Reader;

/* After a backslash and u, U or x. */
static gunichar
read_number (Reader *r, guint8 letter)
{
  guint width = letter == 'x' ? 2 : letter == 'u' ? 4 : 8, n;
  gunichar c = read_hex (r->data + r->at, r->size - r->at, width, &n);
  r->at += n;
  if (n < width)
    r->error = letter == 'x'   ? "truncated \\xXX escape"
               : letter == 'u' ? "truncated \\uXXXX escape"
                               : "truncated \\UXXXXXXXX escape";
  else if (c > 0x10ffff)
    r->error = "illegal Unicode character";
  return c;
}

/* The character that an escape stands for, -1: none (a line's end, escaped), or
 * what stays as it is: two characters, *SECOND the other. */
static gint64
read_escape (Reader *r, gunichar *second)
{
  static const char letters[] = "\\\\''\"\"a\ab\bf\fn\nr\rt\tv\v";
  guint8 letter = r->data[r->at++];
  for (gsize i = 0; i < sizeof letters - 1; i += 2)
    if ((guint8) letters[i] == letter)
      return (guint8) letters[i + 1];
  if (letter == '\n')
    return -1;
  if (letter == 'x' || letter == 'u' || letter == 'U')
    return read_number (r, letter);
  if (letter >= '0' && letter <= '7')
    {
      gunichar c = letter - '0';
      for (guint i = 0; i < 2 && r->at < r->size && r->data[r->at] >= '0' && r->data[r->at] <= '7';
           i++)
        c = c * 8 + (r->data[r->at++] - '0');
      return c;
    }
  if (letter == 'N')
    r->error = "malformed \\N character escape";
  *second = letter;
  return '\\';
}

RsObject *
rs_str_unescape (RsVm *vm, const guint8 *data, gsize size, gboolean raw, const char *shown)
{
  Reader r = { .data = data, .size = size };
  RsStrBuilder out;
  rs_str_builder_init (vm, &out);
  while (r.at < size && r.error == NULL)
    {
      guint8 c = data[r.at++];
      gboolean number = r.at < size && (data[r.at] == 'u' || data[r.at] == 'U');
      r.from = r.at - 1;
      if (c != '\\' || (raw && !number))
        {
          rs_str_builder_add_char (&out, c);
          /* In a raw text a second backslash shields what follows it. */
          if (raw && c == '\\' && r.at < size && data[r.at] == '\\')
            rs_str_builder_add_char (&out, data[r.at++]);
          continue;
        }
      if (r.at >= size)
        {
          r.error = "\\ at end of string";
          break;
        }
      gunichar second = 0;
      gint64 value = read_escape (&r, &second);
      if (value >= 0 && r.error == NULL)
        rs_str_builder_add_char (&out, (gunichar) value);
      if (second != 0 && r.error == NULL)
        rs_str_builder_add_char (&out, second);
    }
  if (r.error == NULL)
    return rs_str_builder_end (vm, &out);
  rs_str_builder_clear (&out);
  RsObject *bytes = rs_bytes_new (vm, data, size);
  if (bytes != NULL)
    rs_codec_raise (vm, RS_TYPE (vm, UnicodeDecodeError), shown, bytes, r.from, r.at, r.error);
  rs_xdecref (vm, bytes);
  return NULL;
}
