/* SPDX-License-Identifier: MIT
 *
 * The worker. A GTask would be shorter, but the compiler is recursive and needs
 * rs_session_stack_size () of stack, which threads of GLib's pools do not have;
 * and a session belongs to one thread, so that its questions must queue anyway.
 *
 *     main thread                         worker thread
 *     rs_worker_new        ──────────▶    compile, record           ──▶ progress ... recorded
 *     rs_worker_wish       ── wish ──▶    graphs, scene, layout     ──▶ pictured
 *     rs_worker_ask        ── question ─▶ whatever it asks          ──▶ its take ()
 *     rs_worker_free       ── quit ──▶    free the engine, end
 *
 * There is one place for a wish, not a queue: a newer one takes it, and tells
 * the picture that is being made that nobody wants it any more (SUPERSEDED,
 * which the layout looks at). A picture that costs less than GRACE is finished
 * all the same: else somebody who holds a key down would see nothing until it
 * is let go.
 *
 * Questions queue, and have time when no picture is wished for. One that is
 * being answered when a wish comes is cancelled as a run is, and goes back to
 * the head of the queue.
 *
 * What goes to the main thread goes as idle sources. Both sides hold a
 * reference to the RsWorker. The session is freed by its own thread; LOCK
 * guards the pointer to it against a cancel that comes at that very moment. A
 * cancel that comes before the engine has started would be forgotten by it, so
 * it is repeated until the recording has ended.
 */
#include "worker.h"

#include <pthread.h>
#include <string.h>

#define REPEAT_CANCEL_MS 50
#define GRACE 2000000 /* links looked at: about a fiftieth of a second */

/* A question on its way through both threads. */
typedef struct {
  RsWorker *worker;
  RsInquiry inquiry; /* owner: only to be compared */
  GWeakRef owner;
  gpointer result;
  GError *error;
} Inquiry;

struct _RsWorker {
  gatomicrefcount refs;
  char *source, *filename, *input;
  gsize length;
  RsSessionOptions options;
  GMainContext *context;

  GMutex lock;
  GCond wished;
  RsSession *session; /* guarded by LOCK where another thread looks */
  RsWish wish;        /* guarded by LOCK, as is what follows */
  guint64 n_wishes;   /* the number of WISH */
  gboolean waiting;   /* WISH has not been begun */
  gboolean quit;
  GQueue inquiries;     /* Inquiry, guarded by LOCK, as is what follows */
  Inquiry *answering;   /* NULL: no question is being answered */
  gboolean interrupted; /* its answer, by a wish */
  gint superseded;      /* atomic: the picture being made is not wanted any more */

  gint progress_pending; /* atomic: an event is on its way */
  /* of the main thread */
  const RsWorkerEvents *events; /* NULL: nobody listens any more */
  gpointer data;
  guint cancel_source;
  gboolean ended; /* the recording */

  /* of the worker thread */
  RsPlan *plans[RS_DETAIL_AS_IS]; /* by level, made when one is wished for first */
  RsPlan *other_plan;             /* of the parts that OTHER draws; NULL: none */
  RsAppearance *other;
  RsPlan *pinned_plan; /* with the pins of PINNED; NULL: none */
  RsAppearance *pinned;
  RsTextCache *texts;
  RsScene *last; /* the last picture's */
  /* the last graphs: a single step forward visits one moment, not two */
  RsWhen known_when[2];
  const RsHeapGraph *known[2];
  RsJournal *journal; /* of the step JOURNAL_STEP; NULL: none was asked for */
  guint64 journal_step;
};

typedef enum { PROGRESS, RECORDED, PICTURED } EventKind;

typedef struct {
  RsWorker *worker;
  EventKind kind;
  guint64 steps;
  RsRecording *recording;
  RsPicture picture;
  GError *error;
} Event;

static void
clear_answer (Inquiry *asked)
{
  g_clear_pointer (&asked->result, asked->inquiry.free_result);
  g_clear_error (&asked->error);
}

