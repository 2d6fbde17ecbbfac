/* SPDX-License-Identifier: MIT
 *
 * range, as CPython 3.11's Objects/rangeobject.c: four ints (start, stop, step,
 * length) of any size. Its iterators are in range-iter.c.
 */
#include "objects/abstract.h"
#include "objects/numbers/int-private.h"
#include "objects/value-specs.h"
#include "slice-private.h"

/* The number of items from START to STOP; STEP is not 0. */
static RsObject *
compute_length (RsVm *vm, RsObject *start, RsObject *stop, RsObject *step)
{
  gint64 a, b, c;
  if (rs_int_small (start, &a) && rs_int_small (stop, &b) && rs_int_small (step, &c))
    return rs_int_new (vm, c > 0 ? (a < b ? (b - a - 1) / c + 1 : 0)
                                 : (b < a ? (a - b - 1) / -c + 1 : 0));

  gboolean down = rs_int_sign (step) < 0;
  RsObject *low = down ? stop : start, *high = down ? start : stop,
           *one = vm->small_ints[1 - RS_INT_SMALL_MIN];
  if (rs_int_compare (low, high) >= 0)
    return rs_int_new (vm, 0);
  RsObject *distance = rs_int_sub (vm, high, low),
           *last = distance ? rs_int_sub (vm, distance, one) : NULL;
  RsObject *stride = last ? rs_int_abs (vm, step) : NULL,
           *steps = stride ? rs_int_floordiv (vm, last, stride) : NULL;
  RsObject *length = steps ? rs_int_add (vm, steps, one) : NULL;
  rs_xdecref (vm, distance);
  rs_xdecref (vm, last);
  rs_xdecref (vm, stride);
  rs_xdecref (vm, steps);
  return length;
}

/* Takes over the three, NULL ones too. */
static RsObject *
make_range (RsVm *vm, RS_STEALS RsObject *start, RS_STEALS RsObject *stop, RS_STEALS RsObject *step)
{
  RsObject *length = start && stop && step ? compute_length (vm, start, stop, step) : NULL;
  RsRange *range = length ? rs_object_new (vm, RS_TYPE (vm, RANGE)) : NULL;
  if (range == NULL)
    {
      rs_xdecref (vm, start);
      rs_xdecref (vm, stop);
      rs_xdecref (vm, step);
      rs_xdecref (vm, length);
      return NULL;
    }
  range->start = start;
  range->stop = stop;
  range->step = step;
  range->length = length;
  return RS_OBJECT (range);
}

static RsObject *
range_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsObject *out[3] = { NULL };
  guint n = nargs < 2 ? 1 : nargs;

  if (!rs_no_keywords (vm, "range", kwnames) || !rs_check_arity (vm, "range", nargs, 1, 3))
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL_ARRAY (out, 3);
  for (guint i = 0; i < n; i++)
    {
      guint to = nargs == 1 ? 1 : i;
      RsObject *index = rs_index (vm, args[i]);
      out[to] = index ? rs_int_exact (vm, index) : NULL;
      rs_xdecref (vm, index);
      if (out[to] == NULL)
        return NULL;
    }
  if (out[0] == NULL)
    out[0] = rs_int_new (vm, 0);
  if (out[2] == NULL)
    out[2] = rs_int_new (vm, 1);
  if (rs_int_sign (out[2]) == 0)
    return rs_value_error (vm, "range() arg 3 must not be zero");
  RS_FORGET_ARRAY (out);
  return make_range (vm, out[0], out[1], out[2]);
}

static void
range_dealloc (RsVm *vm, RsObject *self)
{
  RsRange *range = (RsRange *) self;
  rs_clear (vm, &range->start);
  rs_clear (vm, &range->stop);
  rs_clear (vm, &range->step);
  rs_clear (vm, &range->length);
  rs_object_free (vm, self);
}

static void
range_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  RsRange *range = (RsRange *) self;
  rs_visit (visit, range->start, RS_EDGE_FIELD | RS_EDGE_HIDDEN, (gintptr) "start");
  rs_visit (visit, range->stop, RS_EDGE_FIELD | RS_EDGE_HIDDEN, (gintptr) "stop");
  rs_visit (visit, range->step, RS_EDGE_FIELD | RS_EDGE_HIDDEN, (gintptr) "step");
  rs_visit (visit, range->length, RS_EDGE_FIELD | RS_EDGE_HIDDEN, (gintptr) "length");
}

static gssize
range_length (RsVm *vm, RsObject *self)
{
  gint64 value;
  if (rs_int_fits (((RsRange *) self)->length, &value))
    return value;
  return rs_raise_int (vm, RS_TYPE (vm, OverflowError),
                       "Python int too large to convert to C ssize_t");
}

