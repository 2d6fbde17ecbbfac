/* SPDX-License-Identifier: MIT
 *
 * collections.deque: methods and iterators.
 */
#include "collections-private.h"
#include "vm/type-table.h"

#include "objects/sequence.h"

static RsObject *
none_if (RsVm *vm, gboolean ok)
{
  return ok ? rs_incref (vm->none) : NULL;
}

RS_NATIVE (deque_append)
{
  return none_if (vm, rs_deque_append (vm, self, rs_incref (args[0])));
}

RS_NATIVE (deque_appendleft)
{
  return none_if (vm, rs_deque_append_left (vm, self, rs_incref (args[0])));
}

RS_NATIVE (deque_pop)
{
  if (RS_DEQUE (self)->size == 0)
    return rs_raise (vm, RS_TYPE (vm, IndexError), "pop from an empty deque");
  return rs_deque_pop (vm, self);
}

RS_NATIVE (deque_popleft)
{
  if (RS_DEQUE (self)->size == 0)
    return rs_raise (vm, RS_TYPE (vm, IndexError), "pop from an empty deque");
  return rs_deque_pop_left (vm, self);
}

RS_NATIVE (deque_extend)
{
  return none_if (vm, rs_deque_extend (vm, self, args[0]));
}

RS_NATIVE (deque_extendleft)
{
  guint mark = rs_hold_mark (vm);
  RsObject *source = args[0] == self ? rs_list_from (vm, self) : rs_incref (args[0]);
  if (source == NULL)
    return NULL;
  rs_hold (vm, source);
  RsObject *iterator = rs_iter (vm, source), *item;
  if (iterator != NULL)
    {
      rs_hold (vm, iterator);
      if (RS_DEQUE (self)->size == 0)
        {
          RS_DEQUE (self)->left = RS_DEQUE_BLOCK - 1;
          RS_DEQUE (self)->right = RS_DEQUE_BLOCK - 2;
        }
      while ((item = rs_next (vm, iterator)) != NULL && rs_deque_append_left (vm, self, item))
        ;
    }
  rs_hold_cut (vm, mark);
  rs_xdecref (vm, iterator);
  rs_decref (vm, source);
  return none_if (vm, vm->pending == NULL);
}

RS_NATIVE (deque_clear)
{
  rs_deque_clear (vm, self);
  return rs_incref (vm->none);
}

RS_NATIVE (deque_rotate)
{
  gssize n = nargs ? rs_as_ssize (vm, args[0], RS_TYPE (vm, OverflowError)) : 1;
  if (n == -1 && vm->pending != NULL)
    return NULL;
  rs_deque_rotate (vm, self, n);
  return rs_incref (vm->none);
}

RS_NATIVE (deque_reverse)
{
  RsDeque *deque = RS_DEQUE (self);
  for (gssize i = 0, k = deque->size - 1; i < k; i++, k--)
    {
      RsObject **a = rs_deque_at (deque, i), **b = rs_deque_at (deque, k), *swap = *a;
      *a = *b;
      *b = swap;
    }
  return rs_incref (vm->none);
}

RsObject *
rs_deque_copy (RsVm *vm, RsObject *self)
{
  RsObject *copy;
  if (self->type == RS_TYPE (vm, DEQUE))
    {
      copy = rs_deque_make (vm, self->type);
      if (copy == NULL)
        return NULL;
      RS_DEQUE (copy)->maxlen = RS_DEQUE (self)->maxlen;
      for (gssize i = 0; i < RS_DEQUE (self)->size; i++)
        if (!rs_deque_append (vm, copy, rs_incref (*rs_deque_at (RS_DEQUE (self), i))))
          {
            rs_decref (vm, copy);
            return NULL;
          }
      return copy;
    }
  RsObject *maxlen = RS_DEQUE (self)->maxlen < 0 ? NULL : rs_int_new (vm, RS_DEQUE (self)->maxlen);
  copy = maxlen ? rs_call2 (vm, RS_OBJECT (self->type), self, maxlen)
                : rs_call1 (vm, RS_OBJECT (self->type), self);
  rs_xdecref (vm, maxlen);
  if (copy != NULL && !rs_is_a (copy, RS_TYPE (vm, DEQUE)))
    {
      rs_type_error (vm, "%S() must return a deque, not %T", self->type->name, copy);
      rs_clear (vm, &copy);
    }
  return copy;
}