static void
inquiry_free (gpointer data)
{
  Inquiry *asked = data;
  clear_answer (asked);
  if (asked->inquiry.free_question != NULL)
    asked->inquiry.free_question (asked->inquiry.question);
  g_weak_ref_clear (&asked->owner);
  g_free (asked);
}

static void
worker_unref (RsWorker *worker)
{
  if (!g_atomic_ref_count_dec (&worker->refs))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (worker->plans); i++)
    rs_plan_unref (worker->plans[i]);
  rs_plan_unref (worker->other_plan);
  rs_plan_unref (worker->pinned_plan);
  rs_appearance_unref (worker->other);
  rs_appearance_unref (worker->pinned);
  rs_appearance_unref (worker->wish.appearance);
  rs_text_cache_unref (worker->texts);
  g_queue_clear_full (&worker->inquiries, inquiry_free);
  g_cond_clear (&worker->wished);
  g_main_context_unref (worker->context);
  g_mutex_clear (&worker->lock);
  g_free (worker->source);
  g_free (worker->filename);
  g_free (worker->input);
  g_free (worker);
}

/* --- events, from the worker to the main context -------------------------- */

static gboolean
deliver (gpointer data)
{
  Event *event = data;
  RsWorker *worker = event->worker;

  if (event->kind == PROGRESS)
    g_atomic_int_set (&worker->progress_pending, 0);
  if (event->kind == RECORDED)
    {
      worker->ended = TRUE;
      g_clear_handle_id (&worker->cancel_source, g_source_remove);
    }
  if (worker->events == NULL)
    return G_SOURCE_REMOVE;
  switch (event->kind)
    {
    case PROGRESS:
      worker->events->progress (event->steps, worker->data);
      break;
    case RECORDED:
      worker->events->recorded (event->recording, event->error, worker->data);
      break;
    case PICTURED:
      worker->events->pictured (&event->picture, event->error, worker->data);
      break;
    }
  return G_SOURCE_REMOVE;
}

static void
event_free (gpointer data)
{
  Event *event = data;
  rs_recording_unref (event->recording);
  rs_heap_graph_unref (event->picture.graph);
  rs_heap_graph_unref (event->picture.previous);
  rs_journal_unref (event->picture.journal);
  rs_scene_unref (event->picture.scene);
  g_clear_error (&event->error);
  worker_unref (event->worker);
  g_free (event);
}

static Event *
event_new (RsWorker *worker, EventKind kind)
{
  Event *event = g_new0 (Event, 1);
  g_atomic_ref_count_inc (&worker->refs);
  event->worker = worker;
  event->kind = kind;
  return event;
}

/* Calls FUNC with DATA in the main context, and frees it with DESTROY. */
static void
send_to_main (RsWorker *worker, GSourceFunc func, gpointer data, GDestroyNotify destroy)
{
  /* Not g_main_context_invoke (): between two turns of the main loop, it would
   * deliver the event in this thread. The priority lies below GTK's events and
   * drawing: a flood of progress never starves the window. */
  g_autoptr (GSource) source = g_idle_source_new ();
  g_source_set_callback (source, func, data, destroy);
  g_source_attach (source, worker->context);
}

static void
send (Event *event)
{
  send_to_main (event->worker, deliver, event, event_free);
}

/* --- questions, in the worker's thread ------------------------------------ */

static gboolean
deliver_answer (gpointer data)
{
  Inquiry *asked = data;
  g_autoptr (GObject) owner = g_weak_ref_get (&asked->owner);
  if (owner != NULL && asked->worker->events != NULL)
    asked->inquiry.take (owner, asked->inquiry.question, asked->result, asked->error);
  return G_SOURCE_REMOVE;
}

static void
delivered (gpointer data)
{
  Inquiry *asked = data;
  RsWorker *worker = asked->worker;
  inquiry_free (asked);
  worker_unref (worker);
}

