/* SPDX-License-Identifier: MIT
 *
 * The object that a path of names leads to, in a heap at a moment, without
 * running anything: cache, cache.items, rows[2], ages['ann'].
 *
 * A name is sought in the frame that runs, in those that called it, and in the
 * program's namespace. What an object keeps between itself and its attributes
 * (a value array, a dict, a cell) is passed through.
 */
#include "graph/heap-graph.h"

#include <string.h>

/* How far go-betweens are passed: function -> closure tuple -> cell. */
#define MOST_BETWEEN 3

static gboolean
is_between (const RsHeapGraph *graph, const RsGraphEdge *edge)
{
  const RsGraphNode *target = &graph->nodes[edge->target];

  return target->kind == RS_GNODE_VALUES || edge->kind == RS_REF_DICT
         || edge->kind == RS_REF_CLOSURE;
}

/* What is in NODE, if it is a cell. */
static guint32
content (const RsHeapGraph *graph, guint32 node)
{
  const RsGraphNode *n = &graph->nodes[node];

  for (guint32 e = n->first_edge; n->shape == RS_SHAPE_CELL && e < n->first_edge + n->n_edges; e++)
    if (graph->edges[e].kind != RS_REF_TYPE)
      return graph->edges[e].target;
  return node;
}

/* What NODE refers to under LABEL; ITEM: as an item or the value of a key, else
 * as a name. RS_NONE: nothing. */
static guint32
follow (const RsHeapGraph *graph, guint32 node, const char *label, gboolean item, guint depth)
{
  const RsGraphNode *n = &graph->nodes[node];
  char buffer[32];

  for (guint32 e = n->first_edge; e < n->first_edge + n->n_edges; e++)
    {
      const RsGraphEdge *edge = &graph->edges[e];
      gboolean is_item =
          edge->kind == RS_REF_ITEM || (edge->kind == RS_REF_VALUE && depth == 0 && item);
      guint32 found;

      if (edge->target == RS_NONE || edge->kind == RS_REF_KEY)
        continue;
      if (!item && depth < MOST_BETWEEN && is_between (graph, edge)
          && (found = follow (graph, edge->target, label, FALSE, depth + 1)) != RS_NONE)
        return found;
      if (is_item == item && strcmp (rs_heap_graph_label (graph, edge, buffer), label) == 0)
        return content (graph, edge->target);
    }
  return RS_NONE;
}

/* The object called NAME where the program is. */
static guint32
find_name (const RsHeapGraph *graph, const char *name)
{
  guint32 best = RS_NONE, found;
  guint depth = 0;

  for (guint32 i = 0; i < graph->n_nodes; i++)
    {
      const RsGraphNode *node = &graph->nodes[i];
      gboolean namespace = node->kind == RS_GNODE_NAMESPACE && node->origin == RS_ORIGIN_PROGRAM;

      if ((node->kind != RS_GNODE_FRAME && !namespace) || (node->flags & RS_NODE_RETURNED)
          || (best != RS_NONE && node->depth < depth)
          || (found = follow (graph, i, name, FALSE, 0)) == RS_NONE)
        continue;
      best = found;
      depth = node->depth;
    }
  return best;
}

/* Cuts the next step off *PATH: ".name", "[key]", or a name at the START. NULL:
 * there is none. Transfer full. */
static char *
next_step (const char **path, gboolean start, gboolean *item)
{
  const char *from = *path, *end;

  *item = *from == '[';
  if (!*item && !start && *from++ != '.')
    return NULL;
  end = *item ? strchr (from, ']') : from + strcspn (from, ".[");
  if (end == NULL || end == from)
    return NULL;
  *path = *item ? end + 1 : end;
  return g_strndup (from, (gsize) (*path - from));
}

guint32
rs_heap_graph_resolve (const RsHeapGraph *graph, const char *path)
{
  guint32 node = RS_NONE;
  gboolean start = TRUE;

  g_return_val_if_fail (graph != NULL && path != NULL, RS_NONE);
  while (*path != '\0')
    {
      gboolean item;
      g_autofree char *step = next_step (&path, start, &item);

      if (step == NULL || (start && item))
        return RS_NONE;
      if (item) /* the label of an item has its brackets, that of a key has not */
        {
          guint32 found = follow (graph, node, step, TRUE, 0);

          step[strlen (step) - 1] = '\0';
          node = found != RS_NONE ? found : follow (graph, node, step + 1, TRUE, 0);
        }
      else
        node = start ? find_name (graph, step) : follow (graph, node, step, FALSE, 0);
      if (node == RS_NONE)
        return RS_NONE;
      start = FALSE;
    }
  return node;
}
