/* SPDX-License-Identifier: MIT
 *
 * The table of str's methods, and those that pad and strip. The others are in
 * str-case.c, str-search.c, str-split.c, str-translate.c, str-codec.c and
 * str-format.c.
 */
#include "str-private.h"

#include "format-spec.h"

#include <string.h>

/* --- strip ---------------------------------------------------------------- */

typedef enum { STRIP_LEFT = 1, STRIP_RIGHT = 2, STRIP_BOTH = 3 } Strip;

static gboolean
to_strip (gunichar c, RsObject *set)
{
  return set ? rs_str_find_char (set, c, 0, rs_str_length (set)) >= 0 : rs_unichar_is_space (c);
}

static RsObject *
strip (RsVm *vm, const char *name, RsObject *self, RsObject *const *args, gsize nargs, Strip sides)
{
  RsObject *set = nargs && args[0] != vm->none ? args[0] : NULL;
  gsize start = 0, end = rs_str_length (self);

  if (set != NULL && !rs_is_str (set))
    return rs_type_error (vm, "%s arg must be None or str", name);
  if (sides & STRIP_LEFT)
    while (start < end && to_strip (rs_str_char (self, start), set))
      start++;
  if (sides & STRIP_RIGHT)
    while (start < end && to_strip (rs_str_char (self, end - 1), set))
      end--;
  return rs_str_substring (vm, self, start, end);
}

static RS_STR_METHOD (str_strip)
{
  return strip (vm, "strip", self, args, nargs, STRIP_BOTH);
}
static RS_STR_METHOD (str_lstrip)
{
  return strip (vm, "lstrip", self, args, nargs, STRIP_LEFT);
}
static RS_STR_METHOD (str_rstrip)
{
  return strip (vm, "rstrip", self, args, nargs, STRIP_RIGHT);
}

/* --- padding -------------------------------------------------------------- */

static RsObject *
pad (RsVm *vm, RsObject *self, gsize left, gsize right, gunichar fill)
{
  gsize length = rs_str_length (self);
  if (left + right == 0)
    return rs_str_exact (vm, self);
  if (!rs_str_check_length (vm, left + right))
    return NULL;
  gunichar fill_max = fill < 128 ? 127 : fill < 256 ? 255 : fill < 0x10000 ? 0xffff : 0x10ffff;
  RsObject *to = rs_str_alloc (vm, left + length + right, MAX (fill_max, rs_str_max_char (self)));
  if (to == NULL)
    return NULL;
  for (gsize i = 0; i < left; i++)
    rs_str_put (to, i, fill);
  rs_str_copy_chars (to, left, self, 0, length);
  for (gsize i = 0; i < right; i++)
    rs_str_put (to, left + length + i, fill);
  return to;
}

/* Takes (width[, fillchar]) apart: how much is to be added. FALSE raises. */
static gboolean
parse_padding (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, gsize *missing,
               gunichar *fill)
{
  gssize width = rs_as_ssize (vm, args[0], RS_TYPE (vm, OverflowError));
  if (width == -1 && vm->pending)
    return FALSE;
  *fill = ' ';
  if (nargs > 1)
    {
      if (!rs_is_str (args[1]))
        {
          rs_type_error (vm, "The fill character must be a unicode character, not %T", args[1]);
          return FALSE;
        }
      if (rs_str_length (args[1]) != 1)
        {
          rs_type_error (vm, "The fill character must be exactly one character long");
          return FALSE;
        }
      *fill = rs_str_char (args[1], 0);
    }
  *missing = width > (gssize) rs_str_length (self) ? (gsize) width - rs_str_length (self) : 0;
  return TRUE;
}

static RS_STR_METHOD (str_ljust)
{
  gsize missing;
  gunichar fill;
  return parse_padding (vm, self, args, nargs, &missing, &fill) ? pad (vm, self, 0, missing, fill)
                                                                : NULL;
}

static RS_STR_METHOD (str_rjust)
{
  gsize missing;
  gunichar fill;
  return parse_padding (vm, self, args, nargs, &missing, &fill) ? pad (vm, self, missing, 0, fill)
                                                                : NULL;
}