static void
answer (RsWorker *worker, Inquiry *asked)
{
  const RsInquiry *inquiry = &asked->inquiry;

  asked->result = inquiry->answer (worker->session, inquiry->question, &asked->error);
  g_mutex_lock (&worker->lock);
  worker->answering = NULL;
  gboolean again = worker->interrupted;
  if (again)
    {
      /* Whatever it came to, it came to it half way. */
      clear_answer (asked);
      g_queue_push_head (&worker->inquiries, asked);
    }
  g_mutex_unlock (&worker->lock);
  if (again)
    return;
  g_atomic_ref_count_inc (&worker->refs);
  send_to_main (worker, deliver_answer, asked, delivered);
}

/* --- the worker's thread -------------------------------------------------- */

static void
on_progress (guint64 steps, gpointer data)
{
  RsWorker *worker = data;
  if (!g_atomic_int_compare_and_exchange (&worker->progress_pending, 0, 1))
    return;
  Event *event = event_new (worker, PROGRESS);
  event->steps = steps;
  send (event);
}

static void
record (RsWorker *worker)
{
  Event *event = event_new (worker, RECORDED);
  RsSession *session = rs_session_new (worker->source, worker->length, worker->filename,
                                       &worker->options, &event->error);

  if (session != NULL)
    {
      rs_session_set_progress (session, on_progress, worker);
      g_mutex_lock (&worker->lock);
      worker->session = session;
      g_mutex_unlock (&worker->lock);
      if (rs_session_record (session, &event->error))
        event->recording = rs_recording_ref (rs_session_recording (session));
    }
  send (event);
}

/* --- moments, in the worker's thread -------------------------------------- */

/* Knows from then on the events of the step that begins at STEP. FALSE:
 * *ERROR. */
static gboolean
learn_journal (RsWorker *worker, guint64 step, GError **error)
{
  if (worker->journal != NULL && worker->journal_step == step)
    return TRUE;
  g_clear_pointer (&worker->journal, rs_journal_unref);
  worker->journal = rs_session_journal_steps (worker->session, step, step + 1, FALSE, error);
  worker->journal_step = step;
  return worker->journal != NULL;
}

/* How many of the events to stop at happen before INSTRUCTION runs. */
static guint
count_before (const RsJournal *journal, guint64 instruction)
{
  guint n = 0;
  for (guint i = 0; i < journal->n_events && journal->events[i].instruction < instruction; i++)
    n = MAX (n, journal->events[i].stop);
  return n;
}

/* WHEN, which is at an event, by step and counted from 1; or at a step. FALSE:
 * *ERROR. */
static gboolean
find_event (RsWorker *worker, RsWhen *when, GError **error)
{
  const RsRecording *recording = rs_session_recording (worker->session);
  gboolean from_end = when->event > RS_LAST_EVENT / 2;
  guint64 step = when->by_instruction ? rs_recording_step_at (recording, when->index) : when->index;

  if (!learn_journal (worker, step, error))
    return FALSE;
  guint n = worker->journal->n_stops, ended = when->by_instruction
                                                  ? count_before (worker->journal, when->index)
                                              : from_end ? n
                                                         : 0;
  gint64 event = (gint64) ended + when->event - (from_end ? (gint64) RS_LAST_EVENT : 0);
  if (event > n && step + 1 < recording->n_steps)
    *when = (RsWhen){ FALSE, step + 1, 0 };
  else
    *when = (RsWhen){ FALSE, step, (guint) CLAMP (event, 0, (gint64) n) };
  return TRUE;
}

static const RsHeapGraph *
graph_at (RsWorker *worker, RsWhen when, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (worker->known); i++)
    if (worker->known[i] != NULL && rs_when_equal (worker->known_when[i], when))
      return rs_heap_graph_ref (worker->known[i]);
  if (worker->session == NULL)
    {
      g_set_error_literal (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                           "the program has not been recorded");
      return NULL;
    }
  if (when.event > 0)
    return rs_session_graph_at_event (
        worker->session, when.index, when.index + 1, FALSE,
        (guint) (rs_journal_find_stop (worker->journal, when.event) - worker->journal->events),
        error);
  return when.by_instruction ? rs_session_graph_at_instruction (worker->session, when.index, error)
                             : rs_session_graph_at_step (worker->session, when.index, error);
}

