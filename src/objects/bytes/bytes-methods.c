/* SPDX-License-Identifier: MIT
 *
 * The methods that bytes and bytearray share: searching, stripping, padding,
 * replacing, text. Results have the family of their self. Where nothing
 * changes, an exact bytes is returned itself; a bytearray always gives a new
 * one.
 */
#define _GNU_SOURCE /* memmem */
#include "bytes-private.h"

#include "objects/strings/str-private.h"

#include <string.h>

typedef struct {
  const guint8 *data;
  gsize size;
} Span;

static Span
span_of (RsVm *vm, RsObject *self)
{
  Span span = { NULL, 0 };
  rs_bytes_view (vm, self, &span.data, &span.size);
  return span;
}

RsObject *
rs_bytes_make (RsVm *vm, RsObject *self, gconstpointer data, gsize size)
{
  return rs_is_bytes (self) || self->type == RS_TYPE (vm, MEMORYVIEW)
             ? rs_bytes_new (vm, data, size)
             : rs_bytearray_new (vm, data, size);
}

RsObject *
rs_bytes_make_fresh (RsVm *vm, RsObject *self, gconstpointer data, gsize size)
{
  if (size != 1 || data == NULL || !rs_is_bytes (self))
    return rs_bytes_make (vm, self, data, size);
  RsObject *bytes = rs_bytes_alloc (vm, 1);
  if (bytes != NULL)
    ((RsBytes *) bytes)->data[0] = *(const guint8 *) data;
  return bytes;
}

/* SELF [START, END): itself where that is all of an exact bytes. */
static RsObject *
part (RsVm *vm, RsObject *self, gsize start, gsize end)
{
  Span span = span_of (vm, self);
  if (start == 0 && end == span.size && self->type == RS_TYPE (vm, BYTES))
    return rs_incref (self);
  return rs_bytes_make (vm, self, span.data + start, end - start);
}

/* --- searching ------------------------------------------------------------ */

gssize
rs_bytes_find (const guint8 *data, gsize size, const guint8 *needle, gsize n)
{
  if (n == 0)
    return 0;
  const guint8 *found = size ? memmem (data, size, needle, n) : NULL;
  return found ? found - data : -1;
}

gssize
rs_bytes_rfind (const guint8 *data, gsize size, const guint8 *needle, gsize n)
{
  for (gsize at = size - n + 1; size >= n && at-- > 0;)
    if (memcmp (data + at, needle, n) == 0)
      return at;
  return -1;
}

int
rs_bytes_contains (RsVm *vm, RsObject *self, RsObject *item)
{
  Span span = span_of (vm, self), needle;
  if (rs_is_int (item) || item->type->slots.index != NULL)
    {
      int value = rs_byte_value (vm, item);
      return value < 0
                 ? -1
                 : span.size
                       && memchr (span_of (vm, self).data, value, span_of (vm, self).size) != NULL;
    }
  if (!rs_bytes_like_or_raise (vm, item, &needle.data, &needle.size))
    return -1;
  return rs_bytes_find (span.data, span.size, needle.data, needle.size) >= 0;
}

/* The bytes of SELF from START to END, which were read when a bytearray may
 * have been longer than __index__ left it (CPython 3.11 goes on in memory that
 * is no longer its own); *NONE: START is beyond END. */
static Span
bounded (RsVm *vm, RsObject *self, gssize start, gssize end, gboolean *none)
{
  Span all = span_of (vm, self);
  end = MIN (end, (gssize) all.size);
  *none = start > end;
  return *none ? (Span){ all.data, 0 } : (Span){ all.data + start, end - start };
}

/* What (sub[, start[, end]]) asks for: the part to search, its offset, the
 * needle; BYTE holds a needle given as a number. FALSE raises. */
