/* SPDX-License-Identifier: MIT
 *
 * Maximal flow, minimal cut (Ford and Fulkerson 1956; Edmonds and Karp 1972):
 * each counted reference carries 1, roots give as much as is wanted. When no
 * way is left on which more could flow, the references that lead out of what
 * the roots can still reach are a smallest cut, the one closest to the roots;
 * those that lead into what can still reach the object are the one closest to
 * it.
 */
#include "cut.h"

typedef struct {
  const RsHeapGraph *graph;
  guint32 target;
  guint8 *full;  /* by edge: it carries 1 */
  guint8 *seen;  /* by node: reached by the search that was last */
  guint32 *from; /* by node: the edge by which; backwards where its source is the one reached */
  GArray *queue; /* guint32 */
} Flow;

static gboolean
counts (const RsGraphEdge *edge)
{
  return edge->target != RS_NONE && edge->strength != RS_WEAK && edge->source != edge->target;
}

static void
reach (Flow *f, guint32 node, guint32 edge)
{
  if (f->seen[node])
    return;
  f->seen[node] = 1;
  f->from[node] = edge;
  g_array_append_val (f->queue, node);
}

static void
reset (Flow *f)
{
  for (guint i = 0; i < f->graph->n_nodes; i++)
    f->seen[i] = 0;
  g_array_set_size (f->queue, 0);
}

/* Goes from the roots wherever more could flow. */
static void
reach_from_roots (Flow *f)
{
  const RsHeapGraph *graph = f->graph;
  reset (f);
  for (guint i = 0; i < graph->n_roots; i++)
    reach (f, graph->roots[i], RS_NONE);
  for (guint i = 0; i < f->queue->len && !f->seen[f->target]; i++)
    {
      guint32 node = g_array_index (f->queue, guint32, i);
      const RsGraphNode *at = &graph->nodes[node];
      for (guint32 e = at->first_edge; e < at->first_edge + at->n_edges; e++)
        if (counts (&graph->edges[e]) && !f->full[e])
          reach (f, graph->edges[e].target, e);
      for (guint32 k = graph->in_first[node]; k < graph->in_first[node + 1]; k++)
        if (f->full[graph->in_edges[k]])
          reach (f, graph->edges[graph->in_edges[k]].source, graph->in_edges[k]);
    }
}

/* Goes back from the target wherever more could flow. */
static void
reach_to_target (Flow *f)
{
  const RsHeapGraph *graph = f->graph;
  reset (f);
  reach (f, f->target, RS_NONE);
  for (guint i = 0; i < f->queue->len; i++)
    {
      guint32 node = g_array_index (f->queue, guint32, i);
      const RsGraphNode *at = &graph->nodes[node];
      for (guint32 k = graph->in_first[node]; k < graph->in_first[node + 1]; k++)
        {
          guint32 e = graph->in_edges[k];
          if (counts (&graph->edges[e]) && !f->full[e])
            reach (f, graph->edges[e].source, e);
        }
      for (guint32 e = at->first_edge; e < at->first_edge + at->n_edges; e++)
        if (f->full[e])
          reach (f, graph->edges[e].target, e);
    }
}

/* One more way to the target. */
static void
augment (Flow *f)
{
  guint32 node = f->target;
  while (f->from[node] != RS_NONE)
    {
      guint32 e = f->from[node];
      gboolean forwards = f->graph->edges[e].target == node && !f->full[e];
      f->full[e] = forwards;
      node = forwards ? f->graph->edges[e].source : f->graph->edges[e].target;
    }
}

/* The full edges between what was reached and what was not. */
static GArray *
boundary (const Flow *f, gboolean near)
{
  GArray *cut = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 e = 0; e < f->graph->n_edges; e++)
    {
      const RsGraphEdge *edge = &f->graph->edges[e];
      if (f->full[e]
          && (near ? !f->seen[edge->source] && f->seen[edge->target]
                   : f->seen[edge->source] && !f->seen[edge->target]))
        g_array_append_val (cut, e);
    }
  return cut;
}

