/* SPDX-License-Identifier: MIT
 *
 * The boxes of one moment, as the plan has them. At a step of the run the plan
 * knows them all. Inside an instruction, or after an edit, there may be some
 * that it has never seen, or cards larger than it was told:
 *
 *   place_strangers   in an order in which something that refers to a box, or that it refers to,
 *                     has been placed before it wherever possible. Its column is one right of what
 *                     refers to it, its height that of the row which does; then the nearest free
 *                     stretch of that column is taken
 *   separate          within each column, from the top, a box that the one above has reached moves
 *                     down just as far as it must
 *
 * Both depend on this moment alone. Placing is O(boxes of the column) each,
 * separation O(boxes log boxes).
 */
#include "layout/layout-private.h"

#include <math.h>
#include <stdlib.h>

#define NARROWEST 132.0 /* a column of this moment's own */

typedef struct {
  const RsLayoutGraph *graph;
  const RsLayoutMetrics *metrics;
  RsArrangement *result;
  double *ys;
  guint32 *queue;
} Arranging;

/* --- strangers ------------------------------------------------------------ */

/* The top nearest to WANTED at which box I fits into COLUMN among what stands
 * there. */
static double
nearest_room (const Arranging *a, guint32 i, gint column, double wanted)
{
  const RsLayoutGraph *graph = a->graph;
  double room = rs_layout_extent (&graph->boxes[i], a->metrics), space = a->metrics->space;
  double best = wanted, cost = HUGE_VAL;

  /* A place where it fits touches what it would overlap at the wish, or what it
   * would overlap there. */
  for (guint32 pass = 0; pass <= 2 * graph->n_boxes; pass++)
    {
      double y = wanted;
      guint32 k = pass / 2;
      gboolean free = TRUE;

      if (pass < 2 * graph->n_boxes)
        {
          if (a->result->columns[k] != column || k == i)
            continue;
          y = pass % 2 ? a->ys[k] + rs_layout_extent (&graph->boxes[k], a->metrics) + space
                       : a->ys[k] - room - space;
        }
      if (fabs (y - wanted) >= cost)
        continue;
      for (guint32 b = 0; b < graph->n_boxes && free; b++)
        if (a->result->columns[b] == column && b != i)
          free = y + room + space <= a->ys[b] + 1e-6
                 || a->ys[b] + rs_layout_extent (&graph->boxes[b], a->metrics) + space <= y + 1e-6;
      if (!free)
        continue;
      cost = fabs (y - wanted);
      best = y;
    }
  return best;
}

/* The first column from COLUMN on that is wide enough for box I: a new one, if
 * there is none. */
static gint
wide_enough (Arranging *a, guint32 i, gint column)
{
  RsArrangement *result = a->result;
  double width = MAX (a->graph->boxes[i].width, a->graph->boxes[i].label_width);
  guint c = (guint) MAX (column, 1);

  while (c < result->n_columns && result->column_width[c] < width)
    c++;
  if (c >= result->n_columns)
    {
      double x = 0;

      c = result->n_columns;
      if (c > 0)
        x = result->column_x[c - 1] + result->column_width[c - 1] + a->metrics->gap;
      result->n_columns = c + 1;
      result->column_x = g_renew (double, result->column_x, c + 1);
      result->column_width = g_renew (double, result->column_width, c + 1);
      result->column_x[c] = x;
      result->column_width[c] = MAX (width, NARROWEST);
    }
  return (gint) c;
}

/* Frames stand below each other at the left. */
static void
place_frame (Arranging *a, guint32 i)
{
  double y = 0;

  for (guint32 k = 0; k < a->graph->n_boxes; k++)
    if (a->result->columns[k] == 0)
      y = MAX (y,
               a->ys[k] + rs_layout_extent (&a->graph->boxes[k], a->metrics) + a->metrics->space);
  a->result->columns[i] = 0;
  a->ys[i] = y;
  if (a->result->n_columns == 0)
    {
      a->result->n_columns = 1;
      a->result->column_x = g_renew (double, a->result->column_x, 1);
      a->result->column_width = g_renew (double, a->result->column_width, 1);
      a->result->column_x[0] = a->result->column_width[0] = 0;
    }
  a->result->column_width[0] = MAX (a->result->column_width[0], a->graph->boxes[i].width);
}

/* Where what refers to box I, and stands, wants it; an object sooner than a
 * frame. */
