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
 * Both depend on this moment alone. Placing is O(boxes of the column) for each
 * stranger, separation O(boxes log boxes).
 */
#include "layout/layout-private.h"

#include <math.h>
#include <stdlib.h>

#define NARROWEST 132.0 /* a column of this moment's own */

/* Room that is taken in a column, with the space below it. */
typedef struct {
  double top, bottom;
} Taken;

typedef struct {
  const RsLayoutGraph *graph;
  const RsLayoutMetrics *metrics;
  RsArrangement *result;
  double *ys;
  guint32 *queue;
  GPtrArray *taken; /* of each column a GArray of Taken, from the top; NULL: no strangers yet */
} Arranging;

/* --- strangers ------------------------------------------------------------ */

static int
compare_taken (const void *a, const void *b)
{
  const Taken *x = a, *y = b;

  if (x->top != y->top)
    return x->top < y->top ? -1 : 1;
  return x->bottom < y->bottom ? -1 : x->bottom > y->bottom;
}

static GArray *
taken_in (Arranging *a, gint column)
{
  while ((gint) a->taken->len <= column)
    g_ptr_array_add (a->taken, g_array_new (FALSE, FALSE, sizeof (Taken)));
  return g_ptr_array_index (a->taken, column);
}

static Taken
taken_by (const Arranging *a, guint32 i)
{
  return (Taken){ a->ys[i], a->ys[i] + rs_layout_extent (&a->graph->boxes[i], a->metrics)
                                + a->metrics->space };
}

/* Looks at what stands. */
static void
find_taken (Arranging *a)
{
  a->taken = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint32 i = 0; i < a->graph->n_boxes; i++)
    if (a->result->columns[i] >= 0)
      {
        Taken taken = taken_by (a, i);

        g_array_append_val (taken_in (a, a->result->columns[i]), taken);
      }
  for (guint c = 0; c < a->taken->len; c++)
    g_array_sort (g_ptr_array_index (a->taken, c), compare_taken);
}

/* Puts box I into COLUMN at the height nearest to WANTED at which it fits among
 * what stands there. */
static void
put (Arranging *a, guint32 i, gint column, double wanted)
{
  GArray *list = taken_in (a, column);
  double room = rs_layout_extent (&a->graph->boxes[i], a->metrics) + a->metrics->space;
  double low = -HUGE_VAL, best = HUGE_VAL;
  Taken taken;
  guint at = 0;

  for (guint k = 0; k <= list->len && low - wanted < fabs (best - wanted); k++)
    {
      const Taken *next = k < list->len ? &g_array_index (list, Taken, k) : NULL;
      double high = next != NULL ? next->top - room : HUGE_VAL, y = CLAMP (wanted, low, high);

      if (high >= low && fabs (y - wanted) < fabs (best - wanted))
        {
          best = y;
          at = k;
        }
      if (next != NULL)
        low = MAX (low, next->bottom);
    }
  a->ys[i] = best;
  a->result->columns[i] = column;
  taken = taken_by (a, i);
  g_array_insert_val (list, at, taken);
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
      double x;

      c = result->n_columns;
      if (result->column_width[c - 1] > 0)
        x = result->column_x[c - 1] + result->column_width[c - 1] + a->metrics->gap;
      else
        x = result->column_x[c - 1];
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
  const GArray *list = taken_in (a, 0);

  put (a, i, 0, list->len > 0 ? g_array_index (list, Taken, list->len - 1).bottom : 0);
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
  put (a, i, wide_enough (a, i, column), y);
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
    tail += a->result->columns[i] >= 0;
  if (tail == n)
    return;
  find_taken (a);
  for (guint32 i = 0; i < n; i++)
    if (a->result->columns[i] < 0 && a->graph->boxes[i].pinned)
      place_frame (a, i);
  tail = 0;
  for (guint32 i = 0; i < n; i++)
    if (a->result->columns[i] >= 0)
      a->queue[tail++] = i;
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

static void
separate (Arranging *a)
{
  const RsLayoutGraph *graph = a->graph;
  guint n = graph->n_boxes;
  g_autofree RsStanding *standing = g_new (RsStanding, n + 1);

  for (guint32 i = 0; i < n; i++)
    standing[i] = (RsStanding){ a->result->columns[i], a->ys[i], graph->boxes[i].serial, i };
  rs_layout_sort_standing (standing, n);
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
  g_autofree double *wanted = g_new0 (double, result->n_columns + 1);
  double shift = 0;

  for (guint32 i = 0; i < a->graph->n_boxes; i++)
    {
      const RsLayoutBox *box = &a->graph->boxes[i];

      wanted[result->columns[i]] =
          MAX (wanted[result->columns[i]], MAX (box->width, box->label_width));
    }
  for (guint c = 0; c < result->n_columns; c++)
    {
      double width = MAX (result->column_width[c], wanted[c]);

      result->column_x[c] += shift;
      shift += width - result->column_width[c];
      /* One that stood empty had no gap either. */
      if (result->column_width[c] == 0 && width > 0)
        shift += a->metrics->gap;
      result->column_width[c] = width;
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
  Arranging a = { NULL, metrics, result, ys, queue, NULL };
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
  for (guint32 i = 0; i < n_boxes; i++)
    if (!rs_plan_find (plan, boxes[i].serial, &result->columns[i], &ys[i]))
      result->columns[i] = -1;
  place_strangers (&a);
  g_clear_pointer (&a.taken, g_ptr_array_unref);
  separate (&a);
  widen_columns (&a);
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
  g_free (arrangement);
}
