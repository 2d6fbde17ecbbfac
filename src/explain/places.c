/* SPDX-License-Identifier: MIT
 *
 * How built-in types keep what they hold, seen through: each rule below goes
 * from an object over one reference, and where that leads to something that
 * only serves the object, over the next.
 */
#include "places.h"

#include <string.h>

typedef struct {
  const RsHeapGraph *graph;
  RsPlaceFunc func;
  gpointer data;
  guint32 node;
} Walk;

static const char *
type_of (const RsHeapGraph *graph, guint32 node)
{
  return rs_heap_graph_text (graph, graph->nodes[node].type_name);
}

static const char *
text_of (const RsHeapGraph *graph, const RsGraphEdge *edge)
{
  return rs_heap_graph_text (graph, edge->label);
}

static gboolean
is_held (const RsGraphEdge *edge)
{
  return edge->strength != RS_WEAK && edge->target != RS_NONE && edge->kind != RS_REF_REFERENT;
}

static void
tell (const Walk *walk, guint32 first, guint32 last, RsPlaceForm form)
{
  const RsPlace place = { walk->graph->edges[last].target, first, last, form };
  walk->func (walk->graph, &place, walk->data);
}

/* Tells of each reference of kind KIND that leaves the target of FIRST. */
static void
tell_inner (const Walk *walk, guint32 first, RsRefKind kind, RsPlaceForm form)
{
  const RsGraphNode *middle = &walk->graph->nodes[walk->graph->edges[first].target];
  for (guint32 e = middle->first_edge; e < middle->first_edge + middle->n_edges; e++)
    if (walk->graph->edges[e].kind == kind && is_held (&walk->graph->edges[e]))
      tell (walk, first, e, form);
}

/* A cell's content, under the name of EDGE, which leads to the cell. */
static void
tell_content (const Walk *walk, guint32 edge, RsPlaceForm form)
{
  const RsGraphNode *cell = &walk->graph->nodes[walk->graph->edges[edge].target];
  for (guint32 e = cell->first_edge;
       cell->shape == RS_SHAPE_CELL && e < cell->first_edge + cell->n_edges; e++)
    if (is_held (&walk->graph->edges[e]) && walk->graph->edges[e].kind == RS_REF_OTHER)
      tell (walk, edge, e, form);
}

static void
tell_closure (const Walk *walk, guint32 first)
{
  const RsGraphNode *tuple = &walk->graph->nodes[walk->graph->edges[first].target];
  for (guint32 e = tuple->first_edge; e < tuple->first_edge + tuple->n_edges; e++)
    if (walk->graph->edges[e].kind == RS_REF_CELL)
      tell_content (walk, e, RS_PLACE_CELL);
}

/* The frames of a traceback's later entries. */
static void
tell_frames (const Walk *walk, guint32 first)
{
  guint32 next = first;
  for (guint n = 0; next != RS_NONE && n < walk->graph->n_nodes; n++)
    {
      const RsGraphNode *entry = &walk->graph->nodes[walk->graph->edges[next].target];
      next = RS_NONE;
      for (guint32 e = entry->first_edge; e < entry->first_edge + entry->n_edges; e++)
        if (walk->graph->edges[e].kind == RS_REF_FRAME)
          tell (walk, first, e, RS_PLACE_FRAME);
        else if (strcmp (text_of (walk->graph, &walk->graph->edges[e]), "tb_next") == 0)
          next = e;
    }
}

/* What every thread has of a threading.local: this library keeps a table. */
static void
tell_spaces (const Walk *walk, guint32 e)
{
  const RsHeapGraph *graph = walk->graph;
  const RsGraphNode *table = &graph->nodes[graph->edges[e].target];
  for (guint32 i = table->first_edge; i < table->first_edge + table->n_edges; i++)
    {
      const RsGraphNode *spaces = &graph->nodes[graph->edges[i].target];
      for (guint32 k = spaces->first_edge;
           graph->edges[i].kind == RS_REF_ATTRIBUTE && k < spaces->first_edge + spaces->n_edges;
           k++)
        if (graph->edges[k].kind == RS_REF_VALUE)
          tell_inner (walk, k, RS_REF_VALUE, RS_PLACE_ATTRIBUTE);
    }
}

