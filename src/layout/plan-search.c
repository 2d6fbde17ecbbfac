/* SPDX-License-Identifier: MIT
 *
 * The search for a better plan: single lives move to another place where there
 * is room, two of a column change places, a life moves with all that hangs on
 * it.
 *
 *   descend   every life in turn goes to the best of the places near by, while that makes the plan
 *             better
 *   anneal    moves by chance, now and then such as make it worse, less and less often
 * (Kirkpatrick, Gelatt, Vecchi 1983); the best plan that was met is kept
 *
 * What a move changes is found by looking at the ties of what moves, against
 * all others: no sum over the whole is made anew. The chance comes from a
 * generator of its own, so that the same history has the same plan.
 *
 * Tried and rejected: layers and orders by the usual sweeps over the union of
 * all moments, which count crossings of things that never meet (three times as
 * many remained); placing by time, each new box where there is room, which is
 * what a reader who cannot look ahead would do (ten times as many); a search of
 * equal length from each guess, most of which is lost on what is not kept.
 */
#include "layout/plan-private.h"

#include <math.h>

#define HOT 30000.0 /* temperatures: of the cost of a move */
#define COLD 300.0
#define LARGEST_GROUP 48
#define JITTER 400.0 /* points */
#define FAR 3        /* places near by that descend () tries in the own column */

typedef struct {
  RsHistory *history;
  RsPlanCost cost;
  RsLayoutWork *work;
  guint32 random;
  guint32 *movable;
  guint n_movable;
  guint32 *holder_first, *held; /* of each life what it holds longest of all that hold it */
  guint32 group[LARGEST_GROUP];
  double was_y[LARGEST_GROUP];
  gint was_column[LARGEST_GROUP];
} Search;

static guint32
chance (Search *search, guint32 below)
{
  search->random ^= search->random << 13;
  search->random ^= search->random >> 17;
  search->random ^= search->random << 5;
  return search->random % below;
}

/* From 0 to 1. */
static double
share (Search *search)
{
  return chance (search, 1u << 24) / (double) (1u << 24);
}

/* --- what hangs on a life ------------------------------------------------- */

#define NO_LIFE G_MAXUINT32

static void
find_held (Search *search)
{
  const RsHistory *history = search->history;
  guint n = history->lives->len;
  g_autofree guint32 *holder = g_new (guint32, n + 1);
  g_autofree guint *longest = g_new0 (guint, n + 1);
  guint sum = 0;

  for (guint32 i = 0; i < n; i++)
    holder[i] = NO_LIFE;
  for (guint32 t = 0; t < history->ties->len; t++)
    {
      const RsTie *tie = rs_history_tie (history, t);

      if (tie->source != tie->target && tie->duration > longest[tie->target])
        {
          longest[tie->target] = tie->duration;
          holder[tie->target] = tie->source;
        }
    }
  search->holder_first = g_new0 (guint32, n + 2);
  search->held = g_new (guint32, n + 1);
  for (guint32 i = 0; i < n; i++)
    if (holder[i] != NO_LIFE)
      search->holder_first[holder[i] + 1]++;
  for (guint32 i = 0; i <= n; i++)
    {
      sum += search->holder_first[i];
      search->holder_first[i] = sum;
    }
  for (guint32 i = 0; i < n; i++)
    if (holder[i] != NO_LIFE)
      search->held[search->holder_first[holder[i]]++] = i;
  for (guint32 i = n; i > 0; i--)
    search->holder_first[i] = search->holder_first[i - 1];
  search->holder_first[0] = 0;
}

/* START and what hangs on it, into search->group; 0: too many. */
static guint
collect (Search *search, guint32 start)
{
  guint n = 0;

  search->group[n++] = start;
  for (guint head = 0; head < n; head++)
    for (guint32 k = search->holder_first[search->group[head]];
         k < search->holder_first[search->group[head] + 1]; k++)
      {
        guint32 life = search->held[k];
        gboolean met = rs_history_life (search->history, life)->box.pinned;

        for (guint i = 0; i < n && !met; i++)
          met = search->group[i] == life;
        if (met)
          continue;
        if (n == LARGEST_GROUP)
          return 0;
        search->group[n++] = life;
      }
  return n;
}

