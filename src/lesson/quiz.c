/* SPDX-License-Identifier: MIT
 *
 * Items in turn from the lessons and made up. An item whose misreadings come to
 * the same as the program itself asks nothing, and is made again otherwise.
 */
#include "quiz.h"

#include "check.h"
#include "find.h"
#include "lesson-private.h"
#include "quiz-made.h"
#include "session/aside.h"

#include <string.h>

#define MOST_TRIES 40 /* for one item that asks something */

static void
item_free (gpointer data)
{
  RsQuizItem *item = data;
  g_free (item->id);
  g_free (item->file);
  g_free (item->text);
  rs_lesson_place_clear (&item->place);
  g_free (item->expression);
  g_free (item->question);
  g_ptr_array_unref (item->options);
  g_free (item);
}

static RsQuizItem *
item_new (void)
{
  RsQuizItem *item = g_new0 (RsQuizItem, 1);
  item->options = g_ptr_array_new_with_free_func (rs_lesson_option_free);
  return item;
}

static void
add_option (RsQuizItem *item, const char *value, const char *label, const char *why)
{
  RsLessonOption *option = g_new0 (RsLessonOption, 1);
  option->value = g_strdup (value);
  option->label = g_strdup (label);
  option->why = g_strdup (why);
  g_ptr_array_add (item->options, option);
}

/* Puts the options into an order by chance; RIGHT goes with its option. */
static void
shuffle (RsQuizItem *item, GRand *rand)
{
  gpointer right = g_ptr_array_index (item->options, item->right);
  for (guint i = item->options->len; i-- > 1;)
    {
      guint j = (guint) g_rand_int_range (rand, 0, (gint32) i + 1);
      gpointer other = item->options->pdata[i];
      item->options->pdata[i] = item->options->pdata[j];
      item->options->pdata[j] = other;
    }
  g_ptr_array_find (item->options, right, &item->right);
}

/* --- from lessons --------------------------------------------------------- */

/* NULL: *ERROR. */
static RsQuizItem *
from_prediction (const RsLesson *lesson, RsSession *session, const RsLessonPrediction *prediction,
                 GError **error)
{
  const RsLessonOption *right = rs_lesson_answer (session, prediction, error);
  if (right == NULL)
    return NULL;
  RsQuizItem *item = item_new ();
  item->id = g_strdup_printf ("%s/%s", lesson->id, prediction->id);
  item->file = g_strdup (lesson->file);
  item->text = g_strdup (lesson->source);
  item->place = prediction->answer->place;
  item->expression = g_strdup (prediction->answer->expression);
  item->question = g_strdup (prediction->question);
  for (guint i = 0; i < prediction->options->len; i++)
    {
      const RsLessonOption *option = g_ptr_array_index (prediction->options, i);
      if (option == right)
        item->right = i;
      add_option (item, option->value, option->label, option->why);
    }
  return item;
}

/* FALSE: *ERROR. */
static gboolean
add_lesson (GPtrArray *items, const char *name, const char *language, GError **error)
{
  g_autoptr (RsLesson) lesson = rs_lesson_load (name, language);
  /* What a user's own lesson has wrong is not the quiz's to say. */
  if (lesson == NULL || lesson->problems->len > 0)
    return TRUE;
  g_autoptr (RsLessonRuns) runs = rs_lesson_runs_new (lesson);
  RsSession *session = rs_lesson_runs_get (runs, NULL, error);
  for (guint i = 0; session != NULL && i < lesson->predictions->len; i++)
    {
      RsQuizItem *item =
          from_prediction (lesson, session, g_ptr_array_index (lesson->predictions, i), error);
      if (item == NULL)
        return FALSE;
      g_ptr_array_add (items, item);
    }
  return session != NULL;
}

/* --- made up -------------------------------------------------------------- */

static const RsLessonPlace at_end = { .kind = RS_LESSON_PLACE_END, .hit = 1 };

/* What EXPRESSION is at the end of TEXT (transfer full). NULL: *ERROR. */
static char *
value_at_end (const char *text, const char *expression, GError **error)
{
  const RsSessionOptions options = { .step_limit = 10000, .instruction_limit = 1000000 };
  g_autoptr (RsSession) session = rs_session_new (text, strlen (text), "quiz.py", &options, error);
  if (session == NULL || !rs_session_record (session, error))
    return NULL;
  int step = rs_lesson_find_place (rs_session_recording (session), &at_end);
  return rs_session_evaluate (session, &(RsInstant){ TRUE, (guint64) MAX (step, 0) }, expression,
                              error);
}

