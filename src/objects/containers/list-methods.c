/* SPDX-License-Identifier: MIT
 *
 * list's operators and methods. What runs Python in the middle (comparison,
 * iteration) looks at the list afresh each time round, because the list may
 * have changed.
 */
#include "obj-list.h"

#include "objects/abstract.h"
#include "objects/iterators/iterators.h"
#include "sequence.h"

#include <string.h>

RsObject *
rs_list_as_tuple (RsVm *vm, RsObject *list)
{
  return rs_tuple_from_array (vm, rs_list_items (list), rs_list_size (list));
}

RsObject *
rs_list_repr (RsVm *vm, RsObject *self)
{
  if (rs_list_size (self) == 0)
    return rs_str_new (vm, "[]", 2);
  return rs_sequence_repr (vm, self, "[", "]", FALSE);
}

RsObject *
rs_list_iter (RsVm *vm, RsObject *self)
{
  return rs_index_iter_new (vm, RS_TYPE (vm, LIST_ITER), self, 0);
}

RsObject *
rs_list_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if (!rs_is_list (left) || !rs_is_list (right))
    return rs_incref (vm->not_implemented);
  return rs_sequence_compare (vm, left, right, op);
}

int
rs_list_contains (RsVm *vm, RsObject *self, RsObject *item)
{
  gssize index = rs_sequence_find (vm, self, item, 0, G_MAXSSIZE);
  return index == -2 ? -1 : index >= 0;
}

/* --- items and slices ----------------------------------------------------- */

static gboolean
read_index (RsVm *vm, RsObject *self, RsObject *key, gssize *index, const char *what)
{
  if (key->type->slots.index == NULL)
    return rs_type_error (vm, "list indices must be integers or slices, not %T", key) != NULL;
  *index = rs_as_ssize (vm, key, RS_TYPE (vm, IndexError));
  if (*index == -1 && vm->pending != NULL)
    return FALSE;
  if (*index < 0)
    *index += rs_list_size (self);
  if ((gsize) *index >= rs_list_size (self))
    return rs_raise (vm, RS_TYPE (vm, IndexError), "%s", what) != NULL;
  return TRUE;
}

RsObject *
rs_list_getitem (RsVm *vm, RsObject *self, RsObject *key)
{
  gssize index = 0, start, stop, step, count;
  if (key->type != RS_TYPE (vm, SLICE))
    return read_index (vm, self, key, &index, "list index out of range")
               ? rs_incref (rs_list_items (self)[index])
               : NULL;
  if (!rs_slice_read (vm, key, &start, &stop, &step))
    return NULL;
  count = rs_slice_clip (rs_list_size (self), &start, &stop, step);
  RsObject *result = rs_list_new (vm, count);
  for (gssize i = 0; result != NULL && i < count; i++)
    rs_list_items (result)[i] = rs_incref (rs_list_items (self)[start + i * step]);
  return result;
}

/* Replaces items START to STOP, as far as the list has them, by those of VALUES
 * (a list of its own; NULL: none). The old ones are dropped last. */
static int
replace (RsVm *vm, RsList *list, gssize start, gssize stop, RsObject *values)
{
  start = CLAMP (start, 0, (gssize) list->size);
  stop = CLAMP (stop, start, (gssize) list->size);
  gsize n_new = values ? rs_sequence_size (values) : 0, n_old = stop - start,
        tail = list->size - stop;
  gsize size = list->size - n_old + n_new;
  RsObject **dropped = n_old ? rs_mem_alloc (vm, n_old * sizeof (RsObject *)) : NULL;

  if (n_old > 0)
    memcpy (dropped, list->items + start, n_old * sizeof (RsObject *));
  if (size == 0)
    {
      /* As list.clear: nothing is left allocated. */
      list->size = 0;
      if (list->items != NULL)
        rs_list_reserve (vm, list, 0);
    }
  else if (n_new < n_old)
    {
      memmove (list->items + start + n_new, list->items + stop, tail * sizeof (RsObject *));
      rs_list_resize (vm, list, size);
    }
  else if (n_new > n_old)
    {
      if (!rs_list_resize (vm, list, size))
        {
          rs_mem_free (vm, dropped, n_old * sizeof (RsObject *));
          return -1;
        }
      memmove (list->items + start + n_new, list->items + stop, tail * sizeof (RsObject *));
    }
  for (gsize i = 0; i < n_new; i++)
    list->items[start + i] = rs_incref (rs_sequence_items (values)[i]);
  RsDecrefs decrefs;
  rs_decrefs_begin (vm, &decrefs, dropped, n_old, 1);
  for (gsize i = n_old; i-- > 0;)
    rs_clear (vm, &dropped[i]);
  rs_decrefs_end (vm, &decrefs);
  rs_mem_free (vm, dropped, n_old * sizeof (RsObject *));
  return 0;
}

