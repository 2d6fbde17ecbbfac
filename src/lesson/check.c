/* SPDX-License-Identifier: MIT
 *
 * Claims against the engine. A lesson that says "its count is 3 here" says so
 * by an expression, which is evaluated at the moment, in a state that is thrown
 * away (session/aside.h).
 */
#include "check.h"

#include "find.h"
#include "lesson-private.h"
#include "session/aside.h"
#include "session/stepping.h"

#include <string.h>

#define MOST_STEPS 200000
#define MOST_INSTRUCTIONS 20000000

struct _RsLessonRuns {
  const RsLesson *lesson;
  GHashTable *sessions; /* of RsSession by variant; "": the lesson's own */
};

#define FAIL(error, ...) g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT, __VA_ARGS__)

/* --- runs ----------------------------------------------------------------- */

RsLessonRuns *
rs_lesson_runs_new (const RsLesson *lesson)
{
  RsLessonRuns *runs = g_new0 (RsLessonRuns, 1);
  runs->lesson = lesson;
  runs->sessions =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) rs_session_free);
  return runs;
}

void
rs_lesson_runs_free (RsLessonRuns *runs)
{
  if (runs == NULL)
    return;
  g_hash_table_unref (runs->sessions);
  g_free (runs);
}

static RsSession *
record (const RsLesson *lesson, const RsLessonVariant *variant, GError **error)
{
  const RsSessionOptions options = { .step_limit = MOST_STEPS,
                                     .instruction_limit = MOST_INSTRUCTIONS,
                                     .prompt = variant != NULL && variant->prompt,
                                     .schedule = variant != NULL ? variant->schedule : NULL };
  g_autoptr (RsSession) session =
      variant != NULL
          ? rs_session_new (variant->source, variant->length, variant->file, &options, error)
          : rs_session_new (lesson->source, lesson->length, lesson->file, &options, error);
  return session != NULL && rs_session_record (session, error) ? g_steal_pointer (&session) : NULL;
}

RsSession *
rs_lesson_runs_get (RsLessonRuns *runs, const char *name, GError **error)
{
  const char *key = name != NULL ? name : "";
  const RsLessonVariant *variant = rs_lesson_variant (runs->lesson, name);
  RsSession *session = g_hash_table_lookup (runs->sessions, key);

  if (session != NULL)
    return session;
  if (name != NULL && variant == NULL)
    {
      FAIL (error, "there is no [variant %s]", name);
      return NULL;
    }
  session = record (runs->lesson, variant, error);
  if (session != NULL)
    g_hash_table_insert (runs->sessions, g_strdup (key), session);
  return session;
}

/* --- places --------------------------------------------------------------- */

/* The step at PLACE. -1: *ERROR says which line never runs. */
static int
find_step (RsSession *session, const RsLessonPlace *place, GError **error)
{
  const RsRecording *recording = rs_session_recording (session);
  int step = rs_lesson_find_place (recording, place);
  guint n = rs_step_count_hits (recording, G_MAXUINT, place->line);

  if (step < 0 && n == 0)
    FAIL (error, "line %d never runs", place->line);
  else if (step < 0 && n < place->hit)
    FAIL (error, "line %d does not run %u times: %u is the most", place->line, place->hit, n);
  else if (step < 0)
    FAIL (error, "nothing runs after line %d", place->line);
  return step;
}

int
rs_lesson_find_moment (RsSession *session, const RsLessonMoment *moment, guint64 *instruction,
                       GError **error)
{
  int step = find_step (session, &moment->place, error);

  *instruction = 0;
  if (step < 0 || moment->instruction == NULL)
    return step;
  const RsRecording *recording = rs_session_recording (session);
  guint64 from = recording->steps[step].instruction,
          until = MIN (from + 1000, recording->n_instructions);
  for (guint64 i = from; i < until; i++)
    {
      const RsHeapGraph *graph = rs_session_graph_at_instruction (session, i, error);
      if (graph == NULL)
        return -1;
      gboolean found =
          g_str_has_prefix (rs_heap_graph_text (graph, graph->moment.next), moment->instruction);
      rs_heap_graph_unref (graph);
      if (found)
        {
          *instruction = i;
          return step;
        }
    }
  FAIL (error, "no instruction %s follows", moment->instruction);
  return -1;
}

/* --- values --------------------------------------------------------------- */

/* The repr () of CHECK's expression at its place (transfer full). NULL: *ERROR
 * says in a sentence why there is none. */
static char *
evaluate (RsSession *session, const RsLessonCheck *check, GError **error)
{
  int step = find_step (session, &check->place, error);

  if (step < 0)
    return NULL;
  return rs_session_evaluate (session, &(RsInstant){ TRUE, (guint64) step }, check->expression,
                              error);
}

/* Is LINE a line of TEXT? */
static gboolean
has_line (const char *text, const char *line)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  return g_strv_contains ((const char *const *) lines, line);
}

