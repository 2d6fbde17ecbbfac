/* SPDX-License-Identifier: MIT
 *
 * Layers for the boxes (the first phase of Sugiyama, Tagawa and Toda 1981, as in Gansner et al. 1993):
 *
 *   find_order    a depth-first walk from the frames, rows in their order; a link to a box that is still open closes a cycle and is
 *                 left out from then on. The reverse of the order in which boxes are left is topological for the rest.
 *   push_right    each box one layer right of the last of what refers to it (longest path); frames are layer 0, others at least 1.
 *   tighten       a box with more links to its right than to its left moves right as far as they allow; a few rounds. The links of
 *                 frames do not count: a name may be far from what it names, the parts of a structure should be together.
 *
 * Cost: O(boxes + links). Rejected: network simplex, which shortens the links a little more at ten times the cost.
 */
#include "layout/layout-private.h"

typedef struct {
  const RsLayoutGraph *graph;
  guint8 *state;        /* 0 not seen, 1 open, 2 left */
  guint8 *back;         /* for each link: it closes a cycle, or runs to a frame */
  guint32 *order;       /* boxes, topological, filled from its end */
  guint next;           /* order's first filled place */
  guint32 *path;        /* the walk's stack */
  guint32 *at;          /* the next link of each box */
} Walk;

static void
walk_from (Walk *walk, guint32 start)
{
  const RsLayoutGraph *graph = walk->graph;
  guint n = 0;

  walk->path[n++] = start;
  walk->state[start] = 1;
  walk->at[start] = graph->out_first[start];
  while (n > 0)
    {
      guint32 box = walk->path[n - 1], link, target;

      if (walk->at[box] == graph->out_first[box + 1])
        {
          walk->state[box] = 2;
          walk->order[--walk->next] = box;
          n--;
          continue;
        }
      link = graph->out_links[walk->at[box]++];
      target = graph->links[link].target;
      if (walk->state[target] == 1 || graph->boxes[target].left)
        walk->back[link] = 1;
      else if (walk->state[target] == 0)
        {
          walk->path[n++] = target;
          walk->state[target] = 1;
          walk->at[target] = graph->out_first[target];
        }
    }
}

/* Frames first, then what nothing refers to, then the rest: rings that hang in the air. */
static void
find_order (Walk *walk)
{
  const RsLayoutGraph *graph = walk->graph;

  walk->next = graph->n_boxes;
  for (guint32 i = 0; i < graph->n_boxes; i++)
    if (graph->boxes[i].left && walk->state[i] == 0)
      walk_from (walk, i);
  for (guint32 i = 0; i < graph->n_boxes; i++)
    if (graph->in_first[i] == graph->in_first[i + 1] && walk->state[i] == 0)
      walk_from (walk, i);
  for (guint32 i = 0; i < graph->n_boxes; i++)
    if (walk->state[i] == 0)
      walk_from (walk, i);
}

static void
push_right (const Walk *walk, gint *ranks)
{
  const RsLayoutGraph *graph = walk->graph;

  for (guint32 i = 0; i < graph->n_boxes; i++)
    ranks[i] = graph->boxes[i].left ? 0 : 1;
  for (guint i = 0; i < graph->n_boxes; i++)
    {
      guint32 box = walk->order[i];

      for (guint32 l = graph->out_first[box]; l < graph->out_first[box + 1]; l++)
        {
          guint32 link = graph->out_links[l], target = graph->links[link].target;

          if (!walk->back[link])
            ranks[target] = MAX (ranks[target], ranks[box] + 1);
        }
    }
}

static gboolean
move_right (const Walk *walk, guint32 box, gint *ranks)
{
  const RsLayoutGraph *graph = walk->graph;
  gint limit = G_MAXINT;
  guint in = 0, out = 0;

  for (guint32 l = graph->out_first[box]; l < graph->out_first[box + 1]; l++)
    if (!walk->back[graph->out_links[l]])
      {
        limit = MIN (limit, ranks[graph->links[graph->out_links[l]].target] - 1);
        out++;
      }
  for (guint32 l = graph->in_first[box]; l < graph->in_first[box + 1]; l++)
    in += !walk->back[graph->in_links[l]] && !graph->boxes[graph->links[graph->in_links[l]].source].left;
  if (out <= in || limit <= ranks[box])
    return FALSE;
  ranks[box] = limit;
  return TRUE;
}

static void
tighten (const Walk *walk, gint *ranks)
{
  gboolean moved = TRUE;

  for (guint round = 0; round < 4 && moved; round++)
    {
      moved = FALSE;
      for (guint i = walk->graph->n_boxes; i-- > 0;)
        if (!walk->graph->boxes[walk->order[i]].left)
          moved |= move_right (walk, walk->order[i], ranks);
    }
}

gint *
rs_layout_rank (const RsLayoutGraph *graph)
{
  guint n = graph->n_boxes + 1;
  Walk walk = { graph, g_new0 (guint8, n), g_new0 (guint8, graph->n_links + 1), g_new (guint32, n), 0, g_new (guint32, n),
                g_new (guint32, n) };
  gint *ranks = g_new (gint, n);

  find_order (&walk);
  push_right (&walk, ranks);
  tighten (&walk, ranks);
  g_free (walk.state);
  g_free (walk.back);
  g_free (walk.order);
  g_free (walk.path);
  g_free (walk.at);
  return ranks;
}
