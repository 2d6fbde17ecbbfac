/* SPDX-License-Identifier: MIT
 *
 * The type collections.deque. How its items are kept is in deque-blocks.c, its
 * iterators in deque-iter.c.
 */
#include "collections-private.h"
#include "type-specs.h"

#include "heap/run-limits.h"
#include "objects/containers/sequence.h"

#define CHANGED "deque mutated during iteration"

static RsObject *
none_if (RsVm *vm, gboolean ok)
{
  return ok ? rs_incref (vm->none) : NULL;
}

/* Everything that ITERABLE yields, at the right end or, one after the other, at
 * the left one. */
static gboolean
extend (RsVm *vm, RsObject *self, RsObject *iterable, gboolean left)
{
  RS_SCOPE (vm);
  RsDeque *deque = RS_DEQUE (self);
  RS_LOCAL (copy, iterable == self ? rs_list_from (vm, iterable) : NULL);
  RS_LOCAL (iterator, vm->pending ? NULL : rs_iter (vm, copy ? copy : iterable));
  if (iterator == NULL)
    return FALSE;
  if (deque->size == 0)
    {
      /* The whole first block is there for what comes. */
      deque->left = left ? RS_DEQUE_BLOCK - 1 : 1;
      deque->right = left ? RS_DEQUE_BLOCK - 2 : 0;
    }
  RsObject *item;
  gboolean ok = TRUE;
  while (ok && (item = rs_next (vm, iterator)) != NULL)
    ok = left ? rs_deque_append_left (vm, self, item) : rs_deque_append (vm, self, item);
  return ok && vm->pending == NULL;
}

/* A deque of the same class, items and maxlen. */
static RsObject *
copy_of (RsVm *vm, RsObject *self)
{
  RS_SCOPE (vm);
  RsDeque *deque = RS_DEQUE (self);
  if (self->type == RS_TYPE (vm, DEQUE))
    {
      RS_LOCAL (copy, rs_deque_make (vm, self->type));
      if (copy == NULL)
        return NULL;
      RS_DEQUE (copy)->maxlen = deque->maxlen;
      RsDequePlace place = rs_deque_first (deque);
      for (gssize i = 0; i < deque->size; i++)
        if (!rs_deque_append (vm, copy, rs_incref (*rs_deque_go_right (&place))))
          return NULL;
      return RS_GIVE (copy);
    }
  RS_LOCAL (maxlen, deque->maxlen < 0 ? NULL : rs_int_new (vm, deque->maxlen));
  RS_LOCAL (copy, maxlen ? rs_call2 (vm, RS_OBJECT (self->type), self, maxlen)
                         : rs_call1 (vm, RS_OBJECT (self->type), self));
  if (copy != NULL && !rs_is_a (copy, RS_TYPE (vm, DEQUE)))
    return rs_type_error (vm, "%S() must return a deque, not %T", self->type->name, copy);
  return RS_GIVE (copy);
}

/* Is the item at PLACE, which goes on, equal to ITEM? -1 raises. */
static int
next_equals (RsVm *vm, RsDequePlace *place, RsObject *item)
{
  RS_SCOPE (vm);
  if (!rs_may_go_on (vm, 1))
    return -1;
  RS_LOCAL (at, rs_incref (*rs_deque_go_right (place)));
  return rs_compare_bool (vm, at, item, RS_EQ);
}

/* Index of the first item equal to ITEM in [START, STOP); -1: none; -2 raises,
 * also where the deque's state is no more STATE. */
static gssize
find (RsVm *vm, RsObject *self, RsObject *item, gssize start, gssize stop, guint64 state)
{
  RsDequePlace place = rs_deque_first (RS_DEQUE (self));
  for (gssize i = 0; i < start && i < stop; i++)
    rs_deque_go_right (&place);
  for (gssize i = start; i < stop; i++)
    {
      int equal = next_equals (vm, &place, item);
      if (equal != 0)
        return equal < 0 ? -2 : i;
      if (RS_DEQUE (self)->state != state)
        {
          rs_raise (vm, RS_TYPE (vm, RuntimeError), CHANGED);
          return -2;
        }
    }
  return -1;
}

/* --- methods -------------------------------------------------------------- */

RS_NATIVE (deque_append)
{
  return none_if (vm, rs_deque_append (vm, self, rs_incref (args[0])));
}

