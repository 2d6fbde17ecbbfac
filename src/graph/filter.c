/* SPDX-License-Identifier: MIT
 *
 * Levels of detail. Four phases:
 *
 *   choose_roles    each node by itself: KEEP, INLINE (no card, its text in the rows of its
 *                   holders) or HIDE;
 *   emit            the rows of each kept node. A row through a hidden go-between is spliced: frame
 *                   -> cell -> value is drawn as frame -> value, instance -> value array -> x as
 *                   instance -> x, class -> its dict -> x as class -> x;
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

/* --- roles ---------------------------------------------------------------- */

static gboolean
is_dunder (const char *name)
{
  gsize n = strlen (name);

  return n > 4 && g_str_has_prefix (name, "__") && g_str_has_suffix (name, "__");
}

static gboolean
is_small_value (guint8 shape)
{
  return shape == RS_SHAPE_INT || shape == RS_SHAPE_FLOAT || shape == RS_SHAPE_STR
         || shape == RS_SHAPE_BYTES || shape == RS_SHAPE_NONE || shape == RS_SHAPE_BOOL;
}

static gboolean
is_machinery (guint8 shape)
{
  return shape == RS_SHAPE_CLASS || shape == RS_SHAPE_FUNCTION || shape == RS_SHAPE_MODULE
         || shape == RS_SHAPE_BUILTIN;
}

static gboolean
is_dict_of_class (const RsHeapGraph *graph, guint32 dict)
{
  for (guint32 i = graph->in_first[dict]; i < graph->in_first[dict + 1]; i++)
    {
      const RsGraphEdge *edge = &graph->edges[graph->in_edges[i]];

      if (edge->kind == RS_REF_DICT && graph->nodes[edge->source].shape == RS_SHAPE_CLASS)
        return TRUE;
    }
  return FALSE;
}

/* A function that only its class holds stands in the class's row. */
static gboolean
belongs_to_class (const Filter *filter, guint32 node)
{
  const RsHeapGraph *graph = filter->graph;
  gboolean found = FALSE;

  for (guint32 i = graph->in_first[node]; i < graph->in_first[node + 1]; i++)
    {
      guint32 holder = graph->edges[graph->in_edges[i]].source;
      const RsGraphNode *source = &graph->nodes[holder];

      if (source->kind == RS_GNODE_NAMESPACE || source->shape == RS_SHAPE_INSTANCE
          || source->shape == RS_SHAPE_LIST)
        return FALSE;
      found |= source->shape == RS_SHAPE_CLASS
               || (source->shape == RS_SHAPE_DICT && is_dict_of_class (graph, holder));
    }
  return found;
}

/* [].append holds its list; len holds nothing that a program has made. */
static gboolean
is_bound (const RsHeapGraph *graph, const RsGraphNode *node)
{
  for (guint32 e = node->first_edge; e < node->first_edge + node->n_edges; e++)
    if (graph->edges[e].kind == RS_REF_SELF)
      return TRUE;
  return FALSE;
}

/* property, classmethod and the like, which a class keeps for its own use. */
static gboolean
is_descriptor (const RsHeapGraph *graph, const RsGraphNode *node)
{
  static const char *const types[] = { "property", "classmethod", "staticmethod", "_tuplegetter" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (rs_heap_graph_text (graph, node->type_name), types[i]) == 0)
      return TRUE;
  return FALSE;
}

static guint
count_holders (const RsHeapGraph *graph, guint32 node)
{
  guint n = 0;

  for (guint32 i = graph->in_first[node]; i < graph->in_first[node + 1]; i++)
    n += graph->edges[graph->in_edges[i]].strength != RS_WEAK;
  return n;
}

static guint8
object_role (const Filter *filter, guint32 index)
{
  const RsGraphNode *node = &filter->graph->nodes[index];
  gboolean simple = filter->detail == RS_DETAIL_SIMPLE,
           folds = simple && !(filter->wishes->show & RS_PART_CLASSES);

  if (is_small_value (node->shape))
    return simple || node->shape == RS_SHAPE_NONE ? INLINE : KEEP;
  /* A variable that several functions share is worth seeing; one's own is a row
   * of the function. */
  if (node->shape == RS_SHAPE_CELL)
    return (filter->wishes->show & RS_PART_FRAMES) || count_holders (filter->graph, index) > 1
               ? KEEP
               : HIDE;
  if (node->shape == RS_SHAPE_CODE)
    return HIDE;
  /* A frame that runs is drawn as such; the object that Python made of it would
   * be drawn twice. */
  if (node->shape == RS_SHAPE_FRAME)
    return node->flags & RS_NODE_RETURNED ? KEEP : HIDE;
  if (node->shape == RS_SHAPE_BUILTIN && node->origin == RS_ORIGIN_PROGRAM
      && is_bound (filter->graph, node))
    return KEEP;
  if (node->shape == RS_SHAPE_BUILTIN || node->shape == RS_SHAPE_MODULE)
    return INLINE;
  if (is_machinery (node->shape))
    return node->origin != RS_ORIGIN_PROGRAM
                   || (folds && node->shape == RS_SHAPE_FUNCTION
                       && belongs_to_class (filter, index))
               ? INLINE
               : KEEP;
  if (folds && is_descriptor (filter->graph, node) && belongs_to_class (filter, index))
    return INLINE;
  return KEEP;
}

