/* SPDX-License-Identifier: MIT
 *
 * How fast questions are answered.
 *
 *     bench-explain questions          about single objects, in a run of 10 million instructions
 *     bench-explain queries            over the lives of a million objects
 *     bench-explain recording FOLDER   the ten programs with every step, and with every life,
 * beside a plain run bench-explain graph              cycles and what an object keeps, in a graph
 * of a million
 */
#include "explain/find.h"
#include "explain/narrate.h"
#include "explain/question.h"
#include "explain/freed-with.h"
#include "graph/analysis.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define ROUNDS 3

static double
now (void)
{
  return g_get_monotonic_time () / 1e3; /* ms */
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return x < y ? -1 : x > y;
}

static void
print_times (const char *what, GArray *times)
{
  g_array_sort (times, compare_times);
  printf ("%-28s %4u times: median %8.1f ms, 95 %% %8.1f ms, worst %8.1f ms\n", what, times->len,
          g_array_index (times, double, times->len / 2),
          g_array_index (times, double, times->len * 95 / 100),
          g_array_index (times, double, times->len - 1));
  fflush (stdout);
}

static RsSession *
record (const char *source, gboolean steps, gboolean lives)
{
  g_autoptr (GError) error = NULL;
  const RsSessionOptions options = { .lives = lives };
  RsSession *session = rs_session_new (source, strlen (source), "bench.py", &options, &error);
  if (session == NULL
      || !(steps ? rs_session_record (session, &error)
                 : rs_session_record_states (session, &error)))
    g_error ("%s", error->message);
  return session;
}

/* --- questions ------------------------------------------------------------ */

static const char long_run[] = "class Node:\n"
                               "    def __init__(self, value, next):\n"
                               "        self.value = value\n"
                               "        self.next = next\n"
                               "shelf = []\n"
                               "head = None\n"
                               "total = 0\n"
                               "for i in range(400000):\n"
                               "    node = Node(i, head)\n"
                               "    if i % 1000 == 0:\n"
                               "        shelf.append(node)\n"
                               "        head = None\n"
                               "    else:\n"
                               "        head = node\n"
                               "    if len(shelf) > 5:\n"
                               "        del shelf[0]\n"
                               "    total += node.value\n"
                               "print(total)\n";

static void
ask (RsSession *session, RsWhy why, guint n)
{
  static const char *const names[] = { "node", "shelf", "shelf[-1]", "head", "node.next" };
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_steps = rs_session_recording (session)->n_steps;
  for (guint i = 0; i < n; i++)
    {
      const RsQuestion question = {
        .why = why,
        .at = { TRUE, n_steps / 20 + (guint64) i * (n_steps - n_steps / 10) / n },
        .subjects = { { .text = names[i % G_N_ELEMENTS (names)] } },
      };
      double start = now ();
      g_autoptr (RsAnswer) answer = rs_answer (session, &question, NULL);
      double time = now () - start;
      if (answer != NULL)
        g_array_append_val (times, time);
    }
  if (times->len > 0)
    print_times (rs_why_name (why), times);
}

static void
tell_steps (RsSession *session, guint n)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_steps = rs_session_recording (session)->n_steps;
  for (guint i = 0; i < n; i++)
    {
      guint step = 1 + (guint64) i * (n_steps - 2) / n;
      g_autoptr (RsConstHeapGraph) before = rs_session_graph_at_step (session, step - 1, NULL),
                                   after = rs_session_graph_at_step (session, step, NULL);
      double start = now ();
      rs_story_free (rs_narrate_step (session, step, before, after, 8, NULL));
      double time = now () - start;
      g_array_append_val (times, time);
    }
  print_times ("narration of a step", times);
}

static void
time_questions (void)
{
  static const RsWhy plain[] = { RS_WHY_COUNT, RS_WHY_HOLDERS, RS_WHY_SIZE, RS_WHY_DIED_AT,
                                 RS_WHY_REACHABLE },
                     proved[] = { RS_WHY_ALIVE, RS_WHY_KEEPS, RS_WHY_CUT, RS_WHY_COLLECTABLE };
  double start = now ();
  g_autoptr (RsSession) session = record (long_run, TRUE, TRUE);
  printf ("recorded %" G_GUINT64_FORMAT " instructions, %u steps in %.0f ms\n",
          rs_session_recording (session)->n_instructions, rs_session_recording (session)->n_steps,
          now () - start);
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    ask (session, plain[i], 20);
  printf ("with a proof:\n");
  for (guint i = 0; i < G_N_ELEMENTS (proved); i++)
    ask (session, proved[i], 20);
  tell_steps (session, 20);
}

/* --- queries -------------------------------------------------------------- */

static const char million[] = "class Child:\n"
                              "    pass\n"
                              "class Other:\n"
                              "    pass\n"
                              "def f(n):\n"
                              "    return [Child() for i in range(n)]\n"
                              "kept = []\n"
                              "for i in range(100):\n"
                              "    kept = f(7000)\n"
                              "    others = [Other() for k in range(3000)]\n"
                              "    a = Child()\n"
                              "    a.me = a\n"
                              "print(len(kept))\n";

