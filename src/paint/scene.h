/* SPDX-License-Identifier: MIT
 *
 * RsScene: what to draw of one moment. It is made from a HeapGraph, the one
 * before it (for what changed) and the places of objects, and is immutable. One
 * painter serves the screen, PNG, SVG and PDF; the hit test uses the same
 * geometry. Lengths are points, y downwards.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "graph/filter.h"
#include "graph/heap-graph.h"
#include "layout/layout.h"
#include "paint/text.h"
#include "paint/theme.h"

G_BEGIN_DECLS

typedef struct _RsScene RsScene;

typedef struct {
  RsDetail detail;
  guint max_rows;     /* of one card; 0: 18 */
  gboolean hex;       /* addresses in the feet of cards, not A1, A2 */
  RsTextCache *texts; /* shared by scenes (transfer none: the scene takes a reference); NULL: one of
                         its own */
  const RsScene *last;   /* a scene made before: what it has filtered need not be filtered again
                            (transfer none); NULL: none */
  RsLayoutWork *work;    /* what it costs, and whether it is still wanted; NULL: it is */
  const guint64 *opened; /* serials of the cards that show what is folded in them (transfer none);
                            NULL: none */
  guint n_opened;
  guint64 selected; /* serial of the object whose holders are never cut; 0: none */
  RsWishes wishes;  /* parts on or off, cards folded or hidden, only what reaches; all zeros:
                       nothing */
} RsSceneOptions;

#define RS_SCENE_OPTIONS_INIT                                                                      \
  {                                                                                                \
    .detail = RS_DETAIL_SIMPLE                                                                     \
  }

/* The scene of GRAPH (transfer full). GRAPH and PREVIOUS are whole heaps: the
 * scene filters them. PREVIOUS may be NULL: then nothing is new, changed or a
 * ghost. PLAN has the places of all moments of the run; NULL: the moment is
 * laid out by itself. OPTIONS NULL: the defaults. A pure function of these.
 *
 * It may be made in any thread, and read by any number of threads. NULL:
 * OPTIONS->work was cancelled. O(nodes + edges), but for sorting. */
RsScene *rs_scene_new (const RsHeapGraph *graph, const RsHeapGraph *previous, const RsPlan *plan,
                       const RsSceneOptions *options);
RsScene *rs_scene_ref (RsScene *scene);
void rs_scene_unref (RsScene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsScene, rs_scene_unref)

/* The scene between FROM and TO at T, 0 to 1 (transfer full): cards that both
 * have glide by serial, new ones appear, gone ones fade. The hit test of the
 * result answers as TO. T is taken as it is: easing is the caller's. */
RsScene *rs_scene_interpolate (RsScene *from, RsScene *to, double t);

/* --- the plan ------------------------------------------------------------- */

/* Finds places for the cards of a whole run: it is told each moment and the one
 * before it, in order. OPTIONS as of the scenes to come; hex and work are not
 * looked at. One thread at a time. */
typedef struct _RsScenePlanner RsScenePlanner;

/* A run of more steps than this is planned from an even sample of them. */
#define RS_PLANNED_STEPS 5000

RsScenePlanner *rs_scene_planner_new (const RsSceneOptions *options);
void rs_scene_planner_free (RsScenePlanner *planner);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsScenePlanner, rs_scene_planner_free)

/* PREVIOUS may be NULL. */
void rs_scene_planner_add (RsScenePlanner *planner, const RsHeapGraph *graph,
                           const RsHeapGraph *previous);

/* The same, as what walks the moments of a run calls it: each RsHeapGraph in
 * turn, PLANNER as its data. Returns TRUE: go on. */
gboolean rs_scene_planner_see (const RsHeapGraph *graph, const RsHeapGraph *previous,
                               gpointer planner);

/* Of a run of N_STEPS steps every how manyth is to be seen: 1, or more above
 * RS_PLANNED_STEPS. */
gsize rs_scene_planner_stride (gsize n_steps);

/* The plan (transfer full). NULL: WORK (nullable) was cancelled. */
RsPlan *rs_scene_planner_run (RsScenePlanner *planner, RsLayoutWork *work);

/* --- questions ------------------------------------------------------------ */

typedef struct {
  double x, y, width, height;
} RsRect;

/* What the scene's cards, edges and labels cover, without a margin; an empty
 * scene has width 0. */
RsRect rs_scene_bounds (const RsScene *scene);

