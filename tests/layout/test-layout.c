/* SPDX-License-Identifier: MIT
 *
 * Tests of src/layout, phase by phase, on random graphs: no boxes overlap, no
 * route runs through a box, what stands stays, the same input gives the same
 * drawing. The seed is printed where that fails.
 */
#include "layout/order-private.h"

#include <math.h>
#include <string.h>

typedef struct {
  guint n, m;
  RsLayoutBox *boxes;
  RsLayoutEdge *edges;
  RsPoint *positions;
} Case;

static const RsLayoutMetrics metrics = RS_LAYOUT_METRICS_INIT;
static RsLayoutWork work;

static Case
random_case (guint n, guint m, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Case c = { n, m, g_new0 (RsLayoutBox, n + 1), g_new0 (RsLayoutEdge, m + 1),
             g_new0 (RsPoint, n + 1) };

  for (guint i = 0; i < n; i++)
    c.boxes[i] = (RsLayoutBox){ i + 1,
                                g_rand_double_range (rand, 80, metrics.column),
                                g_rand_double_range (rand, 40, 260),
                                15,
                                9,
                                g_rand_int_range (rand, 0, 8) == 0 ? 26 : 0,
                                i < 1 + n / 20 };
  for (guint i = 0; i < m; i++)
    {
      guint32 source = (guint32) g_rand_int_range (rand, 0, (gint) n);
      gboolean near = g_rand_boolean (rand);
      gint step = g_rand_int_range (rand, 0, 6);
      guint32 target = near ? MIN (n - 1, source + (guint32) step)
                            : (guint32) g_rand_int_range (rand, 0, (gint) n);

      c.edges[i] = (RsLayoutEdge){ source, target, c.boxes[source].width - 13,
                                   g_rand_double_range (rand, 35, c.boxes[source].height - 2) };
    }
  return c;
}

static void
clear_case (Case *c)
{
  g_free (c->boxes);
  g_free (c->edges);
  g_free (c->positions);
}

static void
check_no_overlap (const Case *c, guint n, guint32 seed)
{
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      {
        const RsPoint *a = &c->positions[i], *b = &c->positions[j];

        if (a->x < b->x + c->boxes[j].width && b->x < a->x + c->boxes[i].width
            && a->y < b->y + c->boxes[j].height + c->boxes[j].clearance
            && b->y < a->y + c->boxes[i].height + c->boxes[i].clearance)
          g_error ("seed %u: boxes %u and %u overlap", seed, i, j);
      }
}

static RsPoint
at (const RsPoint *p, double t)
{
  double u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
  RsPoint q = { a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y };

  return q;
}

/* No point of a route lies in a box, but in its own source on the way out. */
static void
check_routes (const Case *c, guint n, guint m, guint32 seed)
{
  g_autoptr (RsRoutes) routes =
      rs_layout_route (c->boxes, n, c->edges, m, &metrics, NULL, c->positions);

  for (guint l = 0; l < m; l++)
    {
      const RsPoint *route = routes->points + routes->first[l];
      guint length = routes->first[l + 1] - routes->first[l];

      g_assert_cmpuint (length % 3, ==, 1);
      for (guint s = 0; s + 3 < length; s += 3)
        for (guint k = 0; k <= 12; k++)
          {
            RsPoint q = at (route + s, k / 12.0);

            for (guint b = 0; b < n; b++)
              if (q.x > c->positions[b].x + 0.5 && q.x < c->positions[b].x + c->boxes[b].width - 0.5
                  && q.y > c->positions[b].y + 0.5
                  && q.y < c->positions[b].y + c->boxes[b].height + c->boxes[b].clearance - 0.5
                  && !(b == c->edges[l].source && s == 0))
                g_error ("seed %u: edge %u (%u to %u) runs through box %u at %g, %g", seed, l,
                         c->edges[l].source, c->edges[l].target, b, q.x, q.y);
          }
    }
}

static void
test_full (void)
{
  for (guint32 seed = 1; seed <= 60; seed++)
    {
      Case c = random_case (5 + seed * 2, 4 + seed * 3, seed);
      g_autoptr (RsPlaces) places = rs_places_new ();

      rs_layout_run (c.boxes, c.n, c.edges, c.m, &metrics, NULL, places, c.positions);
      check_no_overlap (&c, c.n, seed);
      check_routes (&c, c.n, c.m, seed);
      clear_case (&c);
    }
}

