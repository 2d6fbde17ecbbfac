/* SPDX-License-Identifier: MIT
 *
 * A HeapGraph as JSON, written by hand: a line for each node and edge keeps
 * diffs of golden files short, and is fast. Fields with their default are left
 * out, which halves the file; graph-json-read.c has the same defaults.
 *
 *   {"refscope-graph": 1,
 *    "moment": {"step": 24, ...},
 *    "nodes": [
 *     {"serial": 3, "kind": "object", "shape": "list", "type": "list", "refcount": 1, ...}],
 *    "edges": [
 *     {"source": 0, "target": 3, "kind": "global", "label": "x"}],
 *    "roots": [0]}
 */
#include "graph/graph-io.h"

#include "text/escape.h"

typedef struct {
  const RsHeapGraph *graph;
  GString *out;
  gboolean first; /* no field of this object has been written yet */
} Writer;

static void
write_key (Writer *writer, const char *key)
{
  if (!writer->first)
    g_string_append (writer->out, ", ");
  writer->first = FALSE;
  g_string_append_printf (writer->out, "\"%s\": ", key);
}

static void
write_int (Writer *writer, const char *key, gint64 value, gint64 usual)
{
  if (value == usual)
    return;
  write_key (writer, key);
  g_string_append_printf (writer->out, "%" G_GINT64_FORMAT, value);
}

static void
write_word (Writer *writer, const char *key, const char *word)
{
  if (*word == '\0')
    return;
  write_key (writer, key);
  rs_json_string (writer->out, word);
}

static void
write_text (Writer *writer, const char *key, RsText text)
{
  write_word (writer, key, rs_heap_graph_text (writer->graph, text));
}

static void
write_moment (Writer *writer, const RsMoment *moment)
{
  writer->first = TRUE;
  g_string_append (writer->out, " \"moment\": {");
  write_int (writer, "step", (gint64) moment->step, -1);
  write_int (writer, "instruction", (gint64) moment->instruction, 0);
  write_text (writer, "event", moment->event);
  write_text (writer, "function", moment->function);
  write_text (writer, "program", moment->program);
  write_text (writer, "profile", moment->profile);
  write_text (writer, "next", moment->next);
  write_int (writer, "line-run", moment->line_run, 0);
  write_int (writer, "line-next", moment->line_next, 0);
  write_int (writer, "depth", moment->depth, 0);
  write_int (writer, "output-length", (gint64) moment->output_length, 0);
  write_int (writer, "written", (gint64) moment->written, 0);
  write_int (writer, "live-bytes", (gint64) moment->live_bytes, 0);
  write_int (writer, "live-objects", (gint64) moment->live_objects, 0);
  write_int (writer, "first-serial", (gint64) moment->first_serial, 0);
  write_int (writer, "next-serial", (gint64) moment->next_serial, 0);
  g_string_append (writer->out, "},\n");
}

static void
write_node (Writer *writer, const RsGraphNode *node)
{
  writer->first = TRUE;
  g_string_append (writer->out, "  {");
  write_key (writer, "serial");
  g_string_append_printf (writer->out, "%" G_GUINT64_FORMAT, node->serial);
  write_word (writer, "kind",
              node->kind == RS_GNODE_OBJECT ? "" : rs_graph_node_kind_name (node->kind));
  write_word (writer, "shape", node->shape == RS_SHAPE_OTHER ? "" : rs_shape_name (node->shape));
  write_text (writer, "type", node->type_name);
  write_text (writer, "text", node->text);
  write_int (writer, "text-length", node->text_length, 0);
  write_int (writer, "refcount", node->refcount, 0);
  write_int (writer, "address", (gint64) node->address, 0);
  write_int (writer, "size", (gint64) node->size, 0);
  write_int (writer, "length", node->length, 0);
  write_int (writer, "capacity", node->capacity, 0);
  write_int (writer, "line", node->line, 0);
  write_int (writer, "depth", node->depth, 0);
  write_int (writer, "cut", node->cut, 0);
  write_int (writer, "folded", node->folded, 0);
  write_int (writer, "alike", node->alike, 0);
  write_int (writer, "flags", node->flags, 0);
  write_word (writer, "origin",
              node->origin == RS_ORIGIN_PROGRAM ? "" : rs_origin_name (node->origin));
  write_int (writer, "generation", node->gc_generation, -1);
  write_int (writer, "gc_refs", node->gc_refs, 0);
  g_string_append_c (writer->out, '}');
}

static void
write_edge (Writer *writer, const RsGraphEdge *edge)
{
  writer->first = TRUE;
  g_string_append (writer->out, "  {");
  write_int (writer, "source", edge->source, -1);
  write_int (writer, "target", edge->target == RS_NONE ? -1 : (gint64) edge->target, -1);
  write_word (writer, "kind", edge->kind == RS_REF_OTHER ? "" : rs_ref_kind_name (edge->kind));
  write_text (writer, "label", edge->label);
  write_int (writer, "index", edge->index, -1);
  write_int (writer, "offset", edge->offset, -1);
  write_word (writer, "strength",
              edge->strength == RS_STRONG ? "" : rs_strength_name (edge->strength));
  if (edge->flags & RS_REF_VISITED)
    {
      write_key (writer, "visited");
      g_string_append (writer->out, "true");
    }
  g_string_append_c (writer->out, '}');
}

char *
rs_heap_graph_to_json (const RsHeapGraph *graph)
{
  Writer writer = { graph, NULL, TRUE };

  g_return_val_if_fail (graph != NULL, NULL);
  writer.out = g_string_sized_new (256 + graph->n_nodes * 128 + graph->n_edges * 64);
  g_string_append (writer.out, "{\"refscope-graph\": 1,\n");
  write_moment (&writer, &graph->moment);
  g_string_append (writer.out, " \"nodes\": [");
  for (guint i = 0; i < graph->n_nodes; i++)
    {
      g_string_append (writer.out, i > 0 ? ",\n" : "\n");
      write_node (&writer, &graph->nodes[i]);
    }
  g_string_append (writer.out, "],\n \"edges\": [");
  for (guint i = 0; i < graph->n_edges; i++)
    {
      g_string_append (writer.out, i > 0 ? ",\n" : "\n");
      write_edge (&writer, &graph->edges[i]);
    }
  g_string_append (writer.out, "],\n \"roots\": [");
  for (guint i = 0; i < graph->n_roots; i++)
    g_string_append_printf (writer.out, "%s%u", i > 0 ? ", " : "", graph->roots[i]);
  g_string_append (writer.out, "],\n \"others\": [");
  for (guint i = 0; i < graph->n_others; i++)
    g_string_append_printf (writer.out, "%s%" G_GUINT64_FORMAT, i > 0 ? ", " : "",
                            graph->others[i]);
  g_string_append_printf (writer.out, "],\n \"hidden\": %u}\n", graph->n_hidden);
  return g_string_free (writer.out, FALSE);
}