static RS_STR_METHOD (str_center)
{
  gsize missing;
  gunichar fill;
  if (!parse_padding (vm, self, args, nargs, &missing, &fill))
    return NULL;
  /* of an odd rest, the left gets more where the width is odd */
  gsize left = missing / 2 + (missing & (missing + rs_str_length (self)) & 1);
  return pad (vm, self, left, missing - left, fill);
}

static RS_STR_METHOD (str_zfill)
{
  gsize missing;
  gunichar fill;
  if (!parse_padding (vm, self, args, 1, &missing, &fill))
    return NULL;
  if (missing == 0)
    return rs_str_exact (vm, self);
  RsObject *to = pad (vm, self, missing, 0, '0');
  if (to != NULL && rs_str_length (self) > 0)
    {
      gunichar sign = rs_str_char (self, 0);
      if (sign == '+' || sign == '-')
        {
          rs_str_put (to, 0, sign);
          rs_str_put (to, missing, '0');
        }
    }
  return to;
}

/* Spaces that a tab at COLUMN stands for. */
static gssize
tab_spaces (gssize size, gssize column)
{
  return size > 0 ? size - column % size : 0;
}

gboolean
rs_parse_tabsize (RsVm *vm, RsObject *arg, gssize *size)
{
  *size = 8;
  if (arg == NULL)
    return TRUE;
  *size = rs_as_ssize (vm, arg, RS_TYPE (vm, OverflowError));
  if (*size == -1 && vm->pending)
    return FALSE;
  if (*size < G_MININT32 || *size > G_MAXINT32)
    return rs_raise (vm, RS_TYPE (vm, OverflowError), "Python int too large to convert to C int")
           != NULL;
  return TRUE;
}

static RS_STR_METHOD (str_expandtabs)
{
  static const char *const names[] = { "tabsize", NULL };
  RsObject *arg;
  gssize size, column = 0, total = 0;
  gsize length = rs_str_length (self), to = 0;

  if (!rs_parse_args (vm, "expandtabs", args, nargs, kwnames, names, 0, 0, &arg)
      || !rs_parse_tabsize (vm, arg, &size))
    return NULL;
  if (rs_str_find_char (self, '\t', 0, length) < 0)
    return rs_str_exact (vm, self);
  for (gsize i = 0; i < length; i++)
    {
      gunichar c = rs_str_char (self, i);
      gssize n = c == '\t' ? tab_spaces (size, column) : 1;
      if (n > G_MAXSSIZE - total)
        return rs_raise (vm, RS_TYPE (vm, OverflowError), "new string is too long");
      column = c == '\n' || c == '\r' ? 0 : column + n;
      total += n;
    }
  RsObject *result = rs_str_alloc (vm, total, rs_str_max_char (self));
  if (result == NULL || total == 0)
    return result;
  column = 0;
  for (gsize i = 0; i < length; i++)
    {
      gunichar c = rs_str_char (self, i);
      gssize n = c == '\t' ? tab_spaces (size, column) : 1;
      column = c == '\n' || c == '\r' ? 0 : column + n;
      for (; n > 0; n--)
        rs_str_put ((RsStr *) result, to++, c == '\t' ? ' ' : c);
    }
  return rs_str_share (vm, result);
}

/* --- the rest ------------------------------------------------------------- */

static RS_STR_METHOD (str_encode)
{
  static const char *const names[] = { "encoding", "errors", NULL };
  RsObject *out[2];
  char encoding[64], errors[64];

  if (!rs_parse_args (vm, "encode", args, nargs, kwnames, names, 0, 0, out))
    return NULL;
  for (guint i = 0; i < 2; i++)
    if (out[i] && !rs_is_str (out[i]))
      return rs_bad_argument (vm, "encode", names[i], "str", out[i]);
  return rs_str_encode (vm, self, out[0] ? rs_str_buffer (out[0], encoding, sizeof encoding) : NULL,
                        out[1] ? rs_str_buffer (out[1], errors, sizeof errors) : NULL);
}

static RS_STR_METHOD (str_format_dunder)
{
  if (!rs_is_str (args[0]))
    return rs_bad_argument (vm, "__format__", NULL, "str", args[0]);
  return rs_str_format_spec (vm, self, args[0]);
}