static gboolean
parse_search (RsVm *vm, const char *name, RsObject *self, RsObject *const *args, gsize nargs,
              Span *haystack, gsize *offset, Span *needle, guint8 *byte, gboolean *none)
{
  gssize start, end;
  if (!rs_check_search_arity (vm, name, nargs)
      || !rs_parse_bounds (vm, nargs > 1 ? args[1] : NULL, nargs > 2 ? args[2] : NULL,
                           span_of (vm, self).size, &start, &end))
    return FALSE;
  if (rs_is_int (args[0]) || args[0]->type->slots.index != NULL)
    {
      int value = rs_byte_value (vm, args[0]);
      if (value < 0)
        return FALSE;
      *byte = value;
      *needle = (Span){ byte, 1 };
    }
  else if (!rs_bytes_view (vm, args[0], &needle->data, &needle->size))
    {
      rs_type_error (vm, "argument should be integer or bytes-like object, not '%T'", args[0]);
      return FALSE;
    }
  *haystack = bounded (vm, self, start, end, none);
  *offset = start;
  return TRUE;
}

static RsObject *
find (RsVm *vm, const char *name, RsObject *self, RsObject *const *args, gsize nargs,
      gboolean from_right, gboolean must)
{
  Span haystack, needle;
  gsize offset;
  guint8 byte;
  gboolean none;
  if (!parse_search (vm, name, self, args, nargs, &haystack, &offset, &needle, &byte, &none))
    return NULL;
  gssize at = none         ? -1
              : from_right ? rs_bytes_rfind (haystack.data, haystack.size, needle.data, needle.size)
                           : rs_bytes_find (haystack.data, haystack.size, needle.data, needle.size);
  if (at < 0 && must)
    return rs_value_error (vm, "subsection not found");
  return rs_int_new (vm, at < 0 ? -1 : at + (gssize) offset);
}

RS_BYTES_METHOD (rs_bytes_m_find)
{
  return find (vm, "find", self, args, nargs, FALSE, FALSE);
}
RS_BYTES_METHOD (rs_bytes_m_rfind)
{
  return find (vm, "rfind", self, args, nargs, TRUE, FALSE);
}
RS_BYTES_METHOD (rs_bytes_m_index)
{
  return find (vm, "index", self, args, nargs, FALSE, TRUE);
}
RS_BYTES_METHOD (rs_bytes_m_rindex)
{
  return find (vm, "rindex", self, args, nargs, TRUE, TRUE);
}

static gsize
count (Span haystack, Span needle, gsize max)
{
  gsize n = 0;
  if (needle.size == 0)
    return MIN (haystack.size + 1, max);
  while (n < max)
    {
      gssize at = rs_bytes_find (haystack.data, haystack.size, needle.data, needle.size);
      if (at < 0)
        break;
      n++;
      haystack.data += at + needle.size;
      haystack.size -= at + needle.size;
    }
  return n;
}

RS_BYTES_METHOD (rs_bytes_m_count)
{
  Span haystack, needle;
  gsize offset;
  guint8 byte;
  gboolean none;
  if (!parse_search (vm, "count", self, args, nargs, &haystack, &offset, &needle, &byte, &none))
    return NULL;
  return rs_int_new (vm, none ? 0 : count (haystack, needle, G_MAXSIZE));
}

static gboolean
has_affix (Span span, Span affix, gboolean at_end)
{
  return affix.size <= span.size
         && memcmp (span.data + (at_end ? span.size - affix.size : 0), affix.data, affix.size) == 0;
}

