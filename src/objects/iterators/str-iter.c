/* SPDX-License-Identifier: MIT
 *
 * The iterators of str: str_ascii_iterator for texts below 128, str_iterator
 * for others.
 */
#include "iterators.h"
#include "objects/strings/str-private.h"

#include "objects/values.h"

RsObject *
rs_str_iter_new (RsVm *vm, RsObject *self)
{
  gboolean ascii = ((RsStr *) self)->ascii && self->type == RS_TYPE (vm, STR);

  return rs_index_iter_new (vm, ascii ? RS_TYPE (vm, STR_ASCII_ITER) : RS_TYPE (vm, STR_ITER), self,
                            0);
}

static RsObject *
iter_next (RsVm *vm, RsObject *self)
{
  RsIndexIter *it = (RsIndexIter *) self;
  if (it->sequence == NULL)
    return NULL;
  if ((gsize) it->index < rs_str_length (it->sequence))
    return rs_str_char_new (vm, rs_str_char (it->sequence, it->index++));
  rs_clear (vm, &it->sequence);
  return NULL;
}

static const RsSlots iter_slots = {
  .dealloc = rs_index_iter_dealloc,
  .traverse = rs_index_iter_traverse,
  .iter = rs_self_iter,
  .iternext = iter_next,
};

const RsTypeSpec rs_spec_str_iter = {
  .name = "str_iterator",
  .flags = RS_TF_GC | RS_TF_NO_NEW | RS_TF_ITERATOR_SELF,
  .size = sizeof (RsIndexIter),
  .slots = &iter_slots,
  .methods = rs_index_iter_methods,
};

const RsTypeSpec rs_spec_str_ascii_iter = {
  .name = "str_ascii_iterator",
  .flags = RS_TF_GC | RS_TF_NO_NEW | RS_TF_ITERATOR_SELF,
  .size = sizeof (RsIndexIter),
  .slots = &iter_slots,
  .methods = rs_index_iter_methods,
};