/* --- moves ---------------------------------------------------------------- */

static void
remember (Search *search, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      search->was_y[i] = rs_history_life (search->history, search->group[i])->y;
      search->was_column[i] = rs_history_life (search->history, search->group[i])->column;
    }
}

static void
put_back (Search *search, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      rs_history_life (search->history, search->group[i])->y = search->was_y[i];
      rs_history_life (search->history, search->group[i])->column = search->was_column[i];
    }
}

/* The first N of the group have moved from where they were REMEMBERed, which
 * cost BEFORE. Keeps that or puts them back; returns by how much the plan has
 * become dearer. */
static double
judge (Search *search, guint n, double before, double temperature)
{
  /* By how much a move may make the plan dearer is a matter of chance. */
  double most = before - temperature * log (share (search)),
         after = rs_plan_cost_of (&search->cost, search->group, n, most);

  if (after <= most)
    return after - before;
  put_back (search, n);
  rs_plan_cost_look (&search->cost, search->group, n);
  return 0;
}

/* A column for LIFE: mostly its own, else one beside it, or beside a neighbour
 * in the graph. */
static gint
choose_column (Search *search, guint32 life)
{
  const RsHistory *history = search->history;
  guint32 first = history->first[life], n = history->first[life + 1] - first;
  gint column = rs_history_life (history, life)->column;

  switch (chance (search, 8))
    {
    case 0:
      column--;
      break;
    case 1:
      column++;
      break;
    case 2:
      if (n > 0)
        {
          const RsTie *tie =
              rs_history_tie (history, history->incident[first + chance (search, n)]);

          column = tie->source == life ? rs_history_life (history, tie->target)->column - 1
                                       : rs_history_life (history, tie->source)->column + 1;
        }
      break;
    default:
      break;
    }
  return CLAMP (column, 1, (gint) history->n_columns);
}

static double
move_one (Search *search, guint32 life, double temperature)
{
  RsLife *data = rs_history_life (search->history, life);
  double tops[4], wanted = rs_history_wish (search->history, life), before;
  gint column = choose_column (search, life);
  guint n;

  if (chance (search, 3) == 0)
    wanted += (share (search) - 0.5) * JITTER;
  n = rs_history_find_room (search->history, life, column, wanted, tops, G_N_ELEMENTS (tops));
  search->work->done += search->history->lives->len / 4;
  search->group[0] = life;
  remember (search, 1);
  before = rs_plan_cost_of (&search->cost, search->group, 1, HUGE_VAL);
  data->column = column;
  data->y = tops[chance (search, 2) ? 0 : chance (search, n)];
  return judge (search, 1, before, temperature);
}

/* LIFE and another one of its column change places. */
static double
exchange (Search *search, guint32 life, double temperature)
{
  RsHistory *history = search->history;
  RsLife *a = rs_history_life (history, life), *b = NULL;
  double before, top;

  for (guint i = 0; i < 12; i++)
    {
      guint32 other = search->movable[chance (search, search->n_movable)];

      b = rs_history_life (history, other);
      search->group[1] = other;
      if (b != a && b->column == a->column)
        break;
    }
  if (b == a || b->column != a->column)
    return 0;
  search->group[0] = life;
  remember (search, 2);
  before = rs_plan_cost_of (&search->cost, search->group, 2, HUGE_VAL);
  /* The upper one goes down so far that the lower ends do as before. */
  if (a->y > b->y)
    {
      RsLife *swap = a;

      a = b;
      b = swap;
    }
  top = a->y;
  a->y = b->y + rs_life_extent (history, b) - rs_life_extent (history, a);
  b->y = top;
  search->work->done += history->lives->len / 2;
  if (!rs_history_has_room (history, search->group, 2))
    {
      put_back (search, 2);
      return 0;
    }
  return judge (search, 2, before, temperature);
}