static gboolean
ask_referrers (const Arranging *a, guint32 i, gint *column, double *y)
{
  const RsLayoutGraph *graph = a->graph;
  gboolean found = FALSE, found_object = FALSE;

  for (guint32 l = graph->in_first[i]; l < graph->in_first[i + 1]; l++)
    {
      const RsLayoutEdge *edge = &graph->edges[graph->in_edges[l]];
      gboolean object = !graph->boxes[edge->source].pinned;

      if (edge->source == i || a->result->columns[edge->source] < 0
          || (found && found_object >= object))
        continue;
      found = TRUE;
      found_object = object;
      *column = a->result->columns[edge->source] + 1;
      *y = a->ys[edge->source] + edge->port_y - graph->boxes[i].entry;
    }
  return found;
}

static gboolean
ask_referents (const Arranging *a, guint32 i, gint *column, double *y)
{
  const RsLayoutGraph *graph = a->graph;

  for (guint32 l = graph->out_first[i]; l < graph->out_first[i + 1]; l++)
    {
      const RsLayoutEdge *edge = &graph->edges[graph->out_edges[l]];

      if (edge->target == i || a->result->columns[edge->target] < 0
          || graph->boxes[edge->target].pinned)
        continue;
      *column = MAX (1, a->result->columns[edge->target] - 1);
      *y = a->ys[edge->target] + graph->boxes[edge->target].entry - edge->port_y;
      return TRUE;
    }
  return FALSE;
}

static void
place_object (Arranging *a, guint32 i)
{
  gint column = 1;
  double y = 0;

  if (!ask_referrers (a, i, &column, &y))
    ask_referents (a, i, &column, &y);
  column = wide_enough (a, i, column);
  a->ys[i] = nearest_room (a, i, column, y);
  a->result->columns[i] = column;
}

/* Breadth first along the edges from what stands, the first TAIL of the
 * queue. */
static void
spread (Arranging *a, guint tail)
{
  const RsLayoutGraph *graph = a->graph;

  for (guint head = 0; head < tail; head++)
    for (guint32 l = graph->out_first[a->queue[head]]; l < graph->out_first[a->queue[head] + 1];
         l++)
      {
        guint32 target = graph->edges[graph->out_edges[l]].target;

        if (a->result->columns[target] >= 0)
          continue;
        place_object (a, target);
        a->queue[tail++] = target;
      }
}

static void
place_strangers (Arranging *a)
{
  guint n = a->graph->n_boxes, tail = 0;

  for (guint32 i = 0; i < n; i++)
    if (a->result->columns[i] < 0 && a->graph->boxes[i].pinned)
      place_frame (a, i);
  for (guint32 i = 0; i < n; i++)
    if (a->result->columns[i] >= 0)
      a->queue[tail++] = i;
  if (tail == n)
    return;
  spread (a, tail);
  for (guint32 i = 0; i < n; i++)
    if (a->result->columns[i] < 0)
      {
        place_object (a, i);
        a->queue[0] = i;
        spread (a, 1);
      }
}

/* --- separation ----------------------------------------------------------- */

typedef struct {
  gint column;
  double y;
  guint64 serial;
  guint32 box;
} Standing;

static int
compare_standing (const void *a, const void *b)
{
  const Standing *x = a, *y = b;

  if (x->column != y->column)
    return x->column < y->column ? -1 : 1;
  if (x->y != y->y)
    return x->y < y->y ? -1 : 1;
  return x->serial < y->serial ? -1 : x->serial > y->serial;
}

static void
separate (Arranging *a)
{
  const RsLayoutGraph *graph = a->graph;
  guint n = graph->n_boxes;
  g_autofree Standing *standing = g_new (Standing, n + 1);

  for (guint32 i = 0; i < n; i++)
    standing[i] = (Standing){ a->result->columns[i], a->ys[i], graph->boxes[i].serial, i };
  if (n > 1)
    qsort (standing, n, sizeof *standing, compare_standing);
  for (guint i = 1; i < n; i++)
    {
      guint32 above = standing[i - 1].box, box = standing[i].box;
      double y = a->ys[above] + rs_layout_extent (&graph->boxes[above], a->metrics);

      /* What stands as the plan says keeps its place: it left all its space. */
      if (standing[i - 1].column == standing[i].column && a->ys[box] < y + a->metrics->space / 2)
        a->ys[box] = y + a->metrics->space;
    }
}

