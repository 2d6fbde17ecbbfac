/* SPDX-License-Identifier: MIT
 *
 * Reachability, cycles and chains of owners, each one walk over the graph's
 * arrays.
 *
 * Cycles are the strongly connected components of the counted references
 * between objects (Tarjan, "Depth-first search and linear graph algorithms",
 * 1972), found with an explicit stack: a chain of a million nodes must not
 * overflow the C stack. A worked example: p -> list -> c -> p with names x -> p
 * gives one component {p, list, c}; x is a namespace and no member, so the
 * component is a cycle of 3, reachable as long as x is bound.
 */
#include "graph/analysis.h"

#include <string.h>

static inline gboolean
is_counted (const RsGraphEdge *edge)
{
  return edge->strength != RS_WEAK && edge->target != RS_NONE;
}

static inline gboolean
is_object (const RsHeapGraph *graph, guint32 node)
{
  guint8 kind = graph->nodes[node].kind;

  return kind != RS_GNODE_FRAME && kind != RS_GNODE_NAMESPACE && kind != RS_GNODE_ROOT;
}

guint8 *
rs_graph_reachable (const RsHeapGraph *graph)
{
  guint8 *seen;
  g_autofree guint32 *stack = NULL;
  guint n = 0;

  g_return_val_if_fail (graph != NULL, NULL);
  seen = g_new0 (guint8, graph->n_nodes + 1);
  /* An engine has asked its collector. */
  if (graph->moment.next_serial != 0)
    {
      for (guint32 i = 0; i < graph->n_nodes; i++)
        seen[i] = !(graph->nodes[i].flags & RS_NODE_UNREACHABLE);
      return seen;
    }
  stack = g_new (guint32, graph->n_nodes + 1);
  for (guint i = 0; i < graph->n_roots; i++)
    if (!seen[graph->roots[i]])
      {
        seen[graph->roots[i]] = 1;
        stack[n++] = graph->roots[i];
      }
  while (n > 0)
    {
      const RsGraphNode *node = &graph->nodes[stack[--n]];

      for (guint32 e = node->first_edge; e < node->first_edge + node->n_edges; e++)
        if (is_counted (&graph->edges[e]) && !seen[graph->edges[e].target])
          {
            seen[graph->edges[e].target] = 1;
            stack[n++] = graph->edges[e].target;
          }
    }
  return seen;
}

/* --- cycles --------------------------------------------------------------- */

typedef struct {
  const RsHeapGraph *graph;
  guint32 *number;    /* order of discovery from 1; 0: not yet */
  guint32 *low;       /* the lowest number that its subtree reaches within the stack */
  guint32 *next;      /* the edge to look at next */
  guint32 *component; /* the root's node, RS_NONE while open */
  guint32 *open;      /* Tarjan's stack */
  guint32 *path;      /* the walk's own stack */
  guint n_open, n_path;
  guint32 count;
} Tarjan;

static void
enter (Tarjan *t, guint32 node)
{
  t->number[node] = t->low[node] = ++t->count;
  t->next[node] = t->graph->nodes[node].first_edge;
  t->open[t->n_open++] = node;
  t->path[t->n_path++] = node;
}

/* All that lies above NODE on the open stack is one component. */
static void
close_component (Tarjan *t, guint32 node)
{
  guint32 member;

  do
    {
      member = t->open[--t->n_open];
      t->component[member] = node;
    }
  while (member != node);
}

static void
walk_from (Tarjan *t, guint32 start)
{
  enter (t, start);
  while (t->n_path > 0)
    {
      guint32 node = t->path[t->n_path - 1];
      const RsGraphNode *data = &t->graph->nodes[node];

      if (t->next[node] < data->first_edge + data->n_edges)
        {
          const RsGraphEdge *edge = &t->graph->edges[t->next[node]++];

          if (!is_counted (edge) || !is_object (t->graph, edge->target))
            continue;
          if (t->number[edge->target] == 0)
            enter (t, edge->target);
          else if (t->component[edge->target] == RS_NONE)
            t->low[node] = MIN (t->low[node], t->number[edge->target]);
          continue;
        }
      t->n_path--;
      if (t->low[node] == t->number[node])
        close_component (t, node);
      if (t->n_path > 0)
        t->low[t->path[t->n_path - 1]] = MIN (t->low[t->path[t->n_path - 1]], t->low[node]);
    }
}

/* For each node the representative of its component. */
static guint32 *
find_components (const RsHeapGraph *graph)
{
  guint n = graph->n_nodes + 1;
  Tarjan t = { graph,
               g_new0 (guint32, n),
               g_new (guint32, n),
               g_new (guint32, n),
               g_new (guint32, n),
               g_new (guint32, n),
               g_new (guint32, n),
               0,
               0,
               0 };

  memset (t.component, 0xff, n * sizeof (guint32));
  for (guint32 i = 0; i < graph->n_nodes; i++)
    if (t.number[i] == 0 && is_object (graph, i))
      walk_from (&t, i);
  g_free (t.number);
  g_free (t.low);
  g_free (t.next);
  g_free (t.open);
  g_free (t.path);
  return t.component;
}

