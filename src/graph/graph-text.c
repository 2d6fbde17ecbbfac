/* SPDX-License-Identifier: MIT
 *
 * A HeapGraph as an outline for people.
 *
 *   step 24 of weakref.py: line 16 run, line 17 next
 *   <module> frame
 *     x -> #3 list
 *   #3 list, count 2, 88 bytes
 *     [0] -> #4 int 1000
 */
#include "graph/graph-io.h"

static const char *
node_text (const RsHeapGraph *graph, guint32 node)
{
  return rs_heap_graph_text (graph, graph->nodes[node].text);
}

static const char *
node_type (const RsHeapGraph *graph, guint32 node)
{
  return rs_heap_graph_text (graph, graph->nodes[node].type_name);
}

static void
append_name (GString *out, const RsHeapGraph *graph, guint32 i)
{
  const RsGraphNode *node = &graph->nodes[i];

  if (node->kind == RS_GNODE_FRAME || node->kind == RS_GNODE_NAMESPACE)
    g_string_append_printf (out, "%s %s", node_text (graph, i),
                            rs_graph_node_kind_name (node->kind));
  else
    g_string_append_printf (out, "#%" G_GUINT64_FORMAT " %s%s%s", node->serial,
                            node_type (graph, i), node->text ? " " : "", node_text (graph, i));
}

static void
append_outline_node (GString *out, const RsHeapGraph *graph, guint32 i)
{
  const RsGraphNode *node = &graph->nodes[i];
  char buffer[32];

  append_name (out, graph, i);
  if (node->line > 0)
    g_string_append_printf (out, ", line %d", node->line);
  if (node->flags & RS_NODE_IMMORTAL)
    g_string_append (out, ", immortal");
  else if (node->kind == RS_GNODE_OBJECT)
    g_string_append_printf (out, ", count %" G_GINT64_FORMAT, node->refcount);
  if (node->size > 0)
    g_string_append_printf (out, ", %" G_GUINT64_FORMAT " bytes", node->size);
  g_string_append_c (out, '\n');
  for (guint32 e = node->first_edge; e < node->first_edge + node->n_edges; e++)
    {
      const RsGraphEdge *edge = &graph->edges[e];

      g_string_append_printf (out, "  %s%s -> ", rs_heap_graph_label (graph, edge, buffer),
                              edge->strength == RS_WEAK        ? " (weak)"
                              : edge->strength == RS_TEMPORARY ? " (temporary)"
                                                               : "");
      if (edge->target == RS_NONE)
        g_string_append (out, edge->kind == RS_REF_REFERENT ? "dead" : "nothing");
      else
        append_name (out, graph, edge->target);
      g_string_append_c (out, '\n');
    }
  if (node->cut > 0)
    g_string_append_printf (out, "  +%u more\n", node->cut);
}

char *
rs_heap_graph_to_text (const RsHeapGraph *graph)
{
  const RsMoment *moment;
  GString *out;

  g_return_val_if_fail (graph != NULL, NULL);
  moment = &graph->moment;
  out = g_string_new (NULL);
  g_string_append_printf (out, "step %" G_GUINT64_FORMAT " of %s: line %d run, line %d next\n",
                          moment->step, rs_heap_graph_text (graph, moment->program),
                          moment->line_run, moment->line_next);
  for (guint32 i = 0; i < graph->n_nodes; i++)
    append_outline_node (out, graph, i);
  if (graph->n_hidden > 0)
    g_string_append_printf (out, "%u objects are not shown\n", graph->n_hidden);
  return g_string_free (out, FALSE);
}