/* Edges whose ends both exist among the first N boxes, moved to the front.
 * Returns how many. */
static guint
edges_within (Case *c, guint n)
{
  guint kept = 0;

  for (guint i = 0; i < c->m; i++)
    if (c->edges[i].source < n && c->edges[i].target < n)
      {
        RsLayoutEdge edge = c->edges[i];

        c->edges[i] = c->edges[kept];
        c->edges[kept++] = edge;
      }
  return kept;
}

/* Whether one of the first N boxes refers to BOX, by one of the first M edges,
 * that stood and stands left of where BOX has stood. */
static gboolean
is_held_from_left (const Case *c, guint n, guint m, const RsPoint *old, guint box)
{
  for (guint i = 0; i < m; i++)
    if (c->edges[i].target == box && c->edges[i].source < n
        && old[c->edges[i].source].x < old[box].x
        && c->positions[c->edges[i].source].x < old[box].x)
      return TRUE;
  return FALSE;
}

/* Boxes come a few at a time and grow; those that did not grow, nor stand below
 * one that did, stay: but once in its life, one that nothing left of it refers
 * to may go to what does. */
static void
test_incremental (void)
{
  for (guint32 seed = 1; seed <= 40; seed++)
    {
      Case c = random_case (90, 150, seed);
      g_autoptr (RsPlaces) places = rs_places_new ();
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autofree RsPoint *old = g_new0 (RsPoint, c.n);
      g_autofree guint8 *moved = g_new0 (guint8, c.n);

      for (guint n = 10; n <= c.n; n += 8)
        {
          guint m = edges_within (&c, n);

          rs_layout_run (c.boxes, n, c.edges, m, &metrics, NULL, places, c.positions);
          for (guint i = 0; n > 10 && i < n - 8; i++)
            if ((c.positions[i].x != old[i].x || c.positions[i].y != old[i].y)
                && (is_held_from_left (&c, n - 8, m, old, i) || moved[i]++ > 0))
              g_error ("seed %u: box %u moved though nothing grew", seed, i);
          check_no_overlap (&c, n, seed);
          check_routes (&c, n, m, seed);
          c.boxes[g_rand_int_range (rand, 0, (gint) n)].height += 60;
          rs_layout_run (c.boxes, n, c.edges, m, &metrics, NULL, places, c.positions);
          check_no_overlap (&c, n, seed);
          memcpy (old, c.positions, n * sizeof *old);
        }
      clear_case (&c);
    }
}

/* N boxes, each referring to the next; the first is a frame. */
static Case
chain_case (guint n)
{
  Case c = { n, n - 1, g_new0 (RsLayoutBox, n + 1), g_new0 (RsLayoutEdge, n),
             g_new0 (RsPoint, n + 1) };

  for (guint i = 0; i < n; i++)
    c.boxes[i] = (RsLayoutBox){ i + 1, 132, 104, 15, 9, 0, i == 0 };
  for (guint i = 0; i + 1 < n; i++)
    c.edges[i] = (RsLayoutEdge){ i, i + 1, 119, 60 };
  return c;
}

/* A long chain is as wide as a page, not as a street: laid out at once or grown
 * box by box. */
static void
test_long_chain (void)
{
  Case whole = chain_case (300), grown = chain_case (100),
       small = chain_case (RS_LAYOUT_COLUMNS + 1);
  g_autoptr (RsPlaces) places = rs_places_new ();
  double right = 0, bottom = 0;

  rs_layout_run (whole.boxes, whole.n, whole.edges, whole.m, &metrics, NULL, places,
                 whole.positions);
  for (guint i = 0; i < whole.n; i++)
    {
      right = MAX (right, whole.positions[i].x);
      bottom = MAX (bottom, whole.positions[i].y);
    }
  g_assert_cmpfloat (right, <, 2 * bottom);
  g_assert_cmpfloat (bottom, <, right);
  check_no_overlap (&whole, whole.n, 0);
  check_routes (&whole, whole.n, whole.m, 0);

  g_autoptr (RsPlaces) others = rs_places_new ();
  for (guint n = 1; n <= grown.n; n++)
    rs_layout_run (grown.boxes, n, grown.edges, n - 1, &metrics, NULL, others, grown.positions);
  for (guint i = 0; i < grown.n; i++)
    g_assert_cmpfloat (grown.positions[i].x, <=,
                       RS_LAYOUT_COLUMNS * (metrics.column + metrics.gap));
  check_no_overlap (&grown, grown.n, 0);
  check_routes (&grown, grown.n, grown.m, 0);

  g_autoptr (RsPlaces) few = rs_places_new ();
  rs_layout_run (small.boxes, small.n, small.edges, small.m, &metrics, NULL, few, small.positions);
  for (guint i = 0; i < small.n; i++)
    g_assert_cmpfloat (small.positions[i].x, ==, i * (metrics.column + metrics.gap));
  clear_case (&whole);
  clear_case (&grown);
  clear_case (&small);
}

