/* SPDX-License-Identifier: MIT
 *
 * Tests of the layout in layers, phase by phase, on random graphs. The seed is
 * printed where one fails. What plans make of it, test-plan.c tells.
 */
#include "layout/order-private.h"
#include "tests/layout/cases.h"

#include <math.h>
#include <string.h>

static const RsLayoutMetrics metrics = RS_LAYOUT_METRICS_INIT;
static RsLayoutWork work;

static void
test_rank (void)
{
  for (guint32 seed = 1; seed <= 30; seed++)
    {
      Case c = case_random (40, 60, seed);
      g_autoptr (RsLayoutGraph) graph = NULL;
      g_autofree gint *ranks = NULL;

      /* Without a cycle every edge runs to the right. */
      for (guint i = 0; i < c.m; i++)
        if (c.edges[i].source > c.edges[i].target)
          {
            guint32 swap = c.edges[i].source;

            c.edges[i].source = c.edges[i].target;
            c.edges[i].target = swap;
          }
      graph = rs_layout_graph_new (c.boxes, c.n, c.edges, c.m);
      ranks = rs_layout_rank (graph, &work);
      for (guint i = 0; i < c.m; i++)
        {
          const RsLayoutEdge *edge = &c.edges[i];

          if (edge->source != edge->target && !c.boxes[edge->target].pinned
              && ranks[edge->source] >= ranks[edge->target])
            g_error ("seed %u: edge %u to %u", seed, edge->source, edge->target);
        }
      for (guint i = 0; i < c.n; i++)
        g_assert_true ((ranks[i] == 0) == (c.boxes[i].pinned != 0));
      case_clear (&c);
    }
}

static guint64
naive_crossings (const RsLayers *layers)
{
  guint64 sum = 0;

  for (guint a = 0; a < layers->n_segments; a++)
    for (guint b = 0; b < layers->n_segments; b++)
      {
        guint32 la = layers->left[a], lb = layers->left[b], ra = layers->right[a],
                rb = layers->right[b];

        if (layers->layer[la] != layers->layer[lb] || layers->position[ra] <= layers->position[rb])
          continue;
        /* Of one box, segments are in the order of their numbers. */
        if (layers->position[la] < layers->position[lb] || (la == lb && a < b))
          sum += (guint64) layers->weight[a] * layers->weight[b];
      }
  return sum;
}

static void
test_order (void)
{
  for (guint32 seed = 1; seed <= 30; seed++)
    {
      Case c = case_random (50, 90, seed);
      g_autoptr (RsLayoutGraph) graph = rs_layout_graph_new (c.boxes, c.n, c.edges, c.m);
      g_autofree gint *ranks = rs_layout_rank (graph, &work);
      g_autoptr (RsLayers) layers = rs_layers_new (graph, ranks);
      guint64 before = rs_layers_crossings (layers);

      g_assert_cmpuint (before, ==, naive_crossings (layers));
      rs_layers_order (layers, &work);
      g_assert_cmpuint (rs_layers_crossings (layers), ==, naive_crossings (layers));
      g_assert_cmpuint (rs_layers_crossings (layers), <=, before);
      case_clear (&c);
    }
}

static void
check_acyclic (const Case *c, const RsAcyclic *acyclic)
{
  g_autofree guint32 *number = g_new (guint32, c->n);

  memset (number, 0xff, c->n * sizeof *number);
  for (guint i = 0; i < c->n; i++)
    number[acyclic->order[i]] = i;
  for (guint i = 0; i < c->n; i++)
    g_assert_cmpuint (number[i], <, c->n);
  for (guint i = 0; i < c->m; i++)
    if (!acyclic->back[i])
      g_assert_cmpuint (number[c->edges[i].source], <, number[c->edges[i].target]);
}

/* Edges that are not back edges lead onwards in the order; where there is no
 * cycle, a walk in depth finds no back edge. */
static void
test_acyclic (void)
{
  for (guint32 seed = 1; seed <= 20; seed++)
    {
      Case c = case_random (60, 120, seed);
      g_autoptr (RsLayoutGraph) graph = rs_layout_graph_new (c.boxes, c.n, c.edges, c.m);
      g_autoptr (RsAcyclic) depth = rs_layout_acyclic_in_depth (graph);
      g_autoptr (RsAcyclic) breadth = rs_layout_acyclic_in_breadth (graph);

      check_acyclic (&c, depth);
      check_acyclic (&c, breadth);
      case_clear (&c);
    }
  Case chain = case_class (40);
  g_autoptr (RsLayoutGraph) graph =
      rs_layout_graph_new (chain.boxes, chain.n, chain.edges, chain.m);
  g_autoptr (RsAcyclic) depth = rs_layout_acyclic_in_depth (graph);

  for (guint i = 0; i < chain.m; i++)
    g_assert_false (depth->back[i]);
  case_clear (&chain);
}

