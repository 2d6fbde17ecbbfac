/* SPDX-License-Identifier: MIT
 *
 * Planning places for life: *foresighted layout* (Diehl, Görg and Kerren 2001,
 * "Preserving the mental map using foresighted layout"). The run has been
 * recorded before it is drawn, so its whole future is known. All its moments
 * are one graph, in which each box has a life and each edge the times at which
 * it is seen; this graph is laid out once, and a moment shows the part of it
 * that lives. Nothing ever moves, and a moment has one picture, however one
 * came to it.
 *
 *   history      the union of all moments; what two things share of time is a count of bits
 *   columns      what an object is to stand right of (plan-columns.c)
 *   rows         frames by depth, then a walk through what they hold (plan-rows.c)
 *   page         how high a page of the window's shape is (plan-page.c)
 *   search       moves that make it better, in the sum over all moments (plan-cost.c,
 *                plan-search.c)
 *
 * From several first guesses the search goes a little way, from the best of
 * them the rest. Of the paper: the union, lives,
 * and places that are shared by boxes which never meet. Not taken: its way of
 * sharing them, whole nodes by colouring the lives before the layout, which
 * puts things side by side that have nothing to do with each other; here two
 * boxes share room only where the search finds that it suits both. Nor the
 * tolerance of later work, by which boxes may move a little where that helps:
 * here they never do.
 *
 * What that costs, beside Graphviz dot, which draws each moment by itself and
 * may move everything: on twelve programs' heaps edges are 1.7 times as long on
 * average (0.7 to 2.6), on the same area. A fifth to a half of that length are
 * the edges of frames, which have a column of their own here, and stand beside
 * what they hold there.
 */
#include "layout/plan-private.h"

#include <math.h>
#include <string.h>

/* Work of the search, in tests of one tie against another: so much for each
 * life and tie, and at most so much. */
#define WORK_PER_LIFE 240000
#define MOST_WORK 22000000
/* A single moment is planned where somebody waits for it. */
#define MOST_WORK_ALONE 1000000
#define N_WAYS 3
/* A short search may take one in so many of all work. */
#define SHORT 12
/* Above so many lives times ties nothing is searched: a layout in layers is
 * all. */
#define LARGEST_SEARCH 10000000

/* --- the history ---------------------------------------------------------- */

struct _RsPlanner {
  RsHistory history;
  GHashTable *life_of; /* serial -> index + 1 */
  GHashTable *tie_of;  /* key -> index + 1 */
  GHashTable *pair_of; /* key -> itself */
  GArray *here;        /* guint32: of each box of this moment its life */
  GArray *frames;      /* guint32: the frames among them */
};

RsPlanner *
rs_planner_new (const RsLayoutMetrics *metrics)
{
  RsPlanner *planner = g_new0 (RsPlanner, 1);
  RsRun none = { 0, 0, 0 };

  g_return_val_if_fail (metrics != NULL, planner);
  planner->history.metrics = *metrics;
  planner->history.lives = g_array_new (FALSE, TRUE, sizeof (RsLife));
  planner->history.ties = g_array_new (FALSE, TRUE, sizeof (RsTie));
  planner->history.runs = g_array_new (FALSE, TRUE, sizeof (RsRun));
  planner->history.stacked = g_array_new (FALSE, TRUE, sizeof (RsStacked));
  g_array_append_val (planner->history.runs, none);
  planner->life_of = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  planner->tie_of = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  planner->pair_of = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  planner->here = g_array_new (FALSE, FALSE, sizeof (guint32));
  planner->frames = g_array_new (FALSE, FALSE, sizeof (guint32));
  return planner;
}

void
rs_planner_free (RsPlanner *planner)
{
  if (planner == NULL)
    return;
  g_array_unref (planner->history.lives);
  g_array_unref (planner->history.ties);
  g_array_unref (planner->history.runs);
  g_array_unref (planner->history.stacked);
  g_free (planner->history.first);
  g_free (planner->history.incident);
  g_free (planner->history.column_x);
  g_free (planner->history.column_width);
  g_hash_table_unref (planner->life_of);
  g_hash_table_unref (planner->tie_of);
  g_hash_table_unref (planner->pair_of);
  g_array_unref (planner->here);
  g_array_unref (planner->frames);
  g_free (planner);
}

/* LAST is the number of a chain's last run: MOMENT is added to the chain. */
static void
add_moment (RsHistory *history, guint *last, guint moment)
{
  RsRun *run = &g_array_index (history->runs, RsRun, *last);
  RsRun next = { moment, moment, *last };

  if (*last != 0 && run->last + 1 >= moment)
    {
      run->last = moment;
      return;
    }
  *last = history->runs->len;
  g_array_append_val (history->runs, next);
}

