/* SPDX-License-Identifier: MIT
 *
 * A HeapGraph from JSON. json-glib parses; this file checks every field for its
 * type and range before it becomes a number, so that no file, however broken,
 * can name a node that is not there. The first complaint wins and names its
 * place.
 */
#include "graph/graph-io.h"

#include <json-glib/json-glib.h>
#include <string.h>

typedef struct {
  RsHeapGraphBuilder *builder;
  GError **error;
  gboolean failed;
  const char *list; /* "nodes", "edges" or NULL: where we are */
  guint position;
} Reader;

static void G_GNUC_PRINTF (2, 3) fail (Reader *reader, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  if (reader->failed)
    return;
  reader->failed = TRUE;
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  if (reader->list != NULL)
    g_set_error (reader->error, RS_GRAPH_ERROR, RS_GRAPH_ERROR_CONTENT, "%s[%u]: %s", reader->list,
                 reader->position, text);
  else
    g_set_error (reader->error, RS_GRAPH_ERROR, RS_GRAPH_ERROR_CONTENT, "%s", text);
}

/* The value of KEY where it is of TYPE; NULL where it is left out, or is
 * something else (a failure). */
static JsonNode *
member (Reader *reader, JsonObject *object, const char *key, GType type)
{
  JsonNode *node = json_object_get_member (object, key);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type)
    return node;
  fail (reader, "\"%s\" should be a %s", key,
        type == G_TYPE_STRING    ? "string"
        : type == G_TYPE_BOOLEAN ? "boolean"
                                 : "number");
  return NULL;
}

static gint64
read_int (Reader *reader, JsonObject *object, const char *key, gint64 usual, gint64 least,
          gint64 most)
{
  JsonNode *node = member (reader, object, key, G_TYPE_INT64);
  gint64 value;

  if (node == NULL)
    return usual;
  value = json_node_get_int (node);
  if (value < least || value > most)
    {
      fail (reader, "\"%s\" is %" G_GINT64_FORMAT ", which is out of range", key, value);
      return usual;
    }
  return value;
}

static RsText
read_text (Reader *reader, JsonObject *object, const char *key, gboolean intern)
{
  JsonNode *node = member (reader, object, key, G_TYPE_STRING);
  const char *text = node != NULL ? json_node_get_string (node) : NULL;

  return intern ? rs_heap_graph_builder_intern (reader->builder, text)
                : rs_heap_graph_builder_text (reader->builder, text, -1);
}

static guint8
read_word (Reader *reader, JsonObject *object, const char *key, int (*from_name) (const char *))
{
  JsonNode *node = member (reader, object, key, G_TYPE_STRING);
  int value;

  if (node == NULL)
    return 0;
  value = from_name (json_node_get_string (node));
  if (value < 0)
    fail (reader, "\"%s\" is \"%s\", which is unknown", key, json_node_get_string (node));
  return (guint8) MAX (value, 0);
}

static void
read_moment (Reader *reader, JsonObject *object)
{
  RsMoment moment = { 0 };

  moment.step = (guint64) read_int (reader, object, "step", 0, 0, G_MAXINT64);
  moment.instruction = (guint64) read_int (reader, object, "instruction", 0, 0, G_MAXINT64);
  moment.event = read_text (reader, object, "event", TRUE);
  moment.function = read_text (reader, object, "function", TRUE);
  moment.program = read_text (reader, object, "program", TRUE);
  moment.profile = read_text (reader, object, "profile", TRUE);
  moment.next = read_text (reader, object, "next", TRUE);
  moment.line_run = (gint32) read_int (reader, object, "line-run", 0, 0, G_MAXINT32);
  moment.line_next = (gint32) read_int (reader, object, "line-next", 0, 0, G_MAXINT32);
  moment.depth = (guint32) read_int (reader, object, "depth", 0, 0, G_MAXUINT32);
  moment.output_length = (guint64) read_int (reader, object, "output-length", 0, 0, G_MAXINT64);
  moment.written = (guint64) read_int (reader, object, "written", 0, 0, G_MAXINT64);
  moment.live_bytes = (guint64) read_int (reader, object, "live-bytes", 0, 0, G_MAXINT64);
  moment.live_objects = (guint64) read_int (reader, object, "live-objects", 0, 0, G_MAXINT64);
  moment.first_serial = (guint64) read_int (reader, object, "first-serial", 0, 0, G_MAXINT64);
  moment.next_serial = (guint64) read_int (reader, object, "next-serial", 0, 0, G_MAXINT64);
  rs_heap_graph_builder_set_moment (reader->builder, &moment);
}

