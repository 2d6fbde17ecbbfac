/* SPDX-License-Identifier: MIT
 *
 * Length, items, membership, iteration on any object, as CPython's
 * Objects/abstract.c.
 */
#include "objects/abstract.h"
#include "objects/containers/obj-list.h"
#include "objects/type.h"
#include "objects/values.h"

gssize
rs_length (RsVm *vm, RsObject *object)
{
  if (object->type->slots.length == NULL)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "object of type '%T' has no len()", object);
  return object->type->slots.length (vm, object);
}

gssize
rs_length_hint (RsVm *vm, RsObject *object, gssize otherwise)
{
  if (object->type->slots.length != NULL)
    {
      gssize length = object->type->slots.length (vm, object);
      if (length >= 0 || !rs_pending_swallow (vm, RS_TYPE (vm, TypeError)))
        return length;
    }
  RsObject *hint = rs_lookup_special (vm, object, RS_NAME (vm, __length_hint__));
  if (hint == NULL)
    return vm->pending ? -1 : otherwise;
  RS_SCOPE (vm);
  RS_LOCAL (result, rs_call_held (vm, hint, NULL));
  rs_decref (vm, hint);
  if (result == NULL)
    return rs_pending_swallow (vm, RS_TYPE (vm, TypeError)) ? otherwise : -1;
  if (result == vm->not_implemented)
    return otherwise;
  gssize length = -1;
  if (!rs_is_int (result))
    rs_type_error (vm, "__length_hint__ must be an integer, not %T", result);
  else if ((length = rs_as_ssize (vm, result, RS_TYPE (vm, OverflowError))) < 0
           && vm->pending == NULL)
    length = rs_raise_int (vm, RS_TYPE (vm, ValueError), "__length_hint__() should return >= 0");
  return length;
}

RsObject *
rs_getitem (RsVm *vm, RsObject *object, RsObject *key)
{
  if (object->type->slots.getitem != NULL)
    return object->type->slots.getitem (vm, object, key);
  if (rs_is_type (object))
    {
      if (object == RS_OBJECT (RS_TYPE (vm, TYPE)))
        return rs_generic_alias_new (vm, object, key);
      RsObject *method = NULL;
      if (rs_getattr_optional (vm, object, RS_NAME (vm, __class_getitem__), &method) < 0)
        return NULL;
      if (method != NULL && method != vm->none)
        {
          RsObject *result = rs_call_held (vm, method, key);
          rs_decref (vm, method);
          return result;
        }
      rs_xdecref (vm, method);
      return rs_type_error (vm, "type '%U' is not subscriptable", ((RsType *) object)->name);
    }
  return rs_type_error (vm, "'%T' object is not subscriptable", object);
}

int
rs_setitem (RsVm *vm, RsObject *object, RsObject *key, RsObject *value)
{
  const RsSlots *slots = &object->type->slots;
  if (slots->setitem != NULL)
    return slots->setitem (vm, object, key, value);
  gboolean sequence = rs_type_is_sequence (object->type);
  const char *what = value != NULL ? "does not support item assignment"
                     : sequence && key->type->slots.index != NULL
                         ? "doesn't support item deletion"
                         : "does not support item deletion";
  return rs_raise_int (vm, RS_TYPE (vm, TypeError), "'%T' object %s", object, what);
}

int
rs_iter_search (RsVm *vm, RsObject *object, RsObject *item)
{
  RS_SCOPE (vm);
  RS_LOCAL (iterator, rs_iter (vm, object));
  if (iterator == NULL)
    {
      if (rs_pending_swallow (vm, RS_TYPE (vm, TypeError)))
        rs_type_error (vm, "argument of type '%T' is not iterable", object);
      return -1;
    }
  int found = 0;
  while (found == 0)
    {
      RS_LOCAL (candidate, rs_next (vm, iterator));
      if (candidate == NULL)
        break;
      found = rs_compare_bool (vm, candidate, item, RS_EQ);
    }
  return vm->pending || vm->stop ? -1 : found;
}

int
rs_contains (RsVm *vm, RsObject *object, RsObject *item)
{
  if (object->type->slots.contains != NULL)
    return object->type->slots.contains (vm, object, item);
  return rs_iter_search (vm, object, item);
}

RsObject *
rs_iter (RsVm *vm, RsObject *object)
{
  if (object->type->slots.iter == NULL)
    {
      if (object->type->slots.getitem != NULL && !rs_is_dict (object)
          && rs_type_lookup (vm, object->type, RS_NAME (vm, __iter__)) == NULL)
        return rs_seq_iter_new (vm, object);
      return rs_type_error (vm, "'%T' object is not iterable", object);
    }
  RsObject *iterator = object->type->slots.iter (vm, object);
  if (iterator != NULL && iterator->type->slots.iternext == NULL)
    {
      rs_type_error (vm, "iter() returned non-iterator of type '%T'", iterator);
      rs_clear (vm, &iterator);
    }
  return iterator;
}

RsObject *
rs_next (RsVm *vm, RsObject *iterator)
{
  RsObject *item = rs_next_or_stop (vm, iterator);
  if (item == NULL && vm->pending != NULL)
    rs_pending_swallow (vm, RS_TYPE (vm, StopIteration));
  return item;
}

RsObject *
rs_next_or_stop (RsVm *vm, RsObject *iterator)
{
  if (G_UNLIKELY (iterator->type->slots.iternext == NULL))
    return rs_type_error (vm, "'%T' object is not iterable", iterator);
  /* A built-in that goes through an endless iterator is stopped, too: for it
   * the items are over, and the loop sees vm->stop. */
  if (G_UNLIKELY (!rs_may_go_on (vm, 1)))
    return NULL;
  return iterator->type->slots.iternext (vm, iterator);
}

RsObject *
rs_list_from (RsVm *vm, RsObject *iterable)
{
  RS_SCOPE (vm);
  RS_LOCAL (list, rs_list_new (vm, 0));
  if (rs_list_extend (vm, list, iterable) < 0)
    return NULL;
  return RS_GIVE (list);
}

RsObject *
rs_tuple_from (RsVm *vm, RsObject *iterable)
{
  if (iterable->type == RS_TYPE (vm, TUPLE))
    return rs_incref (iterable);
  if (iterable->type == RS_TYPE (vm, LIST))
    return rs_list_as_tuple (vm, iterable);
  RS_SCOPE (vm);
  RS_LOCAL (list, rs_list_from (vm, iterable));
  return list ? rs_list_as_tuple (vm, list) : NULL;
}
