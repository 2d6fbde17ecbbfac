/* SPDX-License-Identifier: MIT
 *
 * A lesson put together: structure, then texts, then programs; and what can be
 * said of its form without running anything.
 */
#include "lesson-private.h"

#include "session/scenarios.h"

#include <string.h>

/* --- programs ------------------------------------------------------------- */

/* "gone.py" in LANGUAGE: "gone.en.py" where there is one. Transfer full; NULL:
 * there is neither. */
static char *
read_program (const RsLesson *lesson, const char *file, gsize *length)
{
  gsize n = strlen (file);
  g_autofree char *twin = g_str_has_suffix (file, ".py")
                              ? g_strdup_printf ("%.*s.%s.py", (int) n - 3, file, lesson->language)
                              : g_strdup (file);
  char *text = rs_lesson_read (lesson, twin, length);
  return text ? text : rs_lesson_read (lesson, file, length);
}

static guint
n_lines (const char *text)
{
  guint n = 0;
  for (const char *p = text; *p != '\0'; p++)
    n += *p == '\n';
  return n;
}

/* The twin says the same in other words: a moment is a line in both. */
static void
check_twin (RsLesson *lesson, const char *file, const char *text, const char *original)
{
  if (n_lines (text) != n_lines (original))
    rs_lesson_complain (lesson, file, 0, "its twin in \"%s\" has %u lines, not %u",
                        lesson->language, n_lines (text), n_lines (original));
}

/* The scenario's program, or its twin: 5_weakref.en.py in the folder. */
static void
take_scenario (RsLesson *lesson)
{
  const RsScenario *scenario = rs_scenario_find (lesson->scenario);
  if (scenario == NULL)
    {
      rs_lesson_complain (lesson, "lesson.ini", 0, "there is no scenario \"%s\"", lesson->scenario);
      return;
    }
  g_free (lesson->scenario);
  lesson->scenario = g_strdup (scenario->id);
  lesson->file = g_strdup (scenario->file);
  if (lesson->detail == NULL)
    lesson->detail = g_strdup (scenario->detail);
  lesson->source = read_program (lesson, scenario->file, &lesson->length);
  if (lesson->source != NULL)
    {
      check_twin (lesson, lesson->file, lesson->source, scenario->source);
      return;
    }
  lesson->length = strlen (scenario->source);
  lesson->source = g_strdup (scenario->source);
}

static void
take_file (RsLesson *lesson, const char *file, int line, char **source, gsize *length)
{
  g_autofree char *original = file ? rs_lesson_read (lesson, file, NULL) : NULL;

  if (file == NULL)
    rs_lesson_complain (lesson, "lesson.ini", line, "a program is wanted: program = FILE.py");
  else if ((*source = read_program (lesson, file, length)) == NULL)
    rs_lesson_complain (lesson, "lesson.ini", line, "the program %s cannot be read as UTF-8", file);
  else if (original != NULL)
    check_twin (lesson, file, *source, original);
  /* What follows can do without looking. */
  if (*source == NULL)
    *source = g_strdup ("");
}

static void
take_programs (RsLesson *lesson)
{
  if (lesson->scenario != NULL)
    take_scenario (lesson);
  if (lesson->source == NULL)
    take_file (lesson, lesson->file, 0, &lesson->source, &lesson->length);
  for (guint i = 0; i < lesson->variants->len; i++)
    {
      RsLessonVariant *variant = g_ptr_array_index (lesson->variants, i);
      take_file (lesson, variant->file, variant->line, &variant->source, &variant->length);
    }
}

/* --- form ----------------------------------------------------------------- */

#define COMPLAIN(line, ...) rs_lesson_complain (lesson, "lesson.ini", line, __VA_ARGS__)

static void
check_checks (RsLesson *lesson, GPtrArray *checks)
{
  for (guint i = 0; i < checks->len; i++)
    {
      const RsLessonCheck *check = g_ptr_array_index (checks, i);
      const char *variant = check->place.variant;
      if (variant != NULL && rs_lesson_variant (lesson, variant) == NULL)
        COMPLAIN (check->line, "there is no [variant %s]", variant);
    }
}

static void
check_moment (RsLesson *lesson, const RsLessonMoment *moment)
{
  if (moment->place.line == 0 && moment->place.kind != RS_LESSON_PLACE_END)
    COMPLAIN (moment->line, "[moment %s] has no place", moment->id);
  if (moment->title == NULL || *moment->text == '\0')
    COMPLAIN (moment->line, "[moment %s] has no text in %s.md", moment->id, lesson->language);
  for (guint i = 0; moment->claims[i] != NULL; i++)
    if (rs_lesson_claim (lesson, moment->claims[i]) == NULL)
      COMPLAIN (moment->line, "there is no [claim %s]", moment->claims[i]);
  if (moment->prediction != NULL && rs_lesson_prediction (lesson, moment->prediction) == NULL)
    COMPLAIN (moment->line, "there is no [predict %s]", moment->prediction);
}

static void
check_claim (RsLesson *lesson, const RsLessonClaim *claim)
{
  if (claim->title == NULL || *claim->does == '\0')
    COMPLAIN (claim->line, "[claim %s] has no text in %s.md", claim->id, lesson->language);
  if (claim->checks->len == 0)
    COMPLAIN (claim->line, "[claim %s] has no check: nothing confirms it", claim->id);
  for (guint i = 0; claim->variants[i] != NULL; i++)
    if (rs_lesson_variant (lesson, claim->variants[i]) == NULL)
      COMPLAIN (claim->line, "there is no [variant %s]", claim->variants[i]);
  check_checks (lesson, claim->checks);
}

