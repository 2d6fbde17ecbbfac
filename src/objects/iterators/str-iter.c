/* SPDX-License-Identifier: MIT
 *
 * The iterators of str: str_ascii_iterator for texts below 128, str_iterator
 * for others. When they come to the end they let go of the text.
 */
#include "objects/strings/str-private.h"

#include "objects/values.h"

typedef struct {
  RsObject base;
  RsObject *str;
  gsize index;
} RsStrIter;

RsObject *
rs_str_iter_new (RsVm *vm, RsObject *self)
{
  RsStrIter *it = rs_object_new (vm, ((RsStr *) self)->ascii && self->type == RS_TYPE (vm, STR)
                                         ? RS_TYPE (vm, STR_ASCII_ITER)
                                         : RS_TYPE (vm, STR_ITER));
  it->str = rs_incref (self);
  rs_gc_track (vm, it);
  return RS_OBJECT (it);
}

static RsObject *
iter_self (RsVm *vm, RsObject *self)
{
  return rs_incref (self);
}

static RsObject *
iter_next (RsVm *vm, RsObject *self)
{
  RsStrIter *it = (RsStrIter *) self;
  if (it->str == NULL)
    return NULL;
  if (it->index < rs_str_length (it->str))
    return rs_str_char_new (vm, rs_str_char (it->str, it->index++));
  rs_clear (vm, &it->str);
  return NULL;
}

static RsObject *
iter_length_hint (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsStrIter *it = (RsStrIter *) self;
  return rs_int_new (vm, it->str ? rs_str_length (it->str) - it->index : 0);
}

static void
iter_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &((RsStrIter *) self)->str);
  rs_object_free (vm, self);
}

static void
iter_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, ((RsStrIter *) self)->str, "it_seq");
}

static const RsMethodDef iter_methods[] = { { "__length_hint__", iter_length_hint, RS_M_NOARGS },
                                            { NULL } };

static const RsSlots iter_slots = {
  .dealloc = iter_dealloc,
  .traverse = iter_traverse,
  .iter = iter_self,
  .iternext = iter_next,
};

const RsTypeSpec rs_spec_str_iter = {
  .name = "str_iterator",
  .flags = RS_TF_GC | RS_TF_NO_NEW | RS_TF_ITERATOR_SELF,
  .size = sizeof (RsStrIter),
  .slots = &iter_slots,
  .methods = iter_methods,
};

const RsTypeSpec rs_spec_str_ascii_iter = {
  .name = "str_ascii_iterator",
  .flags = RS_TF_GC | RS_TF_NO_NEW | RS_TF_ITERATOR_SELF,
  .size = sizeof (RsStrIter),
  .slots = &iter_slots,
  .methods = iter_methods,
};