/* A frame makes boxes and hangs them into a tree, one after the other: it ends
 * as a tree, whose boxes have moved once at most and stand in the order of
 * their rows. Back at the beginning, and forward again, nothing moves any more.
 */
static void
test_settle (void)
{
  enum {
    N = 16
  }; /* 0 the module, 1 a call's frame, 2 the root; the children of i are 2 i - 1 and 2 i */
  RsLayoutBox boxes[N];
  RsLayoutEdge edges[2 * N];
  RsPoint positions[N], born[N], last[N];
  g_autoptr (RsPlaces) places = rs_places_new ();

  for (guint i = 0; i < N; i++)
    boxes[i] = (RsLayoutBox){ i + 1, 132, 104, 15, 9, 0, i < 2 };
  for (guint pass = 0; pass < 3; pass++)
    for (guint i = 2; i < N; i++)
      {
        guint m = 0;

        edges[m++] = (RsLayoutEdge){ 0, 2, 203, 40 };
        for (guint k = 3; k < i; k++)
          edges[m++] = (RsLayoutEdge){ (k + 1) / 2, k, 119, k % 2 ? 40 : 65 };
        edges[m++] = (RsLayoutEdge){ 1, i, 203, 40 };
        rs_layout_run (boxes, i + 1, edges, m, &metrics, NULL, places, positions);
        if (pass == 0)
          born[i] = positions[i];
        for (guint k = 2; k <= i && pass == 2; k++)
          g_assert_cmpmem (&positions[k], sizeof *positions, &last[k], sizeof *last);
        edges[m - 1] = (RsLayoutEdge){ (i + 1) / 2, i, 119, i % 2 ? 40 : 65 };
        rs_layout_run (boxes, i + 1, edges, i > 2 ? m : 1, &metrics, NULL, places, positions);
        for (guint k = 2; k <= i; k++)
          last[k] = positions[k];
      }
  for (guint i = 3; i < N; i++)
    {
      g_assert_cmpfloat (born[i].x, ==, metrics.column + metrics.gap);
      g_assert_cmpfloat (positions[i].x, ==,
                         positions[(i + 1) / 2].x + metrics.column + metrics.gap);
      if (i % 2 == 0)
        g_assert_cmpfloat (positions[i].y, >, positions[i - 1].y);
    }
}

static void
test_deterministic (void)
{
  Case a = random_case (120, 240, 5), b = random_case (120, 240, 5);
  g_autoptr (RsPlaces) places_a = rs_places_new ();
  g_autoptr (RsPlaces) places_b = rs_places_new ();

  rs_layout_run (a.boxes, a.n, a.edges, a.m, &metrics, NULL, places_a, a.positions);
  rs_layout_run (b.boxes, b.n, b.edges, b.m, &metrics, NULL, places_b, b.positions);
  g_assert_cmpmem (a.positions, a.n * sizeof (RsPoint), b.positions, b.n * sizeof (RsPoint));
  clear_case (&a);
  clear_case (&b);
}

static void
test_rank (void)
{
  for (guint32 seed = 1; seed <= 30; seed++)
    {
      Case c = random_case (40, 60, seed);
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
      clear_case (&c);
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
      Case c = random_case (50, 90, seed);
      g_autoptr (RsLayoutGraph) graph = rs_layout_graph_new (c.boxes, c.n, c.edges, c.m);
      g_autofree gint *ranks = rs_layout_rank (graph, &work);
      g_autoptr (RsLayers) layers = rs_layers_new (graph, ranks);
      guint64 before = rs_layers_crossings (layers);

      g_assert_cmpuint (before, ==, naive_crossings (layers));
      rs_layers_order (layers, &work);
      g_assert_cmpuint (rs_layers_crossings (layers), ==, naive_crossings (layers));
      g_assert_cmpuint (rs_layers_crossings (layers), <=, before);
      clear_case (&c);
    }
}

