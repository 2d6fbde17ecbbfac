/* SPDX-License-Identifier: MIT
 *
 * What a person wishes beyond the level: parts of the picture on or off, cards
 * folded or hidden, only what reaches something or is reached by it.
 *
 *   hide_wished   before the rows: what is hidden has no card; nor has what only it holds, which
 *                 would hang in the air. So a walk from the roots goes around what is hidden, and
 *                 what it does not come to is left out. The program's own instances stay, where a
 *                 part of the picture is hidden, not their holder by name
 *   narrow        after the rows: what is reached through a folded card alone is counted on it;
 *                 what does not reach, or is not reached, goes
 *
 * What is not drawn any more is told on the stubs of what it refers to, as
 * anything else that a level leaves out.
 */
#include "graph/filter-private.h"

#include <string.h>

static const char *const part_names[] = { "stack", "frames", "classes", "library" };

const char *
rs_part_name (RsParts part)
{
  for (guint i = 0; i < G_N_ELEMENTS (part_names); i++)
    if (part == 1u << i)
      return part_names[i];
  return "?";
}

RsParts
rs_part_from_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (part_names); i++)
    if (strcmp (part_names[i], name) == 0)
      return (RsParts) (1u << i);
  return 0;
}

gboolean
rs_filter_has_serial (const guint64 *array, guint n, guint64 serial)
{
  for (guint i = 0; i < n; i++)
    if (array[i] == serial)
      return TRUE;
  return FALSE;
}

RsParts
rs_filter_part_of (const RsHeapGraph *graph, guint32 node)
{
  const RsGraphNode *n = &graph->nodes[node];

  if (n->shape == RS_SHAPE_CLASS || n->shape == RS_SHAPE_FUNCTION)
    return RS_PART_CLASSES;
  if (n->shape == RS_SHAPE_CELL || (n->shape == RS_SHAPE_FRAME && n->kind == RS_GNODE_OBJECT))
    return RS_PART_FRAMES;
  return 0;
}

/* --- hidden --------------------------------------------------------------- */

/* Whether NODE is an object that a program makes for its own sake. */
static gboolean
is_own_instance (const RsGraphNode *node)
{
  return node->origin == RS_ORIGIN_PROGRAM
         && (node->shape == RS_SHAPE_INSTANCE || node->shape == RS_SHAPE_SLOTS_INSTANCE
             || node->shape == RS_SHAPE_EXCEPTION);
}

/* Puts NODE in the queue of the walk, unless it was there. */
static void
visit (guint8 *visited, guint32 *queue, guint *n, guint32 node)
{
  if (visited[node])
    return;
  visited[node] = 1;
  queue[(*n)++] = node;
}

/* Leaves out what nothing but HIDDEN holds. INSTANCES: but for the program's
 * own. */
static void
leave_out (Filter *filter, const guint8 *hidden, gboolean instances)
{
  const RsHeapGraph *graph = filter->graph;
  g_autofree guint8 *visited = g_new0 (guint8, graph->n_nodes + 1);
  g_autofree guint32 *queue = g_new (guint32, graph->n_nodes + 1);
  guint n = 0;

  for (guint i = 0; i < graph->n_roots; i++)
    if (!hidden[graph->roots[i]])
      visit (visited, queue, &n, graph->roots[i]);
  for (guint32 i = 0; i < graph->n_nodes; i++)
    if (!hidden[i]
        && (!filter->reachable[i] || (graph->nodes[i].flags & RS_NODE_OUTSIDE)
            || (instances && is_own_instance (&graph->nodes[i]))))
      visit (visited, queue, &n, i);
  for (guint k = 0; k < n; k++)
    for (guint32 e = graph->nodes[queue[k]].first_edge;
         e < graph->nodes[queue[k]].first_edge + graph->nodes[queue[k]].n_edges; e++)
      {
        guint32 target = graph->edges[e].target;

        /* What is in a hidden cell is shown without it. */
        if (target != RS_NONE && graph->edges[e].strength != RS_WEAK
            && (!hidden[target] || graph->nodes[target].shape == RS_SHAPE_CELL))
          visit (visited, queue, &n, target);
      }
  for (guint32 i = 0; i < graph->n_nodes; i++)
    if (!visited[i] && !hidden[i])
      filter->role[i] = HIDE;
}

void
rs_filter_hide_wished (Filter *filter)
{
  const RsHeapGraph *graph = filter->graph;
  const RsWishes *wishes = filter->wishes;
  g_autofree guint8 *parts = NULL, *named = NULL;

  if (wishes->hide != 0)
    {
      parts = g_new0 (guint8, graph->n_nodes + 1);
      for (guint32 i = 0; i < graph->n_nodes; i++)
        if (wishes->hide & rs_filter_part_of (graph, i))
          {
            parts[i] = 1;
            filter->role[i] = HIDE;
          }
      leave_out (filter, parts, TRUE);
    }
  if (wishes->n_hidden > 0)
    {
      named = g_new0 (guint8, graph->n_nodes + 1);
      for (guint32 i = 0; i < graph->n_nodes; i++)
        named[i] = rs_filter_has_serial (wishes->hidden, wishes->n_hidden, graph->nodes[i].serial);
      leave_out (filter, named, FALSE);
      for (guint32 i = 0; i < graph->n_nodes; i++)
        if (named[i] && filter->role[i] == KEEP)
          filter->role[i] = INLINE;
    }
}

