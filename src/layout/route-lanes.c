/* SPDX-License-Identifier: MIT
 *
 * Which way an edge takes through the columns between its ends: of each the
 * free stretch, a lane, that is nearest to the straight line; then each edge is
 * taken out and put back on the way that is cheapest beside all others, a
 * shortest path from lane to lane, where crossings count.
 */
#include "layout/route-private.h"

#include <math.h>
#include <stdlib.h>

#define MARGIN 9.0 /* between a box and a lane */

/* --- free stretches ------------------------------------------------------- */

typedef struct {
  gint column;
  double top, bottom;
} Obstacle;

static int
compare_obstacles (const void *a, const void *b)
{
  const Obstacle *x = a, *y = b;

  if (x->column != y->column)
    return x->column < y->column ? -1 : 1;
  return x->top < y->top ? -1 : x->top > y->top;
}

static void
find_stretches (RsRouter *router)
{
  g_autofree Obstacle *obstacles = g_new (Obstacle, router->n_boxes + 1);
  guint i = 0;

  for (guint32 b = 0; b < router->n_boxes; b++)
    {
      double y = router->positions[b].y;

      obstacles[b] = (Obstacle){ router->columns[b], y - MARGIN,
                                 y + router->boxes[b].height - router->boxes[b].slack
                                     + router->boxes[b].clearance + MARGIN };
    }
  qsort (obstacles, router->n_boxes, sizeof *obstacles, compare_obstacles);
  router->stretches = g_new (GArray *, router->n_columns + 1);
  for (gint column = 0; column < router->n_columns; column++)
    {
      GArray *list = g_array_new (FALSE, FALSE, sizeof (RsStretch));
      RsStretch stretch = { -HUGE_VAL, HUGE_VAL };

      for (; i < router->n_boxes && obstacles[i].column == column; i++)
        {
          stretch.high = obstacles[i].top;
          if (stretch.high >= stretch.low)
            g_array_append_val (list, stretch);
          stretch.low = MAX (stretch.low, obstacles[i].bottom);
        }
      stretch.high = HUGE_VAL;
      g_array_append_val (list, stretch);
      router->stretches[column] = list;
    }
}

/* The stretch of COLUMN nearest to Y: a binary search, then a look at the
 * neighbours. */
static guint32
nearest_stretch (const RsRouter *router, gint column, double y)
{
  const GArray *list = router->stretches[column];
  guint low = 0, high = list->len - 1;
  double below, above;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (list, RsStretch, middle).high < y)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == 0 || g_array_index (list, RsStretch, low).low <= y)
    return low;
  below = g_array_index (list, RsStretch, low).low - y;
  above = y - g_array_index (list, RsStretch, low - 1).high;
  return above <= below ? low - 1 : low;
}

/* Marks the columns at whose right an edge turns round. */
static void
find_turns (RsRouter *router)
{
  for (guint32 l = 0; l < router->n_edges; l++)
    if (rs_router_turns (router, l))
      router->turning[rs_router_from (router, l)] = 1;
}

/* --- lanes ---------------------------------------------------------------- */

static void
choose_lanes (RsRouter *router)
{
  for (guint32 l = 0; l < router->n_edges && !rs_layout_is_cancelled (router->work); l++)
    {
      gint from = rs_router_from (router, l), to = rs_router_to (router, l);
      gint step = from < to ? 1 : -1;
      gint column = from < to ? from + 1 : rs_router_leaves_left (router, l) ? from - 1 : from;
      double y = rs_router_start (router, l), goal = rs_router_entry (router, l, y);

      router->first_lane[l] = router->lanes->len;
      for (; from != to && column != to; column += step)
        {
          double wish = y + (goal - y) / (ABS (to - column) + 1);
          RsLane lane = { l, column, nearest_stretch (router, column, wish), wish };
          const RsStretch *stretch =
              &g_array_index (router->stretches[column], RsStretch, lane.stretch);

          lane.y = y = CLAMP (wish, stretch->low, stretch->high);
          g_array_append_val (router->lanes, lane);
        }
      router->work->done += 1 + router->lanes->len - router->first_lane[l];
    }
  router->first_lane[router->n_edges] = router->lanes->len;
}

