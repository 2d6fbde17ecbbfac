/* SPDX-License-Identifier: MIT
 *
 * A HeapGraph as text for other programs and for people: Graphviz's language,
 * and an outline.
 *
 *   step 24 of weakref.py: line 16 run, line 17 next
 *   <module> frame
 *     x -> #3 list
 *   #3 list, count 2, 88 bytes
 *     [0] -> #4 int 1000
 */
#include "graph/graph-io.h"

#include <string.h>

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

/* --- DOT ------------------------------------------------------------------ */

/* Appends TEXT with what a record label gives a meaning escaped. */
static void
append_escaped (GString *out, const char *text)
{
  for (; *text != '\0'; text++)
    {
      if (*text == '\n')
        {
          g_string_append (out, "\\n");
          continue;
        }
      if (g_ascii_iscntrl (*text))
        continue;
      if (strchr ("\"\\{}|<> ", *text) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *text);
    }
}

/* What stands in the row of EDGE, beside its name: a value that is drawn in
 * place, as in the pictures. */
static void
append_row_value (GString *out, const RsHeapGraph *graph, const RsGraphEdge *edge)
{
  if (edge->target == RS_NONE)
    {
      g_string_append (out, edge->kind == RS_REF_REFERENT ? " \\(dead\\)" : " \\(empty\\)");
      return;
    }
  const RsGraphNode *target = &graph->nodes[edge->target];
  if (!(target->flags & RS_NODE_INLINE))
    return;
  gboolean value =
      target->text != 0 && target->shape >= RS_SHAPE_INT && target->shape <= RS_SHAPE_BOOL;
  g_string_append (out, " = ");
  append_escaped (out, value || target->shape == RS_SHAPE_CLASS ? node_text (graph, edge->target)
                                                                : node_type (graph, edge->target));
}

static void
append_dot_node (GString *out, const RsHeapGraph *graph, guint32 i)
{
  const RsGraphNode *node = &graph->nodes[i];
  char buffer[32];

  g_string_append_printf (out, "  n%u [label=\"", i);
  /* A frame is no dict to its reader, but a function's names. */
  append_escaped (out, node->kind == RS_GNODE_OBJECT || node->text == 0 ? node_type (graph, i)
                                                                        : node_text (graph, i));
  if (node->kind == RS_GNODE_OBJECT)
    g_string_append_printf (out, " \\(%" G_GINT64_FORMAT "\\)", node->refcount);
  if (node->kind == RS_GNODE_OBJECT && node->text != 0)
    {
      g_string_append_c (out, '|');
      append_escaped (out, node_text (graph, i));
    }
  for (guint32 e = node->first_edge; e < node->first_edge + node->n_edges; e++)
    {
      g_string_append_printf (out, "|<e%u> ", e - node->first_edge);
      append_escaped (out, rs_heap_graph_label (graph, &graph->edges[e], buffer));
      append_row_value (out, graph, &graph->edges[e]);
    }
  g_string_append (out, "\"];\n");
}

char *
rs_heap_graph_to_dot (const RsHeapGraph *graph)
{
  static const char *const styles[RS_N_STRENGTHS] = { "solid", "dashed", "dotted" };
  GString *out;

  g_return_val_if_fail (graph != NULL, NULL);
  out = g_string_new ("digraph heap {\n  rankdir=LR;\n  node [shape=record, "
                      "fontname=\"monospace\", fontsize=10];\n");
  for (guint32 i = 0; i < graph->n_nodes; i++)
    if (!(graph->nodes[i].flags & RS_NODE_INLINE))
      append_dot_node (out, graph, i);
  for (guint i = 0; i < graph->n_edges; i++)
    {
      const RsGraphEdge *edge = &graph->edges[i];

      if (edge->target != RS_NONE
          && !((graph->nodes[edge->target].flags | graph->nodes[edge->source].flags)
               & RS_NODE_INLINE))
        g_string_append_printf (out, "  n%u:e%u -> n%u [style=%s%s];\n", edge->source,
                                i - graph->nodes[edge->source].first_edge, edge->target,
                                styles[edge->strength],
                                edge->strength == RS_WEAK ? ", arrowhead=empty" : "");
    }
  g_string_append (out, "}\n");
  return g_string_free (out, FALSE);
}

/* --- the outline ---------------------------------------------------------- */

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
