/* SPDX-License-Identifier: MIT
 *
 * Where cards stand and how arrows run between them: pure functions over arrays
 * of boxes and edges, in points, y downwards. Nothing here knows what a card
 * shows.
 *
 * The plane is cut into columns of one width, with a gap between any two:
 * column c spans c * (column + gap) to that plus column. A box stands at the
 * left of its column; boxes of one column never overlap in y. Arrows change
 * their height only in the gaps between columns and run level, between boxes,
 * inside them: so no arrow can cross a box, by construction.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A card to be placed. */
typedef struct {
  guint64 serial; /* identity in RsPlaces; unique among the boxes */
  double width;   /* at most the metrics' column */
  double height;
  double entry;        /* arrows end this far below the top */
  double entry_spread; /* and may be spread that far up and down from there */
  double clearance;    /* kept free of arrows below the box: a label stands there */
  gboolean pinned;     /* a frame: stands in column 0, in the order of the array */
} RsLayoutBox;

/* An arrow between two boxes. */
typedef struct {
  guint32 source; /* index of a box */
  guint32 target;
  double port_x; /* where it starts, from the left top of its source */
  double port_y;
} RsLayoutEdge;

typedef struct {
  double column; /* width of a column */
  double gap;    /* between two columns */
  double space;  /* least vertical space between two boxes of a column */
} RsLayoutMetrics;

/* The metrics of ordinary drawings. */
#define RS_LAYOUT_METRICS_INIT                                                                     \
  {                                                                                                \
    216, 92, 34                                                                                    \
  }

typedef struct {
  double x, y;
} RsPoint;

/* --- places --------------------------------------------------------------- */

/* Where every object that was ever drawn stands: serial -> column and y. Kept
 * by whoever shows many moments. One thread at a time. */
typedef struct _RsPlaces RsPlaces;

RsPlaces *rs_places_new (void);
RsPlaces *rs_places_copy (const RsPlaces *places);
void rs_places_free (RsPlaces *places);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsPlaces, rs_places_free)

guint rs_places_get_size (const RsPlaces *places);

/* Whether SERIAL has a place; it is then stored in COLUMN and Y (each may be
 * NULL). */
gboolean rs_places_get (const RsPlaces *places, guint64 serial, gint *column, double *y);
void rs_places_set (RsPlaces *places, guint64 serial, gint column, double y);

/* From here on, changes (of places and of numbers) can be taken back: the end
 * keeps them (KEEP) or takes them back, O(changes). Not nested. */
void rs_places_begin (RsPlaces *places);
void rs_places_end (RsPlaces *places, gboolean keep);

/* A short number for SERIAL: 1, 2, ... in the order in which they were first
 * asked for. It stays. */
guint rs_places_get_number (RsPlaces *places, guint64 serial);

/* --- layout --------------------------------------------------------------- */

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

/* Places BOXES. A box that has a place keeps it, unless it would overlap
 * another one (a card grew): then the lower one moves down. New boxes go where
 * there is room, near what refers to them; where no box has a place yet, the
 * whole is laid out in layers. PLACES is changed to hold all of BOXES.
 * POSITIONS (N_BOXES, the caller's) receives the left tops. WORK may be NULL.
 * Deterministic; O(boxes + edges), but for sorting.
 *
 * FALSE: cancelled; POSITIONS and, but within rs_places_begin (), PLACES are
 * good for nothing. */
gboolean rs_layout_run (const RsLayoutBox *boxes, guint n_boxes, const RsLayoutEdge *edges,
                        guint n_edges, const RsLayoutMetrics *metrics, RsLayoutWork *work,
                        RsPlaces *places, RsPoint *positions);

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
} RsRoutes;

/* The routes of EDGES between BOXES at POSITIONS, as rs_layout_run () left them
 * (transfer full). None crosses a box, or a clearance. WORK may be NULL. NULL:
 * cancelled. O(boxes + edges + columns that edges cross), but for sorting. */
RsRoutes *rs_layout_route (const RsLayoutBox *boxes, guint n_boxes, const RsLayoutEdge *edges,
                           guint n_edges, const RsLayoutMetrics *metrics, RsLayoutWork *work,
                           const RsPoint *positions);
void rs_routes_free (RsRoutes *routes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsRoutes, rs_routes_free)

G_END_DECLS
