/* SPDX-License-Identifier: MIT
 *
 * Cuts, what goes with an object, and chains, on random small heaps, against
 * what trying everything finds.
 */
#include "explain/chains.h"
#include "explain/cut.h"
#include "explain/freed-with.h"

#define MOST_EDGES 12
#define ROUNDS 3000

typedef struct {
  guint n_nodes, n_edges; /* node 0 is the root */
  guint32 from[MOST_EDGES], to[MOST_EDGES];
  guint32 target;
} Heap;

static Heap
random_heap (void)
{
  Heap heap = { g_test_rand_int_range (2, 7), g_test_rand_int_range (1, MOST_EDGES + 1) };
  for (guint i = 0; i < heap.n_edges; i++)
    {
      heap.from[i] = g_test_rand_int_range (0, heap.n_nodes);
      heap.to[i] = g_test_rand_int_range (1, heap.n_nodes);
    }
  heap.target = g_test_rand_int_range (1, heap.n_nodes);
  return heap;
}

static const RsHeapGraph *
graph_of (const Heap *heap)
{
  RsHeapGraphBuilder *builder = rs_heap_graph_builder_new ();
  for (guint i = 0; i < heap->n_nodes; i++)
    {
      RsGraphNode node = RS_GRAPH_NODE_INIT;
      node.serial = i + 1;
      node.kind = i == 0 ? RS_GNODE_NAMESPACE : RS_GNODE_OBJECT;
      node.shape = RS_SHAPE_LIST;
      for (guint e = 0; e < heap->n_edges; e++)
        node.refcount += heap->to[e] == i;
      rs_heap_graph_builder_add_node (builder, &node);
    }
  for (guint e = 0; e < heap->n_edges; e++)
    {
      RsGraphEdge edge = RS_GRAPH_EDGE_INIT;
      edge.target = heap->to[e];
      edge.kind = heap->from[e] == 0 ? RS_REF_GLOBAL : RS_REF_ITEM;
      edge.index = e;
      edge.flags = RS_REF_VISITED;
      rs_heap_graph_builder_add_edge (builder, heap->from[e], &edge);
    }
  return rs_heap_graph_builder_end (builder);
}

/* The nodes that the root reaches when the edges in GONE, a bit for each, have
 * gone. */
static guint
reached (const Heap *heap, guint gone)
{
  guint seen = 1, before = 0;
  while (seen != before)
    {
      before = seen;
      for (guint e = 0; e < heap->n_edges; e++)
        if (!(gone & 1u << e) && (seen & 1u << heap->from[e]))
          seen |= 1u << heap->to[e];
    }
  return seen;
}

static guint
count_bits (guint bits)
{
  guint n = 0;
  for (; bits != 0; bits &= bits - 1)
    n++;
  return n;
}

static guint
smallest_cut (const Heap *heap)
{
  guint best = heap->n_edges;
  for (guint gone = 0; gone < 1u << heap->n_edges; gone++)
    if (count_bits (gone) < best && !(reached (heap, gone) & 1u << heap->target))
      best = count_bits (gone);
  return best;
}

/* The edges of HEAP that CUT means: of several between two nodes, any. */
static guint
bits_of (const RsHeapGraph *graph, const GArray *cut)
{
  guint bits = 0;
  for (guint i = 0; i < cut->len; i++)
    bits |= 1u << graph->edges[g_array_index (cut, guint32, i)].index;
  return bits;
}

/* Whether TARGET's count falls to 0 in a cascade when the edges GONE go. */
static gboolean
dies_at_once (const Heap *heap, guint gone)
{
  guint dead = 0, before = 1;
  while (dead != before)
    {
      before = dead;
      for (guint node = 1; node < heap->n_nodes; node++)
        {
          guint all = 0, left = 0;
          for (guint e = 0; e < heap->n_edges; e++)
            {
              all += heap->to[e] == node;
              left += heap->to[e] == node && !(gone & 1u << e) && !(dead & 1u << heap->from[e]);
            }
          if (all > 0 && left == 0)
            dead |= 1u << node;
        }
    }
  return (dead & 1u << heap->target) != 0;
}

static void
check_cut (const Heap *heap, const RsHeapGraph *graph, gboolean near)
{
  g_autoptr (GArray) cut = rs_cut_find (graph, heap->target, near, MOST_EDGES);
  g_assert_nonnull (cut);
  guint gone = bits_of (graph, cut);
  g_assert_cmpuint (cut->len, ==, smallest_cut (heap));
  g_assert_false (reached (heap, gone) & 1u << heap->target);
  if (cut->len > 0)
    g_assert_cmpint (rs_cut_frees_at_once (graph, heap->target, cut), ==,
                     dies_at_once (heap, gone));
}