/* --- better lanes --------------------------------------------------------- */

/* An edge's way through a gap. */
typedef struct {
  guint32 edge;
  double left, right; /* heights at both sides */
} Passage;

typedef struct {
  RsRouter *router;
  GArray **gaps; /* of each column the passages through the gap right of it */
} Passages;

#define CHOICES 4      /* stretches that a lane may choose among */
#define CROSSING 300.0 /* points of height that one crossing is worth */
#define MOST_LOOKS 3e6 /* above: lanes stay where they are */

/* The height at LANE, or at the end, of edge L, which was at Y before. */
static double
height_at_lane (const RsRouter *router, guint32 l, guint32 lane, double y)
{
  if (lane == router->first_lane[l + 1])
    return rs_router_entry (router, l, y);
  return g_array_index (router->lanes, RsLane, lane).y;
}

/* The gap that edge L passes before its Kth lane (or its target); -1: it turns
 * round there. */
static gint
gap_before (const RsRouter *router, guint32 l, guint32 k)
{
  gint from = rs_router_from (router, l), to = rs_router_to (router, l);

  if (to > from)
    return from + (gint) k;
  if (rs_router_leaves_left (router, l))
    return from - 1 - (gint) k;
  return k == 0 ? -1 : from - (gint) k;
}

static void
set_passage (Passages *passages, guint32 l, guint32 k, double from, double to)
{
  const RsRouter *router = passages->router;
  gint gap = gap_before (router, l, k);
  gboolean forward = rs_router_is_forward (router, l);
  Passage passage = { l, forward ? from : to, forward ? to : from };

  if (gap >= 0)
    g_array_append_val (passages->gaps[gap], passage);
}

static void
add_passages (Passages *passages, guint32 l)
{
  const RsRouter *router = passages->router;
  guint32 first = router->first_lane[l], n = router->first_lane[l + 1] - first;
  double y = rs_router_start (router, l);

  for (guint32 k = 0; k <= n; k++)
    {
      double next = height_at_lane (router, l, first + k, y);

      set_passage (passages, l, k, y, next);
      y = next;
    }
}

static void
remove_passages (Passages *passages, guint32 l)
{
  const RsRouter *router = passages->router;
  guint32 n = router->first_lane[l + 1] - router->first_lane[l];

  for (guint32 k = 0; k <= n; k++)
    {
      gint gap = gap_before (router, l, k);
      GArray *list = gap >= 0 ? passages->gaps[gap] : NULL;

      for (guint i = 0; list != NULL && i < list->len; i++)
        if (g_array_index (list, Passage, i).edge == l)
          g_array_remove_index_fast (list, i);
    }
}

/* What it costs edge L to pass from height Y to Z before its Kth lane. */
static double
passage_cost (const Passages *passages, guint32 l, guint32 k, double y, double z)
{
  const RsRouter *router = passages->router;
  gint gap = gap_before (router, l, k);
  gboolean forward = rs_router_is_forward (router, l);
  double left = forward ? y : z, right = forward ? z : y;
  guint crossings = 0;

  if (gap < 0)
    return fabs (z - y);
  for (guint i = 0; i < passages->gaps[gap]->len; i++)
    {
      const Passage *other = &g_array_index (passages->gaps[gap], Passage, i);

      crossings += (other->left - left) * (other->right - right) < 0;
    }
  router->work->done += passages->gaps[gap]->len / 4;
  return fabs (z - y) + CROSSING * crossings;
}

typedef struct {
  guint32 stretch;
  double y;
  double cost; /* of the cheapest way to here */
  guint from;
} Choice;

