/* SPDX-License-Identifier: MIT
 *
 * itertools.groupby and tee. A group reads through the groupby that made it and
 * ends when that has gone on. The iterators that tee gives share a list of
 * items in links of 57, each of which dies when the last iterator has passed
 * it.
 */
#include "itertools-private.h"
#include "type-specs.h"

#define TEE_ITEMS 57

/* --- groupby: a the iterator, b the key function, c the current key, d the
 * current value, target the group's key --- */

static RsObject *
groupby_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "iterable", "key", NULL };
  RsObject *v[2];
  if (!rs_parse_args (vm, "groupby", args, nargs, kwnames, names, 0, 1, v))
    return NULL;
  RsObject *iterator = rs_iter (vm, v[0]);
  return iterator ? rs_itertool_new (vm, type, RS_IT_GROUPBY, iterator,
                                     rs_incref (v[1] ? v[1] : vm->none), NULL, NULL)
                  : NULL;
}

/* Takes the next value and its key. FALSE: the end, or raised. */
static gboolean
groupby_step (RsVm *vm, RsItertool *self)
{
  RS_SCOPE (vm);
  RS_LOCAL (value, rs_itertool_ask (vm, self, self->a));
  if (value == NULL)
    return FALSE;
  RS_LOCAL (key, self->b == vm->none ? rs_incref (value) : rs_call1 (vm, self->b, value));
  if (key == NULL)
    return FALSE;
  RsObject *old = self->d;
  self->d = g_steal_pointer (&value);
  value = old;
  rs_itertool_set_field (vm, self, &self->c, g_steal_pointer (&key));
  rs_itertool_decref (vm, self, g_steal_pointer (&value));
  return TRUE;
}

/* Is KEY the current one? -1 raises. */
static int
keys_equal (RsVm *vm, RsItertool *self, RsObject *key)
{
  rs_itertool_use (self);
  int equal = rs_compare_bool (vm, key, self->c, RS_EQ);
  rs_itertool_used (vm, self);
  return equal;
}

/* The next key and its group. taken: the serial of the group that may read
 * on. */
static RsObject *
groupby_next (RsVm *vm, RsObject *object)
{
  RsItertool *self = RS_IT (object);
  self->taken = 0;
  for (;;)
    {
      if (self->c != NULL)
        {
          if (self->target == NULL)
            break;
          int equal = keys_equal (vm, self, self->target);
          if (equal < 0)
            return NULL;
          if (equal == 0 && self->c != NULL)
            break;
        }
      if (!groupby_step (vm, self))
        return NULL;
    }
  rs_itertool_set_field (vm, self, &self->target, rs_incref (self->c));
  if (self->c == NULL)
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (group, rs_itertool_new (vm, RS_TYPE (vm, IT_GROUPER), RS_IT_GROUPER, rs_incref (self),
                                    rs_incref (self->target), NULL, NULL));
  if (group == NULL)
    return NULL;
  self->taken = group->serial;
  return rs_tuple_pack (vm, 2, self->c, group);
}

static RsObject *
grouper_next (RsVm *vm, RsObject *group)
{
  RsItertool *self = RS_IT (RS_IT (group)->a);
  if ((guint64) self->taken != group->serial)
    return NULL;
  if (self->d == NULL && !groupby_step (vm, self))
    return NULL;
  if (self->c == NULL || keys_equal (vm, self, RS_IT (group)->b) <= 0)
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (value, g_steal_pointer (&self->d));
  rs_itertool_clear_field (vm, self, &self->c);
  return RS_GIVE (value);
}

static const RsSlots groupby_slots = RS_ITERTOOL_SLOTS (groupby_next, groupby_new);
static const RsSlots grouper_slots = RS_ITERTOOL_SLOTS (grouper_next, NULL);
RS_ITERTOOL_SPEC (groupby, "groupby");
const RsTypeSpec rs_spec_it_grouper = { .name = "itertools._grouper",
                                        .flags = RS_TF_GC | RS_TF_NO_NEW,
                                        .size = sizeof (RsItertool),
                                        .slots = &grouper_slots };

/* --- tee: a is the iterator, b a list of items, c the next link ----------- */

static RsObject *
tee_new (RsVm *vm, RsObject *data, gint64 index)
{
  RsObject *self = rs_itertool_new (vm, RS_TYPE (vm, IT_TEE), RS_IT_TEE, data, NULL, NULL, NULL);
  if (self != NULL)
    RS_IT (self)->n = index;
  return self;
}

