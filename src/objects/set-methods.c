/* SPDX-License-Identifier: MIT
 *
 * Operators, methods and the iterator of set and frozenset. Methods take any iterables, operators sets only.
 */
#include "obj-set.h"

#include "abstract.h"
#include "iterators.h"
#include "sequence.h"

#define USED(set) (((RsSet *) (set))->used)

gssize
rs_set_length (RsVm *vm, RsObject *self)
{
  return USED (self);
}

RsObject *
rs_set_repr (RsVm *vm, RsObject *self)
{
  int shown = rs_repr_enter (vm, self);
  if (shown != 0)
    return shown < 0 ? NULL : rs_str_printf (vm, "%T(...)", self);
  RsObject *result = NULL, *list = NULL;
  if (USED (self) == 0)
    result = rs_str_printf (vm, "%T()", self);
  else if ((list = rs_list_from (vm, self)) != NULL)
    {
      RsObject *inner = rs_sequence_repr (vm, list, "{", "}", FALSE);
      if (inner != NULL)
        result = self->type == RS_TYPE (vm, SET) ? rs_incref (inner) : rs_str_printf (vm, "%T(%U)", self, inner);
      rs_xdecref (vm, inner);
      rs_decref (vm, list);
    }
  rs_repr_leave (vm, self);
  return result;
}

/* --- the iterator ---------------------------------------------------------------------------------------------------------------- */

typedef struct { RsObject base; RsObject *set; gsize position, used; gssize left; } RsSetIter;

