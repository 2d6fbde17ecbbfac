/* SPDX-License-Identifier: MIT
 *
 * Answers all the questions of a file in one process, each program recorded
 * once: a line of JSON for each, or {"error": ...}. For test_why.py.
 */
#include "explain/question.h"
#include "text/escape.h"

#include <json-glib/json-glib.h>
#include <pthread.h>
#include <stdio.h>

typedef struct {
  const char *path;
  char *program; /* that is recorded */
  RsSession *session;
} Run;

static gboolean
record (Run *run, const char *program, GError **error)
{
  const RsSessionOptions options = { .lives = TRUE };
  if (g_strcmp0 (run->program, program) == 0)
    return TRUE;
  g_clear_pointer (&run->session, rs_session_free);
  g_free (run->program);
  run->program = g_strdup (program);
  g_autofree char *folder = g_path_get_dirname (run->path),
                  *file = g_build_filename (folder, program, NULL);
  run->session = rs_session_new_from_file (file, &options, error);
  return run->session != NULL && rs_session_record (run->session, error);
}

static gboolean
find_moment (Run *run, JsonObject *question, const char *key, RsInstant *instant, GError **error)
{
  JsonObject *at = json_object_get_object_member (question, key);
  guint hit = json_object_has_member (at, "hit") ? json_object_get_int_member (at, "hit") : 1;
  return rs_session_find_hit (run->session, json_object_get_int_member (at, "line"), hit, instant,
                              error);
}

static gboolean
find_subjects (Run *run, JsonObject *json, RsQuestion *question, GError **error)
{
  JsonNode *of = json_object_get_member (json, "of");
  if (question->why == RS_WHY_GREW)
    return find_moment (run, json, "since", &question->since, error);
  if (JSON_NODE_HOLDS_ARRAY (of))
    for (guint i = 0; i < 2; i++)
      question->subjects[i].text = json_array_get_string_element (json_node_get_array (of), i);
  else
    question->subjects[0].text = json_node_get_string (of);
  question->subjects[0].is_named = json_object_has_member (json, "named_at");
  return !question->subjects[0].is_named
         || find_moment (run, json, "named_at", &question->subjects[0].named_at, error);
}

static char *
answer (Run *run, JsonObject *json, GError **error)
{
  int why = rs_why_from_name (json_object_get_string_member (json, "kind"));
  RsQuestion question = { .why = MAX (why, 0) };
  if (!record (run, json_object_get_string_member (json, "program"), error)
      || !find_moment (run, json, "at", &question.at, error)
      || !find_subjects (run, json, &question, error))
    return NULL;
  g_autoptr (RsAnswer) found = rs_answer (run->session, &question, error);
  return found ? rs_answer_json (found) : NULL;
}

static gpointer
work (gpointer path)
{
  Run run = { .path = path };
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) failure = NULL;
  if (!json_parser_load_from_file (parser, path, &failure))
    g_error ("%s", failure->message);
  JsonArray *questions = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (questions); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = answer (&run, json_array_get_object_element (questions, i), &error);
      g_autoptr (GString) line = g_string_new (text ? text : "{\"error\": ");
      if (text == NULL)
        {
          rs_json_string (line, error->message);
          g_string_append_c (line, '}');
        }
      puts (line->str);
    }
  g_clear_pointer (&run.session, rs_session_free);
  g_free (run.program);
  return NULL;
}

int
main (int argc, char **argv)
{
  pthread_attr_t attributes;
  pthread_t thread;
  pthread_attr_init (&attributes);
  pthread_attr_setstacksize (&attributes, rs_session_stack_size ());
  if (argc != 2 || pthread_create (&thread, &attributes, work, argv[1]) != 0)
    return 2;
  pthread_join (thread, NULL);
  return 0;
}
