/* SPDX-License-Identifier: MIT
 *
 * Routes of the edges between placed boxes.
 *
 * A route is level while it is inside a column and changes its height only in a
 * gap. To the right it leaves its row, crosses each column between in a *lane*,
 * a level line where no box stands, and enters its target from the left. To the
 * left, as the edges that close cycles go, it turns round in the gap behind its
 * source, passes its source's own column and those between in lanes, and enters
 * its target from the right. Within one column it turns round in the gap.
 *
 *     column 0 |  gap  | column 1 |  gap  | column 2
 *     [a  o]---'-.             ,----------> [c    ]
 *                 `-----------'  lane
 *                       [b    ]
 *
 * No box is crossed: lanes lie in the free stretches between boxes, a row's or
 * an entry's height is free in the rest of its own column, and a curve with
 * level ends stays within its gap.
 *
 *   choose_lanes    column by column the free stretch nearest to the straight line to the target;
 *   assign_lanes    lanes of one stretch are spread, by isotonic regression within the stretch's
 *                   bounds;
 *   assign_entries  several edges into one side of a box are spread along its title;
 *   draw_edge       the curves;
 *   assign_tracks   bends of one gap stand beside each other.
 */
#include "layout/layout-private.h"

#include <math.h>
#include <stdlib.h>

#define MARGIN 9.0    /* between a box and a lane */
#define LANE_STEP 7.0 /* between two lanes, where there is room */
#define ENTRY_STEP 6.0
#define TURNING 18.0 /* for edges that turn round within a gap */

typedef struct {
  double low, high; /* free */
} Stretch;

typedef struct {
  guint32 edge;
  gint column;
  guint32 stretch; /* number within its column */
  double y;
} Lane;

typedef struct {
  gint gap;      /* right of this column */
  gboolean down; /* from left to right, whichever way the edge runs */
  guint point;   /* the first of its three points */
  double left_y;
} Bend;

typedef struct {
  gint gap;
  guint point;
  double span;
} Turn;

typedef struct {
  const RsLayoutBox *boxes;
  const RsLayoutEdge *edges;
  guint n_boxes, n_edges;
  const RsLayoutMetrics *metrics;
  RsLayoutWork *work;
  const RsArrangement *arrangement;
  const RsPoint *positions;
  const gint *columns; /* of each box */
  GArray **stretches;  /* of each column: of Stretch, from the top */
  gint n_columns;
  GArray *lanes;       /* of Lane, those of an edge together and in its direction */
  guint32 *first_lane; /* n_edges + 1 */
  double *entry;       /* of each edge: the height at which it ends */
  RsRoutes *routes;
  GArray *points;
  GArray *bends;   /* of Bend */
  GArray *turns;   /* of Turn */
  guint8 *turning; /* of each column: edges turn round at its right */
} Router;

static double
column_left (const Router *router, gint column)
{
  return router->arrangement->column_x[column];
}

static double
column_right (const Router *router, gint column)
{
  return column_left (router, column) + router->arrangement->column_width[column];
}

/* Whether EDGE leaves its source at the left: it leads there, and the source
 * has a port on that side. */
static gboolean
leaves_left (const Router *router, const RsLayoutEdge *edge)
{
  return edge->left_x >= 0 && router->columns[edge->target] < router->columns[edge->source];
}

static double
start_y (const Router *router, const RsLayoutEdge *edge)
{
  return router->positions[edge->source].y + edge->port_y;
}

static double
target_y (const Router *router, guint32 l)
{
  const RsLayoutBox *target = &router->boxes[router->edges[l].target];

  return router->positions[router->edges[l].target].y
         + (router->arrangement->at_foot[l] ? target->height - target->foot : target->entry);
}

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
find_stretches (Router *router)
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
      GArray *list = g_array_new (FALSE, FALSE, sizeof (Stretch));
      Stretch stretch = { -HUGE_VAL, HUGE_VAL };

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
nearest_stretch (const Router *router, gint column, double y)
{
  const GArray *list = router->stretches[column];
  guint low = 0, high = list->len - 1;
  double below, above;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (list, Stretch, middle).high < y)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == 0 || g_array_index (list, Stretch, low).low <= y)
    return low;
  below = g_array_index (list, Stretch, low).low - y;
  above = y - g_array_index (list, Stretch, low - 1).high;
  return above <= below ? low - 1 : low;
}

