/* SPDX-License-Identifier: MIT
 *
 * Entering and leaving frames: the part of it that is inline in the evaluation
 * loop. eval-unwind.c has the rest.
 */
#pragma once

#include "eval.h"

G_BEGIN_DECLS

/* --- entering ------------------------------------------------------------- */

/* The special method NAME of OBJECT's class, if it is a function in Python,
 * borrowed; NULL: the slot must be called. */
static inline RsFunction *
rs_python_dunder (RsVm *vm, RsObject *object, RsObject *name)
{
  if (!(object->type->flags & RS_TF_HEAPTYPE))
    return NULL;
  RsObject *descr = rs_type_lookup (vm, object->type, name);
  return descr && descr->type == RS_TYPE (vm, FUNCTION) ? (RsFunction *) descr : NULL;
}

/* Does LEFT's operator come first? Not where the class of RIGHT is derived from
 * that of LEFT. */
static inline gboolean
rs_left_is_first (const RsObject *left, const RsObject *right)
{
  return left->type == right->type || !rs_is_subtype (right->type, left->type);
}

/* Can GENERATOR's frame be entered? Not while it runs or after it has ended:
 * what that means the type's slot says. */
static inline gboolean
rs_can_resume (RsObject *generator)
{
  return ((RsGenerator *) generator)->frame != NULL && !((RsGenerator *) generator)->running;
}

/* Resumes GENERATOR with VALUE, borrowed. */
static G_ALWAYS_INLINE inline RsGo
rs_resume (RsVm *vm, RsObject *generator, RsObject *value, RsReturn ret, guint op)
{
  if (!rs_enter_recursion (vm))
    return RS_GO_ERROR_DROP;
  rs_generator_enter (vm, (RsGenerator *) generator, value);
  vm->frame->ret = ret;
  vm->frame->ret_op = op;
  return RS_GO_FRAME;
}

/* The names of a call's keyword arguments, borrowed; NULL: there are none. CALL
 * looks back at KW_NAMES, so that nothing is left over between instructions. */
static inline RsObject *
rs_keyword_names (const RsFrame *frame, const guint32 *pc)
{
  return pc - frame->code->instrs >= 2 && (guint8) pc[-2] == RS_OP_KW_NAMES
             ? rs_tuple_items (frame->code->consts)[pc[-2] >> 8]
             : NULL;
}

/* --- leaving -------------------------------------------------------------- */

typedef enum { RS_RETURNS, RS_YIELDS, RS_BECOMES_GENERATOR, RS_LEAVES_RAISING } RsLeaving;

/* What the frame that was left has promised its caller: see RsFrame. */
typedef struct {
  guint8 ret, n_pop, op;
  gboolean generator; /* it was a generator's */
} RsPromise;

/* VALUE, which FRAME leaves with, is the program's from now on if a frame of
 * the program gets it. */
static inline void
rs_hand_over (const RsFrame *frame, RsObject *value)
{
  if (frame->of_library && value != NULL && frame->previous != NULL && !frame->previous->of_library)
    value->gc &= (guint8) ~RS_GC_BY_LIBRARY;
}

/* Takes FRAME, saved, off: vm->frame is its caller then. What the frame kept
 * for its caller goes to HAND[1] and [2]; HAND[0], what it leaves with, is
 * named meanwhile. */
