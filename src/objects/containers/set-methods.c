/* SPDX-License-Identifier: MIT
 *
 * Methods and the iterator of set and frozenset. The algebra that they and the
 * operators do is in set-algebra.c.
 */
#include "obj-set.h"

#include "objects/abstract.h"
#include "objects/iterators/iterators.h"
#include "sequence.h"

#define USED(set) (((RsSet *) (set))->used)

gssize
rs_set_length (RsVm *vm, RsObject *self)
{
  return USED (self);
}

/* "{a, b}", of a subclass or a frozenset "name({a, b})". */
static RsObject *
show_items (RsVm *vm, RsObject *self)
{
  RS_SCOPE (vm);
  RS_LOCAL (list, rs_list_from (vm, self));
  RS_LOCAL (inner, list ? rs_sequence_repr (vm, list, "{", "}", FALSE) : NULL);
  if (inner == NULL || self->type == RS_TYPE (vm, SET))
    return RS_GIVE (inner);
  return rs_str_printf (vm, "%T(%U)", self, inner);
}

RsObject *
rs_set_repr (RsVm *vm, RsObject *self)
{
  int shown = rs_repr_enter (vm, self);
  if (shown != 0)
    return shown < 0 ? NULL : rs_str_printf (vm, "%T(...)", self);
  RsObject *result = USED (self) == 0 ? rs_str_printf (vm, "%T()", self) : show_items (vm, self);
  rs_repr_leave (vm, self);
  return result;
}

/* --- the iterator --------------------------------------------------------- */

typedef struct {
  RsObject base;
  RsObject *set;
  gsize position, used;
  gssize left;
} RsSetIter;

RsObject *
rs_set_iter (RsVm *vm, RsObject *self)
{
  RsSetIter *iter = rs_object_new (vm, RS_TYPE (vm, SET_ITER));
  iter->set = rs_incref (self);
  iter->used = iter->left = USED (self);
  rs_gc_track (vm, iter);
  return RS_OBJECT (iter);
}

static void
iter_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &((RsSetIter *) self)->set);
  rs_object_free (vm, self);
}

static void
iter_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, ((RsSetIter *) self)->set, "set");
}

static RsObject *
iter_next (RsVm *vm, RsObject *object)
{
  RsSetIter *self = (RsSetIter *) object;
  RsObject *key;
  if (self->set == NULL)
    return NULL;
  if (self->used != USED (self->set))
    {
      self->used = G_MAXSIZE;
      return rs_raise (vm, RS_TYPE (vm, RuntimeError), "Set changed size during iteration");
    }
  if (rs_set_next (self->set, &self->position, &key, NULL))
    {
      self->left--;
      return rs_incref (key);
    }
  rs_clear (vm, &self->set);
  return NULL;
}

static RsObject *
iter_length_hint (RsVm *vm, RsObject *object, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsSetIter *self = (RsSetIter *) object;
  return rs_int_new (vm, self->set && self->used == USED (self->set) ? self->left : 0);
}

