/* SPDX-License-Identifier: MIT
 *
 * Dijkstra from all roots at once over places (places.h), the object itself
 * left out: so each reference to it is found at the end of the best way to its
 * holder. What has no such way hangs on the object itself (a cycle), and is
 * sought from there; what is left then is held by garbage.
 *
 * A chain is as good as it is short, but the program's own names come before
 * what the library and the engine hold, and a way through a class comes last
 * (LeakCanary's rule: https://square.github.io/leakcanary/fundamentals).
 *
 * O (references * log (references)).
 */
#include "chains.h"
#include "library.h"

#include <string.h>

enum {
  STEP = 10,
  FRAME = 9,
  LATER_FRAME = 1,
  ODD = 15,
  HANDLED = 25,
  THROUGH_CLASS = 40,
  TABLE = 300,
  LIBRARY = 1000
};

typedef struct {
  guint cost;
  guint order; /* of two of one cost, the one met first */
  guint32 node;
} Open;

/* How a node was come to. */
typedef struct {
  guint cost;
  guint32 from; /* node; RS_NONE: a root */
  RsPlace place;
  guint order; /* of a reference to the target: when it was met */
} Way;

typedef struct {
  const RsHeapGraph *graph;
  guint32 target;
  gboolean data_only;  /* see rs_chain_between */
  guint32 itself;      /* chains begin there; RS_NONE: at the roots */
  const guint8 *edges; /* by edge: whether it may be used; NULL: all may */
  Way *ways;
  guint8 *done;
  GArray *heap;      /* Open: a binary heap */
  GArray *tables;    /* RsTable: of the library */
  GHashTable *found; /* edge -> Way *: references to the target */
  guint order;
  guint32 node; /* being expanded */
  guint base;
} Search;

/* --- the heap ------------------------------------------------------------- */

static gboolean
is_less (const Open *a, const Open *b)
{
  return a->cost < b->cost || (a->cost == b->cost && a->order < b->order);
}

static void
push (Search *s, guint cost, guint32 node)
{
  Open item = { cost, s->order++, node };
  guint i = s->heap->len;
  g_array_append_val (s->heap, item);
  Open *at = (Open *) (gpointer) s->heap->data;
  for (; i > 0 && is_less (&item, &at[(i - 1) / 2]); i = (i - 1) / 2)
    at[i] = at[(i - 1) / 2];
  at[i] = item;
}

static Open
pop (Search *s)
{
  Open *at = (Open *) (gpointer) s->heap->data, first = at[0], item = at[s->heap->len - 1];
  guint n = s->heap->len - 1, i = 0;
  g_array_set_size (s->heap, n);
  for (guint child = 1; child < n; child = 2 * i + 1)
    {
      child += child + 1 < n && is_less (&at[child + 1], &at[child]);
      if (!is_less (&at[child], &item))
        break;
      at[i] = at[child];
      i = child;
    }
  if (n > 0)
    at[i] = item;
  return first;
}

/* --- the search ----------------------------------------------------------- */

static gboolean
has_label (const RsHeapGraph *graph, const RsGraphEdge *edge, const char *text)
{
  return strcmp (rs_heap_graph_text (graph, edge->label), text) == 0;
}

gboolean
rs_is_shared (const RsHeapGraph *graph, guint32 node)
{
  guint8 shape = graph->nodes[node].shape, kind = graph->nodes[node].kind;
  return shape == RS_SHAPE_CLASS || shape == RS_SHAPE_MODULE || kind == RS_GNODE_NAMESPACE;
}

static gboolean
is_globals (const RsHeapGraph *graph, const RsGraphEdge *edge)
{
  return graph->nodes[edge->source].shape == RS_SHAPE_FUNCTION
         && has_label (graph, edge, "__globals__");
}