/* LIFE moves with all that hangs on it. */
static double
move_group (Search *search, guint32 life, double temperature)
{
  RsHistory *history = search->history;
  guint n = collect (search, life);
  double dy = chance (search, 2)
                  ? rs_history_wish (history, life) - rs_history_life (history, life)->y
                  : (share (search) - 0.5) * JITTER;
  gint dx = chance (search, 8) == 0 ? (gint) chance (search, 3) - 1 : 0;
  gboolean ok = n > 0;
  double before;

  if (n == 0 || (dx == 0 && fabs (dy) < 1))
    return 0;
  remember (search, n);
  before = rs_plan_cost_of (&search->cost, search->group, n, HUGE_VAL);
  for (guint i = 0; i < n; i++)
    {
      RsLife *moved = rs_history_life (history, search->group[i]);

      moved->y += dy;
      moved->column += dx;
      ok &= moved->column >= 1 && moved->column <= (gint) history->n_columns;
    }
  search->work->done += n * history->lives->len / 4;
  if (!ok || !rs_history_has_room (history, search->group, n))
    {
      put_back (search, n);
      return 0;
    }
  return judge (search, n, before, temperature);
}

/* --- descent -------------------------------------------------------------- */

static gboolean
descend_life (Search *search, guint32 life)
{
  RsHistory *history = search->history;
  RsLife *data = rs_history_life (history, life);
  gint was = data->column, best_column = was;
  double was_y = data->y, best_y = was_y,
         least = rs_plan_cost_of (&search->cost, &life, 1, HUGE_VAL);
  double wanted = rs_history_wish (history, life);

  for (gint c = MAX (1, was - 1); c <= MIN (was + 1, (gint) history->n_columns); c++)
    {
      double tops[FAR];
      guint n = rs_history_find_room (history, life, c, wanted, tops, FAR);

      search->work->done += history->lives->len / 4;
      for (guint k = 0; k < n; k++)
        {
          double cost;

          data->column = c;
          data->y = tops[k];
          cost = rs_plan_cost_of (&search->cost, &life, 1, least);
          if (cost >= least - 1e-6)
            continue;
          least = cost;
          best_column = c;
          best_y = tops[k];
        }
    }
  data->column = best_column;
  data->y = best_y;
  rs_plan_cost_look (&search->cost, &life, 1);
  return best_column != was || best_y != was_y;
}

static gboolean
is_over (const Search *search, guint64 end)
{
  return search->work->done >= end || rs_layout_is_cancelled (search->work);
}

static void
descend (Search *search, guint rounds, guint64 end)
{
  gboolean moved = TRUE;

  for (guint round = 0; round < rounds && moved; round++)
    {
      moved = FALSE;
      for (guint i = 0; i < search->n_movable && !is_over (search, end); i++)
        moved |= descend_life (search, search->movable[round % 2 ? search->n_movable - 1 - i : i]);
    }
}

/* --- annealing ------------------------------------------------------------ */

typedef struct {
  double y;
  gint column;
} Place;

static void
save (const RsHistory *history, Place *places)
{
  for (guint32 i = 0; i < history->lives->len; i++)
    places[i] = (Place){ rs_history_life (history, i)->y, rs_history_life (history, i)->column };
}

static void
restore (RsHistory *history, const Place *places)
{
  for (guint32 i = 0; i < history->lives->len; i++)
    {
      rs_history_life (history, i)->y = places[i].y;
      rs_history_life (history, i)->column = places[i].column;
    }
  rs_history_measure_columns (history);
}

static void
anneal (Search *search, guint64 end)
{
  RsHistory *history = search->history;
  g_autofree Place *best = g_new (Place, history->lives->len + 1);
  guint64 start = search->work->done, checked = start, step = (end - start) / 24 + 1;
  double now = rs_plan_cost_of_all (&search->cost), least = now;

  save (history, best);
  while (!is_over (search, end))
    {
      double t = (double) (search->work->done - start) / (double) (end - start);
      double temperature = HOT * pow (COLD / HOT, MIN (t, 1));
      guint32 life = search->movable[chance (search, search->n_movable)];
      guint32 kind = chance (search, 9);

      search->work->done += 100;
      now += kind < 5   ? move_one (search, life, temperature)
             : kind < 7 ? exchange (search, life, temperature)
                        : move_group (search, life, temperature);
      if (now < least - 1)
        {
          least = now;
          save (history, best);
          search->work->done += history->lives->len / 4;
        }
      if (search->work->done - checked > step)
        {
          /* Columns are as wide as what stands in them now. */
          rs_history_measure_columns (history);
          now = rs_plan_cost_of_all (&search->cost);
          checked = search->work->done;
          least = MIN (least, now + 1);
        }
    }
  restore (history, best);
  rs_plan_cost_update (&search->cost);
}

