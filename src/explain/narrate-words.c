/* SPDX-License-Identifier: MIT
 *
 * Words for objects and places. An object is called by its type and, where a
 * short expression of the running frame leads to it, by that: "the Child
 * `items[0]`". The expression is found from the object backwards, breadth
 * first, over the references that Python has a syntax for.
 */
#include "narrate-private.h"

#include "explain/particle.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_DEPTH 4 /* of an expression: references */
#define MOST_SEEN 100
#define MOST_VALUE 40 /* characters of a value's text */

static const char *
text_of (const RsHeapGraph *graph, RsText text)
{
  return rs_heap_graph_text (graph, text);
}

/* --- places --------------------------------------------------------------- */

/* The node that has DICT for its __dict__; RS_NONE. */
static guint32
owner_of_dict (const RsHeapGraph *graph, guint32 dict)
{
  for (guint32 i = graph->in_first[dict]; i < graph->in_first[dict + 1]; i++)
    {
      const RsGraphEdge *edge = &graph->edges[graph->in_edges[i]];
      if (edge->kind == RS_REF_DICT)
        return edge->source;
    }
  return RS_NONE;
}

/* The function whose closure the tuple CELLS is; RS_NONE. */
static guint32
owner_of_closure (const RsHeapGraph *graph, guint32 cells)
{
  for (guint32 i = graph->in_first[cells]; i < graph->in_first[cells + 1]; i++)
    if (graph->edges[graph->in_edges[i]].kind == RS_REF_CLOSURE)
      return graph->edges[graph->in_edges[i]].source;
  return RS_NONE;
}

/* The edge by which a frame, or else a function, knows CELL; RS_NONE. */
static guint32
edge_to_cell (const RsHeapGraph *graph, guint32 cell)
{
  guint32 found = RS_NONE;
  for (guint32 i = graph->in_first[cell]; i < graph->in_first[cell + 1]; i++)
    {
      guint32 e = graph->in_edges[i];
      if (graph->edges[e].kind != RS_REF_CELL)
        continue;
      if (graph->nodes[graph->edges[e].source].kind == RS_GNODE_FRAME)
        return e;
      found = e;
    }
  return found;
}

gboolean
rs_is_told_place (const RsHeapGraph *graph, guint32 e)
{
  const RsGraphEdge *edge = &graph->edges[e];
  const RsGraphNode *source = &graph->nodes[edge->source];
  if (edge->target == RS_NONE || edge->strength != RS_STRONG
      || (source->flags & (RS_NODE_BY_LIBRARY | RS_NODE_OUTSIDE))
      || (source->kind == RS_GNODE_FRAME && source->origin != RS_ORIGIN_PROGRAM))
    return FALSE;
  switch (edge->kind)
    {
    case RS_REF_GLOBAL:
    case RS_REF_LOCAL:
    case RS_REF_ATTRIBUTE:
    case RS_REF_SLOT:
    case RS_REF_VALUE:
      return TRUE;
    case RS_REF_ITEM:
      return source->shape == RS_SHAPE_LIST || source->shape == RS_SHAPE_TUPLE;
    case RS_REF_KEY:
      return source->shape == RS_SHAPE_SET;
    case RS_REF_OTHER:
      return source->shape == RS_SHAPE_CELL && edge_to_cell (graph, edge->source) != RS_NONE;
    default:
      return FALSE;
    }
}

guint32
rs_owner_of (const RsHeapGraph *graph, guint32 e)
{
  const RsGraphEdge *edge = &graph->edges[e];
  const RsGraphNode *source = &graph->nodes[edge->source];
  guint32 owner = RS_NONE;
  if (source->shape == RS_SHAPE_CELL)
    {
      guint32 known_by = edge_to_cell (graph, edge->source);
      owner = known_by == RS_NONE ? RS_NONE : graph->edges[known_by].source;
      if (owner != RS_NONE && graph->nodes[owner].shape == RS_SHAPE_TUPLE)
        owner = owner_of_closure (graph, owner);
    }
  else if (source->shape == RS_SHAPE_DICT && edge->kind == RS_REF_VALUE)
    owner = owner_of_dict (graph, edge->source);
  return owner == RS_NONE ? edge->source : owner;
}

