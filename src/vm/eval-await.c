/* SPDX-License-Identifier: MIT
 *
 * What await, async for, yield from and send do besides resuming a generator's
 * frame, which is the loop's own affair: what can be awaited, and how a value
 * is sent to what is no generator.
 */
#include "eval.h"

RsObject *
rs_op_get_awaitable (RsVm *vm, RsObject *object, guint where)
{
  if (object->type == RS_TYPE (vm, COROUTINE)
      || (object->type == RS_TYPE (vm, GENERATOR)
          && (((RsCode *) ((RsGenerator *) object)->code)->flags & RS_CO_ITERABLE_COROUTINE)))
    return rs_incref (object);
  if (object->type->slots.await == NULL)
    {
      if (where == 1 || where == 2)
        return rs_type_error (
            vm, "'async with' received an object from %s that does not implement __await__: %T",
            where == 1 ? "__aenter__" : "__aexit__", object);
      return rs_type_error (vm, "object %T can't be used in 'await' expression", object);
    }
  RsObject *iterator = object->type->slots.await (vm, object);
  if (iterator != NULL && iterator->type->slots.iternext == NULL
      && iterator->type != RS_TYPE (vm, COROUTINE))
    {
      rs_type_error (vm, "__await__() returned non-iterator of type '%T'", iterator);
      rs_clear (vm, &iterator);
    }
  return iterator;
}

RsObject *
rs_op_get_aiter (RsVm *vm, RsObject *object)
{
  if (object->type->slots.aiter == NULL)
    return rs_type_error (vm, "'async for' requires an object with __aiter__ method, got %T",
                          object);
  RsObject *iterator = object->type->slots.aiter (vm, object);
  if (iterator != NULL && iterator->type->slots.anext == NULL)
    {
      rs_type_error (
          vm, "'async for' received an object from __aiter__ that does not implement __anext__: %T",
          iterator);
      rs_clear (vm, &iterator);
    }
  return iterator;
}

RsObject *
rs_op_get_anext (RsVm *vm, RsObject *iterator)
{
  if (iterator->type->slots.anext == NULL)
    return rs_type_error (vm, "'async for' requires an iterator with __anext__ method, got %T",
                          iterator);
  RsObject *next = iterator->type->slots.anext (vm, iterator);
  RsObject *awaitable = next ? rs_op_get_awaitable (vm, next, 0) : NULL;
  rs_xdecref (vm, next);
  return awaitable;
}

RsObject *
rs_op_get_yield_from_iter (RsVm *vm, RsFrame *frame, RsObject *iterable)
{
  if (iterable->type == RS_TYPE (vm, GENERATOR))
    return rs_incref (iterable);
  if (iterable->type != RS_TYPE (vm, COROUTINE))
    return rs_iter (vm, iterable);
  if (frame->code->flags & (RS_CO_COROUTINE | RS_CO_ITERABLE_COROUTINE))
    return rs_incref (iterable);
  return rs_type_error (vm, "cannot 'yield from' a coroutine object in a non-coroutine generator");
}

/* --- send ----------------------------------------------------------------- */

RsGo
rs_end_send (RsVm *vm, RsFrame *frame, RsObject *value)
{
  RsObject *sent = frame->sp[-1];
  frame->sp[-1] = value;
  rs_decref (vm, sent);
  RsObject *receiver = frame->sp[-2];
  frame->sp[-2] = frame->sp[-1];
  frame->sp--;
  rs_decref (vm, receiver);
  return RS_GO_JUMP;
}

/* The receiver has ended with StopIteration pending, or with nothing: then its
 * value is None. */
static RsGo
end_send_raised (RsVm *vm, RsFrame *frame)
{
  if (vm->pending != NULL)
    rs_trace_event (vm, frame, RS_MOMENT_EXCEPTION);
  return rs_end_send (vm, frame, rs_stop_iteration_value (vm));
}

RsGo
rs_op_send (RsVm *vm, RsFrame *frame)
{
  RsObject *receiver = frame->sp[-2], *value = frame->sp[-1], *yielded;
  if (rs_is_generator_kind (vm, receiver))
    {
      int state = rs_generator_send (vm, (RsGenerator *) receiver, value, &yielded);
      if (state < 0)
        return RS_GO_ERROR_DROP;
      if (state == 0)
        return rs_end_send (vm, frame, yielded);
    }
  else if (value == vm->none && receiver->type->slots.iternext != NULL)
    {
      yielded = receiver->type->slots.iternext (vm, receiver);
      if (yielded == NULL && vm->stop == RS_STOP_NONE
          && (vm->pending == NULL || rs_pending_is (vm, RS_TYPE (vm, StopIteration))))
        return end_send_raised (vm, frame);
    }
  else
    {
      yielded = rs_call_method (vm, receiver, RS_NAME (vm, send), &value, 1);
      if (yielded == NULL && rs_pending_is (vm, RS_TYPE (vm, StopIteration)))
        return end_send_raised (vm, frame);
    }
  if (yielded == NULL)
    return RS_GO_ERROR_DROP;
  frame->sp[-1] = yielded;
  rs_decref (vm, value);
  return RS_GO_NEXT;
}
