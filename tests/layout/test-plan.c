/* SPDX-License-Identifier: MIT
 *
 * Tests of plans, on invented runs: each box has one place for its whole life,
 * nothing overlaps at any moment, no route runs through a box, the same run has
 * the same plan; of what a plan does not know; and of single moments. The seed
 * is printed where one fails.
 */
#include "tests/layout/histories.h"

#include <math.h>
#include <string.h>

static const RsLayoutMetrics metrics = RS_LAYOUT_METRICS_INIT;

static RsArrangement *
arrange (const RsPlan *plan, const Case *c)
{
  return rs_plan_arrange (plan, c->boxes, c->n, c->edges, c->m, &metrics, NULL);
}

static RsPlan *
plan_of (const GPtrArray *history, guint n)
{
  g_autoptr (RsPlanner) planner = history_tell (history, n);

  return rs_planner_run (planner, NULL);
}

/* --- whole runs ----------------------------------------------------------- */

#define N_SEEDS 3

/* Runs with their plans; made when they are first asked for. */
static struct {
  GPtrArray *history;
  RsPlan *plan;
} runs[N_HISTORIES][N_SEEDS];

/* Calls CHECK for N_SEEDS runs of each shape with their plans. */
static void
for_each_history (guint n_seeds, void (*check) (const GPtrArray *, const RsPlan *, guint32))
{
  for (HistoryShape shape = 0; shape < N_HISTORIES; shape++)
    for (guint32 seed = 0; seed < n_seeds; seed++)
      {
        if (runs[shape][seed].history == NULL)
          {
            runs[shape][seed].history = history_new (shape, 60, 16, seed + 1);
            runs[shape][seed].plan = plan_of (runs[shape][seed].history, 60);
          }
        g_assert_nonnull (runs[shape][seed].plan);
        check (runs[shape][seed].history, runs[shape][seed].plan, seed + 1 + 100 * shape);
      }
}

static void
clear_runs (void)
{
  for (HistoryShape shape = 0; shape < N_HISTORIES; shape++)
    for (guint32 seed = 0; seed < N_SEEDS; seed++)
      {
        g_clear_pointer (&runs[shape][seed].history, g_ptr_array_unref);
        g_clear_pointer (&runs[shape][seed].plan, rs_plan_unref);
      }
}

static void
check_one_place (const GPtrArray *history, const RsPlan *plan, guint32 seed)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint i = 0; i < history->len; i++)
    {
      const Case *c = history_moment (history, i);
      g_autoptr (RsArrangement) arrangement = arrange (plan, c);

      for (guint k = 0; k < c->n; k++)
        {
          gpointer key = GSIZE_TO_POINTER ((gsize) c->boxes[k].serial);
          const RsPoint *at = &arrangement->positions[k], *was = g_hash_table_lookup (places, key);

          g_assert_true (was != NULL
                         || g_hash_table_insert (places, key, g_memdup2 (at, sizeof *at)));
          if (was != NULL && (was->x != at->x || was->y != at->y))
            g_error ("seed %u: box %u moved at moment %u", seed, k, i);
        }
    }
  g_assert_cmpuint (rs_plan_get_size (plan), ==, g_hash_table_size (places));
}

static void
test_one_place (void)
{
  for_each_history (N_SEEDS, check_one_place);
}

static void
check_clean (const GPtrArray *history, const RsPlan *plan, guint32 seed)
{
  for (guint i = 0; i < history->len; i++)
    {
      const Case *c = history_moment (history, i);
      g_autoptr (RsArrangement) arrangement = arrange (plan, c);

      check_no_overlap (c, arrangement, seed);
      check_routes (c, arrangement, seed);
    }
}

static void
test_clean (void)
{
  for_each_history (N_SEEDS, check_clean);
}

/* A pinned box stands where it is wanted, and nothing moves or overlaps in any
 * moment. */
