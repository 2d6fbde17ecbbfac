/* SPDX-License-Identifier: MIT
 *
 * The history of a run as a planner sees it, and the phases of planning. Each
 * works on the history's arrays.
 */
#pragma once

#include "layout/layout-private.h"

G_BEGIN_DECLS

/* Lives are compared in so many spans of time, each a bit: two things share as
 * much time as they have bits in common. A life of any length has one. */
#define RS_PLAN_SPANS 256

typedef struct {
  guint64 bits[RS_PLAN_SPANS / 64];
} RsSpans;

static inline gboolean
rs_spans_meet (const RsSpans *a, const RsSpans *b)
{
  guint64 common = 0;

  for (guint i = 0; i < G_N_ELEMENTS (a->bits); i++)
    common |= a->bits[i] & b->bits[i];
  return common != 0;
}

static inline guint
rs_spans_common (const RsSpans *a, const RsSpans *b)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (a->bits); i++)
    n += (guint) __builtin_popcountll (a->bits[i] & b->bits[i]);
  return n;
}

/* A box over its whole life: as large as it ever gets. */
typedef struct {
  RsLayoutBox box;
  guint first, last; /* moments */
  guint runs;        /* in the history, from the last one back */
  RsSpans spans;
  guint duration; /* of SPANS */
  gboolean free;  /* a frame holds it for most of its life: it may stand in any column */
  guint8 depth;   /* columns right of it that what hangs on it needs, if it is free */
  gint column;
  double y;
} RsLife;

/* An edge over its life; its source's row may have moved: then a mean. */
typedef struct {
  guint32 source, target; /* lives */
  double port_y, left_x;
  guint n; /* moments */
  guint runs;
  RsSpans spans;
  guint duration;
} RsTie;

/* Moments FIRST to LAST, in which something was drawn. */
typedef struct {
  guint first, last;
  guint before; /* the run before this one; 0: none */
} RsRun;

/* Of two frames of one moment the upper and the lower one. */
typedef struct {
  guint32 above, below;
} RsStacked;

typedef struct {
  RsLayoutMetrics metrics;
  GArray *lives;   /* RsLife */
  GArray *ties;    /* RsTie */
  GArray *runs;    /* RsRun; the first is none */
  GArray *stacked; /* RsStacked, each pair once */
  guint n_moments;
  guint32 *first, *incident; /* of each life its ties: incident[first[i]] .. [first[i + 1]] */
  guint n_columns;
  double *column_x, *column_width;          /* of n_columns + 1: there may always be one more */
  double page_top, page_bottom, page_right; /* within them should stand what is free */
  double page_spare;                        /* by how much the page is higher than the frames */
} RsHistory;

#define rs_history_life(history, i) (&g_array_index ((history)->lives, RsLife, i))
#define rs_history_tie(history, i) (&g_array_index ((history)->ties, RsTie, i))

/* The room that LIFE takes in its column. */
static inline double
rs_life_extent (const RsHistory *history, const RsLife *life)
{
  return rs_layout_extent (&life->box, &history->metrics);
}

static inline gboolean
rs_lives_meet (const RsLife *a, const RsLife *b)
{
  return a->first <= b->last && b->first <= a->last;
}

/* Where TIE ends, below the top of its target, if it comes from Y below it. */
static inline double
rs_tie_entry (const RsHistory *history, const RsTie *tie, double y)
{
  const RsLife *source = rs_history_life (history, tie->source),
               *target = rs_history_life (history, tie->target);

  return rs_layout_entry (&target->box, target->column <= source->column, y);
}

/* --- columns (plan-columns.c) --------------------------------------------- */

/* Ways to begin with. */
typedef enum {
  RS_COLUMNS_BY_HOLDER,  /* each box right of what holds it longest */
  RS_COLUMNS_BY_BREADTH, /* as many columns from the frames as there are edges on the way */
  RS_COLUMNS_BY_LAYERS,  /* those of the layout in layers; rows, too */
} RsColumnsBy;

/* Gives each life a column, frames the first one; then each moves to where its
 * ties are shortest. */
void rs_history_assign_columns (RsHistory *history, RsColumnsBy by, RsLayoutWork *work);

/* Numbers the columns anew without those in which nothing stands: between them
 * there is no gap for arrows to bend in. */
