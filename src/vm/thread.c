/* SPDX-License-Identifier: MIT
 *
 * Threads of the simulated program. Each has its own chain of frames; one runs
 * at a time, as under CPython's lock. A turn ends after RS_THREAD_TURN
 * instructions or when the thread must wait, so a program's threads interleave
 * the same way every time. A native that must wait returns RS_BLOCKED; its
 * instruction runs again when the thread is woken.
 *
 * Time is virtual: when every thread sleeps, the clock jumps to the first that
 * wakes.
 */
#include "thread.h"

#include "eval.h"

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

static void
resume (RsVm *vm, RsThread *thread)
{
  RsThread *old = vm->thread;
  /* Its wait is over: the instruction that waited is tried again. */
  thread->waiting_for = NULL;
  thread->wake_at = 0;
  if (old == thread)
    return;
  old->frame = vm->frame;
  old->pending = rs_pending_take (vm);
  old->recursion = vm->recursion;
  vm->thread = thread;
  vm->frame = thread->frame;
  vm->pending = thread->pending;
  thread->pending = NULL;
  vm->recursion = thread->recursion;
  vm->thread_switch_at = rs_vm_now (vm) + RS_THREAD_TURN;
}

static gboolean
is_ready (RsVm *vm, RsThread *thread)
{
  if (thread->state == RS_THREAD_DONE)
    return FALSE;
  if (thread->waiting_for == NULL && thread->wake_at == 0)
    return TRUE;
  return thread->wake_at != 0 && thread->wake_at <= vm->clock;
}

/* The next one in the ring that is ready, from the one after the running. The
 * clock may have to jump. */
static RsThread *
next_ready (RsVm *vm)
{
  gint64 first = G_MAXINT64;
  for (int pass = 0; pass < 2; pass++)
    {
      RsThread *start = vm->thread->next ? vm->thread->next : vm->threads, *thread = start;
      do
        {
          if (is_ready (vm, thread))
            return thread;
          if (thread->state != RS_THREAD_DONE && thread->wake_at != 0)
            first = MIN (first, thread->wake_at);
          thread = thread->next ? thread->next : vm->threads;
        }
      while (thread != start);
      if (first == G_MAXINT64)
        return NULL;
      vm->clock = MAX (vm->clock, first);
    }
  return NULL;
}

gboolean
rs_thread_switch (RsVm *vm)
{
  RsThread *next = next_ready (vm);
  if (next == NULL)
    {
      vm->stop = RS_STOP_FATAL;
      vm->stop_reason = "every thread waits for ever: the program is deadlocked";
      return FALSE;
    }
  resume (vm, next);
  return TRUE;
}

void
rs_thread_yield (RsVm *vm)
{
  /* Inside a nested loop another thread's frames would lie on top of this one's
   * C stack. */
  vm->thread_switch_at = rs_vm_now (vm) + RS_THREAD_TURN;
  RsThread *next = vm->c_depth == 0 ? next_ready (vm) : NULL;
  if (next != NULL)
    resume (vm, next);
}

void
rs_thread_wait (RsVm *vm, RsObject *lock, gint64 wake_at)
{
  vm->thread->waiting_for = lock;
  vm->thread->wake_at = wake_at == G_MAXINT64 ? 0 : MAX (wake_at, 1);
}

gboolean
rs_thread_can_block (RsVm *vm)
{
  return vm->c_depth == 0 && vm->c_depth_native == 0;
}

void
rs_thread_wake (RsVm *vm, RsObject *lock)
{
  for (RsThread *thread = vm->threads; thread != NULL; thread = thread->next)
    if (thread->waiting_for == lock)
      thread->waiting_for = NULL, thread->wake_at = 0;
}

/* --- a thread's body ------------------------------------------------------ */

guint64
rs_thread_start (RsVm *vm, RsObject *callable, RsObject *args, RsObject *kwargs)
{
  RsObject *self = NULL;
  RsFunction *function = NULL;
  RsFrame *frame;

  if (callable->type == RS_TYPE (vm, METHOD))
    {
      function = (RsFunction *) ((RsMethod *) callable)->function;
      self = ((RsMethod *) callable)->self;
    }
  else
    function = (RsFunction *) callable;
  if (function->base.type != RS_TYPE (vm, FUNCTION))
    {
      rs_type_error (vm, "a thread's body must be a Python function, not '%T'", callable);
      return 0;
    }
  if (self != NULL)
    {
      RsObject *list = rs_list_from (vm, args);
      rs_list_insert (vm, list, 0, self);
      RsObject *all = rs_list_as_tuple (vm, list);
      rs_decref (vm, list);
      frame = rs_call_frame_tuple (vm, function, all, kwargs);
      rs_decref (vm, all);
    }
  else
    frame = rs_call_frame_tuple (vm, function, args, kwargs);
  if (frame == NULL)
    return 0;
  RsThread *thread = rs_thread_new (vm);
  frame->ret = RS_RET_MODULE;
  thread->frame = frame;
  thread->recursion = 1;
  thread->body = rs_incref (callable);
  thread->args = rs_incref (args);
  thread->kwargs = rs_xincref (kwargs);
  return thread->id;
}

static void
end_thread (RsVm *vm, RsThread *thread, RsObject *result)
{
  if (result != NULL)
    rs_decref (vm, result);
  else if (vm->stop == RS_STOP_NONE)
    rs_thread_print_exception (vm);
  thread->state = RS_THREAD_DONE;
  thread->frame = NULL;
  rs_clear (vm, &thread->body);
  rs_clear (vm, &thread->args);
  rs_clear (vm, &thread->kwargs);
}

/* A thread's outermost frame has returned RESULT in the loop of the bottom:
 * goes on with another. FALSE: it was the main one. */
gboolean
rs_thread_finished (RsVm *vm, RsObject *result)
{
  RsThread *done = vm->thread;
  if (done == vm->threads)
    return FALSE;
  end_thread (vm, done, result);
  RsThread *next = next_ready (vm);
  if (next == NULL)
    {
      vm->stop = RS_STOP_FATAL;
      vm->stop_reason = "every thread waits for ever: the program is deadlocked";
      resume (vm, vm->threads);
      return TRUE;
    }
  resume (vm, next);
  for (RsThread **link = &vm->threads; *link != NULL; link = &(*link)->next)
    if (*link == done)
      {
        *link = done->next;
        break;
      }
  rs_mem_free (vm, done, sizeof (RsThread));
  return TRUE;
}

void
rs_thread_traverse (RsVm *vm, RsVisit *visit)
{
  for (RsThread *thread = vm->threads; thread != NULL; thread = thread->next)
    {
      rs_visit (visit, thread->exc.value, RS_EDGE_ROOT, (gintptr) "exception being handled");
      rs_visit (visit, thread->pending, RS_EDGE_ROOT, (gintptr) "exception being raised");
      rs_visit (visit, thread->body, RS_EDGE_ROOT, (gintptr) "thread's body");
      rs_visit (visit, thread->args, RS_EDGE_ROOT, (gintptr) "thread's arguments");
      rs_visit (visit, thread->kwargs, RS_EDGE_ROOT, (gintptr) "thread's keyword arguments");
      RsFrame *frame = thread == vm->thread ? vm->frame : thread->frame;
      for (; frame != NULL; frame = frame->previous)
        if (frame->owner == RS_OWNED_BY_THREAD)
          rs_frame_traverse (vm, frame, visit);
    }
}