static void
check_pins (const GPtrArray *history, const RsPlan *plan, guint32 seed)
{
  const Case *middle = history_moment (history, history->len / 2);
  g_autoptr (RsArrangement) was = arrange (plan, middle);
  g_autoptr (RsPlan) pinned = NULL;
  RsPin pins[3];
  guint n = 0;

  for (guint k = 0; k < middle->n && n < G_N_ELEMENTS (pins); k++)
    if (!middle->boxes[k].pinned)
      {
        /* where another one stands, and far right */
        const RsPoint *other = &was->positions[middle->n - 1 - k];

        pins[n] = (RsPin){ middle->boxes[k].serial, n == 1 ? 1e6 : other->x + 3, other->y + 11 };
        n++;
      }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RsPlan) alone = rs_plan_pin (plan, &pins[i], 1);
      gint column;
      double y;

      g_assert_true (rs_plan_find (alone, pins[i].serial, &column, &y));
      g_assert_cmpfloat (y, ==, round (pins[i].y));
    }
  pinned = rs_plan_pin (plan, pins, n);
  check_one_place (history, pinned, seed);
  check_clean (history, pinned, seed);
  for (guint i = 0; i < n; i++)
    {
      gint column;
      double y;

      g_assert_true (rs_plan_find (pinned, pins[i].serial, &column, &y));
      g_assert_cmpint (column, >, 0);
      g_assert_cmpfloat (y, >=, round (pins[i].y)); /* another one may be pinned there */
      if (i == 1)
        g_assert_cmpuint (
            column, ==,
            rs_plan_get_columns (plan, &(const double *){ NULL }, &(const double *){ NULL }));
    }
}

static void
test_pins (void)
{
  for_each_history (N_SEEDS, check_pins);
}

/* Frames and nothing else stand in column 0, those of higher rank below. */
static void
check_frames (const GPtrArray *history, const RsPlan *plan, guint32 seed)
{
  for (guint i = 0; i < history->len; i++)
    {
      const Case *c = history_moment (history, i);
      g_autoptr (RsArrangement) arrangement = arrange (plan, c);

      for (guint k = 0; k < c->n; k++)
        {
          g_assert_cmpint (arrangement->columns[k] == 0, ==, c->boxes[k].pinned);
          for (guint j = 0; j < c->n; j++)
            if (c->boxes[j].pinned && c->boxes[k].pinned && c->boxes[j].rank < c->boxes[k].rank
                && arrangement->positions[j].y + c->boxes[j].height > arrangement->positions[k].y)
              g_error ("seed %u: frame %u is not below frame %u at moment %u", seed, k, j, i);
        }
    }
}

static void
test_frames (void)
{
  for_each_history (N_SEEDS, check_frames);
}

/* The same to the byte: places and columns. */
static void
check_equal (const Case *c, const RsArrangement *a, const RsArrangement *b)
{
  g_assert_cmpmem (a->positions, c->n * sizeof (RsPoint), b->positions, c->n * sizeof (RsPoint));
  g_assert_cmpmem (a->columns, c->n * sizeof (gint), b->columns, c->n * sizeof (gint));
  g_assert_cmpmem (a->column_x, a->n_columns * sizeof (double), b->column_x,
                   b->n_columns * sizeof (double));
  g_assert_cmpmem (a->column_width, a->n_columns * sizeof (double), b->column_width,
                   b->n_columns * sizeof (double));
}

static void
check_deterministic (const GPtrArray *history, const RsPlan *plan, guint32 seed)
{
  g_autoptr (RsPlan) again = plan_of (history, history->len);

  for (guint i = 0; i < history->len; i++)
    {
      const Case *c = history_moment (history, i);
      g_autoptr (RsArrangement) a = arrange (plan, c);
      g_autoptr (RsArrangement) b = arrange (again, c);
      g_autoptr (RsRoutes) routes_a =
          rs_layout_route (c->boxes, c->n, c->edges, c->m, &metrics, NULL, a);
      g_autoptr (RsRoutes) routes_b =
          rs_layout_route (c->boxes, c->n, c->edges, c->m, &metrics, NULL, b);

      check_equal (c, a, b);
      g_assert_cmpmem (routes_a->points, routes_a->first[c->m] * sizeof (RsPoint), routes_b->points,
                       routes_b->first[c->m] * sizeof (RsPoint));
    }
}

static void
test_deterministic (void)
{
  for_each_history (1, check_deterministic);
}

/* Numbers are short and in the order of birth. */
static void
check_numbers (const GPtrArray *history, const RsPlan *plan, guint32 seed)
{
  guint last = 0;

  for (guint i = 0; i < history->len; i++)
    {
      const Case *c = history_moment (history, i);

      for (guint k = 0; k < c->n; k++)
        {
          guint number = rs_plan_get_number (plan, c->boxes[k].serial);

          g_assert_cmpuint (number, >, 0);
          g_assert_cmpuint (number, <=, last + 1);
          last = MAX (last, number);
        }
    }
  g_assert_cmpuint (last, ==, rs_plan_get_size (plan));
  g_assert_cmpuint (rs_plan_get_number (plan, 1000000), ==, 0);
  g_assert_cmpuint (rs_plan_get_number (NULL, 1), ==, 0);
}

