/* SPDX-License-Identifier: MIT
 *
 * Encodings: str.encode () and bytes.decode () for UTF-8, UTF-16, UTF-32, ASCII
 * and Latin-1, with the error handlers strict, ignore, replace,
 * backslashreplace, xmlcharrefreplace, surrogateescape and surrogatepass. What
 * an error covers, and its reason, are as in CPython 3.11's
 * Objects/unicodeobject.c. Decoding is in str-decode.c; this file has the names
 * and the encoders.
 */
#include "codec-private.h"

#include <string.h>

/* --- names ---------------------------------------------------------------- */

static const struct {
  const char *name;
  RsCodec codec;
  const char *shown;
} codec_names[] = {
  { "utf-8", RS_CODEC_UTF8, "utf-8" },
  { "utf8", RS_CODEC_UTF8, "utf-8" },
  { "u8", RS_CODEC_UTF8, "utf-8" },
  { "utf", RS_CODEC_UTF8, "utf-8" },
  { "cp65001", RS_CODEC_UTF8, "utf-8" },
  { "utf-8-sig", RS_CODEC_UTF8_SIG, "utf-8" },
  { "ascii", RS_CODEC_ASCII, "ascii" },
  { "us-ascii", RS_CODEC_ASCII, "ascii" },
  { "646", RS_CODEC_ASCII, "ascii" },
  { "latin-1", RS_CODEC_LATIN1, "latin-1" },
  { "latin1", RS_CODEC_LATIN1, "latin-1" },
  { "iso-8859-1", RS_CODEC_LATIN1, "latin-1" },
  { "iso8859-1", RS_CODEC_LATIN1, "latin-1" },
  { "8859", RS_CODEC_LATIN1, "latin-1" },
  { "cp819", RS_CODEC_LATIN1, "latin-1" },
  { "l1", RS_CODEC_LATIN1, "latin-1" },
  { "latin", RS_CODEC_LATIN1, "latin-1" },
  { "utf-16", RS_CODEC_UTF16, "utf-16" },
  { "utf16", RS_CODEC_UTF16, "utf-16" },
  { "u16", RS_CODEC_UTF16, "utf-16" },
  { "utf-16-le", RS_CODEC_UTF16_LE, "utf-16-le" },
  { "utf-16le", RS_CODEC_UTF16_LE, "utf-16-le" },
  { "utf-16-be", RS_CODEC_UTF16_BE, "utf-16-be" },
  { "utf-16be", RS_CODEC_UTF16_BE, "utf-16-be" },
  { "utf-32", RS_CODEC_UTF32, "utf-32" },
  { "utf32", RS_CODEC_UTF32, "utf-32" },
  { "u32", RS_CODEC_UTF32, "utf-32" },
  { "utf-32-le", RS_CODEC_UTF32_LE, "utf-32-le" },
  { "utf-32le", RS_CODEC_UTF32_LE, "utf-32-le" },
  { "unicode-escape", RS_CODEC_ESCAPE, "unicodeescape" },
  { "unicodeescape", RS_CODEC_ESCAPE, "unicodeescape" },
  { "raw-unicode-escape", RS_CODEC_RAW_ESCAPE, "rawunicodeescape" },
  { "rawunicodeescape", RS_CODEC_RAW_ESCAPE, "rawunicodeescape" },
  { "utf-32-be", RS_CODEC_UTF32_BE, "utf-32-be" },
  { "utf-32be", RS_CODEC_UTF32_BE, "utf-32-be" },
};

RsCodec
rs_codec_find (const char *name, const char **shown)
{
  char plain[64];
  gsize n = 0;

  for (; *name != 0 && n < sizeof plain - 1; name++)
    plain[n++] = *name == '_' || *name == ' ' ? '-' : g_ascii_tolower (*name);
  plain[n] = 0;
  for (guint i = 0; i < G_N_ELEMENTS (codec_names); i++)
    if (strcmp (plain, codec_names[i].name) == 0)
      {
        *shown = codec_names[i].shown;
        return codec_names[i].codec;
      }
  return RS_CODEC_NONE;
}

