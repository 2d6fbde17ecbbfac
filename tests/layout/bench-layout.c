/* SPDX-License-Identifier: MIT
 *
 * The layout of one moment beside Graphviz dot, on the same boxes and edges:
 * seconds and crossings. Crossings of both are counted in the same way, on
 * straight lines: between the middles of boxes, and from the rows that edges
 * leave to where they enter, where dot has been told the rows (ports), too, as
 * ours always is. dot is run as a program (its time includes its start);
 * without it only ours is printed. Then plans of whole runs, and what a step of
 * a run takes; then shapes and sizes that dot takes minutes for, alone. Those
 * times are seconds of the processor, with what each is to take at most.
 */
#include "tests/layout/histories.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DOT_WIDTH 2.1 /* of a box, in inches */
#define DOT_HEIGHT 1.1

static const RsLayoutMetrics metrics = RS_LAYOUT_METRICS_INIT;

/* Seconds of the processor. */
static double
seconds (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

static RsArrangement *
arrange (const RsPlan *plan, const Case *c, RsLayoutWork *work)
{
  return rs_plan_arrange (plan, c->boxes, c->n, c->edges, c->m, &metrics, work);
}

static RsRoutes *
route (const Case *c, const RsArrangement *arrangement)
{
  return rs_layout_route (c->boxes, c->n, c->edges, c->m, &metrics, NULL, arrangement);
}

/* --- graphs --------------------------------------------------------------- */

static Case
empty_case (guint n, guint room)
{
  Case c = { n, 0, g_new0 (RsLayoutBox, n), g_new0 (RsLayoutEdge, room) };

  for (guint i = 0; i < n; i++)
    c.boxes[i] = (RsLayoutBox){ .serial = i + 1,
                                .width = 150,
                                .height = 80,
                                .entry = 15,
                                .foot = i == 0 ? -1 : 11,
                                .entry_spread = 9,
                                .pinned = i == 0 };
  return c;
}

static void
add (Case *c, guint source, guint target, guint row)
{
  c->edges[c->m++] =
      (RsLayoutEdge){ source, target, 140, 40 + 5 * (row % 8), source == 0 ? -1 : 0, 0 };
}

static guint
any (GRand *rand, guint from, guint to)
{
  return (guint) g_rand_int_range (rand, (gint) from, (gint) to);
}

/* A heap-like graph: a tree of instances, lists and dicts of which a third is
 * shared, from a few names. */
static Case
heap (guint n, GRand *rand)
{
  Case c = empty_case (n, 2 * n);
  g_autofree guint *rows = g_new0 (guint, n);

  for (guint i = 1; i < n; i++)
    {
      guint edges = any (rand, 0, 3) == 0 ? 2 : 1;

      for (guint k = 0; k < edges; k++)
        {
          guint source = any (rand, i > 40 ? i - 40 : 0, i);

          add (&c, source, i, rows[source]++);
        }
    }
  return c;
}

/* Objects in a list that shows 18 of them, each with two random references. */
static Case
random_objects (guint n, GRand *rand)
{
  Case c = empty_case (n, 2 * n + 18);

  add (&c, 0, 1, 0);
  for (guint i = 0; i < 18; i++)
    add (&c, 1, i + 2, i);
  for (guint i = 2; i < n; i++)
    for (guint k = 0; k < 2; k++)
      add (&c, i, any (rand, 2, n), k);
  return c;
}

/* The same with everything: each object refers to its class and its values,
 * those to two others and to shared keys, and the class to what it needs. */
static Case
random_objects_in_full (guint n, GRand *rand)
{
  Case c = empty_case (2 * n, 5 * n + 40);
  guint class = 2 * n - 1, keys = 2 * n - 2;

  add (&c, 0, 1, 0);
  add (&c, 0, class, 1);
  add (&c, class, keys, 0);
  for (guint i = 0; i < 18; i++)
    add (&c, 1, i + 2, i);
  for (guint i = 2; i < n; i++)
    {
      add (&c, i, class, 0);
      add (&c, i, n + i - 2, 1);
      for (guint k = 0; k < 2; k++)
        add (&c, n + i - 2, any (rand, 2, n), k);
      add (&c, n + i - 2, keys, 2);
    }
  return c;
}

static Case
tree (guint n, GRand *rand)
{
  Case c = empty_case (n, n);

  for (guint i = 1; i < n; i++)
    add (&c, i < 2 ? 0 : i / 2, i, i % 2);
  return c;
}

/* A list linked both ways, each node of one class. */
static Case
chain (guint n, GRand *rand)
{
  Case c = empty_case (n, 3 * n);

  for (guint i = 0; i + 2 < n; i++)
    {
      add (&c, i, i + 1, 0);
      if (i > 0)
        add (&c, i + 1, i, 1);
      if (i > 0)
        add (&c, i, n - 1, 2);
    }
  return c;
}

/* A tree with parents, chains at its leaves, and here and there a reference to
 * anything. */
static Case
mixed (guint n, GRand *rand)
{
  Case c = empty_case (n, 3 * n);

  for (guint i = 1; i < n; i++)
    {
      guint source = i < n / 2 ? i / 3 : i - n / 4;

      add (&c, source, i, i % 3);
      if (source > 0 && i < n / 2)
        add (&c, i, source, 3);
      if (any (rand, 0, 5) == 0)
        add (&c, i, any (rand, 1, n), 4);
    }
  return c;
}

/* --- beside dot ----------------------------------------------------------- */

/* A graph with where ours and dot's boxes have their middles. */
typedef struct {
  Case graph;
  RsPoint *ours, *dot;
} Peers;

static double
ccw (const RsPoint *a, const RsPoint *b, const RsPoint *c)
{
  return (b->x - a->x) * (c->y - a->y) - (b->y - a->y) * (c->x - a->x);
}

static guint
crossings (const Case *c, const RsPoint *at)
{
  guint sum = 0;

  for (guint i = 0; i < c->m; i++)
    for (guint j = i + 1; j < c->m; j++)
      {
        const RsLayoutEdge *a = &c->edges[i], *b = &c->edges[j];
        const RsPoint *p = &at[a->source], *q = &at[a->target], *r = &at[b->source],
                      *s = &at[b->target];

        if (a->source == b->source || a->source == b->target || a->target == b->source
            || a->target == b->target)
          continue;
        sum += ccw (p, q, r) * ccw (p, q, s) < 0 && ccw (r, s, p) * ccw (r, s, q) < 0;
      }
  return sum;
}

typedef struct {
  RsPoint from, to;
} Segment;

/* Crossings of SEGMENTS, one an edge; edges to one box do not count, nor can
 * those from one row. */
static guint
crossings_at_rows (const Case *c, const Segment *segments)
{
  guint sum = 0;

  for (guint i = 0; i < c->m; i++)
    for (guint j = i + 1; j < c->m; j++)
      {
        const Segment *a = &segments[i], *b = &segments[j];

        if (c->edges[i].target == c->edges[j].target)
          continue;
        sum += ccw (&a->from, &a->to, &b->from) * ccw (&a->from, &a->to, &b->to) < 0
               && ccw (&b->from, &b->to, &a->from) * ccw (&b->from, &b->to, &a->to) < 0;
      }
  return sum;
}

/* Numbers of the rows of each edge's source, from 0, and how many each box
 * has. */
static void
number_rows (const Case *c, guint *row, guint *n_rows)
{
  memset (n_rows, 0, c->n * sizeof *n_rows);
  for (guint i = 0; i < c->m; i++)
    row[i] = n_rows[c->edges[i].source]++;
}

/* Of dot's drawing with ports; y upwards. */
static guint
dot_crossings_at_rows (const Peers *peers)
{
  const Case *c = &peers->graph;
  g_autofree Segment *segments = g_new (Segment, c->m);
  g_autofree guint *row = g_new (guint, c->m), *n_rows = g_new (guint, c->n);

  number_rows (c, row, n_rows);
  for (guint i = 0; i < c->m; i++)
    {
      RsPoint source = peers->dot[c->edges[i].source], target = peers->dot[c->edges[i].target];
      double y = DOT_HEIGHT * (0.5 - (row[i] + 0.5) / n_rows[c->edges[i].source]);

      segments[i] = (Segment){ { source.x + DOT_WIDTH / 2, source.y + y },
                               { target.x - DOT_WIDTH / 2, target.y } };
    }
  return crossings_at_rows (c, segments);
}

static double
run_ours (Peers *peers, double *routes_time, guint *at_rows)
{
  const Case *c = &peers->graph;
  double best = 1e9;

  for (guint round = 0; round < 3; round++)
    {
      double start = seconds (), middle;
      g_autoptr (RsArrangement) arrangement = arrange (NULL, c, NULL);
      g_autoptr (RsRoutes) routes = NULL;

      middle = seconds ();
      routes = route (c, arrangement);
      best = MIN (best, middle - start);
      *routes_time = seconds () - middle;
      *at_rows = count_crossings (c, arrangement);
      for (guint i = 0; i < c->n; i++)
        peers->ours[i] = (RsPoint){ arrangement->positions[i].x + c->boxes[i].width / 2,
                                    arrangement->positions[i].y + c->boxes[i].height / 2 };
    }
  return best;
}

/* Writes the graph; with PORTS, boxes as records with a field a row. */
static void
write_dot (const Case *c, gboolean ports, GString *text)
{
  g_autofree guint *row = g_new (guint, c->m), *n_rows = g_new (guint, c->n);

  number_rows (c, row, n_rows);
  g_string_append_printf (
      text,
      "digraph { rankdir=LR; node [shape=%s, fixedsize=true, width=%g, height=%g, label=\"\"]; "
      "ranksep=1.2;\n",
      ports ? "record" : "box", DOT_WIDTH, DOT_HEIGHT);
  for (guint i = 0; i < c->n; i++)
    {
      g_string_append_printf (text, "%u", i);
      for (guint k = 0; ports && k < n_rows[i]; k++)
        g_string_append_printf (text, "%s<p%u>", k == 0 ? " [label=\"" : "|", k);
      g_string_append (text, ports && n_rows[i] > 0 ? "\"];\n" : ";\n");
    }
  for (guint i = 0; i < c->m; i++)
    if (ports)
      g_string_append_printf (text, "%u:p%u -> %u;\n", c->edges[i].source, row[i],
                              c->edges[i].target);
    else
      g_string_append_printf (text, "%u -> %u;\n", c->edges[i].source, c->edges[i].target);
  g_string_append (text, "}\n");
}

/* Negative: dot is missing, or failed. */
static double
run_dot (Peers *peers, gboolean ports)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *out = NULL;
  g_auto (GStrv) lines = NULL;
  gint64 start = g_get_monotonic_time ();
  double time;

  write_dot (&peers->graph, ports, text);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                  | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                              NULL, "dot", "-Tplain", NULL);
  if (process == NULL || !g_subprocess_communicate_utf8 (process, text->str, NULL, &out, NULL, NULL)
      || out == NULL)
    return -1;
  time = (double) (g_get_monotonic_time () - start) / 1e6;
  lines = g_strsplit (out, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 5);

      if (g_strv_length (words) >= 4 && strcmp (words[0], "node") == 0)
        peers->dot[atoi (words[1])] =
            (RsPoint){ g_ascii_strtod (words[2], NULL), g_ascii_strtod (words[3], NULL) };
    }
  return time;
}

