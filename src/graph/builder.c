/* SPDX-License-Identifier: MIT
 *
 * Building a HeapGraph. Nodes, edges and text are appended to growing arrays;
 * the end is a few linear passes:
 *
 *   count_edges     drops edges to nowhere, counts those of each node;
 *   sort_edges      a stable counting sort by source, left out where the edges came in that order;
 *   index_incoming  the same by target, of edge numbers: the compressed rows (CSR) of the
 *                   transposed graph;
 *   index_serials   an open-addressed table serial -> node, at most half full.
 *
 * A graph is one allocation of its own struct and one for each array. The
 * public struct is the head of RsGraphBox, which adds what no reader needs to
 * see: the count and the table of serials.
 */
#include "graph/heap-graph.h"

#include <string.h>

typedef struct {
  RsHeapGraph graph;
  gint refs;      /* atomic */
  guint32 *table; /* serial -> node, RS_NONE: empty */
  guint32 mask;   /* slots of table - 1 */
} RsGraphBox;

struct _RsHeapGraphBuilder {
  RsMoment moment;
  GArray *nodes;
  GArray *edges;
  GArray *roots;
  char *pool;
  gsize pool_size;
  gsize pool_room;
  RsText *interned; /* open-addressed, 0: empty */
  guint n_interned;
  guint interned_mask;
  guint n_hidden;
  guint64 *others;
  guint n_others;
  guint8 *startup;
  gboolean sorted; /* the edges came with rising sources */
};

/* --- taking things in ----------------------------------------------------- */

RsHeapGraphBuilder *
rs_heap_graph_builder_new (void)
{
  RsHeapGraphBuilder *builder = g_new0 (RsHeapGraphBuilder, 1);

  builder->nodes = g_array_new (FALSE, FALSE, sizeof (RsGraphNode));
  builder->edges = g_array_new (FALSE, FALSE, sizeof (RsGraphEdge));
  builder->roots = g_array_new (FALSE, FALSE, sizeof (guint32));
  builder->pool_room = 1024;
  builder->pool = g_malloc (builder->pool_room);
  builder->pool[0] = '\0';
  builder->pool_size = 1;
  builder->interned_mask = 255;
  builder->interned = g_new0 (RsText, 256);
  builder->sorted = TRUE;
  return builder;
}

static void
reserve_array (GArray *array, guint n)
{
  guint length = array->len;

  if (n > length)
    {
      g_array_set_size (array, n);
      g_array_set_size (array, length);
    }
}

static void
reserve_pool (RsHeapGraphBuilder *builder, gsize bytes)
{
  if (bytes <= builder->pool_room)
    return;
  builder->pool_room = MAX (bytes, builder->pool_room * 2);
  builder->pool = g_realloc (builder->pool, builder->pool_room);
}

void
rs_heap_graph_builder_reserve (RsHeapGraphBuilder *builder, guint n_nodes, guint n_edges,
                               gsize text_bytes)
{
  g_return_if_fail (builder != NULL);
  reserve_array (builder->nodes, n_nodes);
  reserve_array (builder->edges, n_edges);
  reserve_pool (builder, text_bytes + 1);
}

RsText
rs_heap_graph_builder_text (RsHeapGraphBuilder *builder, const char *text, gssize length)
{
  gsize bytes, offset;

  g_return_val_if_fail (builder != NULL, 0);
  if (text == NULL)
    return 0;
  bytes = length < 0 ? strlen (text) : (gsize) length;
  if (bytes == 0)
    return 0;
  offset = builder->pool_size;
  g_return_val_if_fail (offset + bytes + 1 < G_MAXUINT32, 0);
  reserve_pool (builder, offset + bytes + 1);
  memcpy (builder->pool + offset, text, bytes);
  builder->pool[offset + bytes] = '\0';
  builder->pool_size = offset + bytes + 1;
  return (RsText) offset;
}

/* FNV-1a. */
static guint32
hash_text (const char *text)
{
  guint32 hash = 2166136261u;

  for (; *text != '\0'; text++)
    hash = (hash ^ (guchar) *text) * 16777619u;
  return hash ^ (hash >> 15);
}

