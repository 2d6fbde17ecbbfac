/* SPDX-License-Identifier: MIT
 *
 * Calls: what CALL does when it is no Python function that is called, and
 * CALL_FUNCTION_EX. A Python function's frame is made in call.c.
 */
#include "eval.h"

#include "objects/classes/slot-call.h"

/* --- C functions ---------------------------------------------------------- */

/* Under sys.settrace, CPython calls a method of a built-in type through a bound
 * method made for the call (trace_call_function). */
RsObject *
rs_call_traced (RsVm *vm, RsMethodDescr *descr, RsObject **args, gsize nargs, RsObject *kwnames)
{
  RS_SCOPE (vm);
  RS_LOCAL (bound, descr->descr.base.type->slots.descr_get (vm, RS_OBJECT (descr), args[0],
                                                            RS_OBJECT (args[0]->type)));
  RS_LOCAL (result,
            bound ? bound->type->slots.call (vm, bound, args + 1, nargs - 1, kwnames) : NULL);
  return RS_GIVE (result);
}

/* --- classes -------------------------------------------------------------- */

/* The values of KWNAMES as the dict that tp_call gets; NULL: there are none, or
 * MemoryError is pending. */
static RsObject *
keyword_dict (RsVm *vm, RsObject *const *values, RsObject *kwnames)
{
  if (kwnames == NULL || rs_tuple_size (kwnames) == 0)
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (dict, rs_dict_new (vm));
  for (gsize i = 0; i < rs_tuple_size (kwnames); i++)
    if (rs_dict_set (vm, dict, rs_tuple_items (kwnames)[i], values[i]) < 0)
      return NULL;
  return RS_GIVE (dict);
}

/* One tuple of all that CPython holds while __init__ runs with keywords: HELD
 * and DICT, the instance, and the arguments spread over an array of references
 * of their own. */
static RsObject *
hold_together (RsVm *vm, RS_STEALS RsObject *held, RS_STEALS RsObject *dict, RsObject *object,
               RsObject *const *args, gsize n)
{
  RsObject *all = rs_tuple_new (vm, n + 3);
  if (all == NULL)
    return NULL;
  RsObject **items = rs_tuple_items (all);
  items[0] = held;
  items[1] = dict;
  items[2] = rs_incref (object);
  for (gsize i = 0; i < n; i++)
    items[3 + i] = rs_incref (args[i]);
  return all;
}

/* The frame of __init__ for a new instance of TYPE. CPython's type.__call__
 * keeps the instance and a tuple of the arguments. */
RsFrame *
rs_op_instantiate (RsVm *vm, RsType *type, RsFunction *init, RsObject **args, gsize nargs,
                   RsObject *kwnames)
{
  gsize total = nargs + (kwnames ? rs_tuple_size (kwnames) : 0);
  RS_SCOPE (vm);
  RS_LOCAL (held, rs_tuple_from_array (vm, args, nargs));
  if (held == NULL)
    return NULL;
  RS_LOCAL (dict, keyword_dict (vm, args + nargs, kwnames));
  RS_LOCAL (object, vm->pending ? NULL : rs_instance_new (vm, type));
  if (object == NULL)
    return NULL;
  if (dict != NULL)
    {
      RsObject *all = hold_together (vm, held, dict, object, args, total);
      if (all == NULL)
        return NULL;
      held = all;
      dict = NULL;
    }
  RsObject *small[10], **stack = total + 1 <= G_N_ELEMENTS (small)
                                     ? small
                                     : rs_mem_alloc (vm, (total + 1) * sizeof (RsObject *));
  stack[0] = object;
  for (gsize i = 0; i < total; i++)
    stack[i + 1] = args[i];
  RsFrame *frame = rs_call_frame (vm, init, stack, nargs + 1, kwnames);
  if (stack != small)
    rs_mem_free (vm, stack, (total + 1) * sizeof (RsObject *));
  if (frame != NULL)
    {
      frame->ret = RS_RET_INIT;
      frame->ret_object = g_steal_pointer (&object);
      frame->ret_args = g_steal_pointer (&held);
    }
  return frame;
}

/* --- f (*args, **kwargs) -------------------------------------------------- */

