/* SPDX-License-Identifier: MIT
 *
 * Visiting moments: the nearest saved state before the moment is put back, and
 * the engine runs forward to it. There it stands still, wherever that is (on a
 * step's event it is in the middle of an instruction), and the HeapGraph is
 * built. What was under way is abandoned by the next visit.
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

/* Puts SAVED back. FALSE: *ERROR. */
static gboolean
put_back (RsSession *session, const RsSaved *saved, GError **error)
{
  RsVm *vm = session->vm;

  if (vm == NULL || saved == NULL)
    {
      g_set_error_literal (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                           "the program has not been recorded");
      return FALSE;
    }
  rs_vm_abandon (vm);
  rs_arena_restore (rs_vm_arena (vm), saved->image);
  vm->noting = 0;
  g_atomic_int_set (&session->host.cancel, 0);
  return TRUE;
}

/* Runs on, with an eye on what WATCH says, until just before INSTRUCTION or
 * until ON_MOMENT (nullable) pauses. FALSE: the program ends before that. */
static gboolean
run_to (RsSession *session, guint64 instruction, guint watch,
        void (*on_moment) (RsSession *, RsVm *, RsMomentKind))
{
  RsVm *vm = session->vm;

  if (rs_vm_now (vm) == instruction)
    return TRUE;
  session->quiet = TRUE;
  session->on_moment = on_moment;
  rs_vm_set_watch (vm, watch, instruction);
  gboolean there = rs_vm_run (vm);
  session->on_moment = NULL;
  session->quiet = FALSE;
  return there;
}

static gboolean
not_reached (guint64 instruction, GError **error)
{
  g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
               "instruction %" G_GUINT64_FORMAT " cannot be reached", instruction);
  return FALSE;
}

/* What is to be done at the moment that is sought. */
static void
do_aside (RsSession *session, RsVm *vm)
{
  if (session->aside != NULL)
    session->aside (vm, session->aside_func, session->aside_data);
}

/* Pauses at the step that is wanted. */
static void
step_moment (RsSession *session, RsVm *vm, RsMomentKind moment)
{
  const RsStep *step = &g_array_index (session->steps, RsStep, session->wanted_step);
  if (rs_vm_now (vm) == step->instruction && session->every++ == step->ordinal)
    {
      do_aside (session, vm);
      rs_vm_pause (vm);
    }
}

/* Runs from SAVED, watching for steps from FROM on, to the step that is wanted.
 * FALSE: it was not met. */
static gboolean
run_to_step (RsSession *session, const RsSaved *saved, guint64 from, GError **error)
{
  session->every = 0;
  if (!put_back (session, saved, error))
    return FALSE;
  if (rs_vm_now (session->vm) < from)
    {
      if (!run_to (session, from, 0, NULL))
        return FALSE;
      rs_vm_find_lines (session->vm);
    }
  return run_to (session, G_MAXUINT64, RS_WATCH_STEPS, step_moment);
}

static gboolean
go_to_step (RsSession *session, gsize index, GError **error)
{
  const RsStep *step = rs_session_step (session, index);
  if (step == NULL)
    {
      g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                   "there is no step %" G_GSIZE_FORMAT ": the program has %u (0 to %d)", index,
                   session->steps->len, (int) session->steps->len - 1);
      return FALSE;
    }
  session->wanted_step = index;
  /* return and exception events fall in the middle of their instruction, which
   * has been counted by then. */
  guint64 from = step->instruction > 0 ? step->instruction - 1 : 0;
  const RsSaved *saved = nearest (session, from);
  if (saved == NULL)
    return put_back (session, NULL, error);
  /* Whether a line begins depends on the instruction before it in its frame,
   * which is known where steps are watched, and else found
   * (rs_vm_find_lines ()). Should the step not be met all the same, all of the
   * way is watched. */
  if (run_to_step (session, saved, from, error)
      || run_to_step (session, saved, saved->instruction, error))
    return TRUE;
  if (error == NULL || *error == NULL)
    not_reached (step->instruction, error);
  return FALSE;
}

static gboolean
go_to_instruction (RsSession *session, guint64 instruction, GError **error)
{
  if (instruction >= session->n_instructions)
    {
      g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                   "there is no instruction %" G_GUINT64_FORMAT
                   ": the program has %" G_GUINT64_FORMAT,
                   instruction, session->n_instructions);
      return FALSE;
    }
  /* An aside needs the engine to come there, not to be there. */
  guint64 from = instruction - (session->aside != NULL && instruction > 0);
  if (!put_back (session, nearest (session, from), error))
    return FALSE;
  session->seeking = TRUE;
  gboolean there = run_to (session, instruction, 0, NULL);
  session->seeking = FALSE;
  return there || not_reached (instruction, error);
}

gboolean
rs_session_go_to (RsSession *session, const RsInstant *instant, GError **error)
{
  return instant->is_step ? go_to_step (session, instant->number, error)
                          : go_to_instruction (session, instant->number, error);
}