RS_NATIVE (deque_copy)
{
  return rs_deque_copy (vm, self);
}

/* Index of the first item equal to ITEM in [START, STOP); -1: none; -2
 * raises. */
static gssize
find (RsVm *vm, RsObject *self, RsObject *item, gssize start, gssize stop)
{
  RsDeque *deque = RS_DEQUE (self);
  guint64 state = deque->state;
  guint mark = rs_hold_mark (vm);
  for (gssize i = start; i < stop && i < deque->size; i++)
    {
      RsObject *at = rs_incref (*rs_deque_at (deque, i));
      rs_hold (vm, at);
      int equal = rs_compare_bool (vm, at, item, RS_EQ);
      rs_hold_cut (vm, mark);
      rs_decref (vm, at);
      if (equal < 0)
        return -2;
      if (deque->state != state)
        {
          rs_raise (vm, RS_TYPE (vm, RuntimeError), "deque mutated during iteration");
          return -2;
        }
      if (equal > 0)
        return i;
    }
  return -1;
}

int
rs_deque_contains (RsVm *vm, RsObject *self, RsObject *item)
{
  gssize at = find (vm, self, item, 0, RS_DEQUE (self)->size);
  return at == -2 ? -1 : at >= 0;
}

RS_NATIVE (deque_index)
{
  gssize start, stop;
  if (!rs_sequence_range (vm, RS_DEQUE (self)->size, args + 1, nargs - 1, &start, &stop))
    return NULL;
  gssize at = find (vm, self, args[0], start, stop);
  if (at == -1)
    return rs_value_error (vm, "%R is not in deque", args[0]);
  return at < 0 ? NULL : rs_int_new (vm, at);
}

RS_NATIVE (deque_count)
{
  gssize n = 0, at = -1;
  while ((at = find (vm, self, args[0], at + 1, RS_DEQUE (self)->size)) >= 0)
    n++;
  return at == -2 ? NULL : rs_int_new (vm, n);
}

RS_NATIVE (deque_remove)
{
  gssize size = RS_DEQUE (self)->size, at = find (vm, self, args[0], 0, size);
  if (at == -1)
    return rs_value_error (vm, "%R is not in deque", args[0]);
  if (at == -2)
    {
      if (rs_pending_is (vm, RS_TYPE (vm, RuntimeError)))
        {
          rs_pending_clear (vm);
          return rs_raise (vm, RS_TYPE (vm, IndexError), "deque mutated during remove().");
        }
      return NULL;
    }
  rs_deque_rotate (vm, self, -at);
  RsObject *item = rs_deque_pop_left (vm, self);
  rs_deque_rotate (vm, self, at);
  rs_decref (vm, item);
  return rs_incref (vm->none);
}

RS_NATIVE (deque_insert)
{
  RsDeque *deque = RS_DEQUE (self);
  gssize size = deque->size, index = rs_as_ssize (vm, args[0], RS_TYPE (vm, OverflowError));
  if (index == -1 && vm->pending != NULL)
    return NULL;
  if (deque->maxlen == size)
    return rs_raise (vm, RS_TYPE (vm, IndexError), "deque already at its maximum size");
  if (index >= size)
    return deque_append (vm, self, args + 1, 1, NULL);
  if (index <= -size || index == 0)
    return deque_appendleft (vm, self, args + 1, 1, NULL);
  rs_deque_rotate (vm, self, -index);
  gboolean ok = index < 0 ? rs_deque_append (vm, self, rs_incref (args[1]))
                          : rs_deque_append_left (vm, self, rs_incref (args[1]));
  rs_deque_rotate (vm, self, index);
  return none_if (vm, ok);
}

RS_NATIVE (deque_reversed)
{
  return rs_deque_reverse_iter (vm, self);
}

RS_NATIVE (deque_sizeof)
{
  return rs_int_new (vm, self->type->slots.sizeof_ (vm, self));
}