static guint32
add_life (RsPlanner *planner, const RsLayoutBox *box)
{
  RsHistory *history = &planner->history;
  guint32 i = GPOINTER_TO_UINT (g_hash_table_lookup (planner->life_of, &box->serial));
  RsLife *life;

  if (i == 0)
    {
      RsLife born = { .box = *box, .first = history->n_moments, .column = -1 };

      born.box.height -= box->slack;
      born.box.foot -= box->foot >= 0 ? box->slack : 0;
      born.box.slack = 0;
      g_array_append_val (history->lives, born);
      i = history->lives->len;
      g_hash_table_insert (planner->life_of, g_memdup2 (&box->serial, sizeof box->serial),
                           GUINT_TO_POINTER (i));
    }
  life = rs_history_life (history, i - 1);
  life->last = history->n_moments;
  life->box.width = MAX (life->box.width, box->width);
  life->box.height = MAX (life->box.height, box->height - box->slack);
  life->box.clearance = MAX (life->box.clearance, box->clearance);
  life->box.label_width = MAX (life->box.label_width, box->label_width);
  add_moment (history, &life->runs, history->n_moments);
  return i - 1;
}

/* An edge is known by its ends and by how many of its source's edges lead to
 * the same target before it: rows come and go above it. */
static guint64
tie_key (guint32 source, guint32 target, guint repeat)
{
  return (guint64) source << 38 | (guint64) (target & 0x3ffffff) << 12 | (repeat & 0xfff);
}

static void
add_tie (RsPlanner *planner, const RsLayoutEdge *edge, guint repeat)
{
  RsHistory *history = &planner->history;
  guint32 source = g_array_index (planner->here, guint32, edge->source),
          target = g_array_index (planner->here, guint32, edge->target), i;
  guint64 key = tie_key (source, target, repeat);
  RsTie *tie;

  i = GPOINTER_TO_UINT (g_hash_table_lookup (planner->tie_of, &key));
  if (i == 0)
    {
      RsTie fresh = { .source = source, .target = target };

      g_array_append_val (history->ties, fresh);
      i = history->ties->len;
      g_hash_table_insert (planner->tie_of, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (i));
    }
  tie = rs_history_tie (history, i - 1);
  tie->port_y = (tie->port_y * tie->n + edge->port_y) / (tie->n + 1);
  tie->left_x = edge->left_x;
  tie->n++;
  add_moment (history, &tie->runs, history->n_moments);
}

static int
compare_frames (gconstpointer a, gconstpointer b, gpointer data)
{
  const RsHistory *history = data;
  const RsLayoutBox *x = &rs_history_life (history, *(const guint32 *) a)->box,
                    *y = &rs_history_life (history, *(const guint32 *) b)->box;

  if (x->rank != y->rank)
    return x->rank < y->rank ? -1 : 1;
  return x->serial < y->serial ? -1 : x->serial > y->serial;
}

/* Each frame of this moment stands below the one before it. */
static void
stack_frames (RsPlanner *planner)
{
  RsHistory *history = &planner->history;

  g_array_sort_with_data (planner->frames, compare_frames, history);
  for (guint i = 1; i < planner->frames->len; i++)
    {
      RsStacked pair = { g_array_index (planner->frames, guint32, i - 1),
                         g_array_index (planner->frames, guint32, i) };
      guint64 key = tie_key (pair.above, pair.below, 0);

      if (g_hash_table_contains (planner->pair_of, &key))
        continue;
      g_hash_table_add (planner->pair_of, g_memdup2 (&key, sizeof key));
      g_array_append_val (history->stacked, pair);
    }
}

void
rs_planner_add (RsPlanner *planner, const RsLayoutBox *boxes, guint n_boxes,
                const RsLayoutEdge *edges, guint n_edges)
{
  g_autofree guint32 *repeats = NULL;

  g_return_if_fail (planner != NULL);
  g_array_set_size (planner->here, 0);
  g_array_set_size (planner->frames, 0);
  for (guint i = 0; i < n_boxes; i++)
    {
      guint32 life = add_life (planner, &boxes[i]);

      g_array_append_val (planner->here, life);
      if (boxes[i].pinned)
        g_array_append_val (planner->frames, life);
    }
  repeats = rs_layout_count_repeats (edges, n_edges, n_boxes);
  for (guint i = 0; i < n_edges; i++)
    add_tie (planner, &edges[i], repeats[i]);
  stack_frames (planner);
  planner->history.n_moments++;
}

/* --- before the search ---------------------------------------------------- */

