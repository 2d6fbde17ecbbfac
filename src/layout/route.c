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
  gint gap; /* right of this column */
  gboolean forward, down;
  guint point; /* the first of its three points */
  double y0;
} Bend;

typedef struct {
  const RsLayoutBox *boxes;
  const RsLayoutEdge *edges;
  guint n_boxes, n_edges;
  const RsLayoutMetrics *metrics;
  RsLayoutWork *work;
  const RsPoint *positions;
  gint *columns;      /* of each box */
  GArray **stretches; /* of each column: of Stretch, from the top */
  gint n_columns;
  GArray *lanes;       /* of Lane, those of an edge together and in its direction */
  guint32 *first_lane; /* n_edges + 1 */
  double *entry;       /* of each edge: the height at which it ends */
  RsRoutes *routes;
  GArray *points;
  GArray *bends; /* of Bend: the steep ones */
} Router;

static double
column_left (const Router *router, gint column)
{
  return column * (router->metrics->column + router->metrics->gap);
}

static double
column_right (const Router *router, gint column)
{
  return column_left (router, column) + router->metrics->column;
}

static double
start_y (const Router *router, const RsLayoutEdge *edge)
{
  return router->positions[edge->source].y + edge->port_y;
}

static double
target_y (const Router *router, const RsLayoutEdge *edge)
{
  return router->positions[edge->target].y + router->boxes[edge->target].entry;
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

      obstacles[b] =
          (Obstacle){ router->columns[b], y - MARGIN,
                      y + router->boxes[b].height + router->boxes[b].clearance + MARGIN };
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

/* --- lanes ---------------------------------------------------------------- */

static void
choose_lanes (Router *router)
{
  for (guint32 l = 0; l < router->n_edges && !rs_layout_is_cancelled (router->work); l++)
    {
      const RsLayoutEdge *edge = &router->edges[l];
      gint from = router->columns[edge->source], to = router->columns[edge->target];
      gint step = from < to ? 1 : -1, column = from < to ? from + 1 : from;
      double y = start_y (router, edge), goal = target_y (router, edge);

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
  gboolean right;
  double y; /* where it comes from */
} EntryKey;

static int
compare_entries (const void *a, const void *b)
{
  const EntryKey *x = a, *y = b;

  if (x->target != y->target)
    return x->target < y->target ? -1 : 1;
  if (x->right != y->right)
    return x->right ? 1 : -1;
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
      keys[l] = (EntryKey){ edge->target, l, right, y };
      router->routes->from_right[l] = right;
    }
  qsort (keys, n, sizeof *keys, compare_entries);
  for (guint i = 1; i <= n; i++)
    if (i == n || keys[i].target != keys[start].target || keys[i].right != keys[start].right)
      {
        guint count = i - start;
        double spread = router->boxes[keys[start].target].entry_spread;
        double step = count > 1 ? MIN (ENTRY_STEP, 2 * spread / (count - 1)) : 0;

        for (guint k = 0; k < count; k++)
          router->entry[keys[start + k].edge] =
              target_y (router, &router->edges[keys[start].edge]) + (k - (count - 1) / 2.0) * step;
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

/* Across a gap, with level ends. Its steep part is moved by assign_tracks
 * (). */
static void
add_bend (Router *router, double x0, double y0, double x1, double y1)
{
  gint gap = (gint) floor (MIN (x0, x1) / (router->metrics->column + router->metrics->gap));
  Bend bend = { gap, x1 > x0, y1 > y0, router->points->len, y0 };

  if (fabs (y1 - y0) > 30)
    g_array_append_val (router->bends, bend);
  add_point (router, x0 + (x1 - x0) * 0.5, y0);
  add_point (router, x1 - (x1 - x0) * 0.5, y1);
  add_point (router, x1, y1);
}

static int
compare_bends (const void *a, const void *b)
{
  const Bend *x = a, *y = b;

  if (x->gap != y->gap)
    return x->gap < y->gap ? -1 : 1;
  if (x->forward != y->forward)
    return x->forward ? -1 : 1;
  if (x->down != y->down)
    return x->down ? -1 : 1;
  if (x->y0 != y->y0)
    return x->y0 < y->y0 ? -1 : 1;
  return x->point < y->point ? -1 : x->point > y->point;
}

/* Bends of one gap turn one behind the other, not on one line: of two that go
 * down, the one that starts higher turns later, else they would cross; of two
 * that go up, sooner. */
static void
assign_tracks (Router *router)
{
  Bend *bends = (Bend *) (gpointer) router->bends->data;
  guint start = 0, n = router->bends->len;

  if (n > 1)
    qsort (bends, n, sizeof *bends, compare_bends);
  for (guint i = 1; i <= n; i++)
    if (i == n || bends[i].gap != bends[start].gap || bends[i].forward != bends[start].forward
        || bends[i].down != bends[start].down)
      {
        guint count = i - start;
        double width = MIN (0.44, 0.07 * (count - 1));

        for (guint k = 0; k < count; k++)
          {
            RsPoint *points = &g_array_index (router->points, RsPoint, bends[start + k].point);
            double x0 = points[-1].x, x1 = points[2].x;
            double share = 0.5
                           + (count > 1 ? width * ((double) k / (count - 1) - 0.5) : 0)
                                 * (bends[start].down ? -1 : 1);

            points[0].x = points[1].x = x0 + (x1 - x0) * share;
          }
        start = i;
      }
}

/* A turn in the gap right of X; it reaches three quarters of BULGE. */
static void
add_turn (Router *router, double x, double y0, double y1)
{
  double bulge = CLAMP (fabs (y1 - y0) * 0.35, 34, router->metrics->gap * 0.85);

  add_point (router, x + bulge, y0);
  add_point (router, x + bulge, y1);
  add_point (router, x, y1);
}

static void
draw_edge (Router *router, guint32 l)
{
  const RsLayoutEdge *edge = &router->edges[l];
  gint from = router->columns[edge->source], to = router->columns[edge->target];
  double x = router->positions[edge->source].x + edge->port_x, y = start_y (router, edge),
         end = router->entry[l];
  double right = column_right (router, from);
  double target_right = router->positions[edge->target].x + router->boxes[edge->target].width;

  router->routes->first[l] = router->points->len;
  add_point (router, x, y);
  add_level (router, x, right, y);
  x = right;
  for (guint32 i = router->first_lane[l]; i < router->first_lane[l + 1]; i++)
    {
      const Lane *lane = &g_array_index (router->lanes, Lane, i);
      double near =
          to > from ? column_left (router, lane->column) : column_right (router, lane->column);
      double far =
          to > from ? column_right (router, lane->column) : column_left (router, lane->column);

      if (near == x)
        add_turn (router, x, y, lane->y);
      else
        add_bend (router, x, y, near, lane->y);
      add_level (router, near, far, lane->y);
      x = far;
      y = lane->y;
    }
  if (to > from)
    add_bend (router, x, y, router->positions[edge->target].x, end);
  else
    {
      double near = column_right (router, to);

      if (to == from)
        add_turn (router, x, y, end);
      else
        add_bend (router, x, y, near, end);
      add_level (router, near, target_right, end);
    }
}

static void
free_router (Router *router)
{
  for (gint column = 0; column < router->n_columns; column++)
    g_array_unref (router->stretches[column]);
  g_free (router->stretches);
  g_free (router->columns);
  g_free (router->first_lane);
  g_free (router->entry);
  g_array_unref (router->lanes);
  g_array_unref (router->bends);
}

/* The phases. FALSE: cancelled. */
static gboolean
find_routes (Router *router)
{
  find_stretches (router);
  choose_lanes (router);
  if (rs_layout_is_cancelled (router->work))
    return FALSE;
  assign_lanes (router);
  assign_entries (router);
  for (guint32 l = 0; l < router->n_edges; l++)
    draw_edge (router, l);
  assign_tracks (router);
  return !rs_layout_is_cancelled (router->work);
}

RsRoutes *
rs_layout_route (const RsLayoutBox *boxes, guint n_boxes, const RsLayoutEdge *edges, guint n_edges,
                 const RsLayoutMetrics *metrics, RsLayoutWork *work, const RsPoint *positions)
{
  RsLayoutWork own = { NULL, 0, 0 };
  Router router = {
    boxes, edges, n_boxes, n_edges, metrics, work != NULL ? work : &own, positions
  };
  g_autoptr (RsRoutes) routes = g_new0 (RsRoutes, 1);
  gboolean done;

  g_return_val_if_fail (metrics != NULL, NULL);
  routes->n_edges = n_edges;
  routes->first = g_new0 (guint32, n_edges + 1);
  routes->from_right = g_new0 (guint8, n_edges + 1);
  router.routes = routes;
  router.columns = g_new (gint, n_boxes + 1);
  for (guint32 i = 0; i < n_boxes; i++)
    {
      router.columns[i] = (gint) lround (positions[i].x / (metrics->column + metrics->gap));
      router.n_columns = MAX (router.n_columns, router.columns[i] + 1);
    }
  router.lanes = g_array_new (FALSE, FALSE, sizeof (Lane));
  router.first_lane = g_new0 (guint32, n_edges + 1);
  router.entry = g_new0 (double, n_edges + 1);
  router.points = g_array_new (FALSE, FALSE, sizeof (RsPoint));
  router.bends = g_array_new (FALSE, FALSE, sizeof (Bend));
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
  g_free (routes);
}
