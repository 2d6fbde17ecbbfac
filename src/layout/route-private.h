/* SPDX-License-Identifier: MIT
 *
 * The router and its phases: which free stretches an edge passes
 * (route-lanes.c), at which heights (route-strings.c), and the curves
 * (route.c).
 */
#pragma once

#include "layout/layout-private.h"

G_BEGIN_DECLS

/* A part of a column in which no box stands. */
typedef struct {
  double low, high;
} RsStretch;

/* An edge's way through a column that it crosses. */
typedef struct {
  guint32 edge;
  gint column;
  guint32 stretch; /* number within its column */
  double y;        /* about there */
} RsLane;

/* Where an edge passes one side of a column. */
typedef struct {
  guint32 edge;
  gint column;
  gboolean right; /* the right side, else the left one */
  guint32 group;  /* those of one group keep a distance: a stretch, or a box beside which there is
                     nothing in its column */
  double x, low, high, y;
} RsStation;

typedef struct {
  const RsLayoutBox *boxes;
  const RsLayoutEdge *edges;
  guint n_boxes, n_edges;
  const RsLayoutMetrics *metrics;
  RsLayoutWork *work;
  const RsArrangement *arrangement;
  const RsPoint *positions;
  const gint *columns; /* of each box */
  gint n_columns;
  guint8 *turning;        /* of each column: edges turn round at its right */
  GArray **stretches;     /* of each column: of RsStretch, from the top */
  GArray *lanes;          /* of RsLane, those of an edge together and in its direction */
  guint32 *first_lane;    /* n_edges + 1 */
  GArray *stations;       /* of RsStation, in the same way */
  guint32 *first_station; /* n_edges + 1 */
  double *entry;          /* of each edge: the height at which it ends */
} RsRouter;

static inline double
rs_router_left (const RsRouter *router, gint column)
{
  return router->arrangement->column_x[column];
}

static inline double
rs_router_right (const RsRouter *router, gint column)
{
  return rs_router_left (router, column) + router->arrangement->column_width[column];
}

static inline gint
rs_router_from (const RsRouter *router, guint32 l)
{
  return router->columns[router->edges[l].source];
}

static inline gint
rs_router_to (const RsRouter *router, guint32 l)
{
  return router->columns[router->edges[l].target];
}

/* Whether edge L leads to the right; else it enters its target's right side. */
static inline gboolean
rs_router_is_forward (const RsRouter *router, guint32 l)
{
  return rs_router_to (router, l) > rs_router_from (router, l);
}

/* Whether edge L leaves its source at the left: it leads there, and the source
 * has a port on that side. */
static inline gboolean
rs_router_leaves_left (const RsRouter *router, guint32 l)
{
  return router->edges[l].left_x >= 0 && rs_router_to (router, l) < rs_router_from (router, l);
}

/* Whether edge L first has to turn round at the right of its source. */
static inline gboolean
rs_router_turns (const RsRouter *router, guint32 l)
{
  return !rs_router_is_forward (router, l) && !rs_router_leaves_left (router, l);
}

static inline double
rs_router_start (const RsRouter *router, guint32 l)
{
  return router->positions[router->edges[l].source].y + router->edges[l].port_y;
}

/* Where edge L best enters its target, coming from height Y. */
double rs_router_entry (const RsRouter *router, guint32 l, double y);

/* The width of the strip at the left of the gap right of column GAP in which
 * edges turn round. */
double rs_router_turning_room (const RsRouter *router, gint gap);

/* --- phases --------------------------------------------------------------- */

/* Chooses the stretches that each edge passes: ROUTER's turning, stretches and
 * lanes. */
void rs_router_choose_lanes (RsRouter *router);

/* Pulls each edge tight: ROUTER's stations and entries. */
void rs_router_pull (RsRouter *router);

G_END_DECLS