static RsObject *
iter_reduce (RsVm *vm, RsObject *object, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsSetIter *self = (RsSetIter *) object, *copy = rs_object_new (vm, RS_TYPE (vm, SET_ITER));
  copy->set = rs_xincref (self->set);
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
static const RsSlots iter_slots = {
  .dealloc = iter_dealloc, .traverse = iter_traverse, .iter = rs_self_iter, .iternext = iter_next
};
const RsTypeSpec rs_spec_set_iter = { .name = "set_iterator",
                                      .flags = RS_TF_GC | RS_TF_NO_NEW,
                                      .size = sizeof (RsSetIter),
                                      .slots = &iter_slots,
                                      .methods = iter_methods };

/* --- methods -------------------------------------------------------------- */

#define METHOD(name)                                                                               \
  static RsObject *name (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,             \
                         RsObject *kwnames)

METHOD (set_add)
{
  return rs_set_add (vm, self, args[0]) < 0 ? NULL : rs_incref (vm->none);
}

METHOD (set_remove)
{
  int there = rs_set_discard (vm, self, args[0]);
  return there < 0 ? NULL : there == 0 ? rs_raise_key_error (vm, args[0]) : rs_incref (vm->none);
}

METHOD (set_discard)
{
  return rs_set_discard (vm, self, args[0]) < 0 ? NULL : rs_incref (vm->none);
}

METHOD (set_pop)
{
  RsSet *set = (RsSet *) self;
  if (set->used == 0)
    {
      RsObject *text = rs_str_new (vm, "pop from an empty set", -1);
      rs_raise_key_error (vm, text);
      rs_decref (vm, text);
      return NULL;
    }
  gsize i = set->finger & set->mask;
  while (set->table[i].key == NULL)
    i = i == set->mask ? 0 : i + 1;
  RsObject *key = set->table[i].key;
  set->table[i].key = NULL;
  set->table[i].hash = -1;
  set->used--;
  set->finger = i + 1;
  return key;
}

METHOD (set_clear)
{
  rs_set_clear (vm, self);
  return rs_incref (vm->none);
}

METHOD (set_copy)
{
  if (self->type == RS_TYPE (vm, FROZENSET))
    return rs_incref (self);
  return rs_set_make (vm, rs_set_plain_type (vm, self), self);
}

METHOD (set_update)
{
  for (gsize i = 0; i < nargs; i++)
    if (rs_set_update (vm, self, args[i]) < 0)
      return NULL;
  return rs_incref (vm->none);
}

METHOD (set_union)
{
  RS_SCOPE (vm);
  RS_LOCAL (result, rs_set_make (vm, rs_set_plain_type (vm, self), self));
  if (result == NULL)
    return NULL;
  for (gsize i = 0; i < nargs; i++)
    if (args[i] != self && rs_set_update (vm, result, args[i]) < 0)
      return NULL;
  return RS_GIVE (result);
}

METHOD (set_intersection)
{
  if (nargs == 0)
    return rs_set_make (vm, rs_set_plain_type (vm, self), self);
  RS_SCOPE (vm);
  RS_LOCAL (result, rs_incref (self));
  for (gsize i = 0; i < nargs; i++)
    {
      RsObject *next = rs_set_intersect (vm, result, args[i]);
      if (next == NULL)
        return NULL;
      rs_setref (vm, &result, next);
    }
  return RS_GIVE (result);
}

METHOD (set_difference)
{
  if (nargs == 0)
    return rs_set_make (vm, rs_set_plain_type (vm, self), self);
  RS_SCOPE (vm);
  RS_LOCAL (result, rs_set_minus (vm, self, args[0]));
  if (result == NULL)
    return NULL;
  for (gsize i = 1; i < nargs; i++)
    if (rs_set_remove_all (vm, result, args[i]) < 0)
      return NULL;
  return RS_GIVE (result);
}

METHOD (set_symmetric_difference)
{
  return rs_set_differ (vm, self, args[0]);
}

METHOD (set_intersection_update)
{
  RsObject *result = set_intersection (vm, self, args, nargs, NULL);
  if (result == NULL)
    return NULL;
  rs_set_swap (self, result);
  rs_decref (vm, result);
  return rs_incref (vm->none);
}

METHOD (set_difference_update)
{
  for (gsize i = 0; i < nargs; i++)
    if (rs_set_remove_all (vm, self, args[i]) < 0)
      return NULL;
  return rs_incref (vm->none);
}

METHOD (set_symmetric_difference_update)
{
  return rs_set_flip_all (vm, self, args[0]) < 0 ? NULL : rs_incref (vm->none);
}

METHOD (set_isdisjoint)
{
  int result = rs_set_is_disjoint (vm, self, args[0]);
  return result < 0 ? NULL : rs_bool (vm, result);
}

METHOD (set_issubset)
{
  RS_SCOPE (vm);
  RS_LOCAL (other, rs_is_anyset (args[0]) ? rs_incref (args[0]) : rs_set_new (vm, args[0]));
  int result = other ? rs_set_is_subset (vm, self, other) : -1;
  return result < 0 ? NULL : rs_bool (vm, result);
}

METHOD (set_issuperset)
{
  int result = rs_is_anyset (args[0]) ? rs_set_is_subset (vm, args[0], self)
                                      : rs_set_has_all (vm, self, args[0]);
  return result < 0 ? NULL : rs_bool (vm, result);
}

/* (type, ([items],), state) */
METHOD (set_reduce)
{
  RS_SCOPE (vm);
  RS_LOCAL (list, rs_list_from (vm, self));
  if (list == NULL)
    return NULL;
  RS_LOCAL (state, rs_call_method (vm, self, RS_NAME (vm, __getstate__), NULL, 0));
  if (state == NULL)
    return NULL;
  RS_LOCAL (arguments, rs_tuple_pack (vm, 1, list));
  return rs_tuple_pack (vm, 3, self->type, arguments, state);
}

METHOD (set_sizeof)
{
  return rs_int_new (vm, self->type->slots.sizeof_ (vm, self));
}

METHOD (set_contains)
{
  int found = rs_set_contains (vm, self, args[0]);
  return found < 0 ? NULL : rs_bool (vm, found);
}

#define COMMON_METHODS                                                                             \
  { "copy", set_copy, RS_M_NOARGS, 0, 0, NULL }, { "union", set_union, RS_M_FAST, 0, -1, NULL },   \
      { "intersection", set_intersection, RS_M_FAST, 0, -1, NULL },                                \
      { "difference", set_difference, RS_M_FAST, 0, -1, NULL },                                    \
      { "symmetric_difference", set_symmetric_difference, RS_M_O, 0, 0, NULL },                    \
      { "isdisjoint", set_isdisjoint, RS_M_O, 0, 0, NULL },                                        \
      { "issubset", set_issubset, RS_M_O, 0, 0, NULL },                                            \
      { "issuperset", set_issuperset, RS_M_O, 0, 0, NULL }, { "__contains__",                      \
                                                              set_contains,                        \
                                                              RS_M_O | RS_M_COEXIST,               \
                                                              0,                                   \
                                                              0,                                   \
                                                              "x.__contains__(y) <==> y in x." },  \
      { "__reduce__", set_reduce, RS_M_NOARGS, 0, 0, NULL },                                       \
      { "__sizeof__", set_sizeof, RS_M_NOARGS, 0, 0, NULL },                                       \
  {                                                                                                \
    "__class_getitem__", rs_class_getitem, RS_M_O | RS_M_CLASS, 0, 0, NULL                         \
  }

const RsMethodDef rs_frozenset_methods[] = { COMMON_METHODS, { NULL } };

const RsMethodDef rs_set_methods[] = {
  COMMON_METHODS,
  { "add", set_add, RS_M_O, 0, 0, NULL },
  { "remove", set_remove, RS_M_O, 0, 0, NULL },
  { "discard", set_discard, RS_M_O, 0, 0, NULL },
  { "pop", set_pop, RS_M_NOARGS, 0, 0, NULL },
  { "clear", set_clear, RS_M_NOARGS, 0, 0, NULL },
  { "update", set_update, RS_M_FAST, 0, -1, NULL },
  { "intersection_update", set_intersection_update, RS_M_FAST, 0, -1, NULL },
  { "difference_update", set_difference_update, RS_M_FAST, 0, -1, NULL },
  { "symmetric_difference_update", set_symmetric_difference_update, RS_M_O, 0, 0, NULL },
  { NULL }
};
