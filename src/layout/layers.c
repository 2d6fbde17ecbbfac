/* SPDX-License-Identifier: MIT
 *
 * The proper layered graph: every edge that spans more than one layer is cut
 * into segments by dummy nodes, one a layer between. An edge to the left (it
 * closes a cycle) is turned round, for ordering only; one within a layer takes
 * no part. Boxes come first, dummies after.
 *
 *   edge 0 -> 3 over layers 0..3        0 ---- d1 ---- d2 ---- 3
 *
 * Where those are more than FEW, and sharing halves their number or there are
 * too many for DUMMIES_PER_EDGE, the edges to one target share theirs (edge
 * concentration): one chain runs from the target back to the farthest source,
 * and each source joins it in the layer after its own. A segment's weight is
 * the number of edges that run in it.
 *
 *   edges 0 -> 9, 1 -> 9, 2 -> 9        0 ---- d1 ==== d2 === d3 === 9
 *                                       1 ----´       /
 *                                           2 -------´
 *
 * Where even those are too many, the chains end after as many layers as fit,
 * and sources farther away do not join: the router draws their edges all the
 * same, it knows no dummies. So nodes and segments are O(boxes + edges),
 * whatever the graph.
 */
#include "layout/layout-private.h"

/* So many dummies may always be; and so many more for each box and edge. */
#define FEW 4000
#define DUMMIES_PER_EDGE 8

/* Lists of numbers by key: first[k] .. first[k + 1] of list hold the i with
 * key[i] == k, in rising order. */
static void
index_by (const guint32 *key, guint n, guint n_keys, guint32 **first, guint32 **list)
{
  guint32 sum = 0;

  *first = g_new0 (guint32, n_keys + 2);
  *list = g_new (guint32, n + 1);
  for (guint i = 0; i < n; i++)
    (*first)[key[i] + 2]++;
  for (guint k = 0; k <= n_keys; k++)
    {
      sum += (*first)[k + 1];
      (*first)[k + 1] = sum;
    }
  for (guint i = 0; i < n; i++)
    (*list)[(*first)[key[i] + 1]++] = i;
}

RsLayoutGraph *
rs_layout_graph_new (const RsLayoutBox *boxes, guint n_boxes, const RsLayoutEdge *edges,
                     guint n_edges)
{
  RsLayoutGraph *graph = g_new0 (RsLayoutGraph, 1);
  g_autofree guint32 *key = g_new (guint32, n_edges + 1);

  graph->boxes = boxes;
  graph->edges = edges;
  graph->n_boxes = n_boxes;
  graph->n_edges = n_edges;
  for (guint i = 0; i < n_edges; i++)
    key[i] = edges[i].source;
  index_by (key, n_edges, n_boxes, &graph->out_first, &graph->out_edges);
  for (guint i = 0; i < n_edges; i++)
    key[i] = edges[i].target;
  index_by (key, n_edges, n_boxes, &graph->in_first, &graph->in_edges);
  return graph;
}

void
rs_layout_graph_free (RsLayoutGraph *graph)
{
  if (graph == NULL)
    return;
  g_free (graph->out_first);
  g_free (graph->out_edges);
  g_free (graph->in_first);
  g_free (graph->in_edges);
  g_free (graph);
}

guint32 *
rs_layout_count_repeats (const RsLayoutEdge *edges, guint n_edges, guint n_boxes)
{
  guint32 *repeats = g_new (guint32, n_edges + 1);
  /* Of each target: the source that last led to it, from 1, and how often. */
  g_autofree guint32 *source = g_new0 (guint32, n_boxes + 1), *n = g_new0 (guint32, n_boxes + 1);

  for (guint i = 0; i < n_edges; i++)
    {
      guint32 target = edges[i].target;

      if (source[target] != edges[i].source + 1)
        n[target] = 0;
      source[target] = edges[i].source + 1;
      repeats[i] = n[target]++;
    }
  return repeats;
}

/* --- dummies -------------------------------------------------------------- */

static void
add_segment (RsLayers *layers, guint32 left, guint32 right, double port, double entry,
             guint32 weight)
{
  layers->left[layers->n_segments] = left;
  layers->right[layers->n_segments] = right;
  layers->port[layers->n_segments] = port;
  layers->weight[layers->n_segments] = weight;
  layers->entry[layers->n_segments++] = entry;
}

static guint32
add_dummy (RsLayers *layers, gint layer)
{
  layers->layer[layers->n_nodes] = layer;
  return layers->n_nodes++;
}

