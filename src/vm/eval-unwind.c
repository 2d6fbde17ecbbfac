/* SPDX-License-Identifier: MIT
 *
 * What happens where a frame is left: what its caller does with the result, and
 * how an exception finds its handler or leaves the frame. eval-frame.h has what
 * is inline in the loop.
 */
#include "eval-frame.h"

/* --- results -------------------------------------------------------------- */

/* A special method in Python has said NotImplemented: the operation goes on. */
static RsGo
go_on_reflected (RsVm *vm, RsFrame *frame, RsPromise promise)
{
  RsObject **sp = frame->sp;
  RsObject *result = promise.ret == RS_RET_BINARY
                         ? rs_binary_op_reflected (vm, sp[-2], sp[-1], promise.op)
                         : rs_richcompare_reflected (vm, sp[-2], sp[-1], promise.op);
  if (result == NULL)
    return RS_GO_ERROR_DROP;
  frame->sp = rs_replace (vm, sp, 2, result);
  return RS_GO_NEXT;
}

/* __init__ has returned HAND[0]; HAND[1] is the new instance, HAND[2] what
 * CPython's type.__call__ kept. */
static RsGo
deliver_instance (RsVm *vm, RsFrame *frame, guint n_pop, RsObject **hand)
{
  if (hand[0] != vm->none)
    {
      rs_type_error (vm, "__init__() should return None, not '%T'", hand[0]);
      for (int i = 0; i < 3; i++)
        rs_clear (vm, &hand[i]);
      return RS_GO_ERROR;
    }
  rs_clear (vm, &hand[0]);
  rs_clear (vm, &hand[2]);
  rs_drop_n (vm, frame, n_pop);
  rs_push (frame, g_steal_pointer (&hand[1]));
  return RS_GO_NEXT;
}

/* A generator has returned HAND[0] to SEND. Under a tracer CPython calls its
 * __next__ or send, which raise StopIteration; the former not for None. So
 * does a run with steps, at every visit of a moment, watched or not: serials
 * must not depend on the way to it. */
static RsGo
deliver_sent (RsVm *vm, RsFrame *frame, guint op, RsObject **hand)
{
  RsObject *value = g_steal_pointer (&hand[0]);
  if ((op || value != vm->none) && G_UNLIKELY (vm->stepped) && frame->code->of_program)
    {
      rs_raise_stop_iteration (vm, value);
      rs_trace_event (vm, frame, RS_MOMENT_EXCEPTION);
      value = rs_stop_iteration_value (vm);
    }
  return rs_end_send (vm, frame, value);
}

RsGo
rs_deliver (RsVm *vm, RsFrame *frame, RsPromise promise, RsObject **hand)
{
  switch ((RsReturn) promise.ret)
    {
    case RS_RET_NEXT:
      if (!promise.generator)
        break;
      /* A generator returns where it ends: so does the loop over it. */
      rs_clear (vm, &hand[0]);
      rs_drop (vm, frame);
      return RS_GO_JUMP;
    case RS_RET_SEND:
      return deliver_sent (vm, frame, promise.op, hand);
    case RS_RET_INIT:
      return deliver_instance (vm, frame, promise.n_pop, hand);
    case RS_RET_BINARY:
    case RS_RET_COMPARE:
      if (hand[0] != vm->not_implemented)
        break;
      rs_clear (vm, &hand[0]);
      return go_on_reflected (vm, frame, promise);
    default:
      break;
    }
  rs_clear (vm, &hand[1]);
  rs_drop_n (vm, frame, promise.n_pop);
  rs_clear (vm, &hand[2]);
  rs_push (frame, g_steal_pointer (&hand[0]));
  return RS_GO_NEXT;
}

/* --- the end of a loop ---------------------------------------------------- */

gboolean
rs_end_iteration (RsVm *vm, RsFrame *frame)
{
  if (vm->pending == NULL)
    return TRUE;
  if (!rs_pending_is (vm, RS_TYPE (vm, StopIteration)))
    return FALSE;
  rs_trace_event (vm, frame, RS_MOMENT_EXCEPTION);
  rs_pending_clear (vm);
  return TRUE;
}
