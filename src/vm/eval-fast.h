/* SPDX-License-Identifier: MIT
 *
 * The short ways of the evaluation loop: what most instructions of most
 * programs do, with operands of exactly the built-in types, without a call
 * through a slot. Each says "not mine" for anything else, and changes nothing
 * then; the loop takes the general way.
 *
 * What they may not change: which objects are made and in which order, because
 * ids and serials come from that.
 */
#pragma once

#include "eval.h"

#include "objects/classes/slot-call.h"
#include "objects/containers/dict-keys.h"
#include "objects/containers/obj-list.h"

G_BEGIN_DECLS

/* Drops an operand of exactly type int or float: nothing else can die with
 * it. */
static inline void
rs_drop_int (RsVm *vm, RsObject *object)
{
  if (--object->refcnt == 0)
    rs_int_free (vm, object);
}

static inline void
rs_drop_float (RsVm *vm, RsObject *object)
{
  if (--object->refcnt == 0)
    rs_float_free (vm, object);
}

/* LEFT OP RIGHT of two ints, or of two floats. NULL: not mine, or an exception
 * is pending. */
static inline RsObject *
rs_fast_int_op (RsVm *vm, RsObject *left, RsObject *right, guint op)
{
  gint64 x, y;
  if (G_UNLIKELY (!rs_int_small (left, &x) || !rs_int_small (right, &y)))
    return NULL;
  switch (op)
    {
    case RS_NB_ADD:
      return rs_int_new (vm, x + y);
    case RS_NB_SUBTRACT:
      return rs_int_new (vm, x - y);
    case RS_NB_MULTIPLY:
      return __builtin_mul_overflow (x, y, &x) ? NULL : rs_int_new (vm, x);
    case RS_NB_AND:
      return rs_int_new (vm, x & y);
    default:
      return NULL;
    }
}

static inline RsObject *
rs_fast_float_op (RsVm *vm, RsObject *left, RsObject *right, guint op)
{
  double x = rs_float_value (left), y = rs_float_value (right);
  switch (op)
    {
    case RS_NB_ADD:
      return rs_float_new (vm, x + y);
    case RS_NB_SUBTRACT:
      return rs_float_new (vm, x - y);
    case RS_NB_MULTIPLY:
      return rs_float_new (vm, x * y);
    case RS_NB_TRUE_DIVIDE:
      return y != 0 ? rs_float_new (vm, x / y) : NULL;
    default:
      return NULL;
    }
}

/* s + t. With `s += t` and a local s that is stored next, the name's reference
 * is dropped first, so that s can grow in place. */
static inline RsGo
rs_concatenate (RsVm *vm, RsFrame *frame, guint op)
{
  RsObject **sp = frame->sp, *left = sp[-2];
  guint32 next = frame->pc[1];
  if (op >= RS_NB_INPLACE && (guint8) next == RS_OP_STORE_FAST && frame->slots[next >> 8] == left)
    {
      frame->slots[next >> 8] = NULL;
      left->refcnt--;
      rs_str_append (vm, &sp[-2], sp[-1]);
      if (sp[-2] == NULL)
        return RS_GO_ERROR_DROP;
      rs_drop (vm, frame);
      return RS_GO_NEXT;
    }
  RsObject *result = rs_str_concat (vm, left, sp[-1]);
  if (result == NULL)
    return RS_GO_ERROR_DROP;
  frame->sp = rs_replace (vm, sp, 2, result);
  return RS_GO_NEXT;
}

/* What OP (RS_LT..) says of an order: LESS, EQUAL or neither (NaN: none of the
 * three). */
static inline gboolean
rs_order_says (gboolean less, gboolean equal, gboolean greater, guint op)
{
  switch (op)
    {
    case RS_LT:
      return less;
    case RS_LE:
      return less | equal;
    case RS_EQ:
      return equal;
    case RS_NE:
      return !equal;
    case RS_GT:
      return greater;
    default:
      return greater | equal;
    }
}

/* 1 or 0: what LEFT OP RIGHT of two ints, floats or str is; -1: not mine. */
static inline int
rs_fast_compare (RsVm *vm, RsObject *left, RsObject *right, guint op)
{
  RsType *type = left->type;
  if (type != right->type)
    return -1;
  if (type == RS_TYPE (vm, INT))
    {
      gint64 x, y;
      if (G_LIKELY (rs_int_small (left, &x) && rs_int_small (right, &y)))
        return rs_order_says (x<y, x == y, x> y, op);
    }
  else if (type == RS_TYPE (vm, FLOAT))
    {
      double x = rs_float_value (left), y = rs_float_value (right);
      return rs_order_says (x<y, x == y, x> y, op);
    }
  else if (type == RS_TYPE (vm, STR) && (op == RS_EQ || op == RS_NE))
    return (left == right || rs_str_equal (left, right)) == (op == RS_EQ);
  return -1;
}