/* Whether a place that is told leads to NODE. */
static gboolean
has_place (const RsHeapGraph *graph, guint32 node)
{
  for (guint32 i = graph->in_first[node]; i < graph->in_first[node + 1]; i++)
    if (rs_is_told_place (graph, graph->in_edges[i]))
      return TRUE;
  return FALSE;
}

/* --- worth ---------------------------------------------------------------- */

/* Whether NODE only serves what holds it: a namespace, a closure, a code's
 * constants, a call's arguments, the function of a class body. */
static gboolean
serves (const RsHeapGraph *graph, guint32 node)
{
  for (guint32 i = graph->in_first[node]; i < graph->in_first[node + 1]; i++)
    {
      const RsGraphEdge *edge = &graph->edges[graph->in_edges[i]];
      guint8 shape = graph->nodes[edge->source].shape;
      switch (edge->kind)
        {
        case RS_REF_DICT:
        case RS_REF_BASE:
        case RS_REF_MRO:
        case RS_REF_CLOSURE:
        case RS_REF_DEFAULT:
        case RS_REF_CONST:
        case RS_REF_NAME:
        case RS_REF_ROOT:
          return TRUE;
        case RS_REF_OTHER:
          if (graph->nodes[edge->source].kind == RS_GNODE_FRAME || shape == RS_SHAPE_CLASS
              || shape == RS_SHAPE_CODE || shape == RS_SHAPE_FUNCTION || shape == RS_SHAPE_EXCEPTION
              || shape == RS_SHAPE_ITERATOR)
            return TRUE;
          break;
        default:
          break;
        }
    }
  return FALSE;
}

RsWorth
rs_worth_of (const RsHeapGraph *graph, guint32 node)
{
  const RsGraphNode *n = &graph->nodes[node];
  if (n->kind != RS_GNODE_OBJECT)
    return RS_WORTH_INNER;
  switch (n->shape)
    {
    case RS_SHAPE_INT:
    case RS_SHAPE_FLOAT:
    case RS_SHAPE_STR:
    case RS_SHAPE_BYTES:
    case RS_SHAPE_NONE:
    case RS_SHAPE_BOOL:
      return RS_WORTH_VALUE;
    case RS_SHAPE_CELL:
    case RS_SHAPE_CODE:
    case RS_SHAPE_FRAME:
    case RS_SHAPE_TRACEBACK:
    case RS_SHAPE_BUILTIN:
    case RS_SHAPE_ITERATOR:
    case RS_SHAPE_METHOD:
      return RS_WORTH_INNER;
    default:
      break;
    }
  if (n->serial < graph->moment.first_serial || n->origin != RS_ORIGIN_PROGRAM
      || (n->flags & (RS_NODE_BY_LIBRARY | RS_NODE_OUTSIDE)))
    return RS_WORTH_INNER;
  gboolean may_serve = n->shape == RS_SHAPE_DICT || n->shape == RS_SHAPE_TUPLE
                       || n->shape == RS_SHAPE_LIST || n->shape == RS_SHAPE_FUNCTION;
  return may_serve && !has_place (graph, node) && serves (graph, node) ? RS_WORTH_INNER
                                                                       : RS_WORTH_THING;
}

/* --- names --------------------------------------------------------------- */

/* The name that EDGE gives to its target; NULL: it is no name's. */
static const char *
name_of (const RsHeapGraph *graph, guint32 e)
{
  const RsGraphEdge *edge = &graph->edges[e];
  const RsGraphNode *source = &graph->nodes[edge->source];
  if (edge->kind == RS_REF_GLOBAL || edge->kind == RS_REF_LOCAL)
    return text_of (graph, edge->label);
  if (source->shape == RS_SHAPE_CELL && edge->kind == RS_REF_OTHER)
    {
      guint32 known_by = edge_to_cell (graph, edge->source);
      return known_by == RS_NONE ? NULL : text_of (graph, graph->edges[known_by].label);
    }
  /* A class body's or module's namespace. */
  if (edge->kind == RS_REF_VALUE && source->shape == RS_SHAPE_DICT)
    {
      guint32 owner = owner_of_dict (graph, edge->source);
      if (owner != RS_NONE && graph->nodes[owner].kind == RS_GNODE_FRAME)
        return text_of (graph, edge->label);
    }
  return NULL;
}

gboolean
rs_is_name (const RsHeapGraph *graph, guint32 edge)
{
  return name_of (graph, edge) != NULL;
}