static guint
mark_spans (const RsHistory *history, guint runs, RsSpans *spans)
{
  guint64 n = MAX (history->n_moments, RS_PLAN_SPANS);

  memset (spans, 0, sizeof *spans);
  for (guint r = runs; r != 0; r = g_array_index (history->runs, RsRun, r).before)
    {
      const RsRun *run = &g_array_index (history->runs, RsRun, r);
      guint from = (guint) (run->first * (guint64) RS_PLAN_SPANS / n),
            to = (guint) (run->last * (guint64) RS_PLAN_SPANS / n);

      for (guint span = from; span <= to; span++)
        spans->bits[span / 64] |= G_GUINT64_CONSTANT (1) << span % 64;
    }
  return rs_spans_common (spans, spans);
}

static void
index_ties (RsHistory *history)
{
  guint n = history->lives->len;
  guint32 sum = 0;

  history->first = g_renew (guint32, history->first, n + 2);
  history->incident = g_renew (guint32, history->incident, 2 * history->ties->len + 1);
  memset (history->first, 0, (n + 2) * sizeof (guint32));
  for (guint32 t = 0; t < history->ties->len; t++)
    {
      const RsTie *tie = rs_history_tie (history, t);

      history->first[tie->source + 1]++;
      if (tie->target != tie->source)
        history->first[tie->target + 1]++;
    }
  for (guint i = 0; i <= n; i++)
    {
      sum += history->first[i];
      history->first[i] = sum;
    }
  for (guint32 t = 0; t < history->ties->len; t++)
    {
      const RsTie *tie = rs_history_tie (history, t);

      history->incident[history->first[tie->source]++] = t;
      if (tie->target != tie->source)
        history->incident[history->first[tie->target]++] = t;
    }
  for (guint i = n; i > 0; i--)
    history->first[i] = history->first[i - 1];
  history->first[0] = 0;
}

static void
prepare (RsHistory *history)
{
  for (guint32 i = 0; i < history->lives->len; i++)
    {
      RsLife *life = rs_history_life (history, i);

      life->duration = mark_spans (history, life->runs, &life->spans);
    }
  for (guint32 t = 0; t < history->ties->len; t++)
    {
      RsTie *tie = rs_history_tie (history, t);

      tie->duration = mark_spans (history, tie->runs, &tie->spans);
    }
  index_ties (history);
}

/* --- guesses -------------------------------------------------------------- */

/* Lays out the union as if all of it lived at once, then lets what never meets
 * close up. */
static void
guess_in_layers (RsHistory *history, RsLayoutWork *work)
{
  guint n = history->lives->len, m = history->ties->len;
  g_autofree RsLayoutBox *boxes = g_new (RsLayoutBox, n + 1);
  g_autofree RsLayoutEdge *edges = g_new (RsLayoutEdge, m + 1);
  g_autofree gint *columns = g_new (gint, n + 1);
  g_autofree double *ys = g_new (double, n + 1);
  g_autofree RsStanding *standing = g_new (RsStanding, n + 1);
  g_autoptr (RsLayoutGraph) graph = NULL;
  double shift = 0, mass = 0;

  for (guint32 i = 0; i < n; i++)
    boxes[i] = rs_history_life (history, i)->box;
  for (guint32 t = 0; t < m; t++)
    {
      const RsTie *tie = rs_history_tie (history, t);

      edges[t] = (RsLayoutEdge){ tie->source, tie->target, 0, tie->port_y, tie->left_x, 0 };
    }
  graph = rs_layout_graph_new (boxes, n, edges, m);
  rs_layout_in_layers (graph, &history->metrics, work, columns, ys);
  for (guint32 i = 0; i < n; i++)
    {
      RsLife *life = rs_history_life (history, i);

      life->column = columns[i];
      if (!life->box.pinned)
        life->y = ys[i];
      standing[i] = (RsStanding){ columns[i], ys[i], i, i };
    }
  rs_layout_sort_standing (standing, n);
  rs_history_measure_columns (history);
  if (history->n_moments > 1)
    {
      g_autoptr (GPtrArray) stacks =
          g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

      for (guint c = 0; c < history->n_columns; c++)
        g_ptr_array_add (stacks, g_array_new (FALSE, FALSE, sizeof (guint32)));
      for (guint k = 0; k < n; k++)
        if (!rs_history_life (history, standing[k].box)->box.pinned)
          g_array_append_val (g_ptr_array_index (stacks, standing[k].column), standing[k].box);
      rs_history_close_up (history, stacks);
    }
  /* Frames stand where they stand: the rest comes to them. */
  for (guint32 t = 0; t < m; t++)
    {
      const RsTie *tie = rs_history_tie (history, t);
      const RsLife *source = rs_history_life (history, tie->source),
                   *target = rs_history_life (history, tie->target);

      if (!source->box.pinned || target->box.pinned)
        continue;
      shift += tie->duration * (source->y + tie->port_y - target->y - target->box.entry);
      mass += tie->duration;
    }
  for (guint32 i = 0; i < n && mass > 0; i++)
    if (!rs_history_life (history, i)->box.pinned)
      rs_history_life (history, i)->y += shift / mass;
}

