/* SPDX-License-Identifier: MIT
 *
 * The layout in layers as the list of its phases: rank, order, coordinates;
 * many layers are folded into bands below each other. It knows no time: a plan
 * begins with it where there are too many boxes to search among.
 */
#include "layout/layout-private.h"

#include <math.h>

/* A drawing is folded where no more edges than so many lead from each band to
 * others, or where edges cross so many columns on average that nobody follows
 * them: each would be as many pieces of a curve. */
#define CUT_EDGES 4
#define FOLD_SPAN 48
#define USUAL_COLUMN 150 /* points: how wide columns are, about */

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

      if (columns * (USUAL_COLUMN + metrics->gap)
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

void
rs_layout_in_layers (const RsLayoutGraph *graph, const RsLayoutMetrics *metrics, RsLayoutWork *work,
                     gint *columns, double *ys)
{
  g_autofree gint *ranks = rs_layout_rank (graph, work);
  g_autoptr (RsLayers) layers = rs_layers_new (graph, ranks);
  g_autofree double *y = NULL;

  rs_layers_order (layers, work);
  y = rs_layers_coordinates (layers, graph, metrics, work);
  fold (graph, metrics, ranks, y);
  for (guint32 i = 0; i < graph->n_boxes; i++)
    {
      columns[i] = ranks[i];
      ys[i] = y[i];
    }
}
