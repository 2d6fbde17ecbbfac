/* SPDX-License-Identifier: MIT
 *
 * Edges are pulled tight, like strings. An edge passes the sides of the columns
 * on its way, its *stations*, at any height within the free stretch, and enters
 * its target anywhere at the left side; so it is as short as it can be, and
 * straight where nothing stands in its way.
 *
 *   find_stations     of each edge, from its lanes
 *   pull              the shortest way through them: a funnel of slopes, narrowed by each
 *                     station; where it closes the string bends (Lee and Preparata 1984)
 *   spread_stations   strings that bend at one corner would lie on each other: those of one
 *                     stretch are spread, by isotonic regression within its bounds, column by
 *                     column from the left, so that those that run together keep their order
 *   spread_entries    so are those that enter one side of a box, beside what leaves there
 *
 * Within a column all stations of a stretch have the same bounds, and in the
 * gaps nothing stands, so a curve that stays between the heights of two
 * neighbouring stations meets no box.
 *
 * Rejected: level lanes, which are as long as the sum of both directions, and
 * stairs where there are several.
 */
#include "layout/route-private.h"

#include <math.h>
#include <stdlib.h>

#define STATION_STEP 7.0 /* between two strings, where there is room */
#define ENTRY_STEP 6.0
#define TURNING 18.0 /* points, for edges that turn round within a gap */
#define LEAST 0.5    /* stations that are nearer to each other are one */

double
rs_router_turning_room (const RsRouter *router, gint gap)
{
  return router->turning[gap] ? MIN (TURNING, router->metrics->gap / 2) : 0;
}

/* --- entries -------------------------------------------------------------- */

/* At the left anywhere from the title to the foot; at the right, where rows are
 * left, at one of both. */
typedef enum { LEFT, RIGHT_TITLE, RIGHT_FOOT } Side;

static Side
side_of (const RsRouter *router, guint32 l, double y)
{
  const RsLayoutBox *target = &router->boxes[router->edges[l].target];
  double top = router->positions[router->edges[l].target].y;

  if (rs_router_is_forward (router, l))
    return LEFT;
  return target->foot >= 0
                 && fabs (y - top - (target->height - target->foot))
                        < fabs (y - top - target->entry)
             ? RIGHT_FOOT
             : RIGHT_TITLE;
}

/* Between which heights edge L best enters at SIDE. Many may be spread beyond
 * both, by the target's entry_spread. */
static void
find_bounds (const RsRouter *router, guint32 l, Side side, double *low, double *high)
{
  const RsLayoutBox *target = &router->boxes[router->edges[l].target];
  double top = router->positions[router->edges[l].target].y, title = top + target->entry,
         foot = target->foot >= 0 ? top + target->height - target->foot : title;

  *low = side == RIGHT_FOOT ? foot : title;
  *high = side == RIGHT_TITLE ? title : foot;
}

double
rs_router_entry (const RsRouter *router, guint32 l, double y)
{
  guint32 target = router->edges[l].target;
  double top = router->positions[target].y;

  return top + rs_layout_entry (&router->boxes[target], !rs_router_is_forward (router, l), y - top);
}

/* --- stations ------------------------------------------------------------- */

static void
add_station (RsRouter *router, guint32 l, gint column, gboolean right, guint32 group, double low,
             double high)
{
  double x = right ? rs_router_right (router, column) : rs_router_left (router, column);
  RsStation station = { l, column, right, group, x, low, high, 0 };

  /* What turns round there is passed before or after. */
  if (right)
    station.x += rs_router_turning_room (router, column);
  g_array_append_val (router->stations, station);
}

/* Where edge L passes the rest of its column beside BOX, one of its ends, whose
 * right is at X. */
static void
add_station_beside (RsRouter *router, guint32 l, guint32 box, double x, double y)
{
  gint column = router->columns[box];
  double top = router->positions[box].y,
         bottom = top + router->boxes[box].height - router->boxes[box].slack;

  if (rs_router_right (router, column) + rs_router_turning_room (router, column) - x > LEAST)
    add_station (router, l, column, TRUE, router->stretches[column]->len + box, MIN (top, y),
                 MAX (bottom, y));
}

static void
find_stations (RsRouter *router, guint32 l)
{
  const RsLayoutEdge *edge = &router->edges[l];
  gboolean forward = rs_router_is_forward (router, l);
  double source_right = router->positions[edge->source].x + router->boxes[edge->source].width,
         target_right = router->positions[edge->target].x + router->boxes[edge->target].width;

  router->first_station[l] = router->stations->len;
  if (forward)
    add_station_beside (router, l, edge->source, source_right, rs_router_start (router, l));
  for (guint32 k = router->first_lane[l]; k < router->first_lane[l + 1]; k++)
    {
      const RsLane *lane = &g_array_index (router->lanes, RsLane, k);
      const RsStretch *stretch =
          &g_array_index (router->stretches[lane->column], RsStretch, lane->stretch);

      for (guint side = 0; side < 2; side++)
        add_station (router, l, lane->column, (side == 0) != forward, lane->stretch, stretch->low,
                     stretch->high);
    }
  if (!forward && rs_router_to (router, l) != rs_router_from (router, l))
    add_station_beside (router, l, edge->target, target_right,
                        router->positions[edge->target].y + router->boxes[edge->target].entry);
}

