/* SPDX-License-Identifier: MIT
 *
 * What stays inside. A WeakValueDictionary holds a dict, a list, a set, a
 * function and a weak reference of a class of its own for each value: the
 * library made them for it, and no program ever sees one. A picture for people
 * shows the dictionary, and says how many objects are in it.
 *
 * The engine tells what code of the library made and has never returned to the
 * program (RS_NODE_BY_LIBRARY): those are the candidates. What a program makes
 * is none, whoever holds it: the result of a Future, the arguments of a Thread.
 *
 *   expose    What stands for itself: all that is no candidate; and a candidate that such a thing
 *             holds. But an object of a library's class hands on only what it offers under a
 *             public name, and of that only plain containers (a Queue's queue), because the rest
 *             is how it works (a Queue's mutex).
 *   own       Each of the others is inside of the first object that stands for itself, in the order
 *             of the graph, from which it is reached.
 *
 *   ns -> WeakValueDictionary -> data (dict) -> KeyedRef ..> value
 *    |                            inside         inside       |
 *    +--------------------------------------------------------+ stands for itself
 *
 * To go by names alone was tried: it hid what programs keep in private
 * attributes of classes that derive from a library's.
 */
#include "graph/inside.h"

#include <string.h>

typedef struct {
  const RsHeapGraph *graph;
  RsInside *inside;
  guint8 *candidate;
  guint8 *exposed;
  guint32 *queue;
} Search;

static const char *
text_of (const RsHeapGraph *graph, RsText text)
{
  return rs_heap_graph_text (graph, text);
}

/* --- classes -------------------------------------------------------------- */

guint32
rs_graph_class_of (const RsHeapGraph *graph, guint32 node)
{
  const RsGraphNode *n = &graph->nodes[node];

  for (guint32 e = n->first_edge + n->n_edges; e-- > n->first_edge;)
    if (graph->edges[e].kind == RS_REF_TYPE)
      return graph->edges[e].target;
  return RS_NONE;
}

/* The tuple of the order in which CLASS's attributes are sought; RS_NONE. */
static guint32
mro_of (const RsHeapGraph *graph, guint32 class)
{
  const RsGraphNode *n = &graph->nodes[class];

  for (guint32 e = n->first_edge; e < n->first_edge + n->n_edges; e++)
    if (graph->edges[e].kind == RS_REF_MRO)
      return graph->edges[e].target;
  return RS_NONE;
}

/* A class of the library in CLASS's order, that is called NAME (NULL: any);
 * RS_NONE. */
static guint32
library_base (const RsHeapGraph *graph, guint32 class, const char *name)
{
  guint32 mro = mro_of (graph, class);
  const RsGraphNode *n;

  if (mro == RS_NONE)
    return RS_NONE;
  n = &graph->nodes[mro];
  for (guint32 e = n->first_edge; e < n->first_edge + n->n_edges; e++)
    {
      guint32 base = graph->edges[e].target;

      if (base != RS_NONE && graph->nodes[base].shape == RS_SHAPE_CLASS
          && graph->nodes[base].origin == RS_ORIGIN_LIBRARY
          && (name == NULL || strcmp (text_of (graph, graph->nodes[base].text), name) == 0))
        return base;
    }
  return RS_NONE;
}

gboolean
rs_graph_class_is (const RsHeapGraph *graph, guint32 class, const char *name)
{
  const RsGraphNode *n = &graph->nodes[class];

  if (n->origin == RS_ORIGIN_LIBRARY)
    return strcmp (text_of (graph, n->text), name) == 0;
  return library_base (graph, class, name) != RS_NONE;
}

