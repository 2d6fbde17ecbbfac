/* SPDX-License-Identifier: MIT
 *
 * split, rsplit, splitlines, partition and join. A piece that is the whole text
 * is the text itself.
 */
#include "objects/containers/obj-list.h"
#include "objects/containers/sequence.h"
#include "str-private.h"

#include <string.h>

/* Appends STR [START, END) to LIST. FALSE: *LIST is dropped and an exception
 * pending. */
static gboolean
add_piece (RsVm *vm, RsObject **list, RsObject *str, gsize start, gsize end)
{
  RsObject *piece = rs_str_substring (vm, str, start, end);
  if (piece != NULL && rs_list_append_steal (vm, *list, piece) == 0)
    return TRUE;
  rs_clear (vm, list);
  return FALSE;
}

static gboolean
space_at (RsObject *str, gsize i)
{
  return rs_unichar_is_space (rs_str_char (str, i));
}

static RsObject *
split_spaces (RsVm *vm, RsObject *self, gsize max)
{
  RsObject *list = rs_list_new_reserved (vm, max < 12 ? max + 1 : 12);
  gsize length = rs_str_length (self), i = 0;

  while (list != NULL)
    {
      while (i < length && space_at (self, i))
        i++;
      if (i == length)
        break;
      gsize start = i;
      if (max-- == 0)
        {
          add_piece (vm, &list, self, start, length);
          break;
        }
      while (i < length && !space_at (self, i))
        i++;
      add_piece (vm, &list, self, start, i);
    }
  return list;
}

static RsObject *
rsplit_spaces (RsVm *vm, RsObject *self, gsize max)
{
  RsObject *list = rs_list_new_reserved (vm, max < 12 ? max + 1 : 12);
  gsize i = rs_str_length (self);

  while (list != NULL)
    {
      while (i > 0 && space_at (self, i - 1))
        i--;
      if (i == 0)
        break;
      gsize end = i;
      if (max-- == 0)
        {
          add_piece (vm, &list, self, 0, end);
          break;
        }
      while (i > 0 && !space_at (self, i - 1))
        i--;
      add_piece (vm, &list, self, i, end);
    }
  return list;
}

static RsObject *
split_by (RsVm *vm, RsObject *self, RsObject *separator, gsize max)
{
  RsObject *list = rs_list_new_reserved (vm, max < 12 ? max + 1 : 12);
  gsize length = rs_str_length (self), n = rs_str_length (separator), start = 0;

  while (list != NULL)
    {
      gssize found = max-- == 0 ? -1 : rs_str_find (self, separator, start, length);
      if (!add_piece (vm, &list, self, start, found < 0 ? length : (gsize) found) || found < 0)
        break;
      start = found + n;
    }
  return list;
}

static RsObject *
rsplit_by (RsVm *vm, RsObject *self, RsObject *separator, gsize max)
{
  RsObject *list = rs_list_new_reserved (vm, max < 12 ? max + 1 : 12);
  gsize end = rs_str_length (self), n = rs_str_length (separator);

  while (list != NULL)
    {
      gssize found = max-- == 0 ? -1 : rs_str_rfind (self, separator, 0, end);
      if (!add_piece (vm, &list, self, found < 0 ? 0 : found + n, end) || found < 0)
        break;
      end = found;
    }
  return list;
}

static void
reverse_list (RsObject *list)
{
  gsize n = list ? rs_list_size (list) : 0;
  for (gsize i = 0; i < n / 2; i++)
    {
      RsObject *swap = rs_list_items (list)[i];
      rs_list_items (list)[i] = rs_list_items (list)[n - 1 - i];
      rs_list_items (list)[n - 1 - i] = swap;
    }
}

static RsObject *
split (RsVm *vm, const char *name, RsObject *self, RsObject *const *args, gsize nargs,
       RsObject *kwnames, gboolean from_right)
{
  static const char *const names[] = { "sep", "maxsplit", NULL };
  RsObject *out[2], *list;
  gssize max = -1;

  if (!rs_parse_args (vm, name, args, nargs, kwnames, names, 0, 0, out))
    return NULL;
  if (out[1] != NULL)
    {
      max = rs_as_ssize (vm, out[1], RS_TYPE (vm, OverflowError));
      if (max == -1 && vm->pending)
        return NULL;
    }
  gsize limit = max < 0 ? G_MAXSIZE : (gsize) max;
  if (out[0] == NULL || out[0] == vm->none)
    list = from_right ? rsplit_spaces (vm, self, limit) : split_spaces (vm, self, limit);
  else if (!rs_is_str (out[0]))
    return rs_type_error (vm, "must be str or None, not %T", out[0]);
  else if (rs_str_length (out[0]) == 0)
    return rs_value_error (vm, "empty separator");
  else
    list = from_right ? rsplit_by (vm, self, out[0], limit) : split_by (vm, self, out[0], limit);
  if (from_right)
    reverse_list (list);
  return list;
}

RS_STR_METHOD (rs_str_m_split)
{
  return split (vm, "split", self, args, nargs, kwnames, FALSE);
}

