/* SPDX-License-Identifier: MIT
 *
 * refscope-cli lessons: what lessons there are, what one says, and whether it
 * is right.
 */
#include "cli.h"

#include "lesson/check.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

/* --- the list ------------------------------------------------------------- */

static int
list (const char *language)
{
  g_auto (GStrv) names = rs_lesson_names ();
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (RsLesson) lesson = rs_lesson_load (names[i], language);
      if (lesson != NULL)
        printf ("%-12s %2u moments, %2u claims, %2u variants, %2u predictions  %s\n", names[i],
                lesson->moments->len, lesson->claims->len, lesson->variants->len,
                lesson->predictions->len, lesson->title);
    }
  return 0;
}

/* --- one lesson ----------------------------------------------------------- */

static void
show_claim (const RsLesson *lesson, const char *id)
{
  const RsLessonClaim *claim = rs_lesson_claim (lesson, id);
  if (claim == NULL)
    return;
  printf ("\n  [%s] %s\n", claim->id, claim->title ? claim->title : "");
  if (*claim->says != '\0')
    printf ("  > %s\n", claim->says);
  printf ("  %s\n", claim->does);
  for (guint i = 0; i < claim->checks->len; i++)
    {
      const RsLessonCheck *check = g_ptr_array_index (claim->checks, i);
      g_auto (GStrv) rows = check->by_version ? rs_lesson_check_rows (check) : NULL;
      if (rows == NULL)
        continue;
      g_autofree char *line = g_strjoinv ("; ", rows);
      g_strdelimit (line, "\t", ' ');
      printf ("    %s: %s\n", check->expression ? check->expression : "prints", line);
    }
  for (guint i = 0; claim->variants[i] != NULL; i++)
    {
      const RsLessonVariant *variant = rs_lesson_variant (lesson, claim->variants[i]);
      if (variant != NULL)
        printf ("    -> %s: %s\n", variant->file, variant->title ? variant->title : "");
    }
}

static void
show_prediction (const RsLesson *lesson, const char *id)
{
  const RsLessonPrediction *prediction = rs_lesson_prediction (lesson, id);
  if (prediction == NULL)
    return;
  printf ("\n  ? %s\n", prediction->question ? prediction->question : "");
  for (guint i = 0; i < prediction->options->len; i++)
    {
      const RsLessonOption *option = g_ptr_array_index (prediction->options, i);
      printf ("    - %s: %s\n", option->label, option->why);
    }
}

static int
show (const RsLesson *lesson)
{
  printf ("%s\n%s\n", lesson->title, lesson->summary);
  if (*lesson->article != '\0')
    printf ("\n%s\n", lesson->article);
  for (guint i = 0; i < lesson->moments->len; i++)
    {
      const RsLessonMoment *moment = g_ptr_array_index (lesson->moments, i);
      g_autofree char *place = rs_lesson_place_text (&moment->place);
      printf ("\n%s (%s)\n%s\n", moment->title ? moment->title : moment->id, place, moment->text);
      show_prediction (lesson, moment->prediction);
      for (guint j = 0; moment->claims[j] != NULL; j++)
        show_claim (lesson, moment->claims[j]);
    }
  return 0;
}

/* --- checking ------------------------------------------------------------- */

/* Loads NAME: a folder's path, or the name of a lesson. NULL: there is none. */
static RsLesson *
load (const char *name, const char *language)
{
  if (g_file_test (name, G_FILE_TEST_IS_DIR))
    return rs_lesson_load_folder (name, language);
  return rs_lesson_load (name, language);
}

static guint
print_problems (const RsLesson *lesson)
{
  for (guint i = 0; i < lesson->problems->len; i++)
    {
      g_autofree char *text =
          rs_lesson_problem_text (lesson, g_ptr_array_index (lesson->problems, i));
      printf ("%s\n", text);
    }
  return lesson->problems->len;
}

/* The lesson in each of its languages. */
static int
check (const char *name)
{
  g_autoptr (RsLesson) any = load (name, "en");
  g_auto (GStrv) languages = rs_lesson_languages (any);
  guint n = 0;

  if (languages[0] == NULL)
    return print_problems (any) > 0;
  for (guint i = 0; languages[i] != NULL; i++)
    {
      g_autoptr (RsLesson) lesson = load (name, languages[i]);
      if (lesson->problems->len == 0)
        rs_lesson_check (lesson);
      n += print_problems (lesson);
    }
  if (n == 0)
    printf ("%s: %u moments, %u claims, %u predictions: nothing is wrong\n", any->id,
            any->moments->len, any->claims->len, any->predictions->len);
  return n > 0;
}

/* --- JSON ----------------------------------------------------------------- */

static void
put (JsonBuilder *json, const char *key, const char *value)
{
  json_builder_set_member_name (json, key);
  if (value != NULL)
    json_builder_add_string_value (json, value);
  else
    json_builder_add_null_value (json);
}

static void
put_place (JsonBuilder *json, const RsLessonPlace *place)
{
  static const char *const kinds[] = { "before", "after", "end", "prints", "warns" };
  put (json, "variant", place->variant);
  put (json, "kind", kinds[place->kind]);
  json_builder_set_member_name (json, "line");
  json_builder_add_int_value (json, place->line);
  json_builder_set_member_name (json, "time");
  json_builder_add_int_value (json, place->hit);
}

