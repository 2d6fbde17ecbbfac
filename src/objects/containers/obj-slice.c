/* SPDX-License-Identifier: MIT
 *
 * slice, as CPython 3.11's Objects/sliceobject.c. The last slice to die leaves
 * its block for the next one: a free list of one.
 */
#include "objects/abstract.h"
#include "objects/numbers/int-private.h"
#include "objects/value-specs.h"
#include "slice-private.h"

RsObject *
rs_slice_new (RsVm *vm, RsObject *start, RsObject *stop, RsObject *step)
{
  RsSlice *slice =
      rs_object_new_from_free_list (vm, RS_TYPE (vm, SLICE), sizeof (RsSlice), 0, RS_FREE_SLICE);
  slice->start = rs_incref (start ? start : vm->none);
  slice->stop = rs_incref (stop ? stop : vm->none);
  slice->step = rs_incref (step ? step : vm->none);
  rs_gc_track (vm, slice);
  return RS_OBJECT (slice);
}

static void
slice_dealloc (RsVm *vm, RsObject *self)
{
  RsSlice *slice = (RsSlice *) self;
  rs_gc_untrack (vm, self);
  rs_clear (vm, &slice->step);
  rs_clear (vm, &slice->start);
  rs_clear (vm, &slice->stop);
  rs_object_free_to_free_list (vm, self, RS_FREE_SLICE);
}

static void
slice_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  RsSlice *slice = (RsSlice *) self;
  rs_visit_field (visit, slice->start, "start");
  rs_visit_field (visit, slice->stop, "stop");
  rs_visit_field (visit, slice->step, "step");
}

/* --- indices -------------------------------------------------------------- */

/* An index of a slice, clamped to a machine word. FALSE raises. */
static gboolean
slice_index (RsVm *vm, RsObject *object, gssize *value)
{
  gint64 small;
  if (object->type == RS_TYPE (vm, INT) && rs_int_small (object, &small))
    *value = small;
  else if (rs_is_int (object) || object->type->slots.index != NULL)
    {
      *value = rs_as_ssize (vm, object, NULL);
      return *value != -1 || vm->pending == NULL;
    }
  else
    {
      rs_type_error (vm, "slice indices must be integers or None or have an __index__ method");
      return FALSE;
    }
  return TRUE;
}

static gssize
clip (gssize value, gssize length, gssize step)
{
  if (value < 0)
    {
      value += length;
      return value < 0 ? (step < 0 ? -1 : 0) : value;
    }
  return value >= length ? (step < 0 ? length - 1 : length) : value;
}

gboolean
rs_slice_read (RsVm *vm, RsObject *object, gssize *start, gssize *stop, gssize *step)
{
  RsSlice *slice = (RsSlice *) object;

  *step = 1;
  if (slice->step != vm->none)
    {
      if (!slice_index (vm, slice->step, step))
        return FALSE;
      if (*step == 0)
        {
          rs_value_error (vm, "slice step cannot be zero");
          return FALSE;
        }
      *step = MAX (*step, -G_MAXSSIZE);
    }
  *start = *step < 0 ? G_MAXSSIZE : 0;
  *stop = *step < 0 ? G_MINSSIZE : G_MAXSSIZE;
  return (slice->start == vm->none || slice_index (vm, slice->start, start))
         && (slice->stop == vm->none || slice_index (vm, slice->stop, stop));
}

gssize
rs_slice_clip (gsize length, gssize *start, gssize *stop, gssize step)
{
  *start = clip (*start, length, step);
  *stop = clip (*stop, length, step);
  if (step < 0)
    return *stop < *start ? (*start - *stop - 1) / -step + 1 : 0;
  return *start < *stop ? (*stop - *start - 1) / step + 1 : 0;
}

gboolean
rs_slice_unpack (RsVm *vm, RsObject *object, gsize length, gssize *start, gssize *stop,
                 gssize *step, gssize *count)
{
  if (!rs_slice_read (vm, object, start, stop, step))
    return FALSE;
  *count = rs_slice_clip (length, start, stop, *step);
  return TRUE;
}

/* An index of any size as an int. OTHERWISE is what None gives; NULL: it is no
 * index of a slice. */
static RsObject *
long_index (RsVm *vm, RsObject *object, RsObject *otherwise)
{
  if (object == vm->none && otherwise != NULL)
    return rs_incref (otherwise);
  if (otherwise != NULL && !rs_is_int (object) && object->type->slots.index == NULL)
    return rs_type_error (vm, "slice indices must be integers or None or have an __index__ method");
  RsObject *index = rs_index (vm, object), *exact = index ? rs_int_exact (vm, index) : NULL;
  rs_xdecref (vm, index);
  return exact; /* never a bool */
}

/* VALUE counted from the end where negative, kept between LOWER and UPPER. */
static RsObject *
long_clip (RsVm *vm, RS_STEALS RsObject *value, RsObject *length, RsObject *lower, RsObject *upper)
{
  if (value != NULL && rs_int_sign (value) < 0)
    {
      RsObject *sum = rs_int_add (vm, value, length);
      rs_decref (vm, value);
      value = sum;
    }
  RsObject *bound = value == NULL                       ? NULL
                    : rs_int_compare (value, lower) < 0 ? lower
                    : rs_int_compare (value, upper) > 0 ? upper
                                                        : NULL;
  if (bound != NULL)
    {
      rs_decref (vm, value);
      value = rs_incref (bound);
    }
  return value;
}

