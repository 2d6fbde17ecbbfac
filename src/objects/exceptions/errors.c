/* SPDX-License-Identifier: MIT
 *
 * Raising from C. There is one pending exception, always an instance; raising
 * while another is handled links it as __context__, as CPython's
 * _PyErr_SetObject does.
 */
#include "objects/abstract.h"
#include "objects/values.h"

static void
raise_formatted (RsVm *vm, RsType *type, const char *format, va_list args)
{
  RsObject *message = rs_str_vprintf (vm, format, args);
  if (message == NULL)
    return;
  RsObject *exception = rs_exception_new (vm, type, &message, 1);
  rs_decref (vm, message);
  if (exception != NULL)
    rs_raise_instance (vm, exception);
}

RsObject *
rs_raise (RsVm *vm, RsType *type, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  raise_formatted (vm, type, format, args);
  va_end (args);
  return NULL;
}

int
rs_raise_int (RsVm *vm, RsType *type, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  raise_formatted (vm, type, format, args);
  va_end (args);
  return -1;
}

RsObject *
rs_raise_object (RsVm *vm, RsType *type, RsObject *value)
{
  RsObject *exception = rs_exception_new (vm, type, &value, value ? 1 : 0);
  if (exception != NULL)
    rs_raise_instance (vm, exception);
  return NULL;
}

RsObject *
rs_raise_key_error (RsVm *vm, RsObject *key)
{
  return rs_raise_object (vm, RS_TYPE (vm, KeyError), key);
}

/* Links HANDLED as the context of EXCEPTION, unless that would make a ring. A
 * program can have made a ring of its own, in which the walk would never end: a
 * second pointer follows at half the speed (Floyd), and where they meet all
 * have been seen. */
static void
link_context (RsVm *vm, RsException *exception, RsObject *handled)
{
  if (handled == NULL || handled == RS_OBJECT (exception))
    return;
  RsObject *slow = handled, *context;
  gboolean move_slow = FALSE;
  for (RsObject *o = handled; (context = ((RsException *) o)->context) != NULL;
       move_slow = !move_slow)
    {
      if (context == RS_OBJECT (exception))
        {
          rs_clear (vm, &((RsException *) o)->context);
          break;
        }
      o = context;
      if (o == slow)
        break;
      if (move_slow)
        slow = ((RsException *) slow)->context;
    }
  rs_setref (vm, &exception->context, rs_incref (handled));
}

RsObject *
rs_raise_thrown (RsVm *vm, RsObject *exception, RsObject *handled)
{
  if (vm->stop != RS_STOP_NONE)
    {
      rs_decref (vm, exception);
      return NULL;
    }
  link_context (vm, (RsException *) exception, handled);
  rs_pending_restore (vm, exception);
  return NULL;
}

RsObject *
rs_raise_instance (RsVm *vm, RsObject *exception)
{
  return rs_raise_thrown (vm, exception, rs_handled_exception (vm));
}

RsObject *
rs_raise_no_memory (RsVm *vm)
{
  /* Making the exception takes memory itself: the limit is lifted for it. */
  guint64 limit = vm->model_limit;
  vm->model_limit = G_MAXUINT64 / 2;
  rs_raise_object (vm, RS_TYPE (vm, MemoryError), NULL);
  vm->model_limit = limit;
  return NULL;
}

gboolean
rs_pending_is (RsVm *vm, RsType *type)
{
  return vm->pending != NULL && rs_is_a (vm->pending, type);
}

void
rs_pending_clear (RsVm *vm)
{
  rs_clear (vm, &vm->pending);
}

RsObject *
rs_pending_take (RsVm *vm)
{
  RsObject *pending = vm->pending;
  vm->pending = NULL;
  return pending;
}

void
rs_pending_restore (RsVm *vm, RsObject *exception)
{
  rs_setref (vm, &vm->pending, exception);
}

gboolean
rs_pending_swallow (RsVm *vm, RsType *type)
{
  if (!rs_pending_is (vm, type))
    return FALSE;
  rs_pending_clear (vm);
  return TRUE;
}
