/* SPDX-License-Identifier: MIT
 *
 * Looking up from the work: what happens when the budget of instructions is
 * used up. In this order: cancelling and limits, thread switches, a due
 * collection, the instruction that a session seeks, the events of sys.settrace.
 *
 * While steps are watched the budget stays 0, so that every instruction comes
 * here first (the loop itself passes over those that cannot be the first of a
 * line, until vm->skip_until); otherwise it is the distance to the next thing
 * due. rs_vm_now () = due -
 * budget counts all instructions ever executed, on any thread.
 *
 * Line events are CPython 3.11's (maybe_call_line_trace): before an instruction
 * that is on another line than the one executed before it in its frame, or that
 * was reached by a jump backwards.
 */
#include "eval.h"
#include "thread.h"

#include "heap/gc.h"
#include "heap/run-limits.h"

#define POLL_EVERY 20000 /* instructions between looks at the cancel flag */

static guint64
distance_to (guint64 now, guint64 instruction, guint64 most)
{
  return instruction > now ? MIN (most, instruction - now) : 0;
}

/* Sets the budget to the distance to whatever comes first. */
static void
plan (RsVm *vm)
{
  guint64 now = rs_vm_now (vm), distance = POLL_EVERY;

  if (vm->watch != 0 || vm->memory_low || vm->gc_due)
    distance = 0;
  distance = distance_to (now, MIN (vm->seek, vm->instruction_limit), distance);
  if (vm->threads->next != NULL)
    distance = distance_to (now, vm->thread_switch_at, distance);
  vm->budget = distance;
  vm->due = now + distance;
  vm->skip_until = 0;
  if (vm->watch == RS_WATCH_STEPS && !vm->memory_low && !vm->gc_due && vm->threads->next == NULL)
    vm->skip_until = MIN (MIN (now + POLL_EVERY, vm->seek), vm->instruction_limit);
}

void
rs_vm_set_watch (RsVm *vm, guint watch, guint64 seek)
{
  vm->watch = watch;
  vm->seek = seek;
  plan (vm);
}

void
rs_vm_plan_switch (RsVm *vm)
{
  vm->thread_switch_at = rs_thread_turn_end (vm);
  plan (vm);
}

/* Does CPython look at its eval breaker here: as a frame starts or goes on, as
 * a jump goes back, and after a call? */
static gboolean
may_switch (const RsFrame *frame)
{
  RsOpCheck check = rs_op_check ((guint8) *frame->pc);
  return check == RS_CHECK_START || check == RS_CHECK_TURN
         || (frame->pc > frame->code->instrs
             && rs_op_check ((guint8) frame->pc[-1]) == RS_CHECK_CALL);
}

void
rs_trace_event (RsVm *vm, RsFrame *frame, RsMomentKind moment)
{
  gboolean other = vm->thread != vm->threads;
  if (vm->stop != RS_STOP_NONE || !rs_traced (vm, frame)
      || (other && !(vm->watch & RS_WATCH_THREADS)) || vm->finalizing)
    return;
  RS_SCOPE (vm);
  RS_LOCAL (pending, rs_pending_take (vm));
  /* CPython keeps the type beside a pending exception, and gives the tracer a
   * tuple of the two for its event. */
  gboolean told = pending != NULL && moment == RS_MOMENT_EXCEPTION;
  RS_LOCAL (type, pending ? rs_incref (pending->type) : NULL);
  RS_LOCAL (told_type, told ? rs_incref (pending->type) : NULL);
  RS_LOCAL (told_exception, told ? rs_incref (pending) : NULL);
  vm->host->moment (vm, moment, vm->host->data);
  vm->steps += !other;
  vm->pending = g_steal_pointer (&pending);
}

/* Jumps and handlers lead to marked places only: the nearest one above where
 * FRAME stands is the last that it has passed. */
static void
find_previous_instr (RsFrame *frame)
{
  const guint8 *may_trace = frame->code->may_trace;
  gint32 index = rs_frame_instr (frame);

  while (index >= 0 && !may_trace[index])
    index--;
  frame->previous_instr = index;
}

