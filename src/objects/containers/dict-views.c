/* SPDX-License-Identifier: MIT
 *
 * Views of dicts and iterators over them, as in CPython's Objects/dictobject.c.
 * An iterator notices that the dict changed its size; it walks the entries by
 * position. An iterator over items uses its result tuple again where nobody
 * else holds it.
 */
#include "obj-dict-views.h"

#include "dict-keys.h"
#include "obj-set.h"
#include "objects/abstract.h"
#include "objects/iterators/iterators.h"

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

RsObject *
rs_dict_item (RsVm *vm, RsObject *spare, RsObject *key, RsObject *value)
{
  RS_SCOPE (vm);
  RS_LOCAL (result, spare->refcnt == 1 ? rs_incref (spare) : rs_tuple_new (vm, 2));
  RsObject **items = rs_tuple_items (result);
  RS_LOCAL (old_value, items[1]);
  RS_LOCAL (old_key, items[0]); /* dropped first */
  items[0] = rs_incref (key);
  items[1] = rs_incref (value);
  if (!rs_gc_is_tracked (result))
    rs_gc_track (vm, result);
  return RS_GIVE (result);
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
ITERNEXT (item_next, FALSE, rs_dict_item (vm, self->result, key, value))
ITERNEXT (key_previous, TRUE, rs_incref (key))
ITERNEXT (value_previous, TRUE, rs_incref (value))
ITERNEXT (item_previous, TRUE, rs_dict_item (vm, self->result, key, value))

static RsObject *
iter_length_hint (RsVm *vm, RsObject *object, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsDictIter *self = (RsDictIter *) object;
  return rs_int_new (vm, self->dict && self->used == rs_dict_size (self->dict) ? MAX (0, self->left)
                                                                               : 0);
}

static RsObject *
iter_reduce (RsVm *vm, RsObject *object, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsDictIter *self = (RsDictIter *) object, *copy = rs_object_new (vm, object->type);
  copy->dict = rs_xincref (self->dict);
  copy->result = self->result ? rs_tuple_pack (vm, 2, vm->none, vm->none) : NULL;
  copy->position = self->position;
  copy->used = self->used;
  copy->left = self->left;
  return rs_iter_reduced_to_list (vm, RS_OBJECT (copy));
}

static const RsMethodDef iter_methods[] = {
  { "__length_hint__", iter_length_hint, RS_M_NOARGS, 0, 0, NULL },
  { "__reduce__", iter_reduce, RS_M_NOARGS, 0, 0, "Return state information for pickling." },
  { NULL }
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
  RS_SCOPE (vm);
  RS_LOCAL (list, rs_list_from (vm, self));
  RS_LOCAL (text, list ? rs_str_printf (vm, "%T(%R)", self, list) : NULL);
  rs_clear (vm, &list);
  rs_repr_leave (vm, self);
  return RS_GIVE (text);
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
  RS_SCOPE (vm);
  RS_LOCAL (value, rs_xincref (rs_dict_get (vm, DICT (self), rs_tuple_items (item)[0])));
  if (value == NULL)
    return vm->pending ? -1 : 0;
  return rs_compare_bool (vm, value, rs_tuple_items (item)[1], RS_EQ);
}

static gboolean
is_view (RsVm *vm, RsObject *object)
{
  return rs_is_a (object, RS_TYPE (vm, DICT_KEYS)) || rs_is_a (object, RS_TYPE (vm, DICT_ITEMS));
}

/* Asks for each item of WALKED whether ASKED contains it, as long as the answer
 * is WANTED; the last answer, WANTED if there are no items; -1 raises. */
static int
ask_for_all (RsVm *vm, RsObject *walked, RsObject *asked, int wanted)
{
  RS_SCOPE (vm);
  RS_LOCAL (iterator, rs_iter (vm, walked));
  if (iterator == NULL)
    return -1;
  int answer = wanted;
  while (answer == wanted)
    {
      RS_LOCAL (item, rs_next (vm, iterator));
      if (item == NULL)
        break;
      answer = rs_contains (vm, asked, item);
    }
  return vm->pending || vm->stop ? -1 : answer;
}

/* 1: every item of SMALL is in LARGE; -1 raises. */
static int
all_contained (RsVm *vm, RsObject *small, RsObject *large)
{
  return ask_for_all (vm, small, large, 1);
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

/* What is in both: the larger one is asked. */
static RsObject *
view_and (RsVm *vm, RsObject *l, RsObject *r)
{
  RsObject *self = is_view (vm, l) ? l : r, *other = is_view (vm, l) ? r : l;
  gssize n = view_length (vm, self);
  if (other->type == RS_TYPE (vm, SET) && n <= rs_set_length (vm, other))
    return rs_set_intersect (vm, other, self);
  if (is_view (vm, other) && view_length (vm, other) > n)
    {
      RsObject *swap = self;
      self = other;
      other = swap;
    }
  RS_SCOPE (vm);
  RS_LOCAL (result, rs_set_new (vm, NULL));
  RS_LOCAL (iterator, rs_iter (vm, other));
  if (iterator == NULL)
    return NULL;
  for (;;)
    {
      RS_LOCAL (item, rs_next (vm, iterator));
      if (item == NULL)
        break;
      int there = rs_contains (vm, self, item);
      if (there < 0 || (there > 0 && rs_set_add (vm, result, item) < 0))
        return NULL;
    }
  if (vm->pending || vm->stop)
    return NULL;
  return RS_GIVE (result);
}

/* A set of the items of OPERAND, after ACTION with OTHER. The keys of a dict
 * lend their hashes. */
static RsObject *
view_operator (RsVm *vm, RsObject *operand, RsObject *other,
               int (*action) (RsVm *vm, RsObject *set, RsObject *other))
{
  gboolean lends =
      rs_is_a (operand, RS_TYPE (vm, DICT_KEYS)) && DICT (operand)->type == RS_TYPE (vm, DICT);
  RS_SCOPE (vm);
  RS_LOCAL (set, rs_set_new (vm, lends ? DICT (operand) : operand));
  if (set == NULL || action (vm, set, other) < 0)
    return NULL;
  return RS_GIVE (set);
}

static RsObject *
view_or (RsVm *vm, RsObject *l, RsObject *r)
{
  return view_operator (vm, l, r, rs_set_update);
}

static RsObject *
view_subtract (RsVm *vm, RsObject *l, RsObject *r)
{
  return view_operator (vm, l, r, rs_set_remove_all);
}

/* An item of the dict walked: takes it out of REST where that has the same,
 * else adds it to RESULT. -1 raises. */
static int
xor_item (RsVm *vm, RsObject *rest, RsObject *result, RsObject *key, RsObject *value, gint64 hash)
{
  RS_SCOPE (vm);
  RS_LOCAL (held_value, rs_incref (value));
  RS_LOCAL (held_key, rs_incref (key)); /* dropped first */
  RS_LOCAL (other, rs_xincref (rs_dict_get_known_hash (vm, rest, key, hash)));
  if (other == NULL && vm->pending)
    return -1;
  int same = other != NULL ? rs_compare_bool (vm, other, value, RS_EQ) : 0;
  if (same < 0)
    return -1;
  if (same)
    {
      RS_LOCAL (gone, rs_dict_pop_known_hash (vm, rest, key, hash));
      return vm->pending ? -1 : 0;
    }
  RS_LOCAL (pair, rs_tuple_pack (vm, 2, key, value));
  return rs_set_add (vm, result, pair);
}

/* Of two dicts' items: those that are equal need no hash of their values. */
static RsObject *
items_xor (RsVm *vm, RsObject *small, RsObject *large)
{
  gsize position = 0;
  RsObject *key, *value;
  gint64 hash;
  RS_SCOPE (vm);
  RS_LOCAL (rest, rs_dict_copy (vm, small));
  RS_LOCAL (result, rest ? rs_set_new (vm, NULL) : NULL);
  if (result == NULL)
    return NULL;
  while (rs_dict_next_hashed (large, &position, &key, &value, &hash))
    if (xor_item (vm, rest, result, key, value, hash) < 0)
      return NULL;
  RS_LOCAL (left, rs_dict_view_new (vm, RS_TYPE (vm, DICT_ITEMS), rest));
  if (rs_set_update (vm, result, left) < 0)
    return NULL;
  return RS_GIVE (result);
}

static RsObject *
view_xor (RsVm *vm, RsObject *l, RsObject *r)
{
  if (rs_is_a (l, RS_TYPE (vm, DICT_ITEMS)) && rs_is_a (r, RS_TYPE (vm, DICT_ITEMS)))
    return rs_dict_size (DICT (l)) > rs_dict_size (DICT (r)) ? items_xor (vm, DICT (r), DICT (l))
                                                             : items_xor (vm, DICT (l), DICT (r));
  return view_operator (vm, l, r, rs_set_flip_all);
}

static RsObject *
view_isdisjoint (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsObject *other = args[0];
  if (other == self)
    return rs_bool (vm, view_length (vm, self) == 0);
  gboolean plain = other->type == RS_TYPE (vm, SET) || other->type == RS_TYPE (vm, FROZENSET);
  gboolean swap = (plain || is_view (vm, other)) && rs_length (vm, other) > view_length (vm, self);
  int there = swap ? ask_for_all (vm, self, other, 0) : ask_for_all (vm, other, self, 0);
  return there < 0 ? NULL : rs_bool (vm, !there);
}

static RsObject *
view_reversed (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsTypeId id = rs_is_a (self, RS_TYPE (vm, DICT_KEYS))     ? RS_T_DICT_REVKEYITER
                : rs_is_a (self, RS_TYPE (vm, DICT_VALUES)) ? RS_T_DICT_REVVALUEITER
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
