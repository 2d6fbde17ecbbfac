/* SPDX-License-Identifier: MIT
 *
 * The parts of a lesson by their ids, and what is wrong with it.
 */
#include "lesson-private.h"

#include <string.h>

/* --- problems ------------------------------------------------------------- */

static void
problem_free (gpointer data)
{
  RsLessonProblem *problem = data;
  g_free (problem->file);
  g_free (problem->text);
  g_free (problem);
}

GPtrArray *
rs_lesson_problems_new (void)
{
  return g_ptr_array_new_with_free_func (problem_free);
}

void
rs_lesson_complain (RsLesson *lesson, const char *file, int line, const char *format, ...)
{
  RsLessonProblem *problem = g_new0 (RsLessonProblem, 1);
  va_list arguments;

  va_start (arguments, format);
  problem->file = g_strdup (file);
  problem->line = line;
  problem->text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (lesson->problems, problem);
}

char *
rs_lesson_problem_text (const RsLesson *lesson, const RsLessonProblem *problem)
{
  g_autofree char *file =
      g_build_filename (lesson->path ? lesson->path : lesson->id, problem->file, NULL);
  return problem->line > 0 ? g_strdup_printf ("%s:%d: %s", file, problem->line, problem->text)
                           : g_strdup_printf ("%s: %s", file, problem->text);
}

void
rs_lesson_option_free (gpointer data)
{
  RsLessonOption *option = data;
  g_free (option->value);
  g_free (option->label);
  g_free (option->why);
  g_free (option);
}

/* --- the parts ------------------------------------------------------------ */

/* Every part begins with its id. */
static gpointer
find_part (GPtrArray *parts, const char *id)
{
  for (guint i = 0; id != NULL && i < parts->len; i++)
    if (strcmp (*(char **) g_ptr_array_index (parts, i), id) == 0)
      return g_ptr_array_index (parts, i);
  return NULL;
}

RsLessonMoment *
rs_lesson_moment (const RsLesson *lesson, const char *id)
{
  return find_part (lesson->moments, id);
}
RsLessonClaim *
rs_lesson_claim (const RsLesson *lesson, const char *id)
{
  return find_part (lesson->claims, id);
}
RsLessonVariant *
rs_lesson_variant (const RsLesson *lesson, const char *id)
{
  return find_part (lesson->variants, id);
}
RsLessonPrediction *
rs_lesson_prediction (const RsLesson *lesson, const char *id)
{
  return find_part (lesson->predictions, id);
}
