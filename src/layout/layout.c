/* SPDX-License-Identifier: MIT
 *
 * The layout as the list of its phases. Where nothing but frames stands yet,
 * all boxes are laid out in layers (rank, order, coordinates; many layers are
 * folded into bands below each other); else the new ones are placed among the
 * old. Then whatever grew is made room for, and all places are remembered.
 */
#include "layout/layout-private.h"

#include <math.h>

/* A drawing is folded where no more edges than so many lead from each band to
 * others, or where edges cross so many columns on average that nobody follows
 * them: each would be as many pieces of a curve. */
#define CUT_EDGES 4
#define FOLD_SPAN 48

/* Whether some object (not a frame) has a place already. Boxes without one get
 * column -1. */
static gboolean
read_places (const RsLayoutGraph *graph, const RsPlaces *places, gint *columns, double *ys)
{
  gboolean found = FALSE;

  for (guint32 i = 0; i < graph->n_boxes; i++)
    {
      columns[i] = -1;
      if (rs_places_get (places, graph->boxes[i].serial, &columns[i], &ys[i])
          && !graph->boxes[i].pinned)
        found = TRUE;
    }
  return found;
}

/* Cuts layers 1 to LAST into bands of COLUMNS and stacks them below each other.
 * SHIFT (one for each band) becomes how far each moves down. Returns the height
 * of all. */
static double
stack_bands (const RsLayoutGraph *graph, const RsLayoutMetrics *metrics, const gint *ranks,
             const double *y, gint last, gint columns, double *shift)
{
  gint n = (last - 1) / columns + 1;
  g_autofree double *top = g_new (double, n), *bottom = g_new (double, n);
  double end = 0;

  for (gint b = 0; b < n; b++)
    {
      top[b] = HUGE_VAL;
      bottom[b] = -HUGE_VAL;
    }
  for (guint32 i = 0; i < graph->n_boxes; i++)
    if (ranks[i] > 0)
      {
        gint b = (ranks[i] - 1) / columns;

        top[b] = MIN (top[b], y[i]);
        bottom[b] = MAX (bottom[b], y[i] + rs_layout_extent (&graph->boxes[i], metrics));
      }
  for (gint b = 0; b < n; b++)
    {
      shift[b] = b == 0 || top[b] == HUGE_VAL ? 0 : end + 2 * metrics->space - top[b];
      end = MAX (end, bottom[b] + shift[b]);
    }
  return end - top[0];
}

/* How many edges lead from one band of COLUMNS layers to another. */
static guint32
count_cut (const RsLayoutGraph *graph, const gint *ranks, gint columns)
{
  guint32 n = 0;

  for (guint32 i = 0; i < graph->n_edges; i++)
    {
      gint from = ranks[graph->edges[i].source], to = ranks[graph->edges[i].target];
      n += from > 0 && to > 0 && (from - 1) / columns != (to - 1) / columns;
    }
  return n;
}

/* A long chain is cut into bands, as text is into lines: what does not fit goes
 * on at the left, below. Changes RANKS (to columns) and Y. Of the widths
 * possible the least is taken that is half as large again as the height. A
 * drawing that hangs together too closely is left as it is, as long as its
 * edges are short: each edge that is cut crosses others on its way back.
 * O((boxes + edges) log layers).
 *
 *     [frame] [1]->[2]->[3]->[4]--.
 *             .-------------------'
 *             '>[5]->[6]
 */
static void
fold (const RsLayoutGraph *graph, const RsLayoutMetrics *metrics, gint *ranks, double *y)
{
  gint last = 0, low = RS_LAYOUT_COLUMNS, high;
  g_autofree double *shift = NULL;

  for (guint32 i = 0; i < graph->n_boxes; i++)
    last = MAX (last, ranks[i]);
  if (last <= low)
    return;
  shift = g_new (double, last);
  for (high = last; low < high;)
    {
      gint columns = (low + high) / 2;

      if (columns * (metrics->column + metrics->gap)
          >= 1.5 * stack_bands (graph, metrics, ranks, y, last, columns, shift))
        high = columns;
      else
        low = columns + 1;
    }
  if (last <= low + low / 3) /* a short second band would be no help */
    return;
  if (rs_layout_total_span (graph, ranks) <= FOLD_SPAN * (guint64) graph->n_edges
      && count_cut (graph, ranks, low) > (guint32) (CUT_EDGES * ((last - 1) / low)))
    return;
  stack_bands (graph, metrics, ranks, y, last, low, shift);
  for (guint32 i = 0; i < graph->n_boxes; i++)
    if (ranks[i] > 0)
      {
        y[i] += shift[(ranks[i] - 1) / low];
        ranks[i] = 1 + (ranks[i] - 1) % low;
      }
}

static void
lay_out_all (const RsLayoutGraph *graph, const RsLayoutMetrics *metrics, RsLayoutWork *work,
             gint *columns, double *ys)
{
  g_autofree gint *ranks = rs_layout_rank (graph, work);
  g_autoptr (RsLayers) layers = rs_layers_new (graph, ranks);
  g_autofree double *y = NULL;
  double top = 0;

  rs_layers_order (layers, work);
  y = rs_layers_coordinates (layers, graph, metrics, work);
  fold (graph, metrics, ranks, y);
  for (guint32 i = 0; i < graph->n_boxes; i++)
    top = MIN (top, y[i]);
  /* Frames that stood already stay: the rest comes to them. */
  for (guint32 i = graph->n_boxes; i-- > 0;)
    if (columns[i] == 0)
      top = y[i] - ys[i];
  for (guint32 i = 0; i < graph->n_boxes; i++)
    if (columns[i] != 0)
      {
        columns[i] = ranks[i];
        ys[i] = y[i] - top;
      }
}

gboolean
rs_layout_run (const RsLayoutBox *boxes, guint n_boxes, const RsLayoutEdge *edges, guint n_edges,
               const RsLayoutMetrics *metrics, RsLayoutWork *work, RsPlaces *places,
               RsPoint *positions)
{
  g_autoptr (RsLayoutGraph) graph = NULL;
  g_autofree gint *columns = g_new (gint, n_boxes + 1);
  g_autofree double *ys = g_new0 (double, n_boxes + 1);
  RsLayoutWork own = { NULL, 0, 0 };

  g_return_val_if_fail (places != NULL && metrics != NULL && (positions != NULL || n_boxes == 0),
                        FALSE);
  work = work != NULL ? work : &own;
  graph = rs_layout_graph_new (boxes, n_boxes, edges, n_edges);
  if (read_places (graph, places, columns, ys))
    {
      rs_layout_relocate (graph, places, columns);
      rs_layout_place_new (graph, metrics, columns, ys);
    }
  else
    lay_out_all (graph, metrics, work, columns, ys);
  rs_layout_separate (graph, metrics, columns, ys);
  if (rs_layout_is_cancelled (work))
    return FALSE;
  for (guint32 i = 0; i < n_boxes; i++)
    {
      positions[i].x = columns[i] * (metrics->column + metrics->gap);
      positions[i].y = ys[i];
      rs_places_set (places, boxes[i].serial, columns[i], ys[i]);
    }
  return TRUE;
}