/* What PLACE of NODE costs. */
static guint
cost_of (const RsHeapGraph *graph, guint32 node, const RsPlace *place)
{
  const RsGraphEdge *edge = &graph->edges[place->last];
  const RsGraphNode *owner = &graph->nodes[node];

  if (owner->kind == RS_GNODE_NAMESPACE)
    return STEP;
  if (owner->kind == RS_GNODE_FRAME)
    return edge->kind == RS_REF_LOCAL || edge->kind == RS_REF_CELL || place->form == RS_PLACE_LOCAL
               ? FRAME + STEP + (owner->depth > 0 ? LATER_FRAME : 0)
           : edge->kind == RS_REF_STACK ? ODD
                                        : FRAME + STEP + ODD;
  if (owner->kind == RS_GNODE_ROOT)
    return has_label (graph, edge, "exception being handled") ? HANDLED : LIBRARY;
  if (edge->kind == RS_REF_TYPE || edge->kind == RS_REF_MRO || is_globals (graph, edge))
    return THROUGH_CLASS;
  /* A cached call is reached by the table of keys, as its owner tells it. */
  if (edge->kind == RS_REF_OTHER && has_label (graph, edge, "key"))
    return STEP * 3;
  if (edge->kind == RS_REF_DICT || has_label (graph, edge, "args") || edge->kind == RS_REF_CLOSURE)
    return ODD;
  return STEP;
}

/* The table that NODE is; NULL: none. */
static const RsTable *
table_at (const Search *s, guint32 node)
{
  for (guint i = 0; i < s->tables->len; i++)
    if (g_array_index (s->tables, RsTable, i).node == node)
      return &g_array_index (s->tables, RsTable, i);
  return NULL;
}

static void
meet (const RsHeapGraph *graph, const RsPlace *place, gpointer data)
{
  Search *s = data;
  const RsGraphEdge *last = &graph->edges[place->last];
  guint cost = s->base + cost_of (graph, s->node, place);
  if (s->edges != NULL && (!s->edges[place->first] || !s->edges[place->last]))
    return;
  if (s->data_only && (!(last->flags & RS_REF_VISITED) || is_globals (graph, last)))
    return;
  if (place->target == s->target)
    {
      Way *way = g_hash_table_lookup (s->found, GUINT_TO_POINTER (place->last));
      if (way != NULL && way->cost <= cost)
        return;
      way = g_new (Way, 1);
      *way = (Way){ cost, s->node, *place, s->order++ };
      g_hash_table_replace (s->found, GUINT_TO_POINTER (place->last), way);
      return;
    }
  /* A table is known as what it is. */
  if (s->itself == RS_NONE && table_at (s, place->target) != NULL)
    return;
  if (s->done[place->target] || s->ways[place->target].cost <= cost
      || (s->data_only && rs_is_shared (graph, place->target)))
    return;
  s->ways[place->target] = (Way){ cost, s->node, *place, 0 };
  push (s, cost, place->target);
}

static void
start (Search *s, guint32 node, guint cost)
{
  s->ways[node] = (Way){ cost, RS_NONE, { RS_NONE, RS_NONE, RS_NONE, 0 }, 0 };
  push (s, cost, node);
}

static void
start_all (Search *s)
{
  const RsHeapGraph *graph = s->graph;
  if (s->itself != RS_NONE)
    {
      start (s, s->itself, 0);
      return;
    }
  for (guint i = 0; i < graph->n_roots; i++)
    {
      const RsGraphNode *root = &graph->nodes[graph->roots[i]];
      start (s, graph->roots[i],
             root->kind == RS_GNODE_FRAME && root->origin == RS_ORIGIN_LIBRARY ? LIBRARY / 2 : 0);
    }
  for (guint i = 0; i < s->tables->len; i++)
    start (s, g_array_index (s->tables, RsTable, i).node, TABLE);
}

static Search *
search (const RsHeapGraph *graph, guint32 target, guint32 itself, gboolean data_only,
        const guint8 *edges)
{
  Search *s = g_new0 (Search, 1);
  s->graph = graph;
  s->target = target;
  s->itself = itself;
  s->data_only = data_only;
  s->edges = edges;
  s->ways = g_new (Way, graph->n_nodes);
  s->done = g_new0 (guint8, graph->n_nodes);
  s->heap = g_array_new (FALSE, FALSE, sizeof (Open));
  s->found = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  for (guint i = 0; i < graph->n_nodes; i++)
    s->ways[i].cost = G_MAXUINT;
  s->tables = rs_tables_find (graph);
  start_all (s);
  while (s->heap->len > 0)
    {
      Open at = pop (s);
      if (s->done[at.node]++)
        continue;
      s->node = at.node;
      s->base = at.cost;
      const RsTable *table = table_at (s, at.node);
      if (table != NULL)
        rs_table_foreach (graph, table, meet, s);
      else
        rs_places_foreach (graph, at.node, meet, s);
    }
  return s;
}

