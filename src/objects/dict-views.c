/* SPDX-License-Identifier: MIT
 *
 * Views of dicts and iterators over them, as in CPython's Objects/dictobject.c.
 * An iterator notices that the dict changed its size; it walks the entries by
 * position. An iterator over items uses its result tuple again where nobody
 * else holds it.
 */
#include "obj-dict-views.h"

#include "abstract.h"
#include "dict-keys.h"
#include "iterators.h"

typedef struct {
  RsObject base;
  RsObject *dict;
} RsView;
typedef struct {
  RsObject base;
  RsObject *dict, *result;
  gsize position, used;
  gssize left;
} RsDictIter;

#define DICT(self) (((RsView *) (self))->dict)

/* --- iterators ------------------------------------------------------------ */

static RsObject *
new_iter (RsVm *vm, RsType *type, RsObject *dict, gboolean reverse)
{
  RsDictIter *self = rs_object_new (vm, type);
  if (self == NULL)
    return NULL;
  RsDict *d = (RsDict *) dict;
  self->dict = rs_incref (dict);
  self->used = d->used;
  self->left = d->used;
  self->position = reverse ? (d->values ? d->values->n_ordered : (gsize) d->keys->n_entries) : 0;
  if (type == RS_TYPE (vm, DICT_ITEMITER) || type == RS_TYPE (vm, DICT_REVITEMITER))
    self->result = rs_tuple_pack (vm, 2, vm->none, vm->none);
  rs_gc_track (vm, self);
  return RS_OBJECT (self);
}

RsObject *
rs_dict_iter (RsVm *vm, RsObject *dict)
{
  return new_iter (vm, RS_TYPE (vm, DICT_KEYITER), dict, FALSE);
}

RsObject *
rs_dict_reverse_iter (RsVm *vm, RsType *type, RsObject *dict)
{
  return new_iter (vm, type, dict, TRUE);
}

static void
iter_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &((RsDictIter *) self)->dict);
  rs_clear (vm, &((RsDictIter *) self)->result);
  rs_object_free (vm, self);
}

static void
iter_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, ((RsDictIter *) self)->dict, "dict");
  rs_visit_field (visit, ((RsDictIter *) self)->result, "result");
}

static gboolean
previous_entry (RsObject *dict, gsize *position, RsObject **key, RsObject **value)
{
  RsDict *d = (RsDict *) dict;
  while (*position > 0)
    {
      gsize i = --*position, ix = d->values ? d->values->order[i] : i;
      *key = d->keys->entries[ix].key;
      *value = d->values ? d->values->values[ix] : d->keys->entries[ix].value;
      if (*value != NULL)
        return TRUE;
    }
  return FALSE;
}

/* The next entry, borrowed; FALSE: over, or raised. */
static gboolean
advance (RsVm *vm, RsDictIter *self, gboolean reverse, RsObject **key, RsObject **value)
{
  if (self->dict == NULL)
    return FALSE;
  if (self->used != rs_dict_size (self->dict))
    {
      self->used = G_MAXSIZE;
      rs_raise (vm, RS_TYPE (vm, RuntimeError), "dictionary changed size during iteration");
      return FALSE;
    }
  gboolean more = reverse ? previous_entry (self->dict, &self->position, key, value)
                          : rs_dict_next (self->dict, &self->position, key, value);
  if (more && self->left == 0 && !reverse)
    {
      rs_raise (vm, RS_TYPE (vm, RuntimeError), "dictionary keys changed during iteration");
      more = FALSE;
    }
  if (more)
    {
      self->left--;
      return TRUE;
    }
  rs_clear (vm, &self->dict);
  return FALSE;
}

static RsObject *
make_item (RsVm *vm, RsDictIter *self, RsObject *key, RsObject *value)
{
  RsObject *result = self->result;
  rs_incref (key);
  rs_incref (value);
  if (result->refcnt == 1)
    {
      RsObject *old_key = rs_tuple_items (result)[0], *old_value = rs_tuple_items (result)[1];
      rs_incref (result);
      rs_tuple_items (result)[0] = key;
      rs_tuple_items (result)[1] = value;
      rs_decref (vm, old_key);
      rs_decref (vm, old_value);
      rs_gc_track (vm, result);
      return result;
    }
  result = rs_tuple_new (vm, 2);
  if (result != NULL)
    {
      rs_tuple_items (result)[0] = key;
      rs_tuple_items (result)[1] = value;
    }
  return result;
}

#define ITERNEXT(name, reverse, expression)                                                        \
  static RsObject *name (RsVm *vm, RsObject *object)                                               \
  {                                                                                                \
    RsObject *key, *value;                                                                         \
    RsDictIter *self = (RsDictIter *) object;                                                      \
    if (!advance (vm, self, reverse, &key, &value))                                                \
      return NULL;                                                                                 \
    return expression;                                                                             \
  }