static RS_STR_METHOD (str_getnewargs)
{
  RsObject *copy =
      rs_str_from_kind (vm, ((RsStr *) self)->data, ((RsStr *) self)->kind, rs_str_length (self));
  RsObject *tuple = copy ? rs_tuple_pack (vm, 1, copy) : NULL;
  rs_xdecref (vm, copy);
  return tuple;
}

const RsMethodDef rs_str_methods[] = {
  { "encode", str_encode, RS_M_KEYWORDS },
  { "replace", rs_str_m_replace, RS_M_FAST, 2, 3 },
  { "split", rs_str_m_split, RS_M_KEYWORDS },
  { "rsplit", rs_str_m_rsplit, RS_M_KEYWORDS },
  { "join", rs_str_m_join, RS_M_O },
  { "capitalize", rs_str_m_capitalize, RS_M_NOARGS },
  { "casefold", rs_str_m_casefold, RS_M_NOARGS },
  { "title", rs_str_m_title, RS_M_NOARGS },
  { "center", str_center, RS_M_FAST, 1, 2 },
  { "count", rs_str_m_count, RS_M_FAST, 0, -1 },
  { "expandtabs", str_expandtabs, RS_M_KEYWORDS },
  { "find", rs_str_m_find, RS_M_FAST, 0, -1 },
  { "partition", rs_str_m_partition, RS_M_O },
  { "index", rs_str_m_index, RS_M_FAST, 0, -1 },
  { "ljust", str_ljust, RS_M_FAST, 1, 2 },
  { "lower", rs_str_m_lower, RS_M_NOARGS },
  { "lstrip", str_lstrip, RS_M_FAST, 0, 1 },
  { "rfind", rs_str_m_rfind, RS_M_FAST, 0, -1 },
  { "rindex", rs_str_m_rindex, RS_M_FAST, 0, -1 },
  { "rjust", str_rjust, RS_M_FAST, 1, 2 },
  { "rstrip", str_rstrip, RS_M_FAST, 0, 1 },
  { "rpartition", rs_str_m_rpartition, RS_M_O },
  { "splitlines", rs_str_m_splitlines, RS_M_KEYWORDS },
  { "strip", str_strip, RS_M_FAST, 0, 1 },
  { "swapcase", rs_str_m_swapcase, RS_M_NOARGS },
  { "translate", rs_str_m_translate, RS_M_O },
  { "upper", rs_str_m_upper, RS_M_NOARGS },
  { "startswith", rs_str_m_startswith, RS_M_FAST, 0, -1 },
  { "endswith", rs_str_m_endswith, RS_M_FAST, 0, -1 },
  { "removeprefix", rs_str_m_removeprefix, RS_M_O },
  { "removesuffix", rs_str_m_removesuffix, RS_M_O },
  { "isascii", rs_str_m_isascii, RS_M_NOARGS },
  { "islower", rs_str_m_islower, RS_M_NOARGS },
  { "isupper", rs_str_m_isupper, RS_M_NOARGS },
  { "istitle", rs_str_m_istitle, RS_M_NOARGS },
  { "isspace", rs_str_m_isspace, RS_M_NOARGS },
  { "isdecimal", rs_str_m_isdecimal, RS_M_NOARGS },
  { "isdigit", rs_str_m_isdigit, RS_M_NOARGS },
  { "isnumeric", rs_str_m_isnumeric, RS_M_NOARGS },
  { "isalpha", rs_str_m_isalpha, RS_M_NOARGS },
  { "isalnum", rs_str_m_isalnum, RS_M_NOARGS },
  { "isidentifier", rs_str_m_isidentifier, RS_M_NOARGS },
  { "isprintable", rs_str_m_isprintable, RS_M_NOARGS },
  { "zfill", str_zfill, RS_M_O },
  { "format", rs_str_format_method, RS_M_KEYWORDS | RS_M_VARARGS },
  { "format_map", rs_str_format_map, RS_M_O },
  { "__format__", str_format_dunder, RS_M_O },
  { "maketrans", rs_str_m_maketrans, RS_M_FAST | RS_M_STATIC, 1, 3 },
  { "__getnewargs__", str_getnewargs, RS_M_NOARGS },
  { NULL },
};
