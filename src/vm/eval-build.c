/* SPDX-License-Identifier: MIT
 *
 * What displays, stars, assignments to several targets and f-strings do: build
 * a container from operands, extend it, take a sequence apart, format a value.
 * Each function does one instruction's work on borrowed operands, which the
 * loop drops.
 */
#include "eval.h"

#include "objects/containers/dict-keys.h"
#include "objects/containers/obj-list.h"

#include <string.h>

/* --- unpacking ------------------------------------------------------------ */

/* Fewer than WANTED items came. */
static gboolean
too_few (RsVm *vm, gboolean starred, gsize wanted, gsize got)
{
  rs_value_error (vm, "not enough values to unpack (expected %s%zu, got %zu)",
                  starred ? "at least " : "", wanted, got);
  return FALSE;
}

/* What ITERATOR gives after the BEFORE items at SP, and AFTER of it on top of
 * that. The list keeps the room that it had with them. */
static gboolean
unpack_rest (RsVm *vm, RsObject *iterator, gint before, gint after, RsObject **sp)
{
  RsObject *list = rs_list_from (vm, iterator);
  if (list == NULL)
    return FALSE;
  gsize n = rs_list_size (list);
  if (n < (gsize) after)
    {
      rs_decref (vm, list);
      return too_few (vm, TRUE, before + after, before + n);
    }
  *--sp = list;
  for (gint i = 0; i < after; i++)
    *--sp = rs_list_items (list)[n - after + i];
  ((RsList *) list)->size = n - after;
  return TRUE;
}

/* Nothing comes after the BEFORE items that are wanted: no more than one is
 * taken. */
static gboolean
is_exhausted (RsVm *vm, RsObject *iterator, gint before)
{
  RS_SCOPE (vm);
  RS_LOCAL (item, rs_next (vm, iterator));
  if (item != NULL)
    rs_value_error (vm, "too many values to unpack (expected %d)", before);
  return vm->pending == NULL && vm->stop == RS_STOP_NONE;
}

/* BEFORE items, and if AFTER >= 0 a list of the rest and AFTER more, downwards
 * from STACK_TOP (first item uppermost). As unpack_iterable. */
static gboolean
unpack (RsVm *vm, RsObject *sequence, gint before, gint after, RsObject **stack_top)
{
  if (sequence->type->slots.iter == NULL && sequence->type->slots.getitem == NULL)
    return rs_type_error (vm, "cannot unpack non-iterable %T object", sequence) != NULL;
  RS_SCOPE (vm);
  RS_LOCAL (iterator, rs_iter (vm, sequence));
  if (iterator == NULL)
    return FALSE;
  /* The places above the sequence are not the stack's yet: its pointer is
   * below. */
  gint total = before + (after >= 0 ? 1 + after : 0);
  RsObject **bottom = stack_top + 1 - total, **sp = stack_top + 1;
  for (gint i = 0; i < total; i++)
    bottom[i] = NULL;
  RS_LOCAL_ARRAY (bottom, total);
  for (gint i = 0; i < before; i++)
    {
      *--sp = rs_next (vm, iterator);
      if (*sp == NULL)
        return vm->pending == NULL && vm->stop == RS_STOP_NONE
               && too_few (vm, after >= 0, before + MAX (after, 0), i);
    }
  if (after >= 0 ? !unpack_rest (vm, iterator, before, after, sp)
                 : !is_exhausted (vm, iterator, before))
    return FALSE;
  RS_FORGET_ARRAY (bottom);
  return TRUE;
}

RsGo
rs_op_unpack (RsVm *vm, RsFrame *frame, gint before, gint after)
{
  gsize n = before + (after >= 0 ? 1 + after : 0);
  RsObject *sequence = frame->sp[-1];
  if (!unpack (vm, sequence, before, after, frame->sp + n - 1))
    return RS_GO_ERROR_DROP;
  frame->sp--;
  memmove (frame->sp, frame->sp + 1, n * sizeof (RsObject *));
  frame->sp += n;
  rs_decref (vm, sequence);
  return RS_GO_NEXT;
}

/* --- sets and dicts ------------------------------------------------------- */

RsObject *
rs_op_build_set (RsVm *vm, RsObject **items, gsize n)
{
  RS_SCOPE (vm);
  RS_LOCAL (set, rs_set_new (vm, NULL));
  gboolean ok = set != NULL;
  for (gsize i = 0; i < n; i++)
    {
      /* The stack lets go of each item as soon as the set has it: the __eq__ of
       * a later one sees the set's reference only. */
      ok = ok && rs_set_add (vm, set, items[i]) == 0;
      rs_clear (vm, &items[i]);
    }
  return ok ? RS_GIVE (set) : NULL;
}

/* The N values at ITEMS, which the loop would drop next, die while what was
 * made of them is still named: one that is in it no more may have a __del__. */
