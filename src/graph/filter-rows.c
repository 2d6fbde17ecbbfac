/* SPDX-License-Identifier: MIT
 *
 * The rows of each kept node. A row through a hidden go-between is spliced:
 *
 *   frame -> cell -> value              is drawn as   frame -> value
 *   instance -> value array -> x                      instance -> x
 *   class -> its dict -> x                            class -> x
 */
#include "graph/filter-private.h"

#include "graph/analysis.h"

#include <string.h>

static gboolean
is_dunder (const char *name)
{
  gsize n = strlen (name);

  return n > 4 && g_str_has_prefix (name, "__") && g_str_has_suffix (name, "__");
}

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
    return source->shape == RS_SHAPE_FUNCTION
           && rs_filter_count_holders (filter->graph, edge->target) == 1;
  return edge->kind == RS_REF_DICT && rs_filter_count_holders (filter->graph, edge->target) == 1
         && (source->kind == RS_GNODE_FRAME
             || (source->kind == RS_GNODE_OBJECT
                 && (source->shape == RS_SHAPE_CLASS || source->shape == RS_SHAPE_FUNCTION)));
}

void
rs_filter_hide_spliced (Filter *filter)
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

  return rs_filter_is_machinery (target->shape) && target->origin != RS_ORIGIN_PROGRAM
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
    return target != NULL && !rs_filter_is_small_value (target->shape);
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

void
rs_filter_emit (Filter *filter)
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
