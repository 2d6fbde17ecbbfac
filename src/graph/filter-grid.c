/* SPDX-License-Identifier: MIT
 *
 * Matrices. A list of a few lists, all of one length and of short values, is
 * one card with the rows in it:
 *
 *   0 | 1 | 0 | 0 |
 *   1 | 0 | 5 | 0 |
 *   2 ------------------> a row that somebody else holds, too
 *
 * A row stands in the grid if nothing but the list holds it, and once. So rows
 * that are one object are seen as such: [[0] * 3] * 3 is three arrows to one
 * list.
 */
#include "graph/filter-private.h"

#define MOST_LINES 12
#define MOST_WIDTH 174 /* points: of the cells of a row */
#define CHARACTER 7
#define CELL_BORDER 11

static gboolean
is_short (const RsHeapGraph *graph, guint32 node)
{
  const RsGraphNode *n = &graph->nodes[node];

  return n->shape == RS_SHAPE_INT || n->shape == RS_SHAPE_FLOAT || n->shape == RS_SHAPE_STR
         || n->shape == RS_SHAPE_BOOL || n->shape == RS_SHAPE_NONE;
}

/* Whether the list LINE has N values, so short that they fit beside each
 * other. */
static gboolean
is_line (const Filter *filter, guint32 line, guint n)
{
  const RsHeapGraph *graph = filter->graph;
  const RsGraphNode *list = &graph->nodes[line];
  glong longest = 1;

  if (list->shape != RS_SHAPE_LIST || list->length != n || list->n_edges != n
      || filter->role[line] != KEEP)
    return FALSE;
  for (guint32 e = list->first_edge; e < list->first_edge + n; e++)
    {
      guint32 value = graph->edges[e].target;

      if (graph->edges[e].kind != RS_REF_ITEM || value == RS_NONE || !is_short (graph, value))
        return FALSE;
      longest =
          MAX (longest, g_utf8_strlen (rs_heap_graph_text (graph, graph->nodes[value].text), -1));
    }
  return n * (longest * CHARACTER + CELL_BORDER) <= MOST_WIDTH;
}

/* Whether nothing but one cell of NODE holds LINE. */
static gboolean
is_own_line (const RsHeapGraph *graph, guint32 node, guint32 line)
{
  return graph->in_first[line + 1] - graph->in_first[line] == 1
         && graph->edges[graph->in_edges[graph->in_first[line]]].source == node
         && graph->nodes[line].refcount == 1;
}

/* How many lines of NODE stand in it; 0: it is no matrix. */
static guint
count_lines (const Filter *filter, guint32 node)
{
  const RsHeapGraph *graph = filter->graph;
  const RsGraphNode *n = &graph->nodes[node];
  guint length, own = 0;

  if ((n->shape != RS_SHAPE_LIST && n->shape != RS_SHAPE_TUPLE) || filter->role[node] != KEEP
      || n->n_edges < 2 || n->n_edges > MOST_LINES || graph->edges[n->first_edge].target == RS_NONE)
    return 0;
  length = graph->nodes[graph->edges[n->first_edge].target].length;
  for (guint32 e = n->first_edge; e < n->first_edge + n->n_edges; e++)
    {
      guint32 line = graph->edges[e].target;

      if (graph->edges[e].kind != RS_REF_ITEM || line == RS_NONE || length < 2
          || !is_line (filter, line, length))
        return 0;
      own += is_own_line (graph, node, line);
    }
  return own >= 2 ? own : 0;
}

void
rs_filter_find_grids (Filter *filter, const RsFilterOptions *options)
{
  const RsHeapGraph *graph = filter->graph;

  if (filter->detail != RS_DETAIL_SIMPLE)
    return;
  filter->grid = g_new0 (guint8, graph->n_nodes + 1);
  for (guint32 i = 0; i < graph->n_nodes; i++)
    {
      const RsGraphNode *n = &graph->nodes[i];

      if (rs_filter_is_opened (options, n->serial))
        continue;
      filter->grid[i] = (guint8) count_lines (filter, i);
      for (guint32 e = n->first_edge; filter->grid[i] && e < n->first_edge + n->n_edges; e++)
        if (is_own_line (graph, i, graph->edges[e].target))
          filter->role[graph->edges[e].target] = HIDE;
    }
}

/* The cells of the line at the edge E of NODE. */
static void
emit_line (Filter *filter, guint32 node, guint32 e)
{
  const RsHeapGraph *graph = filter->graph;
  const RsGraphNode *line = &graph->nodes[graph->edges[e].target];
  guint number = e - graph->nodes[node].first_edge;

  for (guint32 k = line->first_edge; k < line->first_edge + line->n_edges; k++)
    {
      RsGraphEdge cell = graph->edges[k];

      cell.source = node;
      cell.whole = k;
      cell.row = (guint8) (number + 1);
      cell.label = rs_filter_add_text (filter, g_strdup_printf ("[%u][%d]", number, cell.index));
      g_array_append_val (filter->edges, cell);
    }
}

void
rs_filter_emit_grid (Filter *filter, guint32 node)
{
  const RsHeapGraph *graph = filter->graph;
  const RsGraphNode *n = &graph->nodes[node];

  for (guint32 e = n->first_edge; e < n->first_edge + n->n_edges; e++)
    {
      RsGraphEdge row = graph->edges[e];

      if (filter->role[row.target] == HIDE)
        {
          emit_line (filter, node, e);
          continue;
        }
      row.whole = e;
      g_array_append_val (filter->edges, row);
    }
}
