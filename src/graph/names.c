/* SPDX-License-Identifier: MIT
 *
 * The names of the graph's enums, as JSON and the scene's dump spell them, and
 * the words for a reference.
 */
#include "graph/heap-graph.h"

#include <string.h>

static const char *const node_kinds[RS_N_GNODES] = { "object", "frame", "namespace", "shared-keys",
                                                     "values", "root",  "other" };

static const char *const shapes[RS_N_SHAPES] = {
  "other",     "int",      "float",     "str",       "bytes",    "none",           "bool",
  "list",      "tuple",    "dict",      "set",       "instance", "slots-instance", "class",
  "function",  "method",   "builtin",   "module",    "weakref",  "cell",           "code",
  "generator", "iterator", "exception", "traceback", "frame"
};

static const char *const origins[RS_N_ORIGINS] = { "program", "library", "builtin" };

static const char *const ref_kinds[RS_N_REFS] = {
  "other", "global", "local",    "cell",     "item",      "key",   "value", "attribute", "slot",
  "type",  "base",   "mro",      "closure",  "default",   "code",  "const", "name",      "dict",
  "self",  "func",   "referent", "callback", "traceback", "frame", "stack", "root"
};

static const char *const strengths[RS_N_STRENGTHS] = { "strong", "weak", "temporary" };

/* How a reference without a label is written; %d takes its index, where it has
 * one. */
static const char *const ref_words[RS_N_REFS] = {
  "?",        "?",         "?",       "?",        "[%d]",     "key %d",     "value %d",
  "?",        "?",         "type",    "base %d",  "mro %d",   "closure %d", "default %d",
  "__code__", "const %d",  "name %d", "__dict__", "__self__", "__func__",   "referent",
  "callback", "traceback", "frame",   "stack %d", "root"
};

#define NAME(table, value) ((guint) (value) < G_N_ELEMENTS (table) ? table[value] : "?")

static int
find_name (const char *const *names, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (names[i], name) == 0)
      return (int) i;
  return -1;
}

const char *
rs_graph_node_kind_name (RsGraphNodeKind kind)
{
  return NAME (node_kinds, kind);
}
const char *
rs_shape_name (RsShape shape)
{
  return NAME (shapes, shape);
}
const char *
rs_origin_name (RsOrigin origin)
{
  return NAME (origins, origin);
}
const char *
rs_ref_kind_name (RsRefKind kind)
{
  return NAME (ref_kinds, kind);
}
const char *
rs_strength_name (RsStrength strength)
{
  return NAME (strengths, strength);
}

int
rs_graph_node_kind_from_name (const char *name)
{
  return find_name (node_kinds, RS_N_GNODES, name);
}
int
rs_shape_from_name (const char *name)
{
  return find_name (shapes, RS_N_SHAPES, name);
}
int
rs_origin_from_name (const char *name)
{
  return find_name (origins, RS_N_ORIGINS, name);
}
int
rs_ref_kind_from_name (const char *name)
{
  return find_name (ref_kinds, RS_N_REFS, name);
}
int
rs_strength_from_name (const char *name)
{
  return find_name (strengths, RS_N_STRENGTHS, name);
}

const char *
rs_heap_graph_label (const RsHeapGraph *graph, const RsGraphEdge *edge, char *buffer)
{
  const char *words, *number;

  if (edge->label != 0)
    return rs_heap_graph_text (graph, edge->label);
  words = NAME (ref_words, edge->kind);
  number = strstr (words, "%d");
  if (number == NULL)
    return words;
  g_snprintf (buffer, 32, "%.*s%d%s", (int) (number - words), words, edge->index, number + 2);
  return buffer;
}

G_DEFINE_QUARK (rs - graph - error - quark, rs_graph_error)