static void
grow_interned (RsHeapGraphBuilder *builder)
{
  RsText *old = builder->interned;
  guint old_slots = builder->interned_mask + 1;

  builder->interned_mask = old_slots * 2 - 1;
  builder->interned = g_new0 (RsText, old_slots * 2);
  for (guint i = 0; i < old_slots; i++)
    {
      guint slot;

      if (old[i] == 0)
        continue;
      slot = hash_text (builder->pool + old[i]) & builder->interned_mask;
      while (builder->interned[slot] != 0)
        slot = (slot + 1) & builder->interned_mask;
      builder->interned[slot] = old[i];
    }
  g_free (old);
}

RsText
rs_heap_graph_builder_intern (RsHeapGraphBuilder *builder, const char *text)
{
  guint slot;

  g_return_val_if_fail (builder != NULL, 0);
  if (text == NULL || *text == '\0')
    return 0;
  slot = hash_text (text) & builder->interned_mask;
  for (; builder->interned[slot] != 0; slot = (slot + 1) & builder->interned_mask)
    if (strcmp (builder->pool + builder->interned[slot], text) == 0)
      return builder->interned[slot];
  if (++builder->n_interned * 2 > builder->interned_mask)
    {
      grow_interned (builder);
      slot = hash_text (text) & builder->interned_mask;
      while (builder->interned[slot] != 0)
        slot = (slot + 1) & builder->interned_mask;
    }
  builder->interned[slot] = rs_heap_graph_builder_text (builder, text, -1);
  return builder->interned[slot];
}

guint32
rs_heap_graph_builder_add_node (RsHeapGraphBuilder *builder, const RsGraphNode *node)
{
  g_return_val_if_fail (builder != NULL && node != NULL, RS_NONE);
  g_array_append_vals (builder->nodes, node, 1);
  return builder->nodes->len - 1;
}

void
rs_heap_graph_builder_add_edge (RsHeapGraphBuilder *builder, guint32 source,
                                const RsGraphEdge *edge)
{
  guint n;

  g_return_if_fail (builder != NULL && edge != NULL);
  n = builder->edges->len;
  if (n > 0 && g_array_index (builder->edges, RsGraphEdge, n - 1).source > source)
    builder->sorted = FALSE;
  g_array_append_vals (builder->edges, edge, 1);
  g_array_index (builder->edges, RsGraphEdge, n).source = source;
}

void
rs_heap_graph_builder_set_text (RsHeapGraphBuilder *builder, guint32 node, RsText text)
{
  g_return_if_fail (builder != NULL && node < builder->nodes->len);
  g_array_index (builder->nodes, RsGraphNode, node).text = text;
}

void
rs_heap_graph_builder_add_root (RsHeapGraphBuilder *builder, guint32 node)
{
  g_return_if_fail (builder != NULL);
  g_array_append_val (builder->roots, node);
}

void
rs_heap_graph_builder_set_moment (RsHeapGraphBuilder *builder, const RsMoment *moment)
{
  g_return_if_fail (builder != NULL && moment != NULL);
  builder->moment = *moment;
}

void
rs_heap_graph_builder_set_hidden (RsHeapGraphBuilder *builder, guint n)
{
  g_return_if_fail (builder != NULL);
  builder->n_hidden = n;
}

void
rs_heap_graph_builder_set_others (RsHeapGraphBuilder *builder, const guint64 *serials, guint n)
{
  g_return_if_fail (builder != NULL);
  g_free (builder->others);
  builder->others = g_memdup2 (serials, n * sizeof *serials);
  builder->n_others = n;
}

void
rs_heap_graph_builder_set_startup (RsHeapGraphBuilder *builder, const guint8 *bits, guint64 first)
{
  g_return_if_fail (builder != NULL);
  g_free (builder->startup);
  builder->startup = g_memdup2 (bits, first / 8 + 1);
}

void
rs_heap_graph_builder_free (RsHeapGraphBuilder *builder)
{
  if (builder == NULL)
    return;
  g_clear_pointer (&builder->nodes, g_array_unref);
  g_clear_pointer (&builder->edges, g_array_unref);
  g_clear_pointer (&builder->roots, g_array_unref);
  g_free (builder->pool);
  g_free (builder->interned);
  g_free (builder->others);
  g_free (builder->startup);
  g_free (builder);
}

/* --- the end -------------------------------------------------------------- */

/* Drops edges whose ends do not exist, and counts the rest: n_edges of every
 * node, and in COUNTS how many enter it. One pass for all three, because the
 * edges of a large heap do not fit into any cache. */