/* An exception in flight hangs on the interpreter alone: without it, its card
 * would hang in the air. */
static gboolean
holds_exception (const RsHeapGraph *graph, const RsGraphNode *node)
{
  for (guint32 e = node->first_edge; e < node->first_edge + node->n_edges; e++)
    if (graph->edges[e].target != RS_NONE
        && graph->nodes[graph->edges[e].target].shape == RS_SHAPE_EXCEPTION)
      return TRUE;
  return FALSE;
}

static void
choose_roles (Filter *filter)
{
  const RsHeapGraph *graph = filter->graph;

  filter->globals = RS_NONE;
  for (guint32 i = 0; i < graph->n_nodes && filter->globals == RS_NONE; i++)
    if (graph->nodes[i].kind == RS_GNODE_NAMESPACE && graph->nodes[i].origin == RS_ORIGIN_PROGRAM)
      filter->globals = i;
  for (guint32 i = 0; i < graph->n_nodes; i++)
    {
      const RsGraphNode *node = &graph->nodes[i];

      if (node->flags & RS_NODE_OUTSIDE)
        {
          filter->role[i] = HIDE;
          continue;
        }
      if (filter->detail == RS_DETAIL_EVERYTHING)
        filter->role[i] = KEEP;
      else if (node->kind == RS_GNODE_OBJECT)
        filter->role[i] = object_role (filter, i);
      else if (node->kind == RS_GNODE_FRAME)
        filter->role[i] = node->depth == 0 && filter->globals != RS_NONE ? HIDE : KEEP;
      else if (node->kind == RS_GNODE_ROOT)
        filter->role[i] = holds_exception (graph, node) ? KEEP : HIDE;
      else
        filter->role[i] =
            node->kind == RS_GNODE_NAMESPACE && node->origin == RS_ORIGIN_PROGRAM ? KEEP : HIDE;
    }
}

/* What stays inside of another object has no card; nor has what the library
 * made and the program has never got, garbage or not. */
static void
hide_inside (Filter *filter, const RsFilterOptions *options)
{
  const RsHeapGraph *graph = filter->graph;
  guint hide = filter->wishes->hide & RS_PART_LIBRARY,
        show = filter->wishes->show & RS_PART_LIBRARY;

  if (!hide && (show || filter->detail != RS_DETAIL_SIMPLE))
    return;
  filter->inside = rs_graph_inside (graph, options->opened, options->n_opened);
  for (guint32 i = 0; i < graph->n_nodes; i++)
    if (filter->role[i] == KEEP && (filter->inside->owner[i] != RS_NONE || filter->inside->lost[i]))
      filter->role[i] = HIDE;
}

/* --- rows ----------------------------------------------------------------- */

/* The dict of a class or function is its own business; an instance's, once
 * asked for, is a box. */
static gboolean
is_spliced (const Filter *filter, const RsGraphEdge *edge)
{
  const RsGraphNode *target = &filter->graph->nodes[edge->target];
  const RsGraphNode *source = &filter->graph->nodes[edge->source];

  if (filter->detail == RS_DETAIL_EVERYTHING)
    return FALSE;
  if (target->kind == RS_GNODE_VALUES)
    return TRUE;
  if (edge->kind == RS_REF_CLOSURE)
    return source->shape == RS_SHAPE_FUNCTION && count_holders (filter->graph, edge->target) == 1;
  return edge->kind == RS_REF_DICT && count_holders (filter->graph, edge->target) == 1
         && (source->kind == RS_GNODE_FRAME
             || (source->kind == RS_GNODE_OBJECT
                 && (source->shape == RS_SHAPE_CLASS || source->shape == RS_SHAPE_FUNCTION)));
}