static int
delete_slice (RsVm *vm, RsList *list, gssize start, gssize stop, gssize step, gssize count)
{
  if (count <= 0)
    return 0;
  if (step == 1)
    return replace (vm, list, start, stop, NULL);
  if (step < 0)
    {
      start += (count - 1) * step;
      step = -step;
    }
  RsObject **dropped = rs_mem_alloc (vm, count * sizeof (RsObject *));
  gsize to = start, next = 0;
  for (gsize i = start; i < list->size; i++)
    if (next < (gsize) count && i == (gsize) start + next * step)
      dropped[next++] = list->items[i];
    else
      list->items[to++] = list->items[i];
  rs_list_resize (vm, list, to);
  RsDecrefs decrefs;
  rs_decrefs_begin (vm, &decrefs, dropped, count, 1);
  for (gssize i = 0; i < count; i++)
    rs_clear (vm, &dropped[i]);
  rs_decrefs_end (vm, &decrefs);
  rs_mem_free (vm, dropped, count * sizeof (RsObject *));
  return 0;
}

/* Sets COUNT items, each STEP after the one before, to those of VALUES. The old
 * ones are dropped last. */
static void
set_items (RsVm *vm, RsList *list, gssize start, gssize step, gssize count, RsObject *values)
{
  RsObject **dropped = rs_mem_alloc (vm, MAX (count, 1) * sizeof (RsObject *));
  for (gssize i = 0; i < count; i++)
    {
      RsObject **item = &list->items[start + i * step];
      dropped[i] = *item;
      *item = rs_incref (rs_sequence_items (values)[i]);
    }
  RS_SCOPE (vm);
  RS_LOCAL_ARRAY (dropped, count);
  RS_CLEAR_ARRAY (dropped);
  rs_mem_free (vm, dropped, MAX (count, 1) * sizeof (RsObject *));
}

static int
set_slice (RsVm *vm, RsObject *self, RsObject *key, RsObject *value)
{
  gssize start, stop, step, count, from, to;
  RsList *list = (RsList *) self;

  if (!rs_slice_read (vm, key, &start, &stop, &step))
    return -1;
  from = start, to = stop;
  count = rs_slice_clip (list->size, &from, &to, step);
  if (step == 1 && to < from)
    to = from;
  if (value == NULL)
    return delete_slice (vm, list, from, to, step, count);
  RS_SCOPE (vm);
  RS_LOCAL (values, value == self
                        ? rs_list_from (vm, value)
                        : rs_sequence_fast (vm, value,
                                            step == 1 ? "can only assign an iterable"
                                                      : "must assign iterable to extended slice"));
  if (values == NULL)
    return -1;
  if (step == 1)
    return replace (vm, list, from, to, values);
  /* Reading VALUE may have changed the list. CPython 3.11 does not look and
   * writes where nothing is; later ones do. */
  if ((gssize) rs_sequence_size (values) == count)
    count = rs_slice_clip (list->size, &start, &stop, step);
  if ((gssize) rs_sequence_size (values) != count)
    return rs_raise_int (vm, RS_TYPE (vm, ValueError),
                         "attempt to assign sequence of size %zu to extended slice of size %zd",
                         rs_sequence_size (values), count);
  set_items (vm, list, start, step, count, values);
  return 0;
}

int
rs_list_setitem (RsVm *vm, RsObject *self, RsObject *key, RsObject *value)
{
  gssize index = 0;
  RsList *list = (RsList *) self;

  if (key->type == RS_TYPE (vm, SLICE))
    return set_slice (vm, self, key, value);
  if (!read_index (vm, self, key, &index, "list assignment index out of range"))
    return -1;
  if (value != NULL)
    {
      rs_setref (vm, &list->items[index], rs_incref (value));
      return 0;
    }
  return replace (vm, list, index, index + 1, NULL);
}

/* --- operators ------------------------------------------------------------ */

RsObject *
rs_list_concat (RsVm *vm, RsObject *left, RsObject *right)
{
  if (!rs_is_list (right))
    return rs_type_error (vm, "can only concatenate list (not \"%T\") to list", right);
  gsize n = rs_list_size (left), m = rs_list_size (right);
  RsObject *result = rs_list_new (vm, n + m);
  for (gsize i = 0; result != NULL && i < n + m; i++)
    rs_list_items (result)[i] =
        rs_incref (i < n ? rs_list_items (left)[i] : rs_list_items (right)[i - n]);
  return result;
}

