/* SPDX-License-Identifier: MIT
 *
 * refscope-cli explain: what happens, in sentences.
 */
#include "cli.h"

#include "explain/narrate.h"
#include "session/aside.h"
#include "text/escape.h"

#include <stdio.h>
#include <string.h>

#define MOST 8 /* sentences of a step, unless --most says otherwise */

typedef struct {
  RsSession *session;
  guint first; /* the first step that is told */
  guint64 most;
  gboolean json, any;
} Output;

/* "A:B", "A:" or ":B": steps A to B. FALSE: it has been said what is wrong. */
static gboolean
read_steps (const RsVerb *verb, const char *text, guint64 *from, guint64 *to)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", -1);
  if (g_strv_length (parts) != 2)
    {
      rs_cli_usage_error (verb, "--steps needs two steps, A:B, not \"%s\"", text);
      return FALSE;
    }
  if ((*parts[0] != '\0' && !rs_option_number (verb, "--steps", parts[0], from))
      || (*parts[1] != '\0' && !rs_option_number (verb, "--steps", parts[1], to)))
    return FALSE;
  if (*to < *from)
    rs_cli_usage_error (verb, "--steps needs a later step after an earlier one, not \"%s\"", text);
  return *to >= *from;
}

/* --- output --------------------------------------------------------------- */

static void
print_words (const Output *out, guint step, const RsHeapGraph *graph, const RsStory *story)
{
  const RsMoment *moment = &graph->moment;
  g_autofree char *text = rs_story_text (story);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);
  printf ("%sstep %u", out->any ? "\n" : "", step);
  if (moment->line_run > 0)
    printf (", line %d has run", moment->line_run);
  if (moment->line_next > 0)
    printf (", line %d is next", moment->line_next);
  printf (" (%s)\n", rs_heap_graph_text (graph, moment->function));
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      printf ("  %s\n", lines[i]);
}

static void
print_json (const Output *out, guint step, const RsHeapGraph *graph, const RsStory *story)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_string_append_printf (
      text, "%s{\"step\": %u, \"line_run\": %d, \"line\": %d, \"event\": ", out->any ? ",\n " : "",
      step, graph->moment.line_run, rs_session_recording (out->session)->steps[step].line);
  rs_json_string (text, rs_heap_graph_text (graph, graph->moment.event));
  g_string_append (text, ", \"function\": ");
  rs_json_string (text, rs_heap_graph_text (graph, graph->moment.function));
  g_string_append (text, ", \"sentences\": ");
  rs_story_json (text, story);
  g_string_append_printf (text, ", \"more\": %u}", story->n_more);
  fputs (text->str, stdout);
}

static void
print_story (Output *out, guint step, const RsHeapGraph *graph, const RsStory *story)
{
  (out->json ? print_json : print_words) (out, step, graph, story);
  out->any = TRUE;
}

static gboolean
tell_stretch (guint step, const RsHeapGraph *before, const RsHeapGraph *after,
              const RsJournal *journal, gpointer data)
{
  Output *out = data;
  g_autoptr (RsStory) story = rs_narrate (before, after, journal, MIN (out->most, G_MAXUINT));
  print_story (out, step, after, story);
  return TRUE;
}

/* --- the verb ------------------------------------------------------------- */

/* Steps FROM to TO; the first of all has none before it. */
static int
tell_steps (Output *out, guint64 from, guint64 to)
{
  g_autoptr (GError) error = NULL;
  guint n = rs_session_recording (out->session)->n_steps;
  if (from >= n)
    {
      /* It says in its words that there is no such step. */
      rs_heap_graph_unref (
          rs_session_graph_at_step (out->session, MIN (from, G_MAXUINT32), &error));
      return rs_cli_fail (error);
    }
  to = MIN (to, n - 1);
  if (out->json)
    fputc ('[', stdout);
  if (from == 0)
    {
      g_autoptr (RsConstHeapGraph) graph = rs_session_graph_at_step (out->session, 0, &error);
      g_autoptr (RsStory) story =
          graph ? rs_narrate_step (out->session, 0, NULL, graph, 0, &error) : NULL;
      if (story == NULL)
        return rs_cli_fail (error);
      print_story (out, 0, graph, story);
    }
  if (!rs_session_walk_stretches (out->session, from > 0 ? from - 1 : 0, to, tell_stretch, out,
                                  &error))
    return rs_cli_fail (error);
  if (out->json)
    puts ("]");
  return 0;
}