RS_NATIVE (deque_appendleft)
{
  return none_if (vm, rs_deque_append_left (vm, self, rs_incref (args[0])));
}

RS_NATIVE (deque_pop)
{
  if (RS_DEQUE (self)->size == 0)
    return rs_raise (vm, RS_TYPE (vm, IndexError), "pop from an empty deque");
  return rs_deque_pop (vm, self);
}

RS_NATIVE (deque_popleft)
{
  if (RS_DEQUE (self)->size == 0)
    return rs_raise (vm, RS_TYPE (vm, IndexError), "pop from an empty deque");
  return rs_deque_pop_left (vm, self);
}

RS_NATIVE (deque_extend)
{
  return none_if (vm, extend (vm, self, args[0], FALSE));
}

RS_NATIVE (deque_extendleft)
{
  return none_if (vm, extend (vm, self, args[0], TRUE));
}

RS_NATIVE (deque_clear)
{
  rs_deque_clear (vm, self);
  return rs_incref (vm->none);
}

RS_NATIVE (deque_rotate)
{
  gssize n = nargs ? rs_as_ssize (vm, args[0], RS_TYPE (vm, OverflowError)) : 1;
  if (n == -1 && vm->pending != NULL)
    return NULL;
  rs_deque_rotate (vm, self, n);
  return rs_incref (vm->none);
}

RS_NATIVE (deque_reverse)
{
  RsDeque *deque = RS_DEQUE (self);
  RsDequePlace left = rs_deque_first (deque), right = rs_deque_last (deque);
  for (gssize n = deque->size / 2; n > 0; n--)
    {
      RsObject **a = rs_deque_go_right (&left), **b = rs_deque_go_left (&right), *swap = *a;
      *a = *b;
      *b = swap;
    }
  return rs_incref (vm->none);
}

RS_NATIVE (deque_copy)
{
  return copy_of (vm, self);
}

RS_NATIVE (deque_index)
{
  RsDeque *deque = RS_DEQUE (self);
  guint64 state = deque->state;
  gssize start, stop, size = deque->size;
  if (!rs_sequence_range (vm, size, args + 1, nargs - 1, &start, &stop))
    return NULL;
  /* What converts the bounds may have changed the deque. */
  stop = MIN (nargs < 3 ? size : stop, deque->size);
  gssize at = find (vm, self, args[0], start, stop, state);
  if (at == -1)
    return rs_value_error (vm, "%R is not in deque", args[0]);
  return at < 0 ? NULL : rs_int_new (vm, at);
}

RS_NATIVE (deque_count)
{
  RsDeque *deque = RS_DEQUE (self);
  guint64 state = deque->state;
  gssize n = 0, size = deque->size;
  RsDequePlace place = rs_deque_first (deque);
  for (gssize i = 0; i < size; i++)
    {
      int equal = next_equals (vm, &place, args[0]);
      if (equal < 0)
        return NULL;
      n += equal;
      if (deque->state != state)
        return rs_raise (vm, RS_TYPE (vm, RuntimeError), CHANGED);
    }
  return rs_int_new (vm, n);
}

/* Takes out the item at INDEX. */
static void delete (RsVm *vm, RsObject *self, gssize index)
{
  rs_deque_rotate (vm, self, -index);
  RsObject *item = rs_deque_pop_left (vm, self);
  rs_deque_rotate (vm, self, index);
  rs_decref (vm, item);
}

RS_NATIVE (deque_remove)
{
  RsDeque *deque = RS_DEQUE (self);
  guint64 state = deque->state;
  gssize size = deque->size;
  RsDequePlace place = rs_deque_first (deque);
  for (gssize i = 0; i < size; i++)
    {
      int equal = next_equals (vm, &place, args[0]);
      if (equal < 0)
        return NULL;
      if (deque->state != state)
        return rs_raise (vm, RS_TYPE (vm, IndexError), CHANGED);
      if (equal > 0)
        {
          delete (vm, self, i);
          return rs_incref (vm->none);
        }
    }
  return rs_value_error (vm, "%R is not in deque", args[0]);
}