/* LEFT OP RIGHT where both are ints or both floats, with in-place forms. FALSE:
 * not mine. *RESULT NULL: it failed; else the operands have been dropped. */
static inline gboolean
rs_fast_arithmetic (RsVm *vm, RsObject *left, RsObject *right, guint op, RsObject **result)
{
  RsType *type = left->type;
  guint plain = op >= RS_NB_INPLACE ? op - RS_NB_INPLACE : op;
  if (type != right->type)
    return FALSE;
  if (type == RS_TYPE (vm, INT) && plain != RS_NB_POWER && plain != RS_NB_MATRIX_MULTIPLY)
    {
      *result = rs_fast_int_op (vm, left, right, plain);
      if (G_UNLIKELY (*result == NULL)
          && (vm->pending != NULL
              || (*result = type->slots.binary[plain](vm, left, right)) == NULL))
        return TRUE;
      rs_drop_int (vm, left);
      rs_drop_int (vm, right);
      return TRUE;
    }
  if (type == RS_TYPE (vm, FLOAT) && type->slots.binary[plain] != NULL)
    {
      *result = rs_fast_float_op (vm, left, right, plain);
      if (G_UNLIKELY (*result == NULL)
          && (vm->pending != NULL
              || (*result = type->slots.binary[plain](vm, left, right)) == NULL))
        return TRUE;
      rs_drop_float (vm, left);
      rs_drop_float (vm, right);
      return TRUE;
    }
  return FALSE;
}

/* The item of a list or tuple at an int, borrowed; NULL: not mine. */
static inline RsObject *
rs_fast_item (RsVm *vm, RsObject *container, RsObject *key)
{
  gint64 index;
  gboolean is_list = container->type == RS_TYPE (vm, LIST);
  if ((!is_list && container->type != RS_TYPE (vm, TUPLE)) || key->type != RS_TYPE (vm, INT)
      || !rs_int_small (key, &index))
    return NULL;
  gsize size = is_list ? rs_list_size (container) : rs_tuple_size (container);
  if (index < 0)
    index += size;
  if ((guint64) index >= size)
    return NULL;
  return is_list ? rs_list_items (container)[index] : rs_tuple_items (container)[index];
}

/* The same for storing VALUE, borrowed, in a list. */
static inline gboolean
rs_fast_store_item (RsVm *vm, RsObject *container, RsObject *key, RsObject *value)
{
  gint64 index;
  if (container->type != RS_TYPE (vm, LIST) || key->type != RS_TYPE (vm, INT)
      || !rs_int_small (key, &index) || index < 0 || (guint64) index >= rs_list_size (container))
    return FALSE;
  RsObject *old = rs_list_items (container)[index];
  rs_list_items (container)[index] = rs_incref (value);
  rs_decref (vm, old);
  return TRUE;
}

/* The items of a list or tuple of exactly N; NULL: not mine. */
static inline RsObject **
rs_fast_items (RsVm *vm, RsObject *sequence, gsize n)
{
  if (sequence->type == RS_TYPE (vm, TUPLE) && rs_tuple_size (sequence) == n)
    return rs_tuple_items (sequence);
  if (sequence->type == RS_TYPE (vm, LIST) && rs_list_size (sequence) == n)
    return rs_list_items (sequence);
  return NULL;
}

/* --- calls ---------------------------------------------------------------- */

/* Calls what is no function in Python, nor a class with such an __init__.
 * KWNAMES (nullable) names the arguments behind the first NARGS. */
static inline RsObject *
rs_call_native (RsVm *vm, RsObject *callable, RsObject **args, gsize nargs, RsObject *kwnames)
{
  if (callable->type == RS_TYPE (vm, BUILTIN))
    {
      RsBuiltin *builtin = (RsBuiltin *) callable;
      const RsMethodDef *def = builtin->def;
      if (((def->flags & RS_M_O) && nargs == 1 && kwnames == NULL)
          || ((def->flags & RS_M_NOARGS) && nargs == 0 && kwnames == NULL))
        return def->func (vm, builtin->self, args, nargs, NULL);
    }
  else if (callable->type == RS_TYPE (vm, METHOD_DESCR) && nargs > 0 && vm->traced)
    return rs_call_traced (vm, (RsMethodDescr *) callable, args, nargs, kwnames);
  else if (callable->type == RS_TYPE (vm, METHOD_DESCR) && nargs > 0 && kwnames == NULL)
    {
      RsMethodDescr *descr = (RsMethodDescr *) callable;
      const RsMethodDef *def = descr->def;
      if (rs_is_a (args[0], descr->descr.owner)
          && (((def->flags & RS_M_O) && nargs == 2) || ((def->flags & RS_M_NOARGS) && nargs == 1)))
        return def->func (vm, args[0], args + 1, nargs - 1, NULL);
    }
  if (callable->type->slots.call == NULL)
    return rs_type_error (vm, "'%T' object is not callable", callable);
  return rs_takes_tuple (vm, callable, nargs)
             ? rs_call (vm, callable, args, nargs, kwnames)
             : callable->type->slots.call (vm, callable, args, nargs, kwnames);
}

