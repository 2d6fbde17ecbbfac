/* SPDX-License-Identifier: MIT
 *
 * Threads of the simulated program. One runs at a time, as under CPython's
 * lock, each on a C stack of its own in the arena (heap/stack.c): so a thread
 * may wait anywhere, inside C functions that have called Python, too.
 *
 * A turn ends after so many instructions (the schedule says how many; a switch
 * comes only where CPython's evaluation loop looks at its eval breaker), or
 * when the thread must wait. So the threads of a program interleave the same
 * way at every run, and a moment is a number whatever threads run.
 *
 *   ready ──▶ running ──▶ waiting for a lock, for a time, or both ──▶ ready
 *                  └────▶ done
 *
 * What belongs to a thread lies in the vm while it runs (RsThreadContext) and
 * is exchanged at a switch.
 *
 * Time is virtual: it advances a little with each instruction, and when every
 * thread waits, it jumps to the first that wakes.
 */
#include "thread.h"

#include "eval.h"
#include "schedule.h"

#include "heap/stack.h"

#define INSTRUCTION_NS 25
#define READY 64 /* of more threads at once these are offered to whoever chooses */

gint64
rs_vm_clock (RsVm *vm)
{
  return vm->clock + (gint64) rs_vm_now (vm) * INSTRUCTION_NS;
}

RsThread *
rs_thread_new (RsVm *vm)
{
  RsThread *thread = rs_mem_alloc0 (vm, sizeof (RsThread)), **last = &vm->threads;
  thread->id = vm->next_thread_id++;
  thread->exc_top = &thread->exc;
  while (*last != NULL)
    last = &(*last)->next;
  *last = thread;
  return thread;
}

/* --- who comes next ------------------------------------------------------- */

static gboolean
is_waiting (const RsThread *thread)
{
  return thread->waiting_for != NULL || thread->wake_at != 0;
}

gboolean
rs_thread_is_ready (RsVm *vm, const RsThread *thread)
{
  return !is_waiting (thread) || (thread->wake_at != 0 && thread->wake_at <= rs_vm_clock (vm));
}

static RsThread *
after (RsVm *vm, const RsThread *thread)
{
  return thread->next ? thread->next : vm->threads;
}

/* xorshift64* (Vigna 2016). */
static guint64
random_number (RsVm *vm)
{
  guint64 x = vm->schedule_random ? vm->schedule_random : vm->host->schedule->seed;
  x ^= x >> 12;
  x ^= x << 25;
  x ^= x >> 27;
  vm->schedule_random = x;
  return (x * G_GUINT64_CONSTANT (0x2545f4914f6cdd1d)) >> 32;
}

/* The schedule's next switch, or NULL. */
static const RsSwitch *
next_switch (RsVm *vm)
{
  const RsSchedule *schedule = vm->host->schedule;
  return schedule != NULL && schedule->switches != NULL && vm->schedule_at < schedule->switches->len
             ? &g_array_index (schedule->switches, RsSwitch, vm->schedule_at)
             : NULL;
}

guint64
rs_thread_turn_end (RsVm *vm)
{
  const RsSchedule *schedule = vm->host->schedule;
  if (schedule == NULL)
    return rs_vm_now (vm) + RS_THREAD_TURN;
  if (schedule->choose != NULL)
    return rs_vm_now (vm);
  if (schedule->switches != NULL)
    return next_switch (vm) ? next_switch (vm)->instruction : G_MAXUINT64;
  return rs_vm_now (vm)
         + (schedule->seed ? 1 + random_number (vm) % schedule->turn : schedule->turn);
}

/* The thread that the schedule wants now, if it is ready; NULL: it says
 * nothing. */
static RsThread *
scheduled (RsVm *vm)
{
  for (const RsSwitch *at; (at = next_switch (vm)) != NULL && at->instruction <= rs_vm_now (vm);)
    {
      vm->schedule_at++;
      for (RsThread *thread = vm->threads; thread != NULL; thread = thread->next)
        if (thread->id == at->thread && rs_thread_is_ready (vm, thread))
          return thread;
    }
  return NULL;
}

/* One of those that are ready from START on in the ring, as the schedule's
 * owner chooses; NULL: none is. WAITS: the running thread does. */
static RsThread *
chosen (RsVm *vm, RsThread *start, gboolean waits)
{
  const RsSchedule *schedule = vm->host->schedule;
  RsThread *threads[READY], *thread = start;
  guint64 ready[READY], wanted;
  guint n = 0, i = 0;
  do
    {
      if (rs_thread_is_ready (vm, thread))
        threads[n] = thread, ready[n++] = thread->id;
      thread = after (vm, thread);
    }
  while (thread != start && n < READY);
  if (n < 2)
    return n == 0 ? NULL : threads[0];
  wanted = schedule->choose (vm, ready, n, waits, schedule->data);
  while (i + 1 < n && ready[i] != wanted)
    i++;
  return threads[i];
}

