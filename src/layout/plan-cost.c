/* SPDX-License-Identifier: MIT
 *
 * What a plan costs. Each tie is taken for a straight line from the side of its
 * source to that of its target, where it may enter at any height; one within a
 * column for a loop at its right. The routes that are drawn in the end bend
 * more, but are hardly longer, and cross where these do.
 *
 *   cost = sum over ties of   time * (length + SPAN for each column crossed)
 *        + sum over pairs of  common time * CROSSING, where they cross
 *        + sum over lives of  time * OUTSIDE * how far they stand out of the page
 *
 * The work is in finding which ties might cross a given one: of those in its
 * gaps most are told apart by heights and times, which stand together in one
 * array for each gap. A sum that is too large already is not counted to its
 * end.
 */
#include "layout/plan-private.h"

#include <math.h>

#define CROSSING 250.0  /* points of length that one crossing is worth */
#define SPAN 30.0       /* for each column between a tie's ends: it will have to go round boxes */
#define BACKWARDS 120.0 /* for a tie that leads to the left: else small trees fold back */
#define TURN 150.0      /* for one that has to turn round first, as its source has no port there */
#define OUTSIDE 5.0     /* for each point that a life stands out of the page */
#define LEAST_TIME (RS_PLAN_SPANS / 4) /* for which that counts: a moment, too, has to fit */
#define LOOP 120.0                     /* for one within a column */
#define BULGE 16.0                     /* how far a loop reaches into the gap */

typedef struct _RsTieLine {
  double x0, y0, x1; /* its ends, the left one first */
  double slope;
  double low_y, high_y;
  gint first, last;     /* the gaps that it passes, numbered by the column at their left; -1: it has
                           not been looked at */
  gboolean loop;        /* it stays within a column */
  guint16 since, until; /* spans of time */
} RsTieLine;

static guint16
first_span (const RsSpans *spans)
{
  guint word = 0;

  while (word + 1 < G_N_ELEMENTS (spans->bits) && spans->bits[word] == 0)
    word++;
  return (guint16) (64 * word + (spans->bits[word] ? __builtin_ctzll (spans->bits[word]) : 0));
}

static guint16
last_span (const RsSpans *spans)
{
  guint word = G_N_ELEMENTS (spans->bits) - 1;

  while (word > 0 && spans->bits[word] == 0)
    word--;
  return (guint16) (64 * word + (spans->bits[word] ? 63 - __builtin_clzll (spans->bits[word]) : 0));
}

void
rs_plan_cost_init (RsPlanCost *cost, const RsHistory *history, RsLayoutWork *work)
{
  guint n = history->ties->len + 1;

  *cost = (RsPlanCost){ history, work };
  cost->lines = g_new0 (RsTieLine, n);
  for (guint t = 0; t < n; t++)
    cost->lines[t] = (RsTieLine){ .first = -1, .last = -1 };
  for (guint t = 0; t < history->ties->len; t++)
    {
      cost->lines[t].since = first_span (&rs_history_tie (history, t)->spans);
      cost->lines[t].until = last_span (&rs_history_tie (history, t)->spans);
    }
  cost->gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  cost->mark = g_new0 (guint32, n);
  cost->list = g_new0 (guint32, n);
  rs_plan_cost_update (cost);
}

void
rs_plan_cost_clear (RsPlanCost *cost)
{
  g_free (cost->lines);
  g_ptr_array_unref (cost->gaps);
  g_free (cost->mark);
  g_free (cost->list);
}

/* A tie in a gap: between which heights it stays, and its first and last span
 * of time; most are told apart by these. */
typedef struct {
  float low, high;
  guint16 since, until;
  guint32 tie;
} Passing;

static GArray *
gap_list (RsPlanCost *cost, gint gap)
{
  while ((gint) cost->gaps->len <= gap)
    g_ptr_array_add (cost->gaps, g_array_new (FALSE, FALSE, sizeof (Passing)));
  return g_ptr_array_index (cost->gaps, gap);
}

static Passing *
find_passing (GArray *list, guint32 t)
{
  Passing *passing = (Passing *) (gpointer) list->data;

  while (passing->tie != t)
    passing++;
  return passing;
}

