/* SPDX-License-Identifier: MIT
 *
 * The type collections.OrderedDict, as CPython's Objects/odictobject.c: a dict
 * whose order is kept beside the table. How, ordered-nodes.c says; its views
 * and iterators are in ordered-iter.c, update in ordered-update.c.
 *
 * What asks the table hashes the key first, and each asks anew: so a walk over
 * the items runs __hash__ twice for each.
 */
#include "heap/run-limits.h"
#include "objects/abstract.h"
#include "objects/containers/obj-dict-views.h"
#include "ordered-private.h"

enum { NODE_BYTES = 32, POINTER_BYTES = 8 };

static gboolean
is_exact (RsVm *vm, const RsObject *object)
{
  return object->type == RS_TYPE (vm, ORDERED_DICT);
}

static RsObject *
none_if (RsVm *vm, gboolean ok)
{
  return ok ? rs_incref (vm->none) : NULL;
}

/* --- setting and deleting ------------------------------------------------- */

int
rs_ordered_set (RsVm *vm, RsOrderedDict *self, RsObject *key, gint64 hash, RsObject *value)
{
  RS_SCOPE (vm);
  RsObject *dict = RS_OBJECT (self);
  {
    RS_LOCAL (held_value, rs_incref (value));
    RS_LOCAL (held_key, rs_incref (key));
    if (rs_dict_set_known_hash (vm, dict, key, hash, value) < 0)
      return -1;
  }
  if (rs_ordered_add (vm, self, key, hash) == 0)
    return 0;
  /* What has no place in the order is not to stay. */
  RS_LOCAL (exception, vm->stop ? NULL : rs_pending_take (vm));
  if (exception != NULL)
    {
      RS_LOCAL (gone, rs_dict_pop_known_hash (vm, dict, key, hash));
      rs_clear (vm, &gone);
      rs_pending_clear (vm);
      rs_pending_restore (vm, g_steal_pointer (&exception));
    }
  return -1;
}

static int delete (RsVm *vm, RsOrderedDict *self, RsObject *key, gint64 hash)
{
  if (rs_ordered_remove (vm, self, NULL, key, hash) < 0)
    return -1;
  RsObject *value = rs_dict_pop_known_hash (vm, RS_OBJECT (self), key, hash);
  if (value == NULL)
    {
      if (vm->pending == NULL && !vm->stop)
        rs_raise_key_error (vm, key);
      return -1;
    }
  rs_decref (vm, value);
  return 0;
}

static int
ordered_setitem (RsVm *vm, RsObject *self, RsObject *key, RsObject *value)
{
  gint64 hash = rs_dict_key_hash (vm, key);
  if (hash == -1)
    return -1;
  return value ? rs_ordered_set (vm, RS_ORDERED (self), key, hash, value)
               : delete (vm, RS_ORDERED (self), key, hash);
}

/* The value of NODE's key, borrowed; NULL raises, also where looking for it has
 * freed the node. */
static RsObject *
value_of (RsVm *vm, RsOrderedDict *self, RsOrderedNode *node)
{
  gsize freed = self->n_freed;
  RsObject *value = rs_dict_get (vm, RS_OBJECT (self), node->key);
  if (vm->pending || vm->stop)
    return NULL;
  if (!rs_ordered_has (self, node, freed))
    return rs_raise (vm, RS_TYPE (vm, RuntimeError), "OrderedDict mutated during iteration");
  return value ? value : rs_ordered_raise_missing (vm, node->key);
}

/* --- methods -------------------------------------------------------------- */

RS_NATIVE (ordered_fromkeys)
{
  static const char *const names[] = { "iterable", "value", NULL };
  RsObject *v[2];
  if (!rs_parse_args (vm, "fromkeys", args, nargs, kwnames, names, 0, 1, v))
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (made, rs_call0 (vm, self));
  RS_LOCAL (iterator, made ? rs_iter (vm, v[0]) : NULL);
  if (iterator == NULL)
    return NULL;
  for (;;)
    {
      RS_LOCAL (key, rs_next (vm, iterator));
      if (key == NULL)
        break;
      if (rs_setitem (vm, made, key, v[1] ? v[1] : vm->none) < 0)
        return NULL;
    }
  rs_clear (vm, &iterator);
  if (vm->pending || vm->stop)
    return NULL;
  return RS_GIVE (made);
}

