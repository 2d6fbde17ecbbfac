/* SPDX-License-Identifier: MIT
 *
 * Nodes that are alike and many: the calls in the middle of a deep recursion.
 * One card stands for them, "17 × fib", until it is opened:
 *
 *   <module>, fib, fib, fib, 17 × fib, fib
 *
 * Calls that come after the card stand in two places in turns: one that has
 * just returned is seen beside its caller, and a thousand need no more room.
 *
 * It has the place and the serial of the first of them. What several of them
 * hold is held by the card, with the number of references; what only one holds
 * is folded with it. A reference that is not drawn for that is told at its
 * target, as any other.
 */
#include "graph/filter-private.h"

#include <stdlib.h>
#include <string.h>

#define MOST_CALLS 6 /* of one function that follow each other */
#define FIRST_CALLS 3

gboolean
rs_filter_is_opened (const RsFilterOptions *options, guint64 serial)
{
  for (guint i = 0; i < options->n_opened; i++)
    if (options->opened[i] == serial)
      return TRUE;
  return FALSE;
}

/* NODES[0 .. n - 1] become one card, that of the first, unless it is opened. */
static void
join (Filter *filter, const RsFilterOptions *options, const guint32 *nodes, guint n)
{
  const RsHeapGraph *graph = filter->graph;

  if (n < 2 || rs_filter_is_opened (options, graph->nodes[nodes[0]].serial))
    return;
  for (guint i = 0; i < n; i++)
    {
      filter->group[nodes[i]] = nodes[0];
      filter->role[nodes[i]] = i == 0 ? KEEP : HIDE;
    }
  filter->alike[nodes[0]] = n;
}

/* --- calls ---------------------------------------------------------------- */

static int
compare_depths (const void *a, const void *b, gpointer data)
{
  const RsGraphNode *nodes = data;
  guint32 x = nodes[*(const guint32 *) a].depth, y = nodes[*(const guint32 *) b].depth;

  return x < y ? -1 : x > y;
}

static gboolean
is_same_call (const RsHeapGraph *graph, guint32 a, guint32 b)
{
  return graph->nodes[a].depth + 1 == graph->nodes[b].depth
         && strcmp (rs_heap_graph_text (graph, graph->nodes[a].text),
                    rs_heap_graph_text (graph, graph->nodes[b].text))
                == 0;
}

static void
group_calls (Filter *filter, const RsFilterOptions *options)
{
  const RsHeapGraph *graph = filter->graph;
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (guint32));
  const guint32 *calls;

  for (guint32 i = 0; i < graph->n_nodes; i++)
    if (graph->nodes[i].kind == RS_GNODE_FRAME && filter->role[i] == KEEP)
      g_array_append_val (frames, i);
  g_array_sort_with_data (frames, compare_depths, (gpointer) graph->nodes);
  calls = (const guint32 *) (gpointer) frames->data;
  for (guint i = 0, end; i < frames->len; i = end)
    {
      for (end = i + 1; end < frames->len && is_same_call (graph, calls[end - 1], calls[end]);)
        end++;
      if (end - i > MOST_CALLS)
        {
          join (filter, options, calls + i + FIRST_CALLS, end - i - FIRST_CALLS - 1);
          if (filter->role[calls[end - 2]] == HIDE)
            filter->after[calls[end - 1]] = calls[i + FIRST_CALLS];
        }
    }
}

void
rs_filter_group (Filter *filter, const RsFilterOptions *options)
{
  const RsHeapGraph *graph = filter->graph;

  if (filter->detail == RS_DETAIL_EVERYTHING)
    return;
  filter->group = g_new (guint32, graph->n_nodes + 1);
  filter->alike = g_new0 (guint32, graph->n_nodes + 1);
  filter->after = g_new (guint32, graph->n_nodes + 1);
  for (guint32 i = 0; i < graph->n_nodes; i++)
    filter->group[i] = filter->after[i] = RS_NONE;
  group_calls (filter, options);
}

/* --- rows ----------------------------------------------------------------- */

static int
compare_rows (const void *a, const void *b)
{
  const RsGraphEdge *x = a, *y = b;

  if (x->target != y->target)
    return x->target < y->target ? -1 : 1;
  if (x->label != y->label)
    return x->label < y->label ? -1 : 1;
  return x->whole < y->whole ? -1 : x->whole > y->whole;
}

void
rs_filter_emit_group (Filter *filter, guint32 group, void (*add) (Filter *filter, guint32 node))
{
  const RsHeapGraph *graph = filter->graph;
  guint from = filter->edges->len, to = from;
  RsGraphEdge *rows;

  for (guint32 i = 0; i < graph->n_nodes; i++)
    if (filter->group[i] == group)
      {
        filter->first_row = filter->edges->len;
        filter->n_rows = filter->n_extra = filter->skipped = 0;
        add (filter, i);
      }
  filter->cut[group] = 0;
  rows = &g_array_index (filter->edges, RsGraphEdge, from);
  if (filter->edges->len > from + 1)
    qsort (rows, filter->edges->len - from, sizeof *rows, compare_rows);
  for (guint i = from, end; i < filter->edges->len; i = end)
    {
      RsGraphEdge *row = &g_array_index (filter->edges, RsGraphEdge, i);

      for (end = i + 1; end < filter->edges->len
                        && g_array_index (filter->edges, RsGraphEdge, end).target == row->target;)
        end++;
      if (row->target == RS_NONE || filter->role[row->target] != KEEP || end - i < 2)
        continue;
      row->times = end - i;
      row->source = group;
      row->skipped = 0;
      g_array_index (filter->edges, RsGraphEdge, to++) = *row;
    }
  g_array_set_size (filter->edges, to);
}
