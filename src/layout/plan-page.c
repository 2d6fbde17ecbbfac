/* SPDX-License-Identifier: MIT
 *
 * The page. What a frame holds directly stands in one column right of it, if
 * nothing else is said: thirty names are thirty cards below each other, which
 * no window shows. But a frame's column is not the place of what it holds, so
 * such lives may stand in any column. Those that stand out of a page of the
 * window's shape, with what hangs on them, cost the more the farther they do.
 * So what has much at its right stays at the left. What another object holds,
 * as the nodes of a tree, is bound to its place beside that, and costs nothing.
 *
 *   frame -> a      b      e            frame -> a
 *            c      d               not          b
 *                                                c ...
 *
 * Not a page for all lives, which would fold trees; nor a limit, which leaves
 * no way from one good order to another. The cost alone was tried and does not
 * do: where a column is too long, no single move helps until the others have
 * closed up. So the search wraps columns at its end (plan-search.c).
 */
#include "layout/plan-private.h"

#include <math.h>

/* Points, at the scale at which text is still read easily (0.75): a little less
 * than a small window has without its side panes, as arrows turn round outside
 * of the boxes. */
#define PAGE_HEIGHT 580.0
#define PAGE_WIDTH 825.0
#define PAGE_COLUMNS 2.4 /* beside that of the frames; as far as they are ever filled */

#define SHIFTS 16 /* places that a page may have beside the frames */

static void
find_free (RsHistory *history)
{
  g_autofree guint *named = g_new0 (guint, history->lives->len + 1);

  for (guint32 t = 0; t < history->ties->len; t++)
    {
      const RsTie *tie = rs_history_tie (history, t);

      if (rs_history_life (history, tie->source)->box.pinned)
        named[tie->target] += tie->duration;
    }
  for (guint32 i = 0; i < history->lives->len; i++)
    {
      RsLife *life = rs_history_life (history, i);

      life->free = !life->box.pinned && 2 * named[i] >= life->duration;
    }
}

#define MOST_DEPTH 6 /* what is deeper needs a page of its own */

/* The columns that what hangs on life START needs: in breadth, up to what is
 * free itself. */
static guint8
find_depth (const RsHistory *history, guint32 start, guint32 *mark, guint32 *queue)
{
  guint tail = 0, head = 0;
  guint8 depth = 0;

  mark[start] = start + 1;
  queue[tail++] = start;
  while (head < tail && depth < MOST_DEPTH)
    {
      guint end = tail;

      for (; head < end; head++)
        for (guint32 k = history->first[queue[head]]; k < history->first[queue[head] + 1]; k++)
          {
            const RsTie *tie = rs_history_tie (history, history->incident[k]);
            const RsLife *target = rs_history_life (history, tie->target);

            if (tie->source != queue[head] || target->free || target->box.pinned
                || mark[tie->target] == start + 1)
              continue;
            mark[tie->target] = start + 1;
            queue[tail++] = tie->target;
          }
      depth += tail > end;
    }
  return depth;
}

static void
find_depths (RsHistory *history)
{
  g_autofree guint32 *mark = g_new0 (guint32, history->lives->len + 1),
                     *queue = g_new (guint32, history->lives->len + 1);

  for (guint32 i = 0; i < history->lives->len; i++)
    if (rs_history_life (history, i)->free)
      rs_history_life (history, i)->depth = find_depth (history, i, mark, queue);
}

/* The heights of all objects that live at one time, at the most. */
static double
peak_height (const RsHistory *history)
{
  g_autofree double *change = g_new0 (double, history->n_moments + 2);
  double now = 0, most = 0;

  for (guint32 i = 0; i < history->lives->len; i++)
    {
      const RsLife *life = rs_history_life (history, i);
      double room = rs_life_extent (history, life) + history->metrics.space;

      if (life->box.pinned)
        continue;
      change[life->first] += room;
      change[life->last + 1] -= room;
    }
  for (guint t = 0; t < history->n_moments; t++)
    {
      now += change[t];
      most = MAX (most, now);
    }
  return most;
}

void
rs_history_find_page (RsHistory *history)
{
  double most = peak_height (history) / (PAGE_HEIGHT * PAGE_COLUMNS), scale = sqrt (MAX (1, most)),
         height = PAGE_HEIGHT * scale, frames = 0;

  find_free (history);
  find_depths (history);
  for (guint32 i = 0; i < history->lives->len; i++)
    {
      const RsLife *life = rs_history_life (history, i);

      if (life->box.pinned)
        frames = MAX (frames, life->y + life->box.height);
    }
  /* Frames stand from 0 down. */
  history->page_spare = MAX (0, height - frames);
  history->page_top = -history->page_spare / 2;
  history->page_right = PAGE_WIDTH * scale;
  history->page_bottom = history->page_top + MAX (height, frames);
}

double
rs_history_excess (const RsHistory *history)
{
  double top = 0, bottom = 0, right = 0;

  for (guint32 i = 0; i < history->lives->len; i++)
    {
      const RsLife *life = rs_history_life (history, i);

      top = MIN (top, life->y);
      bottom = MAX (bottom, life->y + life->box.height);
      right = MAX (right, history->column_x[life->column] + life->box.width);
    }
  return MAX (1, MAX ((bottom - top) / (history->page_bottom - history->page_top),
                      right / history->page_right));
}

static double
outside_of_all (const RsHistory *history)
{
  double sum = 0;

  for (guint32 i = 0; i < history->lives->len; i++)
    sum += rs_life_outside (history, rs_history_life (history, i))
           * rs_history_life (history, i)->duration;
  return sum;
}

void
rs_history_shift_page (RsHistory *history)
{
  double height = history->page_bottom - history->page_top, best = history->page_top,
         least = outside_of_all (history);

  for (guint k = 0; k <= SHIFTS; k++)
    {
      double cost;

      history->page_top = -history->page_spare * k / SHIFTS;
      history->page_bottom = history->page_top + height;
      cost = outside_of_all (history);
      if (cost < least - 1e-6)
        {
          least = cost;
          best = history->page_top;
        }
    }
  history->page_top = best;
  history->page_bottom = best + height;
}