static gsize
ordered_bytes (RsVm *vm, RsObject *self)
{
  RsOrderedDict *ordered = RS_ORDERED (self);
  return rs_dict_sizeof (vm, self) + ordered->n_fast * POINTER_BYTES
         + (ordered->first ? ordered->dict.used * NODE_BYTES : 0);
}

RS_NATIVE (ordered_sizeof)
{
  return rs_int_new (vm, ordered_bytes (vm, self));
}

RS_NATIVE (ordered_reduce)
{
  RS_SCOPE (vm);
  RS_LOCAL (state, rs_call_method (vm, self, RS_NAME (vm, __getstate__), NULL, 0));
  RS_LOCAL (items, state ? rs_call_method (vm, self, RS_NAME (vm, items), NULL, 0) : NULL);
  RS_LOCAL (iterator, items ? rs_iter (vm, items) : NULL);
  rs_clear (vm, &items);
  if (iterator == NULL)
    return NULL;
  return rs_tuple_pack (vm, 5, RS_OBJECT (self->type), vm->empty_tuple, state, vm->none, iterator);
}

RS_NATIVE (ordered_setdefault)
{
  static const char *const names[] = { "key", "default", NULL };
  RsObject *v[2];
  if (!rs_parse_args (vm, "setdefault", args, nargs, kwnames, names, 0, 1, v))
    return NULL;
  RsObject *value = v[1] ? v[1] : vm->none;
  if (!is_exact (vm, self))
    {
      int there = rs_contains (vm, self, v[0]);
      if (there != 0)
        return there < 0 ? NULL : rs_getitem (vm, self, v[0]);
      return rs_setitem (vm, self, v[0], value) < 0 ? NULL : rs_incref (value);
    }
  RsObject *old = rs_dict_get (vm, self, v[0]);
  if (old != NULL)
    return rs_incref (old);
  if (vm->pending || vm->stop || ordered_setitem (vm, self, v[0], value) < 0)
    return NULL;
  return rs_incref (value);
}

/* Takes KEY out: its value, or else FALLBACK; without one KeyError. */
static RsObject *
pop (RsVm *vm, RsOrderedDict *self, RsObject *key, gint64 hash, RsObject *fallback)
{
  RsOrderedNode *node = rs_ordered_find (vm, self, key, hash);
  if (node != NULL)
    {
      if (rs_ordered_remove (vm, self, node, key, hash) < 0)
        return NULL;
      RsObject *value =
          self->dict.used > 0 ? rs_dict_pop_known_hash (vm, RS_OBJECT (self), key, hash) : NULL;
      if (value != NULL || vm->pending || vm->stop)
        return value;
      return fallback ? rs_incref (fallback) : rs_raise_key_error (vm, key);
    }
  if (vm->pending || vm->stop)
    return NULL;
  return fallback ? rs_incref (fallback) : rs_ordered_raise_missing (vm, key);
}

RS_NATIVE (ordered_pop)
{
  static const char *const names[] = { "key", "default", NULL };
  RsObject *v[2];
  if (!rs_parse_args (vm, "pop", args, nargs, kwnames, names, 0, 1, v))
    return NULL;
  gint64 hash = rs_dict_key_hash (vm, v[0]);
  return hash == -1 ? NULL : pop (vm, RS_ORDERED (self), v[0], hash, v[1]);
}

/* 1, 0: the argument named "last", true if absent; -1 raises. */
static int
wants_last (RsVm *vm, RsObject *argument)
{
  return argument ? rs_is_true (vm, argument) : 1;
}

