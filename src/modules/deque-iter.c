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

/* (class, (deque, how many are over)) */
RS_NATIVE (iter_reduce)
{
  RsDequeIter *it = (RsDequeIter *) self;
  RS_SCOPE (vm);
  RS_LOCAL (index, rs_int_new (vm, RS_DEQUE (it->deque)->size - it->counter));
  RS_LOCAL (arguments, rs_tuple_pack (vm, 2, it->deque, index));
  return rs_tuple_pack (vm, 2, RS_OBJECT (self->type), arguments);
}

/* Of what reduce gives. */
static RsObject *
iter_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  gboolean backwards = type == RS_TYPE (vm, DEQUE_REVITER);
  const char *name = backwards ? "_deque_reverse_iterator" : "_deque_iterator";
  gssize index = 0;
  if (!rs_check_arity (vm, name, nargs, 1, 2))
    return NULL;
  if (!rs_is_a (args[0], RS_TYPE (vm, DEQUE)))
    return rs_type_error (vm, "%s() argument 1 must be collections.deque, not %T", name, args[0]);
  if (nargs > 1 && (index = rs_as_ssize (vm, args[1], RS_TYPE (vm, OverflowError))) == -1
      && vm->pending)
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (self, backwards ? rs_deque_reverse_iter (vm, args[0]) : rs_deque_iter (vm, args[0]));
  while (self != NULL && index-- > 0)
    {
      RS_LOCAL (item, iter_step (vm, (RsDequeIter *) self, backwards));
      if (item == NULL)
        break;
    }
  if (vm->pending)
    return NULL;
  return RS_GIVE (self);
}

static const RsMethodDef iter_methods[] = {
  { "__length_hint__", iter_length_hint, RS_M_NOARGS, 0, 0, NULL },
  { "__reduce__", iter_reduce, RS_M_NOARGS, 0, 0, "Return state information for pickling." },
  { NULL }
};
static const RsSlots iter_slots = { .dealloc = iter_dealloc,
                                    .traverse = iter_traverse,
                                    .iter = rs_self_iter,
                                    .iternext = iter_next,
                                    .new_ = iter_new };
static const RsSlots reviter_slots = { .dealloc = iter_dealloc,
                                       .traverse = iter_traverse,
                                       .iter = rs_self_iter,
                                       .iternext = reviter_next,
                                       .new_ = iter_new };
const RsTypeSpec rs_spec_deque_iter = { .name = "_collections._deque_iterator",
                                        .flags = RS_TF_GC,
                                        .size = sizeof (RsDequeIter),
                                        .slots = &iter_slots,
                                        .methods = iter_methods };
const RsTypeSpec rs_spec_deque_reviter = { .name = "_collections._deque_reverse_iterator",
                                           .flags = RS_TF_GC,
                                           .size = sizeof (RsDequeIter),
                                           .slots = &reviter_slots,
                                           .methods = iter_methods };