/* --- pulling -------------------------------------------------------------- */

typedef struct {
  double low, high; /* slopes */
  guint low_at, high_at;
} Funnel;

/* Pulls the string from (X, Y) through STATIONS (N of them) to the last of
 * them, each height as near to Y as can be. */
static void
pull (double x, double y, RsStation *stations, guint n)
{
  guint from = 0;

  while (from < n)
    {
      Funnel funnel = { -HUGE_VAL, HUGE_VAL, from, from };
      guint k = from, bend;
      double slope;

      for (; k < n; k++)
        {
          double dx = MAX (LEAST, fabs (stations[k].x - x)), low = (stations[k].low - y) / dx,
                 high = (stations[k].high - y) / dx;

          if (low > funnel.high || high < funnel.low)
            break;
          if (low > funnel.low)
            {
              funnel.low = low;
              funnel.low_at = k;
            }
          if (high < funnel.high)
            {
              funnel.high = high;
              funnel.high_at = k;
            }
        }
      if (k == n)
        {
          slope = CLAMP (0, funnel.low, funnel.high);
          bend = n - 1;
        }
      else
        {
          gboolean down = stations[k].low - y > funnel.high * MAX (LEAST, fabs (stations[k].x - x));

          slope = down ? funnel.high : funnel.low;
          bend = down ? funnel.high_at : funnel.low_at;
        }
      for (guint i = from; i <= bend; i++)
        stations[i].y = CLAMP (y + slope * MAX (LEAST, fabs (stations[i].x - x)), stations[i].low,
                               stations[i].high);
      x = stations[bend].x;
      y = stations[bend].y;
      from = bend + 1;
    }
}

/* Pulls edge L tight, its end for now as if it were one more station. */
static void
pull_edge (RsRouter *router, guint32 l)
{
  const RsLayoutEdge *edge = &router->edges[l];
  const RsPoint *source = &router->positions[edge->source],
                *target = &router->positions[edge->target];
  guint first = router->first_station[l];
  gboolean turns = rs_router_turns (router, l), forward = rs_router_is_forward (router, l);
  double y = rs_router_start (router, l), x = source->x,
         end_x = target->x + (forward ? 0 : router->boxes[edge->target].width);
  RsStation end = { l, 0, FALSE, 0, end_x, 0, 0, 0 };
  double near = router->first_lane[l + 1] > router->first_lane[l]
                    ? g_array_index (router->lanes, RsLane, router->first_lane[l + 1] - 1).y
                    : y;

  if (turns && first < router->stations->len)
    {
      /* It turns to its first station, wherever that is. */
      RsStation *station = &g_array_index (router->stations, RsStation, first);

      station->y = y = g_array_index (router->lanes, RsLane, router->first_lane[l]).y;
      station->x = x = rs_router_right (router, station->column);
      first++;
    }
  else if (forward)
    x += router->boxes[edge->source].width;
  find_bounds (router, l, side_of (router, l, near), &end.low, &end.high);
  g_array_append_val (router->stations, end);
  pull (x, y, &g_array_index (router->stations, RsStation, first), router->stations->len - first);
  router->entry[l] = g_array_index (router->stations, RsStation, router->stations->len - 1).y;
  g_array_set_size (router->stations, router->stations->len - 1);
  router->work->done += 1 + router->stations->len - router->first_station[l];
}

/* --- spreading ------------------------------------------------------------ */

/* What is to keep a distance from the next of its group. */
typedef struct {
  guint32 index;
  double y, left, right; /* its height, and those of its neighbours along its edge */
  double weight;
} Key;

static int
compare_keys (const void *a, const void *b)
{
  const Key *x = a, *y = b;

  if (x->y != y->y)
    return x->y < y->y ? -1 : 1;
  if (x->left != y->left)
    return x->left < y->left ? -1 : 1;
  if (x->right != y->right)
    return x->right < y->right ? -1 : 1;
  return x->index < y->index ? -1 : x->index > y->index;
}

/* Sorts KEYS and spreads their heights within LOW and HIGH. */
static void
spread (Key *keys, guint n, double low, double high, double step)
{
  g_autofree double *wanted = g_new (double, 3 * n);
  double *weight = wanted + n, *values = wanted + 2 * n;

  step = n > 1 ? MIN (step, (high - low) / (n - 1)) : 0;
  qsort (keys, n, sizeof *keys, compare_keys);
  for (guint i = 0; i < n; i++)
    {
      wanted[i] = keys[i].y - i * step;
      weight[i] = keys[i].weight;
    }
  rs_layout_isotonic (wanted, weight, n, values);
  for (guint i = 0; i < n; i++)
    keys[i].y = MIN (MAX (low, MIN (values[i], high - (n - 1) * step)) + i * step, high);
}

