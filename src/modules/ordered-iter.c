/* SPDX-License-Identifier: MIT
 *
 * The views of an OrderedDict and the one iterator behind them, forwards and
 * backwards. It keeps the key that is to come, not its node, and finds the node
 * anew each time: so it notices a change, and asks for the key's hash.
 */
#include "objects/abstract.h"
#include "objects/containers/obj-dict-views.h"
#include "objects/iterators/iterators.h"
#include "ordered-private.h"

enum { REVERSED = 1, KEYS = 2, VALUES = 4, ITEMS = KEYS | VALUES };

typedef struct {
  RsObject base;
  RsObject *dict;    /* NULL: exhausted */
  RsObject *current; /* the key that is to come; NULL: none */
  RsObject *result;  /* of items: the tuple that is used again */
  gsize size, state;
  guint kind;
} RsOrderedIter;
#define ITER(self) ((RsOrderedIter *) (self))

static RsObject *
new_iter (RsVm *vm, RsObject *dict, guint kind)
{
  RsOrderedDict *ordered = RS_ORDERED (dict);
  RsOrderedIter *self = rs_object_new (vm, RS_TYPE (vm, ORDERED_ITER));
  RsOrderedNode *node = kind & REVERSED ? ordered->last : ordered->first;
  if ((kind & ITEMS) == ITEMS)
    self->result = rs_tuple_pack (vm, 2, vm->none, vm->none);
  self->kind = kind;
  self->current = node ? rs_incref (node->key) : NULL;
  self->size = ordered->dict.used;
  self->state = ordered->state;
  self->dict = rs_incref (dict);
  rs_gc_track (vm, self);
  return RS_OBJECT (self);
}

RsObject *
rs_ordered_iter (RsVm *vm, RsObject *self)
{
  return new_iter (vm, self, KEYS);
}

RsObject *
rs_ordered_reverse_iter (RsVm *vm, RsObject *self)
{
  return new_iter (vm, self, KEYS | REVERSED);
}

static void
iter_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &ITER (self)->dict);
  rs_clear (vm, &ITER (self)->current);
  rs_clear (vm, &ITER (self)->result);
  rs_object_free (vm, self);
}

static void
iter_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, ITER (self)->dict, "dict");
  rs_visit_field (visit, ITER (self)->current, "current");
  rs_visit_field (visit, ITER (self)->result, "result");
}

/* Whether the dict is as it was when the iterator was made. */
static gboolean
is_unchanged (RsVm *vm, RsOrderedIter *self)
{
  const RsOrderedDict *dict = RS_ORDERED (self->dict);
  if (dict->state != self->state)
    {
      rs_raise (vm, RS_TYPE (vm, RuntimeError), "OrderedDict mutated during iteration");
      rs_clear (vm, &self->dict);
      return FALSE;
    }
  if (dict->dict.used != self->size)
    {
      self->size = G_MAXSIZE; /* for good */
      rs_raise (vm, RS_TYPE (vm, RuntimeError), "OrderedDict changed size during iteration");
      return FALSE;
    }
  return TRUE;
}

/* The key that is next, of DICT, which the caller holds. NULL: over, or
 * raised. */
static RsObject *
next_key (RsVm *vm, RsOrderedIter *self, RsOrderedDict *dict)
{
  RS_SCOPE (vm);
  RS_LOCAL (current, rs_incref (self->current));
  gint64 hash = dict->first ? rs_dict_key_hash (vm, current) : 0;
  RsOrderedNode *node = hash == -1 ? NULL : rs_ordered_find (vm, dict, current, hash);
  if (node == NULL)
    {
      if (vm->pending == NULL && !vm->stop)
        rs_ordered_raise_missing (vm, current);
      rs_clear (vm, &self->current);
      rs_clear (vm, &self->dict);
      return NULL;
    }
  /* Finding it may have run the iterator itself. */
  RS_LOCAL (key, self->current);
  node = self->kind & REVERSED ? node->previous : node->next;
  self->current = node ? rs_incref (node->key) : NULL;
  return RS_GIVE (key);
}