static void
run_peers (guint n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  Peers peers = { heap (n, rand), g_new0 (RsPoint, n), g_new0 (RsPoint, n) };
  const Case *c = &peers.graph;
  guint at_rows;
  double routes, ours = run_ours (&peers, &routes, &at_rows), dot = run_dot (&peers, FALSE);
  guint x = crossings (c, peers.ours), y = dot >= 0 ? crossings (c, peers.dot) : 0;
  guint dots = run_dot (&peers, TRUE) >= 0 ? dot_crossings_at_rows (&peers) : 0;

  g_print ("%6u %6u %10.4f %10.4f %10.3f %8.1f %10u %8u %8.2f %10u %8u %8.2f\n", c->n, c->m, ours,
           routes, dot, dot / ours, x, y, y > 0 ? (double) x / y : 0, at_rows, dots,
           dots > 0 ? (double) at_rows / dots : 0);
  case_clear (&peers.graph);
  g_free (peers.ours);
  g_free (peers.dot);
}

/* --- whole runs ----------------------------------------------------------- */

static void
run_history (const char *name, HistoryShape shape, guint n_moments, guint size)
{
  g_autoptr (GPtrArray) history = history_new (shape, n_moments, size, 1);
  RsLayoutWork work = { NULL, 0, 0 };
  double start = seconds (), told, planned, slowest = 0, crossed = 0, n_edges = 0;
  g_autoptr (RsPlanner) planner = history_tell (history, history->len);
  g_autoptr (RsPlan) plan = NULL;

  told = seconds ();
  plan = rs_planner_run (planner, &work);
  planned = seconds ();
  for (guint i = 0; i < history->len; i++)
    {
      const Case *c = history_moment (history, i);
      double before = seconds ();
      g_autoptr (RsArrangement) arrangement = arrange (plan, c, NULL);

      rs_routes_free (route (c, arrangement));
      slowest = MAX (slowest, seconds () - before);
      if (i % (1 + history->len / 50) != 0)
        continue;
      crossed += count_crossings (c, arrangement);
      n_edges += c->m;
    }
  g_print ("%-10s %7u %7u %10.4f %10.4f %6.1f %10.2f %10.1f %14.3f\n", name, history->len,
           rs_plan_get_size (plan), told - start, planned - told, 1.0, slowest * 1000,
           (double) work.done / 1e6, crossed / n_edges);
}