typedef struct {
  guint64 group; /* column, side, group within it */
  guint32 index;
} Grouped;

static int
compare_grouped (const void *a, const void *b)
{
  const Grouped *x = a, *y = b;

  if (x->group != y->group)
    return x->group < y->group ? -1 : 1;
  return x->index < y->index ? -1 : x->index > y->index;
}

static Key
station_key (const RsRouter *router, guint32 index)
{
  const RsStation *station = &g_array_index (router->stations, RsStation, index);
  guint32 l = station->edge;
  double before = index > router->first_station[l]
                      ? g_array_index (router->stations, RsStation, index - 1).y
                      : rs_router_start (router, l),
         after = index + 1 < router->first_station[l + 1]
                     ? g_array_index (router->stations, RsStation, index + 1).y
                     : router->entry[l];
  gboolean forward = rs_router_is_forward (router, l);

  return (Key){ index, station->y, forward ? before : after, forward ? after : before, 1 };
}

static void
spread_stations (RsRouter *router)
{
  guint n = router->stations->len, start = 0;
  RsStation *stations = (RsStation *) (gpointer) router->stations->data;
  g_autofree Grouped *order = g_new (Grouped, n + 1);
  g_autofree Key *keys = g_new (Key, n + 1);

  for (guint32 i = 0; i < n; i++)
    order[i] = (Grouped){
      ((guint64) stations[i].column << 1 | (stations[i].right != 0)) << 32 | stations[i].group, i
    };
  if (n > 1)
    qsort (order, n, sizeof *order, compare_grouped);
  for (guint i = 1; i <= n; i++)
    {
      const RsStation *first = &stations[order[start].index];

      if (i < n && order[i].group == order[start].group)
        continue;
      for (guint k = start; k < i; k++)
        keys[k] = station_key (router, order[k].index);
      spread (keys + start, i - start, first->low, first->high, STATION_STEP);
      for (guint k = start; k < i; k++)
        stations[keys[k].index].y = keys[k].y;
      start = i;
    }
}

#define LEAVES G_MAXUINT32 /* no entry, but where an edge leaves: it stays there */
#define FIRM 1e6

typedef struct {
  guint32 target;
  Side side;
  Key key;
} Entry;

static int
compare_entries (const void *a, const void *b)
{
  const Entry *x = a, *y = b;

  if (x->target != y->target)
    return x->target < y->target ? -1 : 1;
  if (x->side != y->side)
    return x->side < y->side ? -1 : 1;
  return compare_keys (&x->key, &y->key);
}

/* Spreads ENTRIES (N of them), all into one side of one box. */
static void
spread_side (RsRouter *router, const Entry *entries, guint n)
{
  g_autofree Key *keys = g_new (Key, n);
  double low = 0, high = 0, spread_by = router->boxes[entries[0].target].entry_spread;
  gboolean any = FALSE;

  for (guint k = 0; k < n; k++)
    {
      keys[k] = entries[k].key;
      if (keys[k].index == LEAVES)
        continue;
      find_bounds (router, keys[k].index, entries[k].side, &low, &high);
      any = TRUE;
    }
  if (!any)
    return;
  spread (keys, n, low - spread_by, high + spread_by, ENTRY_STEP);
  for (guint k = 0; k < n; k++)
    if (keys[k].index != LEAVES)
      router->entry[keys[k].index] = keys[k].y;
}

static void
spread_entries (RsRouter *router)
{
  g_autofree Entry *entries = g_new (Entry, 2 * router->n_edges + 1);
  guint start = 0, n = 0;

  for (guint32 l = 0; l < router->n_edges; l++)
    {
      guint32 end = router->first_station[l + 1];
      double from = end > router->first_station[l]
                        ? g_array_index (router->stations, RsStation, end - 1).y
                        : rs_router_start (router, l);

      entries[n++] = (Entry){ router->edges[l].target,
                              side_of (router, l, router->entry[l]),
                              { l, router->entry[l], from, 0, 1 } };
      if (rs_router_leaves_left (router, l))
        {
          double y = rs_router_start (router, l);

          entries[n++] = (Entry){ router->edges[l].source, LEFT, { LEAVES, y, y, 0, FIRM } };
        }
    }
  if (n > 1)
    qsort (entries, n, sizeof *entries, compare_entries);
  for (guint i = 1; i <= n; i++)
    if (i == n || entries[i].target != entries[start].target
        || entries[i].side != entries[start].side)
      {
        spread_side (router, entries + start, i - start);
        start = i;
      }
}

void
rs_router_pull (RsRouter *router)
{
  for (guint32 l = 0; l < router->n_edges && !rs_layout_is_cancelled (router->work); l++)
    {
      find_stations (router, l);
      pull_edge (router, l);
    }
  router->first_station[router->n_edges] = router->stations->len;
  if (rs_layout_is_cancelled (router->work))
    return;
  spread_stations (router);
  spread_entries (router);
}
