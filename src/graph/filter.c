/* SPDX-License-Identifier: MIT
 *
 * Levels of detail. Four phases:
 *
 *   choose_roles    each node by itself: KEEP, INLINE (no card, its text in the rows of its
 *                   holders) or HIDE (filter-roles.c);
 *   emit            the rows of each kept node (filter-rows.c);
 *   keep_seen       kept nodes that no kept node shows any more are dropped: the items of a list
 *                   beyond "+25 more", what only a library holds. Garbage stays, and so do the
 *                   program's own instances that something hidden keeps;
 *   build           the new graph, from what is left.
 *
 * Counts, sizes and serials are the whole heap's: a count of 3 beside two
 * arrows is the truth, and the inspector lists the third.
 */
#include "graph/filter-private.h"

#include "graph/analysis.h"

#include <stdlib.h>
#include <string.h>

#define DEFAULT_ROWS 18 /* of a container, where the options do not say */

const char *
rs_detail_name (RsDetail detail)
{
  static const char *const names[] = { "simple", "references", "everything", "as-is" };

  return (guint) detail < G_N_ELEMENTS (names) ? names[detail] : "?";
}

int
rs_detail_from_name (const char *name)
{
  for (int i = RS_DETAIL_SIMPLE; i <= RS_DETAIL_AS_IS; i++)
    if (strcmp (rs_detail_name (i), name) == 0)
      return i;
  return -1;
}

static gboolean
equal_serials (const guint64 *a, const guint64 *b, guint n)
{
  return n == 0 || memcmp (a, b, n * sizeof *a) == 0;
}

static gboolean
equal_wishes (const RsWishes *a, const RsWishes *b)
{
  return a->show == b->show && a->hide == b->hide && a->reached_by == b->reached_by
         && a->reaching == b->reaching && a->n_folded == b->n_folded && a->n_hidden == b->n_hidden
         && equal_serials (a->folded, b->folded, a->n_folded)
         && equal_serials (a->hidden, b->hidden, a->n_hidden);
}

gboolean
rs_filter_options_equal (const RsFilterOptions *a, const RsFilterOptions *b)
{
  return a->detail == b->detail && a->max_rows == b->max_rows && a->n_opened == b->n_opened
         && a->selected == b->selected && equal_serials (a->opened, b->opened, a->n_opened)
         && equal_wishes (&a->wishes, &b->wishes);
}

/* --- what is seen --------------------------------------------------------- */

static gboolean
held_by_kept (const Filter *filter, guint32 node)
{
  const RsHeapGraph *graph = filter->graph;

  for (guint32 i = graph->in_first[node]; i < graph->in_first[node + 1]; i++)
    {
      guint32 source = graph->edges[graph->in_edges[i]].source;

      if ((filter->role[source] == KEEP || filter->spliced[source]
           || (filter->group != NULL && filter->group[source] != RS_NONE))
          && source != node)
        return TRUE;
    }
  return FALSE;
}

/* What is drawn even where no row leads to it. */
static gboolean
is_seed (const Filter *filter, guint32 i)
{
  const RsGraphNode *node = &filter->graph->nodes[i];

  if (filter->role[i] != KEEP)
    return FALSE;
  if (node->kind != RS_GNODE_OBJECT || filter->detail == RS_DETAIL_EVERYTHING)
    return TRUE;
  if (node->shape == RS_SHAPE_CELL || node->shape == RS_SHAPE_FRAME)
    return FALSE;
  if (rs_filter_is_small_value (node->shape) || rs_filter_is_machinery (node->shape))
    return FALSE;
  if (!filter->reachable[i]
      || (node->flags & (RS_NODE_DYING | RS_NODE_BY_LIBRARY)) == RS_NODE_DYING)
    return TRUE;
  return node->origin == RS_ORIGIN_PROGRAM && !held_by_kept (filter, i)
         && (node->shape == RS_SHAPE_INSTANCE || node->shape == RS_SHAPE_SLOTS_INSTANCE
             || node->shape == RS_SHAPE_EXCEPTION);
}