RS_NATIVE (ordered_popitem)
{
  static const char *const names[] = { "last", NULL };
  RsOrderedDict *ordered = RS_ORDERED (self);
  RsObject *v[1];
  if (!rs_parse_args (vm, "popitem", args, nargs, kwnames, names, 0, 0, v))
    return NULL;
  int last = wants_last (vm, v[0]);
  if (last < 0)
    return NULL;
  if (ordered->first == NULL)
    return rs_raise (vm, RS_TYPE (vm, KeyError), "dictionary is empty");
  RsOrderedNode *node = last ? ordered->last : ordered->first;
  RS_SCOPE (vm);
  RS_LOCAL (value, NULL);
  RS_LOCAL (key, rs_incref (node->key)); /* dropped first */
  value = pop (vm, ordered, key, node->hash, NULL);
  return value ? rs_tuple_pack (vm, 2, key, value) : NULL;
}

RS_NATIVE (ordered_keys)
{
  return rs_dict_view_new (vm, RS_TYPE (vm, ORDERED_KEYS), self);
}

RS_NATIVE (ordered_values)
{
  return rs_dict_view_new (vm, RS_TYPE (vm, ORDERED_VALUES), self);
}

RS_NATIVE (ordered_items)
{
  return rs_dict_view_new (vm, RS_TYPE (vm, ORDERED_ITEMS), self);
}

RS_NATIVE (ordered_update)
{
  return none_if (vm, rs_ordered_update_args (vm, self, args, nargs, kwnames) == 0);
}

RS_NATIVE (ordered_clear)
{
  rs_dict_clear (vm, self);
  rs_ordered_remove_all (vm, RS_ORDERED (self));
  return rs_incref (vm->none);
}

/* Copies the item of NODE. */
static int
copy_item (RsVm *vm, RsObject *self, RsOrderedNode *node, RsObject *copy)
{
  if (!rs_may_go_on (vm, 1))
    return -1;
  if (is_exact (vm, self))
    {
      gint64 hash = node->hash;
      RsObject *value = value_of (vm, RS_ORDERED (self), node);
      return value ? rs_ordered_set (vm, RS_ORDERED (copy), node->key, hash, value) : -1;
    }
  RS_SCOPE (vm);
  RS_LOCAL (key, rs_incref (node->key));
  RS_LOCAL (value, rs_getitem (vm, self, key));
  return value ? rs_setitem (vm, copy, key, value) : -1;
}

RS_NATIVE (ordered_copy)
{
  RsOrderedDict *ordered = RS_ORDERED (self);
  RS_SCOPE (vm);
  RS_LOCAL (copy, rs_call0 (vm, RS_OBJECT (self->type)));
  if (copy == NULL)
    return NULL;
  for (RsOrderedNode *node = ordered->first; node != NULL;)
    {
      gsize freed = ordered->n_freed;
      if (copy_item (vm, self, node, copy) < 0)
        return NULL;
      node = rs_ordered_next (ordered, node, freed);
    }
  return RS_GIVE (copy);
}

RS_NATIVE (ordered_reversed)
{
  return rs_ordered_reverse_iter (vm, self);
}

RS_NATIVE (ordered_move_to_end)
{
  static const char *const names[] = { "key", "last", NULL };
  RsOrderedDict *ordered = RS_ORDERED (self);
  RsObject *v[2];
  if (!rs_parse_args (vm, "move_to_end", args, nargs, kwnames, names, 0, 1, v))
    return NULL;
  int last = wants_last (vm, v[1]);
  if (last < 0)
    return NULL;
  RsOrderedNode *node = last ? ordered->last : ordered->first;
  if (node != NULL && node->key == v[0])
    return rs_incref (vm->none);
  if (node != NULL)
    {
      gint64 hash = rs_dict_key_hash (vm, v[0]);
      node = hash == -1 ? NULL : rs_ordered_find (vm, ordered, v[0], hash);
    }
  if (node == NULL)
    return vm->pending || vm->stop ? NULL : rs_ordered_raise_missing (vm, v[0]);
  rs_ordered_move (ordered, node, last);
  return rs_incref (vm->none);
}