/* Edges between any two, each box with OUT of them; what a heap of N objects
 * with OUT random references each looks like. */
static Case
tangled_case (guint n, guint out, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Case c = chain_case (n);

  g_free (c.edges);
  c.m = n * out;
  c.edges = g_new0 (RsLayoutEdge, c.m + 1);
  for (guint i = 0; i < c.m; i++)
    c.edges[i] = (RsLayoutEdge){ i / out, (guint32) g_rand_int_range (rand, 1, (gint) n), 119,
                                 40 + 20 * (i % out) };
  return c;
}

/* A chain of which each box refers to the last one, too, as objects do to their
 * class. */
static Case
class_case (guint n)
{
  Case c = chain_case (n);

  c.edges = g_renew (RsLayoutEdge, c.edges, 2 * n);
  for (guint i = 1; i + 2 < n; i++)
    c.edges[c.m++] = (RsLayoutEdge){ i, n - 1, 119, 80 };
  return c;
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
      Case c = random_case (60, 120, seed);
      g_autoptr (RsLayoutGraph) graph = rs_layout_graph_new (c.boxes, c.n, c.edges, c.m);
      g_autoptr (RsAcyclic) depth = rs_layout_acyclic_in_depth (graph);
      g_autoptr (RsAcyclic) breadth = rs_layout_acyclic_in_breadth (graph);

      check_acyclic (&c, depth);
      check_acyclic (&c, breadth);
      clear_case (&c);
    }
  Case chain = class_case (40);
  g_autoptr (RsLayoutGraph) graph =
      rs_layout_graph_new (chain.boxes, chain.n, chain.edges, chain.m);
  g_autoptr (RsAcyclic) depth = rs_layout_acyclic_in_depth (graph);

  for (guint i = 0; i < chain.m; i++)
    g_assert_false (depth->back[i]);
  clear_case (&chain);
}

/* Where edges share dummies: segments join neighbouring layers, the segments of
 * a box leave it in the order of its rows, as much runs out of a dummy as into
 * it, and crossings count every edge. */
static void
test_bundles (void)
{
  Case cases[] = { tangled_case (700, 2, 1), tangled_case (300, 9, 2), class_case (400) };

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
      clear_case (c);
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
  Case cases[] = { random_case (40, 80, 1), tangled_case (400, 4, 2) };

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
      clear_case (&cases[k]);
    }
}

/* Annealing leaves an order of each layer, keeps to its work, and removes
 * crossings from a bad order. */
static void
test_anneal (void)
{
  for (guint32 seed = 1; seed <= 8; seed++)
    {
      Case c = random_case (80, 120, seed);
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
      clear_case (&c);
    }
}

/* The work of a layout is bounded by the number of boxes and edges, whatever
 * the graph: each of these would take minutes if an edge were as many dummies
 * as the layers that it crosses. And it is no drawing as wide as a street. */
static void
test_work (void)
{
  Case cases[] = { tangled_case (1000, 2, 1), tangled_case (1000, 6, 2), tangled_case (5000, 2, 3),
                   class_case (5000), chain_case (5000) };

  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      Case *c = &cases[k];
      g_autoptr (RsPlaces) places = rs_places_new ();
      RsLayoutWork done = { NULL, 0, 0 };
      g_autoptr (RsRoutes) routes = NULL;

      rs_layout_run (c->boxes, c->n, c->edges, c->m, &metrics, &done, places, c->positions);
      g_assert_cmpuint (done.done, <=, 6000000 + 2000 * (guint64) (c->n + c->m));
      check_no_overlap (c, c->n, k);
      routes = rs_layout_route (c->boxes, c->n, c->edges, c->m, &metrics, NULL, c->positions);
      g_assert_cmpuint (routes->first[c->m], <=, 300 * (c->n + c->m));
      clear_case (c);
    }
}