/* (class, ([], maxlen) or (), state, iterator) */
RS_NATIVE (deque_reduce)
{
  RsObject *state = rs_instance_dict_existing (self) ? rs_instance_dict_existing (self) : vm->none;
  RsObject *arguments = rs_incref (vm->empty_tuple);
  if (RS_DEQUE (self)->maxlen >= 0)
    {
      RsObject *maxlen = rs_int_new (vm, RS_DEQUE (self)->maxlen);
      rs_setref (vm, &arguments, rs_tuple_pack (vm, 2, vm->empty_tuple, maxlen));
      rs_decref (vm, maxlen);
    }
  RsObject *iterator = rs_deque_iter (vm, self);
  RsObject *result = rs_tuple_pack (vm, 4, RS_OBJECT (self->type), arguments, state, iterator);
  rs_decref (vm, arguments);
  rs_decref (vm, iterator);
  return result;
}

const RsMethodDef rs_deque_methods[] = {
  { "append", deque_append, RS_M_O, 0, 0, NULL },
  { "appendleft", deque_appendleft, RS_M_O, 0, 0, NULL },
  { "clear", deque_clear, RS_M_NOARGS, 0, 0, NULL },
  { "__copy__", deque_copy, RS_M_NOARGS, 0, 0, NULL },
  { "copy", deque_copy, RS_M_NOARGS, 0, 0, NULL },
  { "count", deque_count, RS_M_O, 0, 0, NULL },
  { "extend", deque_extend, RS_M_O, 0, 0, NULL },
  { "extendleft", deque_extendleft, RS_M_O, 0, 0, NULL },
  { "index", deque_index, RS_M_FAST, 1, 3, NULL },
  { "insert", deque_insert, RS_M_FAST, 2, 2, NULL },
  { "pop", deque_pop, RS_M_NOARGS, 0, 0, NULL },
  { "popleft", deque_popleft, RS_M_NOARGS, 0, 0, NULL },
  { "__reduce__", deque_reduce, RS_M_NOARGS, 0, 0, NULL },
  { "remove", deque_remove, RS_M_O, 0, 0, NULL },
  { "__reversed__", deque_reversed, RS_M_NOARGS, 0, 0, NULL },
  { "reverse", deque_reverse, RS_M_NOARGS, 0, 0, NULL },
  { "rotate", deque_rotate, RS_M_FAST, 0, 1, NULL },
  { "__sizeof__", deque_sizeof, RS_M_NOARGS, 0, 0, NULL },
  { "__class_getitem__", rs_class_getitem, RS_M_O | RS_M_CLASS, 0, 0, NULL },
  { NULL }
};

/* --- iterators ------------------------------------------------------------ */

typedef struct {
  RsObject base;
  RsObject *deque;
  gssize index, counter;
  guint64 state;
} RsDequeIter;

static RsObject *
new_iterator (RsVm *vm, RsType *type, RsObject *deque)
{
  RsDequeIter *self = rs_object_new (vm, type);
  if (self == NULL)
    return NULL;
  self->deque = rs_incref (deque);
  self->counter = RS_DEQUE (deque)->size;
  self->state = RS_DEQUE (deque)->state;
  rs_gc_track (vm, self);
  return RS_OBJECT (self);
}

RsObject *
rs_deque_iter (RsVm *vm, RsObject *deque)
{
  return new_iterator (vm, RS_TYPE (vm, DEQUE_ITER), deque);
}

RsObject *
rs_deque_reverse_iter (RsVm *vm, RsObject *deque)
{
  return new_iterator (vm, RS_TYPE (vm, DEQUE_REVITER), deque);
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
  if (self->counter == 0 && (!backwards || deque->state == self->state))
    return NULL;
  if (deque->state != self->state)
    {
      self->counter = 0;
      return rs_raise (vm, RS_TYPE (vm, RuntimeError), "deque mutated during iteration");
    }
  gssize index = self->index++;
  self->counter--;
  return rs_incref (*rs_deque_at (deque, backwards ? deque->size - 1 - index : index));
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
