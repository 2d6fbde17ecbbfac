/* SPDX-License-Identifier: MIT
 *
 * The iterators of collections.deque, forwards and backwards. They notice when
 * the deque has changed.
 */
#include "collections-private.h"

typedef struct {
  RsObject base;
  RsObject *deque;
  RsDequePlace place; /* of the next item */
  gssize counter;     /* items left */
  guint64 state;
} RsDequeIter;

static RsObject *
new_iterator (RsVm *vm, RsType *type, RsObject *deque, RsDequePlace place)
{
  RsDequeIter *self = rs_object_new (vm, type);
  if (self == NULL)
    return NULL;
  self->deque = rs_incref (deque);
  self->place = place;
  self->counter = RS_DEQUE (deque)->size;
  self->state = RS_DEQUE (deque)->state;
  rs_gc_track (vm, self);
  return RS_OBJECT (self);
}

RsObject *
rs_deque_iter (RsVm *vm, RsObject *deque)
{
  return new_iterator (vm, RS_TYPE (vm, DEQUE_ITER), deque, rs_deque_first (RS_DEQUE (deque)));
}

RsObject *
rs_deque_reverse_iter (RsVm *vm, RsObject *deque)
{
  return new_iterator (vm, RS_TYPE (vm, DEQUE_REVITER), deque, rs_deque_last (RS_DEQUE (deque)));
}

static void
iter_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &((RsDequeIter *) self)->deque);
  rs_object_free (vm, self);
}

static void
iter_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, ((RsDequeIter *) self)->deque, "deque");
}

static RsObject *
iter_step (RsVm *vm, RsDequeIter *self, gboolean backwards)
{
  RsDeque *deque = RS_DEQUE (self->deque);
  if (backwards && self->counter == 0)
    return NULL;
  if (deque->state != self->state)
    {
      self->counter = 0;
      return rs_raise (vm, RS_TYPE (vm, RuntimeError), "deque mutated during iteration");
    }
  if (self->counter == 0)
    return NULL;
  self->counter--;
  return rs_incref (*(backwards ? rs_deque_go_left : rs_deque_go_right) (&self->place));
}

static RsObject *
iter_next (RsVm *vm, RsObject *self)
{
  return iter_step (vm, (RsDequeIter *) self, FALSE);
}
static RsObject *
reviter_next (RsVm *vm, RsObject *self)
{
  return iter_step (vm, (RsDequeIter *) self, TRUE);
}

RS_NATIVE (iter_length_hint)
{
  return rs_int_new (vm, ((RsDequeIter *) self)->counter);
}

static const RsMethodDef iter_methods[] = {
  { "__length_hint__", iter_length_hint, RS_M_NOARGS, 0, 0, NULL }, { NULL }
};
static const RsSlots iter_slots = {
  .dealloc = iter_dealloc, .traverse = iter_traverse, .iter = rs_self_iter, .iternext = iter_next
};
static const RsSlots reviter_slots = {
  .dealloc = iter_dealloc, .traverse = iter_traverse, .iter = rs_self_iter, .iternext = reviter_next
};
const RsTypeSpec rs_spec_deque_iter = { .name = "_collections._deque_iterator",
                                        .flags = RS_TF_GC | RS_TF_NO_NEW,
                                        .size = sizeof (RsDequeIter),
                                        .slots = &iter_slots,
                                        .methods = iter_methods };
const RsTypeSpec rs_spec_deque_reviter = { .name = "_collections._deque_reverse_iterator",
                                           .flags = RS_TF_GC | RS_TF_NO_NEW,
                                           .size = sizeof (RsDequeIter),
                                           .slots = &reviter_slots,
                                           .methods = iter_methods };
