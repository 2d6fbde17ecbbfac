/* SPDX-License-Identifier: MIT
 *
 * refscope-cli quiz: questions whose answers the engine has confirmed.
 */
#include "cli.h"

#include "lesson/quiz.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#define MOST_ITEMS 1000

static void
put (JsonBuilder *json, const char *key, const char *value)
{
  json_builder_set_member_name (json, key);
  json_builder_add_string_value (json, value);
}

static void
put_item (JsonBuilder *json, const RsQuizItem *item)
{
  g_autofree char *place = rs_lesson_place_text (&item->place);
  json_builder_begin_object (json);
  put (json, "id", item->id);
  put (json, "question", item->question);
  put (json, "file", item->file);
  put (json, "program", item->text);
  put (json, "place", place);
  put (json, "expression", item->expression);
  json_builder_set_member_name (json, "options");
  json_builder_begin_array (json);
  for (guint i = 0; i < item->options->len; i++)
    {
      const RsLessonOption *option = g_ptr_array_index (item->options, i);
      json_builder_begin_object (json);
      put (json, "value", option->value);
      put (json, "label", option->label);
      put (json, "why", option->why);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_set_member_name (json, "right");
  json_builder_add_int_value (json, item->right);
  json_builder_end_object (json);
}

static char *
as_json (const GPtrArray *items)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  json_builder_begin_array (json);
  for (guint i = 0; i < items->len; i++)
    put_item (json, g_ptr_array_index (items, i));
  json_builder_end_array (json);
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  return json_to_string (root, TRUE);
}

static int
run (const RsVerb *verb, int argc, char **argv)
{
  g_auto (RsOptions) options = { NULL };
  g_autofree char *seed = NULL, *n = NULL, *format = NULL, *language = NULL;
  const GOptionEntry own[] = {
    { "seed", 0, 0, G_OPTION_ARG_STRING, &seed, "The same number gives the same quiz (1)", "S" },
    { "n", 'n', 0, G_OPTION_ARG_STRING, &n, "How many questions (10)", "N" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, "text, json or gift (text)", "F" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, "ko or en (the locale's)", "CODE" },
    { NULL },
  };
  guint64 seed_number = 1, count = 10;
  int status;

  if (!rs_options_read (&options, verb, own, argc, argv, &status))
    return status;
  if (!rs_option_number (verb, "--seed", seed, &seed_number)
      || !rs_option_number (verb, "-n", n, &count))
    return 2;
  if (count == 0 || count > MOST_ITEMS || seed_number > G_MAXUINT32)
    return rs_cli_usage_error (verb, "-n is 1 to %d, --seed up to %u", MOST_ITEMS, G_MAXUINT32);
  if (format != NULL && strcmp (format, "text") != 0 && strcmp (format, "json") != 0
      && strcmp (format, "gift") != 0)
    return rs_cli_usage_error (verb, "--format is text, json or gift, not \"%s\"", format);
  if (language != NULL && strcmp (language, "ko") != 0 && strcmp (language, "en") != 0)
    return rs_cli_usage_error (verb, "--language is ko or en, not \"%s\"", language);
  g_autoptr (GError) error = NULL;
  const char *spoken = language ? language : rs_lesson_language ();
  g_autoptr (GPtrArray) items = rs_quiz_make ((guint32) seed_number, (guint) count, spoken, &error);
  if (items == NULL)
    return rs_cli_fail (error);
  g_autofree char *text = g_strcmp0 (format, "json") == 0   ? as_json (items)
                          : g_strcmp0 (format, "gift") == 0 ? rs_quiz_gift (items)
                                                            : rs_quiz_text (items, spoken);
  printf ("%s\n", text);
  if (items->len < count)
    fprintf (stderr, "refscope-cli quiz: there are no more than %u different ones\n", items->len);
  return 0;
}

const RsVerb rs_verb_quiz = {
  .name = "quiz",
  .summary = "make questions with answers, from the lessons and by chance",
  .help = "Half of the questions are the lessons' own; the others are about programs made up by\n"
          "chance, whose wrong answers are what follows from a known misconception: both are what\n"
          "the engine came to. gift is for Moodle and the like.",
  .takes = RS_TAKES_NOTHING,
  .run = run,
};