/* What is spliced into the rows of its holder has no card beside them. */
static void
hide_spliced (Filter *filter)
{
  const RsHeapGraph *graph = filter->graph;

  for (guint32 e = 0; e < graph->n_edges; e++)
    {
      const RsGraphEdge *edge = &graph->edges[e];

      if (edge->target != RS_NONE && filter->role[edge->source] == KEEP
          && is_spliced (filter, edge))
        {
          filter->role[edge->target] = HIDE;
          filter->spliced[edge->target] = 1;
        }
    }
}

static gboolean
is_hidden_kind (guint8 kind)
{
  return kind == RS_REF_TYPE || kind == RS_REF_BASE || kind == RS_REF_MRO || kind == RS_REF_CODE
         || kind == RS_REF_CONST || kind == RS_REF_NAME || kind == RS_REF_STACK
         || kind == RS_REF_ROOT;
}

static gboolean
is_name (guint8 kind)
{
  return kind == RS_REF_GLOBAL || kind == RS_REF_LOCAL || kind == RS_REF_CELL
         || kind == RS_REF_VALUE;
}

/* Whether EDGE is the first of HOLDER's references to its target. */
static gboolean
is_first_to_target (const RsHeapGraph *graph, const RsGraphNode *holder, guint32 target,
                    RsText label)
{
  for (guint32 e = holder->first_edge; e < holder->first_edge + holder->n_edges; e++)
    if (graph->edges[e].target == target)
      return graph->edges[e].label == label;
  return FALSE;
}

/* Whether NAME says no more than what TARGET is called itself: sys of the
 * module sys, deque of the class deque. */
static gboolean
is_import (const RsHeapGraph *graph, const RsGraphNode *target, const char *name)
{
  const char *text = rs_heap_graph_text (graph, target->text), *dot = strrchr (text, '.');

  return is_machinery (target->shape) && target->origin != RS_ORIGIN_PROGRAM
         && strcmp (dot != NULL ? dot + 1 : text, name) == 0;
}

/* Whether TARGET is an object of a private class of the library, which made it
 * and offers it under a name: typing.Tuple. */
static gboolean
is_special_form (const RsHeapGraph *graph, const RsGraphNode *target)
{
  guint32 class = rs_graph_class_of (graph, (guint32) (target - graph->nodes));

  return (target->flags & RS_NODE_BY_LIBRARY) != 0 && target->shape == RS_SHAPE_INSTANCE
         && class != RS_NONE && graph->nodes[class].origin == RS_ORIGIN_LIBRARY
         && rs_heap_graph_text (graph, target->type_name)[0] == '_';
}

/* Whether a row to TARGET is drawn at a level that shows everything: what the
 * user has hidden is not, but for what is in a cell. */
static gboolean
wants_hidden (const Filter *filter, guint32 target)
{
  return target == RS_NONE || filter->role[target] != HIDE
         || (filter->graph->nodes[target].flags & RS_NODE_OUTSIDE)
         || filter->graph->nodes[target].shape == RS_SHAPE_CELL;
}

/* Whether the row is for people: the names a person wrote, not what the machine
 * keeps beside them. */