static void
read_node (Reader *reader, JsonObject *object)
{
  RsGraphNode node = RS_GRAPH_NODE_INIT;

  if (!json_object_has_member (object, "serial"))
    fail (reader, "\"serial\" is missing");
  node.serial = (guint64) read_int (reader, object, "serial", 0, G_MININT64, G_MAXINT64);
  node.kind = read_word (reader, object, "kind", rs_graph_node_kind_from_name);
  node.shape = read_word (reader, object, "shape", rs_shape_from_name);
  node.origin = read_word (reader, object, "origin", rs_origin_from_name);
  node.type_name = read_text (reader, object, "type", TRUE);
  node.text = read_text (reader, object, "text", FALSE);
  node.text_length = (guint32) read_int (reader, object, "text-length", 0, 0, G_MAXUINT32);
  node.refcount = read_int (reader, object, "refcount", 0, G_MININT64, G_MAXINT64);
  node.address = (guint64) read_int (reader, object, "address", 0, G_MININT64, G_MAXINT64);
  node.size = (guint64) read_int (reader, object, "size", 0, 0, G_MAXINT64);
  node.length = (guint32) read_int (reader, object, "length", 0, 0, G_MAXUINT32);
  node.capacity = (guint32) read_int (reader, object, "capacity", 0, 0, G_MAXUINT32);
  node.line = (gint32) read_int (reader, object, "line", 0, 0, G_MAXINT32);
  node.depth = (guint32) read_int (reader, object, "depth", 0, 0, G_MAXUINT32);
  node.cut = (guint32) read_int (reader, object, "cut", 0, 0, G_MAXUINT32);
  node.folded = (guint32) read_int (reader, object, "folded", 0, 0, G_MAXUINT32);
  node.alike = (guint32) read_int (reader, object, "alike", 0, 0, G_MAXUINT32);
  node.flags = (guint16) read_int (reader, object, "flags", 0, 0, G_MAXUINT16);
  node.gc_generation = (gint8) read_int (reader, object, "generation", -1, -1, 2);
  node.gc_refs = (gint16) read_int (reader, object, "gc_refs", 0, RS_SET_ASIDE, G_MAXINT16);
  rs_heap_graph_builder_add_node (reader->builder, &node);
}

static void
read_edge (Reader *reader, JsonObject *object, guint n_nodes)
{
  RsGraphEdge edge = RS_GRAPH_EDGE_INIT;
  JsonNode *visited = member (reader, object, "visited", G_TYPE_BOOLEAN);
  gint64 source, target;

  if (!json_object_has_member (object, "source"))
    fail (reader, "\"source\" is missing");
  source = read_int (reader, object, "source", 0, 0, G_MAXUINT32);
  target = read_int (reader, object, "target", -1, -1, G_MAXUINT32);
  if (source >= n_nodes || target >= (gint64) n_nodes)
    fail (reader, "there is no node %" G_GINT64_FORMAT, source >= n_nodes ? source : target);
  edge.target = target < 0 ? RS_NONE : (guint32) target;
  edge.kind = read_word (reader, object, "kind", rs_ref_kind_from_name);
  edge.label = read_text (reader, object, "label", TRUE);
  edge.index = (gint32) read_int (reader, object, "index", -1, -1, G_MAXINT32);
  edge.offset = (gint32) read_int (reader, object, "offset", -1, G_MININT32, G_MAXINT32);
  edge.strength = read_word (reader, object, "strength", rs_strength_from_name);
  if (visited != NULL && json_node_get_boolean (visited))
    edge.flags = RS_REF_VISITED;
  if (!reader->failed)
    rs_heap_graph_builder_add_edge (reader->builder, (guint32) source, &edge);
}

/* The array KEY of OBJECT, or NULL with a failure. */
static JsonArray *
open_list (Reader *reader, JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  reader->list = NULL;
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      fail (reader, node == NULL ? "\"%s\" is missing" : "\"%s\" should be a list", key);
      return NULL;
    }
  reader->list = key;
  return json_node_get_array (node);
}

/* The object at POSITION of LIST, or NULL with a failure. */
static JsonObject *
list_object (Reader *reader, JsonArray *list, guint position)
{
  JsonNode *node = json_array_get_element (list, position);

  reader->position = position;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  fail (reader, "should be an object");
  return NULL;
}

