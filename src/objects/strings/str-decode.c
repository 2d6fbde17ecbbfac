/* SPDX-License-Identifier: MIT
 *
 * Decoders: from bytes to str. Each decode_* function reads one character at a
 * place; where there is none, it says how many bytes the error covers and why,
 * and the error handler decides what stands for them.
 */
#include "codec-private.h"

#include <string.h>

typedef struct {
  const guint8 *data;
  gsize size, at;
  gboolean big_endian;
  gsize bad;          /* bytes that the error covers */
  const char *reason; /* of the error; NULL: none */
} Input;

static gunichar
fail (Input *in, gsize bad, const char *reason)
{
  in->bad = bad;
  in->reason = reason;
  return 0;
}

/* The longest prefix of a well-formed sequence is what an error covers (Unicode
 * 14.0, table 3-7). */
static gunichar
decode_utf8 (Input *in)
{
  const guint8 *p = in->data + in->at;
  gsize left = in->size - in->at;
  guint extra = *p >= 0xf0 && *p < 0xf5   ? 3
                : *p >= 0xe0 && *p < 0xf0 ? 2
                : *p >= 0xc2 && *p < 0xe0 ? 1
                                          : 0;
  guint8 low = *p == 0xe0   ? 0xa0
               : *p == 0xf0 ? 0x90
                            : 0x80,
         high = *p == 0xed   ? 0x9f
                : *p == 0xf4 ? 0x8f
                             : 0xbf;

  if (*p < 0x80)
    {
      in->at++;
      return *p;
    }
  if (extra == 0)
    return fail (in, 1, "invalid start byte");
  gunichar c = *p & (0x3f >> extra);
  for (guint i = 1; i <= extra; i++)
    {
      if (i >= left)
        return fail (in, left, "unexpected end of data");
      if (p[i] < low || p[i] > high)
        return fail (in, i, "invalid continuation byte");
      c = c << 6 | (p[i] & 0x3f);
      low = 0x80;
      high = 0xbf;
    }
  in->at += extra + 1;
  return c;
}

static guint32
read_unit (const Input *in, gsize at, guint n)
{
  guint32 value = 0;
  for (guint i = 0; i < n; i++)
    value |= (guint32) in->data[at + (in->big_endian ? n - 1 - i : i)] << 8 * i;
  return value;
}

static gunichar
decode_utf16 (Input *in)
{
  gsize left = in->size - in->at;
  if (left < 2)
    return fail (in, left, "truncated data");
  gunichar c = read_unit (in, in->at, 2);
  if (c < 0xd800 || c >= 0xe000)
    {
      in->at += 2;
      return c;
    }
  if (c >= 0xdc00)
    return fail (in, 2, "illegal encoding");
  if (left < 4)
    return fail (in, left, "unexpected end of data");
  gunichar second = read_unit (in, in->at + 2, 2);
  if (second < 0xdc00 || second >= 0xe000)
    return fail (in, 2, "illegal UTF-16 surrogate");
  in->at += 4;
  return 0x10000 + ((c & 0x3ff) << 10) + (second & 0x3ff);
}

static gunichar
decode_utf32 (Input *in)
{
  gsize left = in->size - in->at;
  if (left < 4)
    return fail (in, left, "truncated data");
  gunichar c = read_unit (in, in->at, 4);
  if (c >= 0xd800 && c < 0xe000)
    return fail (in, 4, "code point in surrogate code point range(0xd800, 0xe000)");
  if (c > 0x10ffff)
    return fail (in, 4, "code point not in range(0x110000)");
  in->at += 4;
  return c;
}

static gunichar
decode_ascii (Input *in)
{
  if (in->data[in->at] >= 128)
    return fail (in, 1, "ordinal not in range(128)");
  return in->data[in->at++];
}

static gunichar
decode_char (Input *in, RsCodec codec)
{
  switch (codec)
    {
    case RS_CODEC_UTF8:
    case RS_CODEC_UTF8_SIG:
      return decode_utf8 (in);
    case RS_CODEC_ASCII:
      return decode_ascii (in);
    case RS_CODEC_UTF16:
    case RS_CODEC_UTF16_LE:
    case RS_CODEC_UTF16_BE:
      return decode_utf16 (in);
    case RS_CODEC_UTF32:
    case RS_CODEC_UTF32_LE:
    case RS_CODEC_UTF32_BE:
      return decode_utf32 (in);
    default:
      return in->data[in->at++];
    }
}

/* Three bytes of UTF-8 that stand for a surrogate. */
static gboolean
pass_surrogate (Input *in, RsStrBuilder *out)
{
  const guint8 *p = in->data + in->at;
  if (in->size - in->at < 3 || p[0] != 0xed || (p[1] & 0xe0) != 0xa0 || (p[2] & 0xc0) != 0x80)
    return FALSE;
  rs_str_builder_add_char (out, 0xd000 | (p[1] & 0x3f) << 6 | (p[2] & 0x3f));
  in->bad = 3;
  return TRUE;
}