/* --- the page ------------------------------------------------------------- */

/* What the plan costs, the more the less it fits the page. */
static double
score (Search *search)
{
  double excess = rs_history_excess (search->history);

  return rs_plan_cost_of_all (&search->cost) * sqrt (excess);
}

/* Presses all into the page, if the plan is the better for it, before END of
 * work. */
static void
press (Search *search, guint64 end)
{
  RsHistory *history = search->history;
  g_autofree Place *places = g_new (Place, history->lives->len + 1);
  guint64 start = search->work->done;
  double before;

  rs_history_shift_page (history);
  if (rs_history_excess (history) <= 1 || is_over (search, end))
    return;
  before = score (search);
  if (start + 2 * (search->work->done - start) > end)
    return;
  save (history, places);
  rs_history_press (history, search->work);
  if (score (search) >= before)
    restore (history, places);
}

/* Puts LIFE into COLUMN, and what is left into the page; returns the score. */
static double
try_column (Search *search, guint32 life, gint column)
{
  RsHistory *history = search->history;
  RsLife *data = rs_history_life (history, life);

  rs_history_find_room (history, life, column,
                        CLAMP (rs_history_wish (history, life), history->page_top,
                               MAX (history->page_top, history->page_bottom - data->box.height)),
                        &data->y, 1);
  data->column = column;
  rs_history_shift_page (history);
  rs_history_press (history, search->work);
  rs_history_measure_columns (history);
  return score (search);
}

#define MOST_WRAPPED 8 /* lives that are wrapped into other columns */

/* Wraps a column that is too long for the page: one by one, what is free goes
 * to another column, and the others close up, as long as the plan is the better
 * for it. No single move of the search does that, for it is of no use until the
 * others have closed up. */
static void
wrap (Search *search, guint64 end)
{
  RsHistory *history = search->history;
  g_autofree Place *places = g_new (Place, history->lives->len + 1),
                   *best = g_new (Place, history->lives->len + 1);
  guint64 start = search->work->done;
  double least;
  gboolean better = TRUE;

  if (rs_history_excess (history) <= 1 || is_over (search, end))
    return;
  least = score (search);
  if (start + search->n_movable * (search->work->done - start) > end)
    return;
  save (history, best);
  for (guint k = 0; k < MOST_WRAPPED && better && rs_history_excess (history) > 1; k++)
    {
      better = FALSE;
      save (history, places);
      for (guint i = 0; i < search->n_movable && !is_over (search, end); i++)
        for (gint c = 1; c <= (gint) history->n_columns; c++)
          {
            guint32 life = search->movable[i];
            double now;

            if (!rs_history_life (history, life)->free
                || rs_history_life (history, life)->column == c)
              continue;
            now = try_column (search, life, c);
            if (now < least)
              {
                least = now;
                save (history, best);
                better = TRUE;
              }
            restore (history, places);
          }
      restore (history, best);
    }
  rs_history_shift_page (history);
  rs_plan_cost_update (&search->cost);
}

void
rs_history_improve (RsHistory *history, guint64 limit, guint try, RsLayoutWork *work)
{
  guint64 end = work->done + limit;
  Search search = { .history = history, .work = work, .random = 2463534242u + 7919 * try };

  search.movable = g_new (guint32, history->lives->len + 1);
  for (guint32 i = 0; i < history->lives->len; i++)
    if (!rs_history_life (history, i)->box.pinned)
      search.movable[search.n_movable++] = i;
  if (search.n_movable > 0)
    {
      rs_plan_cost_init (&search.cost, history, work);
      find_held (&search);
      rs_history_shift_page (history);
      descend (&search, 3, work->done + limit / 4);
      rs_history_shift_page (history);
      anneal (&search, end - limit / 6);
      press (&search, end);
      wrap (&search, end);
      descend (&search, 3, end);
      rs_history_measure_columns (history);
      rs_plan_cost_clear (&search.cost);
      g_free (search.holder_first);
      g_free (search.held);
    }
  g_free (search.movable);
}