static RsObject *
tee_data_new (RsVm *vm, RsObject *iterator)
{
  return rs_itertool_new (vm, RS_TYPE (vm, IT_TEE_DATA), RS_IT_TEE_DATA, rs_incref (iterator),
                          rs_list_new (vm, 0), NULL, NULL);
}

static RsObject *
tee_next (RsVm *vm, RsObject *object)
{
  RsItertool *self = RS_IT (object), *data = RS_IT (self->a);
  if (self->n >= TEE_ITEMS)
    {
      if (data->c == NULL && (data->c = tee_data_new (vm, data->a)) == NULL)
        return NULL;
      self->n = 0;
      rs_setref (vm, &self->a, rs_incref (data->c));
      data = RS_IT (self->a);
    }
  if ((gsize) self->n < rs_list_size (data->b))
    return rs_incref (rs_list_items (data->b)[self->n++]);
  if (data->stopped)
    return rs_raise (vm, RS_TYPE (vm, RuntimeError), "cannot re-enter the tee iterator");
  RS_SCOPE (vm);
  data->stopped = TRUE;
  RS_LOCAL (item, rs_next (vm, data->a));
  data->stopped = FALSE;
  if (item == NULL || rs_list_append (vm, data->b, item) < 0)
    return NULL;
  self->n++;
  return RS_GIVE (item);
}

static RsObject *
tee_copy (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return tee_new (vm, rs_incref (RS_IT (self)->a), RS_IT (self)->n);
}

RS_NATIVE (itertools_tee)
{
  gssize n = nargs > 1 ? rs_as_ssize (vm, args[1], RS_TYPE (vm, OverflowError)) : 2;
  if (n == -1 && vm->pending != NULL)
    return NULL;
  if (n < 0)
    return rs_value_error (vm, "n must be >= 0");
  RS_SCOPE (vm);
  RS_LOCAL (result, rs_tuple_new (vm, n));
  if (result == NULL || n == 0)
    return RS_GIVE (result);
  RS_LOCAL (iterator, rs_iter (vm, args[0]));
  if (iterator != NULL && iterator->type != RS_TYPE (vm, IT_TEE))
    {
      RsObject *data = tee_data_new (vm, iterator);
      rs_setref (vm, &iterator, data ? tee_new (vm, data, 0) : NULL);
    }
  if (iterator == NULL)
    return NULL;
  RsObject *first = rs_tuple_items (result)[0] = g_steal_pointer (&iterator);
  for (gssize i = 1; i < n; i++)
    if ((rs_tuple_items (result)[i] = tee_copy (vm, first, NULL, 0, NULL)) == NULL)
      return NULL;
  return RS_GIVE (result);
}

static const RsMethodDef tee_methods[] = { { "__copy__", tee_copy, RS_M_NOARGS, 0, 0, NULL },
                                           { NULL } };
static const RsSlots tee_slots = RS_ITERTOOL_SLOTS (tee_next, NULL);
/* The items die from the first to the last. */
static void
tee_data_dealloc (RsVm *vm, RsObject *self)
{
  RsObject *items = RS_IT (self)->b;
  rs_gc_untrack (vm, self);
  if (items != NULL && items->refcnt == 1)
    for (gsize i = 0; i < rs_list_size (items); i++)
      rs_clear (vm, &rs_list_items (items)[i]);
  rs_itertool_dealloc (vm, self);
}

static const RsSlots tee_data_slots = { .dealloc = tee_data_dealloc,
                                        .traverse = rs_itertool_traverse,
                                        .clear = rs_itertool_clear };
const RsTypeSpec rs_spec_it_tee = { .name = "itertools._tee",
                                    .flags = RS_TF_GC | RS_TF_NO_NEW,
                                    .size = sizeof (RsItertool),
                                    .slots = &tee_slots,
                                    .methods = tee_methods,
                                    .weaklist_offset = G_STRUCT_OFFSET (RsItertool, weaklist) };
const RsTypeSpec rs_spec_it_tee_data = { .name = "itertools._tee_dataobject",
                                         .flags = RS_TF_GC | RS_TF_NO_NEW,
                                         .size = sizeof (RsItertool),
                                         .slots = &tee_data_slots };

const RsMethodDef rs_itertools_tee_functions[] = { { "tee", itertools_tee, RS_M_FAST, 1, 2, NULL },
                                                   { NULL } };