gboolean
rs_slice_long_indices (RsVm *vm, RsObject *object, RsObject *length, RsObject *out[3])
{
  RsSlice *slice = (RsSlice *) object;
  RsObject *one = vm->small_ints[1 - RS_INT_SMALL_MIN], *zero = vm->small_ints[-RS_INT_SMALL_MIN];

  RS_SCOPE (vm);
  RS_LOCAL (step, long_index (vm, slice->step, one));
  if (step == NULL)
    return FALSE;
  gboolean backwards = rs_int_sign (step) < 0;
  if (rs_int_sign (step) == 0)
    {
      rs_value_error (vm, "slice step cannot be zero");
      return FALSE;
    }
  RS_LOCAL (lower, rs_int_new (vm, backwards ? -1 : 0));
  RS_LOCAL (upper, backwards ? rs_int_sub (vm, length, one) : rs_incref (length));
  if (upper == NULL)
    return FALSE;
  RS_LOCAL (start, slice->start == vm->none
                       ? rs_incref (backwards ? upper : lower)
                       : long_clip (vm, long_index (vm, slice->start, zero), length, lower, upper));
  if (start == NULL)
    return FALSE;
  out[1] = slice->stop == vm->none
               ? rs_incref (backwards ? lower : upper)
               : long_clip (vm, long_index (vm, slice->stop, zero), length, lower, upper);
  if (out[1] == NULL)
    return FALSE;
  out[0] = g_steal_pointer (&start);
  out[2] = g_steal_pointer (&step);
  return TRUE;
}

static RsObject *
slice_indices (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsObject *out[3] = { NULL };
  RS_SCOPE (vm);
  RS_LOCAL (length, long_index (vm, args[0], NULL));
  if (length == NULL)
    return NULL;
  if (rs_int_sign (length) < 0)
    return rs_value_error (vm, "length should not be negative");
  if (!rs_slice_long_indices (vm, self, length, out))
    return NULL;
  RS_LOCAL_ARRAY (out, 3);
  return rs_tuple_from_array (vm, out, 3);
}

/* --- the type ------------------------------------------------------------- */

static RsObject *
slice_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_no_keywords (vm, "slice", kwnames) || !rs_check_arity (vm, "slice", nargs, 1, 3))
    return NULL;
  return nargs == 1 ? rs_slice_new (vm, NULL, args[0], NULL)
                    : rs_slice_new (vm, args[0], args[1], nargs == 3 ? args[2] : NULL);
}

static RsObject *
slice_repr (RsVm *vm, RsObject *self)
{
  RsSlice *slice = (RsSlice *) self;
  return rs_str_printf (vm, "slice(%R, %R, %R)", slice->start, slice->stop, slice->step);
}

static RsObject *
slice_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if (left->type != RS_TYPE (vm, SLICE) || right->type != RS_TYPE (vm, SLICE))
    return rs_incref (vm->not_implemented);
  if (left == right)
    return rs_bool (vm, op == RS_EQ || op == RS_LE || op == RS_GE);
  RsSlice *a = (RsSlice *) left, *b = (RsSlice *) right;
  RS_SCOPE (vm);
  RS_LOCAL (y, rs_tuple_pack (vm, 3, b->start, b->stop, b->step));
  RS_LOCAL (x, rs_tuple_pack (vm, 3, a->start, a->stop, a->step)); /* dropped first */
  return rs_richcompare (vm, x, y, op);
}

static RsObject *
get_start (RsVm *vm, RsObject *self)
{
  return rs_incref (((RsSlice *) self)->start);
}
static RsObject *
get_stop (RsVm *vm, RsObject *self)
{
  return rs_incref (((RsSlice *) self)->stop);
}
static RsObject *
get_step (RsVm *vm, RsObject *self)
{
  return rs_incref (((RsSlice *) self)->step);
}

static RsObject *
slice_reduce (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsSlice *slice = (RsSlice *) self;
  RsObject *inner = rs_tuple_pack (vm, 3, slice->start, slice->stop, slice->step);
  RsObject *result = inner ? rs_tuple_pack (vm, 2, RS_OBJECT (self->type), inner) : NULL;
  rs_xdecref (vm, inner);
  return result;
}

static const RsMethodDef slice_methods[] = {
  { "indices", slice_indices, RS_M_O },
  { "__reduce__", slice_reduce, RS_M_NOARGS },
  { NULL },
};

static const RsGetSetDef slice_getset[] = {
  { "start", get_start, NULL, NULL, TRUE },
  { "stop", get_stop, NULL, NULL, TRUE },
  { "step", get_step, NULL, NULL, TRUE },
  { NULL },
};

static const RsSlots slice_slots = {
  .dealloc = slice_dealloc,
  .traverse = slice_traverse,
  .repr = slice_repr,
  .hash = rs_hash_not_implemented,
  .richcompare = slice_richcompare,
  .new_ = slice_new,
};

const RsTypeSpec rs_spec_slice = {
  .name = "slice",
  .flags = RS_TF_GC,
  .size = sizeof (RsSlice),
  .slots = &slice_slots,
  .methods = slice_methods,
  .getset = slice_getset,
  .doc = "slice(stop)\nslice(start, stop[, step])\n\nWhat x[start:stop:step] passes on.",
};