static void
read_nodes (Reader *reader, JsonArray *list)
{
  g_autoptr (GHashTable) serials =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < json_array_get_length (list) && !reader->failed; i++)
    {
      JsonObject *object = list_object (reader, list, i);
      gint64 serial;

      if (object == NULL)
        return;
      read_node (reader, object);
      if (reader->failed)
        return;
      serial = json_object_get_int_member (object, "serial");
      if (!g_hash_table_add (serials, g_memdup2 (&serial, sizeof serial)))
        fail (reader, "another node has the serial %" G_GINT64_FORMAT " too", serial);
    }
}

static void
read_roots (Reader *reader, JsonArray *list, guint n_nodes)
{
  for (guint i = 0; i < json_array_get_length (list) && !reader->failed; i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      reader->position = i;
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64
          || json_node_get_int (node) < 0 || json_node_get_int (node) >= (gint64) n_nodes)
        fail (reader, "should be the number of a node");
      else
        rs_heap_graph_builder_add_root (reader->builder, (guint32) json_node_get_int (node));
    }
}

/* Serials, rising, none of which has a node. */
static void
read_others (Reader *reader, JsonArray *list)
{
  guint n = json_array_get_length (list);
  g_autofree guint64 *serials = g_new (guint64, n + 1);

  for (guint i = 0; i < n && !reader->failed; i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      reader->position = i;
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64
          || json_node_get_int (node) < 0
          || (i > 0 && (guint64) json_node_get_int (node) <= serials[i - 1]))
        fail (reader, "should be a serial, larger than the one before");
      else
        serials[i] = (guint64) json_node_get_int (node);
    }
  if (!reader->failed)
    rs_heap_graph_builder_set_others (reader->builder, serials, n);
}

static void
read_graph (Reader *reader, JsonObject *object)
{
  JsonNode *moment = json_object_get_member (object, "moment");
  JsonArray *list;
  guint n_nodes;

  if (read_int (reader, object, "refscope-graph", 0, 0, G_MAXINT64) != 1)
    fail (reader, "this is not a Refscope graph: \"refscope-graph\": 1 is missing");
  if (moment != NULL && JSON_NODE_HOLDS_OBJECT (moment))
    read_moment (reader, json_node_get_object (moment));
  else if (moment != NULL)
    fail (reader, "\"moment\" should be an object");
  rs_heap_graph_builder_set_hidden (reader->builder,
                                    (guint) read_int (reader, object, "hidden", 0, 0, G_MAXUINT32));
  if (reader->failed || (list = open_list (reader, object, "nodes")) == NULL)
    return;
  n_nodes = json_array_get_length (list);
  read_nodes (reader, list);
  if (reader->failed || (list = open_list (reader, object, "edges")) == NULL)
    return;
  for (guint i = 0; i < json_array_get_length (list) && !reader->failed; i++)
    {
      JsonObject *edge = list_object (reader, list, i);

      if (edge != NULL)
        read_edge (reader, edge, n_nodes);
    }
  if (!reader->failed && json_object_has_member (object, "roots")
      && (list = open_list (reader, object, "roots")) != NULL)
    read_roots (reader, list, n_nodes);
  if (!reader->failed && json_object_has_member (object, "others")
      && (list = open_list (reader, object, "others")) != NULL)
    read_others (reader, list);
}

const RsHeapGraph *
rs_heap_graph_from_json (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) trouble = NULL;
  Reader reader = { NULL, error, FALSE, NULL, 0 };
  JsonNode *root;

  g_return_val_if_fail (text != NULL, NULL);
  if (!g_utf8_validate (text, length < 0 ? (gssize) strlen (text) : length, NULL))
    {
      g_set_error (error, RS_GRAPH_ERROR, RS_GRAPH_ERROR_SYNTAX, "the graph is not UTF-8 text");
      return NULL;
    }
  if (!json_parser_load_from_data (parser, text, length, &trouble))
    {
      g_set_error (error, RS_GRAPH_ERROR, RS_GRAPH_ERROR_SYNTAX, "the graph is not JSON: %s",
                   trouble->message);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, RS_GRAPH_ERROR, RS_GRAPH_ERROR_CONTENT,
                   "this is not a Refscope graph: an object was expected");
      return NULL;
    }
  reader.builder = rs_heap_graph_builder_new ();
  read_graph (&reader, json_node_get_object (root));
  if (reader.failed)
    {
      rs_heap_graph_builder_free (reader.builder);
      return NULL;
    }
  return rs_heap_graph_builder_end (reader.builder);
}
