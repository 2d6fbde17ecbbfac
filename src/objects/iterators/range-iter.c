/* SPDX-License-Identifier: MIT
 *
 * The iterators of range, as CPython 3.11's Objects/rangeobject.c:
 * range_iterator counts in machine words, longrange_iterator in ints.
 */
#include "iterators.h"
#include "objects/abstract.h"
#include "objects/containers/slice-private.h"
#include "objects/numbers/int-private.h"
#include "objects/values.h"

typedef struct {
  RsObject base;
  gint64 start, step, length, index;
} RsRangeIter;
typedef struct {
  RsObject base;
  RsObject *index, *start, *step, *length;
} RsLongRangeIter;

static RsObject *
new_word_iter (RsVm *vm, gint64 start, gint64 step, gint64 length)
{
  RsRangeIter *it = rs_object_new (vm, RS_TYPE (vm, RANGE_ITER));
  it->start = start;
  it->step = step;
  it->length = length;
  return RS_OBJECT (it);
}

static RsObject *
new_long_iter (RsVm *vm, RS_STEALS RsObject *start, RS_STEALS RsObject *step, RsObject *length)
{
  RsLongRangeIter *it = start && step ? rs_object_new (vm, RS_TYPE (vm, LONGRANGE_ITER)) : NULL;
  if (it == NULL)
    {
      rs_xdecref (vm, start);
      rs_xdecref (vm, step);
      return NULL;
    }
  it->index = rs_int_new (vm, 0);
  it->start = start;
  it->step = step;
  it->length = rs_incref (length);
  return RS_OBJECT (it);
}

RsObject *
rs_range_iter_new (RsVm *vm, RsObject *object, gboolean backwards)
{
  RsRange *range = (RsRange *) object;
  gint64 start, stop, step, length, last;

  if (rs_int_fits (range->start, &start) && rs_int_fits (range->stop, &stop)
      && rs_int_fits (range->step, &step) && rs_int_fits (range->length, &length)
      && !__builtin_mul_overflow (length, step, &last)
      && !__builtin_add_overflow (start, last, &last))
    return backwards ? new_word_iter (vm, last - step, -step, length)
                     : new_word_iter (vm, start, step, length);
  if (!backwards)
    return new_long_iter (vm, rs_incref (range->start), rs_incref (range->step), range->length);
  RsObject *end = rs_int_sub (vm, range->length, vm->small_ints[1 - RS_INT_SMALL_MIN]);
  RsObject *from = end ? rs_range_item (vm, range, end) : NULL;
  rs_xdecref (vm, end);
  return new_long_iter (vm, from, rs_int_neg (vm, range->step), range->length);
}

static RsObject *
iter_self (RsVm *vm, RsObject *self)
{
  return rs_incref (self);
}

static RsObject *
range_iter_next (RsVm *vm, RsObject *self)
{
  RsRangeIter *it = (RsRangeIter *) self;
  return it->index < it->length ? rs_int_new (
             vm, (gint64) ((guint64) it->start + (guint64) it->index++ * (guint64) it->step))
                                : NULL;
}

static RsObject *
range_iter_length_hint (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                        RsObject *kwnames)
{
  RsRangeIter *it = (RsRangeIter *) self;
  return rs_int_new (vm, it->length - it->index);
}

static void
range_iter_dealloc (RsVm *vm, RsObject *self)
{
  rs_object_free (vm, self);
}

static RsObject *
long_iter_next (RsVm *vm, RsObject *self)
{
  RsLongRangeIter *it = (RsLongRangeIter *) self;
  RsRange view = { .start = it->start, .step = it->step };
  if (rs_int_compare (it->index, it->length) >= 0)
    return NULL;
  RsObject *next = rs_int_add (vm, it->index, vm->small_ints[1 - RS_INT_SMALL_MIN]);
  RsObject *item = next ? rs_range_item (vm, &view, it->index) : NULL;
  if (item == NULL)
    {
      rs_xdecref (vm, next);
      return NULL;
    }
  rs_setref (vm, &it->index, next);
  return item;
}

static RsObject *
long_iter_length_hint (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                       RsObject *kwnames)
{
  RsLongRangeIter *it = (RsLongRangeIter *) self;
  return rs_int_sub (vm, it->length, it->index);
}

static void
long_iter_dealloc (RsVm *vm, RsObject *self)
{
  RsLongRangeIter *it = (RsLongRangeIter *) self;
  rs_clear (vm, &it->index);
  rs_clear (vm, &it->start);
  rs_clear (vm, &it->step);
  rs_clear (vm, &it->length);
  rs_object_free (vm, self);
}