static void
remember (RsWorker *worker, guint slot, RsWhen when, const RsHeapGraph *graph)
{
  const RsHeapGraph *old = worker->known[slot];
  worker->known[slot] = graph ? rs_heap_graph_ref (graph) : NULL;
  worker->known_when[slot] = when;
  rs_heap_graph_unref (old);
}

static gboolean
is_superseded (RsWorker *worker)
{
  return g_atomic_int_get (&worker->superseded) != 0;
}

/* The places of the whole run for what APPEARANCE draws, without its pins
 * (transfer full). NULL: there is no recording. */
static RsPlan *
make_plan (RsWorker *worker, const RsAppearance *appearance)
{
  RsSceneOptions options = rs_appearance_options (appearance);
  g_autoptr (RsScenePlanner) planner = NULL;
  gsize every;

  if (worker->session == NULL)
    return NULL;
  /* Cards that are opened, folded or hidden come and go in places of the same
   * plan. */
  options.opened = options.wishes.folded = options.wishes.hidden = NULL;
  options.n_opened = options.wishes.n_folded = options.wishes.n_hidden = 0;
  options.texts = worker->texts;
  planner = rs_scene_planner_new (&options);
  every = rs_scene_planner_stride (rs_session_recording (worker->session)->n_steps);
  return rs_session_walk_graphs (worker->session, every, rs_scene_planner_see, planner, NULL)
             ? rs_scene_planner_run (planner, NULL)
             : NULL;
}

/* The same, made once (borrowed). */
static const RsPlan *
plan_of_parts (RsWorker *worker, RsAppearance *appearance)
{
  gboolean level = appearance->show == 0 && appearance->hide == 0 && appearance->reached_by == 0
                   && appearance->reaching == 0;
  if (level && worker->plans[appearance->detail] == NULL)
    worker->plans[appearance->detail] = make_plan (worker, appearance);
  if (level)
    return worker->plans[appearance->detail];
  if (worker->other == NULL || !rs_appearance_same_plan (worker->other, appearance))
    {
      g_clear_pointer (&worker->other_plan, rs_plan_unref);
      g_clear_pointer (&worker->other, rs_appearance_unref);
      worker->other_plan = make_plan (worker, appearance);
      worker->other = rs_appearance_ref (appearance);
    }
  return worker->other_plan;
}

/* The same, with the pins. */
static const RsPlan *
plan_for (RsWorker *worker, RsAppearance *appearance)
{
  const RsPlan *plan = plan_of_parts (worker, appearance);
  if (plan == NULL || appearance->pins->len == 0)
    return plan;
  if (worker->pinned != appearance)
    {
      g_clear_pointer (&worker->pinned_plan, rs_plan_unref);
      g_clear_pointer (&worker->pinned, rs_appearance_unref);
      worker->pinned_plan = rs_plan_pin (
          plan, (const RsPin *) (gconstpointer) appearance->pins->data, appearance->pins->len);
      worker->pinned = rs_appearance_ref (appearance);
    }
  return worker->pinned_plan;
}

/* NULL: it is not wanted any more. */
static RsScene *
make_scene (RsWorker *worker, const RsWish *wish, const RsPicture *picture)
{
  RsLayoutWork work = { &worker->superseded, GRACE, 0 };
  RsSceneOptions options = rs_appearance_options (wish->appearance);

  /* The window's thread has keys to answer. */
  g_assert (!g_main_context_is_owner (worker->context));
  const RsPlan *plan = plan_for (worker, wish->appearance);
  options.selected = wish->selected;
  options.texts = worker->texts;
  options.last = worker->last;
  options.work = &work;
  RsScene *scene = rs_scene_new (picture->graph, picture->previous, plan, &options);
  if (scene != NULL)
    {
      rs_scene_unref (worker->last);
      worker->last = rs_scene_ref (scene);
    }
  return scene;
}