static gboolean
has_value (const RsQuizItem *item, const char *value)
{
  for (guint i = 0; i < item->options->len; i++)
    if (strcmp (((RsLessonOption *) g_ptr_array_index (item->options, i))->value, value) == 0)
      return TRUE;
  return FALSE;
}

static const char *
in_language (const RsTwoTexts *texts, const char *language)
{
  return strcmp (language, "ko") == 0 ? texts->ko : texts->en;
}

/* The options of MADE: right first, then what the misreadings come to, where it
 * is another value. FALSE: *ERROR. */
static gboolean
add_options (RsQuizItem *item, const RsMade *made, const char *language, GError **error)
{
  g_autofree char *right = value_at_end (made->text, made->expression, error);
  if (right == NULL)
    return FALSE;
  add_option (item, right, right, in_language (&made->why, language));
  for (guint i = 0; i < made->misreadings->len; i++)
    {
      const RsMisreading *misreading = &g_array_index (made->misreadings, RsMisreading, i);
      g_autofree char *value = value_at_end (misreading->text, made->expression, error);
      if (value == NULL)
        return FALSE;
      if (!has_value (item, value))
        add_option (item, value, value, in_language (&misreading->why, language));
    }
  return TRUE;
}

static char *
question_of (const RsMade *made, const char *language)
{
  if (made->question.en != NULL)
    return g_strdup (in_language (&made->question, language));
  return g_strdup_printf (strcmp (language, "ko") == 0 ? "프로그램이 끝날 때 %s의 값은 무엇일까요?"
                                                       : "What is %s at the end of the program?",
                          made->expression);
}

static gboolean
is_asked (const GPtrArray *items, const RsMade *made)
{
  for (guint i = 0; i < items->len; i++)
    {
      const RsQuizItem *item = g_ptr_array_index (items, i);
      if (strcmp (item->text, made->text) == 0 && strcmp (item->expression, made->expression) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A new item of KIND that asks something (transfer full). NULL: there is none,
 * or *ERROR. */
static RsQuizItem *
make_item (const GPtrArray *items, guint kind, GRand *rand, const char *language, GError **error)
{
  for (guint i = 0; i < MOST_TRIES; i++)
    {
      g_autoptr (RsMade) made = rs_made_new (kind, rand);
      RsQuizItem *item = item_new ();
      gboolean ok = is_asked (items, made) || add_options (item, made, language, error);
      if (ok && item->options->len >= 2)
        {
          item->id = g_strdup_printf ("made/%s", made->id);
          item->file = g_strdup ("quiz.py");
          item->text = g_strdup (made->text);
          item->place = at_end;
          item->expression = g_strdup (made->expression);
          item->question = question_of (made, language);
          return item;
        }
      item_free (item);
      if (!ok)
        return NULL;
    }
  return NULL;
}

/* --- all ------------------------------------------------------------------ */

/* Takes an item out of ITEMS by chance (transfer full). */
static RsQuizItem *
draw (GPtrArray *items, GRand *rand)
{
  return g_ptr_array_steal_index_fast (items,
                                       (guint) g_rand_int_range (rand, 0, (gint32) items->len));
}

GPtrArray *
rs_quiz_make (guint32 seed, guint n, const char *language, GError **error)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func (item_free),
                        lessons = g_ptr_array_new_with_free_func (item_free);
  g_auto (GStrv) names = rs_lesson_names ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = 0; names[i] != NULL; i++)
    if (!add_lesson (lessons, names[i], language, error))
      return NULL;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) trouble = NULL;
      RsQuizItem *item = i % 2 == 0 && lessons->len > 0
                             ? draw (lessons, rand)
                             : make_item (chosen, i / 2, rand, language, &trouble);
      if (trouble != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return NULL;
        }
      if (item == NULL)
        continue;
      shuffle (item, rand);
      g_ptr_array_add (chosen, item);
    }
  return g_steal_pointer (&chosen);
}