RsObject *
rs_list_inplace_concat (RsVm *vm, RsObject *left, RsObject *right)
{
  return rs_list_extend (vm, left, right) < 0 ? NULL : rs_incref (left);
}

RsObject *
rs_list_repeat (RsVm *vm, RsObject *self, gssize count)
{
  gsize n = rs_list_size (self);
  if (count <= 0 || n == 0)
    return rs_list_new (vm, 0);
  if (n > RS_LIST_MAX / (gsize) count)
    return rs_raise_no_memory (vm);
  RsObject *result = rs_list_new (vm, n * count);
  for (gsize i = 0; result != NULL && i < n * count; i++)
    rs_list_items (result)[i] = rs_incref (rs_list_items (self)[i % n]);
  return result;
}

RsObject *
rs_list_inplace_repeat (RsVm *vm, RsObject *self, gssize count)
{
  RsList *list = (RsList *) self;
  gsize n = list->size;
  if (count < 1)
    rs_list_clear (vm, self);
  else if (n > 0 && count > 1)
    {
      if (n > RS_LIST_MAX / (gsize) count)
        return rs_raise_no_memory (vm);
      if (!rs_list_resize (vm, list, n * count))
        return NULL;
      for (gsize i = n; i < n * count; i++)
        list->items[i] = rs_incref (list->items[i % n]);
    }
  return rs_incref (self);
}

static int
extend_from_array (RsVm *vm, RsList *list, RsObject *source, gboolean is_list)
{
  gsize n = list->size, m = is_list ? rs_list_size (source) : rs_tuple_size (source);
  if (m == 0)
    return 0;
  /* Into an empty list: exactly; else as appending does. */
  if (!(list->items == NULL ? rs_list_reserve (vm, list, (m + 1) & ~(gsize) 1)
                            : rs_list_resize (vm, list, n + m)))
    return -1;
  list->size = n;
  RsObject **items = is_list ? rs_list_items (source) : rs_tuple_items (source);
  for (gsize i = 0; i < m; i++)
    list->items[n + i] = rs_incref (items[i]);
  list->size = n + m;
  return 0;
}

int
rs_list_extend (RsVm *vm, RsObject *self, RsObject *iterable)
{
  RsList *list = (RsList *) self;
  if (iterable->type == RS_TYPE (vm, LIST) || iterable->type == RS_TYPE (vm, TUPLE))
    return extend_from_array (vm, list, iterable, iterable->type == RS_TYPE (vm, LIST));
  RS_SCOPE (vm);
  RS_LOCAL (iterator, rs_iter (vm, iterable));
  if (iterator == NULL)
    return -1;
  gssize hint = rs_length_hint (vm, iterable, 8);
  if (hint < 0)
    return -1;
  /* Room for as many as are promised; what is too much is given back at the
   * end. */
  gsize n = list->size;
  if (list->items == NULL)
    {
      if (hint > 0 && !rs_list_reserve (vm, list, ((gsize) hint + 1) & ~(gsize) 1))
        return -1;
    }
  else if ((gsize) hint > RS_LIST_MAX - n)
    ; /* a promise that cannot be kept is no reason to fail */
  else if (rs_list_resize (vm, list, n + hint))
    list->size = n;
  else
    return -1;
  RsObject *item;
  while ((item = rs_next (vm, iterator)) != NULL)
    if (rs_list_append_steal (vm, self, item) < 0)
      return -1;
  if (list->size < list->allocated && vm->pending == NULL)
    rs_list_resize (vm, list, list->size);
  return vm->pending != NULL || vm->stop != RS_STOP_NONE ? -1 : 0;
}

/* --- methods -------------------------------------------------------------- */

#define METHOD(name)                                                                               \
  static RsObject *name (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,             \
                         RsObject *kwnames)

METHOD (list_append)
{
  return rs_list_append (vm, self, args[0]) < 0 ? NULL : rs_incref (vm->none);
}

METHOD (list_insert)
{
  gssize index = rs_as_ssize (vm, args[0], RS_TYPE (vm, OverflowError));
  if (index == -1 && vm->pending != NULL)
    return NULL;
  return rs_list_insert (vm, self, index, args[1]) < 0 ? NULL : rs_incref (vm->none);
}

METHOD (list_extend)
{
  return rs_list_extend (vm, self, args[0]) < 0 ? NULL : rs_incref (vm->none);
}

