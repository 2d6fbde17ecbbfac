/* SPDX-License-Identifier: MIT
 *
 * split, rsplit, splitlines, partition and join of bytes and bytearray. A piece
 * that is the whole of an exact bytes is that object.
 */
#include "bytes-private.h"
#include "objects/containers/obj-list.h"
#include "objects/containers/sequence.h"
#include "objects/strings/str-private.h"

#include <string.h>

/* Appends SELF [START, END) to *LIST. FALSE: the list is dropped, an exception
 * pending. */
static gboolean
add_piece (RsVm *vm, RsObject **list, RsObject *self, gsize start, gsize end)
{
  const guint8 *data;
  gsize size;
  rs_bytes_view (vm, self, &data, &size);
  RsObject *piece = start == 0 && end == size && self->type == RS_TYPE (vm, BYTES)
                        ? rs_incref (self)
                        : rs_bytes_make (vm, self, data + start, end - start);
  if (piece != NULL && rs_list_append_steal (vm, *list, piece) == 0)
    return TRUE;
  rs_clear (vm, list);
  return FALSE;
}

static gboolean
is_space (guint8 c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static RsObject *
split_spaces (RsVm *vm, RsObject *self, const guint8 *data, gsize size, gsize max)
{
  RsObject *list = rs_list_new_reserved (vm, max < 12 ? max + 1 : 12);
  gsize i = 0;
  while (list != NULL)
    {
      while (i < size && is_space (data[i]))
        i++;
      if (i == size)
        break;
      gsize start = i;
      if (max-- == 0)
        {
          add_piece (vm, &list, self, start, size);
          break;
        }
      while (i < size && !is_space (data[i]))
        i++;
      add_piece (vm, &list, self, start, i);
    }
  return list;
}

static RsObject *
rsplit_spaces (RsVm *vm, RsObject *self, const guint8 *data, gsize size, gsize max)
{
  RsObject *list = rs_list_new_reserved (vm, max < 12 ? max + 1 : 12);
  gsize i = size;
  while (list != NULL)
    {
      while (i > 0 && is_space (data[i - 1]))
        i--;
      if (i == 0)
        break;
      gsize end = i;
      if (max-- == 0)
        {
          add_piece (vm, &list, self, 0, end);
          break;
        }
      while (i > 0 && !is_space (data[i - 1]))
        i--;
      add_piece (vm, &list, self, i, end);
    }
  return list;
}

static RsObject *
split_by (RsVm *vm, RsObject *self, const guint8 *data, gsize size, const guint8 *separator,
          gsize n, gsize max)
{
  RsObject *list = rs_list_new_reserved (vm, max < 12 ? max + 1 : 12);
  gsize start = 0;
  while (list != NULL)
    {
      gssize found = max-- == 0 ? -1 : rs_bytes_find (data + start, size - start, separator, n);
      if (!add_piece (vm, &list, self, start, found < 0 ? size : start + found) || found < 0)
        break;
      start += found + n;
    }
  return list;
}

static RsObject *
rsplit_by (RsVm *vm, RsObject *self, const guint8 *data, gsize size, const guint8 *separator,
           gsize n, gsize max)
{
  RsObject *list = rs_list_new_reserved (vm, max < 12 ? max + 1 : 12);
  gsize end = size;
  while (list != NULL)
    {
      gssize found = max-- == 0 ? -1 : rs_bytes_rfind (data, end, separator, n);
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
  const guint8 *data, *separator;
  gsize size, n;
  gssize max = -1;

  if (!rs_parse_args (vm, name, args, nargs, kwnames, names, 0, 0, out))
    return NULL;
  if (out[1] != NULL && (max = rs_as_ssize (vm, out[1], RS_TYPE (vm, OverflowError))) == -1
      && vm->pending)
    return NULL;
  gsize limit = max < 0 ? G_MAXSIZE : (gsize) max;
  rs_bytes_view (vm, self, &data, &size);
  if (out[0] == NULL || out[0] == vm->none)
    list = from_right ? rsplit_spaces (vm, self, data, size, limit)
                      : split_spaces (vm, self, data, size, limit);
  else if (!rs_bytes_like_or_raise (vm, out[0], &separator, &n))
    return NULL;
  else if (n == 0)
    return rs_value_error (vm, "empty separator");
  else
    list = from_right ? rsplit_by (vm, self, data, size, separator, n, limit)
                      : split_by (vm, self, data, size, separator, n, limit);
  if (from_right)
    reverse_list (list);
  return list;
}

RS_BYTES_METHOD (rs_bytes_m_split)
{
  return split (vm, "split", self, args, nargs, kwnames, FALSE);
}
RS_BYTES_METHOD (rs_bytes_m_rsplit)
{
  return split (vm, "rsplit", self, args, nargs, kwnames, TRUE);
}

RS_BYTES_METHOD (rs_bytes_m_splitlines)
{
  static const char *const names[] = { "keepends", NULL };
  RsObject *keep_arg, *list;
  const guint8 *data;
  gsize size, i = 0;
  if (!rs_parse_args (vm, "splitlines", args, nargs, kwnames, names, 0, 0, &keep_arg))
    return NULL;
  gssize keep = keep_arg ? rs_as_ssize (vm, keep_arg, RS_TYPE (vm, OverflowError)) : 0;
  if (keep == -1 && vm->pending)
    return NULL;
  rs_bytes_view (vm, self, &data, &size);
  list = rs_list_new (vm, 0);
  while (list != NULL && i < size)
    {
      gsize start = i, end;
      while (i < size && data[i] != '\n' && data[i] != '\r')
        i++;
      end = i;
      if (i < size)
        i += data[i] == '\r' && i + 1 < size && data[i + 1] == '\n' ? 2 : 1;
      add_piece (vm, &list, self, start, keep ? i : end);
    }
  return list;
}

static RsObject *
partition (RsVm *vm, RsObject *self, RsObject *separator, gboolean from_right)
{
  const guint8 *data, *needle;
  gsize size, n;
  if (!rs_bytes_like_or_raise (vm, separator, &needle, &n))
    return NULL;
  if (n == 0)
    return rs_value_error (vm, "empty separator");
  rs_bytes_view (vm, self, &data, &size);
  gssize at =
      from_right ? rs_bytes_rfind (data, size, needle, n) : rs_bytes_find (data, size, needle, n);
  RsObject *out[3] = { NULL };
  if (at >= 0)
    {
      out[0] = rs_bytes_make (vm, self, data, at);
      out[1] = rs_is_bytes (self) ? rs_incref (separator) : rs_bytes_make (vm, self, needle, n);
      out[2] = rs_bytes_make (vm, self, data + at + n, size - at - n);
    }
  else
    for (guint i = 0; i < 3; i++)
      out[i] = i != (from_right ? 2 : 0)           ? rs_bytes_make (vm, self, NULL, 0)
               : self->type == RS_TYPE (vm, BYTES) ? rs_incref (self)
                                                   : rs_bytes_make (vm, self, data, size);
  RsObject *tuple = out[0] && out[1] && out[2] ? rs_tuple_from_array (vm, out, 3) : NULL;
  for (guint i = 0; i < 3; i++)
    rs_xdecref (vm, out[i]);
  return tuple;
}

RS_BYTES_METHOD (rs_bytes_m_partition)
{
  return partition (vm, self, args[0], FALSE);
}
RS_BYTES_METHOD (rs_bytes_m_rpartition)
{
  return partition (vm, self, args[0], TRUE);
}

/* The items of LIST, all of them like bytes, with SELF between them. */
static RsObject *
join_items (RsVm *vm, RsObject *self, RsObject *list)
{
  const guint8 *data, *gap;
  gsize size, n_gap, n = rs_sequence_size (list), total = 0;
  rs_bytes_view (vm, self, &gap, &n_gap);
  for (gsize i = 0; i < n; i++)
    {
      RsObject *item = rs_sequence_items (list)[i];
      if (!rs_bytes_view (vm, item, &data, &size))
        return rs_type_error (vm, "sequence item %zd: expected a bytes-like object, %T found",
                              (gssize) i, item);
      total += size + (i > 0 ? n_gap : 0);
    }
  if (!rs_str_check_length (vm, total))
    return NULL;
  g_autoptr (GByteArray) out = g_byte_array_sized_new (total);
  for (gsize i = 0; i < n; i++)
    {
      rs_bytes_view (vm, rs_sequence_items (list)[i], &data, &size);
      if (i > 0)
        g_byte_array_append (out, gap, n_gap);
      g_byte_array_append (out, data, size);
    }
  return rs_bytes_make_fresh (vm, self, out->data, out->len);
}

RS_BYTES_METHOD (rs_bytes_m_join)
{
  RsByteArray *exported = rs_is_a (self, RS_TYPE (vm, BYTEARRAY)) ? (RsByteArray *) self : NULL;
  RS_SCOPE (vm);
  if (exported != NULL)
    exported->exports++; /* no iterator may change its size */
  RS_LOCAL (list, rs_sequence_fast (vm, args[0], "can only join an iterable"));
  if (exported != NULL)
    exported->exports--;
  if (list == NULL)
    return NULL;
  if (rs_sequence_size (list) == 1 && rs_is_bytes (self)
      && rs_sequence_items (list)[0]->type == RS_TYPE (vm, BYTES))
    return rs_incref (rs_sequence_items (list)[0]);
  return join_items (vm, self, list);
}
