/* SPDX-License-Identifier: MIT
 *
 * Columns for life. A tie should lead from its source's column to the next one,
 * for as long as it is seen; but no tie is law: over a whole run objects change
 * what they hold, and what was to the left of something may come to stand at
 * its right. So columns are the least of a sum, not layers of an order: from a
 * first guess each life moves by itself to where its ties cost least, until
 * none does.
 *
 * Ties to the left cost hardly more than ties to the right, for they leave
 * their source at the left: a ring becomes two rows, one onwards and one back.
 */
#include "layout/plan-private.h"

#include <string.h>

#define ROUNDS 40
#define TURNING 12.0  /* points: how much wider a gap is in which ties turn round */
#define REACH 3       /* columns that a life looks at, to either side */
#define OF_FRAME 0.35 /* how much a frame's tie counts: its column is not the object's place */

/* What a tie costs whose target stands D columns right of its source. */
static double
span_cost (gint d)
{
  return d > 0 ? d - 1 : d == 0 ? 1.7 : -d - 1 + 0.5;
}

static double
cost_of (const RsHistory *history, guint32 i)
{
  double sum = 0;

  for (guint32 k = history->first[i]; k < history->first[i + 1]; k++)
    {
      const RsTie *tie = rs_history_tie (history, history->incident[k]);
      const RsLife *source = rs_history_life (history, tie->source);

      if (tie->source != tie->target)
        sum += tie->duration
               * span_cost (rs_history_life (history, tie->target)->column - source->column)
               * (source->box.pinned ? OF_FRAME : 1);
    }
  return sum;
}

/* Of each life what holds it longest, frames apart; NO_LIFE: nothing. Transfer
 * full. */
#define NO_LIFE G_MAXUINT32

static guint32 *
find_holders (const RsHistory *history)
{
  guint32 *holder = g_new (guint32, history->lives->len + 1);
  g_autofree guint *longest = g_new0 (guint, history->lives->len + 1);

  memset (holder, 0xff, (history->lives->len + 1) * sizeof *holder);
  for (guint32 t = 0; t < history->ties->len; t++)
    {
      const RsTie *tie = rs_history_tie (history, t);

      if (tie->source == tie->target || rs_history_life (history, tie->source)->box.pinned
          || tie->duration <= longest[tie->target])
        continue;
      longest[tie->target] = tie->duration;
      holder[tie->target] = tie->source;
    }
  return holder;
}

/* Each stands right of its holder. Those that hold each other in a ring begin
 * anywhere, and so does what hangs on them. O(lives). */
static void
assign_by_holder (RsHistory *history)
{
  guint n = history->lives->len;
  g_autofree guint32 *holder = find_holders (history), *path = g_new (guint32, n + 1);
  g_autofree gint *depth = g_new0 (gint, n + 1); /* 0: not known; -1: on the path */

  for (guint32 i = 0; i < n; i++)
    {
      guint32 at = i;
      guint length = 0;
      gint known;

      for (; at != NO_LIFE && depth[at] == 0; at = holder[at])
        {
          depth[at] = -1;
          path[length++] = at;
        }
      known = at == NO_LIFE ? 0 : depth[at] < 0 || depth[at] == G_MAXINT ? G_MAXINT : depth[at];
      while (length-- > 0)
        depth[path[length]] = known = known == G_MAXINT ? known : known + 1;
    }
  for (guint32 i = 0; i < n; i++)
    rs_history_life (history, i)->column = rs_history_life (history, i)->box.pinned ? 0
                                           : depth[i] == G_MAXINT                   ? 1
                                                                                    : depth[i];
}

static void
assign_by_breadth (RsHistory *history)
{
  guint n = history->lives->len, tail = 0;
  g_autofree guint32 *queue = g_new (guint32, n + 1);

  for (guint32 i = 0; i < n; i++)
    {
      rs_history_life (history, i)->column = rs_history_life (history, i)->box.pinned ? 0 : -1;
      if (rs_history_life (history, i)->box.pinned)
        queue[tail++] = i;
    }
  for (guint head = 0, start = 0; head < n; head++)
    {
      if (head == tail) /* nothing reaches the rest: one of them begins */
        {
          while (rs_history_life (history, start)->column >= 0)
            start++;
          rs_history_life (history, start)->column = 1;
          queue[tail++] = start;
        }
      for (guint32 k = history->first[queue[head]]; k < history->first[queue[head] + 1]; k++)
        {
          const RsTie *tie = rs_history_tie (history, history->incident[k]);
          guint32 other = tie->source == queue[head] ? tie->target : tie->source;

          if (rs_history_life (history, other)->column >= 0
              || (tie->source != queue[head]
                  && rs_history_life (history, queue[head])->column == 0))
            continue;
          rs_history_life (history, other)->column =
              rs_history_life (history, queue[head])->column + 1;
          queue[tail++] = other;
        }
    }
}