/* Makes the picture that WISH, the NUMBERth, asks for. What is superseded half
 * way is dropped without a word. */
static void
make_picture (RsWorker *worker, const RsWish *wish, guint64 number)
{
  Event *event = event_new (worker, PICTURED);
  RsPicture *picture = &event->picture;
  RsWhen when = wish->when, before;

  picture->number = number;
  if (when.event == 0 || worker->session == NULL || find_event (worker, &when, &event->error))
    picture->graph = graph_at (worker, when, &event->error);
  before = (RsWhen){ when.by_instruction, when.event > 0 ? when.index : when.index - 1, 0 };
  picture->when = when;
  if (when.event > 0 && picture->graph != NULL)
    picture->journal = rs_journal_ref (worker->journal);
  if (picture->graph != NULL && (when.index > 0 || when.event > 0))
    picture->previous = graph_at (worker, before, NULL);
  remember (worker, 0, when, picture->graph);
  remember (worker, 1, before, picture->previous);
  if (picture->graph != NULL)
    picture->scene = make_scene (worker, wish, picture);
  if (picture->scene == NULL && is_superseded (worker))
    event_free (event);
  else
    send (event);
}

typedef struct {
  RsWish wish;
  guint64 number;
  Inquiry *asked; /* NULL: it is the wish */
} Work;

/* Waits for a wish or a question. FALSE: it is time to go. */
static gboolean
next_work (RsWorker *worker, Work *work)
{
  g_mutex_lock (&worker->lock);
  /* Without a session, there is nothing that could be asked. */
  while (!worker->waiting && !worker->quit
         && (worker->session == NULL || g_queue_is_empty (&worker->inquiries)))
    g_cond_wait (&worker->wished, &worker->lock);
  gboolean go_on = !worker->quit;
  *work = (Work){ worker->wish, worker->n_wishes,
                  go_on && !worker->waiting ? g_queue_pop_head (&worker->inquiries) : NULL };
  worker->answering = work->asked;
  worker->interrupted = FALSE;
  if (work->wish.appearance != NULL)
    rs_appearance_ref (work->wish.appearance);
  worker->waiting = FALSE;
  if (go_on)
    g_atomic_int_set (&worker->superseded, 0);
  g_mutex_unlock (&worker->lock);
  return go_on;
}

static gpointer
run_thread (gpointer data)
{
  RsWorker *worker = data;
  Work work;

  record (worker);
  while (next_work (worker, &work))
    {
      if (work.asked != NULL)
        answer (worker, work.asked);
      else
        make_picture (worker, &work.wish, work.number);
      rs_appearance_unref (work.wish.appearance);
    }
  rs_appearance_unref (work.wish.appearance);
  g_mutex_lock (&worker->lock);
  RsSession *session = g_steal_pointer (&worker->session);
  g_mutex_unlock (&worker->lock);
  rs_session_free (session);
  for (guint i = 0; i < G_N_ELEMENTS (worker->known); i++)
    rs_heap_graph_unref (worker->known[i]);
  g_clear_pointer (&worker->last, rs_scene_unref);
  g_clear_pointer (&worker->journal, rs_journal_unref);
  worker_unref (worker);
  return NULL;
}

/* --- the main thread ------------------------------------------------------ */

static gboolean
start_thread (RsWorker *worker)
{
  pthread_attr_t attributes;
  pthread_t thread;

  pthread_attr_init (&attributes);
  pthread_attr_setdetachstate (&attributes, PTHREAD_CREATE_DETACHED);
  g_atomic_ref_count_inc (&worker->refs);
  gboolean ok = pthread_attr_setstacksize (&attributes, rs_session_stack_size ()) == 0
                && pthread_create (&thread, &attributes, run_thread, worker) == 0;
  pthread_attr_destroy (&attributes);
  if (!ok)
    worker_unref (worker);
  return ok;
}

