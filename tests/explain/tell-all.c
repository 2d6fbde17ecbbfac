/* SPDX-License-Identifier: MIT
 *
 * Narrates steps of a program, each with the graphs and the events that it
 * tells of: for test_narration.py, which checks each sentence by those.
 *
 *     tell-all MODE PROGRAM.py MOST    at most MOST steps, evenly; by MODE
 *
 * facts: a line of JSON for each, with what it is checked by. words: the
 * sentences only. walk: the same from one run over all steps. time: how long
 * each takes. outline: at each level of detail the graph, and its outline, from
 * which test_outline.py builds it again.
 */
#include "explain/events.h"
#include "explain/narrate.h"
#include "explain/outline.h"
#include "graph/filter.h"
#include "graph/graph-io.h"
#include "text/escape.h"

#include <libintl.h>
#include <locale.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  const char *mode, *program;
  guint most;
  int status;
} Job;

static void
add_flat (GString *out, const RsHeapGraph *graph)
{
  g_autofree char *json = rs_heap_graph_to_json (graph);
  for (char *at = json; *at != '\0'; at++)
    g_string_append_c (out, *at == '\n' ? ' ' : *at);
}

static void
print_story (guint step, const RsStory *story, const RsHeapGraph *before, const RsHeapGraph *after,
             const RsJournal *journal, gboolean facts)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_string_append_printf (out, "{\"step\": %u, \"sentences\": ", step);
  rs_story_json (out, story);
  if (facts)
    {
      g_string_append (out, ", \"before\": ");
      add_flat (out, before);
      g_string_append (out, ", \"after\": ");
      add_flat (out, after);
      g_string_append (out, ", \"events\": [");
      for (guint i = 0; i < journal->n_events; i++)
        {
          g_string_append (out, i > 0 ? ", {" : "{");
          rs_event_json (out, &journal->events[i]);
          g_string_append_c (out, '}');
        }
      g_string_append_c (out, ']');
    }
  g_string_append_c (out, '}');
  puts (out->str);
}

/* The Ith of MOST steps of N, from 1 on. */
static guint
nth_step (guint i, guint most, guint n)
{
  return 1 + (guint) ((guint64) i * (n - 1) / most);
}

/* As the window does it: a visit for each. */
static gboolean
print_steps (RsSession *session, const Job *job, GError **error)
{
  guint n = rs_session_recording (session)->n_steps, most = MIN (job->most, n - 1);
  for (guint i = 0; i < most; i++)
    {
      guint step = nth_step (i, most, n);
      g_autoptr (RsConstHeapGraph) before = rs_session_graph_at_step (session, step - 1, error);
      g_autoptr (RsConstHeapGraph) after =
          before ? rs_session_graph_at_step (session, step, error) : NULL;
      g_autoptr (RsStory) story =
          after ? rs_narrate_step (session, step, before, after, 0, error) : NULL;
      g_autoptr (RsJournal) journal =
          story ? rs_session_journal_steps (session, step - 1, step, FALSE, error) : NULL;
      if (journal == NULL)
        return FALSE;
      print_story (step, story, before, after, journal, strcmp (job->mode, "facts") == 0);
    }
  return TRUE;
}

typedef struct {
  guint most, n, next;
} Sample;

static gboolean
print_stretch (guint step, const RsHeapGraph *before, const RsHeapGraph *after,
               const RsJournal *journal, gpointer data)
{
  Sample *sample = data;
  if (step != nth_step (sample->next, sample->most, sample->n))
    return TRUE;
  g_autoptr (RsStory) story = rs_narrate (before, after, journal, 0);
  print_story (step, story, before, after, journal, FALSE);
  return ++sample->next < sample->most;
}

static gboolean
print_walk (RsSession *session, const Job *job, GError **error)
{
  guint n = rs_session_recording (session)->n_steps;
  Sample sample = { MIN (job->most, n - 1), n, 0 };
  return rs_session_walk_stretches (session, 0, n - 1, print_stretch, &sample, error);
}

static gboolean
print_outlines (RsSession *session, const Job *job, GError **error)
{
  guint n = rs_session_recording (session)->n_steps, most = MIN (job->most, n - 1);
  for (guint i = 0; i < most * (RS_DETAIL_AS_IS + 1); i++)
    {
      const RsFilterOptions options = { .detail = i % (RS_DETAIL_AS_IS + 1), .max_rows = 1000 };
      g_autoptr (RsConstHeapGraph) whole =
          rs_session_graph_at_step (session, nth_step (i / (RS_DETAIL_AS_IS + 1), most, n), error);
      if (whole == NULL)
        return FALSE;
      g_autoptr (RsConstHeapGraph) graph = rs_heap_graph_filter (whole, &options);
      g_autofree char *text = rs_outline (graph);
      g_autoptr (GString) out = g_string_new ("{\"graph\": ");
      add_flat (out, graph);
      g_string_append (out, ", \"outline\": ");
      rs_json_string (out, text);
      g_string_append_c (out, '}');
      puts (out->str);
    }
  return TRUE;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;
  return x < y ? -1 : x > y;
}

/* A step as somebody visits it who has the graphs already. */
static void
time_steps (RsSession *session, guint most)
{
  guint n = rs_session_recording (session)->n_steps;
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < most; i++)
    {
      guint step = nth_step (i, most, n);
      g_autoptr (RsConstHeapGraph) before = rs_session_graph_at_step (session, step - 1, NULL);
      g_autoptr (RsConstHeapGraph) after = rs_session_graph_at_step (session, step, NULL);
      gint64 start = g_get_monotonic_time ();
      rs_story_free (rs_narrate_step (session, step, before, after, 8, NULL));
      gint64 time = g_get_monotonic_time () - start;
      g_array_append_val (times, time);
    }
  g_array_sort (times, compare_times);
  printf ("%u steps: median %.2f ms, 95 %% %.2f ms, worst %.2f ms\n", times->len,
          g_array_index (times, gint64, times->len / 2) / 1e3,
          g_array_index (times, gint64, times->len * 95 / 100) / 1e3,
          g_array_index (times, gint64, times->len - 1) / 1e3);
}

static gpointer
work (gpointer data)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  const RsSessionOptions options = { .step_limit = 200000 };
  g_autoptr (RsSession) session = rs_session_new_from_file (job->program, &options, &error);
  job->status = 1;
  if (session == NULL || !rs_session_record (session, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return NULL;
    }
  if (rs_session_recording (session)->n_steps < 2)
    fprintf (stderr, "the program has no two steps\n");
  else if (strcmp (job->mode, "time") == 0)
    time_steps (session, job->most);
  else if (strcmp (job->mode, "walk") == 0)
    print_walk (session, job, &error);
  else if (strcmp (job->mode, "outline") == 0)
    print_outlines (session, job, &error);
  else
    print_steps (session, job, &error);
  if (error != NULL)
    fprintf (stderr, "%s\n", error->message);
  job->status = error != NULL;
  return NULL;
}

int
main (int argc, char **argv)
{
  pthread_attr_t attributes;
  pthread_t thread;
  if (argc != 4)
    return 2;
  Job job = { argv[1], argv[2], MAX (1, atoi (argv[3])), 2 };
  setlocale (LC_ALL, "");
  const char *folder = g_getenv ("REFSCOPE_LOCALEDIR");
  if (folder != NULL)
    bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  pthread_attr_init (&attributes);
  pthread_attr_setstacksize (&attributes, rs_session_stack_size ());
  if (pthread_create (&thread, &attributes, work, &job) != 0)
    return 2;
  pthread_join (thread, NULL);
  return job.status;
}