static void
drop_operands (RsVm *vm, RsObject **items, gsize n)
{
  while (n-- > 0)
    rs_clear (vm, &items[n]);
}

RsObject *
rs_op_build_map (RsVm *vm, RsObject **items, gsize n)
{
  gboolean unicode = TRUE;
  for (gsize i = 0; i < n && unicode; i++)
    unicode = items[2 * i]->type == RS_TYPE (vm, STR);
  RS_SCOPE (vm);
  RS_LOCAL (dict, rs_dict_new_presized (vm, n, unicode));
  for (gsize i = 0; dict != NULL && i < n; i++)
    if (rs_dict_set (vm, dict, items[2 * i], items[2 * i + 1]) < 0)
      return NULL;
  drop_operands (vm, items, 2 * n);
  return RS_GIVE (dict);
}

RsObject *
rs_op_build_const_key_map (RsVm *vm, RsObject **keys, RsObject **values, gsize n)
{
  RS_SCOPE (vm);
  RS_LOCAL (dict, rs_dict_new_presized (vm, n, TRUE));
  for (gsize i = 0; dict != NULL && i < n; i++)
    if (rs_dict_set (vm, dict, keys[i], values[i]) < 0)
      return NULL;
  drop_operands (vm, values, n);
  return RS_GIVE (dict);
}

/* --- stars ---------------------------------------------------------------- */

/* [*iterable] */
gboolean
rs_op_list_extend (RsVm *vm, RsObject *list, RsObject *iterable)
{
  if (rs_list_extend (vm, list, iterable) == 0)
    return TRUE;
  if (iterable->type->slots.iter == NULL && iterable->type->slots.getitem == NULL
      && rs_pending_swallow (vm, RS_TYPE (vm, TypeError)))
    rs_type_error (vm, "Value after * must be an iterable, not %T", iterable);
  return FALSE;
}

gboolean
rs_op_dict_update (RsVm *vm, RsObject *dict, RsObject *update)
{
  if (rs_dict_merge (vm, dict, update, RS_MERGE_OVERRIDE) >= 0)
    return TRUE;
  if (rs_pending_swallow (vm, RS_TYPE (vm, AttributeError)))
    rs_type_error (vm, "'%T' object is not a mapping", update);
  return FALSE;
}

/* What f (**update) raises where the merge of UPDATE fails: CPython makes it of
 * the exception's type, whoever has raised it. */
static void
raise_merge_error (RsVm *vm, RsObject *callable, RsObject *update)
{
  RS_SCOPE (vm);
  if (rs_pending_is (vm, RS_TYPE (vm, AttributeError)))
    {
      rs_pending_clear (vm);
      RS_LOCAL (name, rs_callable_name (vm, callable));
      rs_type_error (vm, "%U argument after ** must be a mapping, not %T", name, update);
    }
  else if (rs_pending_is (vm, RS_TYPE (vm, KeyError)))
    {
      RS_LOCAL (error, rs_pending_take (vm));
      RsObject *args = ((RsException *) error)->args;
      if (rs_is_tuple (args) && rs_tuple_size (args) == 1)
        {
          RS_LOCAL (name, rs_callable_name (vm, callable));
          rs_type_error (vm, "%U got multiple values for keyword argument '%S'", name,
                         rs_tuple_items (args)[0]);
        }
      else
        rs_pending_restore (vm, g_steal_pointer (&error));
    }
}

gboolean
rs_op_dict_merge (RsVm *vm, RsObject *callable, RsObject *dict, RsObject *update)
{
  if (rs_dict_merge (vm, dict, update, RS_MERGE_REFUSE) == 0)
    return TRUE;
  raise_merge_error (vm, callable, update);
  return FALSE;
}

/* --- strings -------------------------------------------------------------- */

RsObject *
rs_op_build_string (RsVm *vm, RsObject **parts, gsize n)
{
  RsStrBuilder b;
  rs_str_builder_init (vm, &b);
  for (gsize i = 0; i < n; i++)
    rs_str_builder_add_str (&b, parts[i]);
  RS_SCOPE (vm);
  RS_LOCAL (text, rs_str_builder_end (vm, &b));
  if (text != NULL)
    drop_operands (vm, parts, n);
  return RS_GIVE (text);
}

RsObject *
rs_op_format_value (RsVm *vm, RsObject *value, guint conversion, RsObject *spec)
{
  if (conversion == 0)
    return value->type == RS_TYPE (vm, STR) && spec == NULL ? rs_incref (value)
                                                            : rs_format (vm, value, spec);
  RS_SCOPE (vm);
  RS_LOCAL (converted, conversion == 1   ? rs_str (vm, value)
                       : conversion == 2 ? rs_repr (vm, value)
                                         : rs_ascii (vm, value));
  if (converted == NULL || (converted->type == RS_TYPE (vm, STR) && spec == NULL))
    return RS_GIVE (converted);
  RS_LOCAL (result, rs_format (vm, converted, spec));
  return RS_GIVE (result);
}
