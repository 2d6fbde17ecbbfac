/* SPDX-License-Identifier: MIT
 *
 * Layers for the boxes (the first phase of Sugiyama, Tagawa and Toda 1981, as
 * in Gansner et al. 1993), for an order in which edges lead onwards
 * (acyclic.c):
 *
 *   push_right    each box one layer right of the last of what refers to it (longest path); frames
 *                 are layer 0, others at least 1.
 *   tighten       a box, with all that it would push, moves by as many layers as are free where
 *                 that shortens the edges in sum; to the right and to the left, until nothing
 *                 moves, or the work is used up.
 *   total_span    the layers that all edges cross in sum: each costs a dummy node, a lane and a
 *                 piece of curve.
 *
 * The order is that of a walk in depth. Where its edges cross more than
 * LONG_SPAN layers on average, the heap is tangled, and the order of a walk in
 * breadth is tried: it is taken where that more than halves the span.
 *
 * Cost: O(boxes + edges): tighten moves groups of bounded size, smaller ones in
 * large graphs, for a bounded number of rounds. Rejected: network simplex,
 * which is exact, but longer than all of this; the groups come within a few per
 * cent of it.
 */
#include "layout/layout-private.h"

#define LONG_SPAN 24       /* layers, of an edge on average */
#define LARGEST_GROUP 300  /* boxes that move together */
#define SMALLEST_LIMIT 12  /* ... in graphs of any size */
#define GROUP_BOXES 150000 /* boxes times group: where there are more, groups are smaller */
#define EDGES_PER_BOX 16   /* of a group's boxes, at most */
#define MOST_ROUNDS 12     /* of moving all groups to the right and to the left */

static void
push_right (const RsLayoutGraph *graph, const RsAcyclic *acyclic, gint *ranks)
{
  for (guint32 i = 0; i < graph->n_boxes; i++)
    ranks[i] = graph->boxes[i].pinned ? 0 : 1;
  for (guint i = 0; i < graph->n_boxes; i++)
    {
      guint32 box = acyclic->order[i];

      for (guint32 l = graph->out_first[box]; l < graph->out_first[box + 1]; l++)
        {
          guint32 edge = graph->out_edges[l], target = graph->edges[edge].target;

          if (!acyclic->back[edge])
            ranks[target] = MAX (ranks[target], ranks[box] + 1);
        }
    }
}

/* --- tighten -------------------------------------------------------------- */

typedef struct {
  const RsLayoutGraph *graph;
  const RsAcyclic *acyclic;
  gint *ranks;
  guint32 *mark; /* of each box: the group that took it in last */
  guint32 group;
  guint32 *members;
  guint limit; /* of members; their edges may be EDGES_PER_BOX times as many */
  RsLayoutWork *work;
} Tighten;

static inline gboolean
in_group (const Tighten *t, guint32 box)
{
  return t->mark[box] == t->group;
}

/* Collects BOX and all that must move with it when it moves one layer (STEP 1
 * to the right, -1 to the left): what it pushes, over edges without slack.
 * Returns their number; 0: the group is too large, or would have to move a
 * frame. */
static guint
collect_group (Tighten *t, guint32 box, gint step)
{
  const RsLayoutGraph *graph = t->graph;
  const guint32 *first = step > 0 ? graph->out_first : graph->in_first,
                *list = step > 0 ? graph->out_edges : graph->in_edges;
  guint n = 0, edges = 0;

  t->group++;
  t->members[n++] = box;
  t->mark[box] = t->group;
  for (guint head = 0; head < n; head++)
    for (guint32 l = first[t->members[head]]; l < first[t->members[head] + 1]; l++)
      {
        const RsLayoutEdge *edge = &graph->edges[list[l]];
        guint32 other = step > 0 ? edge->target : edge->source;

        t->work->done++;
        if (t->acyclic->back[list[l]] || in_group (t, other)
            || t->ranks[edge->target] - t->ranks[edge->source] > 1)
          continue;
        /* Edges count, too: else a class would be looked at anew, with all its
         * instances, for each instance. */
        edges += graph->in_first[other + 1] - graph->in_first[other] + graph->out_first[other + 1]
                 - graph->out_first[other];
        if (n == t->limit || edges > EDGES_PER_BOX * t->limit || graph->boxes[other].pinned)
          return 0;
        t->mark[other] = t->group;
        t->members[n++] = other;
      }
  return n;
}