static void
test_numbers (void)
{
  for_each_history (1, check_numbers);
}

/* How far apart the uppermost and the lowest box ever are. */
static double
height_of (const GPtrArray *history, const RsPlan *plan)
{
  double top = HUGE_VAL, bottom = -HUGE_VAL;

  for (guint i = 0; i < history->len; i++)
    {
      const Case *c = history_moment (history, i);
      g_autoptr (RsArrangement) arrangement = arrange (plan, c);

      for (guint k = 0; k < c->n; k++)
        {
          top = MIN (top, arrangement->positions[k].y);
          bottom = MAX (bottom, arrangement->positions[k].y + c->boxes[k].height);
        }
    }
  return bottom - top;
}

/* Boxes that never meet share room: a loop that makes 400 of them, four alive
 * at a time, is no taller than those below each other. */
static void
test_share_room (void)
{
  g_autoptr (GPtrArray) history = history_new (HISTORY_LOOP, 400, 0, 1);
  g_autoptr (RsPlan) plan = plan_of (history, history->len);
  double most = 0;

  for (guint i = 0; i < history->len; i++)
    {
      const Case *c = history_moment (history, i);
      double sum = 0;

      for (guint k = 0; k < c->n; k++)
        sum += c->boxes[k].height + metrics.space;
      most = MAX (most, sum);
    }
  g_assert_cmpuint (rs_plan_get_size (plan), >, 400);
  g_assert_cmpfloat (height_of (history, plan), <=, most);
}

/* --- what a plan does not know -------------------------------------------- */

/* C with N_NEW boxes more that refer to others, and others to them (transfer
 * full). */
static Case
add_strangers (const Case *c, guint n_new, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint n = c->n + n_new;
  Case d = { n, 0, g_new0 (RsLayoutBox, n), g_new0 (RsLayoutEdge, c->m + n_new * (n + 1)) };

  memcpy (d.boxes, c->boxes, c->n * sizeof *c->boxes);
  for (guint i = 0; i < n_new; i++)
    d.boxes[c->n + i] = (RsLayoutBox){ .serial = 100000 + i,
                                       .width = g_rand_double_range (rand, 100, 240),
                                       .height = g_rand_double_range (rand, 60, 200),
                                       .entry = 15,
                                       .foot = 11,
                                       .entry_spread = 8,
                                       .clearance = i % 4 == 0 ? 26 : 0,
                                       .rank = 50 + i,
                                       .pinned = i % 7 == 3 };
  /* The edges of one source stay together. */
  for (guint i = 0; i < n; i++)
    {
      for (guint l = 0; l < c->m; l++)
        if (c->edges[l].source == i)
          d.edges[d.m++] = c->edges[l];
      for (guint k = 0; k < n_new; k++)
        if (i >= c->n ? i == c->n + k : g_rand_int_range (rand, 0, (gint) c->n) == 0)
          d.edges[d.m++] =
              (RsLayoutEdge){ i,
                              i >= c->n ? (guint32) g_rand_int_range (rand, 0, (gint) n) : c->n + k,
                              d.boxes[i].width - 13,
                              d.boxes[i].height - 20,
                              -1,
                              0 };
    }
  return d;
}

/* Boxes that the plan has never seen stand somewhere free; those that it knows
 * stay where they are. */
static void
check_strangers (const GPtrArray *history, const RsPlan *plan, guint32 seed)
{
  for (guint i = 0; i < history->len; i += 7)
    {
      const Case *c = history_moment (history, i);
      Case d = add_strangers (c, 1 + i % 11, seed + i);
      g_autoptr (RsArrangement) alone = arrange (plan, c);
      g_autoptr (RsArrangement) all = arrange (plan, &d);
      g_autoptr (RsArrangement) again = arrange (plan, &d);

      for (guint k = 0; k < c->n; k++)
        {
          g_assert_cmpint (all->columns[k], ==, alone->columns[k]);
          g_assert_cmpfloat (all->positions[k].y, ==, alone->positions[k].y);
        }
      for (guint k = 0; k < d.n; k++)
        g_assert_cmpint (all->columns[k] == 0, ==, d.boxes[k].pinned);
      check_equal (&d, all, again);
      check_no_overlap (&d, all, seed);
      check_routes (&d, all, seed);
      case_clear (&d);
    }
}

