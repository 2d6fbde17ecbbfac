/* SPDX-License-Identifier: MIT
 *
 * Roles: which nodes have a card (KEEP), which stand in the rows of their
 * holders only (INLINE), which are not drawn at all (HIDE). Each node is
 * looked at by itself, with those that hold it.
 */
#include "graph/filter-private.h"

#include <string.h>

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

guint
rs_filter_count_holders (const RsHeapGraph *graph, guint32 node)
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

  if (rs_filter_is_small_value (node->shape))
    return simple || node->shape == RS_SHAPE_NONE ? INLINE : KEEP;
  /* A variable that several functions share is worth seeing; one's own is a row
   * of the function. */
  if (node->shape == RS_SHAPE_CELL)
    return (filter->wishes->show & RS_PART_FRAMES)
                   || rs_filter_count_holders (filter->graph, index) > 1
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
  if (rs_filter_is_machinery (node->shape))
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

void
rs_filter_choose_roles (Filter *filter)
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

void
rs_filter_hide_inside (Filter *filter, const RsFilterOptions *options)
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