/* T passes gaps FIRST to LAST from now on, at the heights of its line. */
static void
move_to_gaps (RsPlanCost *cost, guint32 t, gint first, gint last)
{
  RsTieLine *line = &cost->lines[t];
  Passing passing = { (float) line->low_y, (float) line->high_y, line->since, line->until, t };

  for (gint gap = line->first; gap >= 0 && gap <= line->last; gap++)
    {
      GArray *list = g_ptr_array_index (cost->gaps, gap);
      Passing *there = find_passing (list, t);

      if (gap >= first && gap <= last)
        *there = passing;
      else
        g_array_remove_index_fast (list, (guint) (there - (Passing *) (gpointer) list->data));
    }
  for (gint gap = first; gap <= last; gap++)
    if (line->first < 0 || gap < line->first || gap > line->last)
      g_array_append_val (gap_list (cost, gap), passing);
  line->first = first;
  line->last = last;
}

static void
look (RsPlanCost *cost, guint32 t)
{
  const RsHistory *history = cost->history;
  const RsTie *tie = rs_history_tie (history, t);
  const RsLife *source = rs_history_life (history, tie->source),
               *target = rs_history_life (history, tie->target);
  double left = history->column_x[source->column], right = left + source->box.width;
  double goal = history->column_x[target->column];
  double from = source->y + tie->port_y,
         to = target->y + rs_tie_entry (history, tie, from - target->y), y1 = to;
  RsTieLine *line = &cost->lines[t];

  line->loop = source->column == target->column;
  line->y0 = from;
  if (line->loop)
    line->x0 = line->x1 = left + history->column_width[source->column] + BULGE;
  else if (target->column > source->column)
    {
      line->x0 = right;
      line->x1 = goal;
    }
  else
    {
      line->x0 = goal + target->box.width;
      line->x1 = tie->left_x < 0 ? right : left;
      line->y0 = to;
      y1 = from;
    }
  line->slope = line->x1 > line->x0 ? (y1 - line->y0) / (line->x1 - line->x0) : 0;
  line->low_y = MIN (from, to);
  line->high_y = MAX (from, to);
  if (target->column >= source->column)
    move_to_gaps (cost, t, source->column, MAX (source->column, target->column - 1));
  else
    move_to_gaps (cost, t, target->column, source->column - (tie->left_x >= 0));
}

void
rs_plan_cost_update (RsPlanCost *cost)
{
  for (guint32 t = 0; t < cost->history->ties->len; t++)
    look (cost, t);
}

static double
length (const RsPlanCost *cost, guint32 t)
{
  const RsHistory *history = cost->history;
  const RsTie *tie = rs_history_tie (history, t);
  const RsTieLine *line = &cost->lines[t];
  gint span = rs_history_life (history, tie->target)->column
              - rs_history_life (history, tie->source)->column;
  double dx = line->x1 - line->x0, dy = line->high_y - line->low_y;

  if (span == 0)
    return dy + LOOP;
  return hypot (dx, dy) + (ABS (span) - 1) * SPAN
         + (span > 0          ? 0
            : tie->left_x < 0 ? TURN
                              : BACKWARDS);
}

/* The height of the straight LINE at X. */
static inline double
height_at (const RsTieLine *line, double x)
{
  return line->y0 + line->slope * (x - line->x0);
}

static gboolean
cross_loop (const RsTieLine *loop, const RsTieLine *other)
{
  double y;

  if (other->loop)
    return other->x0 == loop->x0
           && ((loop->low_y < other->low_y && other->low_y < loop->high_y
                && loop->high_y < other->high_y)
               || (other->low_y < loop->low_y && loop->low_y < other->high_y
                   && other->high_y < loop->high_y));
  if (loop->x0 <= other->x0 || loop->x0 >= other->x1)
    return FALSE;
  y = height_at (other, loop->x0);
  return loop->low_y < y && y < loop->high_y;
}