static void
test_strangers (void)
{
  for_each_history (N_SEEDS, check_strangers);
}

/* A box that has grown, and one that is wider than the plan knew, push others
 * no farther than they must: nothing overlaps, and what is above in its column,
 * or in columns to the left, stays. */
static void
check_growing (const GPtrArray *history, const RsPlan *plan, guint32 seed)
{
  for (guint i = 3; i < history->len; i += 9)
    {
      const Case *c = history_moment (history, i);
      guint grown = (seed + i) % c->n;
      RsLayoutBox was = c->boxes[grown];
      g_autoptr (RsArrangement) before = arrange (plan, c);
      g_autoptr (RsArrangement) after = NULL;

      c->boxes[grown].height += 70;
      c->boxes[grown].width += 50;
      after = arrange (plan, c);
      check_no_overlap (c, after, seed);
      check_routes (c, after, seed);
      for (guint k = 0; k < c->n; k++)
        {
          gboolean below = before->columns[k] == before->columns[grown]
                           && before->positions[k].y > before->positions[grown].y;

          g_assert_true (below || after->positions[k].y == before->positions[k].y);
          g_assert_true (before->columns[k] > before->columns[grown]
                         || after->positions[k].x == before->positions[k].x);
        }
      c->boxes[grown] = was;
    }
}

static void
test_growing (void)
{
  for_each_history (N_SEEDS, check_growing);
}

/* --- one moment ----------------------------------------------------------- */

/* Without a plan a moment is laid out as a plan of it alone would. */
static void
test_alone (void)
{
  for (guint32 seed = 1; seed <= 16; seed++)
    {
      Case c = case_random (5 + seed * 4, 4 + seed * 6, seed);
      g_autoptr (RsPlanner) planner = rs_planner_new (&metrics);
      g_autoptr (RsArrangement) alone = arrange (NULL, &c);
      g_autoptr (RsArrangement) planned = NULL;
      g_autoptr (RsPlan) plan = NULL;

      check_no_overlap (&c, alone, seed);
      check_routes (&c, alone, seed);
      rs_planner_add (planner, c.boxes, c.n, c.edges, c.m);
      plan = rs_planner_run (planner, NULL);
      planned = arrange (plan, &c);
      check_equal (&c, alone, planned);
      case_clear (&c);
    }
}

/* A tree is drawn without a crossing, its children in the order of their rows
 * and right of their parents. */
static void
test_tree (void)
{
  for (guint n = 2; n <= 64; n *= 2)
    {
      Case c = case_tree (n);
      g_autoptr (RsArrangement) arrangement = arrange (NULL, &c);

      g_assert_cmpuint (count_crossings (&c, arrangement), ==, 0);
      for (guint l = 0; l < c.m; l++)
        if (arrangement->columns[c.edges[l].target] != arrangement->columns[c.edges[l].source] + 1)
          g_error ("of %u boxes, %u in column %d refers to %u in column %d", n, c.edges[l].source,
                   arrangement->columns[c.edges[l].source], c.edges[l].target,
                   arrangement->columns[c.edges[l].target]);
      for (guint l = 1; l < c.m; l++)
        if (c.edges[l].source == c.edges[l - 1].source)
          g_assert_cmpfloat (arrangement->positions[c.edges[l].target].y, >,
                             arrangement->positions[c.edges[l - 1].target].y);
      case_clear (&c);
    }
}

/* A search makes no more crossings than there are in the layout in layers. */
static void
test_few_crossings (void)
{
  guint searched = 0, in_layers = 0;

  for (guint32 seed = 1; seed <= 8; seed++)
    {
      Case c = case_random (50, 70, seed);
      g_autoptr (RsArrangement) arrangement = arrange (NULL, &c);
      g_autoptr (RsLayoutGraph) graph = rs_layout_graph_new (c.boxes, c.n, c.edges, c.m);
      g_autofree double *ys = g_new (double, c.n);
      RsLayoutWork work = { NULL, 0, 0 };

      searched += count_crossings (&c, arrangement);
      rs_layout_in_layers (graph, &metrics, &work, arrangement->columns, ys);
      for (guint i = 0; i < c.n; i++)
        arrangement->positions[i] = (RsPoint){ arrangement->columns[i] * 240.0, ys[i] };
      in_layers += count_crossings (&c, arrangement);
      case_clear (&c);
    }
  g_test_message ("crossings: %u searched, %u in layers", searched, in_layers);
  g_assert_cmpuint (searched, <=, in_layers);
}