/* The graph that is drawn, filtered (transfer none). */
const RsHeapGraph *rs_scene_get_graph (const RsScene *scene);

/* Where the card of SERIAL stands; FALSE: it has none. */
gboolean rs_scene_find (const RsScene *scene, guint64 serial, RsRect *rect);

/* Whether the card of SERIAL shows more when it is among those opened: objects
 * inside of it, methods, what belongs to an exception, those that it stands
 * for. */
gboolean rs_scene_can_open (const RsScene *scene, guint64 serial);

/* The short name of the object SERIAL, "A1", as it stands on its card (transfer
 * none); NULL: it has no card, or no name. */
const char *rs_scene_get_identity (const RsScene *scene, guint64 serial);

/* What the cards cover that the step made, changed or freed; FALSE: there are
 * none. */
gboolean rs_scene_find_changes (const RsScene *scene, RsRect *rect);

/* What holds the object SERIAL at the scene's moment, drawn or not, in words:
 * "list: [20], constant of f (2)" (transfer full). NULL: it does not live, or
 * nothing that holds it is known. O(its references). */
char *rs_scene_describe_holders (const RsScene *scene, guint64 serial);

guint rs_scene_n_cards (const RsScene *scene);
guint rs_scene_n_edges (const RsScene *scene);

/* The scene as text (transfer full): a line a card, its rows, the edges. With
 * GEOMETRY its numbers too, in whole points. */
char *rs_scene_dump (const RsScene *scene, gboolean geometry);

/* Appends the scene to OUT as one line of JSON, with a newline: cards, values
 * in place, wires as polylines no farther than a fifth of a point from their
 * curves, labels; in the scene's coordinates. */
void rs_scene_append_line (const RsScene *scene, GString *out);

/* --- painting ------------------------------------------------------------- */

typedef struct {
  const RsTheme *theme; /* NULL: light */
  guint64 selected;     /* serial of a card: what keeps it alive is bold; 0: none */
  guint64 hover;        /* serial of the card under the pointer; 0: none */
  guint32 hover_edge;   /* number of the edge under the pointer, RS_NONE */
  double
      flash; /* strength of the marks of what is new or changed, 0 to 1; 0.6 is the resting value */
  gboolean no_background; /* leave the canvas unpainted */
} RsPaintState;

#define RS_PAINT_STATE_INIT                                                                        \
  {                                                                                                \
    NULL, 0, 0, RS_NONE, 0.6, FALSE                                                                \
  }

/* Paints SCENE in its own coordinates: the caller scales and translates CR.
 * What lies outside CR's clip is skipped; below a scale of about a third, text
 * is drawn as bars. STATE NULL: the defaults. */
void rs_scene_paint (const RsScene *scene, cairo_t *cr, const RsPaintState *state);

/* Paints the legend of the kinds of lines and marks that SCENE uses, with its
 * left bottom at X, Y, at most WIDTH wide. Returns its height. */
double rs_scene_paint_legend (const RsScene *scene, cairo_t *cr, const RsPaintState *state,
                              double x, double y, double width);

/* --- hit test ------------------------------------------------------------- */

typedef enum {
  RS_HIT_NOTHING,
  RS_HIT_CARD,  /* the title or the foot */
  RS_HIT_BADGE, /* the count, a button */
  RS_HIT_ROW,   /* a row or a cell */
  RS_HIT_EDGE,
  RS_HIT_CYCLE, /* a cycle's label */
} RsHitKind;

typedef struct {
  RsHitKind kind;
  guint64 serial;     /* of the card; of an edge its source */
  guint64 target;     /* of a row or edge: the object referred to; 0: none */
  guint32 graph_edge; /* of a row or edge: in rs_scene_get_graph (); RS_NONE */
  guint32 edge;       /* of an edge: its number; RS_NONE */
  RsRect rect;        /* of the card, badge, row or label */
} RsHit;

/* What is at X, Y of the scene. Returns FALSE, and RS_HIT_NOTHING, where there
 * is nothing. O(cards + edges). */
gboolean rs_scene_hit (const RsScene *scene, double x, double y, RsHit *hit);

/* What HIT of SCENE is, in a line of words for a tooltip (transfer full): the
 * ends of an edge; of a card or row its whole names and values. NULL: nothing
 * that the drawing does not say itself, because nothing is cut short there. */
char *rs_scene_describe (const RsScene *scene, const RsHit *hit);

G_END_DECLS