static const RsMethodDef methods[] = {
  { "fromkeys", ordered_fromkeys, RS_M_KEYWORDS | RS_M_CLASS, 0, 0,
    "Create a new ordered dictionary with keys from iterable and values set to value." },
  { "__sizeof__", ordered_sizeof, RS_M_NOARGS, 0, 0, NULL },
  { "__reduce__", ordered_reduce, RS_M_NOARGS, 0, 0, "Return state information for pickling" },
  { "setdefault", ordered_setdefault, RS_M_KEYWORDS, 0, 0, NULL },
  { "pop", ordered_pop, RS_M_KEYWORDS, 0, 0, NULL },
  { "popitem", ordered_popitem, RS_M_KEYWORDS, 0, 0, NULL },
  { "keys", ordered_keys, RS_M_NOARGS, 0, 0, NULL },
  { "values", ordered_values, RS_M_NOARGS, 0, 0, NULL },
  { "items", ordered_items, RS_M_NOARGS, 0, 0, NULL },
  { "update", ordered_update, RS_M_KEYWORDS | RS_M_VARARGS, 0, 0, NULL },
  { "clear", ordered_clear, RS_M_NOARGS, 0, 0, "od.clear() -> None.  Remove all items from od." },
  { "copy", ordered_copy, RS_M_NOARGS, 0, 0, "od.copy() -> a shallow copy of od" },
  { "__reversed__", ordered_reversed, RS_M_NOARGS, 0, 0, "od.__reversed__() <==> reversed(od)" },
  { "move_to_end", ordered_move_to_end, RS_M_KEYWORDS, 0, 0, NULL },
  { NULL }
};

/* --- slots ---------------------------------------------------------------- */

static int
ordered_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (nargs > 1)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "expected at most 1 arguments, got %zu",
                         nargs);
  return rs_ordered_update_args (vm, self, args, nargs, kwnames);
}

static void
ordered_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &RS_ORDERED (self)->attributes);
  rs_weakref_object_dies (vm, self);
  rs_ordered_remove_all (vm, RS_ORDERED (self));
  RS_TYPE (vm, DICT)->slots.dealloc (vm, self);
}

static void
ordered_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  gsize i = 0;
  rs_visit (visit, RS_ORDERED (self)->attributes, RS_EDGE_DICT, 0);
  for (RsOrderedNode *node = RS_ORDERED (self)->first; node != NULL; node = node->next)
    rs_visit (visit, node->key, RS_EDGE_KEY, i++);
  RS_TYPE (vm, DICT)->slots.traverse (vm, self, visit);
}

static void
ordered_tp_clear (RsVm *vm, RsObject *self)
{
  rs_clear (vm, &RS_ORDERED (self)->attributes);
  rs_dict_clear (vm, self);
  rs_ordered_remove_all (vm, RS_ORDERED (self));
}

/* What repr () shows between the parentheses. */
static RsObject *
list_items (RsVm *vm, RsObject *self)
{
  RS_SCOPE (vm);
  if (!is_exact (vm, self))
    {
      RS_LOCAL (items, rs_call_method (vm, self, RS_NAME (vm, items), NULL, 0));
      RS_LOCAL (list, items ? rs_list_from (vm, items) : NULL);
      return RS_GIVE (list);
    }
  RsOrderedDict *ordered = RS_ORDERED (self);
  RS_LOCAL (list, rs_list_new (vm, 0));
  for (RsOrderedNode *node = ordered->first; node != NULL;)
    {
      gsize freed = ordered->n_freed;
      RsObject *value = rs_may_go_on (vm, 1) ? value_of (vm, ordered, node) : NULL;
      if (value == NULL
          || rs_list_append_steal (vm, list, rs_tuple_pack (vm, 2, node->key, value)) < 0)
        return NULL;
      node = rs_ordered_next (ordered, node, freed);
    }
  return RS_GIVE (list);
}

static RsObject *
ordered_repr (RsVm *vm, RsObject *self)
{
  RsObject *name = self->type->name;
  if (rs_dict_size (self) == 0)
    return rs_str_printf (vm, "%U()", name);
  int entered = rs_repr_enter (vm, self);
  if (entered != 0)
    return entered < 0 ? NULL : rs_str_new (vm, "...", -1);
  RS_SCOPE (vm);
  RS_LOCAL (list, list_items (vm, self));
  RS_LOCAL (text, list ? rs_str_printf (vm, "%U(%R)", name, list) : NULL);
  rs_clear (vm, &list);
  rs_repr_leave (vm, self);
  return RS_GIVE (text);
}

