/* SPDX-License-Identifier: MIT
 *
 * Layers for the boxes (the first phase of Sugiyama, Tagawa and Toda 1981, as
 * in Gansner et al. 1993):
 *
 *   find_order    a depth-first walk from the frames, rows in their order; a link to a box that is
 *                 still open closes a cycle and is left out from then on. The reverse of the order
 *                 in which boxes are left is topological for the rest.
 *   push_right    each box one layer right of the last of what refers to it (longest path); frames
 *                 are layer 0, others at least 1.
 *   tighten       a box, with all that it would push, moves by as many layers as are free where
 *                 that shortens the links in sum; to the right and to the left, until nothing
 *                 moves.
 *
 * Cost: O(boxes + links), times the rounds and the size of the groups.
 * Rejected: network simplex, which is exact, but longer than all of this; the
 * groups come within a few per cent of it.
 */
#include "layout/layout-private.h"

#define LARGEST_GROUP 300

typedef struct {
  const RsLayoutGraph *graph;
  guint8 *state;  /* 0 not seen, 1 open, 2 left */
  guint8 *back;   /* for each link: it closes a cycle, or runs to a frame */
  guint32 *order; /* boxes, topological, filled from its end */
  guint next;     /* order's first filled place */
  guint32 *path;  /* the walk's stack */
  guint32 *at;    /* the next link of each box */
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

/* Frames first, then what nothing refers to, then the rest: rings that hang in
 * the air. */
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

/* --- tighten -------------------------------------------------------------- */

typedef struct {
  const Walk *walk;
  gint *ranks;
  guint32 *mark; /* of each box: the group that took it in last */
  guint32 group;
  guint32 *members;
} Tighten;

static inline gboolean
in_group (const Tighten *t, guint32 box)
{
  return t->mark[box] == t->group;
}

/* Collects BOX and all that must move with it when it moves one layer (STEP 1
 * to the right, -1 to the left): what it pushes, over links without slack.
 * Returns their number; 0: the group is too large, or would have to move a
 * frame. */
static guint
collect_group (Tighten *t, guint32 box, gint step)
{
  const RsLayoutGraph *graph = t->walk->graph;
  const guint32 *first = step > 0 ? graph->out_first : graph->in_first,
                *list = step > 0 ? graph->out_links : graph->in_links;
  guint n = 0;

  t->group++;
  t->members[n++] = box;
  t->mark[box] = t->group;
  for (guint head = 0; head < n; head++)
    for (guint32 l = first[t->members[head]]; l < first[t->members[head] + 1]; l++)
      {
        const RsLayoutLink *link = &graph->links[list[l]];
        guint32 other = step > 0 ? link->target : link->source;

        if (t->walk->back[list[l]] || in_group (t, other)
            || t->ranks[link->target] - t->ranks[link->source] > 1)
          continue;
        if (n == LARGEST_GROUP || graph->boxes[other].left)
          return 0;
        t->mark[other] = t->group;
        t->members[n++] = other;
      }
  return n;
}

/* How many layers the group may move before another box is pushed, if moving it
 * shortens the links in sum; else 0. */
static gint
useful_move (const Tighten *t, guint n, gint step)
{
  const RsLayoutGraph *graph = t->walk->graph;
  gint gain = 0, limit = G_MAXINT;

  for (guint i = 0; i < n; i++)
    {
      guint32 box = t->members[i];

      for (guint32 l = graph->out_first[box]; l < graph->out_first[box + 1]; l++)
        {
          guint32 link = graph->out_links[l], other = graph->links[link].target;

          if (t->walk->back[link] || in_group (t, other))
            continue;
          gain += step;
          if (step > 0)
            limit = MIN (limit, t->ranks[other] - t->ranks[box] - 1);
        }
      for (guint32 l = graph->in_first[box]; l < graph->in_first[box + 1]; l++)
        {
          guint32 link = graph->in_links[l], other = graph->links[link].source;

          if (t->walk->back[link] || in_group (t, other))
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
tighten (const Walk *walk, gint *ranks)
{
  guint n = walk->graph->n_boxes;
  Tighten t = { walk, ranks, g_new0 (guint32, n + 1), 0, g_new (guint32, LARGEST_GROUP + 1) };
  gboolean moved = TRUE;

  for (guint round = 0; round < 12 && moved; round++)
    {
      moved = FALSE;
      for (guint i = n; i-- > 0;)
        if (!walk->graph->boxes[walk->order[i]].left)
          moved |= move_group (&t, walk->order[i], 1);
      for (guint i = 0; i < n; i++)
        if (!walk->graph->boxes[walk->order[i]].left)
          moved |= move_group (&t, walk->order[i], -1);
    }
  g_free (t.mark);
  g_free (t.members);
}

gint *
rs_layout_rank (const RsLayoutGraph *graph)
{
  guint n = graph->n_boxes + 1;
  Walk walk = { graph,
                g_new0 (guint8, n),
                g_new0 (guint8, graph->n_links + 1),
                g_new (guint32, n),
                0,
                g_new (guint32, n),
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
