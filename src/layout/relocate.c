/* SPDX-License-Identifier: MIT
 *
 * Which of the boxes that stand must move. Most objects are born in a call,
 * beside its frame, and only then get to where they belong:
 *
 *     [frame] [tree]                     [frame] [tree]->[new]
 *     [call ] [new ]     then
 *
 * Without this, a tree that is built step by step would end as one column. A
 * box moves where nothing left of it refers to it any more and an object beside
 * it or right of it does, one nearer to the frames than itself (or the edges of
 * a cycle would chase each other). It moves once in its life: then, or as soon
 * as an object left of it holds it, it is fixed.
 *
 * Breadth first from the frames, so that what hangs on a box that moves is seen
 * after it. O(boxes + edges).
 */
#include "layout/layout-private.h"

typedef struct {
  const RsLayoutGraph *graph;
  gint *distance; /* edges from the nearest frame; -1: not reached */
  gint *columns;  /* where each box stands or will stand; -1: not known */
  guint32 *queue;
  guint n;
} Relocation;

static void
find_distances (Relocation *r)
{
  const RsLayoutGraph *graph = r->graph;

  for (guint32 i = 0; i < graph->n_boxes; i++)
    {
      r->distance[i] = graph->boxes[i].pinned ? 0 : -1;
      if (graph->boxes[i].pinned)
        r->queue[r->n++] = i;
    }
  for (guint head = 0; head < r->n; head++)
    for (guint32 l = graph->out_first[r->queue[head]]; l < graph->out_first[r->queue[head] + 1];
         l++)
      {
        guint32 target = graph->edges[graph->out_edges[l]].target;

        if (r->distance[target] >= 0)
          continue;
        r->distance[target] = r->distance[r->queue[head]] + 1;
        r->queue[r->n++] = target;
      }
}

static gboolean
refers (const RsLayoutGraph *graph, guint32 box, guint32 to)
{
  for (guint32 l = graph->out_first[box]; l < graph->out_first[box + 1]; l++)
    if (graph->edges[graph->out_edges[l]].target == to)
      return TRUE;
  return FALSE;
}

/* Where the place of a new box will be, about. */
static void
estimate (Relocation *r, guint32 box)
{
  const RsLayoutGraph *graph = r->graph;

  for (guint32 l = graph->in_first[box]; l < graph->in_first[box + 1]; l++)
    {
      guint32 source = graph->edges[graph->in_edges[l]].source;

      if (r->columns[source] >= 0
          && (r->columns[box] < 0 || r->columns[box] > r->columns[source] + 1))
        r->columns[box] = r->columns[source] + 1;
    }
}

/* What holds BOX: LEFT: something stands left of it; HELD: an object does.
 * Returns the least column of the objects beside or right of it that are nearer
 * to the frames; -1: there is none. */
static gint
look_at_holders (const Relocation *r, guint32 box, gboolean *left, gboolean *held)
{
  const RsLayoutGraph *graph = r->graph;
  gint best = -1;

  *left = *held = FALSE;
  for (guint32 l = graph->in_first[box]; l < graph->in_first[box + 1]; l++)
    {
      guint32 source = graph->edges[graph->in_edges[l]].source;
      gint column = r->columns[source];

      if (source == box || column < 0)
        continue;
      if (column < r->columns[box])
        {
          *left = TRUE;
          *held |= !graph->boxes[source].pinned;
        }
      else if (r->distance[source] >= 0 && r->distance[source] < r->distance[box]
               && !refers (graph, box, source))
        best = best < 0 ? column : MIN (best, column);
    }
  return best;
}

void
rs_layout_relocate (const RsLayoutGraph *graph, RsPlaces *places, gint *columns)
{
  Relocation r = { graph, g_new (gint, graph->n_boxes + 1),
                   g_memdup2 (columns, (graph->n_boxes + 1) * sizeof *columns),
                   g_new (guint32, graph->n_boxes + 1), 0 };

  find_distances (&r);
  for (guint i = 0; i < r.n; i++)
    {
      guint32 box = r.queue[i];
      guint64 serial = graph->boxes[box].serial;
      gboolean left, held;
      gint beside;

      if (r.columns[box] < 0)
        estimate (&r, box);
      if (graph->boxes[box].pinned || columns[box] < 0 || rs_places_is_fixed (places, serial))
        continue;
      beside = look_at_holders (&r, box, &left, &held);
      if (held || (!left && beside >= 0))
        rs_places_fix (places, serial);
      if (left || beside < 0)
        continue;
      r.columns[box] = beside + 1;
      columns[box] = -1;
    }
  g_free (r.distance);
  g_free (r.columns);
  g_free (r.queue);
}