static gboolean
cross (const RsTieLine *a, const RsTieLine *b)
{
  double left, right, at_left, at_right;

  if (a->loop)
    return cross_loop (a, b);
  if (b->loop)
    return cross_loop (b, a);
  left = MAX (a->x0, b->x0);
  right = MIN (a->x1, b->x1);
  if (left >= right)
    return FALSE;
  at_left = height_at (a, left) - height_at (b, left);
  at_right = height_at (a, right) - height_at (b, right);
  return (at_left > 0.01 && at_right < -0.01) || (at_left < -0.01 && at_right > 0.01);
}

/* What it costs that T and OTHER both pass GAP. */
static double
crossing_cost (RsPlanCost *cost, guint32 t, guint32 other, gint gap)
{
  const RsTieLine *line = &cost->lines[t], *there = &cost->lines[other];
  const RsSpans *spans = &rs_history_tie (cost->history, t)->spans,
                *others = &rs_history_tie (cost->history, other)->spans;

  /* Two that share several gaps are compared in the first. */
  if (other == t || gap != MAX (line->first, there->first)
      || (cost->mark[other] == cost->group && other < t))
    return 0;
  cost->work->done++;
  return rs_spans_meet (spans, others) && cross (line, there)
             ? CROSSING * rs_spans_common (spans, others)
             : 0;
}

/* What T costs, beside the ties that are counted for this group already; if it
 * is more than MOST, it may be even more. */
static double
cost_of (RsPlanCost *cost, guint32 t, double most)
{
  const RsTie *tie = rs_history_tie (cost->history, t);
  const RsTieLine *line = &cost->lines[t];
  double sum = tie->duration * length (cost, t);

  for (gint gap = line->first; gap <= line->last && sum <= most; gap++)
    {
      const GArray *list = g_ptr_array_index (cost->gaps, gap);
      const Passing *passing = (const Passing *) (gconstpointer) list->data;
      float low = (float) line->low_y, high = (float) line->high_y;

      cost->work->done += list->len / 12 + 2;
      for (guint i = 0; i < list->len; i++)
        {
          guint32 other = passing[i].tie;

          if ((passing[i].since > line->until) | (passing[i].until < line->since)
              | (passing[i].low > high) | (passing[i].high < low))
            continue;
          sum += crossing_cost (cost, t, other, gap);
        }
    }
  return sum;
}

static double
cost_of_life (const RsPlanCost *cost, guint32 i)
{
  const RsLife *life = rs_history_life (cost->history, i);

  return MAX (life->duration, LEAST_TIME) * OUTSIDE * rs_life_outside (cost->history, life);
}

void
rs_plan_cost_look (RsPlanCost *cost, const guint32 *lives, guint n)
{
  const RsHistory *history = cost->history;

  for (guint i = 0; i < n; i++)
    for (guint32 k = history->first[lives[i]]; k < history->first[lives[i] + 1]; k++)
      look (cost, history->incident[k]);
}

double
rs_plan_cost_of (RsPlanCost *cost, const guint32 *lives, guint n, double most)
{
  const RsHistory *history = cost->history;
  double sum = 0;
  guint m = 0;

  cost->group++;
  for (guint i = 0; i < n; i++)
    sum += cost_of_life (cost, lives[i]);
  for (guint i = 0; i < n; i++)
    for (guint32 k = history->first[lives[i]]; k < history->first[lives[i] + 1]; k++)
      {
        guint32 t = history->incident[k];

        if (cost->mark[t] == cost->group)
          continue;
        cost->mark[t] = cost->group;
        cost->list[m++] = t;
        look (cost, t);
      }
  for (guint i = 0; i < m && sum <= most; i++)
    sum += cost_of (cost, cost->list[i], most - sum);
  return sum;
}

double
rs_plan_cost_of_all (RsPlanCost *cost)
{
  double sum = 0;

  rs_plan_cost_update (cost);
  cost->group++;
  for (guint32 t = 0; t < cost->history->ties->len; t++)
    cost->mark[t] = cost->group;
  for (guint32 t = 0; t < cost->history->ties->len; t++)
    sum += cost_of (cost, t, HUGE_VAL);
  for (guint32 i = 0; i < cost->history->lives->len; i++)
    sum += cost_of_life (cost, i);
  return sum;
}
