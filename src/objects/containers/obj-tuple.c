/* SPDX-License-Identifier: MIT
 *
 * tuple, as CPython 3.11's Objects/tupleobject.c. The items are part of the
 * object; () is shared; tuples of 1 to 20 items go through free lists by
 * length. Methods and comparison are in tuple-methods.c.
 */
#include "obj-tuple.h"

#include "objects/abstract.h"

#include <stdarg.h>

#define FREE_LIST_LENGTHS 20

static RsTuple *
new_tuple (RsVm *vm, RsType *type, gsize size)
{
  gsize host = type->size + size * sizeof (RsObject *), model = type->basicsize + size * 8;
  RsTuple *tuple =
      type == RS_TYPE (vm, TUPLE) && size >= 1 && size <= FREE_LIST_LENGTHS
          ? rs_object_new_from_free_list (vm, type, host, model, RS_FREE_TUPLE + size - 1)
          : rs_object_new_sized (vm, type, host, model);
  if (tuple != NULL)
    tuple->size = size;
  return tuple;
}

RsObject *
rs_tuple_new (RsVm *vm, gsize size)
{
  if (size == 0)
    return rs_incref (vm->empty_tuple);
  RsTuple *tuple = new_tuple (vm, RS_TYPE (vm, TUPLE), size);
  if (tuple != NULL)
    rs_gc_track (vm, tuple);
  return RS_OBJECT (tuple);
}

RsObject *
rs_tuple_new_empty (RsVm *vm)
{
  return RS_OBJECT (new_tuple (vm, RS_TYPE (vm, TUPLE), 0));
}

RsObject *
rs_tuple_from_array (RsVm *vm, RsObject *const *items, gsize size)
{
  RsObject *tuple = rs_tuple_new (vm, size);
  if (tuple != NULL)
    for (gsize i = 0; i < size; i++)
      rs_tuple_items (tuple)[i] = rs_incref (items[i]);
  return tuple;
}

RsObject *
rs_tuple_pack (RsVm *vm, gsize size, ...)
{
  va_list args;
  g_assert (size <= 20);
  RsObject *tuple = rs_tuple_new (vm, size);

  va_start (args, size);
  for (gsize i = 0; i < size; i++)
    rs_tuple_items (tuple)[i] = rs_incref (va_arg (args, RsObject *));
  va_end (args);
  return tuple;
}

static void
tuple_dealloc (RsVm *vm, RsObject *object)
{
  RsTuple *tuple = (RsTuple *) object;
  gsize size = tuple->size;

  rs_gc_untrack (vm, object);
  for (gsize i = size; i-- > 0;)
    rs_clear (vm, &tuple->items[i]);
  if (object->type == RS_TYPE (vm, TUPLE) && size >= 1 && size <= FREE_LIST_LENGTHS)
    rs_object_free_to_free_list (vm, object, RS_FREE_TUPLE + size - 1);
  else
    rs_object_free (vm, object);
}

static void
tuple_traverse (RsVm *vm, RsObject *object, RsVisit *visit)
{
  RsTuple *tuple = (RsTuple *) object;
  for (gsize n = 0; n < tuple->size; n++)
    {
      gsize i = visit->as_collector ? tuple->size - 1 - n : n;
      rs_visit (visit, tuple->items[i], RS_EDGE_ITEM, i);
    }
}

static gsize
tuple_sizeof (RsVm *vm, RsObject *object)
{
  return object->type->basicsize + ((RsTuple *) object)->size * 8;
}

static RsObject *
tuple_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if ((type->slots.init == RS_TYPE (vm, TUPLE)->slots.init
       && !rs_no_keywords (vm, "tuple", kwnames))
      || !rs_check_arity (vm, "tuple", nargs, 0, 1))
    return NULL;
  RsObject *items = nargs == 1 ? rs_tuple_from (vm, args[0]) : rs_incref (vm->empty_tuple);
  if (items == NULL || type == RS_TYPE (vm, TUPLE))
    return items;
  RsTuple *tuple = new_tuple (vm, type, rs_tuple_size (items));
  for (gsize i = 0; tuple != NULL && i < tuple->size; i++)
    tuple->items[i] = rs_incref (rs_tuple_items (items)[i]);
  rs_decref (vm, items);
  if (tuple != NULL)
    rs_gc_track (vm, tuple);
  return RS_OBJECT (tuple);
}

static gssize
tuple_length (RsVm *vm, RsObject *self)
{
  return rs_tuple_size (self);
}

static const RsSlots tuple_slots = {
  .dealloc = tuple_dealloc,
  .traverse = tuple_traverse,
  .repr = rs_tuple_repr,
  .hash = rs_tuple_hash,
  .iter = rs_tuple_iter,
  .richcompare = rs_tuple_richcompare,
  .new_ = tuple_new,
  .length = tuple_length,
  .getitem = rs_tuple_getitem,
  .contains = rs_tuple_contains,
  .concat = rs_tuple_concat,
  .repeat = rs_tuple_repeat,
  .sizeof_ = tuple_sizeof,
};

const RsTypeSpec rs_spec_tuple = {
  .name = "tuple",
  .flags = RS_TF_GC | RS_TF_BASETYPE | RS_TF_TUPLE | RS_TF_SEQUENCE | RS_TF_MATCH_SELF,
  .size = sizeof (RsTuple),
  .slots = &tuple_slots,
  .methods = rs_tuple_methods,
};