static void
time_queries (void)
{
  static const char *const queries[] = {
    "type = Child",
    "type = Other and died",
    "died and cause = collected",
    "alive at end and born in f",
    "id used again",
    "count by type died",
    "first type = Other",
    "count by cause died",
    "count by line type = Child",
    "bytes > 1000",
    "born at line 6 and died",
    "type = Child and not died",
    "count by function alive at end",
    "died at line 9",
    "line = 10 and bytes > 40",
    "thread = 1 and type = list",
    "cause = count and type = Child",
    "cause = exit",
    "first died and type = list",
    "count type = Child or type = Other",
  };
  g_autoptr (RsSession) session = record (million, TRUE, TRUE);
  const RsLives *lives = rs_session_recording (session)->lives;
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  printf ("%" G_GUINT64_FORMAT " objects were born\n", lives->next_serial - lives->first_serial);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *message = NULL;
      gsize position;
      g_autoptr (RsQuery) query = rs_query_parse (queries[i], &message, &position);
      g_autoptr (GError) error = NULL;
      if (query == NULL)
        g_error ("%s: %s", queries[i], message);
      double start = now ();
      g_autoptr (RsFindings) found = rs_find (session, query, FALSE, &error);
      double time = now () - start;
      if (found == NULL)
        g_error ("%s: %s", queries[i], error->message);
      printf ("%8.1f ms  %8" G_GUINT64_FORMAT "  %s\n", time, found->n, queries[i]);
      g_array_append_val (times, time);
    }
  print_times ("queries", times);
}

/* --- recording ------------------------------------------------------------ */

/* Of the best of some rounds, in ms: RUN: without steps and states. */
static double
time_recording (const char *path, gboolean run, gboolean lives)
{
  double best = G_MAXDOUBLE;
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;
      const RsSessionOptions options = { .lives = lives };
      double start = now ();
      g_autoptr (RsSession) session = rs_session_new_from_file (path, &options, &error);
      if (session == NULL)
        g_error ("%s", error->message);
      if (run)
        rs_session_run (session);
      else if (!rs_session_record (session, &error))
        g_error ("%s", error->message);
      best = MIN (best, now () - start);
    }
  return best;
}

static int
compare_names (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
time_recordings (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    if (g_str_has_suffix (name, ".py"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  qsort (paths->pdata, paths->len, sizeof (gpointer), compare_names);
  printf ("%-16s %9s %9s %9s %8s %8s\n", "", "run", "steps", "+ lives", "to run", "lives");
  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = paths->pdata[i];
      g_autofree char *name = g_path_get_basename (path);
      double run = time_recording (path, TRUE, FALSE), steps = time_recording (path, FALSE, FALSE),
             lives = time_recording (path, FALSE, TRUE);
      printf ("%-16s %6.0f ms %6.0f ms %6.0f ms %7.2fx %+6.0f %%\n", name, run, steps, lives,
              lives / run, 100 * (lives / steps - 1));
      fflush (stdout);
    }
}

/* --- a large graph -------------------------------------------------------- */

#define NODES 1000000u

static void
time_graph (void)
{
  RsHeapGraphBuilder *builder = rs_heap_graph_builder_new ();
  guint32 random = 1;
  rs_heap_graph_builder_reserve (builder, NODES, 3 * NODES, 0);
  for (guint32 i = 0; i < NODES; i++)
    {
      RsGraphNode node = RS_GRAPH_NODE_INIT;
      node.serial = i + 1;
      node.size = 64;
      node.refcount = 3;
      rs_heap_graph_builder_add_node (builder, &node);
    }
  for (guint32 i = 0; i < NODES; i++)
    for (guint k = 0; k < 3; k++)
      {
        RsGraphEdge edge = RS_GRAPH_EDGE_INIT;
        random = random * 1664525 + 1013904223;
        edge.target = k == 0 ? (i + 1) % NODES : (guint32) ((guint64) random * NODES >> 32);
        rs_heap_graph_builder_add_edge (builder, i, &edge);
      }
  rs_heap_graph_builder_add_root (builder, 0);
  g_autoptr (RsConstHeapGraph) graph = rs_heap_graph_builder_end (builder);
  double start = now ();
  g_autoptr (RsCycles) cycles = rs_graph_cycles (graph);
  printf ("%8.1f ms  cycles of %u objects, %u references: %u\n", now () - start, graph->n_nodes,
          graph->n_edges, cycles->n_cycles);
  start = now ();
  g_free (rs_graph_reachable (graph));
  printf ("%8.1f ms  what is reachable\n", now () - start);
  start = now ();
  g_autoptr (GArray) kept = rs_freed_with (graph, NODES / 2);
  printf ("%8.1f ms  what one object keeps: %u\n", now () - start, kept->len);
}

/* --- the whole ------------------------------------------------------------ */

static gpointer
work (gpointer data)
{
  char **argv = data;
  if (strcmp (argv[1], "questions") == 0)
    time_questions ();
  else if (strcmp (argv[1], "queries") == 0)
    time_queries ();
  else if (strcmp (argv[1], "recording") == 0)
    time_recordings (argv[2]);
  else
    time_graph ();
  return NULL;
}

int
main (int argc, char **argv)
{
  pthread_attr_t attributes;
  pthread_t thread;
  if (argc < 2)
    return 2;
  pthread_attr_init (&attributes);
  pthread_attr_setstacksize (&attributes, rs_session_stack_size ());
  if (pthread_create (&thread, &attributes, work, argv) != 0)
    return 2;
  pthread_join (thread, NULL);
  return 0;
}