/* Marks the columns at whose right an edge turns round. */
static void
find_turns (Router *router)
{
  for (guint32 l = 0; l < router->n_edges; l++)
    {
      const RsLayoutEdge *edge = &router->edges[l];

      if (router->columns[edge->target] <= router->columns[edge->source]
          && !leaves_left (router, edge))
        router->turning[router->columns[edge->source]] = 1;
    }
}

/* --- lanes ---------------------------------------------------------------- */

static void
choose_lanes (Router *router)
{
  for (guint32 l = 0; l < router->n_edges && !rs_layout_is_cancelled (router->work); l++)
    {
      const RsLayoutEdge *edge = &router->edges[l];
      gint from = router->columns[edge->source], to = router->columns[edge->target];
      gint step = from < to ? 1 : -1;
      gint column = from < to ? from + 1 : leaves_left (router, edge) ? from - 1 : from;
      double y = start_y (router, edge), goal = target_y (router, l);

      router->first_lane[l] = router->lanes->len;
      for (; from != to && column != to; column += step)
        {
          double wish = y + (goal - y) / (ABS (to - column) + 1);
          Lane lane = { l, column, nearest_stretch (router, column, wish), wish };
          const Stretch *stretch =
              &g_array_index (router->stretches[column], Stretch, lane.stretch);

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
  Router *router;
  GArray **gaps; /* of each column the passages through the gap right of it */
} Passages;

#define CHOICES 4      /* stretches that a lane may choose among */
#define CROSSING 300.0 /* points of height that one crossing is worth */
#define MOST_LOOKS 3e6 /* above: lanes stay where they are */

static double
height_at_lane (const Router *router, guint32 l, guint32 lane)
{
  if (lane == router->first_lane[l + 1])
    return target_y (router, l);
  return g_array_index (router->lanes, Lane, lane).y;
}

/* The gap that edge L passes before its Kth lane (or its target); -1: it turns
 * round there. */
static gint
gap_before (const Router *router, guint32 l, guint32 k)
{
  const RsLayoutEdge *edge = &router->edges[l];
  gint from = router->columns[edge->source], to = router->columns[edge->target];

  if (to > from)
    return from + (gint) k;
  if (leaves_left (router, edge))
    return from - 1 - (gint) k;
  return k == 0 ? -1 : from - (gint) k;
}

static void
set_passage (Passages *passages, guint32 l, guint32 k, double from, double to)
{
  const Router *router = passages->router;
  gint gap = gap_before (router, l, k);
  gboolean forward =
      router->columns[router->edges[l].target] > router->columns[router->edges[l].source];
  Passage passage = { l, forward ? from : to, forward ? to : from };

  if (gap >= 0)
    g_array_append_val (passages->gaps[gap], passage);
}

static void
add_passages (Passages *passages, guint32 l)
{
  const Router *router = passages->router;
  guint32 first = router->first_lane[l], n = router->first_lane[l + 1] - first;
  double y = start_y (router, &router->edges[l]);

  for (guint32 k = 0; k <= n; k++)
    {
      double next = height_at_lane (router, l, first + k);

      set_passage (passages, l, k, y, next);
      y = next;
    }
}

static void
remove_passages (Passages *passages, guint32 l)
{
  const Router *router = passages->router;
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
  const Router *router = passages->router;
  gint gap = gap_before (router, l, k);
  gboolean forward =
      router->columns[router->edges[l].target] > router->columns[router->edges[l].source];
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
find_choices (const Router *router, const Lane *lane, double wish, Choice *choices)
{
  const GArray *list = router->stretches[lane->column];
  guint32 nearest = nearest_stretch (router, lane->column, wish), low = nearest, high = nearest + 1;
  guint n = 0;

  while (n < CHOICES && (low != G_MAXUINT32 || high < list->len))
    {
      double above =
          low == G_MAXUINT32 ? HUGE_VAL : MAX (0, wish - g_array_index (list, Stretch, low).high);
      double below =
          high >= list->len ? HUGE_VAL : MAX (0, g_array_index (list, Stretch, high).low - wish);
      guint32 stretch = above <= below ? low-- : high++;
      const Stretch *found = &g_array_index (list, Stretch, stretch);

      choices[n++] = (Choice){ stretch, CLAMP (wish, found->low, found->high), HUGE_VAL, 0 };
    }
  return n;
}

/* The cheapest way for edge L through the gaps, given all others: a shortest
 * path, lane by lane. */
static void
improve_edge (Passages *passages, guint32 l)
{
  Router *router = passages->router;
  guint32 first = router->first_lane[l], n = router->first_lane[l + 1] - first;
  double start = start_y (router, &router->edges[l]), goal = target_y (router, l);
  g_autofree Choice *choices = g_new (Choice, (n + 1) * CHOICES);
  g_autofree guint *counts = g_new (guint, n + 1);
  guint best = 0;

  for (guint32 k = 0; k < n; k++)
    {
      const Lane *lane = &g_array_index (router->lanes, Lane, first + k);
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

      last[i].cost += passage_cost (passages, l, n, last[i].y, goal);
      if (last[i].cost < last[best].cost)
        best = i;
    }
  for (guint32 k = n; k-- > 0;)
    {
      Lane *lane = &g_array_index (router->lanes, Lane, first + k);
      const Choice *choice = &choices[k * CHOICES + best];

      lane->stretch = choice->stretch;
      lane->y = choice->y;
      best = choice->from;
    }
}

/* Takes each edge that crosses columns out, and puts it back on its cheapest
 * way; twice. */
static void
improve_lanes (Router *router)
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

typedef struct {
  gint column;
  guint32 stretch, lane;
  double y;
} LaneKey;

static int
compare_lanes (const void *a, const void *b)
{
  const LaneKey *x = a, *y = b;

  if (x->column != y->column)
    return x->column < y->column ? -1 : 1;
  if (x->stretch != y->stretch)
    return x->stretch < y->stretch ? -1 : 1;
  if (x->y != y->y)
    return x->y < y->y ? -1 : 1;
  return x->lane < y->lane ? -1 : x->lane > y->lane;
}

/* The lanes KEYS[0..n) of one stretch. */
static void
spread_lanes (Router *router, const LaneKey *keys, guint n)
{
  const Stretch *stretch =
      &g_array_index (router->stretches[keys[0].column], Stretch, keys[0].stretch);
  g_autofree double *scratch = g_new (double, 3 * n);
  double step = n > 1 ? MIN (LANE_STEP, (stretch->high - stretch->low) / (n - 1)) : 0;

  for (guint i = 0; i < n; i++)
    {
      scratch[i] = keys[i].y - i * step;
      scratch[n + i] = 1;
    }
  rs_layout_isotonic (scratch, scratch + n, n, scratch + 2 * n);
  for (guint i = 0; i < n; i++)
    {
      double y = scratch[2 * n + i], high = stretch->high - (n - 1) * step;

      y = MAX (stretch->low, MIN (y, high));
      g_array_index (router->lanes, Lane, keys[i].lane).y = MIN (y + i * step, stretch->high);
    }
}

static void
assign_lanes (Router *router)
{
  guint n = router->lanes->len, start = 0;
  g_autofree LaneKey *keys = g_new (LaneKey, n + 1);

  for (guint32 i = 0; i < n; i++)
    {
      const Lane *lane = &g_array_index (router->lanes, Lane, i);

      keys[i] = (LaneKey){ lane->column, lane->stretch, i, lane->y };
    }
  qsort (keys, n, sizeof *keys, compare_lanes);
  for (guint i = 1; i <= n; i++)
    if (i == n || keys[i].column != keys[start].column || keys[i].stretch != keys[start].stretch)
      {
        spread_lanes (router, keys + start, i - start);
        start = i;
      }
}

/* --- entries -------------------------------------------------------------- */

typedef struct {
  guint32 target, edge;
  guint side; /* 0 left, 1 right; 2 and 3 those at the foot */
  double y;   /* where it comes from */
} EntryKey;

static int
compare_entries (const void *a, const void *b)
{
  const EntryKey *x = a, *y = b;

  if (x->target != y->target)
    return x->target < y->target ? -1 : 1;
  if (x->side != y->side)
    return x->side < y->side ? -1 : 1;
  if (x->y != y->y)
    return x->y < y->y ? -1 : 1;
  return x->edge < y->edge ? -1 : x->edge > y->edge;
}

static void
assign_entries (Router *router)
{
  g_autofree EntryKey *keys = g_new (EntryKey, router->n_edges + 1);
  guint start = 0, n = router->n_edges;

  for (guint32 l = 0; l < n; l++)
    {
      const RsLayoutEdge *edge = &router->edges[l];
      gboolean right = router->columns[edge->target] <= router->columns[edge->source];
      double y = start_y (router, edge);

      if (router->first_lane[l + 1] > router->first_lane[l])
        y = g_array_index (router->lanes, Lane, router->first_lane[l + 1] - 1).y;
      keys[l] = (EntryKey){ edge->target, l, right + 2u * router->arrangement->at_foot[l], y };
      router->routes->from_right[l] = right;
    }
  qsort (keys, n, sizeof *keys, compare_entries);
  for (guint i = 1; i <= n; i++)
    if (i == n || keys[i].target != keys[start].target || keys[i].side != keys[start].side)
      {
        guint count = i - start;
        double spread = router->boxes[keys[start].target].entry_spread;
        double step = count > 1 ? MIN (ENTRY_STEP, 2 * spread / (count - 1)) : 0;

        for (guint k = 0; k < count; k++)
          router->entry[keys[start + k].edge] =
              target_y (router, keys[start].edge) + (k - (count - 1) / 2.0) * step;
        start = i;
      }
}

/* --- curves --------------------------------------------------------------- */

static void
add_point (Router *router, double x, double y)
{
  RsPoint point = { x, y };

  g_array_append_val (router->points, point);
}

/* From (x0, y0), where the route is, level to X. */
static void
add_level (Router *router, double x0, double x, double y)
{
  if (x0 == x)
    return;
  add_point (router, x0 + (x - x0) / 3, y);
  add_point (router, x0 + (x - x0) * 2 / 3, y);
  add_point (router, x, y);
}

/* The width of the strip at the left of the gap right of column GAP in which
 * edges turn round. */
static double
turning_room (const Router *router, gint gap)
{
  return router->turning[gap] ? MIN (TURNING, router->metrics->gap / 2) : 0;
}

/* Across the gap right of column GAP, with level ends. Its steep part is moved
 * by assign_tracks (). */
static void
add_bend (Router *router, gint gap, double x0, double y0, double x1, double y1)
{
  double room = turning_room (router, gap), right = column_right (router, gap);
  gboolean forward = x1 > x0;
  Bend bend = { gap, (y1 > y0) == forward, 0, forward ? y0 : y1 };

  if (forward && room > 0)
    {
      add_level (router, x0, right + room, y0);
      x0 = right + room;
    }
  bend.point = router->points->len;
  g_array_append_val (router->bends, bend);
  if (!forward && room > 0)
    {
      double end = x1;

      x1 = right + room;
      add_point (router, (x0 + x1) / 2, y0);
      add_point (router, (x0 + x1) / 2, y1);
      add_point (router, x1, y1);
      add_level (router, x1, end, y1);
      return;
    }
  add_point (router, (x0 + x1) / 2, y0);
  add_point (router, (x0 + x1) / 2, y1);
  add_point (router, x1, y1);
}

static int
compare_bends (const void *a, const void *b)
{
  const Bend *x = a, *y = b;

  if (x->gap != y->gap)
    return x->gap < y->gap ? -1 : 1;
  if (x->down != y->down)
    return x->down ? -1 : 1;
  if (x->left_y != y->left_y)
    return x->left_y < y->left_y ? -1 : 1;
  return x->point < y->point ? -1 : x->point > y->point;
}

/* Bends of one gap turn one behind the other, not on one line: of two that go
 * down, seen from the left, the one that starts higher turns later, else they
 * would cross; of two that go up, sooner. */
static void
assign_tracks (Router *router)
{
  Bend *bends = (Bend *) (gpointer) router->bends->data;
  guint start = 0, n = router->bends->len;

  if (n > 1)
    qsort (bends, n, sizeof *bends, compare_bends);
  for (guint i = 1; i <= n; i++)
    if (i == n || bends[i].gap != bends[start].gap || bends[i].down != bends[start].down)
      {
        guint count = i - start;
        double width = MIN (0.5, 0.07 * (count - 1));

        for (guint k = 0; k < count; k++)
          {
            RsPoint *points = &g_array_index (router->points, RsPoint, bends[start + k].point);
            double left = MIN (points[-1].x, points[2].x), right = MAX (points[-1].x, points[2].x);
            double share = 0.5
                           + (count > 1 ? width * ((double) k / (count - 1) - 0.5) : 0)
                                 * (bends[start].down ? -1 : 1);

            points[0].x = points[1].x = left + (right - left) * share;
          }
        start = i;
      }
}

/* A turn in the gap right of column GAP, from X and back to it; how far it
 * reaches, nest_turns () says. */
static void
add_turn (Router *router, gint gap, double x, double y0, double y1)
{
  Turn turn = { gap, router->points->len, fabs (y1 - y0) };

  g_array_append_val (router->turns, turn);
  add_point (router, x, y0);
  add_point (router, x, y1);
  add_point (router, x, y1);
}

static int
compare_turns (const void *a, const void *b)
{
  const Turn *x = a, *y = b;

  if (x->gap != y->gap)
    return x->gap < y->gap ? -1 : 1;
  if (x->span != y->span)
    return x->span < y->span ? -1 : 1;
  return x->point < y->point ? -1 : x->point > y->point;
}

/* Of two turns in one gap the longer one reaches farther, so that one may stand
 * within the other. A curve reaches three quarters of where it is pulled. */
static void
nest_turns (Router *router)
{
  Turn *turns = (Turn *) (gpointer) router->turns->data;
  guint start = 0, n = router->turns->len;

  if (n > 1)
    qsort (turns, n, sizeof *turns, compare_turns);
  for (guint i = 1; i <= n; i++)
    if (i == n || turns[i].gap != turns[start].gap)
      {
        double room = turning_room (router, turns[start].gap);

        for (guint k = start; k < i; k++)
          {
            RsPoint *points = &g_array_index (router->points, RsPoint, turns[k].point);
            double reach = room * (0.5 + 0.45 * (k - start + 1) / (i - start));

            points[0].x += reach / 0.75;
            points[1].x += reach / 0.75;
          }
        start = i;
      }
}

/* From its port, down to where it leaves, and level to the side of its column.
 * Returns that side. */
static double
draw_start (Router *router, guint32 l, double y)
{
  const RsLayoutEdge *edge = &router->edges[l];
  gboolean left = leaves_left (router, edge);
  double x = router->positions[edge->source].x + (left ? edge->left_x : edge->port_x);
  double side = left ? column_left (router, router->columns[edge->source])
                     : column_right (router, router->columns[edge->source]);

  router->routes->to_left[l] = left;
  add_point (router, x, y - edge->drop);
  if (edge->drop > 0)
    {
      double turn = MIN (edge->drop, 8);

      add_point (router, x, y - turn / 2);
      add_point (router, x, y);
      add_point (router, x + turn, y);
      x += turn;
    }
  add_level (router, x, side, y);
  return side;
}

static void
draw_edge (Router *router, guint32 l)
{
  const RsLayoutEdge *edge = &router->edges[l];
  gint from = router->columns[edge->source], to = router->columns[edge->target];
  double y = start_y (router, edge), end = router->entry[l], x;
  double target_right = router->positions[edge->target].x + router->boxes[edge->target].width;

  router->routes->first[l] = router->points->len;
  x = draw_start (router, l, y);
  for (guint32 i = router->first_lane[l]; i < router->first_lane[l + 1]; i++)
    {
      const Lane *lane = &g_array_index (router->lanes, Lane, i);
      double near =
          to > from ? column_left (router, lane->column) : column_right (router, lane->column);
      double far =
          to > from ? column_right (router, lane->column) : column_left (router, lane->column);

      if (near == x)
        add_turn (router, lane->column, x, y, lane->y);
      else
        add_bend (router, to > from ? lane->column - 1 : lane->column, x, y, near, lane->y);
      add_level (router, near, far, lane->y);
      x = far;
      y = lane->y;
    }
  if (to > from)
    add_bend (router, to - 1, x, y, router->positions[edge->target].x, end);
  else
    {
      double near = column_right (router, to);

      if (to == from)
        add_turn (router, to, x, y, end);
      else
        add_bend (router, to, x, y, near, end);
      add_level (router, near, target_right, end);
    }
}

static void
free_router (Router *router)
{
  for (gint column = 0; column < router->n_columns; column++)
    g_array_unref (router->stretches[column]);
  g_free (router->stretches);
  g_free (router->first_lane);
  g_free (router->entry);
  g_array_unref (router->lanes);
  g_array_unref (router->bends);
  g_array_unref (router->turns);
  g_free (router->turning);
}

/* The phases. FALSE: cancelled. */
static gboolean
find_routes (Router *router)
{
  find_stretches (router);
  find_turns (router);
  choose_lanes (router);
  improve_lanes (router);
  if (rs_layout_is_cancelled (router->work))
    return FALSE;
  assign_lanes (router);
  assign_entries (router);
  for (guint32 l = 0; l < router->n_edges; l++)
    draw_edge (router, l);
  assign_tracks (router);
  nest_turns (router);
  return !rs_layout_is_cancelled (router->work);
}

RsRoutes *
rs_layout_route (const RsLayoutBox *boxes, guint n_boxes, const RsLayoutEdge *edges, guint n_edges,
                 const RsLayoutMetrics *metrics, RsLayoutWork *work,
                 const RsArrangement *arrangement)
{
  RsLayoutWork own = { NULL, 0, 0 };
  Router router = { boxes, edges, n_boxes, n_edges, metrics, work != NULL ? work : &own };
  g_autoptr (RsRoutes) routes = g_new0 (RsRoutes, 1);
  gboolean done;

  g_return_val_if_fail (metrics != NULL && arrangement != NULL, NULL);
  routes->n_edges = n_edges;
  routes->first = g_new0 (guint32, n_edges + 1);
  routes->from_right = g_new0 (guint8, n_edges + 1);
  router.routes = routes;
  routes->to_left = g_new0 (guint8, n_edges + 1);
  router.arrangement = arrangement;
  router.positions = arrangement->positions;
  router.columns = arrangement->columns;
  router.n_columns = (gint) arrangement->n_columns;
  router.lanes = g_array_new (FALSE, FALSE, sizeof (Lane));
  router.first_lane = g_new0 (guint32, n_edges + 1);
  router.entry = g_new0 (double, n_edges + 1);
  router.points = g_array_new (FALSE, FALSE, sizeof (RsPoint));
  router.bends = g_array_new (FALSE, FALSE, sizeof (Bend));
  router.turns = g_array_new (FALSE, FALSE, sizeof (Turn));
  router.turning = g_new0 (guint8, router.n_columns + 1);
  done = find_routes (&router);
  routes->first[n_edges] = router.points->len;
  routes->points = (RsPoint *) (gpointer) g_array_free (router.points, FALSE);
  free_router (&router);
  return done ? g_steal_pointer (&routes) : NULL;
}

void
rs_routes_free (RsRoutes *routes)
{
  if (routes == NULL)
    return;
  g_free (routes->first);
  g_free (routes->points);
  g_free (routes->from_right);
  g_free (routes->to_left);
  g_free (routes);
}