RsObject *
rs_callable_name (RsVm *vm, RsObject *callable)
{
  RsObject *name = NULL;
  if (rs_getattr_optional (vm, callable, RS_NAME (vm, __qualname__), &name) < 0)
    rs_pending_clear (vm);
  if (name == NULL || !rs_is_str (name))
    {
      rs_xdecref (vm, name);
      return rs_str (vm, callable);
    }
  RsObject *module = NULL, *result;
  if (rs_getattr_optional (vm, callable, RS_NAME (vm, __module__), &module) < 0)
    rs_pending_clear (vm);
  if (module != NULL && rs_is_str (module) && !rs_str_equal (module, RS_NAME (vm, builtins)))
    result = rs_str_printf (vm, "%U.%U()", module, name);
  else
    result = rs_str_printf (vm, "%U()", name);
  rs_xdecref (vm, module);
  rs_decref (vm, name);
  return result;
}

/* callable (*ARGS) has failed to go through ARGS: if they cannot be gone
 * through at all, the message says so. */
static void
star_error (RsVm *vm, RsObject *callable, RsObject *args)
{
  if (args->type->slots.iter != NULL || args->type->slots.getitem != NULL
      || !rs_pending_swallow (vm, RS_TYPE (vm, TypeError)))
    return;
  RsObject *name = rs_callable_name (vm, callable);
  rs_type_error (vm, "%U argument after * must be an iterable, not %T", name, args);
  rs_xdecref (vm, name);
}

/* Makes the operand in *PLACE a plain dict: f (**anything). FALSE raises. */
static gboolean
make_dict (RsVm *vm, RsObject *callable, RsObject **place)
{
  if ((*place)->type == RS_TYPE (vm, DICT))
    return TRUE;
  RsObject *dict = rs_dict_new (vm);
  if (!rs_op_dict_merge (vm, callable, dict, *place))
    {
      rs_decref (vm, dict);
      return FALSE;
    }
  rs_setref (vm, place, dict);
  return TRUE;
}

/* The same for a tuple: f (*anything). */
static gboolean
make_tuple (RsVm *vm, RsObject *callable, RsObject **place)
{
  if (rs_is_tuple (*place))
    return TRUE;
  RsObject *tuple = rs_tuple_from (vm, *place);
  if (tuple == NULL)
    {
      star_error (vm, callable, *place);
      return FALSE;
    }
  rs_setref (vm, place, tuple);
  return TRUE;
}

/* A null, the function, the tuple and, with HAS_KEYWORDS, the dict lie on the
 * stack. If one of the latter is not what it should be, CPython has taken it
 * and what is above it. */
RsGo
rs_op_call_function_ex (RsVm *vm, RsFrame *frame, gboolean has_keywords)
{
  RsObject **place = frame->sp - 1 - has_keywords, *function = place[-1];
  if (has_keywords && !make_dict (vm, function, &place[1]))
    return rs_drop_failed (vm, frame, 1, FALSE);
  if (!make_tuple (vm, function, place))
    return rs_drop_failed (vm, frame, 1 + has_keywords, FALSE);
  RsObject *kwargs = has_keywords && rs_dict_size (place[1]) > 0 ? place[1] : NULL;
  if (function->type == RS_TYPE (vm, FUNCTION))
    {
      RsFrame *callee = rs_call_frame_tuple (vm, (RsFunction *) function, *place, kwargs);
      return rs_enter_frame (vm, callee, RS_RET_REPLACE, 3 + has_keywords, 0);
    }
  RS_SCOPE (vm);
  RS_LOCAL (result, rs_call_tuple (vm, function, *place, kwargs));
  if (result == NULL)
    return RS_GO_ERROR_DROP;
  for (int i = 0; i < 2 + has_keywords; i++)
    rs_drop (vm, frame);
  frame->sp[-1] = g_steal_pointer (&result); /* in the place of the null */
  return RS_GO_NEXT;
}

/* --- functions ------------------------------------------------------------ */

/* MAKE_FUNCTION: the operands below the code object, which are moved into the
 * function, are those that FLAGS names. */
RsGo
rs_op_make_function (RsVm *vm, RsFrame *frame, guint flags)
{
  RsObject *code = frame->sp[-1];
  RsObject *object = rs_function_new (vm, code, frame->globals, NULL);
  if (object == NULL)
    return RS_GO_ERROR;
  RsFunction *function = (RsFunction *) object;
  frame->sp--;
  if (flags & 8)
    function->closure = *--frame->sp;
  if (flags & 4)
    function->annotations = *--frame->sp;
  if (flags & 2)
    function->kwdefaults = *--frame->sp;
  if (flags & 1)
    function->defaults = *--frame->sp;
  rs_push (frame, object);
  rs_decref (vm, code);
  return RS_GO_NEXT;
}