RsErrors
rs_codec_errors (const char *name)
{
  static const char *const names[] = {
    "strict",          "ignore",       "replace", "backslashreplace", "xmlcharrefreplace",
    "surrogateescape", "surrogatepass"
  };
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (names); i++)
    if (strcmp (name, names[i]) == 0)
      return i;
  return name == NULL ? RS_ERRORS_STRICT : RS_ERRORS_UNKNOWN;
}

RsObject *
rs_codec_raise (RsVm *vm, RsType *type, const char *encoding, RsObject *object, gsize start,
                gsize end, const char *reason)
{
  RsObject *args[5] = { rs_str_new (vm, encoding, -1), rs_incref (object), rs_int_new (vm, start),
                        rs_int_new (vm, end), rs_str_new (vm, reason, -1) };
  RsObject *exception = rs_exception_new (vm, type, args, 5);
  for (guint i = 0; i < 5; i++)
    rs_xdecref (vm, args[i]);
  return exception ? rs_raise_instance (vm, exception) : NULL;
}

/* --- encoders ------------------------------------------------------------- */

typedef struct {
  RsCodec codec;
  RsErrors errors;
  const char *shown, *errors_name, *reason;
  gboolean big_endian;
  GByteArray *out;
} Encoder;

static void
put_bytes (GByteArray *out, guint32 value, guint n, gboolean big_endian)
{
  guint8 bytes[4];
  for (guint i = 0; i < n; i++)
    bytes[big_endian ? n - 1 - i : i] = (guint8) (value >> 8 * i);
  g_byte_array_append (out, bytes, n);
}

static void
put_utf8 (GByteArray *out, gunichar c)
{
  guint8 bytes[4];
  guint extra = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  bytes[0] = extra == 0 ? c : (guint8) ((0xff00 >> (extra + 1) & 0xff) | c >> 6 * extra);
  for (guint i = 1; i <= extra; i++)
    bytes[i] = 0x80 | (c >> 6 * (extra - i) & 0x3f);
  g_byte_array_append (out, bytes, extra + 1);
}

static gboolean
is_surrogate (gunichar c)
{
  return c >= 0xd800 && c < 0xe000;
}

static gboolean
can_encode (const Encoder *e, gunichar c)
{
  return e->codec == RS_CODEC_ASCII    ? c < 128
         : e->codec == RS_CODEC_LATIN1 ? c < 256
                                       : !is_surrogate (c);
}

static void
put_char (Encoder *e, gunichar c)
{
  switch (e->codec)
    {
    case RS_CODEC_UTF8:
    case RS_CODEC_UTF8_SIG:
      put_utf8 (e->out, c);
      break;
    case RS_CODEC_UTF16:
    case RS_CODEC_UTF16_LE:
    case RS_CODEC_UTF16_BE:
      if (c >= 0x10000)
        {
          put_bytes (e->out, 0xd800 + ((c - 0x10000) >> 10), 2, e->big_endian);
          c = 0xdc00 + (c & 0x3ff);
        }
      put_bytes (e->out, c, 2, e->big_endian);
      break;
    case RS_CODEC_UTF32:
    case RS_CODEC_UTF32_LE:
    case RS_CODEC_UTF32_BE:
      put_bytes (e->out, c, 4, e->big_endian);
      break;
    default:
      put_bytes (e->out, c, 1, FALSE);
    }
}

static void
put_text (Encoder *e, const char *ascii)
{
  for (; *ascii != 0; ascii++)
    put_char (e, *ascii);
}

/* What the error handler puts in place of STR [*START, END). FALSE: the error
 * stands, from *START on. */