/* The attribute's name, where EDGE is one's; NULL. */
static const char *
attribute_of (const RsHeapGraph *graph, guint32 e)
{
  const RsGraphEdge *edge = &graph->edges[e];
  if (edge->kind == RS_REF_ATTRIBUTE || edge->kind == RS_REF_SLOT)
    return text_of (graph, edge->label);
  if (edge->kind == RS_REF_VALUE && owner_of_dict (graph, edge->source) != RS_NONE)
    return text_of (graph, edge->label);
  return NULL;
}

/* --- paths ---------------------------------------------------------------- */

typedef struct {
  guint32 node;
  guint depth;
  char *suffix; /* of the expression, after what leads to NODE */
} Wanted;

static void
clear_wanted (gpointer data)
{
  g_free (((Wanted *) data)->suffix);
}

/* How EDGE is written after an expression for its owner; NULL: it has no
 * syntax. Transfer full. */
static char *
suffix_of (const RsHeapGraph *graph, guint32 e)
{
  const RsGraphEdge *edge = &graph->edges[e];
  const RsGraphNode *source = &graph->nodes[edge->source];
  const char *attribute = attribute_of (graph, e), *label = text_of (graph, edge->label);
  if (attribute != NULL)
    return g_strconcat (".", attribute, NULL);
  if (edge->kind == RS_REF_VALUE && *label != '\0' && strchr (label, '<') == NULL
      && g_utf8_strlen (label, -1) <= 20)
    return g_strconcat ("[", label, "]", NULL);
  if (edge->kind == RS_REF_ITEM
      && (source->shape == RS_SHAPE_LIST || source->shape == RS_SHAPE_TUPLE))
    return g_strdup_printf ("[%d]", edge->index);
  return NULL;
}

/* How well a name of the frame or namespace SOURCE is seen from where the
 * program runs: 2 best, 0 not at all. */
static guint
visibility (const RsHeapGraph *graph, guint32 source)
{
  const RsGraphNode *node = &graph->nodes[source];
  return node->flags & RS_NODE_CURRENT ? 2 : node->kind == RS_GNODE_NAMESPACE ? 1 : 0;
}

/* Looks at one reference to WANTED's node: a name ends the search (its
 * visibility is returned, *PATH), anything else with a syntax is searched for
 * in turn. */
static guint
follow (const RsHeapGraph *graph, guint32 e, const Wanted *wanted, GArray *queue, char **path)
{
  const RsGraphEdge *edge = &graph->edges[e];
  const RsGraphNode *source = &graph->nodes[edge->source];
  if (edge->strength != RS_STRONG || (source->flags & (RS_NODE_BY_LIBRARY | RS_NODE_OUTSIDE)))
    return 0;
  const char *name = name_of (graph, e);
  guint32 owner = rs_owner_of (graph, e);
  if (name != NULL)
    {
      guint seen = visibility (graph, owner);
      *path = seen > 0 ? g_strconcat (name, wanted->suffix, NULL) : NULL;
      return seen;
    }
  g_autofree char *suffix = suffix_of (graph, e);
  if (suffix == NULL || wanted->depth + 1 >= MOST_DEPTH || queue->len >= MOST_SEEN
      || graph->nodes[owner].kind != RS_GNODE_OBJECT)
    return 0;
  Wanted next = { owner, wanted->depth + 1, g_strconcat (suffix, wanted->suffix, NULL) };
  g_array_append_val (queue, next);
  return 0;
}

char *
rs_path_of (const RsHeapGraph *graph, guint32 node)
{
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (Wanted));
  g_autofree char *best = NULL;
  guint best_seen = 0, best_depth = 0;
  Wanted first = { node, 0, g_strdup ("") };
  g_array_set_clear_func (queue, clear_wanted);
  g_array_append_val (queue, first);
  for (guint i = 0; i < queue->len && best_seen < 2; i++)
    {
      const Wanted wanted = g_array_index (queue, Wanted, i);
      if (best != NULL && wanted.depth > best_depth)
        break;
      guint32 end =
          MIN (graph->in_first[wanted.node + 1], graph->in_first[wanted.node] + MOST_SEEN);
      for (guint32 k = graph->in_first[wanted.node]; k < end; k++)
        {
          g_autofree char *path = NULL;
          guint seen = follow (graph, graph->in_edges[k], &wanted, queue, &path);
          if (path == NULL || seen <= best_seen)
            continue;
          g_free (best);
          best = g_steal_pointer (&path);
          best_seen = seen;
          best_depth = wanted.depth;
        }
    }
  return g_steal_pointer (&best);
}

