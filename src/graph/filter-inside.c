/* SPDX-License-Identifier: MIT
 *
 * The rows of an object that others stay inside of (inside.c): what it offers,
 * not how it works.
 *
 *   entries   A weak container shows its keys, with a weak arrow to what each stands for, as if it
 *             held them itself:  'a' - - > value
 *   inside    Whatever else something inside holds is held by the card, under the way to it:
 *             queue[0] ----> job
 *   own       Of what the library keeps under private names, only small values that say
 *             something: a Thread's name, the value of a member of an Enum.
 */
#include "graph/filter-private.h"

#include <string.h>

#define MANY_VALUES 3 /* with more private ones, False and 0 say too little */

const char *
rs_filter_text (const Filter *filter, RsText text)
{
  return text < filter->graph->pool_size
             ? rs_heap_graph_text (filter->graph, text)
             : g_ptr_array_index (filter->texts, text - filter->graph->pool_size);
}

RsText
rs_filter_add_text (Filter *filter, char *text)
{
  g_ptr_array_add (filter->texts, text);
  return (RsText) (filter->graph->pool_size + filter->texts->len - 1);
}

/* --- own ------------------------------------------------------------------ */

static gboolean
is_inline (const Filter *filter, guint32 node)
{
  return node != RS_NONE && filter->role[node] == INLINE;
}

static gboolean
is_code (const RsGraphNode *node)
{
  return node->shape == RS_SHAPE_FUNCTION || node->shape == RS_SHAPE_BUILTIN;
}

/* _value_, __objclass__ */
static gboolean
is_between_underscores (const char *label)
{
  return label[0] == '_' && label[strlen (label) - 1] == '_';
}

/* The small values that HOLDER keeps under private names. */
static guint
count_private (const Filter *filter, const RsGraphNode *holder)
{
  const RsHeapGraph *graph = filter->graph;
  guint n = 0;

  for (guint32 e = holder->first_edge; e < holder->first_edge + holder->n_edges; e++)
    n += is_inline (filter, graph->edges[e].target)
         && rs_heap_graph_text (graph, graph->edges[e].label)[0] == '_'
         && graph->nodes[graph->edges[e].target].shape != RS_SHAPE_NONE
         && !is_code (&graph->nodes[graph->edges[e].target]);
  return n;
}

static gboolean
says_little (const Filter *filter, const RsGraphNode *holder, const RsGraphNode *value)
{
  const char *text = rs_heap_graph_text (filter->graph, value->text);

  return value->shape == RS_SHAPE_NONE
         || ((strcmp (text, "False") == 0 || strcmp (text, "0") == 0)
             && count_private (filter, holder) > MANY_VALUES);
}

gboolean
rs_filter_is_folded_row (const Filter *filter, const RsGraphNode *holder, const RsGraphEdge *edge)
{
  const RsHeapGraph *graph = filter->graph;
  guint32 node = (guint32) (holder - graph->nodes);
  const char *label = rs_heap_graph_text (graph, edge->label);
  const RsGraphNode *target = edge->target == RS_NONE ? NULL : &graph->nodes[edge->target];
  RsThing thing =
      filter->inside != NULL && holder->kind == RS_GNODE_OBJECT ? filter->inside->thing[node] : 0;

  if (thing == RS_THING_NONE || target == NULL)
    return FALSE;
  if (filter->inside->owner[edge->target] != RS_NONE)
    return TRUE;
  if (thing == RS_THING_OPAQUE)
    return is_code (target) && (target->flags & RS_NODE_BY_LIBRARY);
  if (thing == RS_THING_CLASS)
    return label[0] == '_' && label[1] != '_' && is_between_underscores (label)
           && rs_graph_class_of (graph, node) != RS_NONE;
  if (edge->target == rs_graph_class_of (graph, node) && label[0] == '_')
    return TRUE;
  if (label[0] != '_' || !is_inline (filter, edge->target))
    return FALSE;
  if (thing == RS_THING_DERIVED)
    return is_between_underscores (label) && strcmp (label, "_name_") != 0
           && strcmp (label, "_value_") != 0;
  return is_between_underscores (label) || says_little (filter, holder, target)
         || rs_graph_is_weak_container (graph, node);
}

/* The tuple of the names of the fields of CLASS, a namedtuple's; RS_NONE. */
static guint32
fields_of (const RsHeapGraph *graph, guint32 class)
{
  const RsGraphNode *n = &graph->nodes[class];

  for (guint32 e = n->first_edge; e < n->first_edge + n->n_edges; e++)
    {
      guint32 dict = graph->edges[e].target;

      if (graph->edges[e].kind != RS_REF_DICT || dict == RS_NONE)
        continue;
      for (guint32 k = 0; k < graph->nodes[dict].n_edges; k++)
        {
          const RsGraphEdge *edge = &graph->edges[graph->nodes[dict].first_edge + k];

          if (edge->kind == RS_REF_VALUE && edge->target != RS_NONE
              && strcmp (rs_heap_graph_text (graph, edge->label), "_fields") == 0)
            return edge->target;
        }
    }
  return RS_NONE;
}