/* What the line does: from the step after STEP, which stands before it, to the
 * first that stands at its end, in the same frame or one around it. */
static void
find_line (RsSession *session, guint step, guint64 *from, guint64 *to)
{
  const RsRecording *recording = rs_session_recording (session);
  guint end = step + 1;
  while (end + 1 < recording->n_steps && recording->steps[end].depth > recording->steps[step].depth)
    end++;
  *from = step + 1;
  *to = end;
}

static int
explain (const RsVerb *verb, RsOptions *options, guint64 from, guint64 to, guint64 most,
         gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsSession) session = rs_cli_record_lives (options, &error);
  if (session == NULL)
    return rs_cli_fail (error);
  guint n = rs_session_recording (session)->n_steps;
  Output out = { .session = session, .most = most, .json = json };
  RsInstant instant;
  if (options->moment.by == RS_BY_STEP)
    from = to = options->moment.number;
  if (options->moment.by == RS_BY_LAST)
    from = to = MAX (n, 1) - 1;
  if (options->moment.by == RS_BY_LINE)
    {
      if (!rs_session_find_hit (session, options->moment.number, options->moment.hit, &instant,
                                &error))
        return rs_cli_fail (error);
      if (!instant.is_step)
        {
          fprintf (stderr,
                   "refscope-cli: line %s runs in another thread then; only the steps of the "
                   "main one are told\n",
                   options->line);
          return 2;
        }
      find_line (session, instant.number, &from, &to);
    }
  return tell_steps (&out, from, to);
}

static int
run (const RsVerb *verb, int argc, char **argv)
{
  g_auto (RsOptions) options = { NULL };
  g_autofree char *steps = NULL, *most_text = NULL;
  gboolean json = FALSE;
  const GOptionEntry own[] = {
    { "steps", 0, 0, G_OPTION_ARG_STRING, &steps, "Steps A to B", "A:B" },
    { "most", 0, 0, G_OPTION_ARG_STRING, &most_text, "Sentences of a step at most (8); 0: all",
      "N" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "An array of steps, as JSON", NULL },
    { NULL },
  };
  guint64 from = 0, to = G_MAXUINT64, most = MOST;
  int status;

  if (!rs_options_read (&options, verb, own, argc, argv, &status))
    return status;
  if (!rs_option_number (verb, "--most", most_text, &most))
    return 2;
  if (options.moment.by != RS_BY_NOTHING && steps != NULL)
    return rs_cli_usage_error (verb, "one stretch at a time");
  if (steps != NULL && !read_steps (verb, steps, &from, &to))
    return 2;
  if (g_strv_length (options.names) > 1)
    return rs_cli_usage_error (verb, "one program at a time: \"%s\" is too much", options.names[1]);
  return explain (verb, &options, from, to, most, json);
}

const RsVerb rs_verb_explain = {
  .name = "explain",
  .summary = "tell in sentences what each step did",
  .parameters = "FILE|SCENARIO",
  .help =
      "Tells what happened between a step and the one before it, the most important first: what\n"
      "was freed and why, which name leads where now, counts, calls, output, exceptions.\n"
      "--step N: what led to step N. --line N[:K]: what line N does when it runs for the Kth\n"
      "time, with all the steps in what it calls. Without either, every step of the run.",
  .takes = RS_TAKES_QUESTION,
  .runs = TRUE,
  .moments = RS_BY_STEP | RS_BY_LINE | RS_BY_LAST,
  .run = run,
};
