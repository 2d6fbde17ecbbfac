/* SPDX-License-Identifier: MIT
 *
 * list, as CPython 3.11's Objects/listobject.c: an array that grows ahead of
 * its need. Methods and slices are in list-methods.c, sorting in list-sort.c.
 *
 *     items   [ a | b | c |   |   ]       size 3, allocated 5: the spare cells are the amortisation
 */
#include "obj-list.h"

#include "objects/abstract.h"

#include <string.h>

RsObject *
rs_list_new (RsVm *vm, gsize size)
{
  if (size > RS_LIST_MAX)
    return rs_raise_no_memory (vm);
  RsList *list =
      rs_object_new_from_free_list (vm, RS_TYPE (vm, LIST), sizeof (RsList), 0, RS_FREE_LIST);
  if (size > 0)
    {
      list->items = rs_buffer_new (vm, size * sizeof (RsObject *), size * 8, &list->items_block);
      if (list->items == NULL)
        {
          rs_decref (vm, list);
          return NULL;
        }
      memset (list->items, 0, size * sizeof (RsObject *));
      list->size = list->allocated = size;
    }
  rs_gc_track (vm, list);
  return RS_OBJECT (list);
}

RsObject *
rs_list_from_array (RsVm *vm, RsObject *const *items, gsize size)
{
  RsObject *list = rs_list_new (vm, size);
  if (list != NULL)
    for (gsize i = 0; i < size; i++)
      rs_list_items (list)[i] = rs_incref (items[i]);
  return list;
}

gboolean
rs_list_reserve (RsVm *vm, RsList *list, gsize allocated)
{
  if (G_UNLIKELY (list->sorting))
    list->sorting = RS_LIST_TOUCHED;
  if (allocated > RS_LIST_MAX)
    {
      rs_raise_no_memory (vm);
      return FALSE;
    }
  RsObject **items = NULL;
  guint32 block = 0;
  /* realloc: where the block's size class stays the same, so does the block. */
  if (list->items_block != 0 && allocated > 0
      && allocated * 8 <= rs_block_bytes (vm, list->items_block)
      && (allocated * 8 > 512 || allocated * 8 > rs_block_bytes (vm, list->items_block) / 4 * 3))
    {
      items = rs_mem_realloc (vm, list->items, list->allocated * sizeof (RsObject *),
                              allocated * sizeof (RsObject *));
      list->items = items;
      list->allocated = allocated;
      return TRUE;
    }
  if (allocated > 0)
    {
      items = rs_buffer_new (vm, allocated * sizeof (RsObject *), allocated * 8, &block);
      if (items == NULL)
        return FALSE;
      if (list->size > 0)
        memcpy (items, list->items, MIN (list->size, allocated) * sizeof (RsObject *));
    }
  rs_buffer_free (vm, list->items, list->allocated * sizeof (RsObject *), list->items_block);
  list->items = items;
  list->items_block = block;
  list->allocated = allocated;
  return TRUE;
}

RsObject *
rs_list_new_reserved (RsVm *vm, gsize allocated)
{
  RsObject *list = rs_list_new (vm, 0);
  if (list != NULL && !rs_list_reserve (vm, (RsList *) list, allocated))
    rs_clear (vm, &list);
  return list;
}

gboolean
rs_list_resize (RsVm *vm, RsList *list, gsize size)
{
  if (list->allocated >= size && size >= list->allocated >> 1)
    {
      list->size = size;
      return TRUE;
    }
  gsize allocated = size == 0 ? 0 : (size + (size >> 3) + 6) & ~(gsize) 3;
  /* A large jump leaves no spare room beyond the multiple of four. */
  if (size > 0 && (gssize) (size - list->size) > (gssize) (allocated - size))
    allocated = (size + 3) & ~(gsize) 3;
  if (!rs_list_reserve (vm, list, allocated))
    return FALSE;
  list->size = size;
  return TRUE;
}

int
rs_list_append_steal (RsVm *vm, RsObject *object, RsObject *item)
{
  RsList *list = (RsList *) object;
  gsize n = list->size;
  if (n < list->allocated)
    {
      list->items[n] = item;
      list->size = n + 1;
      return 0;
    }
  if (!rs_list_resize (vm, list, n + 1))
    {
      rs_decref (vm, item);
      return -1;
    }
  list->items[n] = item;
  return 0;
}

