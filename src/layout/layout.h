/* SPDX-License-Identifier: MIT
 *
 * Where cards stand and how arrows run between them: pure functions over arrays
 * of boxes and edges, in points, y downwards. Nothing here knows what a card
 * shows.
 *
 * The plane is cut into columns with a gap between any two. A box stands at the
 * left of its column; boxes of one column never overlap in y. Arrows change
 * their height only in the gaps between columns and run level, between boxes,
 * inside them: so no arrow can cross a box, by construction.
 *
 * Places are for life. A *planner* is told all moments of a run, one after the
 * other; its *plan* gives each box one place for its whole life, so that the
 * picture of a moment depends on the run alone and never on the way by which
 * somebody came to it. Boxes that never live together may share a place.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A card to be placed. */
typedef struct {
  guint64 serial; /* identity; unique among the boxes of a moment */
  double width;
  double height;
  double entry;        /* arrows end this far below the top ... */
  double foot;         /* ... or this far above the bottom; negative: never there */
  double entry_spread; /* and may be spread that far up and down from there */
  double slack;        /* so much of its height may reach into the space below it, now and then */
  double clearance;    /* kept free of arrows below the box: a label stands there ... */
  double label_width;  /* ... which is so wide */
  guint32 rank;        /* of a pinned box: those of higher rank stand below */
  gboolean pinned;     /* a frame: stands in column 0 */
} RsLayoutBox;

/* An arrow between two boxes. */
typedef struct {
  guint32 source; /* index of a box */
  guint32 target;
  double port_x; /* where it starts, from the left top of its source */
  double port_y;
  double left_x; /* where it starts if it leaves at the left side; negative: it cannot */
  double drop;   /* it starts this far above PORT_Y, and comes down first */
} RsLayoutEdge;

typedef struct {
  double gap;   /* between two columns */
  double space; /* least vertical space between two boxes of a column */
} RsLayoutMetrics;

/* The metrics of ordinary drawings. */
#define RS_LAYOUT_METRICS_INIT                                                                     \
  {                                                                                                \
    40, 22                                                                                         \
  }

typedef struct {
  double x, y;
} RsPoint;

/* What a layout has cost, and whether anybody still wants it. The caller's. */
typedef struct {
  const gint *cancel; /* not 0 (another thread sets it, atomically): end soon; NULL: never */
  guint64 grace;      /* CANCEL is not looked at before so much has been done */
  guint64 done; /* edges looked at, a measure of the time that depends on no clock; added to */
} RsLayoutWork;

static inline gboolean
rs_layout_is_cancelled (const RsLayoutWork *work)
{
  return work->cancel != NULL && work->done >= work->grace && g_atomic_int_get (work->cancel) != 0;
}

/* --- the plan ------------------------------------------------------------- */

/* What a planner has been told: the boxes and edges of all moments. One thread
 * at a time. */
typedef struct _RsPlanner RsPlanner;

RsPlanner *rs_planner_new (const RsLayoutMetrics *metrics);
void rs_planner_free (RsPlanner *planner);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsPlanner, rs_planner_free)

/* The next moment's BOXES and EDGES, copied. The edges of one source come in
 * the order of its rows. O(boxes + edges). */
void rs_planner_add (RsPlanner *planner, const RsLayoutBox *boxes, guint n_boxes,
                     const RsLayoutEdge *edges, guint n_edges);

/* Where every box stands, for life: an immutable value, read by any number of
 * threads. */
typedef struct _RsPlan RsPlan;

/* The plan of all moments that PLANNER was told (transfer full). WORK may be
 * NULL. NULL: cancelled. Deterministic. */
RsPlan *rs_planner_run (RsPlanner *planner, RsLayoutWork *work);

RsPlan *rs_plan_ref (RsPlan *plan);
void rs_plan_unref (RsPlan *plan); /* nullable */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsPlan, rs_plan_unref)

/* A place that a person has given to a box. */
typedef struct {
  guint64 serial;
  double x, y; /* its left top, as in RsArrangement; a frame has its own X */
} RsPin;

/* PLAN with the N boxes of PINS where they say (transfer full): in the column
 * whose left is nearest to X (one more than PLAN has, at most), at Y, or below
 * another one pinned there. What stands there and lives with them yields
 * downwards. What PLAN does not know is passed over. O(boxes of the columns
 * touched, squared). */
RsPlan *rs_plan_pin (const RsPlan *plan, const RsPin *pins, guint n);

/* The number of boxes that have a place. */
guint rs_plan_get_size (const RsPlan *plan);

/* A short number for SERIAL, 1, 2, ... in the order in which they were first
 * seen; 0: it has no place in PLAN. */
guint rs_plan_get_number (const RsPlan *plan, guint64 serial);

/* --- a moment ------------------------------------------------------------- */

/* The boxes of one moment in their places. */
typedef struct {
  guint n_boxes, n_edges, n_columns;
  double *column_x, *column_width; /* of each column: its left, and its width */
  gint *columns;                   /* of each box its column */
  RsPoint *positions;              /* and its left top */
} RsArrangement;

/* BOXES as PLAN has them (transfer full); without one (NULL), as a plan of this
 * moment alone would. What PLAN does not know is placed around what stands,
 * near what refers to it, where there is room; what has grown since pushes what
 * is below it. A pure function: two calls give the same. WORK may be NULL.
 * NULL: cancelled. O(boxes + edges), but for sorting. */
RsArrangement *rs_plan_arrange (const RsPlan *plan, const RsLayoutBox *boxes, guint n_boxes,
                                const RsLayoutEdge *edges, guint n_edges,
                                const RsLayoutMetrics *metrics, RsLayoutWork *work);
void rs_arrangement_free (RsArrangement *arrangement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsArrangement, rs_arrangement_free)

/* --- routes --------------------------------------------------------------- */

/* The routes of all edges. A route is a start and cubic Bezier segments:
 * points[first], then three points for each segment. It ends at its target's
 * border, at the left or, where it comes from the right, at the right side; the
 * last three points tell the direction. */
typedef struct {
  guint n_edges;
  guint32 *first; /* n_edges + 1 offsets into points */
  RsPoint *points;
  guint8 *from_right; /* for each edge: it enters its target's right side */
  guint8 *to_left;    /* for each edge: it leaves its source at the left */
} RsRoutes;

/* The routes of EDGES between BOXES as ARRANGEMENT has them (transfer full).
 * None crosses a box, or a clearance. WORK may be NULL. NULL: cancelled.
 * O(boxes + edges + columns that edges cross), but for sorting. */
RsRoutes *rs_layout_route (const RsLayoutBox *boxes, guint n_boxes, const RsLayoutEdge *edges,
                           guint n_edges, const RsLayoutMetrics *metrics, RsLayoutWork *work,
                           const RsArrangement *arrangement);
void rs_routes_free (RsRoutes *routes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsRoutes, rs_routes_free)

G_END_DECLS
