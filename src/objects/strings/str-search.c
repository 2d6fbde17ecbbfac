/* SPDX-License-Identifier: MIT
 *
 * Searching in strings. Where both have the same kind of one byte, memmem does
 * it; otherwise the first character is looked for and the rest compared:
 * quadratic only for texts made to that end.
 */
#define _GNU_SOURCE /* memmem */
#include "str-private.h"

#include <string.h>

gssize
rs_str_find_char (gconstpointer o, gunichar c, gsize start, gsize end)
{
  const RsStr *str = o;
  if (start >= end)
    return -1;
  if (str->kind == 1)
    {
      const guint8 *found = c < 256 ? memchr (str->data + start, (int) c, end - start) : NULL;
      return found ? found - str->data : -1;
    }
  for (gsize i = start; i < end; i++)
    if (rs_str_char (str, i) == c)
      return i;
  return -1;
}

static gboolean
equal_at (const RsStr *haystack, gsize at, const RsStr *needle)
{
  gsize n = needle->length;
  if (haystack->kind == needle->kind)
    return memcmp (haystack->data + at * haystack->kind, needle->data, n * needle->kind) == 0;
  for (gsize i = 0; i < n; i++)
    if (rs_str_char (haystack, at + i) != rs_str_char (needle, i))
      return FALSE;
  return TRUE;
}

gssize
rs_str_find (gconstpointer haystack_object, gconstpointer needle_object, gsize start, gsize end)
{
  const RsStr *haystack = haystack_object, *needle = needle_object;
  gsize n = needle->length;

  if (start > end || n > end - start)
    return -1;
  if (n == 0)
    return start;
  if (n == 1)
    return rs_str_find_char (haystack, rs_str_char (needle, 0), start, end);
  if (needle->kind > haystack->kind)
    return -1;
  if (haystack->kind == 1)
    {
      const guint8 *found = memmem (haystack->data + start, end - start, needle->data, n);
      return found ? found - haystack->data : -1;
    }
  gunichar first = rs_str_char (needle, 0);
  for (gsize at = start; at + n <= end; at++)
    {
      gssize found = rs_str_find_char (haystack, first, at, end - n + 1);
      if (found < 0)
        return -1;
      at = found;
      if (equal_at (haystack, at, needle))
        return at;
    }
  return -1;
}

gssize
rs_str_rfind (gconstpointer haystack_object, gconstpointer needle_object, gsize start, gsize end)
{
  const RsStr *haystack = haystack_object, *needle = needle_object;
  gsize n = needle->length;

  if (start > end || n > end - start || needle->kind > haystack->kind)
    return -1;
  for (gsize at = end - n + 1; at-- > start;)
    if (equal_at (haystack, at, needle))
      return at;
  return -1;
}

gsize
rs_str_count (gconstpointer haystack, gconstpointer needle, gsize start, gsize end, gsize max)
{
  gsize n = rs_str_length (needle), count = 0;
  if (start > end)
    return 0;
  if (n == 0)
    return MIN (end - start + 1, max);
  while (count < max)
    {
      gssize at = rs_str_find (haystack, needle, start, end);
      if (at < 0)
        break;
      count++;
      start = at + n;
    }
  return count;
}

gboolean
rs_parse_bounds (RsVm *vm, RsObject *start_arg, RsObject *end_arg, gsize length, gssize *start,
                 gssize *end)
{
  gssize *out[2] = { start, end };
  RsObject *args[2] = { start_arg, end_arg };

  *start = 0;
  *end = length;
  for (guint i = 0; i < 2; i++)
    {
      if (args[i] == NULL || args[i] == vm->none)
        continue;
      if (!rs_is_int (args[i]) && args[i]->type->slots.index == NULL)
        {
          rs_type_error (vm, "slice indices must be integers or None or have an __index__ method");
          return FALSE;
        }
      *out[i] = rs_as_ssize (vm, args[i], NULL);
      if (*out[i] == -1 && vm->pending)
        return FALSE;
    }
  if (*end > (gssize) length)
    *end = length;
  else if (*end < 0)
    *end = MAX (*end + (gssize) length, 0);
  if (*start < 0)
    *start = MAX (*start + (gssize) length, 0);
  return TRUE;
}

