/* SPDX-License-Identifier: MIT
 *
 * tuple's operators and methods.
 */
#include "obj-tuple.h"

#include "objects/abstract.h"
#include "objects/iterators/iterators.h"
#include "sequence.h"

RsObject *
rs_tuple_repr (RsVm *vm, RsObject *self)
{
  if (rs_tuple_size (self) == 0)
    return rs_str_new (vm, "()", 2);
  return rs_sequence_repr (vm, self, "(", ")", TRUE);
}

/* xxHash's lanes, as CPython since 3.8. */
gint64
rs_tuple_hash (RsVm *vm, RsObject *self)
{
  const guint64 p1 = G_GUINT64_CONSTANT (11400714785074694791),
                p2 = G_GUINT64_CONSTANT (14029467366897019727),
                p5 = G_GUINT64_CONSTANT (2870177450012600261);
  gsize n = rs_tuple_size (self);
  guint64 acc = p5;
  for (gsize i = 0; i < n; i++)
    {
      gint64 lane = rs_hash (vm, rs_tuple_items (self)[i]);
      if (lane == -1)
        return -1;
      acc += (guint64) lane * p2;
      acc = acc << 31 | acc >> 33;
      acc *= p1;
    }
  acc += n ^ (p5 ^ G_GUINT64_CONSTANT (3527539));
  return acc == G_MAXUINT64 ? 1546275796 : (gint64) acc;
}

RsObject *
rs_tuple_iter (RsVm *vm, RsObject *self)
{
  return rs_index_iter_new (vm, RS_TYPE (vm, TUPLE_ITER), self, 0);
}

RsObject *
rs_tuple_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if (!rs_is_tuple (left) || !rs_is_tuple (right))
    return rs_incref (vm->not_implemented);
  return rs_sequence_compare (vm, left, right, op);
}

RsObject *
rs_tuple_getitem (RsVm *vm, RsObject *self, RsObject *key)
{
  gssize n = rs_tuple_size (self), start, stop, step, count;
  if (key->type == RS_TYPE (vm, SLICE))
    {
      if (!rs_slice_unpack (vm, key, n, &start, &stop, &step, &count))
        return NULL;
      if (start == 0 && step == 1 && count == n && self->type == RS_TYPE (vm, TUPLE))
        return rs_incref (self);
      RsObject *result = rs_tuple_new (vm, MAX (count, 0));
      for (gssize i = 0; result != NULL && i < count; i++)
        rs_tuple_items (result)[i] = rs_incref (rs_tuple_items (self)[start + i * step]);
      return result;
    }
  if (key->type->slots.index == NULL)
    return rs_type_error (vm, "tuple indices must be integers or slices, not %T", key);
  gssize index = rs_as_ssize (vm, key, RS_TYPE (vm, IndexError));
  if (index == -1 && vm->pending != NULL)
    return NULL;
  if (index < 0)
    index += n;
  if (index < 0 || index >= n)
    return rs_raise (vm, RS_TYPE (vm, IndexError), "tuple index out of range");
  return rs_incref (rs_tuple_items (self)[index]);
}

int
rs_tuple_contains (RsVm *vm, RsObject *self, RsObject *item)
{
  gssize index = rs_sequence_find (vm, self, item, 0, G_MAXSSIZE);
  return index == -2 ? -1 : index >= 0;
}

RsObject *
rs_tuple_concat (RsVm *vm, RsObject *left, RsObject *right)
{
  if (rs_tuple_size (left) == 0 && right->type == RS_TYPE (vm, TUPLE))
    return rs_incref (right);
  if (!rs_is_tuple (right))
    return rs_type_error (vm, "can only concatenate tuple (not \"%T\") to tuple", right);
  if (rs_tuple_size (right) == 0 && left->type == RS_TYPE (vm, TUPLE))
    return rs_incref (left);
  gsize n = rs_tuple_size (left), m = rs_tuple_size (right);
  RsObject *result = rs_tuple_new (vm, n + m);
  for (gsize i = 0; result != NULL && i < n + m; i++)
    rs_tuple_items (result)[i] =
        rs_incref (i < n ? rs_tuple_items (left)[i] : rs_tuple_items (right)[i - n]);
  return result;
}

RsObject *
rs_tuple_repeat (RsVm *vm, RsObject *self, gssize count)
{
  gsize n = rs_tuple_size (self);
  if ((n == 0 || count == 1) && self->type == RS_TYPE (vm, TUPLE))
    return rs_incref (self);
  if (n == 0 || count <= 0)
    return rs_tuple_new (vm, 0);
  if (n > G_MAXSSIZE / 8 / (gsize) count)
    return rs_raise_no_memory (vm);
  RsObject *result = rs_tuple_new (vm, n * count);
  for (gsize i = 0; result != NULL && i < n * count; i++)
    rs_tuple_items (result)[i] = rs_incref (rs_tuple_items (self)[i % n]);
  return result;
}

static RsObject *
tuple_index (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  gssize start, stop;
  if (!rs_sequence_range (vm, rs_tuple_size (self), args + 1, nargs - 1, &start, &stop))
    return NULL;
  gssize index = rs_sequence_find (vm, self, args[0], start, stop);
  if (index == -2)
    return NULL;
  return index < 0 ? rs_value_error (vm, "tuple.index(x): x not in tuple") : rs_int_new (vm, index);
}

static RsObject *
tuple_count (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  gssize n = rs_sequence_count (vm, self, args[0]);
  return n < 0 ? NULL : rs_int_new (vm, n);
}

static RsObject *
tuple_getnewargs (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsObject *copy = rs_tuple_from_array (vm, rs_tuple_items (self), rs_tuple_size (self));
  RsObject *pack = copy ? rs_tuple_pack (vm, 1, copy) : NULL;
  rs_xdecref (vm, copy);
  return pack;
}

const RsMethodDef rs_tuple_methods[] = {
  { "count", tuple_count, RS_M_O, 0, 0, "Return number of occurrences of value." },
  { "index", tuple_index, RS_M_FAST, 1, 3, "Return first index of value." },
  { "__getnewargs__", tuple_getnewargs, RS_M_NOARGS, 0, 0, NULL },
  { "__class_getitem__", rs_class_getitem, RS_M_O | RS_M_CLASS, 0, 0, NULL },
  { NULL }
};
