/* SPDX-License-Identifier: MIT
 *
 * Placing a few new boxes among many that stay where they are.
 *
 *   rs_layout_place_new   new boxes in an order in which something that refers to a box, or that it
 *                         refers to, has been placed before it wherever possible. Its column is one
 *                         right of what refers to it, its height that of the row which does; then
 *                         the nearest free stretch of that column is taken. Right of the last
 *                         column the drawing goes on in the first, below.
 *   rs_layout_separate    cards grow: within each column, from the top, a box that the one above
 *                         has reached moves down just as far as it must. What does not overlap does
 *                         not move.
 *
 * A column is a sorted array of its boxes. Placing is O(boxes of the column)
 * each, separation O(boxes log boxes).
 */
#include "layout/layout-private.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
  gint column;
  double y;
  guint64 serial;
  guint32 box;
} Entry;

static int
compare_entries (const void *a, const void *b)
{
  const Entry *x = a, *y = b;

  if (x->column != y->column)
    return x->column < y->column ? -1 : 1;
  if (x->y != y->y)
    return x->y < y->y ? -1 : 1;
  return x->serial < y->serial ? -1 : x->serial > y->serial;
}

/* Stores the boxes that stand in ENTRIES, column by column from the top, and
 * returns their number. */
static guint
sort_standing (const RsLayoutGraph *graph, const gint *columns, const double *ys, Entry *entries)
{
  guint n = 0;

  for (guint32 i = 0; i < graph->n_boxes; i++)
    if (columns[i] >= 0)
      entries[n++] = (Entry){ columns[i], ys[i], graph->boxes[i].serial, i };
  if (n > 1)
    qsort (entries, n, sizeof *entries, compare_entries);
  return n;
}

typedef struct {
  double top, bottom;
} Span;

typedef struct {
  const RsLayoutGraph *graph;
  const RsLayoutMetrics *metrics;
  gint *columns;
  double *ys;
  GPtrArray *spans; /* of each column a GArray of Span, by top */
  gint most;        /* columns: what would stand farther right goes on at the left, below */
} Placing;

static GArray *
column_spans (Placing *placing, gint column)
{
  while ((gint) placing->spans->len <= column)
    g_ptr_array_add (placing->spans, g_array_new (FALSE, FALSE, sizeof (Span)));
  return g_ptr_array_index (placing->spans, column);
}

static void
occupy (Placing *placing, guint32 box)
{
  GArray *spans = column_spans (placing, placing->columns[box]);
  Span span = { placing->ys[box],
                placing->ys[box]
                    + rs_layout_extent (&placing->graph->boxes[box], placing->metrics) };
  guint i = spans->len;

  while (i > 0 && g_array_index (spans, Span, i - 1).top > span.top)
    i--;
  g_array_insert_val (spans, i, span);
}

/* The top nearest to WANTED at which HEIGHT fits into COLUMN with its space
 * around, not above LEAST. */
static double
nearest_room (Placing *placing, gint column, double wanted, double height, double least)
{
  const GArray *spans = column_spans (placing, column);
  double space = placing->metrics->space, best = wanted, cost = HUGE_VAL;

  for (guint i = 0; i <= spans->len; i++)
    {
      double low =
          MAX (least, i == 0 ? -HUGE_VAL : g_array_index (spans, Span, i - 1).bottom + space);
      double high =
          i == spans->len ? HUGE_VAL : g_array_index (spans, Span, i).top - space - height;
      double y = CLAMP (wanted, low, high);

      if (low <= high && fabs (y - wanted) < cost)
        {
          cost = fabs (y - wanted);
          best = y;
        }
    }
  return best;
}

/* Frames stand below each other at the left, in the order of the array. */
static void
place_frame (Placing *placing, guint32 box)
{
  double bottom = -HUGE_VAL;

  for (guint32 i = 0; i < placing->graph->n_boxes; i++)
    if (placing->columns[i] == 0)
      bottom = MAX (bottom, placing->ys[i]
                                + rs_layout_extent (&placing->graph->boxes[i], placing->metrics)
                                + placing->metrics->space);
  placing->columns[box] = 0;
  placing->ys[box] = bottom == -HUGE_VAL ? 0 : bottom;
}

/* Whether something that refers to BOX stands already; then COLUMN and Y are
 * what it suggests. The first such edge decides the height: a box belongs to
 * what made it. */
static gboolean
ask_referrers (const Placing *placing, guint32 box, gint *column, double *y)
{
  const RsLayoutGraph *graph = placing->graph;
  gboolean found = FALSE, found_object = FALSE;

  for (guint32 l = graph->in_first[box]; l < graph->in_first[box + 1]; l++)
    {
      const RsLayoutEdge *edge = &graph->edges[graph->in_edges[l]];
      gboolean object = !graph->boxes[edge->source].pinned;

      if (edge->source == box || placing->columns[edge->source] < 0
          || (found && found_object >= object))
        continue;
      found = TRUE;
      found_object = object;
      *column = placing->columns[edge->source] + 1;
      *y = placing->ys[edge->source] + edge->port_y
           - (object ? graph->edges[graph->out_edges[graph->out_first[edge->source]]].port_y
                     : graph->boxes[box].entry);
    }
  return found;
}