static void
count_edges (RsHeapGraphBuilder *builder, RsGraphNode *nodes, guint n_nodes, guint32 *counts)
{
  guint kept = 0, n_edges = builder->edges->len;
  RsGraphEdge *edges = (RsGraphEdge *) (gpointer) builder->edges->data;

  for (guint i = 0; i < n_nodes; i++)
    nodes[i].n_edges = 0;
  for (guint i = 0; i < n_edges; i++)
    {
      guint32 source = edges[i].source, target = edges[i].target;

      if (G_UNLIKELY (source >= n_nodes || (target >= n_nodes && target != RS_NONE)))
        continue;
      if (G_UNLIKELY (kept != i))
        edges[kept] = edges[i];
      kept++;
      nodes[source].n_edges++;
      if (target != RS_NONE)
        counts[target]++;
    }
  if (kept < n_edges)
    g_critical ("%u edges name nodes that were never added", n_edges - kept);
  g_array_set_size (builder->edges, kept);
}

/* Postcondition: edges by source, stable; first_edge of every node. */
static RsGraphEdge *
sort_edges (RsHeapGraphBuilder *builder, RsGraphNode *nodes, guint n_nodes)
{
  guint n_edges = builder->edges->len, next = 0;
  const RsGraphEdge *edges = (const RsGraphEdge *) (gpointer) builder->edges->data;
  RsGraphEdge *sorted;
  g_autofree guint32 *place = NULL;

  for (guint i = 0; i < n_nodes; i++)
    {
      nodes[i].first_edge = next;
      next += nodes[i].n_edges;
    }
  if (builder->sorted)
    return (RsGraphEdge *) (gpointer) g_array_free (g_steal_pointer (&builder->edges), FALSE);

  sorted = g_new (RsGraphEdge, MAX (n_edges, 1));
  place = g_new (guint32, MAX (n_nodes, 1));
  for (guint i = 0; i < n_nodes; i++)
    place[i] = nodes[i].first_edge;
  for (guint i = 0; i < n_edges; i++)
    sorted[place[edges[i].source]++] = edges[i];
  return sorted;
}

/* FIRST: how many edges enter each node, and a zero; it becomes the graph's
 * in_first. */
static void
index_incoming (RsHeapGraph *graph, guint32 *first)
{
  guint32 *list = g_new (guint32, MAX (graph->n_edges, 1)), sum = 0;

  for (guint i = 0; i <= graph->n_nodes; i++)
    {
      guint32 count = first[i];

      first[i] = sum;
      sum += count;
    }
  for (guint i = 0; i < graph->n_edges; i++)
    if (graph->edges[i].target != RS_NONE)
      list[first[graph->edges[i].target]++] = i;
  memmove (first + 1, first, graph->n_nodes * sizeof (guint32));
  first[0] = 0;
  graph->in_first = first;
  graph->in_edges = list;
}