static gboolean
is_declared_root (const RsHeapGraph *graph, guint32 node)
{
  for (guint i = 0; i < graph->n_roots; i++)
    if (graph->roots[i] == node)
      return TRUE;
  return FALSE;
}

static gboolean
is_folded (const Filter *filter, guint32 node)
{
  const RsWishes *wishes = filter->wishes;

  return wishes->n_folded > 0
         && rs_filter_has_serial (wishes->folded, wishes->n_folded,
                                  filter->graph->nodes[node].serial);
}

/* Marks what the emitted rows show, from the seeds on. first: for each node its
 * first emitted edge. */
static guint8 *
keep_seen (Filter *filter, const guint32 *first)
{
  const RsHeapGraph *graph = filter->graph;
  guint8 *seen = g_new0 (guint8, graph->n_nodes + 1);
  g_autofree guint32 *stack = g_new (guint32, graph->n_nodes + 1);
  guint n = 0;

  for (guint32 i = 0; i < graph->n_nodes; i++)
    if (is_seed (filter, i))
      {
        seen[i] = 1;
        stack[n++] = i;
      }
  while (n > 0)
    {
      guint32 node = stack[--n];

      for (guint32 e = first[node]; e < first[node + 1]; e++)
        {
          guint32 target = g_array_index (filter->edges, RsGraphEdge, e).target;

          if (target != RS_NONE && !seen[target] && filter->role[target] != HIDE
              && !is_folded (filter, node))
            {
              seen[target] = 1;
              stack[n++] = target;
            }
        }
    }
  return seen;
}

/* --- the new graph -------------------------------------------------------- */

static RsText
copy_text (RsHeapGraphBuilder *builder, const Filter *filter, RsText text, gboolean intern)
{
  const char *string = rs_filter_text (filter, text);

  return intern ? rs_heap_graph_builder_intern (builder, string)
                : rs_heap_graph_builder_text (builder, string, -1);
}

static void
add_moment (const Filter *filter, RsHeapGraphBuilder *builder)
{
  RsMoment moment = filter->graph->moment;

  moment.event = copy_text (builder, filter, moment.event, TRUE);
  moment.function = copy_text (builder, filter, moment.function, TRUE);
  moment.program = copy_text (builder, filter, moment.program, TRUE);
  moment.profile = copy_text (builder, filter, moment.profile, TRUE);
  moment.next = copy_text (builder, filter, moment.next, TRUE);
  rs_heap_graph_builder_set_moment (builder, &moment);
}

/* The namespace stands for the module's frame, and shows its line. */
static void
take_frame (const Filter *filter, RsGraphNode *node)
{
  for (guint32 i = 0; i < filter->graph->n_nodes; i++)
    {
      const RsGraphNode *frame = &filter->graph->nodes[i];

      if (frame->kind == RS_GNODE_FRAME && frame->depth == 0 && filter->role[i] == HIDE)
        {
          node->line = frame->line;
          node->flags |= frame->flags & (RS_NODE_CURRENT | RS_NODE_RETURNED);
        }
    }
}

