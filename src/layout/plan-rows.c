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

static int
compare_stacked (gconstpointer a, gconstpointer b, gpointer data)
{
  const RsHistory *history = data;
  const RsStacked *x = a, *y = b;
  const RsLayoutBox *above = &rs_history_life (history, x->above)->box,
                    *other = &rs_history_life (history, y->above)->box;

  if (above->rank != other->rank)
    return above->rank < other->rank ? -1 : 1;
  if (above->serial != other->serial)
    return above->serial < other->serial ? -1 : 1;
  return x->below < y->below ? -1 : x->below > y->below;
}

void
rs_history_stack_frames (RsHistory *history)
{
  for (guint32 i = 0; i < history->lives->len; i++)
    if (rs_history_life (history, i)->box.pinned)
      rs_history_life (history, i)->y = 0;
  /* In the order of rank each stands for good before it pushes others. */
  g_array_sort_with_data (history->stacked, compare_stacked, history);
  for (guint i = 0; i < history->stacked->len; i++)
    {
      const RsStacked *pair = &g_array_index (history->stacked, RsStacked, i);
      const RsLife *above = rs_history_life (history, pair->above);
      RsLife *below = rs_history_life (history, pair->below);

      below->y =
          MAX (below->y, above->y + rs_life_extent (history, above) + history->metrics.space);
    }
}

/* --- the skyline ---------------------------------------------------------- */

/* Of each moment how far down a column is filled. Lives are unbroken, so what
 * one must stand below is the greatest height in its moments: a tree of maxima,
 * in which whole ranges are set. */
typedef struct {
  guint n;      /* leaves, a power of two */
  double *max;  /* of each node's range */
  guint8 *flat; /* the whole range is at that height */
} Skyline;

static void
skyline_init (Skyline *skyline, guint n_moments)
{
  skyline->n = 1;
  while (skyline->n < n_moments)
    skyline->n *= 2;
  skyline->max = g_new (double, 2 * skyline->n);
  skyline->flat = g_new (guint8, 2 * skyline->n);
}

static void
skyline_clear (Skyline *skyline)
{
  g_free (skyline->max);
  g_free (skyline->flat);
}

static void
skyline_level (Skyline *skyline)
{
  skyline->max[1] = -HUGE_VAL;
  skyline->flat[1] = TRUE;
}

static double
skyline_find (const Skyline *skyline, guint node, guint low, guint high, guint from, guint to)
{
  guint middle = (low + high) / 2;

  if (to < low || high < from)
    return -HUGE_VAL;
  if ((from <= low && high <= to) || skyline->flat[node])
    return skyline->max[node];
  return MAX (skyline_find (skyline, 2 * node, low, middle, from, to),
              skyline_find (skyline, 2 * node + 1, middle + 1, high, from, to));
}

static void
skyline_raise (Skyline *skyline, guint node, guint low, guint high, const RsLife *life,
               double height)
{
  guint middle = (low + high) / 2;

  if (life->last < low || high < life->first)
    return;
  if (life->first <= low && high <= life->last)
    {
      skyline->max[node] = height;
      skyline->flat[node] = TRUE;
      return;
    }
  for (guint k = 0; skyline->flat[node] && k < 2; k++)
    {
      skyline->max[2 * node + k] = skyline->max[node];
      skyline->flat[2 * node + k] = TRUE;
    }
  skyline->flat[node] = FALSE;
  skyline_raise (skyline, 2 * node, low, middle, life, height);
  skyline_raise (skyline, 2 * node + 1, middle + 1, high, life, height);
  skyline->max[node] = MAX (skyline->max[2 * node], skyline->max[2 * node + 1]);
}

/* How far down the moments of LIFE are filled. O(log moments). */
static double
skyline_at (const Skyline *skyline, const RsLife *life)
{
  return skyline_find (skyline, 1, 0, skyline->n - 1, life->first, life->last);
}

/* From now on down to HEIGHT, which is not above that. */
static void
skyline_set (Skyline *skyline, const RsLife *life, double height)
{
  skyline_raise (skyline, 1, 0, skyline->n - 1, life, height);
}