RS_NATIVE (deque_insert)
{
  RsDeque *deque = RS_DEQUE (self);
  gssize size = deque->size, index = rs_as_ssize (vm, args[0], RS_TYPE (vm, OverflowError));
  if (index == -1 && vm->pending != NULL)
    return NULL;
  if (deque->maxlen == size)
    return rs_raise (vm, RS_TYPE (vm, IndexError), "deque already at its maximum size");
  if (index >= size)
    return deque_append (vm, self, args + 1, 1, NULL);
  if (index <= -size || index == 0)
    return deque_appendleft (vm, self, args + 1, 1, NULL);
  rs_deque_rotate (vm, self, -index);
  gboolean ok = index < 0 ? rs_deque_append (vm, self, rs_incref (args[1]))
                          : rs_deque_append_left (vm, self, rs_incref (args[1]));
  rs_deque_rotate (vm, self, index);
  return none_if (vm, ok);
}

RS_NATIVE (deque_reversed)
{
  return rs_deque_reverse_iter (vm, self);
}

RS_NATIVE (deque_sizeof)
{
  return rs_int_new (vm, self->type->slots.sizeof_ (vm, self));
}

/* (class, ([], maxlen) or (), state, iterator) */
RS_NATIVE (deque_reduce)
{
  RS_SCOPE (vm);
  RsObject *state = rs_instance_dict_existing (self) ? rs_instance_dict_existing (self) : vm->none;
  gssize maxlen = RS_DEQUE (self)->maxlen;
  RS_LOCAL (limit, maxlen >= 0 ? rs_int_new (vm, maxlen) : NULL);
  RS_LOCAL (arguments,
            limit ? rs_tuple_pack (vm, 2, vm->empty_tuple, limit) : rs_incref (vm->empty_tuple));
  RS_LOCAL (iterator, rs_iter (vm, self));
  if (iterator == NULL)
    return NULL;
  return rs_tuple_pack (vm, 4, RS_OBJECT (self->type), arguments, state, iterator);
}

static const RsMethodDef methods[] = { { "append", deque_append, RS_M_O, 0, 0, NULL },
                                       { "appendleft", deque_appendleft, RS_M_O, 0, 0, NULL },
                                       { "clear", deque_clear, RS_M_NOARGS, 0, 0, NULL },
                                       { "__copy__", deque_copy, RS_M_NOARGS, 0, 0, NULL },
                                       { "copy", deque_copy, RS_M_NOARGS, 0, 0, NULL },
                                       { "count", deque_count, RS_M_O, 0, 0, NULL },
                                       { "extend", deque_extend, RS_M_O, 0, 0, NULL },
                                       { "extendleft", deque_extendleft, RS_M_O, 0, 0, NULL },
                                       { "index", deque_index, RS_M_FAST, 1, 3, NULL },
                                       { "insert", deque_insert, RS_M_FAST, 2, 2, NULL },
                                       { "pop", deque_pop, RS_M_NOARGS, 0, 0, NULL },
                                       { "popleft", deque_popleft, RS_M_NOARGS, 0, 0, NULL },
                                       { "__reduce__", deque_reduce, RS_M_NOARGS, 0, 0, NULL },
                                       { "remove", deque_remove, RS_M_O, 0, 0, NULL },
                                       { "__reversed__", deque_reversed, RS_M_NOARGS, 0, 0, NULL },
                                       { "reverse", deque_reverse, RS_M_NOARGS, 0, 0, NULL },
                                       { "rotate", deque_rotate, RS_M_FAST, 0, 1, NULL },
                                       { "__sizeof__", deque_sizeof, RS_M_NOARGS, 0, 0, NULL },
                                       { "__class_getitem__", rs_class_getitem, RS_M_O | RS_M_CLASS,
                                         0, 0, NULL },
                                       { NULL } };

/* --- slots ---------------------------------------------------------------- */

static RsObject *
deque_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_deque_make (vm, type);
}

static int
deque_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "iterable", "maxlen", NULL };
  RsObject *v[2];
  if (!rs_parse_args (vm, "deque", args, nargs, kwnames, names, 0, 0, v))
    return -1;
  gssize maxlen = -1;
  if (v[1] != NULL && v[1] != vm->none)
    {
      if (!rs_is_int (v[1]))
        return rs_raise_int (vm, RS_TYPE (vm, TypeError), "an integer is required");
      maxlen = rs_as_ssize (vm, v[1], RS_TYPE (vm, OverflowError));
      if (maxlen == -1 && vm->pending != NULL)
        return -1;
      if (maxlen < 0)
        return rs_raise_int (vm, RS_TYPE (vm, ValueError), "maxlen must be non-negative");
    }
  RS_DEQUE (self)->maxlen = maxlen;
  rs_deque_clear (vm, self);
  return v[0] == NULL || extend (vm, self, v[0], FALSE) ? 0 : -1;
}