/* Where edges share dummies: segments join neighbouring layers, the segments of
 * a box leave it in the order of its rows, as much runs out of a dummy as into
 * it, and crossings count every edge. */
static void
test_bundles (void)
{
  Case cases[] = { case_tangled (700, 2, 1), case_tangled (300, 9, 2), case_class (400) };

  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      Case *c = &cases[k];
      g_autoptr (RsLayoutGraph) graph = rs_layout_graph_new (c->boxes, c->n, c->edges, c->m);
      g_autoptr (RsAcyclic) depth = rs_layout_acyclic_in_depth (graph);
      g_autofree gint *ranks = g_new0 (gint, c->n);
      g_autoptr (RsLayers) layers = NULL;
      guint shared = 0;

      for (guint i = 0; i < c->n; i++) /* one path, as long as can be */
        ranks[depth->order[i]] = (gint) i;
      layers = rs_layers_new (graph, ranks);
      for (guint a = 0; a < layers->n_segments; a++)
        {
          g_assert_cmpint (layers->layer[layers->left[a]] + 1, ==, layers->layer[layers->right[a]]);
          shared += layers->weight[a] > 1;
        }
      g_assert_cmpuint (shared, >, 0);
      for (guint32 node = 0; node < layers->n_nodes; node++)
        {
          guint64 in = 0, out = 0;

          for (guint32 i = layers->left_first[node]; i < layers->left_first[node + 1]; i++)
            in += layers->weight[layers->left_segments[i]];
          for (guint32 i = layers->right_first[node]; i < layers->right_first[node + 1]; i++)
            out += layers->weight[layers->right_segments[i]];
          g_assert_true (node < layers->n_boxes || in == out);
        }
      rs_layers_order (layers, &work);
      g_assert_cmpuint (rs_layers_crossings (layers), ==, naive_crossings (layers));
      case_clear (c);
    }
}

/* Layers of C by a walk in depth alone: long edges. */
static RsLayers *
deep_layers (const RsLayoutGraph *graph)
{
  g_autoptr (RsAcyclic) depth = rs_layout_acyclic_in_depth (graph);
  g_autofree gint *ranks = g_new0 (gint, graph->n_boxes);

  for (guint i = 0; i < graph->n_boxes; i++)
    for (guint32 l = graph->out_first[depth->order[i]]; l < graph->out_first[depth->order[i] + 1];
         l++)
      {
        const RsLayoutEdge *edge = &graph->edges[graph->out_edges[l]];

        if (!depth->back[graph->out_edges[l]])
          ranks[edge->target] = MAX (ranks[edge->target], ranks[edge->source] + 1);
      }
  return rs_layers_new (graph, ranks);
}

/* What an exchange is said to gain is what it gains. */
static void
test_gain (void)
{
  Case cases[] = { case_random (40, 80, 1), case_tangled (400, 4, 2) };

  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (RsLayoutGraph) graph =
          rs_layout_graph_new (cases[k].boxes, cases[k].n, cases[k].edges, cases[k].m);
      g_autoptr (RsLayers) layers = deep_layers (graph);
      RsOrder order;

      rs_order_init (&order, layers, &work);
      for (guint layer = 1; layer < layers->n_layers; layer += 1 + layers->n_layers / 20)
        for (guint32 i = layers->layer_first[layer]; i + 1 < layers->layer_first[layer + 1];
             i += 1 + i % 40)
          {
            gint64 before = (gint64) rs_order_crossings (&order), gain;

            rs_order_look_left (&order, layer);
            rs_order_look_right (&order, layer);
            gain = rs_order_gain (&order, layers->order[i], layers->order[i + 1]);
            rs_order_swap (&order, i);
            g_assert_cmpint (before - (gint64) rs_order_crossings (&order), ==, gain);
          }
      rs_order_clear (&order);
      case_clear (&cases[k]);
    }
}

/* Annealing leaves an order of each layer, keeps to its work, and removes
 * crossings from a bad order. */