static inline RsPromise
rs_leave_frame (RsVm *vm, RsFrame *frame, RsLeaving how, RsObject **hand)
{
  RsPromise promise = { .ret = frame->ret };
  vm->recursion--;
  vm->frame = frame->previous;
  if (how == RS_YIELDS)
    {
      rs_generator_leave (vm, (RsGenerator *) frame->generator, FALSE);
      return promise;
    }
  if (how != RS_BECOMES_GENERATOR && G_LIKELY (promise.ret == RS_RET_PUSH))
    {
      /* A plain call, which has promised nothing else. */
      rs_frame_end (vm, frame);
      return promise;
    }
  promise.n_pop = frame->ret_pop;
  promise.op = frame->ret_op;
  promise.generator = frame->owner == RS_OWNED_BY_GENERATOR;
  hand[1] = frame->ret_object;
  hand[2] = frame->ret_args;
  frame->ret_object = frame->ret_args = NULL;
  if (how == RS_BECOMES_GENERATOR)
    {
      promise.generator = FALSE;
      frame->previous = NULL;
      rs_clear (vm, &hand[1]);
      rs_clear (vm, &hand[2]);
    }
  else if (promise.generator)
    rs_generator_leave (vm, (RsGenerator *) frame->generator, TRUE);
  else
    rs_frame_end (vm, frame);
  return promise;
}

/* What FRAME does with HAND[0], which a call has returned, and with what that
 * kept in HAND[1] and [2]. */
RsGo rs_deliver (RsVm *vm, RsFrame *frame, RsPromise promise, RsObject **hand);

/* --- exceptions ----------------------------------------------------------- */

/* The instruction at frame->pc has raised what is pending. */
static inline void
rs_note_raised (RsVm *vm, RsFrame *frame)
{
  if (vm->pending == NULL)
    rs_raise (vm, RS_TYPE (vm, SystemError), "error return without exception set");
  if (!frame->incomplete)
    rs_traceback_here (vm, frame);
  if (G_UNLIKELY (rs_traced (vm, frame)))
    rs_trace_event (vm, frame, RS_MOMENT_EXCEPTION);
}

/* The handler of what instruction INDEX raises, or NULL. */
static inline const RsExceptionEntry *
rs_find_handler (const RsCode *code, guint32 index)
{
  for (guint32 i = 0; i < code->n_exceptions; i++)
    if (code->exceptions[i].start <= index && index < code->exceptions[i].end)
      return &code->exceptions[i];
  return NULL;
}

/* Makes FRAME stand at the handler of what is pending, raised at instruction
 * INDEX, with its stack as the handler wants it. FALSE: there is none, and the
 * stack is empty. */
static inline gboolean
rs_handle_exception (RsVm *vm, RsFrame *frame, guint32 index)
{
  const RsExceptionEntry *entry = rs_find_handler (frame->code, index);
  RsObject **level = rs_frame_stack (frame) + (entry ? entry->depth : 0);
  while (frame->sp > level)
    rs_drop (vm, frame);
  if (entry == NULL)
    return FALSE;
  frame->previous_instr = rs_frame_instr (frame);
  if (entry->lasti)
    rs_push (frame, rs_int_new (vm, frame->previous_instr));
  rs_push (frame, rs_pending_take (vm));
  frame->pc = frame->code->instrs + entry->target;
  return TRUE;
}

/* Leaves FRAME, which does not handle what is pending. */
static inline RsPromise
rs_leave_raising (RsVm *vm, RsFrame *frame, RsObject **hand)
{
  if (G_UNLIKELY (rs_traced (vm, frame)))
    rs_trace_event (vm, frame, RS_MOMENT_RETURN);
  RsGenerator *generator =
      frame->owner == RS_OWNED_BY_GENERATOR ? (RsGenerator *) frame->generator : NULL;
  hand[0] = rs_pending_take (vm);
  RsPromise promise = rs_leave_frame (vm, frame, RS_LEAVES_RAISING, hand);
  rs_pending_clear (vm);
  vm->pending = g_steal_pointer (&hand[0]);
  if (generator != NULL && vm->pending != NULL)
    rs_generator_fix_exception (vm, generator);
  rs_clear (vm, &hand[2]);
  rs_clear (vm, &hand[1]);
  return promise;
}

/* FRAME's iterator has ended: with StopIteration pending, or with nothing.
 * FALSE: what is pending is another exception. */
gboolean rs_end_iteration (RsVm *vm, RsFrame *frame);

G_END_DECLS
