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

/* Takes FRAME, saved, off: vm->frame is its caller then. What the frame kept
 * for its caller goes to HAND[1] and [2]; HAND[0], what it leaves with, is
 * named meanwhile. */
static inline RsPromise
rs_leave_frame (RsVm *vm, RsFrame *frame, RsLeaving how, RsObject **hand)
{
  RsPromise promise = { frame->ret, frame->ret_pop, frame->ret_op,
                        frame->owner == RS_OWNED_BY_GENERATOR };
  vm->recursion--;
  vm->frame = frame->previous;
  if (how == RS_YIELDS)
    {
      rs_generator_leave (vm, (RsGenerator *) frame->generator, FALSE);
      return promise;
    }
  if (promise.ret != RS_RET_PUSH)
    {
      hand[1] = frame->ret_object;
      hand[2] = frame->ret_args;
      frame->ret_object = frame->ret_args = NULL;
    }
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
void rs_note_raised (RsVm *vm, RsFrame *frame);
/* Makes FRAME stand at the handler of what is pending, raised at instruction
 * INDEX, with its stack as the handler wants it. FALSE: there is none, and the
 * stack is empty. */
gboolean rs_handle_exception (RsVm *vm, RsFrame *frame, guint32 index);
/* Leaves FRAME, which does not handle what is pending. */
RsPromise rs_leave_raising (RsVm *vm, RsFrame *frame, RsObject **hand);
/* FRAME's iterator has ended: with StopIteration pending, or with nothing.
 * FALSE: what is pending is another exception. */
gboolean rs_end_iteration (RsVm *vm, RsFrame *frame);

G_END_DECLS