static void
test_anneal (void)
{
  for (guint32 seed = 1; seed <= 8; seed++)
    {
      Case c = case_random (80, 120, seed);
      g_autoptr (RsLayoutGraph) graph = rs_layout_graph_new (c.boxes, c.n, c.edges, c.m);
      g_autofree gint *ranks = rs_layout_rank (graph, &work);
      g_autoptr (RsLayers) layers = rs_layers_new (graph, ranks);
      g_autofree guint8 *seen = g_new0 (guint8, layers->n_nodes);
      RsLayoutWork done = { NULL, 0, 0 };
      guint64 before = rs_layers_crossings (layers);
      RsOrder order;

      rs_order_init (&order, layers, &done);
      rs_order_anneal (&order, 200000);
      rs_order_clear (&order);
      g_assert_cmpuint (done.done, <, 220000);
      g_assert_cmpuint (3 * rs_layers_crossings (layers), <, 2 * before);
      for (guint layer = 0; layer < layers->n_layers; layer++)
        for (guint32 i = layers->layer_first[layer]; i < layers->layer_first[layer + 1]; i++)
          {
            guint32 node = layers->order[i];

            g_assert_cmpint (layers->layer[node], ==, layer);
            g_assert_cmpuint (layers->position[node], ==, i - layers->layer_first[layer]);
            g_assert_cmpuint (seen[node]++, ==, 0);
          }
      case_clear (&c);
    }
}

/* The regression's values do not decrease, and no block moved as a whole would
 * come nearer. */
static void
test_isotonic (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint round = 0; round < 200; round++)
    {
      guint n = (guint) g_rand_int_range (rand, 1, 12), start = 0;
      double wanted[12], weight[12], values[12];

      for (guint i = 0; i < n; i++)
        {
          wanted[i] = g_rand_double_range (rand, -50, 50);
          weight[i] = g_rand_double_range (rand, 0.1, 3);
        }
      rs_layout_isotonic (wanted, weight, n, values);
      for (guint i = 1; i <= n; i++)
        {
          double pull = 0;

          g_assert_true (i == n || values[i] >= values[i - 1] - 1e-9);
          if (i < n && fabs (values[i] - values[start]) < 1e-9)
            continue;
          for (guint k = start; k < i; k++)
            pull += weight[k] * (wanted[k] - values[k]);
          g_assert_cmpfloat (fabs (pull), <, 1e-6);
          start = i;
        }
    }
}

/* The layout in layers as a whole: frames and nothing else in column 0, no
 * overlap within a column, a chain as wide as a page. */
static void
test_in_layers (void)
{
  for (guint32 seed = 1; seed <= 30; seed++)
    {
      Case c = seed == 30 ? case_chain (300) : case_random (5 + seed * 4, 4 + seed * 6, seed);
      g_autoptr (RsLayoutGraph) graph = rs_layout_graph_new (c.boxes, c.n, c.edges, c.m);
      g_autofree gint *columns = g_new (gint, c.n);
      g_autofree double *ys = g_new (double, c.n);
      double bottom = 0;
      gint last = 0;

      rs_layout_in_layers (graph, &metrics, &work, columns, ys);
      for (guint i = 0; i < c.n; i++)
        {
          g_assert_cmpint (columns[i] == 0, ==, c.boxes[i].pinned);
          last = MAX (last, columns[i]);
          bottom = MAX (bottom, ys[i]);
          for (guint k = 0; k < i; k++)
            if (columns[k] == columns[i] && ys[k] < ys[i] + c.boxes[i].height + c.boxes[i].clearance
                && ys[i] < ys[k] + c.boxes[k].height + c.boxes[k].clearance)
              g_error ("seed %u: boxes %u and %u overlap", seed, k, i);
        }
      if (seed == 30)
        g_assert_cmpfloat (last * (132 + metrics.gap), <, 2 * bottom);
      case_clear (&c);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/rank", test_rank);
  g_test_add_func ("/layout/order", test_order);
  g_test_add_func ("/layout/acyclic", test_acyclic);
  g_test_add_func ("/layout/bundles", test_bundles);
  g_test_add_func ("/layout/gain", test_gain);
  g_test_add_func ("/layout/anneal", test_anneal);
  g_test_add_func ("/layout/isotonic", test_isotonic);
  g_test_add_func ("/layout/in-layers", test_in_layers);
  return g_test_run ();
}