/* Position INDEX of a namedtuple is called by its field. */
static void
name_field (Filter *filter, guint32 holder, RsGraphEdge *row)
{
  const RsHeapGraph *graph = filter->graph;
  guint32 class = rs_graph_class_of (graph, holder),
          fields = class != RS_NONE ? fields_of (graph, class) : RS_NONE;
  const RsGraphNode *names = fields != RS_NONE ? &graph->nodes[fields] : NULL;
  const char *name;

  if (names == NULL || names->shape != RS_SHAPE_TUPLE || row->index < 0
      || (guint) row->index >= names->n_edges)
    return;
  name = rs_heap_graph_text (
      graph, graph->nodes[graph->edges[names->first_edge + (guint) row->index].target].text);
  if (strlen (name) < 3)
    return;
  row->label = rs_filter_add_text (filter, g_strndup (name + 1, strlen (name) - 2));
  row->kind = RS_REF_ATTRIBUTE;
}

/* _name is the name, _value_ the value. */
void
rs_filter_name_row (Filter *filter, guint32 holder, RsGraphEdge *row)
{
  const char *label = rs_filter_text (filter, row->label), *end;
  RsThing thing = filter->inside != NULL ? filter->inside->thing[holder] : RS_THING_NONE;

  if (row->kind == RS_REF_ITEM && filter->inside != NULL
      && filter->graph->nodes[holder].shape == RS_SHAPE_TUPLE)
    {
      name_field (filter, holder, row);
      return;
    }
  if (label[0] != '_' || label[1] == '_' || label[1] == '\0'
      || (row->kind != RS_REF_ATTRIBUTE && row->kind != RS_REF_SLOT)
      || (thing != RS_THING_LIBRARY
          && !(thing == RS_THING_DERIVED && is_between_underscores (label))))
    return;
  end = label + strlen (label);
  while (end > label + 1 && end[-1] == '_')
    end--;
  row->label = rs_filter_add_text (filter, g_strndup (label + 1, (gsize) (end - label - 1)));
}

/* --- entries -------------------------------------------------------------- */

/* The object under the attribute NAME of NODE; RS_NONE. */
static guint32
attribute (const RsHeapGraph *graph, guint32 node, const char *name)
{
  const RsGraphNode *n = &graph->nodes[node];

  for (guint32 e = n->first_edge; e < n->first_edge + n->n_edges; e++)
    if (graph->edges[e].kind == RS_REF_ATTRIBUTE
        && strcmp (rs_heap_graph_text (graph, graph->edges[e].label), name) == 0)
      return graph->edges[e].target;
  return RS_NONE;
}

/* The edge by which the weak reference REF refers; RS_NONE: it is none. */
static guint32
referent_edge (const RsHeapGraph *graph, guint32 ref)
{
  const RsGraphNode *n = &graph->nodes[ref];

  for (guint32 e = n->first_edge; n->shape == RS_SHAPE_WEAKREF && e < n->first_edge + n->n_edges;
       e++)
    if (graph->edges[e].kind == RS_REF_REFERENT)
      return e;
  return RS_NONE;
}

/* Appends a row of NODE that goes where EDGE does, called LABEL (transfer
 * full). */
static void
append_row (Filter *filter, guint32 node, guint32 edge, char *label)
{
  RsGraphEdge row = filter->graph->edges[edge];

  row.source = node;
  row.whole = edge;
  row.label = rs_filter_add_text (filter, label);
  if (row.kind == RS_REF_ITEM || row.kind == RS_REF_KEY || row.kind == RS_REF_REFERENT)
    row.kind = RS_REF_VALUE;
  row.index = -1;
  rs_filter_append (filter, &row);
}

/* What the weak edge leads to is called by its type: it has no name here. */
static char *
referent_name (const RsHeapGraph *graph, guint32 edge)
{
  guint32 target = graph->edges[edge].target;

  return g_strdup (target == RS_NONE ? ""
                                     : rs_heap_graph_text (graph, graph->nodes[target].type_name));
}

/* An entry of a WeakValueDictionary is its key; the key of a WeakKeyDictionary
 * has a row of its own above that of its value. */
static void
emit_entry (Filter *filter, guint32 node, guint32 key, guint32 value)
{
  const RsHeapGraph *graph = filter->graph;
  guint32 weak_key = key != RS_NONE ? referent_edge (graph, graph->edges[key].target) : RS_NONE,
          weak_value =
              value != RS_NONE ? referent_edge (graph, graph->edges[value].target) : RS_NONE;
  const char *label = value != RS_NONE ? rs_heap_graph_text (graph, graph->edges[value].label) : "";

  if (weak_key != RS_NONE)
    append_row (filter, node, weak_key, referent_name (graph, weak_key));
  else if (key != RS_NONE && filter->role[graph->edges[key].target] == KEEP)
    append_row (filter, node, key, g_strdup_printf ("key %s", label));
  if (weak_value != RS_NONE)
    append_row (filter, node, weak_value, g_strdup (label));
  else if (value != RS_NONE && filter->role[graph->edges[value].target] != HIDE)
    append_row (filter, node, value, g_strdup (weak_key != RS_NONE ? "↳" : label));
}