/* Is CALLABLE a class whose instances are made by object.__new__ and set up by
 * an __init__ in Python? Then that function. */
static inline RsFunction *
rs_python_init (RsVm *vm, RsObject *callable)
{
  if (!rs_is_type (callable))
    return NULL;
  RsType *type = (RsType *) callable;
  if (type->slots.init != rs_slot_init || type->slots.new_ != RS_TYPE (vm, OBJECT)->slots.new_
      || (type->flags & RS_TF_ABSTRACT)
      || callable->type->slots.call != RS_TYPE (vm, TYPE)->slots.call)
    return NULL;
  RsObject *init = rs_type_lookup (vm, type, RS_NAME (vm, __init__));
  return init && init->type == RS_TYPE (vm, FUNCTION) ? (RsFunction *) init : NULL;
}

/* --- globals: what LOAD_GLOBAL found last --------------------------------- */

#define RS_CACHE_FROM_BUILTINS 0x80000000 /* in the index */

/* The value that CACHE (see rs_op_load_global) leads to, borrowed; NULL: look
 * it up. */
static inline RsObject *
rs_cached_global (const RsCache *cache, RsFrame *frame)
{
  RsKeys *keys = ((RsDict *) frame->globals)->keys;
  if (cache->version == 0 || cache->version != keys->version)
    return NULL;
  if (!(cache->index & RS_CACHE_FROM_BUILTINS))
    return keys->entries[cache->index].value;
  keys = ((RsDict *) frame->builtins)->keys;
  if (keys->version != (guint32) (gsize) cache->value)
    return NULL;
  return keys->entries[cache->index & ~RS_CACHE_FROM_BUILTINS].value;
}

/* --- attributes: what a place in the code found last ---------------------- */

/* A cache stands while its version is that of the type that it was made for.
 * Where an attribute lies by then:
 *   value NULL        index: of the instance's inline values
 *   value a member    (__slots__) the descriptor, which knows the host offset
 *   value else        what the class has, and the instance cannot hide: it has no dict at all, or
 *                     index is the number of names that the class's instances had by then, this
 *                     name not among them. (Shared keys only grow.) */

static inline gboolean
rs_cache_stands (const RsCache *cache, const RsType *type)
{
  return cache->version == type->version && cache->version != 0;
}

/* The inline values of an instance of TYPE, or NULL. */
static inline RsValues *
rs_inline_values (RsObject *object, const RsType *type)
{
  return type->managed_offset != 0 ? RS_FIELD_AT (object, type->managed_offset, RsManaged).values
                                   : NULL;
}

/* Can no instance attribute hide what CACHE holds of the class? */
static inline gboolean
rs_cache_not_hidden (const RsCache *cache, RsObject *object, const RsType *type)
{
  if (type->managed_offset == 0)
    return type->dict_offset == 0;
  return rs_inline_values (object, type) != NULL
         && (guint32) type->cached_keys->n_entries == cache->index;
}

/* The attribute that CACHE, which stands, leads to, borrowed; NULL: look it
 * up. */
static inline RsObject *
rs_cache_load (RsVm *vm, const RsCache *cache, RsObject *object, const RsType *type)
{
  if (cache->value != NULL)
    return RS_FIELD_AT (object, ((RsMemberDescr *) cache->value)->offset, RsObject *);
  RsValues *values = rs_inline_values (object, type);
  return values != NULL && cache->index < values->capacity ? values->values[cache->index] : NULL;
}

/* The same for setting it. FALSE: not mine. */
static inline gboolean
rs_cache_store (RsVm *vm, const RsCache *cache, RsObject *object, const RsType *type,
                RsObject *value)
{
  RsObject **place;
  if (cache->value != NULL)
    place = &RS_FIELD_AT (object, ((RsMemberDescr *) cache->value)->offset, RsObject *);
  else
    {
      RsValues *values = rs_inline_values (object, type);
      if (values == NULL || cache->index >= values->capacity)
        return FALSE;
      place = &values->values[cache->index];
      if (*place == NULL)
        values->order[values->n_ordered++] = cache->index;
    }
  RsObject *old = *place;
  *place = rs_incref (value);
  rs_xdecref (vm, old);
  return TRUE;
}

G_END_DECLS