/* A long chain is as wide as a page, not as a street. */
static void
test_long_chain (void)
{
  Case c = case_chain (300);
  g_autoptr (RsArrangement) arrangement = arrange (NULL, &c);
  double right = 0, bottom = 0;

  for (guint i = 0; i < c.n; i++)
    {
      right = MAX (right, arrangement->positions[i].x);
      bottom = MAX (bottom, arrangement->positions[i].y);
    }
  check_no_overlap (&c, arrangement, 0);
  check_routes (&c, arrangement, 0);
  g_assert_cmpfloat (right, <, 2.5 * bottom);
  g_assert_cmpfloat (bottom, <, 2.5 * right);
  case_clear (&c);
}

/* The work of a layout is bounded by the number of boxes and edges, whatever
 * the graph. */
static void
test_work (void)
{
  Case cases[] = { case_tangled (1000, 2, 1), case_tangled (1000, 6, 2), case_tangled (5000, 2, 3),
                   case_class (5000), case_chain (5000) };

  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      Case *c = &cases[k];
      RsLayoutWork done = { NULL, 0, 0 };
      g_autoptr (RsArrangement) arrangement =
          rs_plan_arrange (NULL, c->boxes, c->n, c->edges, c->m, &metrics, &done);
      g_autoptr (RsRoutes) routes = NULL;

      g_assert_cmpuint (done.done, <=, 120000000 + 2000 * (guint64) (c->n + c->m));
      check_no_overlap (c, arrangement, k);
      routes = rs_layout_route (c->boxes, c->n, c->edges, c->m, &metrics, NULL, arrangement);
      g_assert_cmpuint (routes->first[c->m], <=, 300 * (c->n + c->m));
      case_clear (c);
    }
}

/* Two edges from column 0 to column 2, far below; WALL: a box between, past
 * which both must go. */
static RsRoutes *
route_two (gboolean wall)
{
  RsLayoutBox boxes[] = { { .serial = 1, .width = 100, .height = 80, .entry = 15, .foot = 11 },
                          { .serial = 2, .width = 100, .height = 80, .entry = 15, .foot = 11 },
                          { .serial = 3, .width = 100, .height = 700, .entry = 15, .foot = 11 } };
  RsLayoutEdge edges[] = { { 0, 1, 90, 40, -1, 0 }, { 0, 1, 90, 60, -1, 0 } };
  double x[] = { 0, 140, 280, 420 }, width[] = { 100, 100, 100, 100 };
  gint columns[] = { 0, 2, 1 };
  RsPoint positions[] = { { 0, 0 }, { 280, 400 }, { 140, -300 } };
  guint n = wall ? 3 : 2;
  RsArrangement arrangement = { .n_boxes = n,
                                .n_edges = 2,
                                .n_columns = 3,
                                .column_x = x,
                                .column_width = width,
                                .columns = columns,
                                .positions = positions };
  Case c = { n, 2, boxes, edges };

  check_routes (&c, &arrangement, wall);
  return rs_layout_route (boxes, n, edges, 2, &metrics, NULL, &arrangement);
}

static double
length_of (const RsRoutes *routes, guint edge)
{
  double sum = 0;

  for (guint i = routes->first[edge]; i + 3 < routes->first[edge + 1]; i += 3)
    for (guint k = 0; k < 16; k++)
      {
        RsPoint a = point_at (routes->points + i, k / 16.0),
                b = point_at (routes->points + i, (k + 1) / 16.0);

        sum += hypot (b.x - a.x, b.y - a.y);
      }
  return sum;
}

/* A route is straight where nothing stands in its way; two that bend at one
 * corner do not lie on each other. */
static void
test_tight (void)
{
  g_autoptr (RsRoutes) free_way = route_two (FALSE);
  g_autoptr (RsRoutes) round = route_two (TRUE);
  double heights[2] = { 0, 0 };

  for (guint l = 0; l < 2; l++)
    {
      const RsPoint *first = &free_way->points[free_way->first[l]],
                    *last = &free_way->points[free_way->first[l + 1] - 1];
      double straight = hypot (last->x - first->x, last->y - first->y);

      g_assert_cmpfloat (length_of (free_way, l), >=, straight);
      g_assert_cmpfloat (length_of (free_way, l), <, 1.1 * straight);
      g_assert_cmpfloat (length_of (round, l), >, length_of (free_way, l));
      for (guint i = round->first[l]; i < round->first[l + 1]; i++)
        if (round->points[i].x == 140)
          heights[l] = round->points[i].y;
    }
  g_assert_cmpfloat (heights[0], >, 400); /* below the wall */
  g_assert_cmpfloat (heights[1] - heights[0], >=, 6.9);
}

