/* SPDX-License-Identifier: MIT
 *
 * The iterators of bytes, bytearray and memoryview. At the end they let go of
 * what they walked over.
 */
#include "iterators.h"
#include "objects/bytes/bytes-private.h"

#include "objects/values.h"

RsObject *
rs_bytes_iter_new (RsVm *vm, RsObject *self)
{
  return rs_index_iter_new (
      vm, rs_is_bytes (self) ? RS_TYPE (vm, BYTES_ITER) : RS_TYPE (vm, BYTEARRAY_ITER), self, 0);
}

static RsObject *
iter_next (RsVm *vm, RsObject *self)
{
  RsIndexIter *it = (RsIndexIter *) self;
  const guint8 *data;
  gsize size;
  if (it->sequence == NULL)
    return NULL;
  rs_bytes_view (vm, it->sequence, &data, &size);
  if ((gsize) it->index < size)
    return rs_int_new (vm, data[it->index++]);
  rs_clear (vm, &it->sequence);
  return NULL;
}

static const RsSlots iter_slots = {
  .dealloc = rs_index_iter_dealloc,
  .traverse = rs_index_iter_traverse,
  .iter = rs_self_iter,
  .iternext = iter_next,
};

const RsTypeSpec rs_spec_bytes_iter = {
  .name = "bytes_iterator",
  .flags = RS_TF_GC | RS_TF_NO_NEW | RS_TF_ITERATOR_SELF,
  .size = sizeof (RsIndexIter),
  .slots = &iter_slots,
  .methods = rs_index_iter_methods,
};

const RsTypeSpec rs_spec_bytearray_iter = {
  .name = "bytearray_iterator",
  .flags = RS_TF_GC | RS_TF_NO_NEW | RS_TF_ITERATOR_SELF,
  .size = sizeof (RsIndexIter),
  .slots = &iter_slots,
  .methods = rs_index_iter_methods,
};

/* --- memoryview ----------------------------------------------------------- */

typedef struct {
  RsObject base;
  RsObject *view;
  gsize index, length;
} RsViewIter;

RsObject *
rs_view_iter_new (RsVm *vm, RsObject *view, gsize length)
{
  RsViewIter *it = rs_object_new (vm, RS_TYPE (vm, MEMORY_ITER));
  it->view = rs_incref (view);
  it->length = length;
  rs_gc_track (vm, it);
  return RS_OBJECT (it);
}

static RsObject *
view_iter_next (RsVm *vm, RsObject *self)
{
  RsViewIter *it = (RsViewIter *) self;
  if (it->view == NULL)
    return NULL;
  if (it->index < it->length)
    return rs_view_item (vm, it->view, it->index++);
  rs_clear (vm, &it->view);
  return NULL;
}

static void
view_iter_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &((RsViewIter *) self)->view);
  rs_object_free (vm, self);
}

static void
view_iter_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, ((RsViewIter *) self)->view, "it_seq");
}

static const RsSlots view_iter_slots = {
  .dealloc = view_iter_dealloc,
  .traverse = view_iter_traverse,
  .iter = rs_self_iter,
  .iternext = view_iter_next,
};

const RsTypeSpec rs_spec_memory_iter = {
  .name = "memory_iterator",
  .flags = RS_TF_GC | RS_TF_NO_NEW | RS_TF_ITERATOR_SELF,
  .size = sizeof (RsViewIter),
  .slots = &view_iter_slots,
};