/* Whether both have the same keys in the same order; -1 raises. */
static int
keys_equal (RsVm *vm, RsOrderedDict *a, RsOrderedDict *b)
{
  RsOrderedNode *x = a->first, *y = b->first;
  while (x != NULL && y != NULL)
    {
      if (!rs_may_go_on (vm, 1))
        return -1;
      RS_SCOPE (vm);
      RS_LOCAL (left, rs_incref (x->key));
      RS_LOCAL (right, rs_incref (y->key));
      gsize freed_a = a->n_freed, freed_b = b->n_freed;
      int equal = rs_compare_bool (vm, left, right, RS_EQ);
      if (equal <= 0)
        return equal;
      x = rs_ordered_next (a, x, freed_a);
      y = rs_ordered_next (b, y, freed_b);
    }
  return x == NULL && y == NULL;
}

static RsObject *
ordered_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if (!rs_is_a (left, RS_TYPE (vm, ORDERED_DICT)) || !rs_is_dict (right)
      || (op != RS_EQ && op != RS_NE))
    return rs_incref (vm->not_implemented);
  RsObject *same = RS_TYPE (vm, DICT)->slots.richcompare (vm, left, right, op);
  if (same == NULL || !rs_is_a (right, RS_TYPE (vm, ORDERED_DICT))
      || (same == vm->true_) != (op == RS_EQ))
    return same;
  rs_decref (vm, same);
  int equal = keys_equal (vm, RS_ORDERED (left), RS_ORDERED (right));
  return equal < 0 ? NULL : rs_bool (vm, equal == (op == RS_EQ));
}

static RsObject *
ordered_or (RsVm *vm, RsObject *left, RsObject *right)
{
  gboolean from_left = rs_is_a (left, RS_TYPE (vm, ORDERED_DICT));
  if (!rs_is_dict (from_left ? right : left))
    return rs_incref (vm->not_implemented);
  RS_SCOPE (vm);
  RS_LOCAL (made, rs_call1 (vm, RS_OBJECT ((from_left ? left : right)->type), left));
  if (made == NULL || rs_ordered_update (vm, made, right) < 0)
    return NULL;
  return RS_GIVE (made);
}

static RsObject *
ordered_ior (RsVm *vm, RsObject *self, RsObject *other)
{
  return rs_ordered_update (vm, self, other) < 0 ? NULL : rs_incref (self);
}

static const RsGetSetDef getset[] = { { "__dict__", rs_get_dict_field, rs_set_dict_field, NULL },
                                      { NULL } };
static const RsSlots slots = {
  .dealloc = ordered_dealloc,
  .traverse = ordered_traverse,
  .clear = ordered_tp_clear,
  .repr = ordered_repr,
  .hash = rs_hash_not_implemented,
  .richcompare = ordered_richcompare,
  .iter = rs_ordered_iter,
  .init = ordered_init,
  .binary = { [RS_NB_OR] = ordered_or, [RS_NB_INPLACE + RS_NB_OR] = ordered_ior },
  .setitem = ordered_setitem,
  .sizeof_ = ordered_bytes,
};
const RsTypeSpec rs_spec_ordered_dict = { .name = "collections.OrderedDict",
                                          .flags = RS_TF_GC | RS_TF_BASETYPE,
                                          .size = sizeof (RsOrderedDict),
                                          .base = RS_T_DICT,
                                          .slots = &slots,
                                          .methods = methods,
                                          .getset = getset,
                                          .dict_offset =
                                              G_STRUCT_OFFSET (RsOrderedDict, attributes),
                                          .weaklist_offset =
                                              G_STRUCT_OFFSET (RsOrderedDict, weaklist),
                                          .doc = "Dictionary that remembers insertion order" };