static void
put_check (JsonBuilder *json, const RsLessonCheck *one)
{
  json_builder_begin_object (json);
  put_place (json, &one->place);
  put (json, "expression", one->expression);
  json_builder_set_member_name (json, "row");
  json_builder_add_int_value (json, one->line);
  for (guint i = 0; i < RS_N_VERSIONS; i++)
    put (json, rs_lesson_versions[i], one->values[i]);
  json_builder_end_object (json);
}

static void
put_program (JsonBuilder *json, const char *name, const char *file, const char *source,
             gboolean prompt, const char *schedule)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  put (json, "file", file);
  put (json, "source", source);
  json_builder_set_member_name (json, "prompt");
  json_builder_add_boolean_value (json, prompt);
  put (json, "schedule", schedule);
  json_builder_end_object (json);
}

/* An answer, with the value that the engine gives it. */
static void
put_answer (JsonBuilder *json, RsSession *session, const RsLessonPrediction *prediction)
{
  const RsLessonOption *right =
      session != NULL ? rs_lesson_answer (session, prediction, NULL) : NULL;
  RsLessonCheck answer = *prediction->answer;
  for (guint i = 0; i < RS_N_VERSIONS; i++)
    answer.values[i] = i == RS_MODEL_VERSION && right != NULL ? right->value : NULL;
  put_check (json, &answer);
}

static void
put_checks (JsonBuilder *json, const RsLesson *lesson)
{
  g_autoptr (RsLessonRuns) runs = rs_lesson_runs_new (lesson);
  RsSession *session = rs_lesson_runs_get (runs, NULL, NULL);
  json_builder_set_member_name (json, "checks");
  json_builder_begin_array (json);
  for (guint i = 0; i < lesson->claims->len; i++)
    {
      const RsLessonClaim *claim = g_ptr_array_index (lesson->claims, i);
      for (guint j = 0; j < claim->checks->len; j++)
        if (!((RsLessonCheck *) g_ptr_array_index (claim->checks, j))->measured)
          put_check (json, g_ptr_array_index (claim->checks, j));
    }
  for (guint i = 0; i < lesson->variants->len; i++)
    {
      const RsLessonVariant *variant = g_ptr_array_index (lesson->variants, i);
      for (guint j = 0; j < variant->checks->len; j++)
        put_check (json, g_ptr_array_index (variant->checks, j));
    }
  for (guint i = 0; i < lesson->predictions->len; i++)
    put_answer (json, session, g_ptr_array_index (lesson->predictions, i));
  json_builder_end_array (json);
}

static int
print_json (const RsLesson *lesson)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  json_builder_begin_object (json);
  put (json, "id", lesson->id);
  json_builder_set_member_name (json, "programs");
  json_builder_begin_object (json);
  put_program (json, "", lesson->file, lesson->source, FALSE, NULL);
  for (guint i = 0; i < lesson->variants->len; i++)
    {
      const RsLessonVariant *variant = g_ptr_array_index (lesson->variants, i);
      put_program (json, variant->id, variant->file, variant->source, variant->prompt,
                   variant->schedule);
    }
  json_builder_end_object (json);
  put_checks (json, lesson);
  json_builder_end_object (json);
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  g_autofree char *text = json_to_string (root, TRUE);
  puts (text);
  return 0;
}

/* --- the verb ------------------------------------------------------------- */

static int
run (const RsVerb *verb, int argc, char **argv)
{
  g_auto (RsOptions) options = { NULL };
  g_autofree char *checked = NULL, *shown = NULL, *dumped = NULL, *language = NULL;
  const GOptionEntry own[] = {
    { "check", 0, 0, G_OPTION_ARG_FILENAME, &checked,
      "Say what is wrong with a lesson, by file and line", "DIR|NAME" },
    { "show", 0, 0, G_OPTION_ARG_FILENAME, &shown, "Print all that it says", "DIR|NAME" },
    { "json", 0, 0, G_OPTION_ARG_FILENAME, &dumped, "Print its programs and checks", "DIR|NAME" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, "ko or en (the locale's)", "CODE" },
    { NULL },
  };
  int status;

  if (!rs_options_read (&options, verb, own, argc, argv, &status))
    return status;
  const char *name = checked ? checked : shown ? shown : dumped;
  if ((checked != NULL) + (shown != NULL) + (dumped != NULL) > 1)
    return rs_cli_usage_error (verb, "--check, --show or --json: one of them");
  if (name == NULL)
    return list (language ? language : rs_lesson_language ());
  g_autoptr (RsLesson) lesson = load (name, language ? language : rs_lesson_language ());
  if (lesson == NULL)
    return rs_cli_usage_error (verb, "there is no lesson \"%s\"", name);
  return checked ? check (name) : shown ? show (lesson) : print_json (lesson);
}

const RsVerb rs_verb_lessons = {
  .name = "lessons",
  .summary = "list the lessons, show or check one",
  .help = "A lesson is a folder: lesson.ini, its texts in ko.md and en.md, its programs. Those of\n"
          "the user are in refscope/lessons of the data directory (~/.local/share). --check runs\n"
          "its programs and says which line never runs, which claim the program does not\n"
          "confirm; exit status 1 then.",
  .takes = RS_TAKES_NOTHING,
  .run = run,
};