/* A chain of its own. */
static void
add_edge (RsLayers *layers, const RsLayoutGraph *graph, const RsLayoutEdge *edge)
{
  gint from = layers->layer[edge->source], to = layers->layer[edge->target];
  gboolean forward = from < to;
  guint32 left = forward ? edge->source : edge->target,
          right = forward ? edge->target : edge->source;
  double port = forward ? edge->port_y : graph->boxes[edge->target].entry;
  double entry = forward ? graph->boxes[edge->target].entry : edge->port_y;

  if (from == to)
    return;
  for (gint l = MIN (from, to) + 1; l < MAX (from, to); l++)
    {
      guint32 dummy = add_dummy (layers, l);

      add_segment (layers, left, dummy, port, 0, 1);
      left = dummy;
      port = 0;
    }
  add_segment (layers, left, right, port, entry, 1);
}

static void
add_edges (RsLayers *layers, const RsLayoutGraph *graph)
{
  for (guint32 box = 0; box < graph->n_boxes; box++)
    for (guint32 l = graph->out_first[box]; l < graph->out_first[box + 1]; l++)
      add_edge (layers, graph, &graph->edges[graph->out_edges[l]]);
}

/* How many layers the edges from the left (STEP -1) or from the right (1) cross
 * on their way to TARGET, at most. */
static gint
reach (const RsLayoutGraph *graph, const gint *ranks, guint32 target, gint step)
{
  gint most = 0;

  for (guint32 l = graph->in_first[target]; l < graph->in_first[target + 1]; l++)
    most = MAX (most, step * (ranks[graph->edges[graph->in_edges[l]].source] - ranks[target]) - 1);
  return most;
}

/* The longest that shared chains may be, for at most BUDGET dummies in all;
 * SUM becomes their number. */
static guint32
chain_limit (const RsLayoutGraph *graph, const gint *ranks, gint last, guint64 budget, guint64 *sum)
{
  g_autofree guint64 *at_least = g_new0 (guint64, last + 2); /* chains as long */
  gint limit = 0;

  *sum = 0;

  for (guint32 box = 0; box < graph->n_boxes; box++)
    {
      at_least[reach (graph, ranks, box, -1)]++;
      at_least[reach (graph, ranks, box, 1)]++;
    }
  for (gint l = last; l-- > 0;)
    at_least[l] += at_least[l + 1];
  while (limit < last && *sum + at_least[limit + 1] <= budget)
    *sum += at_least[++limit];
  return (guint32) limit;
}

/* The chains of dummies beside each target: dummies first .. first + n - 1,
 * from the target outwards; 2 box is the chain at its left, 2 box + 1 at its
 * right. */
typedef struct {
  guint32 *first, *n;
  guint32 *load; /* of each node: the edges that run through it on their way to the target */
} Chains;

static void
make_chains (RsLayers *layers, const RsLayoutGraph *graph, guint32 limit, Chains *chains)
{
  chains->first = g_new (guint32, 2 * graph->n_boxes + 1);
  chains->n = g_new (guint32, 2 * graph->n_boxes + 1);
  for (guint32 c = 0; c < 2 * graph->n_boxes; c++)
    {
      gint step = c % 2 ? 1 : -1;

      chains->first[c] = layers->n_nodes;
      chains->n[c] = MIN (limit, (guint32) reach (graph, layers->layer, c / 2, step));
      for (guint32 i = 1; i <= chains->n[c]; i++)
        add_dummy (layers, layers->layer[c / 2] + step * (gint) i);
    }
  chains->load = g_new0 (guint32, layers->n_nodes + 1);
}

/* A segment from EDGE's source to the chain of its target, or to the target. */
static void
join (RsLayers *layers, const RsLayoutGraph *graph, const RsLayoutEdge *edge, Chains *chains)
{
  gint distance = layers->layer[edge->source] - layers->layer[edge->target];
  guint32 c = 2 * edge->target + (distance > 0), span = (guint32) ABS (distance);
  guint32 node = span <= 1 ? edge->target : chains->first[c] + span - 2;
  double entry = span <= 1 ? graph->boxes[edge->target].entry : 0;

  if (span == 0 || span > chains->n[c] + 1)
    return;
  chains->load[node]++;
  if (distance < 0)
    add_segment (layers, edge->source, node, edge->port_y, entry, 1);
  else
    add_segment (layers, node, edge->source, entry, edge->port_y, 1);
}

/* The segments along chain C, from its far end to its target. */
static void
run_chain (RsLayers *layers, const RsLayoutGraph *graph, guint32 c, Chains *chains)
{
  for (guint32 i = chains->n[c]; i-- > 0;)
    {
      guint32 node = chains->first[c] + i, next = i == 0 ? c / 2 : node - 1,
              load = chains->load[node];
      double entry = i == 0 ? graph->boxes[c / 2].entry : 0;

      if (load == 0)
        continue;
      if (c % 2)
        add_segment (layers, next, node, entry, 0, load);
      else
        add_segment (layers, node, next, 0, entry, load);
      chains->load[next] += load;
    }
}