RsObject *
rs_set_iter (RsVm *vm, RsObject *self)
{
  RsSetIter *iter = rs_object_new (vm, RS_TYPE (vm, SET_ITER));
  if (iter == NULL)
    return NULL;
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

static const RsMethodDef iter_methods[] = { { "__length_hint__", iter_length_hint, RS_M_NOARGS, 0, 0, NULL }, { NULL } };
static const RsSlots iter_slots = { .dealloc = iter_dealloc, .traverse = iter_traverse, .iter = rs_self_iter, .iternext = iter_next };
const RsTypeSpec rs_spec_set_iter = { .name = "set_iterator", .flags = RS_TF_GC | RS_TF_NO_NEW, .size = sizeof (RsSetIter), .slots = &iter_slots,
  .methods = iter_methods };

/* --- operations ------------------------------------------------------------------------------------------------------------------------ */

static RsType *
plain_type (RsVm *vm, RsObject *set)
{
  return RS_TYPE (vm, FROZENSET) == set->type || rs_is_a (set, RS_TYPE (vm, FROZENSET)) ? RS_TYPE (vm, FROZENSET) : RS_TYPE (vm, SET);
}

/* OTHER itself if it is a set or dict, else a set of its items: new reference. */
static RsObject *
as_set (RsVm *vm, RsObject *other)
{
  return rs_is_anyset (other) ? rs_incref (other) : rs_set_new (vm, other);
}

/* A new set of LEFT's kind with the items of FROM that are in IN (or, UNLESS, are not). */
static RsObject *
selection (RsVm *vm, RsObject *kind, RsObject *from, RsObject *in, gboolean unless)
{
  RsObject *result = rs_set_make (vm, plain_type (vm, kind), NULL), *key;
  gsize position = 0;
  gint64 hash;
  guint mark = rs_hold_mark (vm);
  if (result == NULL)
    return NULL;
  rs_hold (vm, result);
  while (vm->pending == NULL && rs_set_next (from, &position, &key, &hash))
    {
      rs_hold (vm, rs_incref (key));
      int there = rs_set_contains_hashed (vm, in, key, hash);
      if (there >= 0 && there != unless)
        rs_set_add_hashed (vm, result, key, hash);
      rs_hold_cut (vm, mark + 1);
      rs_decref (vm, key);
    }
  rs_hold_cut (vm, mark);
  if (vm->pending != NULL)
    rs_clear (vm, &result);
  return result;
}

static RsObject *
intersect (RsVm *vm, RsObject *self, RsObject *other)
{
  /* The smaller is walked: the order of the result is its order. */
  return USED (other) > USED (self) ? selection (vm, self, self, other, FALSE) : selection (vm, self, other, self, FALSE);
}

static RsObject *
unite (RsVm *vm, RsObject *self, RsObject *other)
{
  RsObject *result = rs_set_make (vm, plain_type (vm, self), self);
  if (result != NULL && rs_set_update (vm, result, other) < 0)
    rs_clear (vm, &result);
  return result;
}

static RsObject *
subtract (RsVm *vm, RsObject *self, RsObject *other)
{
  if (USED (self) / 4 > USED (other))
    {
      RsObject *result = rs_set_make (vm, plain_type (vm, self), self), *key;
      gsize position = 0;
      while (result != NULL && rs_set_next (other, &position, &key, NULL))
        if (rs_set_discard (vm, result, key) < 0)
          rs_clear (vm, &result);
      return result;
    }
  return selection (vm, self, self, other, TRUE);
}

static RsObject *
differ (RsVm *vm, RsObject *self, RsObject *other)
{
  RsObject *result = rs_set_make (vm, plain_type (vm, self), other), *key;
  gsize position = 0;
  gint64 hash;
  while (result != NULL && rs_set_next (self, &position, &key, &hash))
    {
      int there = rs_set_discard (vm, result, key);
      if (there < 0 || (there == 0 && rs_set_add_hashed (vm, result, key, hash) < 0))
        rs_clear (vm, &result);
    }
  return result;
}

#define OPERATOR(name, function)                                                                                \
  RsObject *rs_set_##name (RsVm *vm, RsObject *left, RsObject *right)                                           \
  {                                                                                                             \
    if (!rs_is_anyset (left) || !rs_is_anyset (right))                                                          \
      return rs_incref (vm->not_implemented);                                                                   \
    return function (vm, left, right);                                                                          \
  }
OPERATOR (and, intersect)
OPERATOR (or, unite)
OPERATOR (xor, differ)
OPERATOR (subtract, subtract)

/* SELF takes over what RESULT (dropped) holds. */
static RsObject *
become (RsVm *vm, RsObject *self, RsObject *result)
{
  if (result == NULL)
    return NULL;
  rs_set_clear (vm, self);
  int merged = rs_set_update (vm, self, result);
  rs_decref (vm, result);
  return merged < 0 ? NULL : rs_incref (self);
}

RsObject *
rs_set_ior (RsVm *vm, RsObject *left, RsObject *right)
{
  if (!rs_is_anyset (right))
    return rs_incref (vm->not_implemented);
  return rs_set_update (vm, left, right) < 0 ? NULL : rs_incref (left);
}

RsObject *
rs_set_iand (RsVm *vm, RsObject *left, RsObject *right)
{
  return rs_is_anyset (right) ? become (vm, left, intersect (vm, left, right)) : rs_incref (vm->not_implemented);
}

static int
remove_all (RsVm *vm, RsObject *self, RsObject *other)
{
  RsObject *list = rs_list_from (vm, other);
  int result = list ? 0 : -1;
  for (gsize i = 0; result >= 0 && i < rs_list_size (list); i++)
    result = rs_set_discard (vm, self, rs_list_items (list)[i]);
  rs_xdecref (vm, list);
  return result < 0 || rs_set_compact (vm, self) < 0 ? -1 : 0;
}

RsObject *
rs_set_isubtract (RsVm *vm, RsObject *left, RsObject *right)
{
  if (!rs_is_anyset (right))
    return rs_incref (vm->not_implemented);
  return remove_all (vm, left, right) < 0 ? NULL : rs_incref (left);
}

RsObject *
rs_set_ixor (RsVm *vm, RsObject *left, RsObject *right)
{
  return rs_is_anyset (right) ? become (vm, left, differ (vm, left, right)) : rs_incref (vm->not_implemented);
}

/* 1: all of A is in B; -1 raises. */
static int
is_subset (RsVm *vm, RsObject *a, RsObject *b)
{
  gsize position = 0;
  RsObject *key;
  gint64 hash;
  int result = USED (a) <= USED (b);
  while (result == 1 && rs_set_next (a, &position, &key, &hash))
    {
      guint mark = rs_hold_mark (vm);
      rs_hold (vm, rs_incref (key));
      result = rs_set_contains_hashed (vm, b, key, hash);
      rs_hold_cut (vm, mark);
      rs_decref (vm, key);
    }
  return result;
}

RsObject *
rs_set_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if (!rs_is_anyset (right))
    return rs_incref (vm->not_implemented);
  gsize n = USED (left), m = USED (right);
  int result = op == RS_EQ || op == RS_NE ? (n == m ? is_subset (vm, left, right) : 0)
               : op == RS_LE ? is_subset (vm, left, right) : op == RS_GE ? is_subset (vm, right, left)
               : op == RS_LT ? (n < m ? is_subset (vm, left, right) : 0) : n > m ? is_subset (vm, right, left) : 0;
  return result < 0 ? NULL : rs_bool (vm, op == RS_NE ? !result : result);
}

/* --- methods ------------------------------------------------------------------------------------------------------------------------------- */

#define METHOD(name) static RsObject *set_##name (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)

METHOD (add)
{
  return rs_set_add (vm, self, args[0]) < 0 ? NULL : rs_incref (vm->none);
}

METHOD (remove)
{
  int there = rs_set_discard (vm, self, args[0]);
  return there < 0 ? NULL : there == 0 ? rs_raise_key_error (vm, args[0]) : rs_incref (vm->none);
}

METHOD (discard)
{
  return rs_set_discard (vm, self, args[0]) < 0 ? NULL : rs_incref (vm->none);
}

METHOD (pop)
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

METHOD (clear)
{
  rs_set_clear (vm, self);
  return rs_incref (vm->none);
}