RsWorker *
rs_worker_new (const char *source, gsize length, const char *filename,
               const RsSessionOptions *options, RsTextCache *texts, const RsWorkerEvents *events,
               gpointer data, GError **error)
{
  RsWorker *worker = g_new0 (RsWorker, 1);

  g_atomic_ref_count_init (&worker->refs);
  g_mutex_init (&worker->lock);
  g_cond_init (&worker->wished);
  worker->texts = rs_text_cache_ref (texts);
  worker->source = g_memdup2 (source, length + 1);
  worker->length = length;
  worker->filename = g_strdup (filename);
  worker->options = *options;
  worker->input = g_strdup (options->input);
  worker->options.input = worker->input;
  worker->context = g_main_context_ref (g_main_context_default ());
  worker->events = events;
  worker->data = data;
  if (start_thread (worker))
    return worker;
  worker_unref (worker);
  g_set_error_literal (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MEMORY,
                       "there is not enough memory for a thread");
  return NULL;
}

static gboolean
cancel_again (gpointer data)
{
  RsWorker *worker = data;
  g_mutex_lock (&worker->lock);
  if (worker->session != NULL)
    rs_session_cancel (worker->session);
  g_mutex_unlock (&worker->lock);
  return G_SOURCE_CONTINUE;
}

void
rs_worker_cancel (RsWorker *worker)
{
  if (worker->ended || worker->cancel_source != 0)
    return;
  cancel_again (worker);
  g_atomic_ref_count_inc (&worker->refs);
  worker->cancel_source = g_timeout_add_full (G_PRIORITY_DEFAULT, REPEAT_CANCEL_MS, cancel_again,
                                              worker, (GDestroyNotify) worker_unref);
}

guint64
rs_worker_wish (RsWorker *worker, const RsWish *wish)
{
  g_mutex_lock (&worker->lock);
  rs_appearance_unref (worker->wish.appearance);
  worker->wish = *wish;
  rs_appearance_ref (worker->wish.appearance);
  worker->waiting = TRUE;
  guint64 number = ++worker->n_wishes;
  g_atomic_int_set (&worker->superseded, 1);
  if (worker->answering != NULL)
    {
      worker->interrupted = TRUE;
      rs_session_cancel (worker->session);
    }
  g_cond_signal (&worker->wished);
  g_mutex_unlock (&worker->lock);
  return number;
}

void
rs_worker_ask (RsWorker *worker, const RsInquiry *inquiry)
{
  Inquiry *asked = g_new0 (Inquiry, 1);
  asked->worker = worker;
  asked->inquiry = *inquiry;
  g_weak_ref_init (&asked->owner, inquiry->owner);
  g_mutex_lock (&worker->lock);
  g_queue_push_tail (&worker->inquiries, asked);
  g_cond_signal (&worker->wished);
  g_mutex_unlock (&worker->lock);
}

void
rs_worker_forget (RsWorker *worker, GObject *owner)
{
  g_mutex_lock (&worker->lock);
  for (GList *link = worker->inquiries.head, *next; link != NULL; link = next)
    {
      Inquiry *asked = link->data;
      next = link->next;
      if (asked->inquiry.owner != owner)
        continue;
      g_queue_delete_link (&worker->inquiries, link);
      inquiry_free (asked);
    }
  if (worker->answering != NULL && worker->answering->inquiry.owner == owner)
    rs_session_cancel (worker->session);
  g_mutex_unlock (&worker->lock);
}

void
rs_worker_free (RsWorker *worker)
{
  if (worker == NULL)
    return;
  worker->events = NULL;
  g_mutex_lock (&worker->lock);
  worker->quit = TRUE;
  g_atomic_int_set (&worker->superseded, 1);
  g_cond_signal (&worker->wished);
  g_mutex_unlock (&worker->lock);
  if (worker->ended)
    cancel_again (worker); /* a visit that runs: its answer is not wanted */
  else
    rs_worker_cancel (worker);
  worker_unref (worker);
}