/* --- methods -------------------------------------------------------------- */

gboolean
rs_check_search_arity (RsVm *vm, const char *name, gsize nargs)
{
  if (nargs >= 1 && nargs <= 3)
    return TRUE;
  rs_type_error (vm,
                 nargs ? "%s() takes at most 3 arguments (%zd given)"
                       : "%s() takes at least 1 argument (%zd given)",
                 name, (gssize) nargs);
  return FALSE;
}

/* Takes (sub[, start[, end]]) of the method NAME apart; an empty match beyond
 * END is none. FALSE raises. */
static gboolean
parse_search (RsVm *vm, const char *name, RsObject *self, RsObject *const *args, gsize nargs,
              gssize *start, gssize *end)
{
  if (!rs_check_search_arity (vm, name, nargs))
    return FALSE;
  if (!rs_parse_bounds (vm, nargs > 1 ? args[1] : NULL, nargs > 2 ? args[2] : NULL,
                        rs_str_length (self), start, end))
    return FALSE;
  if (!rs_is_str (args[0]))
    {
      rs_type_error (vm, "must be str, not %T", args[0]);
      return FALSE;
    }
  return TRUE;
}

RS_STR_METHOD (rs_str_m_find)
{
  gssize start, end;
  if (!parse_search (vm, "find", self, args, nargs, &start, &end))
    return NULL;
  return rs_int_new (vm, start > end ? -1 : rs_str_find (self, args[0], start, end));
}

RS_STR_METHOD (rs_str_m_rfind)
{
  gssize start, end;
  if (!parse_search (vm, "rfind", self, args, nargs, &start, &end))
    return NULL;
  return rs_int_new (vm, start > end ? -1 : rs_str_rfind (self, args[0], start, end));
}

RS_STR_METHOD (rs_str_m_index)
{
  gssize start, end;
  if (!parse_search (vm, "index", self, args, nargs, &start, &end))
    return NULL;
  gssize at = start > end ? -1 : rs_str_find (self, args[0], start, end);
  return at < 0 ? rs_value_error (vm, "substring not found") : rs_int_new (vm, at);
}

RS_STR_METHOD (rs_str_m_rindex)
{
  gssize start, end;
  if (!parse_search (vm, "rindex", self, args, nargs, &start, &end))
    return NULL;
  gssize at = start > end ? -1 : rs_str_rfind (self, args[0], start, end);
  return at < 0 ? rs_value_error (vm, "substring not found") : rs_int_new (vm, at);
}

RS_STR_METHOD (rs_str_m_count)
{
  gssize start, end;
  if (!parse_search (vm, "count", self, args, nargs, &start, &end))
    return NULL;
  return rs_int_new (vm, start > end ? 0 : rs_str_count (self, args[0], start, end, G_MAXSIZE));
}

/* Does SELF [START, END) begin (or end) with AFFIX? */
static gboolean
has_affix (RsObject *self, RsObject *affix, gssize start, gssize end, gboolean at_end)
{
  gssize n = rs_str_length (affix);
  if (start > end || end - start < n || ((RsStr *) affix)->kind > ((RsStr *) self)->kind)
    return FALSE;
  return equal_at ((RsStr *) self, at_end ? end - n : start, (RsStr *) affix);
}

