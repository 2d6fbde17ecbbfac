/* SPDX-License-Identifier: MIT
 *
 * Running a stretch for its events: the moment before it is visited, and the
 * engine runs on with its notes written.
 */
#include "session-private.h"

static void
journal_moment (RsSession *session, RsVm *vm, RsMomentKind moment)
{
  RsJournalWriter *w = session->journal;
  if (++w->step >= w->last)
    rs_vm_pause (vm);
}

/* Runs on from where the engine stands, with its events written: until step
 * W->last, or where that is 0 until instruction UNTIL. */
static void
run_stretch (RsSession *session, RsJournalWriter *w, guint64 until)
{
  RsVm *vm = session->vm;
  session->journal = w;
  w->journal->first_instruction = rs_vm_now (vm);
  vm->noting = RS_NOTING_EVENTS;
  if (w->last > 0)
    rs_session_run_on (session, G_MAXUINT64, RS_WATCH_STEPS, journal_moment);
  else
    rs_session_run_on (session, until, 0, NULL);
  vm->noting = 0;
  w->journal->end_instruction = MIN (rs_vm_now (vm), session->n_instructions);
  session->journal = NULL;
}

RsJournal *
rs_session_journal_steps (RsSession *session, guint from, guint to, gboolean all, GError **error)
{
  const RsInstant instant = { TRUE, from };
  if (!rs_session_go_to (session, &instant, error))
    return NULL;
  RsJournalWriter *w = rs_journal_writer_new (session, all, from, MAX (to, from + 1));
  run_stretch (session, w, 0);
  RsJournal *journal = rs_journal_writer_finish (w);
  rs_journal_number_stops (journal);
  return journal;
}

RsJournal *
rs_session_journal_instruction (RsSession *session, guint64 from, gboolean all, GError **error)
{
  const RsInstant instant = { FALSE, from };
  if (!rs_session_go_to (session, &instant, error))
    return NULL;
  RsJournalWriter *w =
      rs_journal_writer_new (session, all, rs_recording_step_at (session->recording, from), 0);
  run_stretch (session, w, from + 1);
  return rs_journal_writer_finish (w);
}

/* --- step by step --------------------------------------------------------- */

typedef struct {
  RsSessionStretch func;
  gpointer data;
  guint step, to; /* the last step that was met */
  const RsHeapGraph *before;
} Walk;

static const RsHeapGraph *
graph_here (RsSession *session, guint index)
{
  const RsStep *step = rs_session_step (session, index);
  return rs_session_build_graph (session->vm, session, index, step->instruction, step->event);
}

/* The journal ends at this step, and the next one begins. */
static void
walk_stretch (RsSession *session, RsVm *vm, RsMomentKind moment)
{
  Walk *walk = session->picture_data;
  RsJournal *journal = rs_journal_writer_finish (session->journal);
  session->journal = NULL;
  vm->noting = 0;
  const RsHeapGraph *after = graph_here (session, ++walk->step);
  gboolean go_on =
      walk->func (walk->step, walk->before, after, journal, walk->data) && walk->step < walk->to;
  rs_heap_graph_unref (walk->before);
  walk->before = after;
  rs_journal_unref (journal);
  /* The engine's stack may be left here for good. */
  if (!go_on)
    {
      rs_vm_pause (vm);
      return;
    }
  session->journal = rs_journal_writer_new (session, FALSE, walk->step, walk->step + 1);
  vm->noting = RS_NOTING_EVENTS;
}

gboolean
rs_session_walk_stretches (RsSession *session, guint from, guint to, RsSessionStretch stretch,
                           gpointer data, GError **error)
{
  const RsInstant instant = { TRUE, from };
  Walk walk = { stretch, data, from, to, NULL };
  if (from >= to)
    return TRUE;
  if (!rs_session_go_to (session, &instant, error))
    return FALSE;
  walk.before = graph_here (session, from);
  session->picture_data = &walk;
  session->journal = rs_journal_writer_new (session, FALSE, from, from + 1);
  session->vm->noting = RS_NOTING_EVENTS;
  rs_session_run_on (session, G_MAXUINT64, RS_WATCH_STEPS, walk_stretch);
  session->vm->noting = 0;
  if (session->journal != NULL)
    rs_journal_unref (rs_journal_writer_finish (session->journal));
  session->journal = NULL;
  rs_heap_graph_unref (walk.before);
  return TRUE;
}

static void
make_picture (RsJournalWriter *w, RsVm *vm)
{
  w->picture =
      rs_session_build_graph (vm, w->session, w->step, rs_vm_now (vm), RS_MOMENT_INSTRUCTION);
}

const RsHeapGraph *
rs_session_graph_at_event (RsSession *session, guint from, guint to, gboolean all, guint index,
                           GError **error)
{
  const RsInstant instant = { TRUE, from };
  if (!rs_session_go_to (session, &instant, error))
    return NULL;
  RsJournalWriter *w = rs_journal_writer_new (session, all, from, MAX (to, from + 1));
  w->stop_at = index;
  w->make_picture = make_picture;
  run_stretch (session, w, 0);
  const RsHeapGraph *picture = w->picture;
  rs_journal_unref (rs_journal_writer_finish (w));
  if (picture != NULL)
    return picture;
  g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT, "there is no event %u", index);
  return NULL;
}

const RsHeapGraph *
rs_session_graph_at_stop (RsSession *session, guint step, guint64 stop, GError **error)
{
  g_autoptr (RsJournal) journal = rs_session_journal_steps (session, step, step + 1, FALSE, error);
  if (journal == NULL)
    return NULL;
  const RsEvent *event = rs_journal_find_stop (journal, stop);
  if (event != NULL)
    return rs_session_graph_at_event (session, step, step + 1, FALSE,
                                      (guint) (event - journal->events), error);
  g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
               "there is no event %" G_GUINT64_FORMAT " in step %u: it has %u to stop at", stop,
               step, journal->n_stops);
  return NULL;
}