static void
search_free (Search *s)
{
  g_free (s->ways);
  g_free (s->done);
  g_array_unref (s->heap);
  g_array_unref (s->tables);
  g_hash_table_unref (s->found);
  g_free (s);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_free)

/* --- labels --------------------------------------------------------------- */

/* The root that owns PLACE, in as many labels as it takes. */
static void
add_root (GPtrArray *labels, const Search *s, guint32 node, const RsPlace *place)
{
  const RsHeapGraph *graph = s->graph;
  const RsGraphNode *root = &graph->nodes[node];
  const char *name = rs_heap_graph_text (graph, root->text);
  g_autofree char *label = rs_place_label (graph, place);
  const RsGraphEdge *edge = &graph->edges[place->last];
  const RsTable *table = table_at (s, node);

  if (table != NULL)
    {
      g_ptr_array_add (labels, g_strdup (table->root));
      g_ptr_array_add (labels, g_steal_pointer (&label));
    }
  else if (root->kind == RS_GNODE_FRAME && edge->kind == RS_REF_STACK)
    g_ptr_array_add (labels, g_strconcat ("stack of ", name, NULL));
  else if (root->kind == RS_GNODE_FRAME)
    {
      g_ptr_array_add (labels, g_strconcat ("frame ", name, NULL));
      g_ptr_array_add (labels, g_steal_pointer (&label));
    }
  else if (root->kind == RS_GNODE_ROOT)
    {
      const char *what = rs_heap_graph_text (graph, edge->label);
      g_ptr_array_add (labels, strcmp (what, "exception being handled") == 0
                                   ? g_strdup ("handled exception")
                                   : g_strconcat ("library ", what, NULL));
    }
  else
    g_ptr_array_add (labels, g_steal_pointer (&label));
}

/* Whether a chain that goes on from NODE begins with it: a module of the
 * library that only the engine leads to, or whose private affair it is. */
static gboolean
begins_library (const Search *s, guint32 node, const char *label, gboolean from_engine)
{
  const RsGraphNode *at = &s->graph->nodes[node];
  return at->shape == RS_SHAPE_MODULE && at->origin == RS_ORIGIN_LIBRARY
         && (from_engine || g_str_has_prefix (label, "attribute _"));
}

static void
begin_library (const Search *s, GPtrArray *labels, guint32 node)
{
  g_ptr_array_set_size (labels, 0);
  g_ptr_array_add (
      labels,
      g_strconcat ("library ", rs_heap_graph_text (s->graph, s->graph->nodes[node].text), NULL));
}

static char **
labels_of (const Search *s, const Way *way)
{
  g_autoptr (GPtrArray) back = g_ptr_array_new ();
  GPtrArray *labels = g_ptr_array_new_with_free_func (g_free);
  for (const Way *at = way; at->from != RS_NONE; at = &s->ways[at->from])
    g_ptr_array_add (back, (gpointer) at);
  const Way *first = back->pdata[back->len - 1];
  gboolean engine = s->graph->nodes[first->from].kind == RS_GNODE_ROOT;
  if (s->itself != RS_NONE)
    g_ptr_array_add (labels, g_strdup ("itself"));
  for (guint i = back->len; i-- > 0;)
    {
      const Way *at = back->pdata[i];
      g_autofree char *label = rs_place_label (s->graph, &at->place);
      if (i + 1 == back->len && s->itself == RS_NONE)
        {
          add_root (labels, s, at->from, &at->place);
          continue;
        }
      if (s->itself == RS_NONE && begins_library (s, at->from, label, engine))
        begin_library (s, labels, at->from);
      g_ptr_array_add (labels, g_steal_pointer (&label));
    }
  g_ptr_array_add (labels, NULL);
  g_ptr_array_set_free_func (labels, NULL);
  return (char **) g_ptr_array_free (labels, FALSE);
}

