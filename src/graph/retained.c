/* SPDX-License-Identifier: MIT
 *
 * What a set of objects alone keeps alive: what is reached from them, and from
 * nothing else. A walk from all that they do not reach, and from the roots,
 * goes around them; what it does not come to would go with them.
 *
 *   root ----> list ------+
 *                         v
 *   [ a <-> b ] --> c --> d      alone: a, b, c
 */
#include "graph/analysis.h"

typedef struct {
  const RsHeapGraph *graph;
  guint8 *mark;
  guint32 *queue;
  guint n;
} Walk;

enum { REACHED = 1, MEMBER = 2, HELD = 4 };

static void
visit (Walk *walk, guint32 node, guint8 bit)
{
  if (walk->mark[node] & bit)
    return;
  walk->mark[node] |= bit;
  walk->queue[walk->n++] = node;
}

/* Follows counted references, but not into what has a mark of AROUND. */
static void
spread (Walk *walk, guint8 bit, guint8 around)
{
  const RsHeapGraph *graph = walk->graph;

  for (guint k = 0; k < walk->n; k++)
    for (guint32 e = graph->nodes[walk->queue[k]].first_edge;
         e < graph->nodes[walk->queue[k]].first_edge + graph->nodes[walk->queue[k]].n_edges; e++)
      if (graph->edges[e].target != RS_NONE && graph->edges[e].strength != RS_WEAK
          && !(walk->mark[graph->edges[e].target] & around))
        visit (walk, graph->edges[e].target, bit);
}

guint64
rs_graph_retained_bytes (const RsHeapGraph *graph, const guint32 *members, guint n)
{
  g_autofree guint8 *mark = g_new0 (guint8, graph->n_nodes + 1);
  g_autofree guint32 *queue = g_new (guint32, graph->n_nodes + 1);
  Walk walk = { graph, mark, queue, 0 };
  guint64 bytes = 0;

  for (guint i = 0; i < n; i++)
    {
      visit (&walk, members[i], REACHED);
      mark[members[i]] |= MEMBER;
    }
  spread (&walk, REACHED, 0);
  walk.n = 0;
  for (guint32 i = 0; i < graph->n_nodes; i++)
    if (!(mark[i] & REACHED))
      visit (&walk, i, HELD);
  for (guint i = 0; i < graph->n_roots; i++)
    if (!(mark[graph->roots[i]] & MEMBER))
      visit (&walk, graph->roots[i], HELD);
  spread (&walk, HELD, MEMBER);
  for (guint32 i = 0; i < graph->n_nodes; i++)
    if ((mark[i] & REACHED) && !(mark[i] & HELD) && graph->nodes[i].kind == RS_GNODE_OBJECT)
      bytes += graph->nodes[i].size;
  return bytes;
}
