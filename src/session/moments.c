/* SPDX-License-Identifier: MIT
 *
 * Visiting moments: the nearest saved state before the moment is put back, and
 * the engine runs forward to it. There the HeapGraph is built, and the run is
 * stopped; its C frames unwind, and the state that they leave behind is thrown
 * away by the next restore.
 */
#include "session-private.h"

/* The last saved state that is good for INSTRUCTION. */
static const RsSaved *
nearest (RsSession *session, guint64 instruction)
{
  gsize low = 0, high = session->saved->len;
  while (low < high)
    {
      gsize middle = (low + high) / 2;
      if (g_array_index (session->saved, RsSaved, middle).instruction <= instruction)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? &g_array_index (session->saved, RsSaved, low - 1) : NULL;
}

static void
stop_here (RsVm *vm)
{
  vm->stop = RS_STOP_CANCEL;
}

static void
step_moment (RsSession *session, RsVm *vm, RsMomentKind moment)
{
  if (moment == RS_MOMENT_PAUSE)
    {
      /* One instruction before the step: from here on events count. */
      rs_vm_set_watch (vm, RS_WATCH_STEPS, G_MAXUINT64);
      return;
    }
  const RsStep *step = &g_array_index (session->steps, RsStep, session->wanted_step);
  if (session->graph != NULL || moment == RS_MOMENT_INSTRUCTION
      || rs_vm_now (vm) != step->instruction)
    return;
  if (session->every++ != step->ordinal)
    return;
  session->graph = rs_graph_build (vm, session, session->wanted_step, step->instruction, moment);
  stop_here (vm);
}

static void
instruction_moment (RsSession *session, RsVm *vm, RsMomentKind moment)
{
  if (moment != RS_MOMENT_PAUSE || session->graph != NULL)
    return;
  guint64 now = rs_vm_now (vm);
  gssize step = rs_session_step_at (session, now);
  session->graph = rs_graph_build (vm, session, step < 0 ? 0 : step, now, RS_MOMENT_INSTRUCTION);
  stop_here (vm);
}

/* Runs from SAVED to INSTRUCTION, where ON_MOMENT builds session->graph. */
static const RsHeapGraph *
run_to (RsSession *session, guint64 instruction, guint64 seek, guint watch, const RsSaved *saved,
        void (*on_moment) (RsSession *, RsVm *, RsMomentKind), GError **error)
{
  RsVm *vm = session->vm;

  if (vm == NULL || saved == NULL)
    {
      g_set_error_literal (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                           "the program has not been recorded");
      return NULL;
    }
  g_clear_pointer (&session->graph, rs_heap_graph_unref);
  rs_arena_restore (rs_vm_arena (vm), saved->image);
  g_atomic_int_set (&session->host.cancel, 0);
  session->quiet = TRUE;
  session->every = 0;
  session->on_moment = on_moment;
  rs_vm_set_watch (vm, watch, seek);
  rs_vm_run (vm);
  if (session->graph == NULL && vm->stop == RS_STOP_NONE)
    rs_vm_finish (vm);
  session->on_moment = NULL;
  session->quiet = FALSE;
  if (session->graph == NULL)
    g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                 "instruction %" G_GUINT64_FORMAT " cannot be reached", instruction);
  return g_steal_pointer (&session->graph);
}

const RsHeapGraph *
rs_session_graph_at_step (RsSession *session, gsize index, GError **error)
{
  const RsStep *step = rs_session_step (session, index);
  if (step == NULL)
    {
      g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                   "there is no step %" G_GSIZE_FORMAT ": the program has %u (0 to %d)", index,
                   session->steps->len, (int) session->steps->len - 1);
      return NULL;
    }
  session->wanted_step = index;
  /* return and exception events fall in the middle of their instruction, which
   * has been counted by then. */
  guint64 seek = step->instruction > 0 ? step->instruction - 1 : 0;
  const RsSaved *saved = nearest (session, seek);
  if (saved != NULL && saved->instruction >= seek)
    return run_to (session, step->instruction, seek, RS_WATCH_STEPS, saved, step_moment, error);
  const RsHeapGraph *graph = run_to (session, step->instruction, seek, 0, saved, step_moment, NULL);
  if (graph != NULL)
    return graph;
  /* Whether a line begins depends on the instruction before it in its frame.
   * That is known where steps are watched, but not here if calls lie in between
   * and the state was saved on the same line: then all of the way is watched.
   */
  return run_to (session, step->instruction, step->instruction + 1, RS_WATCH_STEPS, saved,
                 step_moment, error);
}

const RsHeapGraph *
rs_session_graph_at_instruction (RsSession *session, guint64 instruction, GError **error)
{
  if (instruction >= session->n_instructions)
    {
      g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                   "there is no instruction %" G_GUINT64_FORMAT
                   ": the program has %" G_GUINT64_FORMAT,
                   instruction, session->n_instructions);
      return NULL;
    }
  return run_to (session, instruction, instruction, 0, nearest (session, instruction),
                 instruction_moment, error);
}