/* --- holders -------------------------------------------------------------- */

static void
holder_free (gpointer data)
{
  RsHolder *holder = data;
  g_strfreev (holder->labels);
  g_free (holder);
}

/* Of two that cost the same the one met first, as the program has the names:
 * where in memory the holders lie, and so the edges in the graph, is chance. */
static int
compare_holders (gconstpointer a, gconstpointer b)
{
  const RsHolder *x = *(RsHolder *const *) a, *y = *(RsHolder *const *) b;
  return x->cost != y->cost     ? (x->cost < y->cost ? -1 : 1)
         : x->order != y->order ? (x->order < y->order ? -1 : 1)
                                : (x->edge < y->edge ? -1 : 1);
}

static RsHolder *
holder_of (const Search *s, guint32 edge)
{
  const Way *way = s ? g_hash_table_lookup (s->found, GUINT_TO_POINTER (edge)) : NULL;
  if (way == NULL)
    return NULL;
  RsHolder *holder = g_new0 (RsHolder, 1);
  holder->edge = edge;
  holder->cost = way->cost;
  holder->order = way->order;
  holder->held = s->itself == RS_NONE;
  holder->labels = labels_of (s, way);
  return holder;
}

/* Held by what nothing leads to. */
static RsHolder *
lost_holder (const RsHeapGraph *graph, guint32 edge)
{
  const RsPlace place = { graph->edges[edge].target, edge, edge, RS_PLACE_PLAIN };
  RsHolder *holder = g_new0 (RsHolder, 1);
  holder->edge = edge;
  holder->cost = G_MAXUINT;
  holder->labels = g_new0 (char *, 3);
  holder->labels[0] = g_strdup ("garbage");
  holder->labels[1] = rs_place_label (graph, &place);
  return holder;
}

GPtrArray *
rs_holders_find (const RsHeapGraph *graph, guint32 target)
{
  GPtrArray *holders = g_ptr_array_new_with_free_func (holder_free);
  g_autoptr (Search) held = search (graph, target, RS_NONE, FALSE, NULL);
  g_autoptr (Search) own = NULL;
  for (guint32 i = graph->in_first[target]; i < graph->in_first[target + 1]; i++)
    {
      guint32 edge = graph->in_edges[i];
      if (graph->edges[edge].strength == RS_WEAK)
        continue;
      RsHolder *holder = holder_of (held, edge);
      if (holder == NULL && own == NULL)
        own = search (graph, target, target, FALSE, NULL);
      if (holder == NULL)
        holder = holder_of (own, edge);
      if (holder != NULL && !holder->held)
        holder->cost += LIBRARY * 100;
      g_ptr_array_add (holders, holder ? holder : lost_holder (graph, edge));
    }
  g_ptr_array_sort (holders, compare_holders);
  return holders;
}

/* The best of what S has found; NULL: nothing. */
static char **
best_of (const Search *s)
{
  GHashTableIter iter;
  gpointer way;
  const Way *best = NULL;
  g_hash_table_iter_init (&iter, s->found);
  while (g_hash_table_iter_next (&iter, NULL, &way))
    if (best == NULL || ((Way *) way)->cost < best->cost
        || (((Way *) way)->cost == best->cost && ((Way *) way)->order < best->order))
      best = way;
  return best ? labels_of (s, best) : NULL;
}

char **
rs_chain_find (const RsHeapGraph *graph, guint32 target)
{
  g_autoptr (Search) s = search (graph, target, RS_NONE, FALSE, NULL);
  return best_of (s);
}

char **
rs_chain_within (const RsHeapGraph *graph, guint32 target, const guint8 *edges)
{
  g_autoptr (Search) s = search (graph, target, RS_NONE, FALSE, edges);
  return best_of (s);
}

char **
rs_chain_between (const RsHeapGraph *graph, guint32 from, guint32 target)
{
  g_autoptr (Search) s = search (graph, target, from, TRUE, NULL);
  return best_of (s);
}
