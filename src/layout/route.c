/* SPDX-License-Identifier: MIT
 *
 * Routes of the edges between placed boxes.
 *
 * Columns are full of boxes, gaps are free. To the right an edge leaves its
 * row, crosses each column between in a *lane*, a stretch where no box stands,
 * and enters its target from the left. To the left, as the edges that close
 * cycles go, it leaves its row at the left, or turns round in the gap behind
 * its source, passes the columns between in lanes, and enters its target from
 * the right. Within one column it turns round in the gap.
 *
 *     column 0 |  gap  | column 1 |  gap  | column 2
 *     [a  o]---.__     |          |    ,->[c    ]
 *                  `---------------'
 *                       [b    ]
 *
 *   choose_lanes    which stretches an edge passes (route-lanes.c)
 *   pull            at which heights: as short as can be (route-strings.c)
 *   draw_edge       the curves: cubic ones that have the slope of the string where it passes a side
 *                   of a column, and between two sides never leave their heights (Fritsch and
 *                   Carlson 1980), so that no box is crossed
 *   assign_tracks   bends of one gap stand beside each other
 *   nest_turns      so do edges that turn round
 */
#include "layout/route-private.h"

#include <math.h>
#include <stdlib.h>

#define STEEP 1.3 /* times the less steep of its neighbours may the slope of a curve be */
#define FLAT 10.0 /* points: what rises less in a gap is no bend */

/* Across a gap. */
typedef struct {
  gint gap;      /* right of this column */
  gboolean down; /* from left to right, whichever way the edge runs */
  guint point;   /* the first of its three points */
  double left_y;
  double slope0, slope1; /* at its ends, in its direction */
} Bend;

typedef struct {
  gint gap;
  guint point;
  double span;
} Turn;

/* A point through which a curve goes. */
typedef struct {
  double x, y;
  gint column; /* of which this is a side */
  double slope;
} Knot;

typedef struct {
  const RsRouter *router;
  RsRoutes *routes;
  GArray *points;
  GArray *bends; /* of Bend */
  GArray *turns; /* of Turn */
  GArray *knots; /* of Knot: scratch */
} Drawing;

static void
add_point (Drawing *drawing, double x, double y)
{
  RsPoint point = { x, y };

  g_array_append_val (drawing->points, point);
}

/* From (x0, y0), where the route is, level to X. */
static void
add_level (Drawing *drawing, double x0, double x, double y)
{
  if (x0 == x)
    return;
  add_point (drawing, x0 + (x - x0) / 3, y);
  add_point (drawing, x0 + (x - x0) * 2 / 3, y);
  add_point (drawing, x, y);
}

/* --- bends ---------------------------------------------------------------- */

/* The inner points of a curve from POINTS[-1] to POINTS[2], which bends at
 * SHARE of its width. */
static void
shape (RsPoint *points, double left, double right, double slope0, double slope1)
{
  double forward = points[2].x > points[-1].x ? 1 : -1, x0 = points[-1].x, x1 = points[2].x;

  points[0].x = left;
  points[0].y = points[-1].y + slope0 * (left - x0) * forward;
  points[1].x = right;
  points[1].y = points[2].y - slope1 * (x1 - right) * forward;
}

/* From where the route is to knot TO. Its steep part in a gap is moved by
 * assign_tracks (). */
