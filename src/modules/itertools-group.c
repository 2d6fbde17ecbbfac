/* SPDX-License-Identifier: MIT
 *
 * itertools.groupby and tee. A group reads through the groupby that made it and
 * ends when that has gone on. The iterators that tee gives share a list of
 * items in links of 57, each of which dies when the last iterator has passed
 * it.
 */
#include "itertools-private.h"
#include "vm/type-table.h"

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
  RsObject *value = rs_next (vm, self->a);
  if (value == NULL)
    return FALSE;
  RsObject *key = NULL;
  guint mark = rs_hold_mark (vm);
  rs_hold (vm, value);
  key = self->b == vm->none ? rs_incref (value) : rs_call1 (vm, self->b, value);
  rs_hold_cut (vm, mark);
  if (key == NULL)
    {
      rs_decref (vm, value);
      return FALSE;
    }
  rs_setref (vm, &self->d, value);
  rs_setref (vm, &self->c, key);
  return TRUE;
}

/* taken: the serial of the group that may read on. */
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
          int equal = rs_compare_bool (vm, self->target, self->c, RS_EQ);
          if (equal < 0)
            return NULL;
          if (equal == 0)
            break;
        }
      if (!groupby_step (vm, self))
        return NULL;
    }
  rs_setref (vm, &self->target, rs_incref (self->c));
  RsObject *group = rs_itertool_new (vm, RS_TYPE (vm, IT_GROUPER), RS_IT_GROUPER,
                                     rs_incref (object), rs_incref (self->target), NULL, NULL);
  if (group == NULL)
    return NULL;
  self->taken = group->serial;
  RsObject *pair = rs_tuple_pack (vm, 2, self->c, group);
  rs_decref (vm, group);
  return pair;
}

static RsObject *
grouper_next (RsVm *vm, RsObject *object)
{
  RsItertool *self = RS_IT (object), *parent = RS_IT (self->a);
  if ((guint64) parent->taken != object->serial)
    return NULL;
  if (parent->d == NULL && !groupby_step (vm, parent))
    return NULL;
  int equal = rs_compare_bool (vm, self->b, parent->c, RS_EQ);
  if (equal <= 0)
    return NULL;
  RsObject *value = parent->d;
  parent->d = NULL;
  rs_clear (vm, &parent->c);
  return value;
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
      RsObject *next = rs_incref (data->c);
      rs_setref (vm, &self->a, next);
      self->n = 0;
      data = RS_IT (next);
    }
  if ((gsize) self->n < rs_list_size (data->b))
    return rs_incref (rs_list_items (data->b)[self->n++]);
  if (data->stopped)
    return rs_raise (vm, RS_TYPE (vm, RuntimeError), "cannot re-enter the tee iterator");
  data->stopped = TRUE;
  RsObject *item = rs_next (vm, data->a);
  data->stopped = FALSE;
  if (item == NULL)
    return NULL;
  rs_list_append (vm, data->b, item);
  self->n++;
  return item;
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
  RsObject *result = rs_tuple_new (vm, n);
  if (result == NULL || n == 0)
    return result;
  guint mark = rs_hold_mark (vm);
  rs_hold (vm, result);
  RsObject *iterator = rs_iter (vm, args[0]), *first = NULL;
  if (iterator != NULL && iterator->type == RS_TYPE (vm, IT_TEE))
    first = rs_incref (iterator);
  else if (iterator != NULL)
    {
      RsObject *data = tee_data_new (vm, iterator);
      first = data ? tee_new (vm, data, 0) : NULL;
    }
  rs_hold_cut (vm, mark);
  rs_xdecref (vm, iterator);
  if (first == NULL)
    {
      rs_decref (vm, result);
      return NULL;
    }
  rs_tuple_items (result)[0] = first;
  for (gssize i = 1; i < n; i++)
    rs_tuple_items (result)[i] = tee_copy (vm, first, NULL, 0, NULL);
  return result;
}

static const RsMethodDef tee_methods[] = { { "__copy__", tee_copy, RS_M_NOARGS, 0, 0, NULL },
                                           { NULL } };
static const RsSlots tee_slots = RS_ITERTOOL_SLOTS (tee_next, NULL);
static const RsSlots tee_data_slots = { .dealloc = rs_itertool_dealloc,
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