/* --- closing up ----------------------------------------------------------- */

/* The height that LIVES need at the least: that of those that live together. */
static double
least_height (const RsHistory *history, const guint32 *lives, guint n)
{
  g_autofree double *change = g_new0 (double, history->n_moments + 2);
  double now = 0, most = 0;

  for (guint i = 0; i < n; i++)
    {
      const RsLife *life = rs_history_life (history, lives[i]);
      double room = rs_life_extent (history, life) + history->metrics.space;

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

typedef struct {
  guint first;
  guint32 life;
} Birth;

static int
compare_births (const void *a, const void *b)
{
  const Birth *x = a, *y = b;

  if (x->first != y->first)
    return x->first < y->first ? -1 : 1;
  return x->life < y->life ? -1 : x->life > y->life;
}

/* In the order of birth, each into the uppermost room that is free at that
 * time. O(LIVES and those that live together with each). */
static void
fill_by_birth (RsHistory *history, const guint32 *lives, guint n)
{
  g_autofree Birth *births = g_new (Birth, n + 1);
  g_autoptr (GArray) alive = g_array_new (FALSE, FALSE, sizeof (guint32)); /* from the top */

  for (guint i = 0; i < n; i++)
    births[i] = (Birth){ rs_history_life (history, lives[i])->first, lives[i] };
  if (n > 1)
    qsort (births, n, sizeof *births, compare_births);
  for (guint i = 0; i < n; i++)
    {
      RsLife *life = rs_history_life (history, births[i].life);
      double room = rs_life_extent (history, life) + history->metrics.space, low = 0;
      guint at = 0, kept = 0;
      gboolean found = FALSE;

      for (guint k = 0; k < alive->len; k++)
        {
          guint32 other = g_array_index (alive, guint32, k);
          const RsLife *there = rs_history_life (history, other);

          if (there->last < life->first)
            continue;
          g_array_index (alive, guint32, kept++) = other;
          found = found || there->y - room >= low;
          if (found)
            continue;
          low = there->y + rs_life_extent (history, there) + history->metrics.space;
          at = kept;
        }
      g_array_set_size (alive, kept);
      life->y = low;
      g_array_insert_val (alive, at, births[i].life);
    }
}

#define MOST_WASTE 2 /* times the height that a column needs at the least */

/* LIVES below each other in this order, those that never meet beside each other
 * in time. Where each one lives on into the next that makes a stair: then room
 * is shared regardless of the order. */
static void
close_up (RsHistory *history, Skyline *skyline, const guint32 *lives, guint n)
{
  double bottom = 0;

  skyline_level (skyline);
  for (guint i = 0; i < n; i++)
    {
      RsLife *life = rs_history_life (history, lives[i]);

      life->y = MAX (0, skyline_at (skyline, life));
      bottom = life->y + rs_life_extent (history, life) + history->metrics.space;
      skyline_set (skyline, life, bottom);
    }
  bottom = MAX (0, skyline->max[1]);
  if (bottom > MOST_WASTE * least_height (history, lives, n))
    fill_by_birth (history, lives, n);
}

void
rs_history_close_up (RsHistory *history, GPtrArray *columns)
{
  Skyline skyline;

  skyline_init (&skyline, history->n_moments);
  for (guint c = 0; c < columns->len; c++)
    {
      const GArray *lives = g_ptr_array_index (columns, c);

      close_up (history, &skyline, (const guint32 *) (gpointer) lives->data, lives->len);
    }
  skyline_clear (&skyline);
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
    g_array_append_val (g_ptr_array_index (columns, rs_history_life (history, order[i])->column),
                        order[i]);
  rs_history_close_up (history, columns);
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
      double port = rs_history_life (history, tie->source)->y + tie->port_y,
             top = rs_history_life (history, tie->target)->y, y;

      if (tie->source == tie->target)
        continue;
      y = rs_tie_entry (history, tie, port - top);
      y = tie->source == i ? top + y - tie->port_y : port - y;
      sum += y * tie->duration;
      mass += tie->duration;
    }
  return mass > 0 ? sum / mass : life->y;
}

typedef struct {
  double wanted, down, up;
} Fit;

static void
relax_column (RsHistory *history, Skyline *skyline, const RsStanding *column, guint n, Fit *fits)
{
  double space = history->metrics.space;

  skyline_level (skyline);
  for (guint i = 0; i < n; i++)
    {
      const RsLife *life = rs_history_life (history, column[i].box);

      fits[i].wanted = rs_history_wish (history, column[i].box);
      fits[i].down = MAX (fits[i].wanted, skyline_at (skyline, life));
      skyline_set (skyline, life, fits[i].down + rs_life_extent (history, life) + space);
    }
  skyline_level (skyline); /* upside down: heights are negative */
  for (guint i = n; i-- > 0;)
    {
      const RsLife *life = rs_history_life (history, column[i].box);
      double room = rs_life_extent (history, life) + space;

      fits[i].up = MIN (fits[i].wanted, -skyline_at (skyline, life) - room);
      skyline_set (skyline, life, -fits[i].up);
    }
  for (guint i = 0; i < n; i++)
    rs_history_life (history, column[i].box)->y = (fits[i].down + fits[i].up) / 2;
}

/* Where LIFE would stand in the page, if it is free. */
static double
into_page (const RsHistory *history, const RsLife *life)
{
  return !life->free ? life->y
                     : CLAMP (life->y, history->page_top,
                              MAX (history->page_top, history->page_bottom - life->box.height));
}

/* Moves what stands above the page down into it, and pushes others as far as it
 * must; then the same from below. */
static void
press_column (RsHistory *history, Skyline *skyline, const RsStanding *column, guint n, Fit *fits)
{
  double space = history->metrics.space;

  skyline_level (skyline);
  for (guint i = 0; i < n; i++)
    {
      RsLife *life = rs_history_life (history, column[i].box);

      life->y = MAX (MAX (life->y, into_page (history, life)), skyline_at (skyline, life));
      skyline_set (skyline, life, life->y + rs_life_extent (history, life) + space);
    }
  skyline_level (skyline);
  for (guint i = n; i-- > 0;)
    {
      RsLife *life = rs_history_life (history, column[i].box);
      double room = rs_life_extent (history, life) + space;

      life->y = MIN (MIN (life->y, into_page (history, life)), -skyline_at (skyline, life) - room);
      skyline_set (skyline, life, -life->y);
    }
}

/* Calls MOVE for each column but that of the frames, ROUNDS times, to and
 * fro. */
static void
for_each_column (RsHistory *history, guint rounds, RsLayoutWork *work,
                 void (*move) (RsHistory *history, Skyline *skyline, const RsStanding *column,
                               guint n, Fit *fits))
{
  guint n = history->lives->len;
  g_autofree RsStanding *standing = g_new (RsStanding, n + 1);
  g_autofree Fit *fits = g_new (Fit, n + 1);
  Skyline skyline;

  skyline_init (&skyline, history->n_moments);
  for (guint round = 0; round < rounds && !rs_layout_is_cancelled (work); round++)
    {
      g_autofree guint *start = g_new0 (guint, history->n_columns + 2);

      for (guint32 i = 0; i < n; i++)
        {
          const RsLife *life = rs_history_life (history, i);

          standing[i] = (RsStanding){ life->column, life->y, i, i };
          start[life->column + 1]++;
        }
      rs_layout_sort_standing (standing, n);
      for (guint c = 0; c <= history->n_columns; c++)
        start[c + 1] += start[c];
      for (guint k = 1; k < history->n_columns; k++)
        {
          guint c = round % 2 ? history->n_columns - k : k, m = start[c + 1] - start[c];

          move (history, &skyline, standing + start[c], m, fits);
          work->done += 4 * m;
        }
    }
  skyline_clear (&skyline);
}

void
rs_history_relax (RsHistory *history, guint rounds, RsLayoutWork *work)
{
  for_each_column (history, rounds, work, relax_column);
}

void
rs_history_press (RsHistory *history, RsLayoutWork *work)
{
  for_each_column (history, 1, work, press_column);
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