static RsObject *
iter_next (RsVm *vm, RsObject *object)
{
  RsOrderedIter *self = ITER (object);
  if (self->dict == NULL)
    return NULL;
  if (self->current == NULL)
    {
      rs_clear (vm, &self->dict);
      return NULL;
    }
  if (!is_unchanged (vm, self))
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (dict, rs_incref (self->dict));
  RS_LOCAL (key, next_key (vm, self, RS_ORDERED (dict)));
  if (key == NULL || !(self->kind & VALUES))
    return RS_GIVE (key);
  RS_LOCAL (value, rs_xincref (rs_dict_get (vm, dict, key)));
  if (value == NULL)
    {
      rs_pending_clear (vm);
      if (!vm->stop)
        rs_ordered_raise_missing (vm, key);
      rs_clear (vm, &self->current);
      rs_clear (vm, &self->dict);
      return NULL;
    }
  if (!(self->kind & KEYS))
    return RS_GIVE (value);
  RS_LOCAL (item, rs_dict_item (vm, self->result, key, value));
  return RS_GIVE (item);
}

/* iter (what is left), which stays. */
RS_NATIVE (iter_reduce)
{
  RsOrderedIter *from = ITER (self);
  RS_SCOPE (vm);
  RS_LOCAL (copy, rs_object_new (vm, RS_TYPE (vm, ORDERED_ITER)));
  RsOrderedIter *to = ITER (copy);
  to->dict = rs_xincref (from->dict);
  to->current = rs_xincref (from->current);
  to->result = from->result ? rs_tuple_pack (vm, 2, vm->none, vm->none) : NULL;
  to->kind = from->kind;
  to->size = from->size;
  to->state = from->state;
  return rs_iter_reduced_to_list (vm, g_steal_pointer (&copy));
}

static const RsMethodDef iter_methods[] = { { "__reduce__", iter_reduce, RS_M_NOARGS, 0, 0,
                                              "Return state information for pickling" },
                                            { NULL } };
static const RsSlots iter_slots = {
  .dealloc = iter_dealloc, .traverse = iter_traverse, .iter = rs_self_iter, .iternext = iter_next
};
const RsTypeSpec rs_spec_ordered_iter = { .name = "odict_iterator",
                                          .flags = RS_TF_GC | RS_TF_NO_NEW,
                                          .size = sizeof (RsOrderedIter),
                                          .slots = &iter_slots,
                                          .methods = iter_methods };

/* --- views ---------------------------------------------------------------- */

#define VIEW(id, text, base_id, kind, iterate, reverse)                                            \
  static RsObject *iterate (RsVm *vm, RsObject *self)                                              \
  {                                                                                                \
    return new_iter (vm, rs_dict_view_mapping (self), kind);                                       \
  }                                                                                                \
  RS_NATIVE (reverse)                                                                              \
  {                                                                                                \
    return new_iter (vm, rs_dict_view_mapping (self), (kind) | REVERSED);                          \
  }                                                                                                \
  static const RsMethodDef id##_methods[] = {                                                      \
    { "__reversed__", reverse, RS_M_NOARGS, 0, 0, NULL }, { NULL }                                 \
  };                                                                                               \
  static const RsSlots id##_slots = { .iter = iterate };                                           \
  const RsTypeSpec rs_spec_##id = { .name = text,                                                  \
                                    .flags = RS_TF_GC | RS_TF_NO_NEW,                              \
                                    .size = sizeof (RsView),                                       \
                                    .base = base_id,                                               \
                                    .slots = &id##_slots,                                          \
                                    .methods = id##_methods };
VIEW (ordered_keys, "odict_keys", RS_T_DICT_KEYS, KEYS, keys_iter, keys_reversed)
VIEW (ordered_values, "odict_values", RS_T_DICT_VALUES, VALUES, values_iter, values_reversed)
VIEW (ordered_items, "odict_items", RS_T_DICT_ITEMS, ITEMS, items_iter, items_reversed)
