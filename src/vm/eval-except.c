/* SPDX-License-Identifier: MIT
 *
 * Exceptions: raise, except, except*, and the with statement, whose __exit__
 * may swallow one. How an exception finds its handler is in eval.c.
 */
#include "eval.h"

#include "objects/exceptions/exception.h"

/* --- raise ---------------------------------------------------------------- */

static RsObject *
make_exception (RsVm *vm, RsObject *exception)
{
  if (rs_is_exception (exception))
    return rs_incref (exception);
  if (!rs_is_type (exception) || !rs_is_subtype ((RsType *) exception, RS_TYPE (vm, BaseException)))
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (instance, rs_call0 (vm, exception));
  if (instance != NULL && !rs_is_exception (instance))
    {
      rs_type_error (vm, "calling %R should have returned an instance of BaseException, not %R",
                     exception, RS_OBJECT (instance->type));
      return NULL;
    }
  return RS_GIVE (instance);
}

gboolean
rs_op_raise (RsVm *vm, RsObject *exception, RsObject *cause)
{
  if (exception == NULL)
    {
      RsObject *handled = rs_handled_exception (vm);
      if (handled == NULL)
        {
          rs_raise (vm, RS_TYPE (vm, RuntimeError), "No active exception to reraise");
          return FALSE;
        }
      rs_pending_restore (vm, rs_incref (handled));
      return TRUE;
    }
  RS_SCOPE (vm);
  RS_LOCAL (instance, make_exception (vm, exception));
  if (instance == NULL)
    {
      if (vm->pending == NULL)
        rs_type_error (vm, "exceptions must derive from BaseException");
      return FALSE;
    }
  if (cause != NULL)
    {
      RS_LOCAL (fixed, cause == vm->none ? NULL : make_exception (vm, cause));
      if (fixed == NULL && cause != vm->none)
        {
          if (vm->pending == NULL)
            rs_type_error (vm, "exception causes must derive from BaseException");
          return FALSE;
        }
      rs_setref (vm, &((RsException *) instance)->cause, g_steal_pointer (&fixed));
      ((RsException *) instance)->suppress_context = TRUE;
    }
  rs_raise_instance (vm, g_steal_pointer (&instance));
  return FALSE;
}

/* --- except --------------------------------------------------------------- */

static gboolean
is_exception_class (RsVm *vm, RsObject *object)
{
  return rs_is_type (object) && rs_is_subtype ((RsType *) object, RS_TYPE (vm, BaseException));
}

static gboolean
check_catchable (RsVm *vm, RsObject *type)
{
  gboolean ok = TRUE;
  if (!rs_is_tuple (type))
    ok = is_exception_class (vm, type);
  else
    for (gsize i = 0; i < rs_tuple_size (type); i++)
      ok = ok && is_exception_class (vm, rs_tuple_items (type)[i]);
  if (!ok)
    rs_type_error (vm, "catching classes that do not inherit from BaseException is not allowed");
  return ok;
}

/* except TYPE: 1, 0, or -1 raises. */
int
rs_op_exception_matches (RsVm *vm, RsObject *exception, RsObject *type)
{
  if (!check_catchable (vm, type))
    return -1;
  if (!rs_is_tuple (type))
    return rs_is_subtype (exception->type, (RsType *) type);
  for (gsize i = 0; i < rs_tuple_size (type); i++)
    if (rs_is_subtype (exception->type, (RsType *) rs_tuple_items (type)[i]))
      return 1;
  return 0;
}

/* --- except* -------------------------------------------------------------- */

/* except* takes groups apart: it cannot be told to catch one. */
static gboolean
check_no_group (RsVm *vm, RsObject *type)
{
  gsize n = rs_is_tuple (type) ? rs_tuple_size (type) : 1;
  for (gsize i = 0; i < n; i++)
    if (rs_is_subtype ((RsType *) (rs_is_tuple (type) ? rs_tuple_items (type)[i] : type),
                       RS_TYPE (vm, BaseExceptionGroup)))
      {
        rs_type_error (vm,
                       "catching ExceptionGroup with except* is not allowed. Use except instead.");
        return FALSE;
      }
  return TRUE;
}