static gboolean
wants_row (const Filter *filter, const RsGraphNode *holder, const RsGraphEdge *edge)
{
  const RsHeapGraph *graph = filter->graph;
  const char *label = rs_heap_graph_text (graph, edge->label);
  const RsGraphNode *target = edge->target == RS_NONE ? NULL : &graph->nodes[edge->target];

  if (filter->detail == RS_DETAIL_EVERYTHING)
    return edge->kind == RS_REF_STACK ? filter->stack : wants_hidden (filter, edge->target);
  if (holder->kind == RS_GNODE_ROOT)
    return target != NULL && target->shape == RS_SHAPE_EXCEPTION
           && is_first_to_target (graph, holder, edge->target, edge->label);
  if (edge->kind == RS_REF_STACK && filter->stack && holder->kind != RS_GNODE_OBJECT)
    return target != NULL && filter->role[edge->target] != HIDE;
  if (edge->kind == RS_REF_TYPE && (filter->wishes->show & RS_PART_CLASSES))
    return target != NULL && filter->role[edge->target] == KEEP
           && target->origin == RS_ORIGIN_PROGRAM;
  if (is_hidden_kind (edge->kind) || rs_filter_is_folded_row (filter, holder, edge))
    return FALSE;
  if (target != NULL && filter->role[edge->target] == HIDE && target->shape != RS_SHAPE_CELL)
    return FALSE;
  if (holder->kind == RS_GNODE_NAMESPACE || holder->kind == RS_GNODE_FRAME)
    return is_name (edge->kind) && !is_dunder (label)
           && !(target != NULL
                && (is_import (graph, target, label)
                    || (filter->detail == RS_DETAIL_SIMPLE && is_special_form (graph, target))));
  if (holder->shape == RS_SHAPE_CLASS)
    return (edge->kind == RS_REF_ATTRIBUTE || edge->kind == RS_REF_VALUE)
           && !(is_dunder (label) && target != NULL && target->shape != RS_SHAPE_FUNCTION
                && (strcmp (label, "__slots__") != 0 || target->length == 0));
  if (holder->shape == RS_SHAPE_FUNCTION)
    return edge->kind == RS_REF_CLOSURE || edge->kind == RS_REF_CELL
           || edge->kind == RS_REF_ATTRIBUTE
           || (edge->kind == RS_REF_DEFAULT && target != NULL
               && filter->role[edge->target] == KEEP);
  if (holder->shape == RS_SHAPE_CELL)
    return target != NULL;
  if (holder->shape == RS_SHAPE_FRAME || holder->shape == RS_SHAPE_GENERATOR)
    return is_name (edge->kind)
           || (edge->kind == RS_REF_FRAME && target != NULL && filter->role[edge->target] == KEEP);
  if (edge->kind == RS_REF_KEY && holder->shape == RS_SHAPE_DICT)
    return target != NULL && !is_small_value (target->shape);
  if (edge->kind == RS_REF_OTHER)
    return target != NULL
           && (filter->role[edge->target] == KEEP
               || (holder->shape == RS_SHAPE_OTHER && holder->text == 0
                   && target->shape != RS_SHAPE_NONE));
  return TRUE;
}

static guint32
through_cell (const Filter *filter, guint32 target)
{
  const RsGraphNode *node;

  if (target == RS_NONE)
    return target;
  node = &filter->graph->nodes[target];
  if (node->shape != RS_SHAPE_CELL || filter->role[target] != HIDE)
    return target;
  for (guint32 e = node->first_edge; e < node->first_edge + node->n_edges; e++)
    if (!is_hidden_kind (filter->graph->edges[e].kind))
      return filter->graph->edges[e].target;
  return RS_NONE;
}

/* The edge by which EDGE's row gets to its target: through a cell, that of the
 * cell. */
static guint32
last_edge (const Filter *filter, guint32 edge)
{
  const RsHeapGraph *graph = filter->graph;
  guint32 target = graph->edges[edge].target;

  if (through_cell (filter, target) == target)
    return edge;
  for (guint32 e = graph->nodes[target].first_edge;
       e < graph->nodes[target].first_edge + graph->nodes[target].n_edges; e++)
    if (!is_hidden_kind (graph->edges[e].kind))
      return e;
  return edge;
}

/* References to one object that follow each other are drawn as one row, and
 * count as one. */
static gboolean
repeats_last (const Filter *filter, const RsGraphEdge *row)
{
  return filter->edges->len > filter->first_row && row->target != RS_NONE
         && filter->role[row->target] == KEEP
         && g_array_index (filter->edges, RsGraphEdge, filter->edges->len - 1).target
                == row->target;
}

/* Appends the rows that HOLDER shows of NODE's edges; NODE is HOLDER itself, or
 * a hidden go-between. */
static void
emit_rows (Filter *filter, guint32 holder, guint32 node, guint depth)
{
  const RsHeapGraph *graph = filter->graph;
  const RsGraphNode *data = &graph->nodes[node];
  gboolean container = graph->nodes[holder].kind == RS_GNODE_OBJECT;

  for (guint32 e = data->first_edge; e < data->first_edge + data->n_edges; e++)
    {
      RsGraphEdge row = graph->edges[e];

      if (row.target != RS_NONE && depth < 2 && is_spliced (filter, &row))
        {
          emit_rows (filter, holder, row.target, depth + 1);
          continue;
        }
      if (rs_filter_is_told (filter, holder, &row)
          || !wants_row (filter, &graph->nodes[holder], &row))
        continue;
      row.source = holder;
      row.whole = last_edge (filter, e);
      row.target = through_cell (filter, row.target);
      rs_filter_name_row (filter, holder, &row);
      if (depth > 0 && row.kind == RS_REF_VALUE)
        row.kind = RS_REF_ATTRIBUTE;
      if (!container || (filter->skipped == 0 && repeats_last (filter, &row)))
        g_array_append_val (filter->edges, row);
      else
        rs_filter_append (filter, &row);
    }
}