static int
range_bool (RsVm *vm, RsObject *self)
{
  return rs_int_sign (((RsRange *) self)->length) != 0;
}

/* --- items ---------------------------------------------------------------- */

RsObject *
rs_range_item (RsVm *vm, RsRange *range, RsObject *index)
{
  RsObject *offset = rs_int_mul (vm, index, range->step);
  RsObject *item = offset ? rs_int_add (vm, range->start, offset) : NULL;
  rs_xdecref (vm, offset);
  return item;
}

static RsObject *
range_slice (RsVm *vm, RsRange *range, RsObject *slice)
{
  RsObject *indices[3];
  if (!rs_slice_long_indices (vm, slice, range->length, indices))
    return NULL;
  RsObject *step = rs_int_mul (vm, indices[2], range->step);
  RsObject *start = rs_range_item (vm, range, indices[0]),
           *stop = rs_range_item (vm, range, indices[1]);
  for (guint i = 0; i < 3; i++)
    rs_decref (vm, indices[i]);
  return make_range (vm, start, stop, step);
}

static RsObject *
range_getitem (RsVm *vm, RsObject *self, RsObject *key)
{
  RsRange *range = (RsRange *) self;
  RsObject *index, *item = NULL;

  if (key->type == RS_TYPE (vm, SLICE))
    return range_slice (vm, range, key);
  if (!rs_is_int (key) && key->type->slots.index == NULL)
    return rs_type_error (vm, "range indices must be integers or slices, not %T", key);
  index = rs_index (vm, key);
  if (index == NULL)
    return NULL;
  if (rs_int_sign (index) < 0)
    {
      RsObject *from_end = rs_int_add (vm, index, range->length);
      rs_decref (vm, index);
      index = from_end;
    }
  if (index != NULL && (rs_int_sign (index) < 0 || rs_int_compare (index, range->length) >= 0))
    rs_raise (vm, RS_TYPE (vm, IndexError), "range object index out of range");
  else if (index != NULL)
    item = rs_range_item (vm, range, index);
  rs_xdecref (vm, index);
  return item;
}

/* Is an int one of the items? */
static int
contains_int (RsVm *vm, RsRange *range, RsObject *item)
{
  gboolean down = rs_int_sign (range->step) < 0;
  if (down ? rs_int_compare (item, range->start) > 0 || rs_int_compare (item, range->stop) <= 0
           : rs_int_compare (item, range->start) < 0 || rs_int_compare (item, range->stop) >= 0)
    return 0;
  RsObject *distance = rs_int_sub (vm, item, range->start),
           *rest = distance ? rs_int_mod (vm, distance, range->step) : NULL;
  int result = rest ? rs_int_sign (rest) == 0 : -1;
  rs_xdecref (vm, distance);
  rs_xdecref (vm, rest);
  return result;
}

static gboolean
is_plain_int (RsVm *vm, RsObject *object)
{
  return object->type == RS_TYPE (vm, INT) || object->type == RS_TYPE (vm, BOOL);
}

/* Walks all items and compares: the number of equal ones, or with FIRST the
 * index of the first (-1: none), or -2: raised. */
static gssize
search_items (RsVm *vm, RsObject *self, RsObject *item, gboolean first)
{
  gssize count = 0;
  RS_SCOPE (vm);
  RS_LOCAL (iterator, rs_range_iter_new (vm, self, FALSE));
  if (iterator == NULL)
    return -2;
  for (gssize index = 0;; index++)
    {
      RS_LOCAL (next, rs_next (vm, iterator));
      if (next == NULL)
        break;
      int equal = rs_compare_bool (vm, next, item, RS_EQ);
      if (equal < 0)
        return -2;
      if (equal && first)
        return index;
      count += equal;
    }
  if (vm->pending || vm->stop)
    return -2;
  return first ? -1 : count;
}

static int
range_contains (RsVm *vm, RsObject *self, RsObject *item)
{
  if (is_plain_int (vm, item))
    return contains_int (vm, (RsRange *) self, item);
  gssize found = search_items (vm, self, item, TRUE);
  return found == -2 ? -1 : found >= 0;
}

static RsObject *
range_count (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  gssize count = is_plain_int (vm, args[0]) ? contains_int (vm, (RsRange *) self, args[0])
                                            : search_items (vm, self, args[0], FALSE);
  return count < 0 ? NULL : rs_int_new (vm, count);
}