/* Columns wider than the plan knew push those right of them. */
static void
widen_columns (Arranging *a)
{
  RsArrangement *result = a->result;
  double shift = 0;

  for (guint c = 0; c < result->n_columns; c++)
    {
      double width = result->column_width[c];

      for (guint32 i = 0; i < a->graph->n_boxes; i++)
        if (result->columns[i] == (gint) c)
          width = MAX (width, MAX (a->graph->boxes[i].width, a->graph->boxes[i].label_width));
      result->column_x[c] += shift;
      shift += width - result->column_width[c];
      result->column_width[c] = width;
    }
}

static void
choose_endings (Arranging *a, const RsPlan *plan)
{
  const RsLayoutGraph *graph = a->graph;

  for (guint32 e = 0; e < graph->n_edges; e++)
    {
      const RsLayoutEdge *edge = &graph->edges[e];
      const RsLayoutBox *source = &graph->boxes[edge->source],
                        *target = &graph->boxes[edge->target];
      double y = a->ys[edge->source] + edge->port_y - a->ys[edge->target];
      guint repeat = 0;
      gint known;

      for (guint32 k = e; k-- > 0 && graph->edges[k].source == edge->source;)
        repeat += graph->edges[k].target == edge->target;
      known = rs_plan_find_ending (plan, source->serial, target->serial, repeat);
      a->result->at_foot[e] =
          target->foot < 0 ? FALSE
          : known >= 0     ? (guint8) known
                           : fabs (y - (target->height - target->foot)) < fabs (y - target->entry);
    }
}

static RsPlan *
plan_moment (const RsLayoutBox *boxes, guint n_boxes, const RsLayoutEdge *edges, guint n_edges,
             const RsLayoutMetrics *metrics, RsLayoutWork *work)
{
  g_autoptr (RsPlanner) planner = rs_planner_new (metrics);

  rs_planner_add (planner, boxes, n_boxes, edges, n_edges);
  return rs_planner_run (planner, work);
}

RsArrangement *
rs_plan_arrange (const RsPlan *plan, const RsLayoutBox *boxes, guint n_boxes,
                 const RsLayoutEdge *edges, guint n_edges, const RsLayoutMetrics *metrics,
                 RsLayoutWork *work)
{
  g_autoptr (RsArrangement) result = g_new0 (RsArrangement, 1);
  g_autoptr (RsLayoutGraph) graph = NULL;
  g_autoptr (RsPlan) own = NULL;
  g_autofree double *ys = g_new0 (double, n_boxes + 1);
  g_autofree guint32 *queue = g_new (guint32, n_boxes + 1);
  RsLayoutWork all = { NULL, 0, 0 };
  Arranging a = { NULL, metrics, result, ys, queue };
  const double *x, *width;

  g_return_val_if_fail (metrics != NULL, NULL);
  work = work != NULL ? work : &all;
  if (plan == NULL)
    plan = own = plan_moment (boxes, n_boxes, edges, n_edges, metrics, work);
  if (plan == NULL)
    return NULL;
  graph = rs_layout_graph_new (boxes, n_boxes, edges, n_edges);
  a.graph = graph;
  result->n_boxes = n_boxes;
  result->n_edges = n_edges;
  result->n_columns = rs_plan_get_columns (plan, &x, &width);
  result->column_x = g_memdup2 (x, (result->n_columns + 1) * sizeof (double));
  result->column_width = g_memdup2 (width, (result->n_columns + 1) * sizeof (double));
  result->columns = g_new (gint, n_boxes + 1);
  result->positions = g_new0 (RsPoint, n_boxes + 1);
  result->at_foot = g_new0 (guint8, n_edges + 1);
  for (guint32 i = 0; i < n_boxes; i++)
    if (!rs_plan_find (plan, boxes[i].serial, &result->columns[i], &ys[i]))
      result->columns[i] = -1;
  place_strangers (&a);
  separate (&a);
  widen_columns (&a);
  choose_endings (&a, plan);
  work->done += n_boxes + n_edges;
  for (guint32 i = 0; i < n_boxes; i++)
    result->positions[i] = (RsPoint){ result->column_x[result->columns[i]], ys[i] };
  return rs_layout_is_cancelled (work) ? NULL : g_steal_pointer (&result);
}

void
rs_arrangement_free (RsArrangement *arrangement)
{
  if (arrangement == NULL)
    return;
  g_free (arrangement->column_x);
  g_free (arrangement->column_width);
  g_free (arrangement->columns);
  g_free (arrangement->positions);
  g_free (arrangement->at_foot);
  g_free (arrangement);
}