/* How many layers the group may move before another box is pushed, if moving it
 * shortens the edges in sum; else 0. */
static gint
useful_move (const Tighten *t, guint n, gint step)
{
  const RsLayoutGraph *graph = t->graph;
  gint gain = 0, limit = G_MAXINT;

  for (guint i = 0; i < n; i++)
    {
      guint32 box = t->members[i];

      t->work->done += graph->out_first[box + 1] - graph->out_first[box] + graph->in_first[box + 1]
                       - graph->in_first[box];
      for (guint32 l = graph->out_first[box]; l < graph->out_first[box + 1]; l++)
        {
          guint32 edge = graph->out_edges[l], other = graph->edges[edge].target;

          if (t->acyclic->back[edge] || in_group (t, other))
            continue;
          gain += step;
          if (step > 0)
            limit = MIN (limit, t->ranks[other] - t->ranks[box] - 1);
        }
      for (guint32 l = graph->in_first[box]; l < graph->in_first[box + 1]; l++)
        {
          guint32 edge = graph->in_edges[l], other = graph->edges[edge].source;

          if (t->acyclic->back[edge] || in_group (t, other))
            continue;
          gain -= step;
          if (step < 0)
            limit = MIN (limit, t->ranks[box] - t->ranks[other] - 1);
        }
      if (step < 0)
        limit = MIN (limit, t->ranks[box] - 1);
    }
  return gain > 0 && limit != G_MAXINT ? limit : 0;
}

static gboolean
move_group (Tighten *t, guint32 box, gint step)
{
  guint n = collect_group (t, box, step);
  gint layers = n > 0 ? useful_move (t, n, step) : 0;

  for (guint i = 0; i < n && layers > 0; i++)
    t->ranks[t->members[i]] += step * layers;
  return layers > 0;
}

static void
tighten (const RsLayoutGraph *graph, const RsAcyclic *acyclic, RsLayoutWork *work, gint *ranks)
{
  guint n = graph->n_boxes;
  guint limit = CLAMP (GROUP_BOXES / MAX (n, 1), SMALLEST_LIMIT, LARGEST_GROUP);
  g_autofree guint32 *mark = g_new0 (guint32, n + 1), *members = g_new (guint32, limit + 1);
  Tighten t = { graph, acyclic, ranks, mark, 0, members, limit, work };
  gboolean moved = TRUE;

  for (guint round = 0; round < MOST_ROUNDS && moved && !rs_layout_is_cancelled (work); round++)
    {
      moved = FALSE;
      for (guint i = n; i-- > 0;)
        if (!graph->boxes[acyclic->order[i]].pinned)
          moved |= move_group (&t, acyclic->order[i], 1);
      for (guint i = 0; i < n; i++)
        if (!graph->boxes[acyclic->order[i]].pinned)
          moved |= move_group (&t, acyclic->order[i], -1);
    }
}

guint64
rs_layout_total_span (const RsLayoutGraph *graph, const gint *ranks)
{
  guint64 sum = 0;

  for (guint32 i = 0; i < graph->n_edges; i++)
    sum += (guint64) ABS (ranks[graph->edges[i].target] - ranks[graph->edges[i].source]);
  return sum;
}

static gint *
rank_in_order (const RsLayoutGraph *graph, const RsAcyclic *acyclic, RsLayoutWork *work)
{
  gint *ranks = g_new (gint, graph->n_boxes + 1);

  push_right (graph, acyclic, ranks);
  tighten (graph, acyclic, work, ranks);
  return ranks;
}

gint *
rs_layout_rank (const RsLayoutGraph *graph, RsLayoutWork *work)
{
  g_autoptr (RsAcyclic) depth = rs_layout_acyclic_in_depth (graph), breadth = NULL;
  g_autofree gint *ranks = rank_in_order (graph, depth, work), *others = NULL;

  if (rs_layout_total_span (graph, ranks) <= (guint64) LONG_SPAN * graph->n_edges)
    return g_steal_pointer (&ranks);
  breadth = rs_layout_acyclic_in_breadth (graph);
  others = rank_in_order (graph, breadth, work);
  if (2 * rs_layout_total_span (graph, others) < rs_layout_total_span (graph, ranks))
    return g_steal_pointer (&others);
  return g_steal_pointer (&ranks);
}