static void
add_node (const Filter *filter, RsHeapGraphBuilder *builder, guint32 index, gboolean has_rows,
          guint32 folded)
{
  RsGraphNode node = filter->graph->nodes[index];

  node.type_name = copy_text (builder, filter, node.type_name, TRUE);
  node.text = copy_text (builder, filter, node.text, FALSE);
  node.cut += filter->cut[index];
  node.alike = filter->alike != NULL ? filter->alike[index] : node.alike;
  if (filter->after != NULL && filter->after[index] != RS_NONE)
    {
      node.after = filter->graph->nodes[filter->after[index]].serial;
      node.turn = 1 + node.depth % 2;
    }
  node.folded += filter->inside != NULL ? filter->inside->folded[index] : 0;
  node.folded += filter->grid != NULL ? filter->grid[index] : 0;
  if (filter->role[index] == INLINE)
    node.flags |= RS_NODE_INLINE;
  else if (!has_rows && rs_filter_is_machinery (node.shape)
           && filter->detail != RS_DETAIL_EVERYTHING)
    node.flags |= RS_NODE_COMPACT;
  if (filter->brief != NULL && filter->brief[index] > 1)
    node.flags |= RS_NODE_BRIEF;
  if (folded != RS_NONE)
    {
      node.flags |= RS_NODE_FOLDED;
      node.folded += folded;
      node.cut = 0;
    }
  if (!filter->reachable[index])
    node.flags |= RS_NODE_UNREACHABLE;
  if (index == filter->globals)
    take_frame (filter, &node);
  rs_heap_graph_builder_add_node (builder, &node);
}

static int
compare_serials (const void *a, const void *b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return x < y ? -1 : x > y;
}

/* What is left out lives all the same. NUMBER: of each node its new one, or
 * RS_NONE. */
static void
add_others (const Filter *filter, RsHeapGraphBuilder *builder, const guint32 *number)
{
  const RsHeapGraph *graph = filter->graph;
  g_autofree guint64 *serials = NULL;
  guint n = graph->n_others;

  if (graph->moment.next_serial == 0)
    return;
  serials = g_new (guint64, graph->n_others + graph->n_nodes + 1);
  if (n > 0)
    memcpy (serials, graph->others, n * sizeof *serials);
  for (guint32 i = 0; i < graph->n_nodes; i++)
    if (number[i] == RS_NONE && graph->nodes[i].serial >= graph->moment.first_serial
        && graph->nodes[i].serial < RS_FIRST_FRAME_SERIAL)
      serials[n++] = graph->nodes[i].serial;
  if (n > 1)
    qsort (serials, n, sizeof *serials, compare_serials);
  rs_heap_graph_builder_set_others (builder, serials, n);
  if (graph->startup != NULL)
    rs_heap_graph_builder_set_startup (builder, graph->startup, graph->moment.first_serial);
}

/* The rows of NODE to what is not drawn. */
static guint32
count_unseen (const Filter *filter, const guint32 *first, guint32 node, const guint8 *seen)
{
  guint32 n = 0;

  for (guint32 e = first[node]; e < first[node + 1]; e++)
    {
      guint32 target = g_array_index (filter->edges, RsGraphEdge, e).target;

      n += target != RS_NONE && !seen[target];
    }
  return n;
}

static const RsHeapGraph *
build (Filter *filter, const guint32 *first, const guint8 *seen, const guint32 *folded)
{
  const RsHeapGraph *graph = filter->graph;
  RsHeapGraphBuilder *builder = rs_heap_graph_builder_new ();
  g_autofree guint32 *number = g_new (guint32, graph->n_nodes + 1);
  gboolean narrowed = filter->wishes->reached_by != 0 || filter->wishes->reaching != 0;
  guint n = 0;

  add_moment (filter, builder);
  for (guint32 i = 0; i < graph->n_nodes; i++)
    {
      number[i] = RS_NONE;
      if (!seen[i])
        continue;
      number[i] = n++;
      if (narrowed && folded[i] == RS_NONE)
        filter->cut[i] += count_unseen (filter, first, i, seen);
      add_node (filter, builder, i, first[i + 1] > first[i], folded[i]);
      if (!is_seed (filter, i) && graph->n_roots < 64 && is_declared_root (graph, i))
        rs_heap_graph_builder_add_root (builder, number[i]);
    }
  for (guint i = 0; i < filter->edges->len; i++)
    {
      RsGraphEdge edge = g_array_index (filter->edges, RsGraphEdge, i);

      if (number[edge.source] == RS_NONE || folded[edge.source] != RS_NONE
          || (narrowed && edge.target != RS_NONE && number[edge.target] == RS_NONE))
        continue;
      edge.label = copy_text (builder, filter, edge.label, TRUE);
      edge.target = edge.target == RS_NONE ? RS_NONE : number[edge.target];
      rs_heap_graph_builder_add_edge (builder, number[edge.source], &edge);
    }
  add_others (filter, builder, number);
  rs_heap_graph_builder_set_hidden (builder, graph->n_hidden + graph->n_nodes - n);
  return rs_heap_graph_builder_end (builder);
}