METHOD (copy)
{
  if (self->type == RS_TYPE (vm, FROZENSET))
    return rs_incref (self);
  return rs_set_make (vm, plain_type (vm, self), self);
}

METHOD (update)
{
  for (gsize i = 0; i < nargs; i++)
    if (rs_set_update (vm, self, args[i]) < 0)
      return NULL;
  return rs_incref (vm->none);
}

/* Applies FUNCTION to SELF and each argument in turn. */
static RsObject *
fold (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *(*function) (RsVm *, RsObject *, RsObject *))
{
  if (nargs == 0)
    return set_copy (vm, self, NULL, 0, NULL);
  RsObject *result = rs_incref (self);
  for (gsize i = 0; result != NULL && i < nargs; i++)
    {
      RsObject *other = as_set (vm, args[i]), *next = other ? function (vm, result, other) : NULL;
      rs_xdecref (vm, other);
      rs_decref (vm, result);
      result = next;
    }
  return result;
}

METHOD (union)
{
  RsObject *result = rs_set_make (vm, plain_type (vm, self), self);
  for (gsize i = 0; result != NULL && i < nargs; i++)
    if (rs_set_update (vm, result, args[i]) < 0)
      rs_clear (vm, &result);
  return result;
}

METHOD (intersection)
{
  return fold (vm, self, args, nargs, intersect);
}

METHOD (difference)
{
  return fold (vm, self, args, nargs, subtract);
}

METHOD (symmetric_difference)
{
  return fold (vm, self, args, nargs, differ);
}

METHOD (intersection_update)
{
  RsObject *result = become (vm, self, fold (vm, self, args, nargs, intersect));
  if (result == NULL)
    return NULL;
  rs_decref (vm, result);
  return rs_incref (vm->none);
}

METHOD (difference_update)
{
  for (gsize i = 0; i < nargs; i++)
    if (remove_all (vm, self, args[i]) < 0)
      return NULL;
  return rs_incref (vm->none);
}

METHOD (symmetric_difference_update)
{
  RsObject *result = become (vm, self, fold (vm, self, args, nargs, differ));
  if (result == NULL)
    return NULL;
  rs_decref (vm, result);
  return rs_incref (vm->none);
}

METHOD (isdisjoint)
{
  RsObject *other = as_set (vm, args[0]), *common = other ? intersect (vm, self, other) : NULL;
  RsObject *result = common ? rs_bool (vm, USED (common) == 0) : NULL;
  rs_xdecref (vm, other);
  rs_xdecref (vm, common);
  return result;
}

METHOD (issubset)
{
  RsObject *other = as_set (vm, args[0]);
  int result = other ? is_subset (vm, self, other) : -1;
  rs_xdecref (vm, other);
  return result < 0 ? NULL : rs_bool (vm, result);
}

METHOD (issuperset)
{
  RsObject *other = as_set (vm, args[0]);
  int result = other ? is_subset (vm, other, self) : -1;
  rs_xdecref (vm, other);
  return result < 0 ? NULL : rs_bool (vm, result);
}

METHOD (sizeof)
{
  return rs_int_new (vm, self->type->slots.sizeof_ (vm, self));
}

#define COMMON_METHODS                                                                                          \
  { "copy", set_copy, RS_M_NOARGS, 0, 0, NULL }, { "union", set_union, RS_M_FAST, 0, -1, NULL },                \
  { "intersection", set_intersection, RS_M_FAST, 0, -1, NULL }, { "difference", set_difference, RS_M_FAST, 0, -1, NULL }, \
  { "symmetric_difference", set_symmetric_difference, RS_M_O, 0, 0, NULL }, { "isdisjoint", set_isdisjoint, RS_M_O, 0, 0, NULL }, \
  { "issubset", set_issubset, RS_M_O, 0, 0, NULL }, { "issuperset", set_issuperset, RS_M_O, 0, 0, NULL },       \
  { "__sizeof__", set_sizeof, RS_M_NOARGS, 0, 0, NULL }, { "__class_getitem__", rs_class_getitem, RS_M_O | RS_M_CLASS, 0, 0, NULL }

const RsMethodDef rs_frozenset_methods[] = { COMMON_METHODS, { NULL } };

const RsMethodDef rs_set_methods[] = {
  COMMON_METHODS,
  { "add", set_add, RS_M_O, 0, 0, NULL }, { "remove", set_remove, RS_M_O, 0, 0, NULL }, { "discard", set_discard, RS_M_O, 0, 0, NULL },
  { "pop", set_pop, RS_M_NOARGS, 0, 0, NULL }, { "clear", set_clear, RS_M_NOARGS, 0, 0, NULL }, { "update", set_update, RS_M_FAST, 0, -1, NULL },
  { "intersection_update", set_intersection_update, RS_M_FAST, 0, -1, NULL }, { "difference_update", set_difference_update, RS_M_FAST, 0, -1, NULL },
  { "symmetric_difference_update", set_symmetric_difference_update, RS_M_O, 0, 0, NULL },
  { NULL }
};