/* The next one in the ring that is ready, from the one after the running (or,
 * by the schedule, from any); NULL: none. WAITS: the running thread does. */
static RsThread *
next_ready (RsVm *vm, gboolean waits)
{
  if (vm->host->schedule != NULL && vm->host->schedule->choose != NULL)
    return chosen (vm, waits ? after (vm, vm->thread) : vm->thread, waits);
  RsThread *start = scheduled (vm);
  if (start != NULL)
    return start;
  start = after (vm, vm->thread);
  if (vm->host->schedule != NULL && vm->host->schedule->seed != 0)
    for (guint64 n = random_number (vm) % 16; n > 0; n--)
      start = after (vm, start);
  RsThread *thread = start;
  do
    {
      if (rs_thread_is_ready (vm, thread))
        return thread;
      thread = after (vm, thread);
    }
  while (thread != start);
  return NULL;
}

/* Everybody waits: the clock jumps to the first that wakes. FALSE: none
 * does. */
static gboolean
jump_clock (RsVm *vm)
{
  gint64 first = G_MAXINT64;
  for (RsThread *thread = vm->threads; thread != NULL; thread = thread->next)
    if (thread->wake_at != 0)
      first = MIN (first, thread->wake_at);
  if (first == G_MAXINT64)
    return FALSE;
  vm->clock += MAX (0, first - rs_vm_clock (vm));
  return TRUE;
}

/* The same as next_ready, but time passes. NULL: all wait for ever. */
static RsThread *
wait_ready (RsVm *vm)
{
  RsThread *thread = next_ready (vm, TRUE);
  return thread == NULL && jump_clock (vm) ? next_ready (vm, TRUE) : thread;
}

/* --- switching ------------------------------------------------------------ */

/* A thread's turn begins. */
static void
begin_turn (RsVm *vm)
{
  vm->thread->waiting_for = NULL;
  vm->thread->wake_at = 0;
  rs_vm_plan_switch (vm);
}

static void
exchange (RsVm *vm, RsThread *next)
{
  if (vm->host->switched != NULL)
    vm->host->switched (vm, next->id, vm->host->data);
  vm->thread->context = vm->context;
  vm->thread = next;
  vm->context = next->context;
}

/* NEXT goes on, until somebody switches back. */
static void
switch_to (RsVm *vm, RsThread *next)
{
  RsThread *self = vm->thread;
  if (next != self)
    {
      exchange (vm, next);
      rs_stack_switch (vm, self->stack, next->stack);
    }
  begin_turn (vm);
}

void
rs_thread_yield (RsVm *vm)
{
  RsThread *next = next_ready (vm, FALSE);
  if (next != NULL && next != vm->thread)
    switch_to (vm, next);
  else
    rs_vm_plan_switch (vm);
}

gboolean
rs_thread_wait (RsVm *vm, RsObject *lock, guint64 holder, gint64 wake_at)
{
  vm->thread->waiting_for = lock;
  vm->thread->holder = holder;
  vm->thread->wake_at = wake_at == G_MAXINT64 ? 0 : MAX (wake_at, 1);
  RsThread *next = wait_ready (vm);
  if (next == NULL)
    rs_thread_deadlock (vm);
  else
    switch_to (vm, next);
  return vm->stop == RS_STOP_NONE;
}

void
rs_thread_wake (RsVm *vm, RsObject *lock)
{
  for (RsThread *thread = vm->threads; thread != NULL; thread = thread->next)
    if (thread->waiting_for == lock)
      thread->waiting_for = NULL, thread->wake_at = 0;
}

/* --- a thread's life ------------------------------------------------------ */

/* The engine has nothing more to do: whoever called it goes on. */
static void
leave_engine (RsVm *vm)
{
  vm->ended = TRUE;
  for (;;)
    rs_stack_switch (vm, vm->thread->stack, NULL);
}

