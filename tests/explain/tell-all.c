/* SPDX-License-Identifier: MIT
 *
 * Narrates steps of a program, each with the graphs and the events that it
 * tells of: for test_narration.py, which checks each sentence by those.
 *
 *     tell-all PROGRAM.py EVERY       a line of JSON for each EVERYth step
 *     tell-all --time PROGRAM.py N    how long N of its steps take, one by one
 */
#include "explain/events.h"
#include "explain/narrate.h"
#include "graph/graph-io.h"
#include "text/escape.h"

#include <libintl.h>
#include <locale.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  const char *program;
  guint every;
  gboolean time;
  int status;
} Job;

static void
add_flat (GString *out, const RsHeapGraph *graph)
{
  g_autofree char *json = rs_heap_graph_to_json (graph);
  for (char *at = json; *at != '\0'; at++)
    g_string_append_c (out, *at == '\n' ? ' ' : *at);
}

static gboolean
print_stretch (guint step, const RsHeapGraph *before, const RsHeapGraph *after,
               const RsJournal *journal, gpointer data)
{
  const Job *job = data;
  if (step % job->every != 0)
    return TRUE;
  g_autoptr (RsStory) story = rs_narrate (before, after, journal, 0);
  g_autoptr (GString) out = g_string_new (NULL);
  g_string_append_printf (out, "{\"step\": %u, \"sentences\": ", step);
  rs_story_json (out, story);
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
  g_string_append (out, "]}");
  puts (out->str);
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
time_steps (RsSession *session, guint n)
{
  guint n_steps = rs_session_recording (session)->n_steps;
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 1; i <= n && n_steps > 1; i++)
    {
      guint step = 1 + (guint) ((guint64) i * (n_steps - 2) / n);
      g_autoptr (RsConstHeapGraph) before = rs_session_graph_at_step (session, step - 1, NULL);
      g_autoptr (RsConstHeapGraph) after = rs_session_graph_at_step (session, step, NULL);
      gint64 start = g_get_monotonic_time ();
      g_autoptr (RsStory) story = rs_narrate_step (session, step, before, after, 8, NULL);
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
  const RsSessionOptions options = { .step_limit = 1000000 };
  g_autoptr (RsSession) session = rs_session_new_from_file (job->program, &options, &error);
  job->status = 1;
  if (session == NULL || !rs_session_record (session, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return NULL;
    }
  guint n = rs_session_recording (session)->n_steps;
  if (job->time)
    time_steps (session, job->every);
  else if (n > 0 && !rs_session_walk_stretches (session, 0, n - 1, print_stretch, job, &error))
    fprintf (stderr, "%s\n", error->message);
  job->status = error != NULL;
  return NULL;
}

int
main (int argc, char **argv)
{
  pthread_attr_t attributes;
  pthread_t thread;
  gboolean time = argc > 1 && strcmp (argv[1], "--time") == 0;
  if (argc != 3 + time)
    return 2;
  Job job = { argv[1 + time], MAX (1, atoi (argv[2 + time])), time, 2 };
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