static inline guint32
hash_serial (guint64 serial)
{
  return (guint32) ((serial * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32);
}

static void
index_serials (RsGraphBox *box)
{
  guint32 slots = 16;

  while (slots < box->graph.n_nodes * 2)
    slots *= 2;
  box->mask = slots - 1;
  box->table = g_new (guint32, slots);
  memset (box->table, 0xff, slots * sizeof (guint32));
  for (guint32 i = 0; i < box->graph.n_nodes; i++)
    {
      guint32 slot = hash_serial (box->graph.nodes[i].serial) & box->mask;

      for (; box->table[slot] != RS_NONE; slot = (slot + 1) & box->mask)
        if (G_UNLIKELY (box->graph.nodes[box->table[slot]].serial == box->graph.nodes[i].serial))
          g_critical ("two nodes have the serial %" G_GUINT64_FORMAT, box->graph.nodes[i].serial);
      box->table[slot] = i;
    }
}

/* The nodes that are roots by their kind, in their order, then those that were
 * declared, each once. */
static void
collect_roots (RsHeapGraphBuilder *builder, RsHeapGraph *graph)
{
  g_autoptr (GArray) roots = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree guint8 *seen = g_new0 (guint8, graph->n_nodes + 1);

  for (guint32 i = 0; i < graph->n_nodes; i++)
    {
      guint8 kind = graph->nodes[i].kind;

      if (kind == RS_GNODE_FRAME || kind == RS_GNODE_NAMESPACE || kind == RS_GNODE_ROOT)
        {
          seen[i] = 1;
          g_array_append_val (roots, i);
        }
    }
  for (guint i = 0; i < builder->roots->len; i++)
    {
      guint32 node = g_array_index (builder->roots, guint32, i);

      if (node < graph->n_nodes && !seen[node])
        {
          seen[node] = 1;
          g_array_append_val (roots, node);
        }
    }
  graph->n_roots = roots->len;
  graph->roots = (guint32 *) (gpointer) g_array_free (g_steal_pointer (&roots), FALSE);
}

const RsHeapGraph *
rs_heap_graph_builder_end (RsHeapGraphBuilder *builder)
{
  RsGraphBox *box;
  RsHeapGraph *graph;
  RsGraphNode *nodes;
  guint32 *first;

  g_return_val_if_fail (builder != NULL, NULL);
  box = g_new0 (RsGraphBox, 1);
  box->refs = 1;
  graph = &box->graph;
  graph->moment = builder->moment;
  graph->n_hidden = builder->n_hidden;
  graph->others = g_steal_pointer (&builder->others);
  graph->n_others = builder->n_others;
  graph->startup = g_steal_pointer (&builder->startup);
  graph->n_nodes = builder->nodes->len;
  nodes = (RsGraphNode *) (gpointer) g_array_free (g_steal_pointer (&builder->nodes), FALSE);
  first = g_new0 (guint32, graph->n_nodes + 1);
  count_edges (builder, nodes, graph->n_nodes, first);
  graph->n_edges = builder->edges->len;
  graph->edges = sort_edges (builder, nodes, graph->n_nodes);
  graph->nodes = nodes;
  graph->pool = g_steal_pointer (&builder->pool);
  graph->pool_size = builder->pool_size;
  index_incoming (graph, first);
  index_serials (box);
  collect_roots (builder, graph);
  rs_heap_graph_builder_free (builder);
  return graph;
}

/* --- graphs --------------------------------------------------------------- */

const RsHeapGraph *
rs_heap_graph_ref (const RsHeapGraph *graph)
{
  g_return_val_if_fail (graph != NULL, NULL);
  g_atomic_int_inc (&((RsGraphBox *) graph)->refs);
  return graph;
}

void
rs_heap_graph_unref (const RsHeapGraph *graph)
{
  RsGraphBox *box = (RsGraphBox *) graph;

  if (graph == NULL || !g_atomic_int_dec_and_test (&box->refs))
    return;
  g_free ((gpointer) graph->nodes);
  g_free ((gpointer) graph->edges);
  g_free ((gpointer) graph->in_first);
  g_free ((gpointer) graph->in_edges);
  g_free ((gpointer) graph->roots);
  g_free ((gpointer) graph->others);
  g_free ((gpointer) graph->startup);
  g_free ((gpointer) graph->pool);
  g_free (box->table);
  g_free (box);
}

guint32
rs_heap_graph_edge_from (const RsHeapGraph *graph, guint32 source, guint32 target)
{
  const RsGraphNode *node = &graph->nodes[source];

  for (guint32 e = node->first_edge; e < node->first_edge + node->n_edges; e++)
    if (graph->edges[e].target == target)
      return e;
  return RS_NONE;
}

gboolean
rs_heap_graph_is_alive (const RsHeapGraph *graph, guint64 serial)
{
  guint low = 0, high = graph->n_others;

  if (rs_heap_graph_find (graph, serial) != RS_NONE)
    return TRUE;
  if (serial < graph->moment.first_serial)
    return graph->startup == NULL || (graph->startup[serial / 8] >> serial % 8 & 1);
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (graph->others[middle] < serial)
        low = middle + 1;
      else
        high = middle;
    }
  return low < graph->n_others && graph->others[low] == serial;
}

gboolean
rs_heap_graph_is_born_since (const RsHeapGraph *before, guint64 serial)
{
  return before->moment.next_serial != 0 && serial < RS_FIRST_FRAME_SERIAL
             ? serial >= before->moment.next_serial
             : rs_heap_graph_find (before, serial) == RS_NONE;
}

guint32
rs_heap_graph_find (const RsHeapGraph *graph, guint64 serial)
{
  const RsGraphBox *box = (const RsGraphBox *) graph;
  guint32 slot;

  g_return_val_if_fail (graph != NULL, RS_NONE);
  slot = hash_serial (serial) & box->mask;
  for (; box->table[slot] != RS_NONE; slot = (slot + 1) & box->mask)
    if (graph->nodes[box->table[slot]].serial == serial)
      return box->table[slot];
  return RS_NONE;
}