/* On its own C stack. */
static void
run_thread (RsVm *vm)
{
  RsThread *self = vm->thread;
  begin_turn (vm);
  RsObject *result = rs_call_tuple (vm, self->body, self->args, self->kwargs);
  if (result != NULL)
    rs_decref (vm, result);
  else if (vm->stop == RS_STOP_NONE && rs_pending_is (vm, RS_TYPE (vm, SystemExit)))
    rs_pending_clear (vm);
  else if (vm->stop == RS_STOP_NONE)
    rs_unraisable_in (vm, "Exception ignored in thread started by", self->body);
  rs_clear (vm, &self->body);
  rs_clear (vm, &self->args);
  rs_clear (vm, &self->kwargs);
  rs_clear (vm, &self->asyncgen_hooks[0]);
  rs_clear (vm, &self->asyncgen_hooks[1]);
  RsThread *next = NULL;
  if (vm->stop == RS_STOP_NONE)
    {
      /* It is none of those that can be chosen, and never comes back. */
      self->waiting_for = RS_OBJECT (self);
      next = wait_ready (vm);
      if (next == NULL)
        rs_thread_deadlock (vm);
    }
  if (vm->stop != RS_STOP_NONE)
    leave_engine (vm);
  rs_mem_free (vm, vm->repr_stack, vm->repr_cap * sizeof (gpointer));
  exchange (vm, next);
  for (RsThread **link = &vm->threads; *link != NULL; link = &(*link)->next)
    if (*link == self)
      {
        *link = self->next;
        break;
      }
  RsStack *stack = self->stack;
  rs_mem_free (vm, self, sizeof (RsThread));
  rs_stack_leave (vm, stack, next->stack);
}

guint64
rs_thread_start (RsVm *vm, RsObject *callable, RsObject *args, RsObject *kwargs)
{
  RsThread *thread = rs_thread_new (vm);
  thread->stack = rs_stack_new (vm, run_thread);
  if (thread->stack == NULL)
    {
      RsThread **last = &vm->threads;
      while ((*last)->next != NULL)
        last = &(*last)->next;
      *last = NULL;
      rs_mem_free (vm, thread, sizeof (RsThread));
      rs_raise (vm, RS_TYPE (vm, RuntimeError), "can't start new thread");
      return 0;
    }
  thread->context.stack_limit = rs_stack_limit (vm, thread->stack);
  thread->body = rs_incref (callable);
  thread->args = rs_incref (args);
  thread->kwargs = rs_xincref (kwargs);
  if (vm->threads->next == thread)
    rs_vm_plan_switch (vm); /* until now nobody was there to wait for the end of a turn */
  return thread->id;
}

static void
run_main (RsVm *vm)
{
  begin_turn (vm);
  rs_vm_run_program (vm);
  leave_engine (vm);
}

gboolean
rs_thread_start_main (RsVm *vm)
{
  vm->thread->stack = rs_stack_new (vm, run_main);
  vm->stack_limit = rs_stack_limit (vm, vm->thread->stack);
  return vm->thread->stack != NULL;
}

/* --- for the audit and the collector -------------------------------------- */

static void
traverse_context (RsVm *vm, const RsThreadContext *context, RsVisit *visit)
{
  rs_visit (visit, context->pending, RS_EDGE_ROOT, (gintptr) "exception being raised");
  rs_scopes_traverse (context->scope, visit, 0);
  for (guint i = 0; i < context->n_repr; i++)
    rs_visit (visit, context->repr_stack[i], RS_EDGE_ROOT, (gintptr) "repr being made");
  for (RsDecrefs *decrefs = context->decrefs; decrefs != NULL; decrefs = decrefs->previous)
    {
      for (gsize i = 0; i < decrefs->n; i++)
        rs_visit (visit, decrefs->items[i * decrefs->stride], RS_EDGE_ROOT,
                  (gintptr) "being dropped");
      if (decrefs->frame != NULL)
        rs_frame_traverse (vm, decrefs->frame, visit);
    }
  for (RsFrame *frame = context->frame; frame != NULL; frame = frame->previous)
    if (frame->owner == RS_OWNED_BY_THREAD)
      rs_frame_traverse (vm, frame, visit);
}

void
rs_thread_traverse (RsVm *vm, RsVisit *visit)
{
  for (RsThread *thread = vm->threads; thread != NULL; thread = thread->next)
    {
      rs_visit (visit, thread->exc.value, RS_EDGE_ROOT, (gintptr) "exception being handled");
      rs_visit (visit, thread->body, RS_EDGE_ROOT, (gintptr) "thread's body");
      rs_visit (visit, thread->args, RS_EDGE_ROOT, (gintptr) "thread's arguments");
      rs_visit (visit, thread->kwargs, RS_EDGE_ROOT, (gintptr) "thread's keyword arguments");
      for (guint i = 0; i < G_N_ELEMENTS (thread->asyncgen_hooks); i++)
        rs_visit (visit, thread->asyncgen_hooks[i], RS_EDGE_ROOT,
                  (gintptr) "hook of asynchronous generators");
      traverse_context (vm, rs_thread_context (vm, thread), visit);
    }
}
