/* SPDX-License-Identifier: MIT
 *
 * itertools.product, permutations, combinations, combinations_with_replacement.
 * Each keeps its pool of items as a tuple, an array of indices into it and the
 * result that it gave last, which is filled again if the caller has dropped it.
 *
 * N is the length of a result, M the length of the index array (at least 1).
 * Permutations keep their cycles in the array's upper half.
 */
#include "itertools-private.h"

static gboolean
make_indices (RsVm *vm, RsObject *object, gsize room)
{
  RsItertool *self = RS_IT (object);
  self->m = MAX (1, room);
  self->indices =
      rs_buffer_new (vm, 2 * self->m * sizeof (gssize), self->m * 8, &self->indices_block);
  return self->indices != NULL;
}

/* A result of the items at the indices. */
static RsObject *
first_result (RsVm *vm, RsItertool *self)
{
  RsObject *result = rs_tuple_new (vm, self->n);
  if (result == NULL)
    return NULL;
  for (gssize i = 0; i < self->n; i++)
    rs_tuple_items (result)[i] = rs_incref (rs_tuple_items (self->a)[self->indices[i]]);
  self->b = result;
  return rs_incref (result);
}

/* The length R of the results: an int that is not negative. */
static gboolean
parse_length (RsVm *vm, RsObject *object, gsize otherwise, gint64 *length)
{
  *length = otherwise;
  if (object == NULL || object == vm->none)
    return TRUE;
  *length = rs_as_ssize (vm, object, RS_TYPE (vm, OverflowError));
  if (*length == -1 && vm->pending != NULL)
    return FALSE;
  if (*length >= 0)
    return TRUE;
  rs_value_error (vm, "r must be non-negative");
  return FALSE;
}

static RsObject *
pool_new (RsVm *vm, RsType *type, RsItertoolKind kind, const char *name, guint required,
          RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "iterable", "r", NULL };
  RsObject *v[2];
  gint64 length = 0;
  if (!rs_parse_args (vm, name, args, nargs, kwnames, names, 0, required, v))
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (pool, rs_tuple_from (vm, v[0]));
  if (pool == NULL)
    return NULL;
  gssize n = rs_tuple_size (pool);
  if (kind == RS_IT_PERMUTATIONS && v[1] != NULL && v[1] != vm->none && !rs_is_int (v[1]))
    rs_type_error (vm, "Expected int as r");
  if (vm->pending != NULL || !parse_length (vm, v[1], n, &length))
    return NULL;
  RS_LOCAL (self, rs_itertool_new (vm, type, kind, g_steal_pointer (&pool), NULL, NULL, NULL));
  if (self == NULL || !make_indices (vm, self, MAX (n, length)))
    return NULL;
  RsItertool *it = RS_IT (self);
  it->n = length;
  it->stopped = kind == RS_IT_COMBINATIONS_R ? n == 0 && length > 0 : length > n;
  for (gssize i = 0; i < it->m; i++)
    it->indices[i] = kind == RS_IT_COMBINATIONS_R ? 0 : i;
  for (gssize i = 0; i < it->m; i++)
    it->indices[it->m + i] = n - i;
  return RS_GIVE (self);
}

static RsObject *
end (RsVm *vm, RsItertool *self)
{
  self->stopped = TRUE;
  return NULL;
}

/* --- product: the rightmost index turns fastest --------------------------- */

static RsObject *
product_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  gssize repeat = 1;
  if (kwnames != NULL && rs_tuple_size (kwnames) > 0)
    {
      if (rs_tuple_size (kwnames) > 1
          || !rs_str_equal_ascii (rs_tuple_items (kwnames)[0], "repeat"))
        return rs_type_error (vm, "'%S' is an invalid keyword argument for product()",
                              rs_tuple_items (kwnames)[0]);
      repeat = rs_as_ssize (vm, args[nargs], RS_TYPE (vm, OverflowError));
      if (repeat == -1 && vm->pending != NULL)
        return NULL;
      if (repeat < 0)
        return rs_value_error (vm, "repeat argument cannot be negative");
    }
  if (repeat == 0)
    nargs = 0;
  if (nargs > 0 && (gsize) repeat > G_MAXSSIZE / sizeof (RsObject *) / nargs)
    return rs_raise (vm, RS_TYPE (vm, OverflowError), "repeat argument too large");
  RS_SCOPE (vm);
  RS_LOCAL (pools, rs_tuple_new (vm, nargs * repeat));
  if (pools == NULL)
    return NULL;
  for (gsize i = 0; i < nargs; i++)
    if ((rs_tuple_items (pools)[i] = rs_tuple_from (vm, args[i])) == NULL)
      return NULL;
  for (gsize i = nargs; i < nargs * repeat; i++)
    rs_tuple_items (pools)[i] = rs_incref (rs_tuple_items (pools)[i - nargs]);
  RS_LOCAL (self,
            rs_itertool_new (vm, type, RS_IT_PRODUCT, g_steal_pointer (&pools), NULL, NULL, NULL));
  if (self == NULL || !make_indices (vm, self, nargs * repeat))
    return NULL;
  RS_IT (self)->n = nargs * repeat;
  for (gssize i = 0; i < RS_IT (self)->n; i++)
    RS_IT (self)->indices[i] = 0;
  return RS_GIVE (self);
}

