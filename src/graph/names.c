/* SPDX-License-Identifier: MIT
 *
 * The names of the graph's enums, as JSON and the scene's dump spell them, and
 * the words for a reference.
 */
#include "graph/heap-graph.h"

#include <string.h>

static const char *const node_kinds[RS_N_GNODES] = {
  [RS_GNODE_OBJECT] = "object",       [RS_GNODE_FRAME] = "frame",
  [RS_GNODE_NAMESPACE] = "namespace", [RS_GNODE_SHARED_KEYS] = "shared-keys",
  [RS_GNODE_VALUES] = "values",       [RS_GNODE_ROOT] = "root",
  [RS_GNODE_OTHER] = "other",
};

static const char *const shapes[RS_N_SHAPES] = {
  [RS_SHAPE_OTHER] = "other",
  [RS_SHAPE_INT] = "int",
  [RS_SHAPE_FLOAT] = "float",
  [RS_SHAPE_STR] = "str",
  [RS_SHAPE_BYTES] = "bytes",
  [RS_SHAPE_NONE] = "none",
  [RS_SHAPE_BOOL] = "bool",
  [RS_SHAPE_LIST] = "list",
  [RS_SHAPE_TUPLE] = "tuple",
  [RS_SHAPE_DICT] = "dict",
  [RS_SHAPE_SET] = "set",
  [RS_SHAPE_INSTANCE] = "instance",
  [RS_SHAPE_SLOTS_INSTANCE] = "slots-instance",
  [RS_SHAPE_CLASS] = "class",
  [RS_SHAPE_FUNCTION] = "function",
  [RS_SHAPE_METHOD] = "method",
  [RS_SHAPE_BUILTIN] = "builtin",
  [RS_SHAPE_MODULE] = "module",
  [RS_SHAPE_WEAKREF] = "weakref",
  [RS_SHAPE_CELL] = "cell",
  [RS_SHAPE_CODE] = "code",
  [RS_SHAPE_GENERATOR] = "generator",
  [RS_SHAPE_ITERATOR] = "iterator",
  [RS_SHAPE_EXCEPTION] = "exception",
  [RS_SHAPE_TRACEBACK] = "traceback",
  [RS_SHAPE_FRAME] = "frame",
};

static const char *const origins[RS_N_ORIGINS] = {
  [RS_ORIGIN_PROGRAM] = "program",
  [RS_ORIGIN_LIBRARY] = "library",
  [RS_ORIGIN_BUILTIN] = "builtin",
};

static const char *const strengths[RS_N_STRENGTHS] = {
  [RS_STRONG] = "strong",
  [RS_WEAK] = "weak",
  [RS_TEMPORARY] = "temporary",
};

static const char *const ref_kinds[RS_N_REFS] = {
  [RS_REF_OTHER] = "other",       [RS_REF_GLOBAL] = "global",       [RS_REF_LOCAL] = "local",
  [RS_REF_CELL] = "cell",         [RS_REF_ITEM] = "item",           [RS_REF_KEY] = "key",
  [RS_REF_VALUE] = "value",       [RS_REF_ATTRIBUTE] = "attribute", [RS_REF_SLOT] = "slot",
  [RS_REF_TYPE] = "type",         [RS_REF_BASE] = "base",           [RS_REF_MRO] = "mro",
  [RS_REF_CLOSURE] = "closure",   [RS_REF_DEFAULT] = "default",     [RS_REF_CODE] = "code",
  [RS_REF_CONST] = "const",       [RS_REF_NAME] = "name",           [RS_REF_DICT] = "dict",
  [RS_REF_SELF] = "self",         [RS_REF_FUNC] = "func",           [RS_REF_REFERENT] = "referent",
  [RS_REF_CALLBACK] = "callback", [RS_REF_TRACEBACK] = "traceback", [RS_REF_FRAME] = "frame",
  [RS_REF_STACK] = "stack",       [RS_REF_ROOT] = "root",
};

/* How a reference without a label is written; %d takes its index. Those that
 * are not here always have a label. */
static const char *const ref_words[RS_N_REFS] = {
  [RS_REF_ITEM] = "[%d]",          [RS_REF_KEY] = "key %d",          [RS_REF_VALUE] = "value %d",
  [RS_REF_TYPE] = "type",          [RS_REF_BASE] = "base %d",        [RS_REF_MRO] = "mro %d",
  [RS_REF_CLOSURE] = "closure %d", [RS_REF_DEFAULT] = "default %d",  [RS_REF_CODE] = "__code__",
  [RS_REF_CONST] = "const %d",     [RS_REF_NAME] = "name %d",        [RS_REF_DICT] = "__dict__",
  [RS_REF_SELF] = "__self__",      [RS_REF_FUNC] = "__func__",       [RS_REF_REFERENT] = "referent",
  [RS_REF_CALLBACK] = "callback",  [RS_REF_TRACEBACK] = "traceback", [RS_REF_FRAME] = "frame",
  [RS_REF_STACK] = "stack %d",     [RS_REF_ROOT] = "root",
};

/* What TABLE says of VALUE; "?": nothing. */
#define NAME(table, value)                                                                         \
  ((guint) (value) < G_N_ELEMENTS (table) && table[value] != NULL ? table[value] : "?")

/* The index of NAME; -1: it is none of the N NAMES. */
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

G_DEFINE_QUARK (rs_graph_error, rs_graph_error)