static void
run_histories (void)
{
  g_print ("\n%-10s %7s %7s %10s %10s %6s %10s %10s %14s\n", "run", "moments", "boxes", "told s",
           "planned s", "most", "a step ms", "work 1e6", "crossed/edge");
  run_history ("tree", HISTORY_TREE, 400, 0);
  run_history ("ring", HISTORY_RING, 120, 40);
  run_history ("queue", HISTORY_QUEUE, 400, 0);
  run_history ("random", HISTORY_RANDOM, 400, 30);
  run_history ("loop", HISTORY_LOOP, 400, 0);
  run_history ("tree", HISTORY_TREE, 2000, 0);
  run_history ("ring", HISTORY_RING, 2000, 100);
  run_history ("queue", HISTORY_QUEUE, 2000, 0);
  run_history ("random", HISTORY_RANDOM, 2000, 100);
  run_history ("loop", HISTORY_LOOP, 2000, 0);
}

/* A step of a run at N boxes: what the plan knows, and what it does not. */
static void
run_step (guint n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  Case c = heap (n + 5, rand);
  g_autoptr (RsPlanner) planner = rs_planner_new (&metrics);
  g_autoptr (RsPlan) plan = NULL;
  guint m = 0;

  for (guint i = 0; i < c.m; i++)
    if (c.edges[i].target < n)
      c.edges[m++] = c.edges[i];
  c.m = m;
  rs_planner_add (planner, c.boxes, n, c.edges, c.m);
  plan = rs_planner_run (planner, NULL);
  for (guint more = 0; more <= 5; more += 5)
    {
      double best = 1e9;

      c.n = n + more;
      for (guint round = 0; round < 5; round++)
        {
          double start = seconds ();
          g_autoptr (RsArrangement) arrangement = arrange (plan, &c, NULL);

          rs_routes_free (route (&c, arrangement));
          best = MIN (best, seconds () - start);
        }
      g_print ("one step at %u boxes, %u unknown, routes too: %.2f ms (most 16)\n", n, more,
               1000 * best);
    }
  case_clear (&c);
}