static gboolean
ask_referents (const Placing *placing, guint32 box, gint *column, double *y)
{
  const RsLayoutGraph *graph = placing->graph;

  for (guint32 l = graph->out_first[box]; l < graph->out_first[box + 1]; l++)
    {
      const RsLayoutEdge *edge = &graph->edges[graph->out_edges[l]];

      if (edge->target == box || placing->columns[edge->target] < 0
          || graph->boxes[edge->target].pinned)
        continue;
      *column = MAX (1, placing->columns[edge->target] - 1);
      *y = placing->ys[edge->target] + graph->boxes[edge->target].entry - edge->port_y;
      return TRUE;
    }
  return FALSE;
}

/* Not above LEAST, unless it goes on in another column. */
static void
place_object (Placing *placing, guint32 box, gint column, double y, double least)
{
  if (column > placing->most)
    {
      const GArray *spans = column_spans (placing, placing->most);

      column = 1;
      least = -HUGE_VAL;
      for (guint i = 0; i < spans->len; i++)
        y = MAX (y, g_array_index (spans, Span, i).bottom + 2 * placing->metrics->space);
    }
  placing->columns[box] = column;
  placing->ys[box] = nearest_room (
      placing, column, y, rs_layout_extent (&placing->graph->boxes[box], placing->metrics), least);
  occupy (placing, box);
}

/* Gives a place to what the box SOURCE refers to and has none, in the order of
 * its rows: below each other, as far as they share a column. Returns their
 * number. */
static guint
place_targets (Placing *placing, guint32 source, guint32 *placed)
{
  const RsLayoutGraph *graph = placing->graph;
  gint last_column = -1;
  double least = -HUGE_VAL;
  guint n = 0;

  for (guint32 l = graph->out_first[source]; l < graph->out_first[source + 1]; l++)
    {
      guint32 target = graph->edges[graph->out_edges[l]].target;
      gint column = 1;
      double y = 0;

      if (placing->columns[target] >= 0)
        continue;
      ask_referrers (placing, target, &column, &y);
      place_object (placing, target, column, y, column == last_column ? least : -HUGE_VAL);
      last_column = placing->columns[target];
      least = placing->ys[target] + rs_layout_extent (&graph->boxes[target], placing->metrics)
              + placing->metrics->space;
      placed[n++] = target;
    }
  return n;
}

/* Breadth first along the edges from all that stands: the queue holds boxes
 * that stand. */
static void
spread (Placing *placing, guint32 *queue, guint tail)
{
  for (guint head = 0; head < tail; head++)
    tail += place_targets (placing, queue[head], queue + tail);
}

void
rs_layout_place_new (const RsLayoutGraph *graph, const RsLayoutMetrics *metrics, gint *columns,
                     double *ys)
{
  Placing placing = { graph, metrics, columns, ys,
                      g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref) };
  g_autofree guint32 *queue = g_new (guint32, graph->n_boxes + 1);
  g_autofree Entry *entries = g_new (Entry, graph->n_boxes + 1);
  guint tail = 0, n;

  for (guint32 i = 0; i < graph->n_boxes; i++)
    if (columns[i] < 0 && graph->boxes[i].pinned)
      place_frame (&placing, i);
  placing.most = RS_LAYOUT_COLUMNS;
  n = sort_standing (graph, columns, ys, entries);
  for (guint i = 0; i < n && n < graph->n_boxes; i++)
    {
      placing.most = MAX (placing.most, entries[i].column);
      occupy (&placing, entries[i].box);
    }
  for (guint32 i = 0; i < graph->n_boxes; i++)
    if (columns[i] >= 0)
      queue[tail++] = i;
  spread (&placing, queue, tail);
  for (guint32 i = 0; i < graph->n_boxes; i++)
    {
      gint column = 1;
      double y = 0;

      if (columns[i] >= 0)
        continue;
      ask_referents (&placing, i, &column, &y);
      place_object (&placing, i, column, y, -HUGE_VAL);
      queue[0] = i;
      spread (&placing, queue, 1);
    }
  g_ptr_array_unref (placing.spans);
}

/* --- separation ----------------------------------------------------------- */

void
rs_layout_separate (const RsLayoutGraph *graph, const RsLayoutMetrics *metrics, const gint *columns,
                    double *ys)
{
  g_autofree Entry *entries = g_new (Entry, graph->n_boxes + 1);

  sort_standing (graph, columns, ys, entries);
  for (guint i = 1; i < graph->n_boxes; i++)
    {
      guint32 above = entries[i - 1].box, box = entries[i].box;
      double bottom = ys[above] + graph->boxes[above].height,
             clearance = graph->boxes[above].clearance;

      /* Cards that grew together stay while arrows can still pass between them:
       * a third of the usual space. */
      if (columns[above] == columns[box]
          && ys[box] < bottom + MAX (clearance + 10, metrics->space / 3))
        ys[box] = ys[above] + rs_layout_extent (&graph->boxes[above], metrics) + metrics->space;
    }
}