static RsObject *
deque_repr (RsVm *vm, RsObject *self)
{
  int entered = rs_repr_enter (vm, self);
  if (entered != 0)
    return entered < 0 ? NULL : rs_str_new (vm, "[...]", -1);
  RS_SCOPE (vm);
  RS_LOCAL (result, NULL);
  RS_LOCAL (list, rs_list_from (vm, self));
  if (list != NULL && RS_DEQUE (self)->maxlen >= 0)
    result = rs_str_printf (vm, "%U(%R, maxlen=%lld)", self->type->name, list,
                            (long long) RS_DEQUE (self)->maxlen);
  else if (list != NULL)
    result = rs_str_printf (vm, "%U(%R)", self->type->name, list);
  rs_repr_leave (vm, self);
  return RS_GIVE (result);
}

static gboolean
compare_ints (int left, int right, int op)
{
  switch (op)
    {
    case RS_LT:
      return left < right;
    case RS_LE:
      return left <= right;
    case RS_EQ:
      return left == right;
    case RS_NE:
      return left != right;
    case RS_GE:
      return left >= right;
    default:
      return left > right;
    }
}

/* As lists compare. The items are taken by way of iterators, so that a change
 * meanwhile is noticed. */
static RsObject *
deque_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  RsType *type = RS_TYPE (vm, DEQUE);
  if (!rs_is_a (left, type) || !rs_is_a (right, type))
    return rs_incref (vm->not_implemented);
  if (left != right && RS_DEQUE (left)->size != RS_DEQUE (right)->size
      && (op == RS_EQ || op == RS_NE))
    return rs_bool (vm, op == RS_NE);
  RS_SCOPE (vm);
  RS_LOCAL (result, NULL);
  RS_LOCAL (a, rs_iter (vm, left));
  RS_LOCAL (b, a ? rs_iter (vm, right) : NULL);
  while (b != NULL)
    {
      RS_LOCAL (x, rs_next (vm, a));
      if (x == NULL && vm->pending != NULL)
        break;
      RS_LOCAL (y, rs_next (vm, b));
      if (y == NULL && vm->pending != NULL)
        break;
      /* The shorter one is less; 0, 1: whether the deque has an item left. */
      if (x == NULL || y == NULL)
        {
          result = rs_bool (vm, compare_ints (x != NULL, y != NULL, op));
          break;
        }
      int equal = rs_compare_bool (vm, x, y, RS_EQ);
      if (equal < 0)
        break;
      if (equal == 0)
        {
          int answer = rs_compare_bool (vm, x, y, op);
          result = answer < 0 ? NULL : rs_bool (vm, answer);
          break;
        }
    }
  return RS_GIVE (result);
}

static gssize
deque_length (RsVm *vm, RsObject *self)
{
  return RS_DEQUE (self)->size;
}

static gboolean
index_of (RsVm *vm, RsObject *self, RsObject *key, gssize *index)
{
  if (!rs_is_int (key) && key->type->slots.index == NULL)
    {
      rs_type_error (vm, "sequence index must be integer, not '%T'", key);
      return FALSE;
    }
  *index = rs_as_ssize (vm, key, RS_TYPE (vm, IndexError));
  if (*index == -1 && vm->pending != NULL)
    return FALSE;
  if (*index < 0)
    *index += RS_DEQUE (self)->size;
  if (*index >= 0 && *index < RS_DEQUE (self)->size)
    return TRUE;
  rs_raise (vm, RS_TYPE (vm, IndexError), "deque index out of range");
  return FALSE;
}

static RsObject *
deque_getitem (RsVm *vm, RsObject *self, RsObject *key)
{
  gssize index;
  return index_of (vm, self, key, &index) ? rs_incref (*rs_deque_at (RS_DEQUE (self), index))
                                          : NULL;
}