static void
add_bundles (RsLayers *layers, const RsLayoutGraph *graph, guint32 limit)
{
  Chains chains;

  make_chains (layers, graph, limit, &chains);
  for (guint32 box = 0; box < graph->n_boxes; box++)
    for (guint32 l = graph->out_first[box]; l < graph->out_first[box + 1]; l++)
      join (layers, graph, &graph->edges[graph->out_edges[l]], &chains);
  for (guint32 c = 0; c < 2 * graph->n_boxes; c++)
    run_chain (layers, graph, c, &chains);
  g_free (chains.first);
  g_free (chains.n);
  g_free (chains.load);
}

/* --- the order at first --------------------------------------------------- */

/* The first order: a walk from the left, so that what one box refers to comes
 * together. */
static void
first_order (RsLayers *layers)
{
  g_autofree guint8 *seen = g_new0 (guint8, layers->n_nodes + 1);
  g_autofree guint32 *stack = g_new (guint32, layers->n_segments + layers->n_nodes + 1),
                     *fill = NULL;

  fill = g_memdup2 (layers->layer_first, (layers->n_layers + 1) * sizeof (guint32));
  for (guint round = 0; round < 2; round++)
    for (guint32 start = 0; start < layers->n_nodes; start++)
      {
        guint n = 0;

        if (seen[start]
            || (round == 0 && layers->left_first[start] != layers->left_first[start + 1]))
          continue;
        stack[n++] = start;
        while (n > 0)
          {
            guint32 node = stack[--n];

            if (seen[node])
              continue;
            seen[node] = 1;
            layers->order[fill[layers->layer[node]]++] = node;
            for (guint32 a = layers->right_first[node + 1]; a-- > layers->right_first[node];)
              if (!seen[layers->right[layers->right_segments[a]]])
                stack[n++] = layers->right[layers->right_segments[a]];
          }
      }
}

/* A graph without segments yet, with room for N_SEGMENTS and their dummies. */
static RsLayers *
layers_new (const RsLayoutGraph *graph, const gint *ranks, guint n_layers, guint64 n_segments)
{
  RsLayers *layers = g_new0 (RsLayers, 1);

  layers->n_boxes = layers->n_nodes = graph->n_boxes;
  layers->n_edges = graph->n_edges;
  layers->n_layers = n_layers;
  layers->layer = g_new0 (gint, graph->n_boxes + n_segments + 1);
  layers->left = g_new (guint32, n_segments + 1);
  layers->right = g_new (guint32, n_segments + 1);
  layers->port = g_new (double, n_segments + 1);
  layers->entry = g_new (double, n_segments + 1);
  layers->weight = g_new (guint32, n_segments + 1);
  for (guint32 i = 0; i < graph->n_boxes; i++)
    layers->layer[i] = ranks[i];
  return layers;
}

static RsLayers *
make_segments (const RsLayoutGraph *graph, const gint *ranks)
{
  guint64 alone = rs_layout_total_span (graph, ranks), shared,
          budget = FEW + DUMMIES_PER_EDGE * ((guint64) graph->n_boxes + graph->n_edges);
  RsLayers *layers;
  guint32 limit;
  gint last = 0;

  for (guint32 i = 0; i < graph->n_boxes; i++)
    last = MAX (last, ranks[i]);
  limit = chain_limit (graph, ranks, last, budget, &shared);
  if (alone <= FEW || (alone <= budget && alone <= 2 * (shared + graph->n_edges)))
    {
      layers = layers_new (graph, ranks, (guint) last + 1, alone);
      add_edges (layers, graph);
    }
  else
    {
      layers = layers_new (graph, ranks, (guint) last + 1, shared + graph->n_edges);
      add_bundles (layers, graph, limit);
    }
  return layers;
}

RsLayers *
rs_layers_new (const RsLayoutGraph *graph, const gint *ranks)
{
  RsLayers *layers = make_segments (graph, ranks);

  index_by (layers->left, layers->n_segments, layers->n_nodes, &layers->right_first,
            &layers->right_segments);
  index_by (layers->right, layers->n_segments, layers->n_nodes, &layers->left_first,
            &layers->left_segments);
  index_by ((const guint32 *) layers->layer, layers->n_nodes, layers->n_layers,
            &layers->layer_first, &layers->order);
  first_order (layers);
  layers->position = g_new0 (guint32, layers->n_nodes + 1);
  for (guint l = 0; l < layers->n_layers; l++)
    for (guint32 i = layers->layer_first[l]; i < layers->layer_first[l + 1]; i++)
      layers->position[layers->order[i]] = i - layers->layer_first[l];
  return layers;
}

void
rs_layers_free (RsLayers *layers)
{
  if (layers == NULL)
    return;
  g_free (layers->layer);
  g_free (layers->left);
  g_free (layers->right);
  g_free (layers->port);
  g_free (layers->entry);
  g_free (layers->weight);
  g_free (layers->right_first);
  g_free (layers->right_segments);
  g_free (layers->left_first);
  g_free (layers->left_segments);
  g_free (layers->layer_first);
  g_free (layers->order);
  g_free (layers->position);
  g_free (layers);
}