static RsObject *
match_affixes (RsVm *vm, const char *name, RsObject *self, RsObject *const *args, gsize nargs,
               gboolean at_end)
{
  gssize start, end;
  Span affix;
  if (!rs_check_search_arity (vm, name, nargs)
      || !rs_parse_bounds (vm, nargs > 1 ? args[1] : NULL, nargs > 2 ? args[2] : NULL,
                           span_of (vm, self).size, &start, &end))
    return NULL;
  gboolean none;
  Span span = bounded (vm, self, start, end, &none);
  if (!rs_is_tuple (args[0]))
    {
      if (!rs_bytes_view (vm, args[0], &affix.data, &affix.size))
        return rs_type_error (vm, "%s first arg must be bytes or a tuple of bytes, not %T", name,
                              args[0]);
      return rs_bool (vm, !none && has_affix (span, affix, at_end));
    }
  for (gsize i = 0; i < rs_tuple_size (args[0]); i++)
    {
      if (!rs_bytes_like_or_raise (vm, rs_tuple_items (args[0])[i], &affix.data, &affix.size))
        return NULL;
      if (!none && has_affix (span, affix, at_end))
        return rs_bool (vm, TRUE);
    }
  return rs_bool (vm, FALSE);
}

RS_BYTES_METHOD (rs_bytes_m_startswith)
{
  return match_affixes (vm, "startswith", self, args, nargs, FALSE);
}
RS_BYTES_METHOD (rs_bytes_m_endswith)
{
  return match_affixes (vm, "endswith", self, args, nargs, TRUE);
}

RS_BYTES_METHOD (rs_bytes_m_removeprefix)
{
  Span span = span_of (vm, self), affix;
  if (!rs_bytes_like_or_raise (vm, args[0], &affix.data, &affix.size))
    return NULL;
  return part (vm, self, has_affix (span, affix, FALSE) ? affix.size : 0, span.size);
}

RS_BYTES_METHOD (rs_bytes_m_removesuffix)
{
  Span span = span_of (vm, self), affix;
  if (!rs_bytes_like_or_raise (vm, args[0], &affix.data, &affix.size))
    return NULL;
  return part (vm, self, 0, span.size - (has_affix (span, affix, TRUE) ? affix.size : 0));
}

RS_BYTES_METHOD (rs_bytes_m_replace)
{
  Span old, new, span;
  gssize max = -1;
  if (!rs_bytes_like_or_raise (vm, args[0], &old.data, &old.size)
      || !rs_bytes_like_or_raise (vm, args[1], &new.data, &new.size))
    return NULL;
  if (nargs == 3 && (max = rs_as_ssize (vm, args[2], RS_TYPE (vm, OverflowError))) == -1
      && vm->pending)
    return NULL;
  /* __index__ may have changed any of the three. */
  rs_bytes_view (vm, args[0], &old.data, &old.size);
  rs_bytes_view (vm, args[1], &new.data, &new.size);
  span = span_of (vm, self);
  gsize n = count (span, old, max < 0 ? G_MAXSIZE : (gsize) max), at = 0;
  if (n == 0)
    return part (vm, self, 0, span.size);
  if (new.size > old.size
      && !rs_str_check_length (vm, new.size - old.size > G_MAXINT32 / n
                                       ? G_MAXSIZE
                                       : span.size + n *(new.size - old.size)))
    return NULL;
  g_autoptr (GByteArray) out = g_byte_array_new ();
  for (gsize k = 0; k < n; k++)
    {
      gsize found =
          old.size == 0
              ? at
              : at + (gsize) rs_bytes_find (span.data + at, span.size - at, old.data, old.size);
      g_byte_array_append (out, span.data + at, found - at);
      g_byte_array_append (out, new.data, new.size);
      at = found + old.size;
      if (old.size == 0 && at < span.size)
        g_byte_array_append (out, span.data + at++, 1);
    }
  g_byte_array_append (out, span.data + at, span.size - at);
  return rs_bytes_make_fresh (vm, self, out->data, out->len);
}

/* --- strip and padding ---------------------------------------------------- */

static RsObject *
strip (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, gboolean left, gboolean right)
{
  Span span = span_of (vm, self), set = { (const guint8 *) " \t\n\r\v\f", 6 };
  gsize start = 0, end = span.size;
  if (nargs && args[0] != vm->none && !rs_bytes_like_or_raise (vm, args[0], &set.data, &set.size))
    return NULL;
  while (left && start < end && set.size && memchr (set.data, span.data[start], set.size))
    start++;
  while (right && start < end && set.size && memchr (set.data, span.data[end - 1], set.size))
    end--;
  return part (vm, self, start, end);
}

