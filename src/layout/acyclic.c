/* SPDX-License-Identifier: MIT
 *
 * Which edges are to run to the right: an order of the boxes in which all edges
 * but a few, the *back* edges, lead onwards. Without the back edges the graph
 * has no cycle, so that it can have layers. To leave out as few as possible is
 * NP-hard (the feedback arc set); a walk finds an order in linear time, and
 * two walks suit two kinds of heaps:
 *
 *   depth first     from the frames, rows in their order; an edge to a box that is still open
 *                   closes a cycle and is a back edge. The reverse of the order in which boxes are
 *                   left is topological for the rest. No edge of a graph without cycles is a back
 *                   edge. Lists, trees, rings: what nearly every program builds.
 *   breadth first   from all frames at once; boxes in the order in which they are reached, and a
 *                   edge to an earlier box is a back edge. For what is tangled: of 1000 objects
 *                   with two random references each, a walk in depth makes one path of 828 layers,
 *                   whose edges cross 94 layers on average; this one makes some 25 layers.
 *
 *       a -> b -> c -> a, a -> c        depth first:    a b c    back: c -> a
 *
 * Which of the two is the better one is for rs_layout_rank () to say. Cost of
 * both: O(boxes + edges).
 */
#include "layout/layout-private.h"

#include <string.h>

typedef struct {
  const RsLayoutGraph *graph;
  RsAcyclic *result;
  guint8 *state;  /* 0 not seen, 1 open, 2 left */
  guint32 *stack; /* the walk's boxes; of a walk in breadth, its queue */
  guint32 *at;    /* the next edge of each box */
  guint next;     /* result->order's first filled place */
} Walk;

static void
walk_in_depth (Walk *walk, guint32 start)
{
  const RsLayoutGraph *graph = walk->graph;
  guint n = 0;

  walk->stack[n++] = start;
  walk->state[start] = 1;
  walk->at[start] = graph->out_first[start];
  while (n > 0)
    {
      guint32 box = walk->stack[n - 1], edge, target;

      if (walk->at[box] == graph->out_first[box + 1])
        {
          walk->state[box] = 2;
          walk->result->order[--walk->next] = box;
          n--;
          continue;
        }
      edge = graph->out_edges[walk->at[box]++];
      target = graph->edges[edge].target;
      if (walk->state[target] == 1 || graph->boxes[target].pinned)
        walk->result->back[edge] = 1;
      else if (walk->state[target] == 0)
        {
          walk->stack[n++] = target;
          walk->state[target] = 1;
          walk->at[target] = graph->out_first[target];
        }
    }
}

static RsAcyclic *
acyclic_new (const RsLayoutGraph *graph)
{
  RsAcyclic *acyclic = g_new0 (RsAcyclic, 1);

  acyclic->order = g_new (guint32, graph->n_boxes + 1);
  acyclic->back = g_new0 (guint8, graph->n_edges + 1);
  return acyclic;
}

/* Frames first, then what nothing refers to, then the rest: rings that hang in
 * the air. */
RsAcyclic *
rs_layout_acyclic_in_depth (const RsLayoutGraph *graph)
{
  RsAcyclic *acyclic = acyclic_new (graph);
  g_autofree guint8 *state = g_new0 (guint8, graph->n_boxes + 1);
  g_autofree guint32 *stack = g_new (guint32, graph->n_boxes + 1);
  g_autofree guint32 *at = g_new (guint32, graph->n_boxes + 1);
  Walk walk = { graph, acyclic, state, stack, at, graph->n_boxes };

  for (guint32 i = 0; i < graph->n_boxes; i++)
    if (graph->boxes[i].pinned && state[i] == 0)
      walk_in_depth (&walk, i);
  for (guint32 i = 0; i < graph->n_boxes; i++)
    if (graph->in_first[i] == graph->in_first[i + 1] && state[i] == 0)
      walk_in_depth (&walk, i);
  for (guint32 i = 0; i < graph->n_boxes; i++)
    if (state[i] == 0)
      walk_in_depth (&walk, i);
  return acyclic;
}

/* Reaches what hangs on the boxes that QUEUE holds from HEAD on; they have been
 * seen. Returns the queue's new end. */
static guint
walk_in_breadth (const RsLayoutGraph *graph, guint8 *seen, guint32 *queue, guint head, guint tail)
{
  for (; head < tail; head++)
    for (guint32 l = graph->out_first[queue[head]]; l < graph->out_first[queue[head] + 1]; l++)
      {
        guint32 target = graph->edges[graph->out_edges[l]].target;

        if (seen[target])
          continue;
        seen[target] = 1;
        queue[tail++] = target;
      }
  return tail;
}

static void
mark_back_edges (const RsLayoutGraph *graph, RsAcyclic *acyclic)
{
  g_autofree guint32 *number = g_new (guint32, graph->n_boxes + 1);

  for (guint32 i = 0; i < graph->n_boxes; i++)
    number[acyclic->order[i]] = i;
  for (guint32 i = 0; i < graph->n_edges; i++)
    {
      const RsLayoutEdge *edge = &graph->edges[i];

      acyclic->back[i] =
          number[edge->source] >= number[edge->target] || graph->boxes[edge->target].pinned;
    }
}

RsAcyclic *
rs_layout_acyclic_in_breadth (const RsLayoutGraph *graph)
{
  RsAcyclic *acyclic = acyclic_new (graph);
  g_autofree guint8 *seen = g_new0 (guint8, graph->n_boxes + 1);
  guint32 *queue = acyclic->order;
  guint n = 0;

  for (guint32 i = 0; i < graph->n_boxes; i++)
    if (graph->boxes[i].pinned)
      {
        seen[i] = 1;
        queue[n++] = i;
      }
  n = walk_in_breadth (graph, seen, queue, 0, n);
  for (guint round = 0; round < 2; round++)
    for (guint32 i = 0; i < graph->n_boxes; i++)
      {
        guint head = n;

        if (seen[i] || (round == 0 && graph->in_first[i] != graph->in_first[i + 1]))
          continue;
        seen[i] = 1;
        queue[n++] = i;
        n = walk_in_breadth (graph, seen, queue, head, n);
      }
  mark_back_edges (graph, acyclic);
  return acyclic;
}

void
rs_acyclic_free (RsAcyclic *acyclic)
{
  if (acyclic == NULL)
    return;
  g_free (acyclic->order);
  g_free (acyclic->back);
  g_free (acyclic);
}