static gboolean
is_before (const RsStep *a, const RsStep *b)
{
  return a->instruction < b->instruction
         || (a->instruction == b->instruction && a->ordinal < b->ordinal);
}

/* Keeps the last step before session->limit. What comes at the very instruction
 * at which watching begins is left to an earlier one: events that belong to the
 * instruction before were not met, so their ordinals are not known here. */
static void
remember_step (RsSession *session, RsVm *vm, RsMomentKind moment)
{
  if (moment == RS_MOMENT_PAUSE)
    {
      if (rs_vm_now (vm) >= session->stop)
        stop_here (vm);
      else
        rs_vm_set_watch (vm, RS_WATCH_STEPS, session->stop);
      return;
    }
  RsStep step = { .instruction = rs_vm_now (vm),
                  .output = vm->out_chars,
                  .live_bytes = vm->model_bytes,
                  .event = moment,
                  .line = rs_frame_text_line (vm->frame) };
  if (session->met.instruction == step.instruction && session->has_met)
    step.ordinal = session->met.ordinal + 1;
  session->met = step;
  session->has_met = TRUE;
  if ((step.instruction > session->from || session->from == 0)
      && is_before (&step, &session->limit))
    {
      session->found = step;
      session->has_found = TRUE;
    }
}

gboolean
rs_session_step_before (RsSession *session, const RsStep *from, RsStep *step, GError **error)
{
  static const RsStep end = { .instruction = G_MAXUINT64 };
  session->limit = from ? *from : end;
  session->has_found = FALSE;
  guint64 at = MIN (session->limit.instruction, session->n_instructions), range = 4096;
  session->stop = at + 1;
  /* Watching for steps is several times as slow as running: it begins shortly
   * before, and ever earlier while no step is found. */
  for (; session->vm != NULL && !session->has_found && at > 0; range *= 16)
    {
      at = at > range ? at - range : 0;
      const RsSaved *saved = nearest (session, at);
      if (saved == NULL)
        break;
      gboolean there = saved->instruction == at;
      session->from = at;
      session->has_met = FALSE;
      /* Nothing is built: the error of an unreached moment is expected. */
      rs_heap_graph_unref (run_to (session, session->stop, there ? session->stop : at,
                                   there ? RS_WATCH_STEPS : 0, saved, remember_step, NULL));
    }
  if (session->has_found)
    *step = session->found;
  else
    g_set_error_literal (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                         "there is no step before that moment");
  return session->has_found;
}

/* --- visits --------------------------------------------------------------- */

static void
visit_moment (RsSession *session, RsVm *vm, RsMomentKind moment)
{
  if (session->visit == NULL)
    return;
  if (moment == RS_MOMENT_PAUSE)
    rs_vm_set_watch (vm, vm->watch, rs_vm_now (vm) + session->every);
  session->visit (session, vm, moment, session->visit_data);
}

static gboolean
visit_all (RsSession *session, guint watch, guint64 every, RsSessionVisit visit, gpointer data,
           GError **error)
{
  if (!rs_session_start_engine (session, error))
    return FALSE;
  session->visit = visit;
  session->visit_data = data;
  session->every = every;
  session->on_moment = visit_moment;
  rs_vm_set_watch (session->vm, watch, every ? 0 : G_MAXUINT64);
  rs_vm_run (session->vm);
  if (session->vm->pending != NULL)
    {
      RsObject *pending = session->vm->pending, *text;
      session->vm->pending = NULL;
      text = rs_str (session->vm, pending);
      g_autofree char *message = text ? rs_str_utf8 (text, NULL) : g_strdup (""),
                      *type = rs_str_utf8 (pending->type->name, NULL);
      g_free (session->failure);
      session->failure = g_strdup_printf ("%s: %s", type, message);
      rs_xdecref (session->vm, text);
      rs_pending_clear (session->vm);
      session->vm->pending = pending;
    }
  g_free (session->program_output);
  session->program_output = g_strdup (session->out->str);
  rs_vm_finish (session->vm);
  session->exit_status = session->vm->exit_status;
  session->on_moment = NULL;
  session->visit = NULL;
  session->n_instructions = rs_vm_now (session->vm);
  g_free (session->stop_reason);
  session->stop_reason =
      session->vm->stop == RS_STOP_NONE
          ? NULL
          : g_strdup (session->vm->stop_reason ? session->vm->stop_reason : "it was stopped");
  rs_session_end_engine (session);
  return TRUE;
}

gboolean
rs_session_visit_steps (RsSession *session, RsSessionVisit visit, gpointer data, GError **error)
{
  return visit_all (session, RS_WATCH_STEPS, 0, visit, data, error);
}

gboolean
rs_session_visit_instructions (RsSession *session, guint64 every, RsSessionVisit visit,
                               gpointer data, GError **error)
{
  return visit_all (session, 0, MAX (every, 1), visit, data, error);
}

void
rs_session_end_visits (RsSession *session, gboolean stop)
{
  session->visit = NULL;
  session->on_moment = NULL;
  rs_vm_set_watch (session->vm, 0, G_MAXUINT64);
  if (stop)
    stop_here (session->vm);
}
