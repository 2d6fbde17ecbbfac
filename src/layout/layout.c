/* SPDX-License-Identifier: MIT
 *
 * The layout as the list of its phases. Where nothing but frames stands yet, all boxes are laid out in layers (rank, order,
 * coordinates); else the new ones are placed among the old. Then whatever grew is made room for, and all places are remembered.
 */
#include "layout/layout-private.h"

/* Whether some object (not a frame) has a place already. Boxes without one get column -1. */
static gboolean
read_places (const RsLayoutGraph *graph, const RsPlaces *places, gint *columns, double *ys)
{
  gboolean found = FALSE;

  for (guint32 i = 0; i < graph->n_boxes; i++)
    {
      columns[i] = -1;
      if (rs_places_get (places, graph->boxes[i].serial, &columns[i], &ys[i]) && !graph->boxes[i].left)
        found = TRUE;
    }
  return found;
}

static void
lay_out_all (const RsLayoutGraph *graph, const RsLayoutMetrics *metrics, gint *columns, double *ys)
{
  g_autofree gint *ranks = rs_layout_rank (graph);
  g_autoptr (RsLayers) layers = rs_layers_new (graph, ranks);
  g_autofree double *y = NULL;
  double top = 0;

  rs_layers_order (layers);
  y = rs_layers_coordinates (layers, graph, metrics);
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

void
rs_layout_run (const RsLayoutBox *boxes, guint n_boxes, const RsLayoutLink *links, guint n_links,
               const RsLayoutMetrics *metrics, RsPlaces *places, RsPoint *positions)
{
  g_autoptr (RsLayoutGraph) graph = NULL;
  g_autofree gint *columns = g_new (gint, n_boxes + 1);
  g_autofree double *ys = g_new0 (double, n_boxes + 1);

  g_return_if_fail (places != NULL && metrics != NULL && (positions != NULL || n_boxes == 0));
  graph = rs_layout_graph_new (boxes, n_boxes, links, n_links);
  if (read_places (graph, places, columns, ys))
    rs_layout_place_new (graph, metrics, columns, ys);
  else
    lay_out_all (graph, metrics, columns, ys);
  rs_layout_separate (graph, metrics, columns, ys);
  for (guint32 i = 0; i < n_boxes; i++)
    {
      positions[i].x = columns[i] * (metrics->column + metrics->gap);
      positions[i].y = ys[i];
      rs_places_set (places, boxes[i].serial, columns[i], ys[i]);
    }
}