/* Up to CHOICES stretches near LANE. Returns their number. */
static guint
find_choices (const RsRouter *router, const RsLane *lane, double wish, Choice *choices)
{
  const GArray *list = router->stretches[lane->column];
  guint32 nearest = nearest_stretch (router, lane->column, wish), low = nearest, high = nearest + 1;
  guint n = 0;

  while (n < CHOICES && (low != G_MAXUINT32 || high < list->len))
    {
      double above =
          low == G_MAXUINT32 ? HUGE_VAL : MAX (0, wish - g_array_index (list, RsStretch, low).high);
      double below =
          high >= list->len ? HUGE_VAL : MAX (0, g_array_index (list, RsStretch, high).low - wish);
      guint32 stretch = above <= below ? low-- : high++;
      const RsStretch *found = &g_array_index (list, RsStretch, stretch);

      choices[n++] = (Choice){ stretch, CLAMP (wish, found->low, found->high), HUGE_VAL, 0 };
    }
  return n;
}

/* The cheapest way for edge L through the gaps, given all others: a shortest
 * path, lane by lane. */
static void
improve_edge (Passages *passages, guint32 l)
{
  RsRouter *router = passages->router;
  guint32 first = router->first_lane[l], n = router->first_lane[l + 1] - first;
  double start = rs_router_start (router, l), goal = rs_router_entry (router, l, start);
  g_autofree Choice *choices = g_new (Choice, (n + 1) * CHOICES);
  g_autofree guint *counts = g_new (guint, n + 1);
  guint best = 0;

  for (guint32 k = 0; k < n; k++)
    {
      const RsLane *lane = &g_array_index (router->lanes, RsLane, first + k);
      Choice *here = choices + k * CHOICES, *before = here - CHOICES;

      counts[k] = find_choices (router, lane, start + (goal - start) * (k + 1) / (n + 1), here);
      for (guint j = 0; j < counts[k]; j++)
        for (guint i = 0; i < (k == 0 ? 1 : counts[k - 1]); i++)
          {
            double cost =
                k == 0 ? passage_cost (passages, l, k, start, here[j].y)
                       : before[i].cost + passage_cost (passages, l, k, before[i].y, here[j].y);

            if (cost >= here[j].cost)
              continue;
            here[j].cost = cost;
            here[j].from = i;
          }
    }
  for (guint i = 0; i < counts[n - 1]; i++)
    {
      Choice *last = choices + (n - 1) * CHOICES;

      last[i].cost +=
          passage_cost (passages, l, n, last[i].y, rs_router_entry (router, l, last[i].y));
      if (last[i].cost < last[best].cost)
        best = i;
    }
  for (guint32 k = n; k-- > 0;)
    {
      RsLane *lane = &g_array_index (router->lanes, RsLane, first + k);
      const Choice *choice = &choices[k * CHOICES + best];

      lane->stretch = choice->stretch;
      lane->y = choice->y;
      best = choice->from;
    }
}

/* Takes each edge that crosses columns out, and puts it back on its cheapest
 * way; twice. */
static void
improve_lanes (RsRouter *router)
{
  Passages passages = { router, g_new (GArray *, router->n_columns + 1) };

  for (gint c = 0; c <= router->n_columns; c++)
    passages.gaps[c] = g_array_new (FALSE, FALSE, sizeof (Passage));
  for (guint32 l = 0; l < router->n_edges; l++)
    add_passages (&passages, l);
  if ((double) router->lanes->len * router->n_edges * CHOICES < MOST_LOOKS)
    for (guint round = 0; round < 2 && !rs_layout_is_cancelled (router->work); round++)
      for (guint32 l = 0; l < router->n_edges; l++)
        if (router->first_lane[l + 1] > router->first_lane[l])
          {
            remove_passages (&passages, l);
            improve_edge (&passages, l);
            add_passages (&passages, l);
          }
  for (gint c = 0; c <= router->n_columns; c++)
    g_array_unref (passages.gaps[c]);
  g_free (passages.gaps);
}

void
rs_router_choose_lanes (RsRouter *router)
{
  find_stretches (router);
  find_turns (router);
  choose_lanes (router);
  improve_lanes (router);
}