METHOD (list_pop)
{
  RsList *list = (RsList *) self;
  gssize index = nargs ? rs_as_ssize (vm, args[0], RS_TYPE (vm, IndexError)) : -1;
  if (nargs && index == -1 && vm->pending != NULL)
    return NULL;
  if (list->size == 0)
    return rs_raise (vm, RS_TYPE (vm, IndexError), "pop from empty list");
  if (index < 0)
    index += list->size;
  if ((gsize) index >= list->size)
    return rs_raise (vm, RS_TYPE (vm, IndexError), "pop index out of range");
  RsObject *item = list->items[index];
  memmove (list->items + index, list->items + index + 1,
           (list->size - index - 1) * sizeof (RsObject *));
  if (!rs_list_resize (vm, list, list->size - 1))
    return NULL;
  return item;
}

METHOD (list_remove)
{
  gssize index = rs_sequence_find (vm, self, args[0], 0, G_MAXSSIZE);
  if (index == -2)
    return NULL;
  if (index < 0)
    return rs_value_error (vm, "list.remove(x): x not in list");
  return replace (vm, (RsList *) self, index, index + 1, NULL) < 0 ? NULL : rs_incref (vm->none);
}

METHOD (list_clear)
{
  rs_list_clear (vm, self);
  return rs_incref (vm->none);
}

METHOD (list_copy)
{
  return rs_list_from_array (vm, rs_list_items (self), rs_list_size (self));
}

METHOD (list_index)
{
  gssize start, stop;
  if (!rs_sequence_bounds (vm, &rs_list_size (self), args + 1, nargs - 1, &start, &stop))
    return NULL;
  gssize index = rs_sequence_find (vm, self, args[0], start, stop);
  if (index == -2)
    return NULL;
  return index < 0 ? rs_value_error (vm, "%R is not in list", args[0]) : rs_int_new (vm, index);
}

METHOD (list_count)
{
  gssize n = rs_sequence_count (vm, self, args[0]);
  return n < 0 ? NULL : rs_int_new (vm, n);
}

METHOD (list_reverse)
{
  RsList *list = (RsList *) self;
  for (gsize i = 0, k = list->size; i + 1 < k; i++)
    {
      k--;
      RsObject *item = list->items[i];
      list->items[i] = list->items[k];
      list->items[k] = item;
    }
  return rs_incref (vm->none);
}

METHOD (list_sort)
{
  static const char *const names[] = { "*", "key", "reverse", NULL };
  RsObject *v[2];
  if (!rs_parse_args (vm, "sort", args, nargs, kwnames, names, 0, 0, v))
    return NULL;
  int reverse = v[1] ? rs_is_true (vm, v[1]) : 0;
  if (reverse < 0)
    return NULL;
  return rs_list_sort (vm, self, v[0] == vm->none ? NULL : v[0], reverse) < 0
             ? NULL
             : rs_incref (vm->none);
}

METHOD (list_reversed)
{
  return rs_index_iter_new (vm, RS_TYPE (vm, LIST_REVITER), self, (gssize) rs_list_size (self) - 1);
}

METHOD (list_sizeof)
{
  return rs_int_new (vm, self->type->slots.sizeof_ (vm, self));
}

METHOD (list_getitem)
{
  return rs_list_getitem (vm, self, args[0]);
}

const RsMethodDef rs_list_methods[] = {
  { "__getitem__", list_getitem, RS_M_O | RS_M_COEXIST, 0, 0, "x.__getitem__(y) <==> x[y]" },
  { "append", list_append, RS_M_O, 0, 0, "Append object to the end of the list." },
  { "clear", list_clear, RS_M_NOARGS, 0, 0, "Remove all items from list." },
  { "copy", list_copy, RS_M_NOARGS, 0, 0, "Return a shallow copy of the list." },
  { "count", list_count, RS_M_O, 0, 0, "Return number of occurrences of value." },
  { "extend", list_extend, RS_M_O, 0, 0, "Extend list by appending elements from the iterable." },
  { "index", list_index, RS_M_FAST, 1, 3, "Return first index of value." },
  { "insert", list_insert, RS_M_FAST, 2, 2, "Insert object before index." },
  { "pop", list_pop, RS_M_FAST, 0, 1, "Remove and return item at index (default last)." },
  { "remove", list_remove, RS_M_O, 0, 0, "Remove first occurrence of value." },
  { "reverse", list_reverse, RS_M_NOARGS, 0, 0, "Reverse *IN PLACE*." },
  { "sort", list_sort, RS_M_KEYWORDS, 0, 0, "Sort the list in ascending order and return None." },
  { "__reversed__", list_reversed, RS_M_NOARGS, 0, 0, NULL },
  { "__sizeof__", list_sizeof, RS_M_NOARGS, 0, 0, NULL },
  { "__class_getitem__", rs_class_getitem, RS_M_O | RS_M_CLASS, 0, 0, NULL },
  { NULL }
};