/* Splits EXCEPTION into what is of TYPE and the rest; each None if there is
 * nothing. FALSE raises. */
static gboolean
split_group (RsVm *vm, RsObject *exception, RsObject *type, RsObject **match, RsObject **rest)
{
  if (!check_catchable (vm, type) || !check_no_group (vm, type))
    return FALSE;
  if (exception == vm->none)
    {
      *match = rs_incref (vm->none);
      *rest = rs_incref (vm->none);
      return TRUE;
    }
  int matches = rs_op_exception_matches (vm, exception, type);
  if (matches == 1)
    {
      if (rs_is_a (exception, RS_TYPE (vm, BaseExceptionGroup)))
        *match = rs_incref (exception);
      else
        {
          /* A naked exception is wrapped. */
          RsObject *list = rs_tuple_pack (vm, 1, exception), *args[2] = { vm->empty_str, list };
          *match = rs_call (vm, RS_OBJECT (RS_TYPE (vm, ExceptionGroup)), args, 2, NULL);
          rs_xdecref (vm, list);
        }
      *rest = rs_incref (vm->none);
      return *match != NULL;
    }
  if (rs_is_a (exception, RS_TYPE (vm, BaseExceptionGroup)))
    {
      RS_SCOPE (vm);
      RS_LOCAL (split, rs_str_interned (vm, "split"));
      RS_LOCAL (pair, rs_call_method (vm, exception, split, &type, 1));
      if (pair == NULL)
        return FALSE;
      *match = rs_incref (rs_tuple_items (pair)[0]);
      *rest = rs_incref (rs_tuple_items (pair)[1]);
      return TRUE;
    }
  *match = rs_incref (vm->none);
  *rest = rs_incref (exception);
  return TRUE;
}

RsGo
rs_op_check_group_match (RsVm *vm, RsFrame *frame)
{
  RsObject **sp = frame->sp, *exception = sp[-2], *type = sp[-1], *match, *rest;
  if (!split_group (vm, exception, type, &match, &rest))
    return RS_GO_ERROR;
  sp[-2] = rest;
  sp[-1] = match;
  if (match != vm->none)
    rs_setref (vm, &vm->thread->exc_top->value, rs_incref (match));
  rs_decref (vm, type);
  rs_decref (vm, exception);
  return RS_GO_NEXT;
}

/* Is PART a piece of ORIGINAL that was raised again, rather than an exception
 * of its own? */
static gboolean
is_raised_again (RsObject *part, RsObject *original)
{
  RsException *a = (RsException *) part, *b = (RsException *) original;
  return a->notes == b->notes && a->traceback == b->traceback && a->cause == b->cause
         && a->context == b->context;
}

/* What an except* statement raises in the end: RAISED has what its clauses
 * raised and what none of them took. The pieces of ORIGINAL among it are put
 * together again, in their old nesting. */
RsObject *
rs_op_prep_reraise_star (RsVm *vm, RsObject *original, RsObject *raised)
{
  RS_SCOPE (vm);
  RS_LOCAL (list, rs_list_new (vm, 0));
  RS_LOCAL (again, rs_list_new (vm, 0));
  gboolean group = rs_is_a (original, RS_TYPE (vm, BaseExceptionGroup));
  for (gsize i = 0; i < rs_list_size (raised); i++)
    {
      RsObject *e = rs_list_items (raised)[i];
      if (e != vm->none
          && rs_list_append (vm, group && is_raised_again (e, original) ? again : list, e) < 0)
        return NULL;
    }
  RS_LOCAL (whole, rs_list_size (again) > 0 ? rs_exception_group_project (vm, original, again)
                                            : rs_incref (vm->none));
  rs_clear (vm, &again);
  if (whole == NULL)
    return NULL;
  if (whole != vm->none && rs_list_append (vm, list, whole) < 0)
    return NULL;
  rs_clear (vm, &whole);
  gsize n = rs_list_size (list);
  if (n < 2)
    return rs_incref (n == 0 ? vm->none : rs_list_items (list)[0]);
  RsObject *args[2] = { vm->empty_str, list };
  RS_LOCAL (result, rs_call (vm, RS_OBJECT (RS_TYPE (vm, ExceptionGroup)), args, 2, NULL));
  return RS_GIVE (result);
}