typedef struct {
  gint column;
  double y;
} Place;

static void
guess (RsHistory *history, RsColumnsBy by, RsLayoutWork *work)
{
  if (by == RS_COLUMNS_BY_LAYERS)
    guess_in_layers (history, work);
  else
    {
      rs_history_assign_columns (history, by, work);
      rs_history_first_rows (history);
      rs_history_relax (history, 12, work);
    }
}

static double
cost_of (RsHistory *history, RsLayoutWork *work)
{
  RsPlanCost cost;
  double sum;

  rs_plan_cost_init (&cost, history, work);
  sum = rs_plan_cost_of_all (&cost);
  rs_plan_cost_clear (&cost);
  return sum;
}

static Place *
save (const RsHistory *history)
{
  Place *places = g_new (Place, history->lives->len + 1);

  for (guint32 i = 0; i < history->lives->len; i++)
    places[i] = (Place){ rs_history_life (history, i)->column, rs_history_life (history, i)->y };
  return places;
}

#define STREET_COLUMNS (3 * RS_LAYOUT_COLUMNS)
#define STREET 2.5 /* times as wide as high */

/* Whether all stands in a long row that no window shows. */
static gboolean
is_street (const RsHistory *history)
{
  double top = HUGE_VAL, bottom = -HUGE_VAL;

  for (guint32 i = 0; i < history->lives->len; i++)
    {
      const RsLife *life = rs_history_life (history, i);

      top = MIN (top, life->y);
      bottom = MAX (bottom, life->y + life->box.height);
    }
  return history->n_columns > STREET_COLUMNS
         && history->column_x[history->n_columns] > STREET * (bottom - top);
}

static void
restore (RsHistory *history, const Place *places)
{
  for (guint32 i = 0; i < history->lives->len; i++)
    {
      rs_history_life (history, i)->column = places[i].column;
      rs_history_life (history, i)->y = places[i].y;
    }
  rs_history_measure_columns (history);
}

/* Searches from one of the guesses. FALSE: it is a street, which is not
 * followed: it would cost least, as its ties are shortest; but the layout in
 * layers folds what it can. */
static gboolean
search_from (RsHistory *history, RsColumnsBy by, guint64 limit, RsLayoutWork *work)
{
  guess (history, by, work);
  if (by != RS_COLUMNS_BY_LAYERS && is_street (history))
    return FALSE;
  rs_history_improve (history, limit, 0, work);
  return TRUE;
}

/* Keeps the places of HISTORY in *BEST, if they are the best so far: they count
 * the more the less they fit the page. */
static void
compare_with_best (RsHistory *history, Place **best, double *least, RsLayoutWork *work)
{
  double excess = rs_history_excess (history), cost = cost_of (history, work) * sqrt (excess);

  if (cost >= *least)
    return;
  *least = cost;
  g_free (*best);
  *best = save (history);
}

/* A short search from each guess, then a long one from the best of them. FALSE:
 * cancelled before there was one. */
static gboolean
search (RsHistory *history, RsLayoutWork *work)
{
  guint64 size = (guint64) history->lives->len + history->ties->len,
          most = history->n_moments > 1 ? MOST_WORK : MOST_WORK_ALONE,
          limit = MIN (most, WORK_PER_LIFE * size);
  g_autofree Place *best = NULL;
  double least = HUGE_VAL;

  for (RsColumnsBy by = 0; by < N_WAYS && !rs_layout_is_cancelled (work); by++)
    if (search_from (history, by, limit / SHORT, work))
      compare_with_best (history, &best, &least, work);
  if (best == NULL || rs_layout_is_cancelled (work))
    return best != NULL;
  restore (history, best);
  rs_history_improve (history, limit - N_WAYS * limit / SHORT, 1, work);
  compare_with_best (history, &best, &least, work);
  restore (history, best);
  return TRUE;
}

/* --- the plan ------------------------------------------------------------- */

RsPlan *
rs_planner_run (RsPlanner *planner, RsLayoutWork *work)
{
  RsLayoutWork own = { NULL, 0, 0 };
  RsHistory *history;

  g_return_val_if_fail (planner != NULL, NULL);
  history = &planner->history;
  work = work != NULL ? work : &own;
  prepare (history);
  rs_history_stack_frames (history);
  rs_history_find_page (history);
  if ((guint64) history->lives->len * history->ties->len > LARGEST_SEARCH)
    guess (history, RS_COLUMNS_BY_LAYERS, work);
  else if (!search (history, work))
    return NULL;
  rs_history_drop_empty_columns (history);
  rs_history_measure_columns (history);
  return rs_layout_is_cancelled (work) ? NULL : rs_plan_make (history);
}