static int
deque_setitem (RsVm *vm, RsObject *self, RsObject *key, RsObject *value)
{
  gssize index;
  if (!index_of (vm, self, key, &index))
    return -1;
  if (value == NULL)
    {
      delete (vm, self, index);
      return 0;
    }
  RsObject **place = rs_deque_at (RS_DEQUE (self), index);
  rs_setref (vm, place, rs_incref (value));
  return 0;
}

static int
deque_contains (RsVm *vm, RsObject *self, RsObject *item)
{
  gssize at = find (vm, self, item, 0, RS_DEQUE (self)->size, RS_DEQUE (self)->state);
  return at == -2 ? -1 : at >= 0;
}

static RsObject *
deque_concat (RsVm *vm, RsObject *left, RsObject *right)
{
  if (!rs_is_a (right, RS_TYPE (vm, DEQUE)))
    return rs_type_error (vm, "can only concatenate deque (not \"%T\") to deque", right);
  RS_SCOPE (vm);
  RS_LOCAL (result, copy_of (vm, left));
  return result && extend (vm, result, right, FALSE) ? RS_GIVE (result) : NULL;
}

static RsObject *
deque_inplace_concat (RsVm *vm, RsObject *left, RsObject *right)
{
  return extend (vm, left, right, FALSE) ? rs_incref (left) : NULL;
}

static RsObject *
deque_inplace_repeat (RsVm *vm, RsObject *self, gssize count)
{
  RS_SCOPE (vm);
  gssize size = RS_DEQUE (self)->size;
  if (count <= 0)
    rs_deque_clear (vm, self);
  RS_LOCAL (items, count > 1 && size > 0 ? rs_list_from (vm, self) : NULL);
  if (vm->pending != NULL)
    return NULL;
  for (gssize k = 1; items != NULL && k < count; k++)
    for (gsize i = 0; i < rs_list_size (items); i++)
      if (!rs_may_go_on (vm, 1)
          || !rs_deque_append (vm, self, rs_incref (rs_list_items (items)[i])))
        return NULL;
  return rs_incref (self);
}

static RsObject *
deque_repeat (RsVm *vm, RsObject *self, gssize count)
{
  RS_SCOPE (vm);
  RS_LOCAL (copy, copy_of (vm, self));
  RS_LOCAL (result, copy ? deque_inplace_repeat (vm, copy, count) : NULL);
  return RS_GIVE (result);
}

static gsize
size_of (RsVm *vm, RsObject *object)
{
  RsDeque *self = RS_DEQUE (object);
  gsize blocks = (self->left + self->size + RS_DEQUE_BLOCK - 1) / RS_DEQUE_BLOCK;
  return object->type->basicsize + MAX (1, blocks) * 528;
}

static RsObject *
deque_get_maxlen (RsVm *vm, RsObject *self)
{
  return RS_DEQUE (self)->maxlen < 0 ? rs_incref (vm->none)
                                     : rs_int_new (vm, RS_DEQUE (self)->maxlen);
}

static const RsGetSetDef getset[] = {
  { "maxlen", deque_get_maxlen, NULL, "maximum size of a deque or None if unbounded" }, { NULL }
};
static const RsSlots slots = {
  .dealloc = rs_deque_dealloc,
  .traverse = rs_deque_traverse,
  .clear = rs_deque_clear,
  .repr = deque_repr,
  .hash = rs_hash_not_implemented,
  .iter = rs_deque_iter,
  .richcompare = deque_richcompare,
  .init = deque_init,
  .new_ = deque_new,
  .length = deque_length,
  .getitem = deque_getitem,
  .setitem = deque_setitem,
  .contains = deque_contains,
  .concat = deque_concat,
  .inplace_concat = deque_inplace_concat,
  .repeat = deque_repeat,
  .inplace_repeat = deque_inplace_repeat,
  .sizeof_ = size_of,
};

const RsTypeSpec rs_spec_deque = {
  .name = "collections.deque",
  .flags = RS_TF_GC | RS_TF_BASETYPE | RS_TF_SEQUENCE,
  .size = sizeof (RsDeque),
  .slots = &slots,
  .methods = methods,
  .getset = getset,
  .weaklist_offset = G_STRUCT_OFFSET (RsDeque, weaklist),
  .doc = "deque([iterable[, maxlen]]) --> deque object\n\nA list-like sequence optimized for data "
         "accesses near its endpoints."
};