static void
add_curve (Drawing *drawing, const Knot *from, const Knot *to)
{
  gboolean forward = to->x > from->x;
  guint point = drawing->points->len;
  double third = (to->x - from->x) / 3;

  for (guint i = 0; i < 3; i++)
    add_point (drawing, to->x, to->y);
  shape (&g_array_index (drawing->points, RsPoint, point), from->x + third, to->x - third,
         from->slope, to->slope);
  if (from->column != to->column && fabs (to->y - from->y) >= FLAT)
    {
      Bend bend = { MIN (from->column, to->column),
                    (to->y > from->y) == forward,
                    point,
                    forward ? from->y : to->y,
                    from->slope,
                    to->slope };

      g_array_append_val (drawing->bends, bend);
    }
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
assign_tracks (Drawing *drawing)
{
  Bend *bends = (Bend *) (gpointer) drawing->bends->data;
  guint start = 0, n = drawing->bends->len;

  if (n > 1)
    qsort (bends, n, sizeof *bends, compare_bends);
  for (guint i = 1; i <= n; i++)
    if (i == n || bends[i].gap != bends[start].gap || bends[i].down != bends[start].down)
      {
        guint count = i - start;
        double width = MIN (0.5, 0.07 * (count - 1));

        for (guint k = 0; k < count; k++)
          {
            const Bend *bend = &bends[start + k];
            RsPoint *points = &g_array_index (drawing->points, RsPoint, bend->point);
            double left = MIN (points[-1].x, points[2].x), right = MAX (points[-1].x, points[2].x);
            double share = 0.5
                           + (count > 1 ? width * ((double) k / (count - 1) - 0.5) : 0)
                                 * (bend->down ? -1 : 1);

            left += (right - left) * share;
            shape (points, left, left, bend->slope0, bend->slope1);
          }
        start = i;
      }
}

/* A turn in the gap right of column GAP, from X and back to it; how far it
 * reaches, nest_turns () says. */
static void
add_turn (Drawing *drawing, gint gap, double x, double y0, double y1)
{
  Turn turn = { gap, drawing->points->len, fabs (y1 - y0) };

  g_array_append_val (drawing->turns, turn);
  add_point (drawing, x, y0);
  add_point (drawing, x, y1);
  add_point (drawing, x, y1);
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
nest_turns (Drawing *drawing)
{
  Turn *turns = (Turn *) (gpointer) drawing->turns->data;
  guint start = 0, n = drawing->turns->len;

  if (n > 1)
    qsort (turns, n, sizeof *turns, compare_turns);
  for (guint i = 1; i <= n; i++)
    if (i == n || turns[i].gap != turns[start].gap)
      {
        double room = rs_router_turning_room (drawing->router, turns[start].gap);

        for (guint k = start; k < i; k++)
          {
            RsPoint *points = &g_array_index (drawing->points, RsPoint, turns[k].point);
            double reach = room * (0.5 + 0.45 * (k - start + 1) / (i - start));

            points[0].x += reach / 0.75;
            points[1].x += reach / 0.75;
          }
        start = i;
      }
}

/* --- edges ---------------------------------------------------------------- */

static void
add_knot (Drawing *drawing, double x, double y, gint column)
{
  Knot knot = { x, y, column, 0 };

  g_array_append_val (drawing->knots, knot);
}

/* Level at both ends; between two pieces their harmonic mean, nothing where
 * they turn. */
static void
find_slopes (Drawing *drawing)
{
  Knot *knots = (Knot *) (gpointer) drawing->knots->data;

  for (guint k = 1; k + 1 < drawing->knots->len; k++)
    {
      double before = (knots[k].y - knots[k - 1].y) / fabs (knots[k].x - knots[k - 1].x),
             after = (knots[k + 1].y - knots[k].y) / fabs (knots[k + 1].x - knots[k].x),
             most = STEEP * MIN (fabs (before), fabs (after));

      if (before * after > 0)
        knots[k].slope = CLAMP (2 * before * after / (before + after), -most, most);
    }
}

/* From its port, down to where it leaves, and level to the border of its box.
 * Returns where that is. */
static double
draw_start (Drawing *drawing, guint32 l, double y)
{
  const RsRouter *router = drawing->router;
  const RsLayoutEdge *edge = &router->edges[l];
  gboolean left = rs_router_leaves_left (router, l);
  double x = router->positions[edge->source].x, side = x;

  x += left ? edge->left_x : edge->port_x;
  side += left ? 0 : router->boxes[edge->source].width;
  drawing->routes->to_left[l] = left;
  add_point (drawing, x, y - edge->drop);
  if (edge->drop > 0)
    {
      double turn = MIN (edge->drop, 8);

      add_point (drawing, x, y - turn / 2);
      add_point (drawing, x, y);
      add_point (drawing, x + turn, y);
      x += turn;
    }
  add_level (drawing, x, side, y);
  return side;
}

static void
draw_edge (Drawing *drawing, guint32 l)
{
  const RsRouter *router = drawing->router;
  guint32 target = router->edges[l].target;
  gint from = rs_router_from (router, l), to = rs_router_to (router, l);
  guint32 first = router->first_station[l], end = router->first_station[l + 1];
  gboolean forward = rs_router_is_forward (router, l);
  double y = rs_router_start (router, l), x, target_x = router->positions[target].x;

  drawing->routes->first[l] = drawing->points->len;
  drawing->routes->from_right[l] = !forward;
  x = draw_start (drawing, l, y);
  g_array_set_size (drawing->knots, 0);
  if (rs_router_turns (router, l))
    {
      double side = rs_router_right (router, from), turned;

      turned =
          first < end ? g_array_index (router->stations, RsStation, first).y : router->entry[l];
      add_level (drawing, x, side, y);
      add_turn (drawing, from, side, y, turned);
      x = side;
      y = turned;
      first += first < end;
    }
  add_knot (drawing, x, y, from);
  for (guint32 k = first; k < end; k++)
    {
      const RsStation *station = &g_array_index (router->stations, RsStation, k);

      add_knot (drawing, station->x, station->y, station->column);
    }
  x = target_x + (forward ? 0 : router->boxes[target].width);
  if (x != g_array_index (drawing->knots, Knot, drawing->knots->len - 1).x)
    add_knot (drawing, x, router->entry[l], to);
  find_slopes (drawing);
  for (guint k = 0; k + 1 < drawing->knots->len; k++)
    add_curve (drawing, &g_array_index (drawing->knots, Knot, k),
               &g_array_index (drawing->knots, Knot, k + 1));
}

static void
draw_edges (const RsRouter *router, RsRoutes *routes)
{
  Drawing drawing = { router,
                      routes,
                      g_array_new (FALSE, FALSE, sizeof (RsPoint)),
                      g_array_new (FALSE, FALSE, sizeof (Bend)),
                      g_array_new (FALSE, FALSE, sizeof (Turn)),
                      g_array_new (FALSE, FALSE, sizeof (Knot)) };

  for (guint32 l = 0; l < router->n_edges; l++)
    draw_edge (&drawing, l);
  assign_tracks (&drawing);
  nest_turns (&drawing);
  routes->first[router->n_edges] = drawing.points->len;
  routes->points = (RsPoint *) (gpointer) g_array_free (drawing.points, FALSE);
  g_array_unref (drawing.bends);
  g_array_unref (drawing.turns);
  g_array_unref (drawing.knots);
}

static void
clear_router (RsRouter *router)
{
  for (gint column = 0; column < router->n_columns; column++)
    g_array_unref (router->stretches[column]);
  g_free (router->stretches);
  g_free (router->turning);
  g_array_unref (router->lanes);
  g_free (router->first_lane);
  g_array_unref (router->stations);
  g_free (router->first_station);
  g_free (router->entry);
}

RsRoutes *
rs_layout_route (const RsLayoutBox *boxes, guint n_boxes, const RsLayoutEdge *edges, guint n_edges,
                 const RsLayoutMetrics *metrics, RsLayoutWork *work,
                 const RsArrangement *arrangement)
{
  RsLayoutWork own = { NULL, 0, 0 };
  RsRouter router = { boxes, edges, n_boxes, n_edges, metrics, work != NULL ? work : &own };
  g_autoptr (RsRoutes) routes = g_new0 (RsRoutes, 1);
  gboolean done;

  g_return_val_if_fail (metrics != NULL && arrangement != NULL, NULL);
  routes->n_edges = n_edges;
  routes->first = g_new0 (guint32, n_edges + 1);
  routes->from_right = g_new0 (guint8, n_edges + 1);
  routes->to_left = g_new0 (guint8, n_edges + 1);
  router.arrangement = arrangement;
  router.positions = arrangement->positions;
  router.columns = arrangement->columns;
  router.n_columns = (gint) arrangement->n_columns;
  router.turning = g_new0 (guint8, router.n_columns + 1);
  router.lanes = g_array_new (FALSE, FALSE, sizeof (RsLane));
  router.first_lane = g_new0 (guint32, n_edges + 1);
  router.stations = g_array_new (FALSE, FALSE, sizeof (RsStation));
  router.first_station = g_new0 (guint32, n_edges + 1);
  router.entry = g_new0 (double, n_edges + 1);
  rs_router_choose_lanes (&router);
  if (!rs_layout_is_cancelled (router.work))
    rs_router_pull (&router);
  done = !rs_layout_is_cancelled (router.work);
  if (done)
    draw_edges (&router, routes);
  clear_router (&router);
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