/* A layout that nobody wants any more ends, and leaves no trace. */
static void
test_cancel (void)
{
  Case c = tangled_case (200, 2, 1);
  g_autoptr (RsPlaces) places = rs_places_new ();
  gint cancel = 1;
  RsLayoutWork cancelled = { &cancel, 0, 0 }, whole = { NULL, 0, 0 };

  rs_places_set (places, 1, 0, 40);
  rs_places_begin (places);
  g_assert_false (
      rs_layout_run (c.boxes, c.n, c.edges, c.m, &metrics, &cancelled, places, c.positions));
  rs_places_end (places, FALSE);
  g_assert_cmpuint (rs_places_get_size (places), ==, 1);
  g_assert_true (rs_layout_run (c.boxes, c.n, c.edges, c.m, &metrics, &whole, places, c.positions));
  g_assert_cmpuint (rs_places_get_size (places), ==, c.n);
  g_assert_null (rs_layout_route (c.boxes, c.n, c.edges, c.m, &metrics, &cancelled, c.positions));
  g_assert_cmpuint (50 * cancelled.done, <, whole.done);
  clear_case (&c);
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

static void
test_places (void)
{
  g_autoptr (RsPlaces) places = rs_places_new ();
  g_autoptr (RsPlaces) copy = NULL;
  gint column;
  double y;

  g_assert_false (rs_places_get (places, 7, &column, &y));
  rs_places_set (places, 7, 2, 40.5);
  g_assert_cmpuint (rs_places_get_number (places, 9), ==, 1);
  g_assert_cmpuint (rs_places_get_number (places, 7), ==, 2);
  copy = rs_places_copy (places);
  rs_places_set (places, 7, 3, 1);
  g_assert_true (rs_places_get (copy, 7, &column, &y));
  g_assert_cmpint (column, ==, 2);
  g_assert_cmpfloat (y, ==, 40.5);
  g_assert_cmpuint (rs_places_get_number (copy, 7), ==, 2);
  g_assert_cmpuint (rs_places_get_size (copy), ==, 1);
}

/* What is taken back has never been: places, numbers, and what is fixed. */
static void
test_take_back (void)
{
  g_autoptr (RsPlaces) places = rs_places_new ();
  gint column;

  rs_places_set (places, 1, 2, 10);
  rs_places_get_number (places, 1);
  for (gint keep = 0; keep < 2; keep++)
    {
      rs_places_begin (places);
      rs_places_set (places, 1, 3, 20);
      rs_places_set (places, 1, 4, 30);
      rs_places_fix (places, 1);
      rs_places_set (places, 2, 5, 40);
      rs_places_get_number (places, 8);
      rs_places_end (places, keep);
      g_assert_true (rs_places_get (places, 1, &column, NULL));
      g_assert_cmpint (column, ==, keep ? 4 : 2);
      g_assert_cmpint (rs_places_is_fixed (places, 1), ==, keep);
      g_assert_cmpint (rs_places_get (places, 2, NULL, NULL), ==, keep);
    }
  g_assert_cmpuint (rs_places_get_number (places, 9), ==, 3);
}

static void
test_empty (void)
{
  g_autoptr (RsPlaces) places = rs_places_new ();
  g_autoptr (RsRoutes) routes = NULL;

  rs_layout_run (NULL, 0, NULL, 0, &metrics, NULL, places, NULL);
  routes = rs_layout_route (NULL, 0, NULL, 0, &metrics, NULL, NULL);
  g_assert_cmpuint (routes->n_edges, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/places", test_places);
  g_test_add_func ("/layout/empty", test_empty);
  g_test_add_func ("/layout/rank", test_rank);
  g_test_add_func ("/layout/order", test_order);
  g_test_add_func ("/layout/acyclic", test_acyclic);
  g_test_add_func ("/layout/bundles", test_bundles);
  g_test_add_func ("/layout/gain", test_gain);
  g_test_add_func ("/layout/anneal", test_anneal);
  g_test_add_func ("/layout/work", test_work);
  g_test_add_func ("/layout/cancel", test_cancel);
  g_test_add_func ("/layout/take-back", test_take_back);
  g_test_add_func ("/layout/isotonic", test_isotonic);
  g_test_add_func ("/layout/full", test_full);
  g_test_add_func ("/layout/incremental", test_incremental);
  g_test_add_func ("/layout/long-chain", test_long_chain);
  g_test_add_func ("/layout/settle", test_settle);
  g_test_add_func ("/layout/deterministic", test_deterministic);
  return g_test_run ();
}