static void
check_prediction (RsLesson *lesson, const RsLessonPrediction *prediction)
{
  if (prediction->question == NULL)
    COMPLAIN (prediction->line, "[predict %s] has no text in %s.md", prediction->id,
              lesson->language);
  else if (prediction->options->len < 2)
    COMPLAIN (prediction->line, "[predict %s] has fewer than two options in %s.md", prediction->id,
              lesson->language);
  if (prediction->answer == NULL)
    COMPLAIN (prediction->line, "[predict %s] has no answer", prediction->id);
  else if (prediction->answer->place.variant != NULL)
    COMPLAIN (prediction->answer->line, "an answer is about the lesson's own program");
}

static void
check_form (RsLesson *lesson)
{
  if (lesson->moments->len == 0)
    COMPLAIN (0, "it has no [moment ID]");
  for (guint i = 0; i < lesson->moments->len; i++)
    check_moment (lesson, g_ptr_array_index (lesson->moments, i));
  for (guint i = 0; i < lesson->claims->len; i++)
    check_claim (lesson, g_ptr_array_index (lesson->claims, i));
  for (guint i = 0; i < lesson->predictions->len; i++)
    check_prediction (lesson, g_ptr_array_index (lesson->predictions, i));
  for (guint i = 0; i < lesson->variants->len; i++)
    {
      const RsLessonVariant *variant = g_ptr_array_index (lesson->variants, i);
      check_checks (lesson, variant->checks);
      if (variant->title == NULL)
        COMPLAIN (variant->line, "[variant %s] has no text in %s.md", variant->id,
                  lesson->language);
    }
}

/* --- a lesson ------------------------------------------------------------- */

/* The languages of texts, in the order in which one stands for another. */
static const char *const languages[] = { "en", "ko" };

char **
rs_lesson_languages (const RsLesson *lesson)
{
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *file = g_strconcat (languages[i], ".md", NULL),
                      *text = rs_lesson_read (lesson, file, NULL);
      if (text != NULL)
        g_strv_builder_add (found, languages[i]);
    }
  return g_strv_builder_end (found);
}

/* Texts that were not told are empty. */
static void
fill_texts (RsLesson *lesson)
{
#define FILL(text)                                                                                 \
  if ((text) == NULL)                                                                              \
  (text) = g_strdup ("")
  FILL (lesson->title);
  FILL (lesson->summary);
  FILL (lesson->article);
  for (guint i = 0; i < lesson->moments->len; i++)
    FILL (((RsLessonMoment *) g_ptr_array_index (lesson->moments, i))->text);
  for (guint i = 0; i < lesson->claims->len; i++)
    {
      RsLessonClaim *claim = g_ptr_array_index (lesson->claims, i);
      FILL (claim->says);
      FILL (claim->does);
    }
  for (guint i = 0; i < lesson->variants->len; i++)
    FILL (((RsLessonVariant *) g_ptr_array_index (lesson->variants, i))->text);
#undef FILL
}

/* Reads the texts in LANGUAGE, or where there are none, in another. */
static void
take_texts (RsLesson *lesson, const char *language)
{
  g_auto (GStrv) there = rs_lesson_languages (lesson);
  const char *chosen =
      g_strv_contains ((const char *const *) there, language) ? language : there[0];
  if (chosen == NULL)
    {
      rs_lesson_complain (lesson, "en.md", 0, "there is neither an en.md nor a ko.md in UTF-8");
      chosen = language;
    }
  g_autofree char *file = g_strconcat (chosen, ".md", NULL),
                  *text = rs_lesson_read (lesson, file, NULL);
  lesson->language = g_strdup (chosen);
  if (text != NULL)
    rs_lesson_read_texts (lesson, file, text);
  if (text != NULL && lesson->title == NULL)
    rs_lesson_complain (lesson, file, 1, "a title is wanted: # TITLE");
}

/* The lesson in the folder PATH (NULL: built in), or what can be read of it. */
static RsLesson *
make (const char *id, const char *path, const char *language)
{
  RsLesson *lesson = g_new0 (RsLesson, 1);
  lesson->id = g_strdup (id);
  lesson->path = g_strdup (path);
  lesson->problems = rs_lesson_problems_new ();
  g_autofree char *structure = rs_lesson_read (lesson, "lesson.ini", NULL);
  rs_lesson_read_structure (lesson, structure ? structure : "");
  take_texts (lesson, language);
  fill_texts (lesson);
  if (structure == NULL)
    rs_lesson_complain (lesson, "lesson.ini", 0, "it cannot be read as UTF-8");
  take_programs (lesson);
  if (structure != NULL)
    check_form (lesson);
  return lesson;
}

RsLesson *
rs_lesson_load (const char *name, const char *language)
{
  gboolean is_there;
  g_autofree char *path = rs_lesson_folder (name, &is_there);

  return is_there ? make (name, path, language) : NULL;
}

RsLesson *
rs_lesson_load_folder (const char *path, const char *language)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL), *name = g_path_get_basename (full);

  return make (name, full, language);
}

void
rs_lesson_free (RsLesson *lesson)
{
  if (lesson == NULL)
    return;
  g_free (lesson->id);
  g_free (lesson->path);
  g_free (lesson->language);
  g_free (lesson->title);
  g_free (lesson->summary);
  g_free (lesson->article);
  g_free (lesson->file);
  g_free (lesson->source);
  g_free (lesson->scenario);
  g_free (lesson->detail);
  g_ptr_array_unref (lesson->moments);
  g_ptr_array_unref (lesson->claims);
  g_ptr_array_unref (lesson->variants);
  g_ptr_array_unref (lesson->predictions);
  g_ptr_array_unref (lesson->problems);
  g_free (lesson);
}