static gboolean
refers_to_itself (const RsHeapGraph *graph, guint32 node)
{
  const RsGraphNode *data = &graph->nodes[node];

  for (guint32 e = data->first_edge; e < data->first_edge + data->n_edges; e++)
    if (is_counted (&graph->edges[e]) && graph->edges[e].target == node)
      return TRUE;
  return FALSE;
}

RsCycles *
rs_graph_cycles (const RsHeapGraph *graph)
{
  g_autofree guint32 *component = NULL, *size = NULL, *number = NULL;
  g_autofree guint8 *reachable = NULL;
  RsCycles *cycles;
  guint sum = 0;

  g_return_val_if_fail (graph != NULL, NULL);
  component = find_components (graph);
  reachable = rs_graph_reachable (graph);
  size = g_new0 (guint32, graph->n_nodes + 1);
  number = g_new (guint32, graph->n_nodes + 1);
  cycles = g_new0 (RsCycles, 1);
  cycles->cycle_of = g_new (guint32, graph->n_nodes + 1);
  for (guint32 i = 0; i < graph->n_nodes; i++)
    if (component[i] != RS_NONE)
      size[component[i]]++;
  memset (number, 0xff, (graph->n_nodes + 1) * sizeof (guint32));
  cycles->cycles = g_new0 (RsCycle, graph->n_nodes + 1);
  for (guint32 i = 0; i < graph->n_nodes; i++)
    {
      guint32 c = component[i];

      cycles->cycle_of[i] = RS_NONE;
      if (c == RS_NONE || (size[c] == 1 && !refers_to_itself (graph, i)))
        continue;
      if (number[c] == RS_NONE)
        {
          number[c] = cycles->n_cycles++;
          cycles->cycles[number[c]].first = sum;
          sum += size[c];
        }
      cycles->cycle_of[i] = number[c];
    }
  cycles->members = g_new (guint32, sum + 1);
  for (guint32 i = 0; i < graph->n_nodes; i++)
    if (cycles->cycle_of[i] != RS_NONE)
      {
        RsCycle *cycle = &cycles->cycles[cycles->cycle_of[i]];

        cycles->members[cycle->first + cycle->n++] = i;
        cycle->bytes += graph->nodes[i].size;
        cycle->reachable |= reachable[i] && !(graph->nodes[i].flags & RS_NODE_UNREACHABLE);
      }
  return cycles;
}

void
rs_graph_cycles_free (RsCycles *cycles)
{
  if (cycles == NULL)
    return;
  g_free (cycles->cycles);
  g_free (cycles->members);
  g_free (cycles->cycle_of);
  g_free (cycles);
}

gboolean
rs_graph_edge_in_cycle (const RsHeapGraph *graph, const RsCycles *cycles, guint32 edge)
{
  const RsGraphEdge *e = &graph->edges[edge];

  return is_counted (e) && cycles->cycle_of[e->source] != RS_NONE
         && cycles->cycle_of[e->source] == cycles->cycle_of[e->target];
}

/* --- owners --------------------------------------------------------------- */

GArray *
rs_graph_owners (const RsHeapGraph *graph, guint32 node)
{
  GArray *owners = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_return_val_if_fail (graph != NULL && node < graph->n_nodes, owners);
  for (guint32 i = graph->in_first[node]; i < graph->in_first[node + 1]; i++)
    if (graph->edges[graph->in_edges[i]].strength != RS_WEAK)
      g_array_append_val (owners, graph->in_edges[i]);
  return owners;
}

GArray *
rs_graph_held_alive_by (const RsHeapGraph *graph, guint32 node)
{
  g_autofree guint32 *from = NULL, *queue = NULL;
  g_autofree guint8 *seen = NULL;
  guint head = 0, tail = 0;
  GArray *chain;

  g_return_val_if_fail (graph != NULL && node < graph->n_nodes, NULL);
  from = g_new (guint32, graph->n_nodes);
  queue = g_new (guint32, graph->n_nodes);
  seen = g_new0 (guint8, graph->n_nodes);
  for (guint i = 0; i < graph->n_roots; i++)
    {
      seen[graph->roots[i]] = 1;
      from[graph->roots[i]] = RS_NONE;
      queue[tail++] = graph->roots[i];
    }
  while (head < tail && !seen[node])
    {
      const RsGraphNode *data = &graph->nodes[queue[head++]];

      for (guint32 e = data->first_edge; e < data->first_edge + data->n_edges; e++)
        if (is_counted (&graph->edges[e]) && !seen[graph->edges[e].target])
          {
            seen[graph->edges[e].target] = 1;
            from[graph->edges[e].target] = e;
            queue[tail++] = graph->edges[e].target;
          }
    }
  if (!seen[node])
    return NULL;
  chain = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 e = from[node]; e != RS_NONE; e = from[graph->edges[e].source])
    g_array_prepend_val (chain, e);
  return chain;
}