/* Each way leads from a root to the target, and no two share a reference. */
static void
check_disjoint (const Heap *heap, const RsHeapGraph *graph)
{
  g_autoptr (GPtrArray) ways = rs_cut_disjoint (graph, heap->target, MOST_EDGES);
  g_autofree guint8 *taken = g_new0 (guint8, graph->n_edges + 1);
  g_assert_nonnull (ways);
  g_assert_cmpuint (ways->len, ==, smallest_cut (heap));
  for (guint i = 0; i < ways->len; i++)
    {
      const guint8 *way = ways->pdata[i];
      g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);
      gboolean more = TRUE;
      for (guint r = 0; r < graph->n_roots; r++)
        g_hash_table_add (met, GUINT_TO_POINTER (graph->roots[r]));
      while (more)
        {
          more = FALSE;
          for (guint32 e = 0; e < graph->n_edges; e++)
            if (way[e] && g_hash_table_contains (met, GUINT_TO_POINTER (graph->edges[e].source)))
              more |= g_hash_table_add (met, GUINT_TO_POINTER (graph->edges[e].target));
        }
      g_assert_true (g_hash_table_contains (met, GUINT_TO_POINTER (heap->target)));
      for (guint32 e = 0; e < graph->n_edges; e++)
        {
          g_assert_false (way[e] && taken[e]);
          taken[e] |= way[e];
        }
    }
}

static void
test_cut (void)
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      Heap heap = random_heap ();
      g_autoptr (RsConstHeapGraph) graph = graph_of (&heap);
      check_cut (&heap, graph, TRUE);
      check_cut (&heap, graph, FALSE);
      check_disjoint (&heap, graph);
    }
}

/* What goes with the target: itself, and all that nothing else holds: what
 * neither the root nor other garbage leads to any more. */
static void
test_freed_with (void)
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      Heap heap = random_heap ();
      g_autoptr (RsConstHeapGraph) graph = graph_of (&heap);
      g_autoptr (GArray) freed = rs_freed_with (graph, heap.target);
      guint gone = 0, own = 1u << heap.target, found = 0, before = 0;
      for (guint e = 0; e < heap.n_edges; e++)
        gone |= heap.to[e] == heap.target ? 1u << e : 0;
      /* What it reaches... */
      while (own != before)
        {
          before = own;
          for (guint e = 0; e < heap.n_edges; e++)
            if (own & 1u << heap.from[e])
              own |= 1u << heap.to[e];
        }
      /* ...less what is held from outside of that. */
      guint live = 0;
      for (before = 1; live != before;)
        {
          before = live;
          for (guint e = 0; e < heap.n_edges; e++)
            if (!(gone & 1u << e) && (!(own & 1u << heap.from[e]) || (live & 1u << heap.from[e])))
              live |= 1u << heap.to[e];
        }
      for (guint i = 0; i < freed->len; i++)
        found |= 1u << g_array_index (freed, guint32, i);
      g_assert_cmphex (found, ==, own & ~live);
    }
}

/* Each reference has a holder, and is held from a root if and only if a root
 * reaches its owner without going through the target. */
static void
test_holders (void)
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      Heap heap = random_heap ();
      g_autoptr (RsConstHeapGraph) graph = graph_of (&heap);
      g_autoptr (GPtrArray) holders = rs_holders_find (graph, heap.target);
      guint gone = 0, into = 0;
      for (guint e = 0; e < heap.n_edges; e++)
        {
          gone |= heap.from[e] == heap.target ? 1u << e : 0;
          into += heap.to[e] == heap.target;
        }
      g_assert_cmpuint (holders->len, ==, into);
      for (guint i = 0; i < holders->len; i++)
        {
          const RsHolder *holder = holders->pdata[i];
          guint32 owner = graph->edges[holder->edge].source;
          gboolean held = owner != heap.target && (reached (&heap, gone) & 1u << owner) != 0;
          g_assert_cmpint (holder->held, ==, held);
          g_assert_nonnull (holder->labels[0]);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/cut", test_cut);
  g_test_add_func ("/explain/freed-with", test_freed_with);
  g_test_add_func ("/explain/holders", test_holders);
  return g_test_run ();
}
