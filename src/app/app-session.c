/* SPDX-License-Identifier: MIT
 *
 * The session of a window. The worker answers later, so two places are known:
 * the one that is wanted (the properties "position" and "at-instruction": the
 * slider and the keys go on from there), and the one that is shown (the
 * graphs and the scene, which come from the worker ready to be painted). The
 * worker keeps the last wish only, so that a dragged slider never queues up
 * moments nobody will see.
 *
 *     key ──▶ wanted ──▶ ask () ──▶ worker ──▶ on_pictured () ──▶ graph, previous, scene ──▶
 *         "moment-changed"
 *
 * Which event a step back from its end leads to, the worker finds out: it tells
 * with the picture what moment it is, and that is then the wanted one.
 *
 * The picture of a moment always compares with the moment just before it (a
 * step with a step, an instruction with an instruction), however one got there:
 * so it is the same on the way back.
 */
#include "app-session.h"

#include "session/stepping.h"

#include <glib/gi18n.h>
#include <string.h>

#define GIVE_UP_MS 2000 /* so long after Stop, a run that has not ended is given up */

struct _RsAppSession {
  GObject parent;

  RsWorker *worker;
  RsRecording *recording;
  RsAppState state;
  guint64 recorded_steps;
  gboolean stopped;
  guint give_up_source;
  GError *error;
  int error_line, open_line;

  /* the last run */
  char *source, *filename;
  gsize length;
  RsSessionOptions options;
  GString *input;       /* that it is given */
  gboolean input_ended; /* and nothing after that */
  int stay_line;        /* where the next run is to be shown; 0: nowhere */
  guint stay_hit;
  guint64 waited_at; /* the step to be shown, since it waited there; G_MAXUINT64: none */

  RsWhen wanted;
  guint64 wish;   /* the number of the last one */
  gboolean out;   /* it is with the worker */
  gboolean shown; /* graph is the wanted moment's */

  RsWhen when;        /* of what is shown */
  RsJournal *journal; /* of the step, where that is at one of its events; else NULL */
  const RsHeapGraph *graph, *previous;
  RsScene *scene;
  RsTextCache *texts;
  RsAppearance *appearance;
  guint64 selected;

  gboolean playing, held;
  double speed; /* steps a second */
  guint play_source;
};