ITERNEXT (key_next, FALSE, rs_incref (key))
ITERNEXT (value_next, FALSE, rs_incref (value))
ITERNEXT (item_next, FALSE, make_item (vm, self, key, value))
ITERNEXT (key_previous, TRUE, rs_incref (key))
ITERNEXT (value_previous, TRUE, rs_incref (value))
ITERNEXT (item_previous, TRUE, make_item (vm, self, key, value))

static RsObject *
iter_length_hint (RsVm *vm, RsObject *object, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsDictIter *self = (RsDictIter *) object;
  return rs_int_new (vm, self->dict && self->used == rs_dict_size (self->dict) ? MAX (0, self->left)
                                                                               : 0);
}

static const RsMethodDef iter_methods[] = {
  { "__length_hint__", iter_length_hint, RS_M_NOARGS, 0, 0, NULL }, { NULL }
};

#define DICT_ITER(id, text, next)                                                                  \
  static const RsSlots id##_slots = {                                                              \
    .dealloc = iter_dealloc, .traverse = iter_traverse, .iter = rs_self_iter, .iternext = next     \
  };                                                                                               \
  const RsTypeSpec rs_spec_##id = { .name = text,                                                  \
                                    .flags = RS_TF_GC | RS_TF_NO_NEW,                              \
                                    .size = sizeof (RsDictIter),                                   \
                                    .slots = &id##_slots,                                          \
                                    .methods = iter_methods };
DICT_ITER (dict_keyiter, "dict_keyiterator", key_next)
DICT_ITER (dict_valueiter, "dict_valueiterator", value_next)
DICT_ITER (dict_itemiter, "dict_itemiterator", item_next)
DICT_ITER (dict_revkeyiter, "dict_reversekeyiterator", key_previous)
DICT_ITER (dict_revvalueiter, "dict_reversevalueiterator", value_previous)
DICT_ITER (dict_revitemiter, "dict_reverseitemiterator", item_previous)

/* --- views ---------------------------------------------------------------- */

RsObject *
rs_dict_view_new (RsVm *vm, RsType *type, RsObject *dict)
{
  RsView *self = rs_object_new (vm, type);
  if (self == NULL)
    return NULL;
  self->dict = rs_incref (dict);
  rs_gc_track (vm, self);
  return RS_OBJECT (self);
}

static void
view_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &DICT (self));
  rs_object_free (vm, self);
}

static void
view_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, DICT (self), "mapping");
}

static gssize
view_length (RsVm *vm, RsObject *self)
{
  return rs_dict_size (DICT (self));
}

static RsObject *
view_repr (RsVm *vm, RsObject *self)
{
  int shown = rs_repr_enter (vm, self);
  if (shown != 0)
    return shown < 0 ? NULL : rs_str_new (vm, "...", 3);
  RsObject *list = rs_list_from (vm, self);
  RsObject *text = list ? rs_str_printf (vm, "%T(%R)", self, list) : NULL;
  rs_xdecref (vm, list);
  rs_repr_leave (vm, self);
  return text;
}

static RsObject *
keys_iter (RsVm *vm, RsObject *self)
{
  return new_iter (vm, RS_TYPE (vm, DICT_KEYITER), DICT (self), FALSE);
}
static RsObject *
values_iter (RsVm *vm, RsObject *self)
{
  return new_iter (vm, RS_TYPE (vm, DICT_VALUEITER), DICT (self), FALSE);
}
static RsObject *
items_iter (RsVm *vm, RsObject *self)
{
  return new_iter (vm, RS_TYPE (vm, DICT_ITEMITER), DICT (self), FALSE);
}

static int
keys_contains (RsVm *vm, RsObject *self, RsObject *key)
{
  return rs_dict_contains (vm, DICT (self), key);
}

static int
items_contains (RsVm *vm, RsObject *self, RsObject *item)
{
  if (!rs_is_tuple (item) || rs_tuple_size (item) != 2)
    return 0;
  RsObject *value = rs_dict_get (vm, DICT (self), rs_tuple_items (item)[0]);
  if (value == NULL)
    return vm->pending ? -1 : 0;
  rs_incref (value);
  int equal = rs_compare_bool (vm, value, rs_tuple_items (item)[1], RS_EQ);
  rs_decref (vm, value);
  return equal;
}

static gboolean
is_view (RsVm *vm, RsObject *object)
{
  return object->type == RS_TYPE (vm, DICT_KEYS) || object->type == RS_TYPE (vm, DICT_ITEMS);
}

/* 1: every item of SMALL is in LARGE; -1 raises. */
static int
all_contained (RsVm *vm, RsObject *small, RsObject *large)
{
  RsObject *list = rs_list_from (vm, small);
  int result = list ? 1 : -1;
  for (gsize i = 0; result == 1 && i < rs_list_size (list); i++)
    result = rs_contains (vm, large, rs_list_items (list)[i]);
  rs_xdecref (vm, list);
  return result;
}