/* What the handler puts for the bad bytes. FALSE: the error stands. */
static gboolean
handle_error (Input *in, RsCodec codec, RsErrors errors, RsStrBuilder *out)
{
  char text[8];
  gsize i;
  switch (errors)
    {
    case RS_ERRORS_IGNORE:
      return TRUE;
    case RS_ERRORS_REPLACE:
      rs_str_builder_add_char (out, 0xfffd);
      return TRUE;
    case RS_ERRORS_BACKSLASH:
      for (i = 0; i < in->bad; i++)
        {
          g_snprintf (text, sizeof text, "\\x%02x", in->data[in->at + i]);
          rs_str_builder_add_utf8 (out, text);
        }
      return TRUE;
    case RS_ERRORS_ESCAPE:
      for (i = 0; i < in->bad && in->data[in->at + i] >= 128; i++)
        rs_str_builder_add_char (out, 0xdc00 + in->data[in->at + i]);
      if (i > 0)
        in->bad = i;
      return i > 0;
    case RS_ERRORS_PASS:
      return codec == RS_CODEC_UTF8 && pass_surrogate (in, out);
    default:
      return FALSE;
    }
}

/* A byte order mark decides the order and is skipped. */
static void
read_mark (Input *in, RsCodec codec)
{
  guint n = codec == RS_CODEC_UTF32 ? 4 : 2;
  if (codec == RS_CODEC_UTF8_SIG && in->size >= 3 && memcmp (in->data, "\xef\xbb\xbf", 3) == 0)
    in->at = 3;
  if ((codec != RS_CODEC_UTF16 && codec != RS_CODEC_UTF32) || in->size < n)
    return;
  if (read_unit (in, 0, n) == 0xfeff)
    in->at = n;
  else
    {
      in->big_endian = TRUE;
      if (read_unit (in, 0, n) == 0xfeff)
        in->at = n;
      else
        in->big_endian = FALSE;
    }
}

static gboolean
decode_all (RsVm *vm, Input *in, RsCodec codec, const char *shown, const char *errors,
            RsStrBuilder *out)
{
  RsErrors handler = rs_codec_errors (errors);
  while (in->at < in->size)
    {
      in->reason = NULL;
      gunichar c = decode_char (in, codec);
      if (in->reason == NULL)
        {
          rs_str_builder_add_char (out, c);
          continue;
        }
      if (handler == RS_ERRORS_UNKNOWN)
        {
          rs_raise (vm, RS_TYPE (vm, LookupError), "unknown error handler name '%s'", errors);
          return FALSE;
        }
      if (handler == RS_ERRORS_XML)
        {
          rs_type_error (vm, "don't know how to handle UnicodeDecodeError in error callback");
          return FALSE;
        }
      if (!handle_error (in, codec, handler, out))
        {
          RsObject *object = rs_bytes_new (vm, in->data, in->size);
          if (object != NULL)
            rs_codec_raise (vm, RS_TYPE (vm, UnicodeDecodeError), shown, object, in->at,
                            in->at + in->bad, in->reason);
          rs_xdecref (vm, object);
          return FALSE;
        }
      in->at += in->bad;
    }
  return TRUE;
}

RsObject *
rs_str_decode (RsVm *vm, gconstpointer data, gsize size, const char *encoding, const char *errors)
{
  const char *shown;
  Input in = { .data = data, .size = size };
  RsStrBuilder out;
  gsize ascii = 0;
  RsCodec codec = rs_codec_find (encoding ? encoding : "utf-8", &shown);

  if (size == 0)
    return rs_incref (vm->empty_str);
  if (codec == RS_CODEC_NONE)
    return rs_raise (vm, RS_TYPE (vm, LookupError), "unknown encoding: %s", encoding);
  if (codec >= RS_CODEC_ESCAPE)
    return rs_str_unescape (vm, data, size, codec == RS_CODEC_RAW_ESCAPE, shown);
  if (codec == RS_CODEC_LATIN1)
    return rs_str_from_kind (vm, data, 1, size);
  while (codec <= RS_CODEC_ASCII && ascii < size && in.data[ascii] < 128)
    ascii++;
  if (ascii == size)
    return rs_str_from_kind (vm, data, 1, size);
  in.big_endian = codec == RS_CODEC_UTF16_BE || codec == RS_CODEC_UTF32_BE;
  read_mark (&in, codec);
  rs_str_builder_init (vm, &out);
  if (codec == RS_CODEC_UTF16)
    shown = in.big_endian ? "utf-16-be" : "utf-16-le";
  else if (codec == RS_CODEC_UTF32)
    shown = in.big_endian ? "utf-32-be" : "utf-32-le";
  if (decode_all (vm, &in, codec, shown, errors, &out))
    return rs_str_builder_end (vm, &out);
  rs_str_builder_clear (&out);
  return NULL;
}