/* --- objects -------------------------------------------------------------- */

/* A value's text, cut where it is long. */
static char *
value_text (const RsHeapGraph *graph, const RsGraphNode *node)
{
  const char *text = text_of (graph, node->text);
  if (g_utf8_strlen (text, -1) <= MOST_VALUE && strchr (text, '\n') == NULL)
    return g_strdup (text);
  g_autofree char *start = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MOST_VALUE));
  start[strcspn (start, "\n")] = '\0';
  return g_strconcat (start, "…", NULL);
}

static char *
say2 (const char *format, const char *a, const char *b)
{
  const char *const arguments[] = { a, b };
  return rs_say (format, arguments, 2);
}

/* What has a name of its own. */
static char *
named_words (const RsHeapGraph *graph, const RsGraphNode *node)
{
  const char *text = text_of (graph, node->text), *format;
  switch (node->shape)
    {
    case RS_SHAPE_CLASS:
      format = _ ("the class %s");
      break;
    case RS_SHAPE_FUNCTION:
      format = _ ("the function %s");
      break;
    case RS_SHAPE_MODULE:
      format = _ ("the module %s");
      break;
    case RS_SHAPE_GENERATOR:
      return say2 (_ ("the %s %s"), text_of (graph, node->type_name), text);
    default:
      return NULL;
    }
  return *text != '\0' ? say2 (format, text, NULL) : NULL;
}

char *
rs_object_words (const RsHeapGraph *graph, guint32 node, const char *except)
{
  const RsGraphNode *n = &graph->nodes[node];
  const char *type = text_of (graph, n->type_name);
  char *named = named_words (graph, n);
  if (named != NULL)
    return named;
  if (n->shape == RS_SHAPE_NONE || n->shape == RS_SHAPE_BOOL)
    return g_strdup (text_of (graph, n->text));
  if (rs_worth_of (graph, node) == RS_WORTH_VALUE)
    {
      g_autofree char *text = value_text (graph, n);
      return say2 (_ ("the %s %s"), type, text);
    }
  g_autofree char *path = rs_path_of (graph, node);
  if (n->shape == RS_SHAPE_WEAKREF)
    type = _ ("weak reference");
  if (path == NULL || g_strcmp0 (path, except) == 0)
    return say2 (_ ("the %s"), type, NULL);
  return say2 (_ ("the %s `%s`"), type, path);
}

char *
rs_new_words (const RsHeapGraph *graph, guint32 node)
{
  const RsGraphNode *n = &graph->nodes[node];
  const char *type = text_of (graph, n->type_name);
  gboolean counted = n->shape == RS_SHAPE_LIST || n->shape == RS_SHAPE_TUPLE
                     || n->shape == RS_SHAPE_DICT || n->shape == RS_SHAPE_SET;
  if (n->shape == RS_SHAPE_CLASS || n->shape == RS_SHAPE_FUNCTION)
    return say2 (n->shape == RS_SHAPE_CLASS ? _ ("the new class %s") : _ ("the new function %s"),
                 text_of (graph, n->text), NULL);
  if (rs_worth_of (graph, node) == RS_WORTH_VALUE)
    return rs_object_words (graph, node, NULL);
  if (n->shape == RS_SHAPE_WEAKREF)
    return g_strdup (_ ("a new weak reference"));
  if (!counted)
    return say2 (_ ("a new %s"), type, NULL);
  if (n->length == 0)
    return say2 (_ ("a new, empty %s"), type, NULL);
  g_autofree char *length = g_strdup_printf ("%u", n->length);
  return say2 (
      g_dngettext (GETTEXT_PACKAGE, "a new %s of %s item", "a new %s of %s items", n->length), type,
      length);
}

/* --- places in words ------------------------------------------------------ */

static char *
name_words (const RsHeapGraph *graph, guint32 e, const char *name)
{
  guint32 owner = rs_owner_of (graph, e);
  const RsGraphNode *node = &graph->nodes[owner];
  if (node->kind == RS_GNODE_NAMESPACE || visibility (graph, owner) == 2)
    return g_strdup_printf ("`%s`", name);
  if (node->kind == RS_GNODE_FRAME)
    return say2 (_ ("`%s` of `%s`"), name, text_of (graph, node->text));
  g_autofree char *words = rs_object_words (graph, owner, NULL);
  return say2 (_ ("`%s` of %s"), name, words);
}

