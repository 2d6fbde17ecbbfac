/* SPDX-License-Identifier: MIT
 *
 * Heights for life. Two boxes of a column must not overlap, if ever they are
 * drawn together; if not, they may lie where they like.
 *
 *   stack_frames   frames below each other, by rank: the longest path over the pairs that have
 *                  been drawn together
 *   first_rows     a walk from the frames: what one box holds comes in the order of its rows, each
 *                  as high as it has room below those before it
 *   relax          each column in turn: every box as near as it can to where its ties want it. Two
 *                  answers that keep the order of the column, one pushing down from the top and one
 *                  pushing up from the bottom, are both free of overlaps; so is their mean, as the
 *                  constraints are convex
 */
#include "layout/plan-private.h"

#include <math.h>
#include <stdlib.h>

/* --- frames --------------------------------------------------------------- */

void
rs_history_stack_frames (RsHistory *history)
{
  gboolean moved = TRUE;

  for (guint32 i = 0; i < history->lives->len; i++)
    if (rs_history_life (history, i)->box.pinned)
      rs_history_life (history, i)->y = 0;
  /* Pairs are in the order of rank, so there is no cycle among them. */
  for (guint round = 0; moved && round <= history->lives->len; round++)
    {
      moved = FALSE;
      for (guint i = 0; i < history->stacked->len; i++)
        {
          const RsStacked *pair = &g_array_index (history->stacked, RsStacked, i);
          const RsLife *above = rs_history_life (history, pair->above);
          RsLife *below = rs_history_life (history, pair->below);
          double y = above->y + rs_life_extent (history, above) + history->metrics.space;

          if (below->y >= y - 1e-9)
            continue;
          below->y = y;
          moved = TRUE;
        }
    }
}

/* --- the first rows ------------------------------------------------------- */

typedef struct {
  RsHistory *history;
  guint8 *seen;
  guint32 *order; /* lives that are no frames, in the order of the walk */
  guint n;
} Walk;

typedef struct {
  double port;
  guint32 target;
} Row;

static int
compare_rows (const void *a, const void *b)
{
  const Row *x = a, *y = b;

  if (x->port != y->port)
    return x->port < y->port ? -1 : 1;
  return x->target < y->target ? -1 : x->target > y->target;
}

/* Pushes what LIFE holds onto STACK so that its first row comes off first. */
static guint
push_rows (Walk *walk, guint32 life, GArray *stack)
{
  const RsHistory *history = walk->history;
  guint start = stack->len;

  for (guint32 k = history->first[life]; k < history->first[life + 1]; k++)
    {
      const RsTie *tie = rs_history_tie (history, history->incident[k]);
      Row row = { -tie->port_y, tie->target };

      if (tie->source == life && !walk->seen[tie->target])
        g_array_append_val (stack, row);
    }
  if (stack->len - start > 1)
    qsort (&g_array_index (stack, Row, start), stack->len - start, sizeof (Row), compare_rows);
  return stack->len;
}

static void
walk_from (Walk *walk, guint32 start)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Row));
  Row first = { 0, start };

  g_array_append_val (stack, first);
  while (stack->len > 0)
    {
      guint32 life = g_array_index (stack, Row, stack->len - 1).target;

      g_array_set_size (stack, stack->len - 1);
      if (walk->seen[life])
        continue;
      walk->seen[life] = 1;
      if (!rs_history_life (walk->history, life)->box.pinned)
        walk->order[walk->n++] = life;
      push_rows (walk, life, stack);
    }
}

typedef struct {
  gint column;
  double bottom;
  guint32 life;
} Placed;

void
rs_history_first_rows (RsHistory *history)
{
  guint n = history->lives->len;
  g_autofree guint8 *seen = g_new0 (guint8, n + 1);
  g_autofree guint32 *order = g_new (guint32, n + 1);
  Walk walk = { history, seen, order, 0 };
  g_autoptr (GPtrArray) columns =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref); /* GArray of guint32 */

  for (guint pass = 0; pass < 2; pass++)
    for (guint32 i = 0; i < n; i++)
      if (!seen[i] && (pass == 1 || rs_history_life (history, i)->box.pinned))
        walk_from (&walk, i);
  for (guint c = 0; c < history->n_columns; c++)
    g_ptr_array_add (columns, g_array_new (FALSE, FALSE, sizeof (guint32)));
  for (guint i = 0; i < walk.n; i++)
    {
      RsLife *life = rs_history_life (history, order[i]);
      GArray *column = g_ptr_array_index (columns, life->column);

      life->y = 0;
      for (guint k = 0; k < column->len; k++)
        {
          const RsLife *above = rs_history_life (history, g_array_index (column, guint32, k));

          if (rs_lives_meet (above, life))
            life->y =
                MAX (life->y, above->y + rs_life_extent (history, above) + history->metrics.space);
        }
      g_array_append_val (column, order[i]);
    }
}

/* --- relaxation ----------------------------------------------------------- */

double
rs_history_wish (const RsHistory *history, guint32 i)
{
  const RsLife *life = rs_history_life (history, i);
  double sum = 0, mass = 0;

  for (guint32 k = history->first[i]; k < history->first[i + 1]; k++)
    {
      const RsTie *tie = rs_history_tie (history, history->incident[k]);
      double entry = rs_tie_entry (history, tie), y;

      if (tie->source == tie->target)
        continue;
      y = tie->source == i ? rs_history_life (history, tie->target)->y + entry - tie->port_y
                           : rs_history_life (history, tie->source)->y + tie->port_y - entry;
      sum += y * tie->duration;
      mass += tie->duration;
    }
  return mass > 0 ? sum / mass : life->y;
}