/* The value stack of the module's frame, whose place the namespace has. */
static void
emit_module_stack (Filter *filter)
{
  const RsHeapGraph *graph = filter->graph;

  for (guint32 i = 0; i < graph->n_nodes; i++)
    {
      const RsGraphNode *frame = &graph->nodes[i];

      if (frame->kind != RS_GNODE_FRAME || frame->depth != 0 || filter->role[i] != HIDE)
        continue;
      for (guint32 e = frame->first_edge; e < frame->first_edge + frame->n_edges; e++)
        {
          RsGraphEdge row = graph->edges[e];

          if (row.kind != RS_REF_STACK || !wants_row (filter, &graph->nodes[filter->globals], &row))
            continue;
          row.source = filter->globals;
          row.whole = e;
          g_array_append_val (filter->edges, row);
        }
    }
}

static void
emit_node (Filter *filter, guint32 node)
{
  emit_rows (filter, node, node, 0);
}

static void
emit (Filter *filter)
{
  for (guint32 i = 0; i < filter->graph->n_nodes; i++)
    if (filter->role[i] == KEEP)
      {
        filter->first_row = filter->edges->len;
        filter->n_rows = filter->n_extra = filter->skipped = 0;
        if (filter->alike != NULL && filter->alike[i] > 0)
          {
            rs_filter_emit_group (filter, i, emit_node);
            continue;
          }
        if (filter->grid != NULL && filter->grid[i])
          {
            rs_filter_emit_grid (filter, i);
            continue;
          }
        rs_filter_emit_exception (filter, i);
        rs_filter_emit_entries (filter, i);
        emit_rows (filter, i, i, 0);
        rs_filter_emit_inside (filter, i);
        rs_filter_make_room (filter, i);
        if (i == filter->globals && filter->stack)
          emit_module_stack (filter);
      }
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
  if (is_small_value (node->shape) || is_machinery (node->shape))
    return FALSE;
  if (!filter->reachable[i])
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
  else if (!has_rows && is_machinery (node.shape) && filter->detail != RS_DETAIL_EVERYTHING)
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

const RsHeapGraph *
rs_heap_graph_filter (const RsHeapGraph *graph, const RsFilterOptions *options)
{
  Filter filter = { graph };
  const RsHeapGraph *result;
  g_autofree guint32 *first = NULL;
  g_autofree guint8 *seen = NULL;
  g_autofree guint32 *folded = NULL;

  g_return_val_if_fail (graph != NULL && options != NULL, NULL);
  if (options->detail == RS_DETAIL_AS_IS)
    return rs_heap_graph_ref (graph);
  filter.detail = options->detail;
  filter.wishes = &options->wishes;
  filter.max_rows = options->max_rows > 0 ? options->max_rows : 18;
  filter.role = g_new0 (guint8, graph->n_nodes + 1);
  filter.cut = g_new0 (guint32, graph->n_nodes + 1);
  filter.spliced = g_new0 (guint8, graph->n_nodes + 1);
  filter.reachable = rs_graph_reachable (graph);
  filter.edges = g_array_new (FALSE, FALSE, sizeof (RsGraphEdge));
  filter.stack = wants_stack (graph, options);
  filter.selected = options->selected;
  filter.other = options->other;
  filter.twin_of = RS_NONE;
  filter.texts = g_ptr_array_new_with_free_func (g_free);
  choose_roles (&filter);
  hide_spliced (&filter);
  hide_inside (&filter, options);
  rs_filter_fold_exceptions (&filter, options);
  rs_filter_hide_wished (&filter);
  rs_filter_find_grids (&filter, options);
  rs_filter_group (&filter, options);
  emit (&filter);
  first = g_new0 (guint32, graph->n_nodes + 2);
  for (guint i = 0; i < filter.edges->len; i++)
    first[g_array_index (filter.edges, RsGraphEdge, i).source + 1]++;
  for (guint32 i = 0; i <= graph->n_nodes; i++)
    first[i + 1] += first[i];
  seen = keep_seen (&filter, first);
  folded = rs_filter_narrow (&filter, first, seen);
  result = build (&filter, first, seen, folded);
  g_free (filter.role);
  g_free (filter.cut);
  g_free (filter.spliced);
  g_free (filter.brief);
  g_free (filter.grid);
  g_free (filter.group);
  g_free (filter.alike);
  g_free (filter.after);
  g_free (filter.reachable);
  g_array_unref (filter.edges);
  g_ptr_array_unref (filter.texts);
  rs_graph_inside_free (filter.inside);
  return result;
}