static gboolean
is_weak_keyed (const Walk *walk, const char *label)
{
  return strcmp (label, "data") == 0
         && strcmp (type_of (walk->graph, walk->node), "WeakKeyDictionary") == 0;
}

/* Types in C whose tuples are their own affair. */
static gboolean
keeps_tuples (const char *type)
{
  static const char *const types[] = {
    "chain",        "combinations", "combinations_with_replacement",
    "itemgetter",   "attrgetter",   "methodcaller",
    "permutations", "product",      "starmap",
    "zip_longest"
  };
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (type, types[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Fields in C and attributes that lead to a tuple or dict of the owner's. */
static void
tell_by_name (const Walk *walk, guint32 e)
{
  const RsHeapGraph *graph = walk->graph;
  const char *label = text_of (graph, &graph->edges[e]);
  guint8 middle = graph->nodes[graph->edges[e].target].shape,
         shape = graph->nodes[walk->node].shape;
  gboolean called = strcmp (type_of (graph, walk->node), "partial") == 0;

  if (strcmp (label, "tb_next") == 0)
    tell_frames (walk, e);
  else if (strcmp (label, "args") == 0 && (shape == RS_SHAPE_EXCEPTION || called))
    tell_inner (walk, e, RS_REF_ITEM, RS_PLACE_ARGUMENT);
  else if (strcmp (label, "keywords") == 0 && called)
    tell_inner (walk, e, RS_REF_VALUE, RS_PLACE_ARGUMENT);
  else if (strcmp (type_of (graph, walk->node), "memoryview") == 0)
    tell_inner (walk, e, RS_REF_OTHER, RS_PLACE_BUFFER);
  else if (strcmp (label, "iterators") == 0)
    tell_inner (walk, e, RS_REF_ITEM, RS_PLACE_STORED);
  else if (middle == RS_SHAPE_TUPLE && keeps_tuples (type_of (graph, walk->node)))
    tell_inner (walk, e, RS_REF_ITEM, RS_PLACE_STORED);
}

static void
tell_edge (const Walk *walk, guint32 e)
{
  const RsHeapGraph *graph = walk->graph;
  const RsGraphEdge *edge = &graph->edges[e];

  tell (walk, e, e, RS_PLACE_PLAIN);
  switch (edge->kind)
    {
    case RS_REF_DICT:
      tell_inner (walk, e, RS_REF_VALUE, RS_PLACE_ATTRIBUTE);
      break;
    case RS_REF_ATTRIBUTE:
      if (is_weak_keyed (walk, text_of (graph, edge)))
        tell_inner (walk, e, RS_REF_VALUE, RS_PLACE_VALUE);
      else if (strcmp (text_of (graph, edge), "_table") == 0
               && strcmp (type_of (graph, edge->target), "_Table") == 0)
        tell_spaces (walk, e);
      break;
    case RS_REF_CLOSURE:
      tell_closure (walk, e);
      break;
    case RS_REF_DEFAULT:
      if (graph->nodes[walk->node].shape == RS_SHAPE_FUNCTION)
        tell_inner (walk, e, RS_REF_DEFAULT, RS_PLACE_DEFAULT);
      break;
    case RS_REF_CELL:
      tell_content (walk, e, RS_PLACE_LOCAL);
      break;
    case RS_REF_BASE:
      tell_inner (walk, e, RS_REF_ITEM, RS_PLACE_BASE);
      break;
    case RS_REF_OTHER:
      tell_by_name (walk, e);
      break;
    default:
      break;
    }
}

void
rs_places_foreach (const RsHeapGraph *graph, guint32 node, RsPlaceFunc func, gpointer data)
{
  const Walk walk = { graph, func, data, node };
  const RsGraphNode *owner = &graph->nodes[node];
  for (guint32 e = owner->first_edge; e < owner->first_edge + owner->n_edges; e++)
    if (is_held (&graph->edges[e]))
      tell_edge (&walk, e);
}

/* --- labels --------------------------------------------------------------- */

/* TEXT is a key's repr: can it be written so that it means the same again? */
static gboolean
is_plain_key (const char *text)
{
  return *text != '\0' && (*text == '\'' || *text == '"' || strchr (text, '<') == NULL);
}

static char *
keyed (const char *word, const char *preposition, const char *key)
{
  return is_plain_key (key) ? g_strdup_printf ("%s %s%s", word, preposition, key) : g_strdup (word);
}

/* What fields in C are called that have no name in Python. */
static const struct {
  const char *type, *field, *label; /* TYPE, FIELD NULL: any */
} c_fields[] = {
  { "lru_cache", "cache", "cache" },
  { "_lru_cache_wrapper", "cache", "cache" },
  { "_lru_cache_wrapper", "result", "result" },
  { "partial", "func", "func" },
  { "memoryview", NULL, "buffer" },
  { "dict_keys", NULL, "viewed" },
  { "dict_values", NULL, "viewed" },
  { "dict_items", NULL, "viewed" },
  { "enumerate", NULL, "iterated" },
  { "reversed", NULL, "iterated" },
  { "map", NULL, "stored" },
  { "zip", NULL, "stored" },
  { "filter", "function", "stored" },
  { NULL, "iterator", "iterated" },
  { NULL, "iterators", "iterated" },
  { NULL, "it_seq", "iterated" },
  { "set_iterator", NULL, "iterated" },
  { "dict_keyiterator", NULL, "iterated" },
  { "dict_valueiterator", NULL, "iterated" },
  { "dict_itemiterator", NULL, "iterated" },
  { "dict_reversekeyiterator", NULL, "iterated" },
  { "dict_reversevalueiterator", NULL, "iterated" },
  { "dict_reverseitemiterator", NULL, "iterated" },
  { "odict_keys", NULL, "viewed" },
  { "odict_values", NULL, "viewed" },
  { "odict_items", NULL, "viewed" },
  { "odict_iterator", NULL, "iterated" },
  { "_deque_iterator", NULL, "iterated" },
  { "_deque_reverse_iterator", NULL, "iterated" },
  { "property", NULL, NULL },
  { "slice", NULL, NULL },
  { "defaultdict", NULL, NULL },
};

static char *
field_label (const RsHeapGraph *graph, guint32 source, const char *field)
{
  const char *type = type_of (graph, source);
  /* A descriptor in C keeps its class to itself. */
  if (strcmp (field, "__objclass__") == 0)
    return g_strdup ("stored");
  if (g_str_has_prefix (field, "__") || g_str_has_prefix (field, "tb_")
      || g_str_has_prefix (field, "f_") || strcmp (field, "cell_contents") == 0)
    return g_strdup (field);
  for (guint i = 0; i < G_N_ELEMENTS (c_fields); i++)
    if ((c_fields[i].type == NULL || strcmp (type, c_fields[i].type) == 0)
        && (c_fields[i].field == NULL || strcmp (field, c_fields[i].field) == 0))
      return c_fields[i].label ? g_strdup (c_fields[i].label)
                               : g_strconcat ("attribute ", field, NULL);
  guint8 shape = graph->nodes[source].shape;
  return shape == RS_SHAPE_OTHER ? g_strdup ("stored") : g_strconcat ("attribute ", field, NULL);
}

/* What the generator that holds it waits for; a coroutine has it on its
 * stack. */
static char *
awaited_label (const RsHeapGraph *graph, guint32 source)
{
  return g_strdup (strcmp (type_of (graph, source), "generator") == 0 ? "gi_yieldfrom" : "stack");
}

static char *
attribute_label (const RsHeapGraph *graph, guint32 source, const char *name)
{
  /* What CPython has in C, the library here in Python. */
  static const char *const of_c[][3] = { { "Task", "_coro", "coroutine" },
                                         { "Task", "_result", "result" },
                                         { "Task", "_exception", "exception" },
                                         { "Future", "_result", "result" },
                                         { "Future", "_exception", "exception" } };
  for (guint i = 0; i < G_N_ELEMENTS (of_c); i++)
    if (strcmp (type_of (graph, source), of_c[i][0]) == 0 && strcmp (name, of_c[i][1]) == 0)
      return g_strdup (of_c[i][2]);
  return g_strconcat ("attribute ", name, NULL);
}

/* A key's repr where it is a str: without the quotes; no attribute's name has
 * any in it. */
static char *
unquoted (const char *repr)
{
  gsize n = strlen (repr);
  return n >= 2 && (*repr == '\'' || *repr == '"') ? g_strndup (repr + 1, n - 2) : g_strdup (repr);
}

static char *
plain_label (const RsHeapGraph *graph, const RsGraphEdge *edge)
{
  const char *text = text_of (graph, edge);
  switch (edge->kind)
    {
    case RS_REF_GLOBAL:
      return g_strconcat ("global ", text, NULL);
    case RS_REF_LOCAL:
      return g_strconcat ("local ", text, NULL);
    case RS_REF_CELL:
      return g_strconcat ("cell ", text, NULL);
    case RS_REF_ITEM:
      return g_strdup_printf ("item %d", edge->index);
    case RS_REF_KEY:
      return graph->nodes[edge->source].shape == RS_SHAPE_SET ? g_strdup ("member")
                                                              : keyed ("key", "", text);
    case RS_REF_VALUE:
      return keyed ("value", "of ", text);
    case RS_REF_ATTRIBUTE:
    case RS_REF_SLOT:
      return attribute_label (graph, edge->source, text);
    case RS_REF_TYPE:
      return g_strdup ("class");
    case RS_REF_DICT:
      return g_strdup ("__dict__");
    case RS_REF_CALLBACK:
      return g_strdup ("__callback__");
    case RS_REF_STACK:
      return *text != '\0' ? awaited_label (graph, edge->source) : g_strdup ("stack");
    case RS_REF_CONST:
      return g_strdup_printf ("constant %d", MAX (edge->index, 0));
    case RS_REF_FRAME:
      return g_strconcat ("frame ", rs_heap_graph_text (graph, graph->nodes[edge->target].text),
                          NULL);
    case RS_REF_DEFAULT:
      return *text != '\0' && !g_str_has_prefix (text, "__") ? g_strconcat ("default ", text, NULL)
                                                             : g_strdup (text);
    default:
      return field_label (graph, edge->source, text);
    }
}

/* An argument by its position or its name. */
static char *
argument_label (const RsHeapGraph *graph, const RsGraphEdge *edge)
{
  if (edge->kind == RS_REF_ITEM)
    return g_strdup_printf ("argument %d", edge->index);
  g_autofree char *name = unquoted (text_of (graph, edge));
  return g_strconcat ("argument ", name, NULL);
}

char *
rs_place_label (const RsHeapGraph *graph, const RsPlace *place)
{
  const RsGraphEdge *first = &graph->edges[place->first], *last = &graph->edges[place->last];
  g_autofree char *name = unquoted (text_of (graph, last));
  switch ((RsPlaceForm) place->form)
    {
    case RS_PLACE_PLAIN:
      return plain_label (graph, last);
    case RS_PLACE_ATTRIBUTE:
      return attribute_label (graph, first->source, name);
    case RS_PLACE_LOCAL:
      return g_strconcat ("local ", text_of (graph, first), NULL);
    case RS_PLACE_CELL:
      return g_strconcat ("cell ", text_of (graph, first), NULL);
    case RS_PLACE_DEFAULT:
      return g_strconcat ("default ", name, NULL);
    case RS_PLACE_ARGUMENT:
      return argument_label (graph, last);
    case RS_PLACE_FRAME:
      return plain_label (graph, last);
    case RS_PLACE_BASE:
      return g_strdup ("base");
    case RS_PLACE_VALUE:
      return keyed ("value", "of ", text_of (graph, last));
    case RS_PLACE_STORED:
      return g_strdup ("stored");
    case RS_PLACE_BUFFER:
      return g_strdup ("buffer");
    case RS_PLACE_CALLBACK:
      return g_strdup ("callback");
    }
  return g_strdup ("?");
}