typedef struct {
  gint column;
  double y;
  guint32 life;
} Standing;

static int
compare_standing (const void *a, const void *b)
{
  const Standing *x = a, *y = b;

  if (x->column != y->column)
    return x->column < y->column ? -1 : 1;
  if (x->y != y->y)
    return x->y < y->y ? -1 : 1;
  return x->life < y->life ? -1 : x->life > y->life;
}

typedef struct {
  double wanted, down, up;
} Fit;

static void
relax_column (RsHistory *history, const Standing *column, guint n, Fit *fits)
{
  double space = history->metrics.space;

  for (guint i = 0; i < n; i++)
    {
      const RsLife *life = rs_history_life (history, column[i].life);

      fits[i].wanted = fits[i].down = rs_history_wish (history, column[i].life);
      for (guint k = 0; k < i; k++)
        {
          const RsLife *above = rs_history_life (history, column[k].life);

          if (rs_lives_meet (above, life))
            fits[i].down =
                MAX (fits[i].down, fits[k].down + rs_life_extent (history, above) + space);
        }
    }
  for (guint i = n; i-- > 0;)
    {
      const RsLife *life = rs_history_life (history, column[i].life);
      double room = rs_life_extent (history, life) + space;

      fits[i].up = fits[i].wanted;
      for (guint k = i + 1; k < n; k++)
        if (rs_lives_meet (rs_history_life (history, column[k].life), life))
          fits[i].up = MIN (fits[i].up, fits[k].up - room);
    }
  for (guint i = 0; i < n; i++)
    rs_history_life (history, column[i].life)->y = (fits[i].down + fits[i].up) / 2;
}

void
rs_history_relax (RsHistory *history, guint rounds, RsLayoutWork *work)
{
  guint n = history->lives->len;
  g_autofree Standing *standing = g_new (Standing, n + 1);
  g_autofree Fit *fits = g_new (Fit, n + 1);

  for (guint round = 0; round < rounds && !rs_layout_is_cancelled (work); round++)
    {
      g_autofree guint *start = g_new0 (guint, history->n_columns + 2);

      for (guint32 i = 0; i < n; i++)
        {
          const RsLife *life = rs_history_life (history, i);

          standing[i] = (Standing){ life->column, life->y, i };
          start[life->column + 1]++;
        }
      if (n > 1)
        qsort (standing, n, sizeof *standing, compare_standing);
      for (guint c = 0; c <= history->n_columns; c++)
        start[c + 1] += start[c];
      for (guint k = 1; k < history->n_columns; k++)
        {
          guint c = round % 2 ? history->n_columns - k : k, m = start[c + 1] - start[c];

          relax_column (history, standing + start[c], m, fits);
          work->done += m * m / 4;
        }
    }
}

/* --- room ----------------------------------------------------------------- */

typedef struct {
  double top, bottom;
} Span;

static int
compare_spans (const void *a, const void *b)
{
  const Span *x = a, *y = b;

  return x->top < y->top ? -1 : x->top > y->top;
}

guint
rs_history_find_room (const RsHistory *history, guint32 i, gint column, double wanted, double *tops,
                      guint most)
{
  const RsLife *life = rs_history_life (history, i);
  double room = rs_life_extent (history, life), space = history->metrics.space, low = -HUGE_VAL;
  g_autofree Span *spans = g_new (Span, history->lives->len + 1);
  guint n = 0, found = 0;

  for (guint32 k = 0; k < history->lives->len; k++)
    {
      const RsLife *other = rs_history_life (history, k);

      if (other->column == column && k != i && rs_lives_meet (other, life))
        spans[n++] = (Span){ other->y, other->y + rs_life_extent (history, other) };
    }
  if (n > 1)
    qsort (spans, n, sizeof *spans, compare_spans);
  for (guint k = 0; k <= n; k++)
    {
      double high = k < n ? spans[k].top - space - room : HUGE_VAL, y = CLAMP (wanted, low, high);
      guint at;

      if (high >= low)
        {
          /* Insertion into the nearest ones so far. */
          for (at = found; at > 0 && fabs (tops[at - 1] - wanted) > fabs (y - wanted); at--)
            if (at < most)
              tops[at] = tops[at - 1];
          if (at < most)
            tops[at] = y;
          found = MIN (found + 1, most);
        }
      if (k < n)
        low = MAX (low, spans[k].bottom + space);
    }
  return found;
}

gboolean
rs_history_has_room (const RsHistory *history, const guint32 *lives, guint n)
{
  double space = history->metrics.space - 1e-6;

  for (guint i = 0; i < n; i++)
    {
      const RsLife *life = rs_history_life (history, lives[i]);
      double room = rs_life_extent (history, life);

      for (guint32 k = 0; k < history->lives->len; k++)
        {
          const RsLife *other = rs_history_life (history, k);

          if (other->column == life->column && k != lives[i] && other->y < life->y + room + space
              && life->y < other->y + rs_life_extent (history, other) + space
              && rs_lives_meet (other, life))
            return FALSE;
        }
    }
  return TRUE;
}