/* Inside a step the value stack is of interest. */
static gboolean
wants_stack (const RsHeapGraph *graph, const RsFilterOptions *options)
{
  if (options->wishes.hide & RS_PART_STACK)
    return FALSE;
  return options->detail == RS_DETAIL_EVERYTHING || (options->wishes.show & RS_PART_STACK)
         || strcmp (rs_heap_graph_text (graph, graph->moment.event), "instruction") == 0;
}

static void
filter_clear (Filter *filter)
{
  g_free (filter->role);
  g_free (filter->cut);
  g_free (filter->spliced);
  g_free (filter->brief);
  g_free (filter->grid);
  g_free (filter->group);
  g_free (filter->alike);
  g_free (filter->after);
  g_free (filter->reachable);
  g_clear_pointer (&filter->edges, g_array_unref);
  g_clear_pointer (&filter->texts, g_ptr_array_unref);
  rs_graph_inside_free (filter->inside);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filter, filter_clear)

static void
filter_init (Filter *filter, const RsHeapGraph *graph, const RsFilterOptions *options)
{
  filter->graph = graph;
  filter->detail = options->detail;
  filter->wishes = &options->wishes;
  filter->max_rows = options->max_rows > 0 ? options->max_rows : DEFAULT_ROWS;
  filter->role = g_new0 (guint8, graph->n_nodes + 1);
  filter->cut = g_new0 (guint32, graph->n_nodes + 1);
  filter->spliced = g_new0 (guint8, graph->n_nodes + 1);
  filter->reachable = rs_graph_reachable (graph);
  filter->edges = g_array_new (FALSE, FALSE, sizeof (RsGraphEdge));
  filter->stack = wants_stack (graph, options);
  filter->selected = options->selected;
  filter->other = options->other;
  filter->twin_of = RS_NONE;
  filter->texts = g_ptr_array_new_with_free_func (g_free);
}

/* Of each node its first emitted edge, and that behind the last (transfer
 * full). */
static guint32 *
first_edges (const Filter *filter)
{
  guint32 *first = g_new0 (guint32, filter->graph->n_nodes + 2);

  for (guint i = 0; i < filter->edges->len; i++)
    first[g_array_index (filter->edges, RsGraphEdge, i).source + 1]++;
  for (guint32 i = 0; i <= filter->graph->n_nodes; i++)
    first[i + 1] += first[i];
  return first;
}

const RsHeapGraph *
rs_heap_graph_filter (const RsHeapGraph *graph, const RsFilterOptions *options)
{
  g_auto (Filter) filter = { NULL };
  g_autofree guint32 *first = NULL, *folded = NULL;
  g_autofree guint8 *seen = NULL;

  g_return_val_if_fail (graph != NULL && options != NULL, NULL);
  if (options->detail == RS_DETAIL_AS_IS)
    return rs_heap_graph_ref (graph);
  filter_init (&filter, graph, options);
  rs_filter_choose_roles (&filter);
  rs_filter_hide_spliced (&filter);
  rs_filter_hide_inside (&filter, options);
  rs_filter_fold_exceptions (&filter, options);
  rs_filter_hide_wished (&filter);
  rs_filter_find_grids (&filter, options);
  rs_filter_group (&filter, options);
  rs_filter_emit (&filter);
  first = first_edges (&filter);
  seen = keep_seen (&filter, first);
  folded = rs_filter_narrow (&filter, first, seen);
  return build (&filter, first, seen, folded);
}