static RsObject *
range_index (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsRange *range = (RsRange *) self;
  if (!is_plain_int (vm, args[0]))
    {
      gssize found = search_items (vm, self, args[0], TRUE);
      return found == -2 ? NULL
             : found < 0 ? rs_value_error (vm, "sequence.index(x): x not in sequence")
                         : rs_int_new (vm, found);
    }
  int found = contains_int (vm, range, args[0]);
  if (found <= 0)
    return found < 0 ? NULL : rs_value_error (vm, "%R is not in range", args[0]);
  RsObject *distance = rs_int_sub (vm, args[0], range->start);
  RsObject *index = distance ? rs_int_floordiv (vm, distance, range->step) : NULL;
  rs_xdecref (vm, distance);
  return index;
}

/* --- equality ------------------------------------------------------------- */

static gboolean
equal_ranges (RsRange *a, RsRange *b)
{
  gint64 length;
  if (a == b)
    return TRUE;
  if (rs_int_compare (a->length, b->length) != 0)
    return FALSE;
  gboolean small = rs_int_fits (a->length, &length);
  if (small && length == 0)
    return TRUE;
  if (rs_int_compare (a->start, b->start) != 0)
    return FALSE;
  return (small && length == 1) || rs_int_compare (a->step, b->step) == 0;
}

static RsObject *
range_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if (right->type != RS_TYPE (vm, RANGE) || (op != RS_EQ && op != RS_NE))
    return rs_incref (vm->not_implemented);
  return rs_bool (vm, equal_ranges ((RsRange *) left, (RsRange *) right) == (op == RS_EQ));
}

static gint64
range_hash (RsVm *vm, RsObject *self)
{
  RsRange *range = (RsRange *) self;
  gint64 length;
  gboolean small = rs_int_fits (range->length, &length);
  RsObject *tuple =
      rs_tuple_pack (vm, 3, range->length, small && length == 0 ? vm->none : range->start,
                     small && length <= 1 ? vm->none : range->step);
  gint64 hash = tuple ? rs_hash (vm, tuple) : -1;
  rs_xdecref (vm, tuple);
  return hash;
}

static RsObject *
range_repr (RsVm *vm, RsObject *self)
{
  RsRange *range = (RsRange *) self;
  gint64 step;
  if (rs_int_fits (range->step, &step) && step == 1)
    return rs_str_printf (vm, "range(%R, %R)", range->start, range->stop);
  return rs_str_printf (vm, "range(%R, %R, %R)", range->start, range->stop, range->step);
}

/* --- the type ------------------------------------------------------------- */

static RsObject *
range_iter (RsVm *vm, RsObject *self)
{
  return rs_range_iter_new (vm, self, FALSE);
}

static RsObject *
range_reversed (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_range_iter_new (vm, self, TRUE);
}

static RsObject *
range_reduce (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsRange *range = (RsRange *) self;
  RsObject *inner = rs_tuple_pack (vm, 3, range->start, range->stop, range->step);
  RsObject *result = inner ? rs_tuple_pack (vm, 2, RS_OBJECT (self->type), inner) : NULL;
  rs_xdecref (vm, inner);
  return result;
}

static RsObject *
get_start (RsVm *vm, RsObject *self)
{
  return rs_incref (((RsRange *) self)->start);
}
static RsObject *
get_stop (RsVm *vm, RsObject *self)
{
  return rs_incref (((RsRange *) self)->stop);
}
static RsObject *
get_step (RsVm *vm, RsObject *self)
{
  return rs_incref (((RsRange *) self)->step);
}

static const RsMethodDef range_methods[] = {
  { "__reversed__", range_reversed, RS_M_NOARGS },
  { "__reduce__", range_reduce, RS_M_NOARGS },
  { "count", range_count, RS_M_O },
  { "index", range_index, RS_M_O },
  { NULL },
};

static const RsGetSetDef range_getset[] = {
  { "start", get_start, NULL, NULL, TRUE },
  { "stop", get_stop, NULL, NULL, TRUE },
  { "step", get_step, NULL, NULL, TRUE },
  { NULL },
};

static const RsSlots range_slots = {
  .dealloc = range_dealloc,
  .traverse = range_traverse,
  .repr = range_repr,
  .hash = range_hash,
  .iter = range_iter,
  .richcompare = range_richcompare,
  .new_ = range_new,
  .bool_ = range_bool,
  .length = range_length,
  .getitem = range_getitem,
  .contains = range_contains,
};

const RsTypeSpec rs_spec_range = {
  .name = "range",
  .flags = RS_TF_SEQUENCE,
  .size = sizeof (RsRange),
  .slots = &range_slots,
  .methods = range_methods,
  .getset = range_getset,
  .doc = "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nThe integers "
         "from start up to stop, by step.",
};