void
rs_filter_emit_entries (Filter *filter, guint32 node)
{
  const RsHeapGraph *graph = filter->graph;
  const RsGraphNode *data;
  guint32 index;

  if (filter->inside == NULL || filter->inside->thing[node] == RS_THING_NONE
      || !rs_graph_is_weak_container (graph, node))
    return;
  index = attribute (graph, node, "data");
  if (index == RS_NONE || filter->inside->owner[index] != node)
    return;
  data = &graph->nodes[index];
  if (data->shape == RS_SHAPE_SET)
    for (guint32 e = data->first_edge; e < data->first_edge + data->n_edges; e++)
      emit_entry (filter, node, e, RS_NONE);
  else
    for (guint32 e = data->first_edge; e < data->first_edge + data->n_edges; e++)
      {
        const RsGraphEdge *edge = &graph->edges[e];
        gboolean first = edge->kind == RS_REF_VALUE;
        guint32 other = RS_NONE;

        /* A dict tells of each entry the value, then the key. */
        if (e + 1 < data->first_edge + data->n_edges && first
            && graph->edges[e + 1].kind == RS_REF_KEY)
          other = e + 1;
        if (first)
          emit_entry (filter, node, other, e);
      }
}

/* --- inside --------------------------------------------------------------- */

static gboolean
has_row (const Filter *filter, guint32 target)
{
  for (guint i = filter->first_row; i < filter->edges->len; i++)
    if (g_array_index (filter->edges, RsGraphEdge, i).target == target)
      return TRUE;
  return FALSE;
}

/* PATH and the name of EDGE: queue[0], _args.x */
static char *
path_to (const RsHeapGraph *graph, const char *path, const RsGraphEdge *edge)
{
  char buffer[32];
  const char *label = rs_heap_graph_label (graph, edge, buffer);

  if (*path == '\0')
    return g_strdup (label);
  if (edge->kind == RS_REF_ITEM)
    return g_strdup_printf ("%s%s", path, label);
  if (edge->kind == RS_REF_VALUE)
    return g_strdup_printf ("%s[%s]", path, label);
  if (edge->kind == RS_REF_KEY)
    return g_strdup_printf ("%s %s", path, label);
  return g_strdup_printf ("%s.%s", path, label);
}

static gboolean
is_shown (const Filter *filter, const RsGraphEdge *edge)
{
  return edge->target != RS_NONE && filter->role[edge->target] == KEEP
         && edge->strength == RS_STRONG && edge->kind != RS_REF_TYPE
         && filter->graph->nodes[edge->target].shape != RS_SHAPE_CLASS;
}

typedef struct {
  guint32 node;
  char *path;
} Room;

/* The rows for what NODE, inside of OWNER, holds; what stays inside, too, goes
 * to ROOMS. */
static void
look_around (Filter *filter, guint32 owner, guint32 node, const char *path, GArray *rooms,
             GHashTable *seen)
{
  const RsHeapGraph *graph = filter->graph;
  const RsGraphNode *data = &graph->nodes[node];

  for (guint32 e = data->first_edge; e < data->first_edge + data->n_edges; e++)
    {
      const RsGraphEdge *edge = &graph->edges[e];
      Room room = { edge->target, NULL };

      if (edge->target == RS_NONE || edge->strength == RS_WEAK
          || g_str_has_prefix (rs_heap_graph_text (graph, edge->label), "__"))
        continue;
      if (filter->inside->owner[edge->target] == owner && filter->role[edge->target] == HIDE)
        {
          if (!g_hash_table_add (seen, GUINT_TO_POINTER (edge->target)))
            continue;
          room.path = path_to (graph, path, edge);
          g_array_append_val (rooms, room);
        }
      else if (node != owner && edge->target != owner && is_shown (filter, edge)
               && !has_row (filter, edge->target))
        append_row (filter, owner, e, path_to (graph, path, edge));
    }
}

void
rs_filter_emit_inside (Filter *filter, guint32 node)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) rooms = NULL;

  if (filter->inside == NULL || filter->inside->folded[node] == 0
      || filter->inside->thing[node] == RS_THING_CLASS)
    return;
  rooms = g_array_new (FALSE, FALSE, sizeof (Room));
  look_around (filter, node, node, "", rooms, seen);
  for (guint i = 0; i < rooms->len; i++)
    {
      Room room = g_array_index (rooms, Room, i);

      look_around (filter, node, room.node, room.path, rooms, seen);
    }
  for (guint i = 0; i < rooms->len; i++)
    g_free (g_array_index (rooms, Room, i).path);
}