void
rs_vm_find_lines (RsVm *vm)
{
  for (RsThread *thread = vm->threads; thread != NULL; thread = thread->next)
    for (RsFrame *frame = rs_thread_context (vm, thread)->frame; frame != NULL;
         frame = frame->previous)
      if (frame->code->of_program)
        find_previous_instr (frame);
}

static void
trace_instruction (RsVm *vm, RsFrame *frame)
{
  RsCode *code = frame->code;
  gint32 index = frame->pc - code->instrs, before = frame->previous_instr;
  guint8 op = *frame->pc;

  if (!code->may_trace[index])
    return;
  frame->previous_instr = index;
  if (op == RS_OP_RESUME)
    {
      rs_trace_event (vm, frame, RS_MOMENT_CALL);
      return;
    }
  if ((guint32) index < code->first_traceable)
    return;
  gint32 line = code->locations[index].line;
  gint32 last = before <= (gint32) code->first_traceable ? -1 : code->locations[before].line;
  /* A jump backwards passes at least one place that is marked, at or behind its
   * target: so "not after the last" is "was jumped to". An instruction that
   * jumps to itself is none, as in CPython. */
  gboolean itself = op == RS_OP_JUMP_BACKWARD && *frame->pc >> 8 == 1;
  if (line != -1 && (line != last || (index <= before && op != RS_OP_SEND && !itself)))
    rs_trace_event (vm, frame, RS_MOMENT_LINE);
}

/* Small blocks beyond the limit of memory have been handed out: raises
 * MemoryError if the instruction is one that takes memory, or, should there be
 * none for long, a turn of a loop. TRUE: not now. Elsewhere nothing can be
 * raised: what ends a handler has no handler itself. */
static gboolean
check_memory (RsVm *vm, RsFrame *frame)
{
  static const guint64 room = 256 << 10; /* bytes for the handler */
  RsOpCheck check = rs_op_check ((guint8) *frame->pc);
  gboolean allocates = check == RS_CHECK_ALLOC || check == RS_CHECK_CALL;
  gboolean due =
      check == RS_CHECK_TURN && vm->model_bytes >= vm->model_limit + vm->memory_margin + room;
  if ((vm->model_bytes > vm->model_limit || vm->memory_failed) && !allocates && !due)
    return TRUE;
  return rs_memory_low_raise (vm);
}

gboolean
rs_skip_step (RsVm *vm, const RsFrame *frame, const guint32 *pc)
{
  if (vm->budget >= -1 || vm->due >= vm->skip_until
      || (frame->code->of_program && frame->code->may_trace[pc - frame->code->instrs]))
    return FALSE;
  vm->due++;
  vm->budget = -1;
  return TRUE;
}

gboolean
rs_eval_breaker (RsVm *vm, RsFrame *frame)
{
  /* The instruction that is about to run has been counted already: put it back
   * while looking. */
  vm->budget++;
  if (g_atomic_int_get (&vm->host->cancel) && vm->stop == RS_STOP_NONE)
    vm->stop = RS_STOP_CANCEL;
  if (rs_vm_now (vm) >= vm->instruction_limit && vm->stop == RS_STOP_NONE)
    vm->stop = RS_STOP_INSTRUCTIONS;
  if (vm->stop != RS_STOP_NONE)
    return FALSE;
  if (vm->threads->next != NULL && rs_vm_now (vm) >= vm->thread_switch_at && may_switch (frame))
    {
      rs_thread_yield (vm);
      if (vm->stop != RS_STOP_NONE)
        return FALSE;
    }
  if (vm->gc_due)
    {
      rs_gc_collect_due (vm);
      if (vm->stop != RS_STOP_NONE)
        return FALSE;
    }
  if (vm->seek != G_MAXUINT64 && rs_vm_now (vm) >= vm->seek)
    {
      vm->seek = G_MAXUINT64;
      if (vm->host->reached != NULL)
        vm->host->reached (vm, vm->host->data);
      rs_vm_pause (vm);
      if (vm->stop != RS_STOP_NONE)
        return FALSE;
    }
  if (G_UNLIKELY (vm->memory_low) && !check_memory (vm, frame))
    {
      plan (vm);
      return FALSE;
    }
  if (rs_traced (vm, frame))
    trace_instruction (vm, frame);
  plan (vm);
  vm->budget--;
  return vm->stop == RS_STOP_NONE;
}