G_DEFINE_FINAL_TYPE (RsAppSession, rs_app_session, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_STATE,
  PROP_RECORDED_STEPS,
  PROP_N_STEPS,
  PROP_POSITION,
  PROP_AT_INSTRUCTION,
  PROP_DETAIL,
  PROP_HEX,
  PROP_APPEARANCE,
  PROP_PLAYING,
  PROP_SPEED,
  PROP_SELECTED,
  N_PROPS
};
static GParamSpec *props[N_PROPS];
enum { RECORDED, MOMENT_CHANGED, HELD, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
notify (RsAppSession *self, guint prop)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

/* --- the moment shown ----------------------------------------------------- */

/* PICTURE NULL: nothing. */
static void
show (RsAppSession *self, const RsPicture *picture)
{
  const RsHeapGraph *old_graph = self->graph, *old_previous = self->previous;

  self->graph = picture ? rs_heap_graph_ref (picture->graph) : NULL;
  self->previous = picture && picture->previous ? rs_heap_graph_ref (picture->previous) : NULL;
  g_clear_pointer (&self->journal, rs_journal_unref);
  if (picture != NULL && picture->journal != NULL)
    self->journal = rs_journal_ref (picture->journal);
  if (picture != NULL)
    self->when = picture->when;
  rs_scene_unref (self->scene);
  self->scene = picture ? rs_scene_ref (picture->scene) : NULL;
  rs_heap_graph_unref (old_graph);
  rs_heap_graph_unref (old_previous);
  g_signal_emit (self, signals[MOMENT_CHANGED], 0);
}

static void
ask (RsAppSession *self)
{
  RsWish wish = { self->wanted, self->appearance, self->selected };

  if (self->worker == NULL)
    return;
  self->out = TRUE;
  self->wish = rs_worker_wish (self->worker, &wish);
}

/* What is shown is to be drawn otherwise; a picture of it follows. */
static void
draw_anew (RsAppSession *self)
{
  if (self->state == RS_APP_READY && (self->shown || self->out))
    ask (self);
}

/* What is wanted from now on; it may be shown already. */
static void
set_wanted (RsAppSession *self, RsWhen when)
{
  gboolean other_kind = self->wanted.by_instruction != when.by_instruction;
  self->wanted = when;
  notify (self, PROP_POSITION);
  if (other_kind)
    notify (self, PROP_AT_INSTRUCTION);
}

static void
want_moment (RsAppSession *self, RsWhen when)
{
  if (self->state != RS_APP_READY
      || (rs_when_equal (self->wanted, when) && (self->shown || self->out)))
    return;
  self->shown = FALSE;
  set_wanted (self, when);
  ask (self);
}

static void
want (RsAppSession *self, gboolean by_instruction, guint64 index)
{
  want_moment (self, (RsWhen){ by_instruction, index, 0 });
}

/* --- what the worker says ------------------------------------------------- */

static void
on_progress (guint64 steps, gpointer data)
{
  RsAppSession *self = data;
  self->recorded_steps = steps;
  notify (self, PROP_RECORDED_STEPS);
}

/* The line in CPython's 'File "x.py", line 3' of a syntax error, 0: none. */
static int
line_of_error (const char *message)
{
  const char *at = strstr (message, ", line ");
  return at ? (int) g_ascii_strtoll (at + strlen (", line "), NULL, 10) : 0;
}

static void
set_state (RsAppSession *self, RsAppState state)
{
  self->state = state;
  notify (self, PROP_STATE);
  notify (self, PROP_N_STEPS);
  notify (self, PROP_POSITION);
}

static void
fail (RsAppSession *self, const GError *error)
{
  g_clear_handle_id (&self->give_up_source, g_source_remove);
  self->error = g_error_copy (error);
  self->error_line = g_error_matches (error, RS_SESSION_ERROR, RS_SESSION_ERROR_SYNTAX)
                         ? line_of_error (error->message)
                         : 0;
  set_state (self, RS_APP_FAILED);
  show (self, NULL);
  g_signal_emit (self, signals[RECORDED], 0);
}

static void
on_recorded (RsRecording *recording, const GError *error, gpointer data)
{
  RsAppSession *self = data;
  if (recording == NULL)
    {
      fail (self, error);
      return;
    }
  g_clear_handle_id (&self->give_up_source, g_source_remove);
  self->recording = rs_recording_ref (recording);
  self->recorded_steps = recording->n_steps;
  set_state (self, RS_APP_READY);
  int stay =
      self->stay_line > 0 ? rs_step_find_hit (recording, self->stay_line, self->stay_hit) : -1;
  self->stay_line = 0;
  g_signal_emit (self, signals[RECORDED], 0);
  if (self->out)
    return; /* who was told wants another moment */
  int at = self->open_line > 0 ? rs_recording_find_line (recording, self->open_line) : -1;
  /* Who has answered answers on, where it waits again; else what the answer
   * does is still to come. */
  if (self->waited_at != G_MAXUINT64 && recording->stop == RS_STOP_INPUT)
    rs_app_session_seek (self, G_MAXUINT);
  else if (stay >= 0)
    rs_app_session_seek (self, (guint) stay);
  else if (self->waited_at != G_MAXUINT64)
    rs_app_session_seek (self, (guint) self->waited_at);
  else if (recording->n_steps > 0)
    want (self, FALSE, at >= 0 ? MIN ((guint) at + 1, recording->n_steps - 1) : 0);
  else
    show (self, NULL);
}

static void
on_pictured (const RsPicture *picture, const GError *error, gpointer data)
{
  RsAppSession *self = data;
  gboolean last = picture->number == self->wish;

  if (last)
    {
      self->out = FALSE;
      self->shown = TRUE;
      /* Which event it was, the worker knows. */
      if (self->wanted.event != 0 && !rs_when_equal (self->wanted, picture->when))
        set_wanted (self, picture->when);
    }
  if (picture->graph != NULL)
    show (self, picture);
  else if (last)
    g_warning ("%s", error->message);
}

static const RsWorkerEvents events = { on_progress, on_recorded, on_pictured };

/* --- runs ----------------------------------------------------------------- */

/* The serials of another run are other objects'. */
static void
forget_wishes (RsAppSession *self)
{
  if (rs_appearance_is_plain (self->appearance))
    return;
  RsAppearance *appearance = rs_appearance_new (self->appearance->detail);
  appearance->hex = self->appearance->hex;
  appearance->show = self->appearance->show;
  appearance->hide = self->appearance->hide;
  rs_app_session_set_appearance (self, appearance);
}

static void
forget_run (RsAppSession *self)
{
  rs_app_session_set_playing (self, FALSE);
  g_clear_handle_id (&self->give_up_source, g_source_remove);
  g_clear_pointer (&self->worker, rs_worker_free);
  g_clear_pointer (&self->recording, rs_recording_unref);
  g_clear_error (&self->error);
  self->out = self->shown = self->stopped = FALSE;
  self->wanted = (RsWhen){ FALSE, 0, 0 };
  self->recorded_steps = 0;
  self->error_line = 0;
  rs_app_session_select (self, 0);
  notify (self, PROP_AT_INSTRUCTION);
}

/* Starts the last run's program. */
static void
start (RsAppSession *self)
{
  g_autoptr (GError) error = NULL;
  RsSessionOptions options = self->options;

  options.input = self->input->str;
  options.input_open = !self->input_ended;
  options.echo = TRUE;
  self->worker = rs_worker_new (self->source, self->length, self->filename, &options, self->texts,
                                &events, self, &error);
  if (self->worker == NULL)
    {
      fail (self, error);
      return;
    }
  set_state (self, RS_APP_RECORDING);
}

void
rs_app_session_run (RsAppSession *self, const char *source, gsize length, const char *filename,
                    const RsSessionOptions *options, int open_line)
{
  g_return_if_fail (RS_IS_APP_SESSION (self));

  forget_run (self);
  forget_wishes (self);
  self->open_line = open_line;
  self->waited_at = G_MAXUINT64;
  g_free (self->source);
  g_free (self->filename);
  self->source = g_memdup2 (source, length + 1);
  self->length = length;
  self->filename = g_strdup (filename);
  self->options = *options;
  start (self);
}

void
rs_app_session_stay (RsAppSession *self, int line, guint hit)
{
  self->stay_line = line;
  self->stay_hit = hit;
}

void
rs_app_session_answer (RsAppSession *self, const char *line)
{
  if (self->recording == NULL || self->recording->stop != RS_STOP_INPUT)
    return;
  if (line != NULL)
    g_string_append_printf (self->input, "%s\n", line);
  else
    self->input_ended = TRUE;
  guint64 at = MAX (self->recording->n_steps, 1) - 1;
  forget_run (self);
  self->waited_at = at;
  start (self);
}

const char *
rs_app_session_get_input (RsAppSession *self)
{
  return self->input->str;
}

void
rs_app_session_set_input (RsAppSession *self, const char *input)
{
  g_string_assign (self->input, input != NULL ? input : "");
  self->input_ended = FALSE;
}

/* The engine looks for a cancel between instructions. One that takes minutes (a
 * power with a billion digits) is left to itself: its thread ends when it can,
 * and the window goes on without it. */
static gboolean
give_up (gpointer data)
{
  RsAppSession *self = data;
  g_autoptr (GError) error =
      g_error_new_literal (RS_SESSION_ERROR, RS_SESSION_ERROR_CANCELLED,
                           _ ("It was in the middle of one long operation and was given up. "
                              "Nothing of it can be shown."));
  self->give_up_source = 0;
  g_clear_pointer (&self->worker, rs_worker_free);
  fail (self, error);
  return G_SOURCE_REMOVE;
}

void
rs_app_session_stop (RsAppSession *self)
{
  if (self->state != RS_APP_RECORDING)
    return;
  if (self->stopped)
    return;
  self->stopped = TRUE;
  rs_worker_cancel (self->worker);
  self->give_up_source = g_timeout_add (GIVE_UP_MS, give_up, self);
}

RsAppState
rs_app_session_get_state (RsAppSession *self)
{
  return self->state;
}
RsRecording *
rs_app_session_get_recording (RsAppSession *self)
{
  return self->recording;
}

gboolean
rs_app_session_has_threads (RsAppSession *self)
{
  return self->recording != NULL && rs_app_session_get_state (self) == RS_APP_READY
         && *self->recording->schedule != '\0';
}

gboolean
rs_app_session_was_stopped (RsAppSession *self)
{
  return self->stopped;
}
guint64
rs_app_session_get_recorded_steps (RsAppSession *self)
{
  return self->recorded_steps;
}

const GError *
rs_app_session_get_error (RsAppSession *self, int *line)
{
  if (line != NULL)
    *line = self->error_line;
  return self->error;
}

/* --- moments -------------------------------------------------------------- */

guint
rs_app_session_get_n_steps (RsAppSession *self)
{
  return self->recording ? self->recording->n_steps : 0;
}
gboolean
rs_app_session_get_at_instruction (RsAppSession *self)
{
  return self->wanted.by_instruction;
}
gboolean
rs_app_session_is_busy (RsAppSession *self)
{
  return self->state == RS_APP_RECORDING || self->out;
}

guint
rs_app_session_get_position (RsAppSession *self)
{
  if (self->recording == NULL)
    return 0;
  return self->wanted.by_instruction ? rs_recording_step_at (self->recording, self->wanted.index)
                                     : (guint) self->wanted.index;
}

guint64
rs_app_session_get_instruction (RsAppSession *self)
{
  if (self->wanted.by_instruction || self->recording == NULL || self->recording->n_steps == 0)
    return self->wanted.index;
  if (self->wanted.event > 0 && rs_when_equal (self->wanted, self->when) && self->graph != NULL)
    return self->graph->moment.instruction - 1;
  return self->recording->steps[self->wanted.index].instruction;
}

guint
rs_app_session_get_event (RsAppSession *self, guint *n)
{
  if (n != NULL)
    *n = self->journal && rs_when_equal (self->when, self->wanted) ? self->journal->n_stops : 0;
  return self->wanted.event;
}

void
rs_app_session_seek (RsAppSession *self, guint step)
{
  guint n = rs_app_session_get_n_steps (self);
  if (n > 0)
    want (self, FALSE, MIN (step, n - 1));
}

void
rs_app_session_seek_instruction (RsAppSession *self, guint64 instruction)
{
  if (self->recording != NULL && self->recording->n_instructions > 0)
    want (self, TRUE, MIN (instruction, self->recording->n_instructions - 1));
}

void
rs_app_session_set_held (RsAppSession *self, gboolean held)
{
  self->held = held;
}

/* Whether a move by DELTA is not to be; then that is told. */
static gboolean
is_held (RsAppSession *self, int delta)
{
  if (!self->held || delta <= 0)
    return FALSE;
  rs_app_session_set_playing (self, FALSE);
  g_signal_emit (self, signals[HELD], 0);
  return TRUE;
}

/* Whether the moment comes after the step that is the position. */
static gboolean
is_between_steps (RsAppSession *self)
{
  guint64 last = self->recording != NULL && self->recording->n_steps > 0
                     ? self->recording->steps[rs_app_session_get_position (self)].instruction
                     : 0;
  return self->wanted.event > 0 || (self->wanted.by_instruction && last < self->wanted.index);
}

void
rs_app_session_move_steps (RsAppSession *self, int delta)
{
  if (is_held (self, delta))
    return;
  gint64 to = (gint64) rs_app_session_get_position (self) + delta;
  /* From between two steps, back leads to the step that was left. */
  if (delta < 0 && is_between_steps (self))
    to++;
  rs_app_session_seek (self, MAX (to, 0));
}

void
rs_app_session_move_instructions (RsAppSession *self, int delta)
{
  if (self->recording == NULL || self->recording->n_instructions == 0 || is_held (self, delta))
    return;
  gint64 last = (gint64) self->recording->n_instructions - 1,
         to = (gint64) rs_app_session_get_instruction (self) + delta;
  /* From between events, back leads to the beginning of the one that runs. */
  if (self->wanted.event > 0 && delta < 0)
    to++;
  want (self, TRUE, CLAMP (to, 0, last));
}

void
rs_app_session_seek_event (RsAppSession *self, guint step, guint event)
{
  if (step < rs_app_session_get_n_steps (self))
    want_moment (self, (RsWhen){ FALSE, step, event });
}

void
rs_app_session_move_events (RsAppSession *self, int delta)
{
  RsWhen to = self->wanted;

  if (rs_app_session_get_n_steps (self) == 0 || is_held (self, delta))
    return;
  if (to.event == 0 && delta < 0 && to.index == 0)
    return;
  if (to.event == 0 && delta < 0)
    {
      /* Into the step that ended here. */
      to.index -= !to.by_instruction;
      to.event = RS_LAST_EVENT;
    }
  else
    to.event += (guint) delta;
  if (to.event == 0 && delta > 0) /* the last one, which is not known yet */
    rs_app_session_seek (self, rs_app_session_get_position (self) + 1);
  else
    want_moment (self, to);
}

gboolean
rs_app_session_can_move (RsAppSession *self, int direction)
{
  guint n = rs_app_session_get_n_steps (self), at = rs_app_session_get_position (self);
  if (self->state != RS_APP_READY || n == 0)
    return FALSE;
  return direction < 0 ? at > 0 || self->wanted.by_instruction || self->wanted.event > 0
                       : at + 1 < n;
}

/* --- playing -------------------------------------------------------------- */

static gboolean
play_on (gpointer data)
{
  RsAppSession *self = data;
  if (self->out)
    return G_SOURCE_CONTINUE; /* the worker is slower than the clock: wait for its picture */
  rs_app_session_move_steps (self, 1);
  if (!self->playing) /* it was held */
    {
      self->play_source = 0;
      return G_SOURCE_REMOVE;
    }
  if (rs_app_session_can_move (self, 1))
    return G_SOURCE_CONTINUE;
  self->play_source = 0;
  rs_app_session_set_playing (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
restart_clock (RsAppSession *self)
{
  g_clear_handle_id (&self->play_source, g_source_remove);
  if (self->playing)
    self->play_source = g_timeout_add (1000 / self->speed, play_on, self);
}

void
rs_app_session_set_playing (RsAppSession *self, gboolean playing)
{
  if (playing == self->playing
      || (playing && (self->state != RS_APP_READY || rs_app_session_get_n_steps (self) == 0)))
    return;
  /* At the end, play starts over. */
  if (playing && !rs_app_session_can_move (self, 1))
    rs_app_session_seek (self, 0);
  self->playing = playing;
  restart_clock (self);
  notify (self, PROP_PLAYING);
}

gboolean
rs_app_session_get_playing (RsAppSession *self)
{
  return self->playing;
}

/* --- what is shown -------------------------------------------------------- */

const RsHeapGraph *
rs_app_session_get_graph (RsAppSession *self)
{
  return self->graph;
}
const RsHeapGraph *
rs_app_session_get_previous (RsAppSession *self)
{
  return self->previous;
}
RsScene *
rs_app_session_get_scene (RsAppSession *self)
{
  return self->scene;
}

const RsJournal *
rs_app_session_get_journal (RsAppSession *self)
{
  return self->journal;
}

const RsEvent *
rs_app_session_get_next_event (RsAppSession *self)
{
  return self->journal ? rs_journal_find_stop (self->journal, self->when.event) : NULL;
}

int
rs_app_session_get_step_told (RsAppSession *self)
{
  if (self->graph == NULL || self->recording == NULL)
    return -1;
  if (self->when.event > 0)
    return (int) self->when.index;
  if (!self->when.by_instruction)
    return (int) self->when.index - 1;
  return self->when.index > 0 ? (int) rs_recording_step_at (self->recording, self->when.index - 1)
                              : -1;
}

RsInstant
rs_app_session_get_instant (RsAppSession *self)
{
  return (RsInstant){ !self->when.by_instruction, self->when.index };
}

void
rs_app_session_ask (RsAppSession *self, const RsInquiry *inquiry)
{
  if (self->worker != NULL && self->state == RS_APP_READY)
    rs_worker_ask (self->worker, inquiry);
  else if (inquiry->free_question != NULL)
    inquiry->free_question (inquiry->question);
}

void
rs_app_session_forget (RsAppSession *self, GObject *owner)
{
  if (self->worker != NULL)
    rs_worker_forget (self->worker, owner);
}

RsDetail
rs_app_session_get_detail (RsAppSession *self)
{
  return self->appearance->detail;
}

const RsAppearance *
rs_app_session_get_appearance (RsAppSession *self)
{
  return self->appearance;
}

void
rs_app_session_set_appearance (RsAppSession *self, RsAppearance *appearance)
{
  RsAppearance *old = self->appearance;

  self->appearance = appearance;
  draw_anew (self);
  if (old->detail != appearance->detail)
    notify (self, PROP_DETAIL);
  if (old->hex != appearance->hex)
    notify (self, PROP_HEX);
  rs_appearance_unref (old);
  notify (self, PROP_APPEARANCE);
}
guint64
rs_app_session_get_selected (RsAppSession *self)
{
  return self->selected;
}

char *
rs_app_session_get_identity (RsAppSession *self, guint64 serial)
{
  const char *identity = self->scene ? rs_scene_get_identity (self->scene, serial) : NULL;

  return identity ? g_strdup (identity) : g_strdup_printf ("#%" G_GUINT64_FORMAT, serial);
}

gboolean
rs_app_session_is_drawn (RsAppSession *self, guint64 serial)
{
  RsRect card;

  return self->scene != NULL && rs_scene_find (self->scene, serial, &card);
}

static gboolean
has_cut_card (RsAppSession *self)
{
  const RsHeapGraph *graph = self->scene != NULL ? rs_scene_get_graph (self->scene) : NULL;
  for (guint32 i = 0; graph != NULL && i < graph->n_nodes; i++)
    if (graph->nodes[i].cut > 0)
      return TRUE;
  return FALSE;
}

void
rs_app_session_select (RsAppSession *self, guint64 serial)
{
  if (self->selected == serial)
    return;
  self->selected = serial;
  notify (self, PROP_SELECTED);
  /* A card that is cut shows the rows that hold it. */
  if (serial != 0 && has_cut_card (self))
    draw_anew (self);
}

/* --- GObject -------------------------------------------------------------- */

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RsAppSession *self = RS_APP_SESSION (object);
  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_RECORDED_STEPS:
      g_value_set_uint64 (value, self->recorded_steps);
      break;
    case PROP_N_STEPS:
      g_value_set_uint (value, rs_app_session_get_n_steps (self));
      break;
    case PROP_POSITION:
      g_value_set_uint (value, rs_app_session_get_position (self));
      break;
    case PROP_AT_INSTRUCTION:
      g_value_set_boolean (value, self->wanted.by_instruction);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, rs_detail_name (self->appearance->detail));
      break;
    case PROP_HEX:
      g_value_set_boolean (value, self->appearance->hex);
      break;
    case PROP_APPEARANCE:
      g_value_set_pointer (value, self->appearance);
      break;
    case PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;
    case PROP_SPEED:
      g_value_set_double (value, self->speed);
      break;
    case PROP_SELECTED:
      g_value_set_uint64 (value, self->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_detail (RsAppSession *self, const char *name)
{
  int detail = name ? rs_detail_from_name (name) : -1;
  if (detail < 0 || detail == (int) self->appearance->detail)
    return;
  RsAppearance *appearance = rs_appearance_copy (self->appearance);
  appearance->detail = detail;
  rs_app_session_set_appearance (self, appearance);
}

static void
set_hex (RsAppSession *self, gboolean hex)
{
  if (hex == self->appearance->hex)
    return;
  RsAppearance *appearance = rs_appearance_copy (self->appearance);
  appearance->hex = hex;
  rs_app_session_set_appearance (self, appearance);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RsAppSession *self = RS_APP_SESSION (object);
  switch (id)
    {
    case PROP_POSITION:
      rs_app_session_seek (self, g_value_get_uint (value));
      break;
    case PROP_DETAIL:
      set_detail (self, g_value_get_string (value));
      break;
    case PROP_HEX:
      set_hex (self, g_value_get_boolean (value));
      break;
    case PROP_PLAYING:
      rs_app_session_set_playing (self, g_value_get_boolean (value));
      break;
    case PROP_SPEED:
      self->speed = g_value_get_double (value);
      restart_clock (self);
      notify (self, PROP_SPEED);
      break;
    case PROP_SELECTED:
      rs_app_session_select (self, g_value_get_uint64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
finalize (GObject *object)
{
  RsAppSession *self = RS_APP_SESSION (object);
  g_clear_handle_id (&self->play_source, g_source_remove);
  g_clear_handle_id (&self->give_up_source, g_source_remove);
  g_clear_pointer (&self->worker, rs_worker_free);
  g_clear_pointer (&self->recording, rs_recording_unref);
  g_clear_pointer (&self->scene, rs_scene_unref);
  rs_journal_unref (self->journal);
  rs_heap_graph_unref (self->graph);
  rs_heap_graph_unref (self->previous);
  rs_text_cache_unref (self->texts);
  g_string_free (self->input, TRUE);
  g_free (self->source);
  g_free (self->filename);
  rs_appearance_unref (self->appearance);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (rs_app_session_parent_class)->finalize (object);
}

static void
rs_app_session_class_init (RsAppSessionClass *class)
{
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags change = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  G_OBJECT_CLASS (class)->get_property = get_property;
  G_OBJECT_CLASS (class)->set_property = set_property;
  G_OBJECT_CLASS (class)->finalize = finalize;
  props[PROP_STATE] =
      g_param_spec_int ("state", NULL, NULL, RS_APP_EMPTY, RS_APP_FAILED, RS_APP_EMPTY, read);
  props[PROP_RECORDED_STEPS] =
      g_param_spec_uint64 ("recorded-steps", NULL, NULL, 0, G_MAXUINT64, 0, read);
  props[PROP_N_STEPS] = g_param_spec_uint ("n-steps", NULL, NULL, 0, G_MAXUINT, 0, read);
  props[PROP_POSITION] = g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, 0, change);
  props[PROP_AT_INSTRUCTION] = g_param_spec_boolean ("at-instruction", NULL, NULL, FALSE, read);
  props[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, "simple", change);
  props[PROP_HEX] = g_param_spec_boolean ("hex", NULL, NULL, FALSE, change);
  props[PROP_APPEARANCE] = g_param_spec_pointer ("appearance", NULL, NULL, read);
  props[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, change);
  props[PROP_SPEED] = g_param_spec_double ("speed", NULL, NULL, 0.1, 100, 2, change);
  props[PROP_SELECTED] = g_param_spec_uint64 ("selected", NULL, NULL, 0, G_MAXUINT64, 0, change);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, props);
  signals[RECORDED] = g_signal_new ("recorded", RS_TYPE_APP_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  signals[HELD] = g_signal_new ("held", RS_TYPE_APP_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[MOMENT_CHANGED] = g_signal_new ("moment-changed", RS_TYPE_APP_SESSION, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rs_app_session_init (RsAppSession *self)
{
  self->texts = rs_text_cache_new ();
  self->input = g_string_new (NULL);
  self->waited_at = G_MAXUINT64;
  self->appearance = rs_appearance_new (RS_DETAIL_SIMPLE);
  self->speed = 2;
}
