/* SPDX-License-Identifier: MIT
 *
 * The proper layered graph: every link that spans more than one layer is cut
 * into arcs by dummy nodes, one a layer between. A link to the left (it closes
 * a cycle) is turned round, for ordering only; one within a layer takes no
 * part. Boxes come first, dummies after.
 *
 *   link 0 -> 3 over layers 0..3        0 ---- d1 ---- d2 ---- 3
 */
#include "layout/layout-private.h"

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
rs_layout_graph_new (const RsLayoutBox *boxes, guint n_boxes, const RsLayoutLink *links,
                     guint n_links)
{
  RsLayoutGraph *graph = g_new0 (RsLayoutGraph, 1);
  g_autofree guint32 *key = g_new (guint32, n_links + 1);

  graph->boxes = boxes;
  graph->links = links;
  graph->n_boxes = n_boxes;
  graph->n_links = n_links;
  for (guint i = 0; i < n_links; i++)
    key[i] = links[i].source;
  index_by (key, n_links, n_boxes, &graph->out_first, &graph->out_links);
  for (guint i = 0; i < n_links; i++)
    key[i] = links[i].target;
  index_by (key, n_links, n_boxes, &graph->in_first, &graph->in_links);
  return graph;
}

void
rs_layout_graph_free (RsLayoutGraph *graph)
{
  if (graph == NULL)
    return;
  g_free (graph->out_first);
  g_free (graph->out_links);
  g_free (graph->in_first);
  g_free (graph->in_links);
  g_free (graph);
}

static guint
count_arcs (const RsLayoutGraph *graph, const gint *ranks)
{
  guint n = 0;

  for (guint i = 0; i < graph->n_links; i++)
    n += (guint) ABS (ranks[graph->links[i].target] - ranks[graph->links[i].source]);
  return n;
}

static void
add_arc (RsLayers *layers, guint32 left, guint32 right, double port, double entry)
{
  layers->left[layers->n_arcs] = left;
  layers->right[layers->n_arcs] = right;
  layers->port[layers->n_arcs] = port;
  layers->entry[layers->n_arcs++] = entry;
}

static void
add_link (RsLayers *layers, const RsLayoutGraph *graph, const RsLayoutLink *link)
{
  gint from = layers->layer[link->source], to = layers->layer[link->target];
  gboolean forward = from < to;
  guint32 left = forward ? link->source : link->target,
          right = forward ? link->target : link->source;
  double port = forward ? link->port_y : graph->boxes[link->target].entry;
  double entry = forward ? graph->boxes[link->target].entry : link->port_y;

  if (from == to)
    return;
  for (gint l = MIN (from, to) + 1; l < MAX (from, to); l++)
    {
      layers->layer[layers->n_nodes] = l;
      add_arc (layers, left, layers->n_nodes, port, 0);
      left = layers->n_nodes++;
      port = 0;
    }
  add_arc (layers, left, right, port, entry);
}

/* The first order: a walk from the left, so that what one box refers to comes
 * together. */
static void
first_order (RsLayers *layers)
{
  g_autofree guint8 *seen = g_new0 (guint8, layers->n_nodes + 1);
  g_autofree guint32 *stack = g_new (guint32, layers->n_arcs + layers->n_nodes + 1), *fill = NULL;

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
              if (!seen[layers->right[layers->right_arcs[a]]])
                stack[n++] = layers->right[layers->right_arcs[a]];
          }
      }
}

RsLayers *
rs_layers_new (const RsLayoutGraph *graph, const gint *ranks)
{
  RsLayers *layers = g_new0 (RsLayers, 1);
  guint arcs = count_arcs (graph, ranks), most = graph->n_boxes + arcs + 1;
  gint last = 0;

  layers->n_boxes = layers->n_nodes = graph->n_boxes;
  layers->layer = g_new0 (gint, most);
  layers->left = g_new (guint32, arcs + 1);
  layers->right = g_new (guint32, arcs + 1);
  layers->port = g_new (double, arcs + 1);
  layers->entry = g_new (double, arcs + 1);
  for (guint32 i = 0; i < graph->n_boxes; i++)
    {
      layers->layer[i] = ranks[i];
      last = MAX (last, ranks[i]);
    }
  layers->n_layers = (guint) last + 1;
  for (guint32 box = 0; box < graph->n_boxes; box++)
    for (guint32 l = graph->out_first[box]; l < graph->out_first[box + 1]; l++)
      add_link (layers, graph, &graph->links[graph->out_links[l]]);
  index_by (layers->left, layers->n_arcs, layers->n_nodes, &layers->right_first,
            &layers->right_arcs);
  index_by (layers->right, layers->n_arcs, layers->n_nodes, &layers->left_first,
            &layers->left_arcs);
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
  g_free (layers->right_first);
  g_free (layers->right_arcs);
  g_free (layers->left_first);
  g_free (layers->left_arcs);
  g_free (layers->layer_first);
  g_free (layers->order);
  g_free (layers->position);
  g_free (layers);
}