/* What nobody wants any more ends. */
static void
test_cancel (void)
{
  Case c = case_tangled (200, 2, 1);
  g_autoptr (GPtrArray) history = history_new (HISTORY_RANDOM, 100, 50, 1);
  g_autoptr (RsPlanner) planner = history_tell (history, history->len);
  g_autoptr (RsArrangement) arrangement = NULL;
  g_autoptr (RsPlan) plan = NULL;
  gint cancel = 1;
  RsLayoutWork cancelled = { &cancel, 0, 0 }, whole = { NULL, 0, 0 };

  g_assert_null (rs_plan_arrange (NULL, c.boxes, c.n, c.edges, c.m, &metrics, &cancelled));
  g_assert_null (rs_planner_run (planner, &cancelled));
  arrangement = rs_plan_arrange (NULL, c.boxes, c.n, c.edges, c.m, &metrics, &whole);
  g_assert_null (rs_layout_route (c.boxes, c.n, c.edges, c.m, &metrics, &cancelled, arrangement));
  g_assert_cmpuint (20 * cancelled.done, <, whole.done);
  /* A planner that was interrupted can be asked again. */
  plan = rs_planner_run (planner, NULL);
  check_deterministic (history, plan, 1);
  case_clear (&c);
}

static void
test_empty (void)
{
  g_autoptr (RsPlanner) planner = rs_planner_new (&metrics);
  g_autoptr (RsPlan) none = rs_planner_run (planner, NULL);
  g_autoptr (RsPlan) empty = NULL;
  RsLayoutBox box = { .serial = 1, .width = 100, .height = 80, .entry = 15, .foot = 11 };
  RsLayoutEdge itself = { 0, 0, 90, 40, 0, 0 };

  rs_planner_add (planner, NULL, 0, NULL, 0);
  empty = rs_planner_run (planner, NULL);
  for (guint k = 0; k < 3; k++)
    {
      const RsPlan *plan = k == 0 ? NULL : k == 1 ? none : empty;
      g_autoptr (RsArrangement) nothing = rs_plan_arrange (plan, NULL, 0, NULL, 0, &metrics, NULL);
      g_autoptr (RsArrangement) one = rs_plan_arrange (plan, &box, 1, &itself, 1, &metrics, NULL);
      g_autoptr (RsRoutes) no_routes = rs_layout_route (NULL, 0, NULL, 0, &metrics, NULL, nothing);
      g_autoptr (RsRoutes) routes = rs_layout_route (&box, 1, &itself, 1, &metrics, NULL, one);

      g_assert_cmpuint (no_routes->n_edges, ==, 0);
      g_assert_cmpuint (routes->n_edges, ==, 1);
      g_assert_cmpint (one->columns[0], ==, 1);
    }
  g_assert_cmpuint (rs_plan_get_size (none) + rs_plan_get_size (empty), ==, 0);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/empty", test_empty);
  g_test_add_func ("/plan/one-place", test_one_place);
  g_test_add_func ("/plan/clean", test_clean);
  g_test_add_func ("/plan/pins", test_pins);
  g_test_add_func ("/plan/frames", test_frames);
  g_test_add_func ("/plan/deterministic", test_deterministic);
  g_test_add_func ("/plan/numbers", test_numbers);
  g_test_add_func ("/plan/share-room", test_share_room);
  g_test_add_func ("/plan/strangers", test_strangers);
  g_test_add_func ("/plan/growing", test_growing);
  g_test_add_func ("/plan/alone", test_alone);
  g_test_add_func ("/plan/tree", test_tree);
  g_test_add_func ("/plan/few-crossings", test_few_crossings);
  g_test_add_func ("/plan/long-chain", test_long_chain);
  g_test_add_func ("/plan/tight", test_tight);
  g_test_add_func ("/plan/work", test_work);
  g_test_add_func ("/plan/cancel", test_cancel);
  status = g_test_run ();
  clear_runs ();
  return status;
}