RS_BYTES_METHOD (rs_bytes_m_strip)
{
  return strip (vm, self, args, nargs, TRUE, TRUE);
}
RS_BYTES_METHOD (rs_bytes_m_lstrip)
{
  return strip (vm, self, args, nargs, TRUE, FALSE);
}
RS_BYTES_METHOD (rs_bytes_m_rstrip)
{
  return strip (vm, self, args, nargs, FALSE, TRUE);
}

static RsObject *
pad (RsVm *vm, RsObject *self, gsize left, gsize right, guint8 fill)
{
  Span span = span_of (vm, self);
  if (left + right == 0)
    return part (vm, self, 0, span.size);
  RsObject *result = rs_bytes_make (vm, self, NULL, left + span.size + right);
  if (result == NULL)
    return NULL;
  guint8 *to = (guint8 *) span_of (vm, result).data;
  memset (to, fill, left);
  memcpy (to + left, span_of (vm, self).data, span.size);
  memset (to + left + span.size, fill, right);
  return result;
}

/* (width[, fillchar]): how much is missing. FALSE raises. */
static gboolean
parse_padding (RsVm *vm, const char *name, RsObject *self, RsObject *const *args, gsize nargs,
               gsize *missing, guint8 *fill)
{
  Span span = { NULL, 0 };
  gssize width = rs_as_ssize (vm, args[0], RS_TYPE (vm, OverflowError));
  if (width == -1 && vm->pending)
    return FALSE;
  *fill = ' ';
  if (nargs > 1)
    {
      if (!rs_bytes_view (vm, args[1], &span.data, &span.size) || span.size != 1)
        {
          rs_bad_argument (vm, name, "2", "a byte string of length 1", args[1]);
          return FALSE;
        }
      *fill = span.data[0];
    }
  gsize size = span_of (vm, self).size;
  *missing = width > (gssize) size ? (gsize) width - size : 0;
  return TRUE;
}

RS_BYTES_METHOD (rs_bytes_m_ljust)
{
  gsize missing;
  guint8 fill;
  return parse_padding (vm, "ljust", self, args, nargs, &missing, &fill)
             ? pad (vm, self, 0, missing, fill)
             : NULL;
}

RS_BYTES_METHOD (rs_bytes_m_rjust)
{
  gsize missing;
  guint8 fill;
  return parse_padding (vm, "rjust", self, args, nargs, &missing, &fill)
             ? pad (vm, self, missing, 0, fill)
             : NULL;
}

RS_BYTES_METHOD (rs_bytes_m_center)
{
  gsize missing;
  guint8 fill;
  if (!parse_padding (vm, "center", self, args, nargs, &missing, &fill))
    return NULL;
  gsize left = missing / 2 + (missing & (missing + span_of (vm, self).size) & 1);
  return pad (vm, self, left, missing - left, fill);
}

RS_BYTES_METHOD (rs_bytes_m_zfill)
{
  gsize missing;
  guint8 fill;
  if (!parse_padding (vm, "zfill", self, args, 1, &missing, &fill))
    return NULL;
  RsObject *result = pad (vm, self, 0 + missing, 0, '0');
  if (result != NULL && missing > 0)
    {
      guint8 *to = (guint8 *) span_of (vm, result).data;
      if (span_of (vm, self).size > 0 && (to[missing] == '+' || to[missing] == '-'))
        {
          to[0] = to[missing];
          to[missing] = '0';
        }
    }
  return result;
}