static RsObject *
product_first (RsVm *vm, RsItertool *self)
{
  RsObject *result = rs_tuple_new (vm, self->n);
  for (gssize i = 0; result != NULL && i < self->n; i++)
    {
      RsObject *pool = rs_tuple_items (self->a)[i];
      if (rs_tuple_size (pool) == 0)
        {
          rs_decref (vm, result);
          return end (vm, self);
        }
      rs_tuple_items (result)[i] = rs_incref (rs_tuple_items (pool)[0]);
    }
  self->b = result;
  return rs_xincref (result);
}

static RsObject *
product_next (RsVm *vm, RsObject *object)
{
  RsItertool *self = RS_IT (object);
  if (self->stopped)
    return NULL;
  if (self->b == NULL)
    return product_first (vm, self);
  RsObject *result = self->n ? rs_itertool_reuse (vm, &self->b) : self->b;
  if (result == NULL)
    return NULL;
  for (gssize i = self->n - 1; i >= 0; i--)
    {
      RsObject *pool = rs_tuple_items (self->a)[i];
      gboolean over = (gsize) ++self->indices[i] == rs_tuple_size (pool);
      if (over)
        self->indices[i] = 0;
      rs_setref (vm, &rs_tuple_items (result)[i],
                 rs_incref (rs_tuple_items (pool)[self->indices[i]]));
      if (!over)
        return rs_incref (result);
    }
  return end (vm, self);
}

/* --- combinations -----------------------------------------------------------
 *
 * The rightmost index that can still rise, rises; those after it follow on. */

static RsObject *
combinations_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return pool_new (vm, type, RS_IT_COMBINATIONS, "combinations", 2, args, nargs, kwnames);
}

static RsObject *
combinations_r_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return pool_new (vm, type, RS_IT_COMBINATIONS_R, "combinations_with_replacement", 2, args, nargs,
                   kwnames);
}

static RsObject *
combine_next (RsVm *vm, RsItertool *self, gboolean replacement)
{
  if (self->stopped)
    return NULL;
  if (self->b == NULL)
    return first_result (vm, self);
  gssize pool = rs_tuple_size (self->a), i = self->n - 1;
  while (i >= 0 && self->indices[i] == (replacement ? pool - 1 : i + pool - self->n))
    i--;
  if (i < 0)
    return end (vm, self);
  RsObject *result = rs_itertool_reuse (vm, &self->b);
  if (result == NULL)
    return NULL;
  self->indices[i]++;
  for (gssize k = i + 1; k < self->n; k++)
    self->indices[k] = self->indices[k - 1] + !replacement;
  for (; i < self->n; i++)
    rs_setref (vm, &rs_tuple_items (result)[i],
               rs_incref (rs_tuple_items (self->a)[self->indices[i]]));
  return rs_incref (result);
}

static RsObject *
combinations_next (RsVm *vm, RsObject *self)
{
  return combine_next (vm, RS_IT (self), FALSE);
}
static RsObject *
combinations_r_next (RsVm *vm, RsObject *self)
{
  return combine_next (vm, RS_IT (self), TRUE);
}

/* --- permutations: the algorithm of the documentation, with cycles -------- */

static RsObject *
permutations_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return pool_new (vm, type, RS_IT_PERMUTATIONS, "permutations", 1, args, nargs, kwnames);
}

static RsObject *
permutations_next (RsVm *vm, RsObject *object)
{
  RsItertool *self = RS_IT (object);
  if (self->stopped)
    return NULL;
  if (self->b == NULL)
    return first_result (vm, self);
  gssize n = rs_tuple_size (self->a), *indices = self->indices, *cycles = self->indices + self->m;
  if (n == 0 || self->n == 0)
    return end (vm, self);
  RsObject *result = rs_itertool_reuse (vm, &self->b);
  if (result == NULL)
    return NULL;
  for (gssize i = self->n - 1; i >= 0; i--)
    {
      if (--cycles[i] == 0)
        {
          gssize first = indices[i];
          for (gssize k = i; k < n - 1; k++)
            indices[k] = indices[k + 1];
          indices[n - 1] = first;
          cycles[i] = n - i;
          continue;
        }
      gssize k = n - cycles[i], swap = indices[i];
      indices[i] = indices[k];
      indices[k] = swap;
      for (k = i; k < self->n; k++)
        rs_setref (vm, &rs_tuple_items (result)[k],
                   rs_incref (rs_tuple_items (self->a)[indices[k]]));
      return rs_incref (result);
    }
  return end (vm, self);
}

static const RsSlots product_slots = RS_ITERTOOL_SLOTS (product_next, product_new);
static const RsSlots combinations_slots = RS_ITERTOOL_SLOTS (combinations_next, combinations_new);
static const RsSlots combinations_r_slots =
    RS_ITERTOOL_SLOTS (combinations_r_next, combinations_r_new);
static const RsSlots permutations_slots = RS_ITERTOOL_SLOTS (permutations_next, permutations_new);
RS_ITERTOOL_SPEC (product, "product");
RS_ITERTOOL_SPEC (combinations, "combinations");
RS_ITERTOOL_SPEC (combinations_r, "combinations_with_replacement");
RS_ITERTOOL_SPEC (permutations, "permutations");