gboolean
rs_graph_is_weak_container (const RsHeapGraph *graph, guint32 node)
{
  static const char *const names[] = { "WeakValueDictionary", "WeakKeyDictionary", "WeakSet" };
  guint32 class = rs_graph_class_of (graph, node);

  if (class == RS_NONE || graph->nodes[node].shape != RS_SHAPE_INSTANCE)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (rs_graph_class_is (graph, class, names[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_container (const RsHeapGraph *graph, guint32 node)
{
  const RsGraphNode *n = &graph->nodes[node];

  if (n->shape == RS_SHAPE_LIST || n->shape == RS_SHAPE_TUPLE || n->shape == RS_SHAPE_DICT
      || n->shape == RS_SHAPE_SET)
    return TRUE;
  return n->shape == RS_SHAPE_OTHER && strcmp (text_of (graph, n->type_name), "deque") == 0;
}

static RsThing
thing_of (const RsHeapGraph *graph, guint32 node)
{
  const RsGraphNode *n = &graph->nodes[node];
  guint32 class;

  if (n->kind != RS_GNODE_OBJECT || n->shape == RS_SHAPE_EXCEPTION || n->shape == RS_SHAPE_METHOD)
    return RS_THING_NONE;
  if (n->shape == RS_SHAPE_CLASS)
    return n->origin == RS_ORIGIN_PROGRAM ? RS_THING_CLASS : RS_THING_NONE;
  if (n->shape == RS_SHAPE_GENERATOR)
    return n->flags & RS_NODE_BY_LIBRARY ? RS_THING_LIBRARY : RS_THING_NONE;
  class = rs_graph_class_of (graph, node);
  if (class != RS_NONE && graph->nodes[class].origin == RS_ORIGIN_LIBRARY)
    return RS_THING_LIBRARY;
  if (class != RS_NONE && graph->nodes[class].origin == RS_ORIGIN_PROGRAM)
    return library_base (graph, class, NULL) != RS_NONE ? RS_THING_DERIVED : RS_THING_NONE;
  return n->shape == RS_SHAPE_OTHER && !is_container (graph, node) ? RS_THING_OPAQUE
                                                                   : RS_THING_NONE;
}

/* --- candidates ----------------------------------------------------------- */

static gboolean
is_value (guint8 shape)
{
  return shape == RS_SHAPE_INT || shape == RS_SHAPE_FLOAT || shape == RS_SHAPE_STR
         || shape == RS_SHAPE_BYTES || shape == RS_SHAPE_NONE || shape == RS_SHAPE_BOOL;
}

static gboolean
is_candidate (const RsHeapGraph *graph, guint32 node)
{
  const RsGraphNode *n = &graph->nodes[node];
  guint32 class;

  if (n->kind != RS_GNODE_OBJECT || n->origin != RS_ORIGIN_PROGRAM || is_value (n->shape)
      || (n->flags & (RS_NODE_OUTSIDE | RS_NODE_DYING)) || n->shape == RS_SHAPE_CLASS
      || n->shape == RS_SHAPE_FRAME || n->shape == RS_SHAPE_CODE)
    return FALSE;
  class = rs_graph_class_of (graph, node);
  if (class != RS_NONE && graph->nodes[class].origin == RS_ORIGIN_PROGRAM)
    return FALSE;
  /* No program can make an object of a built-in type that has no public
   * name. */
  if (class != RS_NONE && graph->nodes[class].origin == RS_ORIGIN_BUILTIN
      && text_of (graph, n->type_name)[0] == '_' && n->shape == RS_SHAPE_OTHER
      && graph->moment.first_serial > graph->nodes[class].serial)
    return TRUE;
  return (n->flags & RS_NODE_BY_LIBRARY) != 0 && n->shape != RS_SHAPE_FUNCTION;
}

/* --- expose --------------------------------------------------------------- */

static gboolean
is_attribute (guint8 kind)
{
  return kind == RS_REF_ATTRIBUTE || kind == RS_REF_SLOT || kind == RS_REF_OTHER
         || kind == RS_REF_LOCAL || kind == RS_REF_CELL || kind == RS_REF_SELF
         || kind == RS_REF_FUNC || kind == RS_REF_DICT || kind == RS_REF_CALLBACK
         || kind == RS_REF_STACK;
}

/* Whether EDGE, of an object that stands for itself, makes its target do so,
 * too. HOLDER: the object; it is not the edge's source where a dict lies
 * between. */
static gboolean
hands_on (const Search *search, guint32 holder, const RsGraphEdge *edge)
{
  const RsHeapGraph *graph = search->graph;
  const char *label = text_of (graph, edge->label);

  if (search->inside->thing[holder] == RS_THING_NONE)
    return TRUE;
  if (search->inside->thing[holder] == RS_THING_OPAQUE)
    return !is_attribute (edge->kind);
  if (search->inside->thing[holder] == RS_THING_CLASS)
    return label[0] != '_' && label[0] != '\0';
  if (!is_attribute (edge->kind) && edge->source == holder)
    return TRUE;
  return label[0] != '_' && label[0] != '\0' && is_container (graph, edge->target)
         && search->inside->thing[edge->target] == RS_THING_NONE
         && !rs_graph_is_weak_container (graph, holder);
}

static gboolean
is_plumbing (const RsHeapGraph *graph, const RsGraphEdge *edge)
{
  return edge->kind == RS_REF_TYPE || edge->kind == RS_REF_BASE || edge->kind == RS_REF_MRO
         || edge->kind == RS_REF_CODE || edge->kind == RS_REF_CONST
         || edge->kind == RS_REF_NAME
         /* An exception that is raised or handled is the program's affair. */
         || (edge->kind == RS_REF_ROOT && graph->nodes[edge->target].shape != RS_SHAPE_EXCEPTION)
         || (edge->kind == RS_REF_STACK
             && strcmp (text_of (graph, graph->moment.event), "instruction") != 0);
}

/* Whether EDGE leads to what is a part of its source: the dict of a class. */
static gboolean
is_part (const RsHeapGraph *graph, const RsGraphEdge *edge)
{
  const RsGraphNode *target = &graph->nodes[edge->target];

  return target->kind == RS_GNODE_VALUES
         || (edge->kind == RS_REF_DICT && target->shape == RS_SHAPE_DICT
             && target->kind == RS_GNODE_OBJECT
             && graph->nodes[edge->source].shape == RS_SHAPE_CLASS);
}

/* Exposes what NODE, a part of HOLDER or HOLDER itself, hands on. Returns how
 * many are in the queue now. */
static guint
expose_targets (Search *search, guint32 holder, guint32 node, guint n)
{
  const RsHeapGraph *graph = search->graph;
  const RsGraphNode *data = &graph->nodes[node];

  for (guint32 e = data->first_edge; e < data->first_edge + data->n_edges; e++)
    {
      const RsGraphEdge *edge = &graph->edges[e];

      if (edge->target == RS_NONE || is_plumbing (graph, edge))
        continue;
      if (holder == node && is_part (graph, edge))
        n = expose_targets (search, holder, edge->target, n);
      else if (search->candidate[edge->target] && !search->exposed[edge->target]
               && hands_on (search, holder, edge))
        {
          search->exposed[edge->target] = 1;
          search->queue[n++] = edge->target;
        }
    }
  return n;
}

static void
expose (Search *search)
{
  const RsHeapGraph *graph = search->graph;
  guint n = 0;

  for (guint32 i = 0; i < graph->n_nodes; i++)
    if (!search->candidate[i] && !(graph->nodes[i].flags & RS_NODE_OUTSIDE)
        && !(graph->nodes[i].kind == RS_GNODE_OTHER)
        && (graph->nodes[i].origin != RS_ORIGIN_BUILTIN || graph->nodes[i].kind == RS_GNODE_ROOT))
      {
        search->exposed[i] = 1;
        n = expose_targets (search, i, i, n);
      }
  for (guint k = 0; k < n; k++)
    n = expose_targets (search, search->queue[k], search->queue[k], n);
}

/* --- own ------------------------------------------------------------------ */

/* Whether NODE stays inside of whatever holds it. */
static gboolean
stays (const Search *search, guint32 node)
{
  const RsGraphNode *n = &search->graph->nodes[node];

  return search->inside->owner[node] == RS_NONE
         && ((search->candidate[node] && !search->exposed[node])
             || (n->kind == RS_GNODE_OBJECT && (n->flags & RS_NODE_BY_LIBRARY)
                 && !(n->flags & RS_NODE_OUTSIDE)
                 && (n->shape == RS_SHAPE_FUNCTION || n->shape == RS_SHAPE_BUILTIN)));
}

static guint
own_targets (Search *search, guint32 owner, guint32 node, guint n)
{
  const RsHeapGraph *graph = search->graph;
  const RsGraphNode *data = &graph->nodes[node];

  for (guint32 e = data->first_edge; e < data->first_edge + data->n_edges; e++)
    {
      const RsGraphEdge *edge = &graph->edges[e];

      if (edge->target == RS_NONE || is_plumbing (graph, edge) || edge->strength == RS_WEAK)
        continue;
      if (owner == node && is_part (graph, edge))
        n = own_targets (search, owner, edge->target, n);
      else if (stays (search, edge->target))
        {
          search->inside->owner[edge->target] = owner;
          search->inside->folded[owner]++;
          search->queue[n++] = edge->target;
        }
    }
  return n;
}

static void
own (Search *search)
{
  for (guint32 i = 0; i < search->graph->n_nodes; i++)
    {
      guint n = 0;

      if (!search->exposed[i] || search->inside->thing[i] == RS_THING_NONE)
        continue;
      n = own_targets (search, i, i, 0);
      for (guint k = 0; k < n; k++)
        n = own_targets (search, i, search->queue[k], n);
    }
}

RsInside *
rs_graph_inside (const RsHeapGraph *graph, const guint64 *opened, guint n_opened)
{
  RsInside *inside = g_new0 (RsInside, 1);
  g_autofree guint8 *candidate = g_new0 (guint8, graph->n_nodes + 1),
                    *exposed = g_new0 (guint8, graph->n_nodes + 1);
  g_autofree guint32 *queue = g_new (guint32, graph->n_nodes + 1);
  Search search = { graph, inside, candidate, exposed, queue };

  inside->owner = g_new (guint32, graph->n_nodes + 1);
  inside->folded = g_new0 (guint32, graph->n_nodes + 1);
  inside->thing = g_new0 (guint8, graph->n_nodes + 1);
  inside->lost = g_new0 (guint8, graph->n_nodes + 1);
  for (guint32 i = 0; i < graph->n_nodes; i++)
    {
      inside->owner[i] = RS_NONE;
      inside->thing[i] = thing_of (graph, i);
      candidate[i] = is_candidate (graph, i);
    }
  for (guint i = 0; i < n_opened; i++)
    {
      guint32 node = rs_heap_graph_find (graph, opened[i]);

      if (node != RS_NONE)
        inside->thing[node] = RS_THING_NONE;
    }
  expose (&search);
  own (&search);
  for (guint32 i = 0; i < graph->n_nodes; i++)
    inside->lost[i] = candidate[i] && !exposed[i] && inside->owner[i] == RS_NONE;
  return inside;
}

void
rs_graph_inside_free (RsInside *inside)
{
  if (inside == NULL)
    return;
  g_free (inside->owner);
  g_free (inside->folded);
  g_free (inside->thing);
  g_free (inside->lost);
  g_free (inside);
}