RS_BYTES_METHOD (rs_bytes_m_expandtabs)
{
  static const char *const names[] = { "tabsize", NULL };
  RsObject *arg;
  gssize tab, column = 0;
  if (!rs_parse_args (vm, "expandtabs", args, nargs, kwnames, names, 0, 0, &arg)
      || !rs_parse_tabsize (vm, arg, &tab))
    return NULL;
  Span span = span_of (vm, self);
  gssize total = 0;
  for (gsize i = 0; i < span.size; i++)
    {
      gssize n = span.data[i] != '\t' ? 1 : tab > 0 ? tab - column % tab : 0;
      if (n > G_MAXSSIZE - total)
        return rs_raise (vm, RS_TYPE (vm, OverflowError), "result too long");
      column = span.data[i] == '\n' || span.data[i] == '\r' ? 0 : column + n;
      total += n;
    }
  if (!rs_str_check_length (vm, total))
    return NULL;
  g_autoptr (GByteArray) out = g_byte_array_sized_new (total);
  column = 0;
  for (gsize i = 0; i < span.size; i++)
    {
      guint8 c = span.data[i];
      gssize n = c == '\t' ? (tab > 0 ? tab - column % tab : 0) : 1;
      column = c == '\n' || c == '\r' ? 0 : column + n;
      for (; n > 0; n--)
        g_byte_array_append (out, c == '\t' ? (const guint8 *) " " : &c, 1);
    }
  return rs_bytes_make_fresh (vm, self, out->data, out->len);
}

/* --- text ----------------------------------------------------------------- */

RsObject *
rs_bytes_repr (RsVm *vm, const guint8 *data, gsize size, const char *before, const char *after)
{
  char quote = size && memchr (data, '\'', size) && !memchr (data, '"', size) ? '"' : '\'';
  g_autoptr (GString) out = g_string_new (before);
  g_string_append_c (out, quote);
  for (gsize i = 0; i < size; i++)
    {
      guint8 c = data[i];
      if (c == (guint8) quote || c == '\\'
          || (c == '\'' && *after != 0)) /* bytearray escapes it always */
        g_string_append_printf (out, "\\%c", c);
      else if (c == '\t' || c == '\n' || c == '\r')
        g_string_append (out, c == '\t' ? "\\t" : c == '\n' ? "\\n" : "\\r");
      else if (c < ' ' || c >= 127)
        g_string_append_printf (out, "\\x%02x", c);
      else
        g_string_append_c (out, c);
    }
  g_string_append_c (out, quote);
  g_string_append (out, after);
  return rs_str_new (vm, out->str, out->len);
}

RS_BYTES_METHOD (rs_bytes_m_decode)
{
  static const char *const names[] = { "encoding", "errors", NULL };
  RsObject *out[2];
  char encoding[64], errors[64];
  if (!rs_parse_args (vm, "decode", args, nargs, kwnames, names, 0, 0, out))
    return NULL;
  for (guint i = 0; i < 2; i++)
    if (out[i] && !rs_is_str (out[i]))
      return rs_bad_argument (vm, "decode", names[i], "str", out[i]);
  Span span = span_of (vm, self);
  return rs_str_decode (vm, span.data, span.size,
                        out[0] ? rs_str_buffer (out[0], encoding, sizeof encoding) : NULL,
                        out[1] ? rs_str_buffer (out[1], errors, sizeof errors) : NULL);
}

/* The separator of hex (): 0: none; -1 raises. */
static int
hex_separator (RsVm *vm, RsObject *object)
{
  Span span;
  if (object == NULL)
    return 0;
  gssize length = rs_length (vm, object);
  if (length < 0)
    return -1;
  if (length != 1)
    return rs_raise_int (vm, RS_TYPE (vm, ValueError), "sep must be length 1.");
  if (rs_is_str (object))
    return rs_str_char (object, 0) < 128
               ? (int) rs_str_char (object, 0)
               : rs_raise_int (vm, RS_TYPE (vm, ValueError), "sep must be ASCII.");
  if (rs_bytes_view (vm, object, &span.data, &span.size))
    return span.data[0];
  return rs_raise_int (vm, RS_TYPE (vm, TypeError), "sep must be str or bytes.");
}