static void
long_iter_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  RsLongRangeIter *it = (RsLongRangeIter *) self;
  rs_visit (visit, it->index, RS_EDGE_FIELD | RS_EDGE_HIDDEN, (gintptr) "index");
  rs_visit (visit, it->start, RS_EDGE_FIELD | RS_EDGE_HIDDEN, (gintptr) "start");
  rs_visit (visit, it->step, RS_EDGE_FIELD | RS_EDGE_HIDDEN, (gintptr) "step");
  rs_visit (visit, it->length, RS_EDGE_FIELD | RS_EDGE_HIDDEN, (gintptr) "length");
}

/* (builtins.iter, (range (...),), INDEX); what it is given becomes its. */
static RsObject *
reduced (RsVm *vm, RS_STEALS RsObject *start, RS_STEALS RsObject *stop, RS_STEALS RsObject *step,
         RS_STEALS RsObject *index)
{
  RS_SCOPE (vm);
  RS_LOCAL (held_start, start);
  RS_LOCAL (held_stop, stop);
  RS_LOCAL (held_step, step);
  RS_LOCAL (held_index, index);
  RsObject *type = RS_OBJECT (RS_TYPE (vm, RANGE));
  RsObject *const bounds[] = { start, stop, step };
  RS_LOCAL (range, start && stop && step ? rs_call (vm, type, bounds, 3, NULL) : NULL);
  if (range == NULL || index == NULL)
    return NULL;
  return rs_iter_reduced (vm, "iter", rs_tuple_pack (vm, 1, range), g_steal_pointer (&held_index));
}

static RsObject *
range_iter_reduce (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsRangeIter *it = (RsRangeIter *) self;
  return reduced (vm, rs_int_new (vm, it->start),
                  rs_int_new (vm, it->start + it->length * it->step), rs_int_new (vm, it->step),
                  rs_int_new (vm, it->index));
}

static RsObject *
range_iter_setstate (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                     RsObject *kwnames)
{
  RsRangeIter *it = (RsRangeIter *) self;
  gint64 index;
  RS_SCOPE (vm);
  RS_LOCAL (state, rs_index (vm, args[0]));
  if (state == NULL)
    return NULL;
  if (!rs_int_fits (state, &index))
    return rs_raise (vm, RS_TYPE (vm, OverflowError), "Python int too large to convert to C long");
  it->index = CLAMP (index, 0, it->length);
  return rs_incref (vm->none);
}

static RsObject *
long_iter_reduce (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsLongRangeIter *it = (RsLongRangeIter *) self;
  RS_SCOPE (vm);
  RS_LOCAL (size, rs_int_mul (vm, it->length, it->step));
  RsObject *stop = size ? rs_int_add (vm, it->start, size) : NULL;
  return reduced (vm, rs_incref (it->start), stop, rs_incref (it->step), rs_incref (it->index));
}

static RsObject *
long_iter_setstate (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsLongRangeIter *it = (RsLongRangeIter *) self;
  RsObject *zero = vm->small_ints[0 - RS_INT_SMALL_MIN], *index = args[0];
  int low = rs_compare_bool (vm, index, zero, RS_LT);
  int high = low == 0 ? rs_compare_bool (vm, it->length, index, RS_LT) : 0;
  if (low < 0 || high < 0)
    return NULL;
  rs_setref (vm, &it->index, rs_incref (low ? zero : high ? it->length : index));
  return rs_incref (vm->none);
}

static const RsMethodDef range_iter_methods[] = {
  { "__length_hint__", range_iter_length_hint, RS_M_NOARGS },
  { "__reduce__", range_iter_reduce, RS_M_NOARGS, 0, 0, "Return state information for pickling." },
  { "__setstate__", range_iter_setstate, RS_M_O, 0, 0, "Set state information for unpickling." },
  { NULL }
};
static const RsMethodDef long_iter_methods[] = {
  { "__length_hint__", long_iter_length_hint, RS_M_NOARGS },
  { "__reduce__", long_iter_reduce, RS_M_NOARGS, 0, 0, "Return state information for pickling." },
  { "__setstate__", long_iter_setstate, RS_M_O, 0, 0, "Set state information for unpickling." },
  { NULL }
};

static const RsSlots range_iter_slots = {
  .dealloc = range_iter_dealloc,
  .iter = iter_self,
  .iternext = range_iter_next,
};

static const RsSlots long_iter_slots = {
  .dealloc = long_iter_dealloc,
  .traverse = long_iter_traverse,
  .iter = iter_self,
  .iternext = long_iter_next,
};

const RsTypeSpec rs_spec_range_iter = {
  .name = "range_iterator",
  .flags = RS_TF_NO_NEW | RS_TF_ITERATOR_SELF,
  .size = sizeof (RsRangeIter),
  .slots = &range_iter_slots,
  .methods = range_iter_methods,
};

const RsTypeSpec rs_spec_longrange_iter = {
  .name = "longrange_iterator",
  .flags = RS_TF_NO_NEW | RS_TF_ITERATOR_SELF,
  .size = sizeof (RsLongRangeIter),
  .slots = &long_iter_slots,
  .methods = long_iter_methods,
};