/* --- with ----------------------------------------------------------------- */

/* MANAGER's special method NAME, bound. */
static RsObject *
manager_method (RsVm *vm, RsObject *manager, RsObject *name, const char *format, gboolean is_async)
{
  RsObject *method = rs_lookup_special (vm, manager, name);
  if (method == NULL && vm->pending == NULL)
    rs_type_error (vm, format, manager, is_async ? "asynchronous " : "", is_async ? "a" : "");
  return method;
}

/* Is CALLABLE a bound method in Python, whose frame can be entered? */
static gboolean
is_python_method (RsVm *vm, RsObject *callable)
{
  return callable->type == RS_TYPE (vm, METHOD)
         && ((RsMethod *) callable)->function->type == RS_TYPE (vm, FUNCTION);
}

RsGo
rs_op_before_with (RsVm *vm, RsFrame *frame, gboolean is_async)
{
  RsObject *manager = frame->sp[-1];
  RS_SCOPE (vm);
  RS_LOCAL (enter, manager_method (
                       vm, manager, is_async ? RS_NAME (vm, __aenter__) : RS_NAME (vm, __enter__),
                       "'%T' object does not support the %scontext manager protocol", is_async));
  if (enter == NULL)
    return RS_GO_ERROR;
  RsObject *leave =
      manager_method (vm, manager, is_async ? RS_NAME (vm, __aexit__) : RS_NAME (vm, __exit__),
                      "'%T' object does not support the %scontext manager protocol "
                      "(missed __%sexit__ method)",
                      is_async);
  if (leave == NULL)
    return RS_GO_ERROR;
  frame->sp[-1] = leave;
  rs_decref (vm, manager);
  if (is_python_method (vm, enter))
    {
      RsMethod *method = (RsMethod *) enter;
      RsFrame *callee = rs_call_frame (vm, (RsFunction *) method->function, &method->self, 1, NULL);
      if (callee != NULL)
        callee->ret_args = g_steal_pointer (&enter);
      return rs_enter_frame (vm, callee, RS_RET_REPLACE, 0, 0);
    }
  RS_LOCAL (result, rs_call0 (vm, enter));
  rs_clear (vm, &enter);
  if (result == NULL)
    return RS_GO_ERROR;
  rs_push (frame, g_steal_pointer (&result));
  return RS_GO_NEXT;
}

/* On the stack: __exit__, the index of the instruction that raised, what was
 * handled before, the exception on top. */
RsGo
rs_op_with_except_start (RsVm *vm, RsFrame *frame)
{
  RsObject *exception = frame->sp[-1], *leave = frame->sp[-4];
  RsObject *traceback = ((RsException *) exception)->traceback;
  RsObject *args[4] = { NULL, RS_OBJECT (exception->type), exception,
                        traceback ? traceback : vm->none };
  if (is_python_method (vm, leave))
    {
      RsMethod *method = (RsMethod *) leave;
      args[0] = method->self;
      RsFrame *callee = rs_call_frame (vm, (RsFunction *) method->function, args, 4, NULL);
      return rs_enter_frame (vm, callee, RS_RET_PUSH, 0, 0);
    }
  RsObject *result = rs_call (vm, leave, args + 1, 3, NULL);
  if (result == NULL)
    return RS_GO_ERROR;
  rs_push (frame, result);
  return RS_GO_NEXT;
}

/* --- an instruction that fails -------------------------------------------- */

RsGo
rs_drop_failed (RsVm *vm, RsFrame *frame, guint n, gboolean upwards)
{
  RS_SCOPE (vm);
  RS_LOCAL (pending, rs_pending_take (vm));
  for (guint i = n; upwards && i > 0; i--)
    rs_clear (vm, &frame->sp[-(gssize) i]);
  rs_drop_n (vm, frame, n);
  vm->pending = g_steal_pointer (&pending);
  return RS_GO_ERROR;
}