int
rs_list_append (RsVm *vm, RsObject *list, RsObject *item)
{
  return rs_list_append_steal (vm, list, rs_incref (item));
}

int
rs_list_insert (RsVm *vm, RsObject *object, gssize index, RsObject *item)
{
  RsList *list = (RsList *) object;
  gssize n = list->size;
  if (index < 0)
    index = MAX (0, index + n);
  index = MIN (index, n);
  if (!rs_list_resize (vm, list, n + 1))
    return -1;
  memmove (list->items + index + 1, list->items + index, (n - index) * sizeof (RsObject *));
  list->items[index] = rs_incref (item);
  return 0;
}

void
rs_list_clear (RsVm *vm, RsObject *object)
{
  RsList *list = (RsList *) object;
  RsObject **items = list->items;
  gsize size = list->size, allocated = list->allocated;
  guint32 block = list->items_block;

  /* The list is empty before anything dies: what dies may look at it. */
  if (list->sorting && items != NULL)
    list->sorting = RS_LIST_TOUCHED;
  list->items = NULL;
  list->size = list->allocated = 0;
  list->items_block = 0;
  RsDecrefs decrefs;
  rs_decrefs_begin (vm, &decrefs, items, size, 1);
  while (size-- > 0)
    rs_clear (vm, &items[size]);
  rs_decrefs_end (vm, &decrefs);
  rs_buffer_free (vm, items, allocated * sizeof (RsObject *), block);
}

static void
list_dealloc (RsVm *vm, RsObject *object)
{
  rs_gc_untrack (vm, object);
  rs_list_clear (vm, object);
  if (object->type == RS_TYPE (vm, LIST))
    rs_object_free_to_free_list (vm, object, RS_FREE_LIST);
  else
    rs_object_free (vm, object);
}

static void
list_traverse (RsVm *vm, RsObject *object, RsVisit *visit)
{
  RsList *list = (RsList *) object;
  for (gsize n = 0; n < list->size; n++)
    {
      gsize i = visit->as_collector ? list->size - 1 - n : n;
      rs_visit (visit, list->items[i], RS_EDGE_ITEM, i);
    }
}

static gsize
list_sizeof (RsVm *vm, RsObject *object)
{
  RsList *list = (RsList *) object;
  /* While it is sorted, CPython counts -1 items allocated. */
  return object->type->basicsize
         + (list->sorting == RS_LIST_SORTING ? -8 : (gssize) list->allocated * 8);
}

static RsObject *
list_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsObject *list = rs_object_new (vm, type);
  rs_gc_track (vm, list);
  return list;
}

static int
list_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (self->type->slots.new_ == list_new && !rs_no_keywords (vm, "list", kwnames))
    return -1;
  if (!rs_check_arity (vm, "list", nargs, 0, 1))
    return -1;
  if (rs_list_size (self) > 0)
    rs_list_clear (vm, self);
  return nargs == 1 ? rs_list_extend (vm, self, args[0]) : 0;
}

static gssize
list_length (RsVm *vm, RsObject *self)
{
  return rs_list_size (self);
}

static const RsSlots list_slots = {
  .dealloc = list_dealloc,
  .traverse = list_traverse,
  .clear = rs_list_clear,
  .repr = rs_list_repr,
  .hash = rs_hash_not_implemented,
  .iter = rs_list_iter,
  .richcompare = rs_list_richcompare,
  .init = list_init,
  .new_ = list_new,
  .length = list_length,
  .getitem = rs_list_getitem,
  .setitem = rs_list_setitem,
  .contains = rs_list_contains,
  .concat = rs_list_concat,
  .inplace_concat = rs_list_inplace_concat,
  .repeat = rs_list_repeat,
  .inplace_repeat = rs_list_inplace_repeat,
  .sizeof_ = list_sizeof,
};

const RsTypeSpec rs_spec_list = {
  .name = "list",
  .flags = RS_TF_GC | RS_TF_BASETYPE | RS_TF_LIST | RS_TF_SEQUENCE | RS_TF_MATCH_SELF,
  .size = sizeof (RsList),
  .slots = &list_slots,
  .methods = rs_list_methods,
};