static RsObject *
view_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if (!is_view (vm, right) && !rs_is_anyset (right))
    return rs_incref (vm->not_implemented);
  gssize n = rs_length (vm, left), m = rs_length (vm, right);
  int result = 0;
  switch (op)
    {
    case RS_EQ:
    case RS_NE:
      result = n == m ? all_contained (vm, left, right) : 0;
      break;
    case RS_LT:
      result = n < m ? all_contained (vm, left, right) : 0;
      break;
    case RS_LE:
      result = n <= m ? all_contained (vm, left, right) : 0;
      break;
    case RS_GT:
      result = n > m ? all_contained (vm, right, left) : 0;
      break;
    case RS_GE:
      result = n >= m ? all_contained (vm, right, left) : 0;
      break;
    }
  return result < 0 ? NULL : rs_bool (vm, op == RS_NE ? !result : result);
}

/* Set operators: on a set of the left operand. */
static RsObject *
view_operator (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  RsObject *set = rs_set_new (vm, left), *other = set ? rs_set_new (vm, right) : NULL;
  RsObject *result = other ? rs_binary_op (vm, set, other, op) : NULL;
  rs_xdecref (vm, set);
  rs_xdecref (vm, other);
  return result;
}

static RsObject *
view_and (RsVm *vm, RsObject *l, RsObject *r)
{
  return view_operator (vm, l, r, RS_NB_AND);
}
static RsObject *
view_or (RsVm *vm, RsObject *l, RsObject *r)
{
  return view_operator (vm, l, r, RS_NB_OR);
}
static RsObject *
view_xor (RsVm *vm, RsObject *l, RsObject *r)
{
  return view_operator (vm, l, r, RS_NB_XOR);
}
static RsObject *
view_subtract (RsVm *vm, RsObject *l, RsObject *r)
{
  return view_operator (vm, l, r, RS_NB_SUBTRACT);
}

static RsObject *
view_isdisjoint (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsObject *common = view_operator (vm, self, args[0], RS_NB_AND);
  RsObject *result = common ? rs_bool (vm, rs_length (vm, common) == 0) : NULL;
  rs_xdecref (vm, common);
  return result;
}

static RsObject *
view_reversed (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsTypeId id = self->type == RS_TYPE (vm, DICT_KEYS)     ? RS_T_DICT_REVKEYITER
                : self->type == RS_TYPE (vm, DICT_VALUES) ? RS_T_DICT_REVVALUEITER
                                                          : RS_T_DICT_REVITEMITER;
  return new_iter (vm, vm->types[id], DICT (self), TRUE);
}

static RsObject *
view_get_mapping (RsVm *vm, RsObject *self)
{
  RsObject *name = RS_OBJECT (RS_TYPE (vm, MAPPINGPROXY));
  return rs_call1 (vm, name, DICT (self));
}

static const RsMethodDef set_methods[] = { { "isdisjoint", view_isdisjoint, RS_M_O, 0, 0, NULL },
                                           { "__reversed__", view_reversed, RS_M_NOARGS, 0, 0,
                                             NULL },
                                           { NULL } };
static const RsMethodDef values_methods[] = {
  { "__reversed__", view_reversed, RS_M_NOARGS, 0, 0, NULL }, { NULL }
};
static const RsGetSetDef getset[] = { { "mapping", view_get_mapping, NULL, NULL }, { NULL } };

#define SET_SLOTS                                                                                  \
  .dealloc = view_dealloc, .traverse = view_traverse, .repr = view_repr, .length = view_length,    \
  .richcompare = view_richcompare, .hash = rs_hash_not_implemented,                                \
  .binary = { [RS_NB_AND] = view_and,                                                              \
              [RS_NB_OR] = view_or,                                                                \
              [RS_NB_XOR] = view_xor,                                                              \
              [RS_NB_SUBTRACT] = view_subtract }

static const RsSlots keys_slots = { SET_SLOTS, .iter = keys_iter, .contains = keys_contains };
static const RsSlots items_slots = { SET_SLOTS, .iter = items_iter, .contains = items_contains };
static const RsSlots values_slots = { .dealloc = view_dealloc,
                                      .traverse = view_traverse,
                                      .repr = view_repr,
                                      .length = view_length,
                                      .iter = values_iter };

const RsTypeSpec rs_spec_dict_keys = { .name = "dict_keys",
                                       .flags = RS_TF_GC | RS_TF_NO_NEW,
                                       .size = sizeof (RsView),
                                       .slots = &keys_slots,
                                       .methods = set_methods,
                                       .getset = getset };
const RsTypeSpec rs_spec_dict_items = { .name = "dict_items",
                                        .flags = RS_TF_GC | RS_TF_NO_NEW,
                                        .size = sizeof (RsView),
                                        .slots = &items_slots,
                                        .methods = set_methods,
                                        .getset = getset };
const RsTypeSpec rs_spec_dict_values = { .name = "dict_values",
                                         .flags = RS_TF_GC | RS_TF_NO_NEW,
                                         .size = sizeof (RsView),
                                         .slots = &values_slots,
                                         .methods = values_methods,
                                         .getset = getset };