/* --- large ones ----------------------------------------------------------- */

static void
run_large (const char *name, Case (*make) (guint, GRand *), guint n, double most)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  Case c = make (n, rand);
  double best = 1e9, routes_time = 0;
  RsLayoutWork work;

  for (guint round = 0; round < 3; round++)
    {
      double start = seconds (), middle;
      g_autoptr (RsArrangement) arrangement = NULL;
      g_autoptr (RsRoutes) routes = NULL;

      work = (RsLayoutWork){ NULL, 0, 0 };
      arrangement = arrange (NULL, &c, &work);
      middle = seconds ();
      routes = route (&c, arrangement);
      best = MIN (best, middle - start);
      routes_time = seconds () - middle;
    }
  g_print ("%-16s %6u %6u %10.4f %10.4f %6.1f %12.1f\n", name, c.n, c.m, best, routes_time, most,
           (double) work.done / (c.n + c.m));
  case_clear (&c);
}

static void
run_large_ones (void)
{
  static const struct {
    const char *name;
    Case (*make) (guint, GRand *);
  } shapes[] = {
    { "random", random_objects }, { "tree", tree }, { "chain", chain }, { "mixed", mixed }
  };
  static const struct {
    guint n;
    double most;
  } sizes[] = { { 200, 0.5 }, { 1000, 0.5 }, { 5000, 0.5 }, { 20000, 3 } };

  g_print ("\n%-16s %6s %6s %10s %10s %6s %12s\n", "shape", "nodes", "edges", "ours s", "routes s",
           "most", "work an edge");
  run_large ("random, in full", random_objects_in_full, 1000, 1);
  for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
    for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
      run_large (shapes[i].name, shapes[i].make, sizes[k].n, sizes[k].most);
}

static void
run_all_peers (void)
{
  static const guint sizes[] = { 50, 200, 1000 };

  g_print ("%6s %6s %10s %10s %10s %8s %10s %8s %8s %10s %8s %8s\n", "nodes", "edges", "ours s",
           "routes s", "dot s", "ratio", "crossings", "dot's", "ratio", "at rows", "dot's",
           "ratio");
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    run_peers (sizes[i]);
}

static void
run_steps (void)
{
  g_print ("\n");
  run_step (200);
  run_step (1000);
}

/* All parts, or those whose names are given. */
int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*run) (void);
  } parts[] = { { "peers", run_all_peers },
                { "runs", run_histories },
                { "steps", run_steps },
                { "large", run_large_ones } };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (argc == 1 || g_strv_contains ((const gchar *const *) argv + 1, parts[i].name))
      parts[i].run ();
  return 0;
}