static void
settle (RsHistory *history, RsLayoutWork *work)
{
  guint n = history->lives->len;
  gboolean moved = TRUE;

  for (guint round = 0; round < ROUNDS && moved && !rs_layout_is_cancelled (work); round++)
    {
      moved = FALSE;
      for (guint32 k = 0; k < n; k++)
        {
          guint32 i = round % 2 ? n - 1 - k : k;
          RsLife *life = rs_history_life (history, i);
          gint was = life->column, best = was;
          double least;

          if (life->box.pinned)
            continue;
          least = cost_of (history, i);
          for (gint c = MAX (1, was - REACH); c <= was + REACH; c++)
            {
              double cost;

              life->column = c;
              cost = cost_of (history, i);
              if (cost < least - 1e-9)
                {
                  least = cost;
                  best = c;
                }
            }
          life->column = best;
          moved |= best != was;
          work->done += (2 * REACH + 1) * (history->first[i + 1] - history->first[i]);
        }
    }
}

void
rs_history_assign_columns (RsHistory *history, RsColumnsBy by, RsLayoutWork *work)
{
  if (by == RS_COLUMNS_BY_BREADTH)
    assign_by_breadth (history);
  else
    assign_by_holder (history);
  settle (history, work);
  rs_history_measure_columns (history);
}

void
rs_history_drop_empty_columns (RsHistory *history)
{
  guint n = history->lives->len, last = 0;
  g_autofree gint *number = NULL;

  for (guint32 i = 0; i < n; i++)
    last = MAX (last, (guint) rs_history_life (history, i)->column);
  number = g_new0 (gint, last + 1);
  for (guint32 i = 0; i < n; i++)
    number[rs_history_life (history, i)->column] = 1;
  number[0] = 0;
  for (guint c = 1; c <= last; c++)
    number[c] += number[c - 1];
  for (guint32 i = 0; i < n; i++)
    rs_history_life (history, i)->column = number[rs_history_life (history, i)->column];
}

void
rs_history_measure_columns (RsHistory *history)
{
  g_autofree gboolean *turning = NULL; /* ties turn round at the right of the column */
  double x = 0;

  history->n_columns = 1; /* that of frames, even if there are none */
  for (guint32 i = 0; i < history->lives->len; i++)
    history->n_columns = MAX (history->n_columns, (guint) rs_history_life (history, i)->column + 1);
  turning = g_new0 (gboolean, history->n_columns + 2);
  history->column_x = g_renew (double, history->column_x, history->n_columns + 2);
  history->column_width = g_renew (double, history->column_width, history->n_columns + 2);
  memset (history->column_width, 0, (history->n_columns + 2) * sizeof (double));
  for (guint32 i = 0; i < history->lives->len; i++)
    {
      const RsLife *life = rs_history_life (history, i);

      history->column_width[life->column] =
          MAX (history->column_width[life->column], MAX (life->box.width, life->box.label_width));
    }
  for (guint32 t = 0; t < history->ties->len; t++)
    {
      const RsTie *tie = rs_history_tie (history, t);
      gint from = rs_history_life (history, tie->source)->column;

      if (rs_history_life (history, tie->target)->column == from)
        turning[from] = TRUE;
    }
  for (guint c = 0; c < history->n_columns + 2; c++)
    {
      history->column_x[c] = x;
      x += history->column_width[c] > 0
               ? history->column_width[c] + history->metrics.gap + (turning[c] ? TURNING : 0)
               : 0;
      if (c >= history->n_columns)
        history->column_width[c] = 132;
    }
  history->column_x[history->n_columns + 1] =
      history->column_x[history->n_columns] + 132 + history->metrics.gap;
}