static gboolean
put_replacement (Encoder *e, RsObject *str, gsize *start, gsize end)
{
  char text[16];
  for (gsize i = *start; i < end; i++)
    {
      gunichar c = rs_str_char (str, i);
      *start = i;
      switch (e->errors)
        {
        case RS_ERRORS_IGNORE:
          break;
        case RS_ERRORS_REPLACE:
          put_char (e, '?');
          break;
        case RS_ERRORS_BACKSLASH:
          g_snprintf (text, sizeof text,
                      c < 0x100     ? "\\x%02x"
                      : c < 0x10000 ? "\\u%04x"
                                    : "\\U%08x",
                      c);
          put_text (e, text);
          break;
        case RS_ERRORS_XML:
          g_snprintf (text, sizeof text, "&#%u;", c);
          put_text (e, text);
          break;
        case RS_ERRORS_ESCAPE:
          if (c < 0xdc80 || c > 0xdcff
              || e->codec >= RS_CODEC_UTF16) /* one byte is no unit of UTF-16 */
            return FALSE;
          put_bytes (e->out, c - 0xdc00, 1, FALSE);
          break;
        case RS_ERRORS_PASS:
          if (!is_surrogate (c) || e->codec == RS_CODEC_ASCII || e->codec == RS_CODEC_LATIN1)
            return FALSE;
          put_char (e, c);
          break;
        default:
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
encode_all (RsVm *vm, Encoder *e, RsObject *str)
{
  gsize length = rs_str_length (str);
  gboolean runs =
      e->codec == RS_CODEC_ASCII || e->codec == RS_CODEC_LATIN1 || e->codec == RS_CODEC_UTF8;

  for (gsize i = 0; i < length;)
    {
      gunichar c = rs_str_char (str, i);
      gsize end = i + 1;
      if (can_encode (e, c))
        put_char (e, c);
      else
        {
          while (runs && end < length && !can_encode (e, rs_str_char (str, end)))
            end++;
          if (e->errors == RS_ERRORS_UNKNOWN)
            {
              rs_raise (vm, RS_TYPE (vm, LookupError), "unknown error handler name '%s'",
                        e->errors_name);
              return FALSE;
            }
          if (!put_replacement (e, str, &i, end))
            {
              rs_codec_raise (vm, RS_TYPE (vm, UnicodeEncodeError), e->shown, str, i, end,
                              e->reason);
              return FALSE;
            }
        }
      i = end;
    }
  return TRUE;
}

RsObject *
rs_str_encode (RsVm *vm, RsObject *str, const char *encoding, const char *errors)
{
  Encoder e = { .errors = rs_codec_errors (errors), .errors_name = errors };

  e.codec = rs_codec_find (encoding ? encoding : "utf-8", &e.shown);
  if (e.codec == RS_CODEC_NONE)
    return rs_raise (vm, RS_TYPE (vm, LookupError), "unknown encoding: %s", encoding);
  if (e.codec >= RS_CODEC_ESCAPE)
    return rs_str_escape (vm, str, e.codec == RS_CODEC_RAW_ESCAPE);
  if (((RsStr *) str)->ascii && e.codec <= RS_CODEC_LATIN1)
    return rs_bytes_new (vm, ((RsStr *) str)->data, rs_str_length (str));
  e.reason = e.codec == RS_CODEC_ASCII    ? "ordinal not in range(128)"
             : e.codec == RS_CODEC_LATIN1 ? "ordinal not in range(256)"
                                          : "surrogates not allowed";
  e.big_endian = e.codec == RS_CODEC_UTF16_BE || e.codec == RS_CODEC_UTF32_BE;
  e.out = g_byte_array_new ();
  if (e.codec == RS_CODEC_UTF16 || e.codec == RS_CODEC_UTF32 || e.codec == RS_CODEC_UTF8_SIG)
    put_char (&e, 0xfeff);
  RsObject *bytes = encode_all (vm, &e, str) ? rs_bytes_new (vm, e.out->data, e.out->len) : NULL;
  g_byte_array_unref (e.out);
  return bytes;
}