RS_STR_METHOD (rs_str_m_rsplit)
{
  return split (vm, "rsplit", self, args, nargs, kwnames, TRUE);
}

RS_STR_METHOD (rs_str_m_splitlines)
{
  static const char *const names[] = { "keepends", NULL };
  RsObject *keep_arg, *list;
  gsize length = rs_str_length (self), i = 0;

  if (!rs_parse_args (vm, "splitlines", args, nargs, kwnames, names, 0, 0, &keep_arg))
    return NULL;
  gssize keep = keep_arg ? rs_as_ssize (vm, keep_arg, RS_TYPE (vm, OverflowError)) : 0;
  if (keep == -1 && vm->pending)
    return NULL;
  list = rs_list_new (vm, 0);
  while (list != NULL && i < length)
    {
      gsize start = i, end;
      while (i < length && !rs_unichar_is_line_break (rs_str_char (self, i)))
        i++;
      end = i;
      if (i < length)
        {
          i += rs_str_char (self, i) == '\r' && i + 1 < length && rs_str_char (self, i + 1) == '\n'
                   ? 2
                   : 1;
          if (keep)
            end = i;
        }
      add_piece (vm, &list, self, start, end);
    }
  return list;
}

static RsObject *
partition_at (RsVm *vm, RsObject *self, RsObject *separator, gssize at)
{
  RsObject *before = rs_str_substring (vm, self, 0, at), *after;
  after = before ? rs_str_substring (vm, self, at + rs_str_length (separator), rs_str_length (self))
                 : NULL;
  RsObject *tuple = after ? rs_tuple_pack (vm, 3, before, separator, after) : NULL;
  rs_xdecref (vm, before);
  rs_xdecref (vm, after);
  return tuple;
}

static gboolean
check_separator (RsVm *vm, RsObject *separator)
{
  if (!rs_is_str (separator))
    rs_type_error (vm, "must be str, not %T", separator);
  else if (rs_str_length (separator) == 0)
    rs_value_error (vm, "empty separator");
  else
    return TRUE;
  return FALSE;
}

RS_STR_METHOD (rs_str_m_partition)
{
  if (!check_separator (vm, args[0]))
    return NULL;
  gssize at = rs_str_find (self, args[0], 0, rs_str_length (self));
  return at < 0 ? rs_tuple_pack (vm, 3, self, vm->empty_str, vm->empty_str)
                : partition_at (vm, self, args[0], at);
}

RS_STR_METHOD (rs_str_m_rpartition)
{
  if (!check_separator (vm, args[0]))
    return NULL;
  gssize at = rs_str_rfind (self, args[0], 0, rs_str_length (self));
  return at < 0 ? rs_tuple_pack (vm, 3, vm->empty_str, vm->empty_str, self)
                : partition_at (vm, self, args[0], at);
}

/* --- join ----------------------------------------------------------------- */

/* The length and the largest character of the whole. FALSE raises. */
static gboolean
measure (RsVm *vm, RsObject *separator, RsObject *const *items, gsize n, gsize *length,
         gunichar *max_char)
{
  *length = (n - 1) * rs_str_length (separator);
  *max_char = rs_str_length (separator) ? rs_str_max_char (separator) : 127;
  for (gsize i = 0; i < n; i++)
    {
      if (!rs_is_str (items[i]))
        {
          rs_type_error (vm, "sequence item %zd: expected str instance, %T found", (gssize) i,
                         items[i]);
          return FALSE;
        }
      *length += rs_str_length (items[i]);
      if (*length > G_MAXSSIZE)
        {
          rs_raise (vm, RS_TYPE (vm, OverflowError),
                    "join() result is too long for a Python string");
          return FALSE;
        }
      *max_char = MAX (*max_char, rs_str_max_char (items[i]));
    }
  return TRUE;
}

RsObject *
rs_str_join_array (RsVm *vm, RsObject *separator, RsObject *const *items, gsize n)
{
  gsize length, at = 0, gap = rs_str_length (separator);
  gunichar max_char;

  if (n == 0)
    return rs_incref (vm->empty_str);
  if (n == 1 && items[0]->type == RS_TYPE (vm, STR))
    return rs_incref (items[0]);
  if (!measure (vm, separator, items, n, &length, &max_char))
    return NULL;
  RsObject *result = rs_str_alloc (vm, length, max_char);
  if (result == NULL || length == 0)
    return result;
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0)
        {
          rs_str_copy_chars (result, at, separator, 0, gap);
          at += gap;
        }
      rs_str_copy_chars (result, at, items[i], 0, rs_str_length (items[i]));
      at += rs_str_length (items[i]);
    }
  return result;
}

RS_STR_METHOD (rs_str_m_join)
{
  RsObject *items = rs_sequence_fast (vm, args[0], "can only join an iterable");
  if (items == NULL)
    return NULL;
  RsObject *result =
      rs_str_join_array (vm, self, rs_sequence_items (items), rs_sequence_size (items));
  rs_decref (vm, items);
  return result;
}
