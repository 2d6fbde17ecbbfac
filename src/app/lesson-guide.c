/* SPDX-License-Identifier: MIT
 *
 * The guide. Places of moments are found in the recording, in this thread; what
 * wants the engine (the answers of predictions, moments before an instruction)
 * is asked of the worker once a run is ready, all in one question.
 *
 *     set_lesson () ─▶ run ─▶ "recorded" ─▶ find_steps () ─▶ ask_engine () ─▶ take_findings ()
 */
#include "lesson-guide.h"

#include "lesson/check.h"
#include "lesson/find.h"
#include "lesson/progress.h"

struct _RsLessonGuide {
  GObject parent;
  RsAppSession *session;
  RsLesson *lesson;
  char *variant;
  RsProgress *progress;
  GArray *steps;        /* int, of each moment; -1: not reached */
  GArray *instructions; /* guint64, of each moment; 0: the step itself, or not known yet */
  GPtrArray *right;     /* RsLessonOption *, of each prediction; NULL: not known yet */
  int current;
  gboolean there, waiting, asking;
  gboolean resuming; /* where it was left is to be shown, when the run is ready */
};

G_DEFINE_FINAL_TYPE (RsLessonGuide, rs_lesson_guide, G_TYPE_OBJECT)

enum { CHANGED, WAITING, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- what is known of the run --------------------------------------------- */

static void
forget_run (RsLessonGuide *self)
{
  guint n = self->lesson != NULL ? self->lesson->moments->len : 0;
  const int none = -1;

  g_array_set_size (self->steps, 0);
  for (guint i = 0; i < n; i++)
    g_array_append_val (self->steps, none);
  g_array_set_size (self->instructions, 0);
  g_array_set_size (self->instructions, n);
  g_ptr_array_set_size (self->right, 0);
  g_ptr_array_set_size (self->right, self->lesson != NULL ? self->lesson->predictions->len : 0);
  self->current = n > 0 && self->variant == NULL ? 0 : -1;
  self->there = self->waiting = FALSE;
  rs_app_session_set_held (self->session, FALSE);
}

static const RsLessonMoment *
moment (RsLessonGuide *self, int index)
{
  return index >= 0 ? g_ptr_array_index (self->lesson->moments, index) : NULL;
}

static int
step_of (RsLessonGuide *self, int index)
{
  return g_array_index (self->steps, int, index);
}

static guint64
instruction_of (RsLessonGuide *self, int index)
{
  return g_array_index (self->instructions, guint64, index);
}

/* Whether one can go to moment INDEX: the run reaches it, and the engine has
 * found its instruction, if it has one. */
static gboolean
is_known (RsLessonGuide *self, int index)
{
  return step_of (self, index) >= 0
         && (moment (self, index)->instruction == NULL || instruction_of (self, index) != 0);
}

/* Whether the window stands at moment INDEX, or after it. */
static gboolean
is_reached (RsLessonGuide *self, int index)
{
  guint64 instruction = instruction_of (self, index);

  if (!is_known (self, index))
    return FALSE;
  if (instruction != 0)
    return instruction <= rs_app_session_get_instruction (self->session);
  return step_of (self, index) <= (int) rs_app_session_get_position (self->session);
}

static gboolean
stands_at (RsLessonGuide *self, int index)
{
  guint64 instruction = instruction_of (self, index);
  if (rs_app_session_get_event (self->session, NULL) != 0)
    return FALSE;
  if (instruction != 0)
    return rs_app_session_get_at_instruction (self->session)
           && rs_app_session_get_instruction (self->session) == instruction;
  return !rs_app_session_get_at_instruction (self->session)
         && step_of (self, index) == (int) rs_app_session_get_position (self->session);
}

static void
remember_place (RsLessonGuide *self)
{
  if (!self->there || self->resuming)
    return;
  rs_progress_set_moment (self->progress, self->lesson->id, moment (self, self->current)->id);
  rs_progress_save (self->progress);
}

static gboolean
has_been_asked (RsLessonGuide *self, const RsLessonPrediction *prediction)
{
  g_autofree char *guess = rs_progress_get_guess (self->progress, self->lesson->id, prediction->id);
  return guess != NULL;
}

/* Finds out where the window stands. */
static void
update (RsLessonGuide *self)
{
  guint n = self->variant == NULL ? self->steps->len : 0;

  if (self->lesson == NULL || rs_app_session_get_state (self->session) != RS_APP_READY)
    return;
  self->current = n > 0 ? 0 : -1;
  self->there = FALSE;
  for (guint i = 0; i < n; i++)
    if (is_reached (self, (int) i))
      {
        self->current = (int) i;
        self->there = stands_at (self, (int) i);
      }
  const RsLessonPrediction *prediction = rs_lesson_guide_get_prediction (self);
  self->waiting =
      self->asking && self->there && prediction != NULL && !has_been_asked (self, prediction);
  rs_app_session_set_held (self->session, self->waiting);
  remember_place (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- what the engine finds ------------------------------------------------ */

typedef struct {
  RsLesson *lesson; /* its own, for the worker's thread */
} Question;

typedef struct {
  GArray *instructions; /* guint64, of each moment */
  GArray *right;        /* int, of each prediction the index of an option; -1 */
} Findings;

static void
question_free (gpointer data)
{
  Question *question = data;
  rs_lesson_free (question->lesson);
  g_free (question);
}

static void
findings_free (gpointer data)
{
  Findings *findings = data;
  g_array_unref (findings->instructions);
  g_array_unref (findings->right);
  g_free (findings);
}

/* In the worker's thread. What the engine cannot find, the lesson does
 * without. */
static gpointer
find (RsSession *session, gconstpointer data, GError **error)
{
  const RsLesson *lesson = ((const Question *) data)->lesson;
  Findings *findings = g_new0 (Findings, 1);

  findings->instructions = g_array_new (FALSE, TRUE, sizeof (guint64));
  findings->right = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < lesson->moments->len; i++)
    {
      const RsLessonMoment *one = g_ptr_array_index (lesson->moments, i);
      guint64 instruction = 0;
      if (one->instruction != NULL)
        rs_lesson_find_moment (session, one, &instruction, NULL);
      g_array_append_val (findings->instructions, instruction);
    }
  for (guint i = 0; i < lesson->predictions->len; i++)
    {
      const RsLessonPrediction *prediction = g_ptr_array_index (lesson->predictions, i);
      const RsLessonOption *right = rs_lesson_answer (session, prediction, NULL);
      guint index;
      int found =
          right != NULL && g_ptr_array_find (prediction->options, right, &index) ? (int) index : -1;
      g_array_append_val (findings->right, found);
    }
  return findings;
}

static void
take_findings (gpointer owner, gconstpointer question, gpointer result, const GError *error)
{
  RsLessonGuide *self = owner;
  const Findings *findings = result;

  if (findings == NULL || self->lesson == NULL || self->variant != NULL
      || findings->right->len != self->right->len
      || findings->instructions->len != self->instructions->len)
    return;
  for (guint i = 0; i < self->right->len; i++)
    {
      const RsLessonPrediction *prediction = g_ptr_array_index (self->lesson->predictions, i);
      int right = g_array_index (findings->right, int, i);
      g_ptr_array_index (self->right, i) =
          right >= 0 ? g_ptr_array_index (prediction->options, right) : NULL;
    }
  for (guint i = 0; i < self->instructions->len; i++)
    g_array_index (self->instructions, guint64, i) =
        g_array_index (findings->instructions, guint64, i);
  update (self);
}

static void
ask_engine (RsLessonGuide *self)
{
  Question *question = g_new0 (Question, 1);
  question->lesson = self->lesson->path != NULL
                         ? rs_lesson_load_folder (self->lesson->path, self->lesson->language)
                         : rs_lesson_load (self->lesson->id, self->lesson->language);
  const RsInquiry inquiry = { .answer = find,
                              .question = question,
                              .free_question = question_free,
                              .free_result = findings_free,
                              .take = take_findings,
                              .owner = G_OBJECT (self) };
  rs_app_session_ask (self->session, &inquiry);
}

/* --- runs ----------------------------------------------------------------- */

static void
go_where_it_was_left (RsLessonGuide *self)
{
  g_autofree char *left = rs_progress_get_moment (self->progress, self->lesson->id);
  guint to = 0;

  for (guint i = 0; left != NULL && i < self->steps->len; i++)
    if (g_str_equal (moment (self, (int) i)->id, left))
      to = i;
  self->resuming = FALSE;
  if (to < self->steps->len)
    rs_lesson_guide_go_to (self, to);
}

static void
on_recorded (RsLessonGuide *self)
{
  const RsRecording *recording = rs_app_session_get_recording (self->session);

  forget_run (self);
  if (self->lesson == NULL || recording == NULL)
    return;
  for (guint i = 0; i < self->steps->len && self->variant == NULL; i++)
    g_array_index (self->steps, int, i) =
        rs_lesson_find_place (recording, &moment (self, (int) i)->place);
  const RsLessonVariant *variant = rs_lesson_guide_get_variant (self);
  if (variant != NULL)
    rs_app_session_seek (self->session,
                         (guint) MAX (rs_lesson_find_place (recording, &variant->open), 0));
  else
    {
      ask_engine (self);
      if (self->resuming)
        go_where_it_was_left (self);
    }
  update (self);
}

static void
on_held (RsLessonGuide *self)
{
  g_signal_emit (self, signals[WAITING], 0);
}

void
rs_lesson_guide_set_lesson (RsLessonGuide *self, RsLesson *lesson)
{
  rs_lesson_free (self->lesson);
  self->lesson = lesson;
  g_clear_pointer (&self->variant, g_free);
  self->resuming = FALSE;
  rs_app_session_forget (self->session, G_OBJECT (self));
  forget_run (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

const RsLesson *
rs_lesson_guide_get_lesson (RsLessonGuide *self)
{
  return self->lesson;
}

void
rs_lesson_guide_set_variant (RsLessonGuide *self, const char *id)
{
  g_free (self->variant);
  self->variant = g_strdup (id);
  rs_app_session_forget (self->session, G_OBJECT (self));
  forget_run (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

const RsLessonVariant *
rs_lesson_guide_get_variant (RsLessonGuide *self)
{
  return self->lesson != NULL ? rs_lesson_variant (self->lesson, self->variant) : NULL;
}

/* --- moments -------------------------------------------------------------- */

int
rs_lesson_guide_get_current (RsLessonGuide *self)
{
  return self->current;
}
gboolean
rs_lesson_guide_is_there (RsLessonGuide *self)
{
  return self->there;
}
int
rs_lesson_guide_get_step (RsLessonGuide *self, guint index)
{
  return index < self->steps->len ? step_of (self, (int) index) : -1;
}

void
rs_lesson_guide_go_to (RsLessonGuide *self, guint index)
{
  int step = rs_lesson_guide_get_step (self, index);

  if (step < 0)
    return;
  rs_app_session_set_playing (self->session, FALSE);
  if (instruction_of (self, (int) index) != 0)
    rs_app_session_seek_instruction (self->session, instruction_of (self, (int) index));
  else
    rs_app_session_seek (self->session, (guint) step);
}

/* The moment that DIRECTION leads to; -1: there is none. */
static int
neighbour (RsLessonGuide *self, int direction)
{
  int i = self->current;

  if (i < 0)
    return -1;
  /* From between two moments, back leads to the one that was left; before the
   * first, forward leads to it. */
  if ((direction < 0 && !self->there && is_reached (self, i))
      || (direction > 0 && !is_reached (self, i)))
    return is_known (self, i) ? i : -1;
  for (i += direction; i >= 0 && i < (int) self->steps->len; i += direction)
    if (is_known (self, i))
      return i;
  return -1;
}

void
rs_lesson_guide_move (RsLessonGuide *self, int direction)
{
  int to = neighbour (self, direction);

  if (direction > 0 && self->waiting)
    on_held (self);
  else if (to >= 0)
    rs_lesson_guide_go_to (self, (guint) to);
}

gboolean
rs_lesson_guide_can_move (RsLessonGuide *self, int direction)
{
  return neighbour (self, direction) >= 0;
}

void
rs_lesson_guide_resume (RsLessonGuide *self)
{
  self->resuming = TRUE;
}

/* --- predictions ---------------------------------------------------------- */

const RsLessonPrediction *
rs_lesson_guide_get_prediction (RsLessonGuide *self)
{
  const RsLessonMoment *here = self->lesson != NULL ? moment (self, self->current) : NULL;
  return here != NULL ? rs_lesson_prediction (self->lesson, here->prediction) : NULL;
}
gboolean
rs_lesson_guide_is_waiting (RsLessonGuide *self)
{
  return self->waiting;
}

void
rs_lesson_guide_set_asking (RsLessonGuide *self, gboolean asking)
{
  self->asking = asking;
  update (self);
}

const RsLessonOption *
rs_lesson_guide_get_guess (RsLessonGuide *self, const RsLessonPrediction *prediction)
{
  g_autofree char *value = rs_progress_get_guess (self->progress, self->lesson->id, prediction->id);
  for (guint i = 0; value != NULL && i < prediction->options->len; i++)
    {
      const RsLessonOption *option = g_ptr_array_index (prediction->options, i);
      if (g_str_equal (option->value, value))
        return option;
    }
  return NULL;
}

const RsLessonOption *
rs_lesson_guide_get_right (RsLessonGuide *self, const RsLessonPrediction *prediction)
{
  for (guint i = 0; i < self->right->len; i++)
    if (g_ptr_array_index (self->lesson->predictions, i) == prediction)
      return g_ptr_array_index (self->right, i);
  return NULL;
}

static void
set_guess (RsLessonGuide *self, const char *value)
{
  const RsLessonPrediction *prediction = rs_lesson_guide_get_prediction (self);
  if (prediction == NULL)
    return;
  rs_progress_set_guess (self->progress, self->lesson->id, prediction->id, value);
  rs_progress_save (self->progress);
  update (self);
}

void
rs_lesson_guide_guess (RsLessonGuide *self, const RsLessonOption *option)
{
  set_guess (self, option->value);
}
void
rs_lesson_guide_pass (RsLessonGuide *self)
{
  set_guess (self, "");
}

void
rs_lesson_guide_forget (RsLessonGuide *self)
{
  if (self->lesson == NULL)
    return;
  rs_progress_forget (self->progress, self->lesson->id);
  rs_progress_save (self->progress);
  update (self);
}

/* --- GObject -------------------------------------------------------------- */

static void
finalize (GObject *object)
{
  RsLessonGuide *self = RS_LESSON_GUIDE (object);
  rs_app_session_forget (self->session, object);
  g_clear_object (&self->session);
  rs_lesson_free (self->lesson);
  g_free (self->variant);
  rs_progress_free (self->progress);
  g_array_unref (self->steps);
  g_array_unref (self->instructions);
  g_ptr_array_unref (self->right);
  G_OBJECT_CLASS (rs_lesson_guide_parent_class)->finalize (object);
}

static void
rs_lesson_guide_class_init (RsLessonGuideClass *class)
{
  G_OBJECT_CLASS (class)->finalize = finalize;
  signals[CHANGED] = g_signal_new ("changed", RS_TYPE_LESSON_GUIDE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[WAITING] = g_signal_new ("waiting", RS_TYPE_LESSON_GUIDE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
rs_lesson_guide_init (RsLessonGuide *self)
{
  self->progress = rs_progress_load ();
  self->steps = g_array_new (FALSE, FALSE, sizeof (int));
  self->instructions = g_array_new (FALSE, TRUE, sizeof (guint64));
  self->right = g_ptr_array_new ();
  self->current = -1;
  self->asking = TRUE;
}

RsLessonGuide *
rs_lesson_guide_new (RsAppSession *session)
{
  RsLessonGuide *self = g_object_new (RS_TYPE_LESSON_GUIDE, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "recorded", G_CALLBACK (on_recorded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::position", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::at-instruction", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "held", G_CALLBACK (on_held), self, G_CONNECT_SWAPPED);
  return self;
}