char *
rs_place_words (const RsHeapGraph *graph, guint32 e)
{
  const RsGraphEdge *edge = &graph->edges[e];
  const char *name = name_of (graph, e), *attribute = attribute_of (graph, e);
  if (name != NULL)
    return name_words (graph, e, name);
  g_autofree char *owner = rs_object_words (graph, rs_owner_of (graph, e), NULL);
  if (attribute != NULL)
    return say2 (_ ("attribute `%s` of %s"), attribute, owner);
  g_autofree char *index = g_strdup_printf ("%d", edge->index);
  switch (edge->kind)
    {
    case RS_REF_ITEM:
      return say2 (_ ("item %s of %s"), index, owner);
    case RS_REF_VALUE:
      return say2 (_ ("the value of %s in %s"), text_of (graph, edge->label), owner);
    default: /* a member of a set */
      return g_steal_pointer (&owner);
    }
}

/* How good EDGE is as a holder: the less, the better; G_MAXUINT: not at all. */
static guint
rank_holder (const RsHeapGraph *graph, guint32 e)
{
  const RsGraphEdge *edge = &graph->edges[e];
  if (edge->strength == RS_WEAK)
    return G_MAXUINT;
  if (rs_is_told_place (graph, e))
    {
      const RsGraphNode *owner = &graph->nodes[rs_owner_of (graph, e)];
      return !rs_is_name (graph, e)                                               ? 2
             : owner->kind == RS_GNODE_OBJECT                                     ? 3
             : owner->kind == RS_GNODE_FRAME && !(owner->flags & RS_NODE_CURRENT) ? 1
                                                                                  : 0;
    }
  return edge->strength == RS_STRONG && graph->nodes[edge->source].kind == RS_GNODE_OBJECT ? 4 : 5;
}

/* What holds by EDGE, which is no place. */
static char *
other_words (const RsHeapGraph *graph, guint32 e)
{
  const RsGraphEdge *edge = &graph->edges[e];
  const RsGraphNode *source = &graph->nodes[edge->source];
  if (source->kind == RS_GNODE_FRAME)
    return say2 (_ ("the stack of `%s`"), text_of (graph, source->text), NULL);
  if (source->kind != RS_GNODE_OBJECT)
    return g_strdup (_ ("the interpreter"));
  return rs_object_words (graph, edge->source, NULL);
}

char *
rs_holder_words (const RsHeapGraph *graph, guint32 node)
{
  guint32 best = RS_NONE;
  guint rank = G_MAXUINT;
  for (guint32 i = graph->in_first[node]; i < graph->in_first[node + 1]; i++)
    {
      guint this = rank_holder (graph, graph->in_edges[i]);
      if (this >= rank || graph->edges[graph->in_edges[i]].source == node)
        continue;
      rank = this;
      best = graph->in_edges[i];
    }
  if (best == RS_NONE)
    return NULL;
  return rs_is_told_place (graph, best) ? rs_place_words (graph, best) : other_words (graph, best);
}

/* --- types ---------------------------------------------------------------- */

typedef struct {
  const char *type;
  guint n;
} TypeCount;

static int
compare_types (gconstpointer a, gconstpointer b)
{
  const TypeCount *x = a, *y = b;
  return x->n != y->n ? (x->n > y->n ? -1 : 1) : strcmp (x->type, y->type);
}

char *
rs_types_words (GHashTable *types)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (TypeCount));
  GString *out = g_string_new (NULL);
  GHashTableIter iter;
  gpointer type, n;
  g_hash_table_iter_init (&iter, types);
  while (g_hash_table_iter_next (&iter, &type, &n))
    {
      TypeCount row = { type, GPOINTER_TO_UINT (n) };
      g_array_append_val (rows, row);
    }
  g_array_sort (rows, compare_types);
  for (guint i = 0; i < rows->len; i++)
    {
      const TypeCount *row = &g_array_index (rows, TypeCount, i);
      g_autofree char *number = g_strdup_printf ("%u", row->n);
      g_autofree char *words = say2 (C_ ("number and type", "%s %s"), number, row->type);
      g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", words);
    }
  return g_string_free (out, FALSE);
}