const RsLessonOption *
rs_lesson_answer (RsSession *session, const RsLessonPrediction *prediction, GError **error)
{
  g_autofree char *value = evaluate (session, prediction->answer, error);
  const RsLessonOption *right = NULL;
  guint n = 0;

  for (guint i = 0; value != NULL && i < prediction->options->len; i++)
    {
      const RsLessonOption *option = g_ptr_array_index (prediction->options, i);
      if (strcmp (option->value, value) != 0)
        continue;
      right = option;
      n++;
    }
  if (n == 1)
    return right;
  if (value != NULL)
    FAIL (error, n == 0 ? "no option is right: it is %s" : "two options are right: it is %s",
          value);
  return NULL;
}

/* --- the whole lesson ----------------------------------------------------- */

static void
complain (RsLesson *lesson, int line, const char *what, const GError *error)
{
  rs_lesson_complain (lesson, "lesson.ini", line, "%s: %s", what, error->message);
}

static void
check_printed (RsLesson *lesson, RsLessonRuns *runs, const RsLessonCheck *check)
{
  g_autoptr (GError) error = NULL;
  RsSession *session = rs_lesson_runs_get (runs, check->place.variant, &error);
  const char *wanted = check->values[RS_MODEL_VERSION];
  gboolean warns = check->place.kind == RS_LESSON_PLACE_WARNS;

  if (session == NULL)
    {
      complain (lesson, check->line, "the program does not run", error);
      return;
    }
  const RsRecording *recording = rs_session_recording (session);
  if (!has_line (warns ? recording->errors : recording->output, wanted))
    rs_lesson_complain (lesson, "lesson.ini", check->line, "the program does not %s \"%s\"",
                        warns ? "warn" : "print", wanted);
}

static void
check_one (RsLesson *lesson, RsLessonRuns *runs, const RsLessonCheck *check)
{
  const char *wanted = check->values[RS_MODEL_VERSION];
  g_autoptr (GError) error = NULL;

  if (check->measured || wanted == NULL)
    return;
  if (check->place.kind == RS_LESSON_PLACE_PRINTS || check->place.kind == RS_LESSON_PLACE_WARNS)
    {
      check_printed (lesson, runs, check);
      return;
    }
  RsSession *session = rs_lesson_runs_get (runs, check->place.variant, &error);
  g_autofree char *value = session != NULL ? evaluate (session, check, &error) : NULL;
  if (value == NULL)
    complain (lesson, check->line, check->expression, error);
  else if (strcmp (value, wanted) != 0)
    rs_lesson_complain (lesson, "lesson.ini", check->line, "%s is %s, not %s", check->expression,
                        value, wanted);
}

static void
check_all (RsLesson *lesson, RsLessonRuns *runs, const GPtrArray *checks)
{
  for (guint i = 0; i < checks->len; i++)
    check_one (lesson, runs, g_ptr_array_index (checks, i));
}

/* Moments are where they say, one after the other. */
static void
check_moments (RsLesson *lesson, RsSession *session)
{
  int last = -1;
  guint64 last_instruction = 0;
  for (guint i = 0; i < lesson->moments->len; i++)
    {
      const RsLessonMoment *moment = g_ptr_array_index (lesson->moments, i);
      g_autoptr (GError) error = NULL;
      guint64 instruction;
      int step = rs_lesson_find_moment (session, moment, &instruction, &error);
      if (step < 0)
        complain (lesson, moment->line, moment->id, error);
      else if (step < last)
        rs_lesson_complain (lesson, "lesson.ini", moment->line,
                            "[moment %s] comes before the one above it in the run", moment->id);
      else if (step == last && instruction == last_instruction)
        rs_lesson_complain (lesson, "lesson.ini", moment->line,
                            "[moment %s] is the same moment as the one above it", moment->id);
      last_instruction = instruction;
      last = MAX (step, last);
    }
}

static void
check_variants (RsLesson *lesson, RsLessonRuns *runs)
{
  for (guint i = 0; i < lesson->variants->len; i++)
    {
      const RsLessonVariant *variant = g_ptr_array_index (lesson->variants, i);
      g_autoptr (GError) error = NULL;
      RsSession *session = rs_lesson_runs_get (runs, variant->id, &error);
      if (session == NULL || find_step (session, &variant->open, &error) < 0)
        complain (lesson, variant->line, variant->id, error);
      else
        check_all (lesson, runs, variant->checks);
    }
}

void
rs_lesson_check (RsLesson *lesson)
{
  g_autoptr (RsLessonRuns) runs = rs_lesson_runs_new (lesson);
  g_autoptr (GError) error = NULL;

  RsSession *session = rs_lesson_runs_get (runs, NULL, &error);
  if (session == NULL)
    {
      rs_lesson_complain (lesson, lesson->file ? lesson->file : "lesson.ini", 0,
                          "the program does not run: %s", error->message);
      return;
    }
  check_moments (lesson, session);
  check_variants (lesson, runs);
  for (guint i = 0; i < lesson->claims->len; i++)
    check_all (lesson, runs, ((RsLessonClaim *) g_ptr_array_index (lesson->claims, i))->checks);
  for (guint i = 0; i < lesson->predictions->len; i++)
    {
      const RsLessonPrediction *prediction = g_ptr_array_index (lesson->predictions, i);
      g_autoptr (GError) why = NULL;
      if (prediction->answer != NULL && rs_lesson_answer (session, prediction, &why) == NULL)
        complain (lesson, prediction->line, prediction->id, why);
    }
}