static RsObject *
match_affixes (RsVm *vm, const char *name, RsObject *self, RsObject *const *args, gsize nargs,
               gboolean at_end)
{
  gssize start, end;
  if (!rs_check_search_arity (vm, name, nargs))
    return NULL;
  if (!rs_parse_bounds (vm, nargs > 1 ? args[1] : NULL, nargs > 2 ? args[2] : NULL,
                        rs_str_length (self), &start, &end))
    return NULL;
  if (rs_is_str (args[0]))
    return rs_bool (vm, has_affix (self, args[0], start, end, at_end));
  if (!rs_is_tuple (args[0]))
    return rs_type_error (vm, "%s first arg must be str or a tuple of str, not %T", name, args[0]);
  for (gsize i = 0; i < rs_tuple_size (args[0]); i++)
    {
      RsObject *affix = rs_tuple_items (args[0])[i];
      if (!rs_is_str (affix))
        return rs_type_error (vm, "tuple for %s must only contain str, not %T", name, affix);
      if (has_affix (self, affix, start, end, at_end))
        return rs_bool (vm, TRUE);
    }
  return rs_bool (vm, FALSE);
}

RS_STR_METHOD (rs_str_m_startswith)
{
  return match_affixes (vm, "startswith", self, args, nargs, FALSE);
}

RS_STR_METHOD (rs_str_m_endswith)
{
  return match_affixes (vm, "endswith", self, args, nargs, TRUE);
}

RS_STR_METHOD (rs_str_m_removeprefix)
{
  if (!rs_is_str (args[0]))
    return rs_bad_argument (vm, "removeprefix", NULL, "str", args[0]);
  gsize length = rs_str_length (self), n = rs_str_length (args[0]);
  return has_affix (self, args[0], 0, length, FALSE) ? rs_str_substring (vm, self, n, length)
                                                     : rs_str_exact (vm, self);
}

RS_STR_METHOD (rs_str_m_removesuffix)
{
  if (!rs_is_str (args[0]))
    return rs_bad_argument (vm, "removesuffix", NULL, "str", args[0]);
  gsize length = rs_str_length (self), n = rs_str_length (args[0]);
  return n && has_affix (self, args[0], 0, length, TRUE)
             ? rs_str_substring (vm, self, 0, length - n)
             : rs_str_exact (vm, self);
}

/* --- replace -------------------------------------------------------------- */

static RsObject *
replace (RsVm *vm, RsObject *self, RsObject *old, RsObject *new, gsize max)
{
  gsize length = rs_str_length (self), n_old = rs_str_length (old), n_new = rs_str_length (new),
        at = 0, to = 0;
  gsize count = rs_str_count (self, old, 0, length, max);

  if (count == 0 || rs_str_equal (old, new))
    return rs_str_exact (vm, self);
  if (n_new > n_old && count > (RS_STR_MAX - length) / (n_new - n_old))
    return (G_MAXSSIZE - length) / (n_new - n_old) < count
               ? rs_raise (vm, RS_TYPE (vm, OverflowError), "replace string is too long")
               : rs_raise_no_memory (vm);
  gsize total = length + count * n_new - count * n_old;
  RsObject *wide = rs_str_alloc (vm, total, MAX (rs_str_max_char (self), rs_str_max_char (new)));
  if (wide == NULL || total == 0)
    return wide;
  for (gsize k = 0; k < count; k++)
    {
      gsize found = n_old == 0 ? at : (gsize) rs_str_find (self, old, at, length);
      rs_str_copy_chars (wide, to, self, at, found - at);
      to += found - at;
      rs_str_copy_chars (wide, to, new, 0, n_new);
      to += n_new;
      at = found + n_old;
      if (n_old == 0 && at < length)
        {
          rs_str_copy_chars (wide, to++, self, at, 1);
          at++;
        }
    }
  if (at < length)
    rs_str_copy_chars (wide, to, self, at, length - at);
  return rs_str_narrow (vm, wide);
}

RS_STR_METHOD (rs_str_m_replace)
{
  gssize max = -1;
  for (guint i = 0; i < 2; i++)
    if (!rs_is_str (args[i]))
      return rs_bad_argument (vm, "replace", i ? "2" : "1", "str", args[i]);
  if (nargs == 3)
    {
      max = rs_as_ssize (vm, args[2], RS_TYPE (vm, OverflowError));
      if (max == -1 && vm->pending)
        return NULL;
    }
  return replace (vm, self, args[0], args[1], max < 0 ? G_MAXSIZE : (gsize) max);
}
