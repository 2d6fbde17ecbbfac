/* SPDX-License-Identifier: MIT
 *
 * As the collector finds garbage, with what it does not track too: all that the
 * object reaches is a candidate; references between candidates are subtracted
 * from their counts; whose count is not used up is held from elsewhere, with
 * all that it reaches. What remains would go.
 *
 * Classes, modules and the globals of functions are no candidates: they are
 * everybody's. References are those that CPython's tp_traverse visits: a dict's
 * keys that are str are not told.
 */
#include "freed-with.h"

#include "chains.h"

#include <string.h>

typedef struct {
  const RsHeapGraph *graph;
  guint32 *place; /* by node: position in order + 1 */
  GArray *order;  /* guint32: the candidates */
} Candidates;

static gboolean
is_followed (const RsHeapGraph *graph, const RsGraphEdge *edge)
{
  return edge->target != RS_NONE && edge->strength != RS_WEAK && (edge->flags & RS_REF_VISITED)
         && !rs_is_shared (graph, edge->target)
         && graph->nodes[edge->target].kind == RS_GNODE_OBJECT
         && !(graph->nodes[edge->source].shape == RS_SHAPE_FUNCTION
              && strcmp (rs_heap_graph_text (graph, edge->label), "__globals__") == 0);
}

static void
add (Candidates *c, guint32 node)
{
  if (c->place[node] != 0)
    return;
  g_array_append_val (c->order, node);
  c->place[node] = c->order->len;
}

static void
gather (Candidates *c, guint32 target)
{
  add (c, target);
  for (guint i = 0; i < c->order->len; i++)
    {
      const RsGraphNode *node = &c->graph->nodes[g_array_index (c->order, guint32, i)];
      for (guint32 e = node->first_edge; e < node->first_edge + node->n_edges; e++)
        if (is_followed (c->graph, &c->graph->edges[e]))
          add (c, c->graph->edges[e].target);
    }
}

/* By candidate: its references from elsewhere. */
static gint64 *
subtract (const Candidates *c)
{
  gint64 *outside = g_new (gint64, c->order->len);
  for (guint i = 0; i < c->order->len; i++)
    outside[i] = c->graph->nodes[g_array_index (c->order, guint32, i)].refcount;
  for (guint i = 0; i < c->order->len; i++)
    {
      const RsGraphNode *node = &c->graph->nodes[g_array_index (c->order, guint32, i)];
      for (guint32 e = node->first_edge; e < node->first_edge + node->n_edges; e++)
        if (is_followed (c->graph, &c->graph->edges[e]))
          outside[c->place[c->graph->edges[e].target] - 1]--;
    }
  return outside;
}

/* Marks what is held from elsewhere, and all that it reaches; never the first
 * one. */
static guint8 *
mark_live (const Candidates *c, const gint64 *outside)
{
  guint8 *live = g_new0 (guint8, c->order->len);
  g_autoptr (GArray) todo = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 i = 1; i < c->order->len; i++)
    if (outside[i] > 0)
      {
        live[i] = 1;
        g_array_append_val (todo, i);
      }
  for (guint k = 0; k < todo->len; k++)
    {
      guint32 at = g_array_index (todo, guint32, k);
      const RsGraphNode *node = &c->graph->nodes[g_array_index (c->order, guint32, at)];
      for (guint32 e = node->first_edge; e < node->first_edge + node->n_edges; e++)
        {
          guint32 to =
              is_followed (c->graph, &c->graph->edges[e]) ? c->place[c->graph->edges[e].target] : 0;
          if (to <= 1 || live[--to])
            continue;
          live[to] = 1;
          g_array_append_val (todo, to);
        }
    }
  return live;
}

GArray *
rs_freed_with (const RsHeapGraph *graph, guint32 target)
{
  Candidates c = { graph, g_new0 (guint32, graph->n_nodes),
                   g_array_new (FALSE, FALSE, sizeof (guint32)) };
  GArray *freed = g_array_new (FALSE, FALSE, sizeof (guint32));
  gather (&c, target);
  g_autofree gint64 *outside = subtract (&c);
  g_autofree guint8 *live = mark_live (&c, outside);
  for (guint i = 0; i < c.order->len; i++)
    if (!live[i])
      g_array_append_val (freed, g_array_index (c.order, guint32, i));
  g_free (c.place);
  g_array_unref (c.order);
  return freed;
}