#define HEX_SLICE 4096 /* bytes between two looks at the limits */

RS_BYTES_METHOD (rs_bytes_m_hex)
{
  static const char *const names[] = { "sep", "bytes_per_sep", NULL };
  RsObject *out[2];
  gssize group = 1;
  if (!rs_parse_args (vm, "hex", args, nargs, kwnames, names, 0, 0, out))
    return NULL;
  if (out[1] != NULL && (group = rs_as_ssize (vm, out[1], RS_TYPE (vm, OverflowError))) == -1
      && vm->pending)
    return NULL;
  int separator = hex_separator (vm, out[0]);
  if (separator < 0)
    return NULL;
  Span span = span_of (vm, self);
  gsize unit = ABS (group);
  static const char digits[] = "0123456789abcdef";
  g_autoptr (GString) text = g_string_new (NULL);
  for (gsize i = 0; i < span.size; i++)
    {
      if (i % HEX_SLICE == HEX_SLICE - 1 && !rs_may_go_on (vm, HEX_SLICE / 8))
        return NULL;
      if (i > 0 && separator && unit && (group > 0 ? (span.size - i) % unit : i % unit) == 0)
        g_string_append_c (text, (char) separator);
      g_string_append_c (text, digits[span.data[i] >> 4]);
      g_string_append_c (text, digits[span.data[i] & 15]);
    }
  return rs_str_new (vm, text->str, text->len);
}

RS_BYTES_METHOD (rs_bytes_m_fromhex)
{
  RsObject *text = args[0], *result;
  if (!rs_is_str (text))
    return rs_bad_argument (vm, "fromhex", NULL, "str", text);
  RS_FOREIGN (vm, GByteArray, out, g_byte_array_unref, g_byte_array_new ());
  gsize length = rs_str_length (text);
  for (gsize i = 0; i < length;)
    {
      guint8 byte = 0;
      gunichar c = rs_str_char (text, i);
      if (c == ' ' || (c >= '\t' && c <= '\r'))
        {
          i++;
          continue;
        }
      for (gsize k = 0; k < 2; k++, i++)
        {
          c = i < length ? rs_str_char (text, i) : 0;
          if (c >= 128 || !g_ascii_isxdigit (c))
            return rs_value_error (
                vm, "non-hexadecimal number found in fromhex() arg at position %zd", (gssize) i);
          byte = byte << 4 | g_ascii_xdigit_value (c);
        }
      g_byte_array_append (out, &byte, 1);
    }
  RsType *type = (RsType *) self;
  result = rs_is_subtype (type, RS_TYPE (vm, BYTEARRAY))
               ? rs_bytearray_new (vm, out->data, out->len)
               : rs_bytes_new (vm, out->data, out->len);
  if (result == NULL || type == RS_TYPE (vm, BYTES) || type == RS_TYPE (vm, BYTEARRAY))
    return result;
  RS_SCOPE (vm);
  RS_LOCAL (plain, result);
  return rs_call1 (vm, self, plain);
}

static RsObject *
bytes_getnewargs (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  Span span = span_of (vm, self);
  RsObject *copy = rs_bytes_new (vm, span.data, span.size),
           *tuple = copy ? rs_tuple_pack (vm, 1, copy) : NULL;
  rs_xdecref (vm, copy);
  return tuple;
}

static RsObject *
bytes_bytes (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return part (vm, self, 0, span_of (vm, self).size);
}

const RsMethodDef rs_bytes_methods[] = {
  { "__getnewargs__", bytes_getnewargs, RS_M_NOARGS },
  { "__bytes__", bytes_bytes, RS_M_NOARGS },
  RS_BYTES_COMMON_METHODS,
  { NULL },
};