/* A maximal flow. Returns how much it is, MOST + 1 if it is more than MOST. */
static guint
flow (Flow *f, const RsHeapGraph *graph, guint32 target, guint most)
{
  guint n = 0;
  *f = (Flow){ graph,
               target,
               g_new0 (guint8, graph->n_edges + 1),
               g_new0 (guint8, graph->n_nodes + 1),
               g_new (guint32, graph->n_nodes + 1),
               g_array_new (FALSE, FALSE, sizeof (guint32)) };
  for (reach_from_roots (f); f->seen[target] && n <= most; n++, reach_from_roots (f))
    augment (f);
  return n;
}

static void
flow_clear (Flow *f)
{
  g_free (f->full);
  g_free (f->seen);
  g_free (f->from);
  g_array_unref (f->queue);
}

GArray *
rs_cut_find (const RsHeapGraph *graph, guint32 target, gboolean near, guint most)
{
  Flow f;
  GArray *cut = NULL;
  if (flow (&f, graph, target, most) <= most)
    {
      if (near)
        reach_to_target (&f);
      cut = boundary (&f, near);
    }
  flow_clear (&f);
  return cut;
}

/* --- ways that share nothing ---------------------------------------------- */

/* An edge into NODE that is full; RS_NONE. */
static guint32
full_into (const Flow *f, guint32 node)
{
  for (guint32 k = f->graph->in_first[node]; k < f->graph->in_first[node + 1]; k++)
    if (f->full[f->graph->in_edges[k]])
      return f->graph->in_edges[k];
  return RS_NONE;
}

/* Follows what arrives at the target back to where it came from, and takes it
 * out of the flow: what comes into a node that is no root also leaves it. */
static guint8 *
take_way (Flow *f)
{
  guint8 *way = g_new0 (guint8, f->graph->n_edges + 1);
  guint32 node = f->target;
  for (guint32 e; (e = full_into (f, node)) != RS_NONE; node = f->graph->edges[e].source)
    {
      f->full[e] = 0;
      way[e] = 1;
    }
  return way;
}

GPtrArray *
rs_cut_disjoint (const RsHeapGraph *graph, guint32 target, guint most)
{
  Flow f;
  GPtrArray *ways = NULL;
  guint n = flow (&f, graph, target, most);
  if (n <= most)
    {
      ways = g_ptr_array_new_with_free_func (g_free);
      for (guint i = 0; i < n; i++)
        g_ptr_array_add (ways, take_way (&f));
    }
  flow_clear (&f);
  return ways;
}

/* --- at once? ------------------------------------------------------------- */

typedef struct {
  const RsHeapGraph *graph;
  GHashTable *left; /* node + 1 -> count + 1, of those that have lost a reference */
  GArray *dead;     /* guint32: nodes, in the order of their deaths */
} Falling;

static void
lose (Falling *f, guint32 node)
{
  gpointer key = GUINT_TO_POINTER (node + 1), known = g_hash_table_lookup (f->left, key);
  gint64 count = known ? GPOINTER_TO_SIZE (known) - 1 : (gsize) f->graph->nodes[node].refcount;
  g_hash_table_insert (f->left, key, GSIZE_TO_POINTER (count)); /* count - 1, + 1 */
  if (count == 1)
    g_array_append_val (f->dead, node);
}

static gboolean
is_in (const GArray *cut, guint32 edge)
{
  for (guint i = 0; i < cut->len; i++)
    if (g_array_index (cut, guint32, i) == edge)
      return TRUE;
  return FALSE;
}

gboolean
rs_cut_frees_at_once (const RsHeapGraph *graph, guint32 target, const GArray *cut)
{
  Falling f = { graph, g_hash_table_new (NULL, NULL),
                g_array_new (FALSE, FALSE, sizeof (guint32)) };
  gboolean freed = FALSE;
  for (guint i = 0; i < cut->len; i++)
    lose (&f, graph->edges[g_array_index (cut, guint32, i)].target);
  for (guint i = 0; i < f.dead->len && !freed; i++)
    {
      guint32 node = g_array_index (f.dead, guint32, i);
      const RsGraphNode *at = &graph->nodes[node];
      freed = node == target;
      for (guint32 e = at->first_edge; e < at->first_edge + at->n_edges; e++)
        if (graph->edges[e].target != RS_NONE && graph->edges[e].strength != RS_WEAK
            && !is_in (cut, e))
          lose (&f, graph->edges[e].target);
    }
  g_hash_table_unref (f.left);
  g_array_unref (f.dead);
  return freed;
}