/* --- narrowed ------------------------------------------------------------- */

static const RsGraphEdge *
row_at (const Filter *filter, guint32 row)
{
  return &g_array_index (filter->edges, RsGraphEdge, row);
}

/* The node that is drawn for the one with SERIAL; RS_NONE: none is. */
static guint32
drawn_for (const Filter *filter, guint64 serial, const guint8 *seen)
{
  guint32 node = rs_heap_graph_find (filter->graph, serial);

  if (node != RS_NONE && filter->group != NULL && filter->group[node] != RS_NONE)
    node = filter->group[node];
  return node != RS_NONE && seen[node] && filter->role[node] == KEEP ? node : RS_NONE;
}

/* What is reached from START (RS_NONE: nothing) by rows, itself among it
 * (transfer full). */
static guint8 *
reached_from (const Filter *filter, const guint32 *first, guint32 start)
{
  guint8 *reached = g_new0 (guint8, filter->graph->n_nodes + 1);
  g_autofree guint32 *queue = g_new (guint32, filter->graph->n_nodes + 1);
  guint n = 0;

  if (start != RS_NONE)
    visit (reached, queue, &n, start);
  for (guint k = 0; k < n; k++)
    for (guint32 e = first[queue[k]]; e < first[queue[k] + 1]; e++)
      if (row_at (filter, e)->target != RS_NONE)
        visit (reached, queue, &n, row_at (filter, e)->target);
  return reached;
}

/* What reaches END (RS_NONE: nothing does) by rows, itself among it, and the
 * values that stand in its rows (transfer full). */
static guint8 *
reaching (const Filter *filter, const guint32 *first, guint32 end)
{
  guint32 n_nodes = filter->graph->n_nodes, n_rows = filter->edges->len;
  guint8 *reaches = g_new0 (guint8, n_nodes + 1);
  g_autofree guint32 *queue = g_new (guint32, n_nodes + 1), *head = g_new (guint32, n_nodes + 1),
                     *next = g_new (guint32, n_rows + 1);
  guint n = 0;

  memset (head, 0xff, (n_nodes + 1) * sizeof *head);
  for (guint32 e = 0; e < n_rows; e++)
    if (row_at (filter, e)->target != RS_NONE)
      {
        next[e] = head[row_at (filter, e)->target];
        head[row_at (filter, e)->target] = e;
      }
  if (end != RS_NONE)
    visit (reaches, queue, &n, end);
  for (guint k = 0; k < n; k++)
    for (guint32 e = head[queue[k]]; e != RS_NONE; e = next[e])
      visit (reaches, queue, &n, row_at (filter, e)->source);
  for (guint k = 0; k < n; k++)
    for (guint32 e = first[queue[k]]; e < first[queue[k] + 1]; e++)
      if (row_at (filter, e)->target != RS_NONE
          && filter->role[row_at (filter, e)->target] == INLINE)
        reaches[row_at (filter, e)->target] = 1;
  return reaches;
}

/* Counts what is reached from the folded card NODE alone. */
static guint32
count_folded (const Filter *filter, const guint32 *first, guint32 node, const guint8 *seen,
              guint8 *counted)
{
  g_autofree guint32 *queue = g_new (guint32, filter->graph->n_nodes + 1);
  guint n = 0;
  guint32 count = 0;

  queue[n++] = node;
  for (guint k = 0; k < n; k++)
    for (guint32 e = first[queue[k]]; e < first[queue[k] + 1]; e++)
      {
        guint32 target = row_at (filter, e)->target;

        if (target == RS_NONE || seen[target] || counted[target] || filter->role[target] == HIDE)
          continue;
        counted[target] = 1;
        count += filter->role[target] == KEEP;
        queue[n++] = target;
      }
  return count;
}

/* Keeps in SEEN only what is in KEPT (transfer full), too. */
static void
keep_only (Filter *filter, guint8 *seen, guint8 *kept)
{
  for (guint32 i = 0; i < filter->graph->n_nodes; i++)
    seen[i] = seen[i] && kept[i];
  g_free (kept);
}

guint32 *
rs_filter_narrow (Filter *filter, const guint32 *first, guint8 *seen)
{
  const RsHeapGraph *graph = filter->graph;
  const RsWishes *wishes = filter->wishes;
  guint32 *folded = g_new (guint32, graph->n_nodes + 1);
  g_autofree guint8 *counted = NULL;
  guint32 from = RS_NONE, to = RS_NONE;

  memset (folded, 0xff, (graph->n_nodes + 1) * sizeof *folded);
  if (wishes->n_folded > 0)
    counted = g_new0 (guint8, graph->n_nodes + 1);
  for (guint i = 0; i < wishes->n_folded; i++)
    {
      guint32 node = drawn_for (filter, wishes->folded[i], seen);

      if (node != RS_NONE && folded[node] == RS_NONE)
        folded[node] = count_folded (filter, first, node, seen, counted);
    }
  if (wishes->reached_by != 0)
    from = drawn_for (filter, wishes->reached_by, seen);
  if (wishes->reaching != 0)
    to = drawn_for (filter, wishes->reaching, seen);
  if (wishes->reached_by != 0)
    keep_only (filter, seen, reached_from (filter, first, from));
  if (wishes->reaching != 0)
    keep_only (filter, seen, reaching (filter, first, to));
  return folded;
}