void rs_history_drop_empty_columns (RsHistory *history);

/* Where the columns stand, from the widths of what is in them. */
void rs_history_measure_columns (RsHistory *history);

/* --- the page (plan-page.c) ----------------------------------------------- */

/* Finds which lives are free, and how high a page of the window's shape is that
 * has room for all that lives at one time. */
void rs_history_find_page (RsHistory *history);

/* How many times larger than the page, in one direction, all is that ever
 * stands; at least 1. */
double rs_history_excess (const RsHistory *history);

/* Moves the page, which has the frames in it, to where the least stands out of
 * it. */
void rs_history_shift_page (RsHistory *history);

/* How far LIFE, if it is free, stands out of the page, with what hangs on
 * it. */
static inline double
rs_life_outside (const RsHistory *history, const RsLife *life)
{
  guint last = MIN ((guint) life->column + life->depth, history->n_columns);

  return !life->free
             ? 0
             : MAX (0, history->page_top - life->y)
                   + MAX (0, life->y + life->box.height - history->page_bottom)
                   + MAX (0, history->column_x[last]
                                 + (life->depth > 0 ? history->column_width[last] : life->box.width)
                                 - history->page_right);
}

/* --- rows (plan-rows.c) --------------------------------------------------- */

/* Frames below each other, by rank: each below all that it is ever drawn
 * under. */
void rs_history_stack_frames (RsHistory *history);

/* Stacks the lives of each of COLUMNS (GArrays of guint32) in their order, from
 * 0 down; those that never meet may share room. */
void rs_history_close_up (RsHistory *history, GPtrArray *columns);

/* The first rows: a walk from the frames in the order of their rows. */
void rs_history_first_rows (RsHistory *history);

/* Moves lives towards what they are tied to, each column keeping its order;
 * ROUNDS times over all columns. */
void rs_history_relax (RsHistory *history, guint rounds, RsLayoutWork *work);

/* Moves what stands out of the page into it, as far as there is room, each
 * column keeping its order. */
void rs_history_press (RsHistory *history, RsLayoutWork *work);

/* Where its ties want LIFE (its top). */
double rs_history_wish (const RsHistory *history, guint32 life);

/* Stores up to MOST tops at which LIFE would have room in COLUMN in TOPS, the
 * nearest to WANTED first; returns their number. */
guint rs_history_find_room (const RsHistory *history, guint32 life, gint column, double wanted,
                            double *tops, guint most);

/* Whether LIVES (N of them, where they stand now) overlap no other nor each
 * other. */
gboolean rs_history_has_room (const RsHistory *history, const guint32 *lives, guint n);

/* --- cost (plan-cost.c) --------------------------------------------------- */

/* What a plan costs: the length of its ties and their crossings, each for as
 * long as it is seen. */
typedef struct {
  const RsHistory *history;
  RsLayoutWork *work;
  struct _RsTieLine *lines; /* of each tie */
  GPtrArray *gaps;          /* of each gap a GArray: the ties in it */
  guint32 *mark;            /* of each tie: the group that it was last counted for */
  guint32 *list;
  guint32 group;
} RsPlanCost;

void rs_plan_cost_init (RsPlanCost *cost, const RsHistory *history, RsLayoutWork *work);
void rs_plan_cost_clear (RsPlanCost *cost);

/* Looks anew at where all ties run. */
void rs_plan_cost_update (RsPlanCost *cost);

/* Looks anew at where the ties of LIVES (N) run. */
void rs_plan_cost_look (RsPlanCost *cost, const guint32 *lives, guint n);

/* What LIVES (N) and their ties cost as they stand now. If it is more than
 * MOST, any larger number: then it is not counted to the end. */
double rs_plan_cost_of (RsPlanCost *cost, const guint32 *lives, guint n, double most);
double rs_plan_cost_of_all (RsPlanCost *cost);

/* --- search (plan-search.c) ----------------------------------------------- */

/* Moves lives while that makes the plan better, for LIMIT of work at most. Each
 * TRY has other chances. */
void rs_history_improve (RsHistory *history, guint64 limit, guint try, RsLayoutWork *work);

/* --- the plan (plan.c) ---------------------------------------------------- */

/* The places of HISTORY as a plan (transfer full), from 0 down. */
RsPlan *rs_plan_make (const RsHistory *history);

G_END_DECLS