const RsHeapGraph *
rs_session_graph_at_step (RsSession *session, gsize index, GError **error)
{
  if (!go_to_step (session, index, error))
    return NULL;
  const RsStep *step = rs_session_step (session, index);
  return rs_session_build_graph (session->vm, session, index, step->instruction, step->event);
}

const RsHeapGraph *
rs_session_graph_at_instruction (RsSession *session, guint64 instruction, GError **error)
{
  if (!go_to_instruction (session, instruction, error))
    return NULL;
  return rs_session_build_graph (session->vm, session,
                                 rs_recording_step_at (session->recording, instruction),
                                 instruction, RS_MOMENT_INSTRUCTION);
}

/* --- all steps ------------------------------------------------------------ */

/* Counts the steps in session->wanted_step, and shows each that is wanted. */
static void
walk_moment (RsSession *session, RsVm *vm, RsMomentKind moment)
{
  gsize index = session->wanted_step++, last = session->steps->len - 1;
  const RsStep *step = rs_session_step (session, index);
  gboolean wanted = index % session->every == 0 || index == last;
  gboolean before = (index + 1) % session->every == 0 || index + 1 == last;
  const RsHeapGraph *graph = NULL;
  gboolean go_on = index < last;

  if (wanted || before)
    graph = rs_session_build_graph (vm, session, index, step->instruction, step->event);
  if (wanted && !session->picture (graph, session->last_graph, session->picture_data))
    go_on = FALSE;
  rs_heap_graph_unref (session->last_graph);
  session->last_graph = graph;
  if (!go_on)
    rs_vm_pause (vm);
}

gboolean
rs_session_run_on (RsSession *session, guint64 instruction, guint watch,
                   void (*on_moment) (RsSession *, RsVm *, RsMomentKind))
{
  return run_to (session, instruction, watch, on_moment);
}

gboolean
rs_session_walk (RsSession *session,
                 void (*on_moment) (RsSession *session, RsVm *vm, RsMomentKind moment),
                 GError **error)
{
  if (!put_back (session, nearest (session, 0), error))
    return FALSE;
  run_to (session, G_MAXUINT64, RS_WATCH_STEPS, on_moment);
  return TRUE;
}

gboolean
rs_session_walk_graphs (RsSession *session, gsize every, RsSessionPicture picture, gpointer data,
                        GError **error)
{
  if (session->steps->len == 0)
    return TRUE;
  session->picture = picture;
  session->picture_data = data;
  session->wanted_step = 0;
  session->every = MAX (every, 1);
  gboolean ok = rs_session_walk (session, walk_moment, error);
  rs_heap_graph_unref (session->last_graph);
  session->last_graph = NULL;
  return ok;
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
  RsStep step = { .instruction = rs_vm_now (vm),
                  .written = vm->written_chars,
                  .own_bytes = rs_own_bytes (vm),
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
  guint64 stop = at + 1;
  /* Watching for steps is several times as slow as running: it begins shortly
   * before, and ever earlier while no step is found. */
  for (; session->vm != NULL && !session->has_found && at > 0; range *= 16)
    {
      at = at > range ? at - range : 0;
      session->from = at;
      session->has_met = FALSE;
      if (!put_back (session, nearest (session, at), NULL) || !run_to (session, at, 0, NULL))
        break;
      run_to (session, stop, RS_WATCH_STEPS, remember_step);
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
  if (session->visit != NULL)
    session->visit (session, vm, moment, session->visit_data);
}

static void
visit_instruction (RsSession *session)
{
  rs_vm_set_watch (session->vm, 0, rs_vm_now (session->vm) + session->every);
  visit_moment (session, session->vm, RS_MOMENT_INSTRUCTION);
}

/* EVERY 0: steps. */
static gboolean
visit_all (RsSession *session, guint64 every, RsSessionVisit visit, gpointer data, GError **error)
{
  if (!rs_session_start_engine (session, error))
    return FALSE;
  session->visit = visit;
  session->visit_data = data;
  session->every = every;
  session->on_moment = every == 0 ? visit_moment : NULL;
  session->vm->stepped = every == 0;
  rs_vm_set_watch (session->vm, every == 0 ? RS_WATCH_STEPS : 0, every ? 0 : G_MAXUINT64);
  rs_session_run_to_end (session, every != 0 ? visit_instruction : NULL);
  session->on_moment = NULL;
  session->visit = NULL;
  rs_session_end_engine (session);
  return TRUE;
}

gboolean
rs_session_visit_steps (RsSession *session, RsSessionVisit visit, gpointer data, GError **error)
{
  return visit_all (session, 0, visit, data, error);
}

gboolean
rs_session_visit_instructions (RsSession *session, guint64 every, RsSessionVisit visit,
                               gpointer data, GError **error)
{
  return visit_all (session, MAX (every, 1), visit, data, error);
}

void
rs_session_end_visits (RsSession *session, gboolean stop)
{
  RsVm *vm = session->vm;
  session->visit = NULL;
  session->on_moment = NULL;
  rs_vm_set_watch (vm, 0, G_MAXUINT64);
  session->enough = stop;
  if (stop && vm->stack != NULL)
    rs_vm_pause (vm);
}
